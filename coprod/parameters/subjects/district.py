"""The district as the hinge between street and city: parameters."""

from coprod.parameters.declare import Group, parameter


class District(Group):
    """The district as the hinge of the chain: linkage centre, neighbours, steering and feedback."""

    title_en = "The district chain"
    title_zh = "区层链"

    hub: bool = parameter(
        False, role="lever", source="S001", mechanisms=("D10", "G10", "A05", "O09"),
        en="District linkage centre", zh="区联动中心",
        tip_en="Whether departments sit together in a linkage centre: each links with the centre alone, all work at the "
               "same time, and the centre decides who leads.",
        tip_zh="是否建立实体化区联动中心：各部门只与中心对接、同时推进，并由中心裁定牵头部门。",
    )
    hub_desks: int = parameter(
        2, unit="people", bounds=(1, 1000), plausible=(1, 10), role="lever", mechanisms=("D10",),
        en="Officers of the centre", zh="联动中心坐席数",
        tip_en="Incidents that the centre can link at the same time; others wait.",
        tip_zh="联动中心可同时协调的事件数，其余须等待。",
    )
    hub_authority: float = parameter(
        0.7, unit="share", bounds=(0, 1), plausible=(0.3, 1), source="S001", mechanisms=("D10", "G01"),
        en="Authority of the centre", zh="联动中心裁决力",
        tip_en="Share of the time lost over who is responsible that the centre saves. 0: it has no say.",
        tip_zh="联动中心省去的权责争议时间比例。取0则没有裁决权。",
    )
    hub_cost: float = parameter(
        1_000.0, unit="yuan/day", bounds=(0, 1e6), plausible=(200, 5_000), role="constant", mechanisms=("D10",),
        en="Cost of the centre", zh="联动中心运行费",
        tip_en="Public money a day that a linkage centre costs a district.", tip_zh="每个区联动中心每日的运行经费。",
    )
    border: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.3), source="S001", mechanisms=("D06", "G15"),
        en="Incidents at a border", zh="区界事件占比",
        tip_en="Share of incidents that lie next to another district and so affect two, where there are several. 0: none.",
        tip_zh="有多个区时，发生在区界、因而涉及两个区的事件比例。取0则没有。",
    )
