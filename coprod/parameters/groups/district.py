"""The district: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class District(Group):
    """The district as the hinge of the chain: linkage centre, neighbours, steering and feedback."""

    title_en = "The district"
    title_zh = "区级统筹"

    # The district as the hinge of the chain: linkage centre, neighbours, steering and feedback
    hub: bool = parameter(
        False, role="lever", mechanism_from="src:wu2025", mechanisms=("D10", "G10", "A05", "O09"),
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
        0.7, unit="share", bounds=(0, 1), plausible=(0.3, 1), mechanism_from="src:wu2025", mechanisms=("D10", "G01"),
        en="Authority of the centre", zh="联动中心裁决力",
        tip_en="Share of the time lost over who is responsible that the centre saves. 0: it has no say.",
        tip_zh="联动中心省去的权责争议时间比例。取0则没有裁决权。",
    )
    hub_cost: float = parameter(
        1_000.0, unit="yuan/day", bounds=(0, 1e6), plausible=(200, 5_000), role="constant", mechanisms=("D10",),
        en="Cost of the centre", zh="联动中心运行费",
        tip_en="Public money a day that a linkage centre costs a district.", tip_zh="每个区联动中心每日的运行经费。",
    )
    intervention: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("D03",),
        en="District takes over", zh="区级包办程度",
        tip_en="How far the district does for communities what they could do themselves, beyond today's practice. 0: it "
               "coordinates and takes over nothing.",
        tip_zh="区级在现状之外，替社区包办其力所能及事务的程度。取0则统筹而不包办。",
    )
    crowding: float = parameter(
        1.0, unit="utils", bounds=(0, 10), plausible=(0, 2), mechanisms=("D03",),
        en="Initiative crowded out", zh="包办对主动性的挤出",
        tip_en="Utility that patrols and help lose where a community has come to rely on others for everything. 0: none.",
        tip_zh="社区事事依赖上级代办时，居民巡逻与互助减少的效用。取0则不挤出。",
    )
    crowding_gain: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:huang2026", mechanisms=("D03",),
        en="Relying on others is learned", zh="依赖包办的形成速度",
        tip_en="Share by which what a community expects others to do moves, at each incident, towards what others did there: the "
               "district that takes over, or the city in command. 0: communities never come to rely on them.",
        tip_zh="社区每经历一起事件，对上级代办的预期向实际代办程度（区级包办程度；市级接管为全部）靠拢的比例。取0则从不形成依赖。",
    )
    relief: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 0.8), mechanisms=("D03",),
        en="Hours taken off committees", zh="包办为社区减负比例",
        tip_en="Share of committees' hours at incidents that a district which does everything takes off them. 0: none.",
        tip_zh="区级全面包办时，为居委会分担的应急现场工时比例。取0则不减负。",
    )
    takeover_cost: float = parameter(
        3_000.0, unit="yuan/day", bounds=(0, 1e6), plausible=(500, 20_000), role="constant", mechanisms=("D03",),
        en="Cost of taking over", zh="包办费用",
        tip_en="Public money a day that a district which does everything spends on it.",
        tip_zh="区级全面包办每日所需的公款。",
    )
    border: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.3), mechanism_from="src:wu2025", mechanisms=("D06", "G15"),
        en="Incidents at a border", zh="区界事件占比",
        tip_en="Share of incidents that lie next to another district and so affect two, where there are several. 0: none.",
        tip_zh="有多个区时，发生在区界、因而涉及两个区的事件比例。取0则没有。",
    )
    mutual_aid: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), role="lever",
        mechanism_from="src:huang2026", mechanisms=("D01", "G15"),
        en="Mutual aid between districts", zh="跨区互助比例",
        tip_en="Share of what a district has in store that it lends to another that falls short, and of the calls for its free "
               "crews that it answers. 0: none.",
        tip_zh="一个区愿意借给告急邻区的库存比例，也是邻区求援时派出空闲队伍的比例。取0则不互助。",
    )
    aid_lead: float = parameter(
        6.0, unit="hours", bounds=(0, 8760), plausible=(2, 48), mechanisms=("D01",),
        en="Lead time of mutual aid", zh="跨区互助到达时间",
        tip_en="Hours until aid arrives between the districts of a province, in whole days.",
        tip_zh="省域内各区之间援助到达所需的小时数，按整日计。",
    )
    aid_minutes: float = parameter(
        30.0, unit="minutes", bounds=(0, 1440), plausible=(10, 120), mechanisms=("D01",),
        en="Extra time of a neighbour's aid", zh="邻区支援额外用时",
        tip_en="Minutes by which goods and teams of a neighbouring district take longer than the district's own; at a border "
               "crews do not.",
        tip_zh="邻区物资与队伍比本区多用的分钟数；区界处的队伍不多用时。",
    )
    warning_gain: float = parameter(
        0.5, unit="share", bounds=(0, 10), plausible=(0, 2), mechanism_from="src:huang2026", mechanisms=("D01",),
        en="Lead gained by shared warnings", zh="跨区预警提前量增益",
        tip_en="Share by which a warning comes earlier where a neighbouring district that shares everything warns as well. "
               "0: no earlier.",
        tip_zh="完全共享的邻区同时发布预警时，本区预警提前量增加的比例。取0则不提前。",
    )

    # Who is served first when crews are scarce, and by whose
    allocation_rule: Literal["local", "fifo", "nearest", "severity", "optimal"] = parameter(
        "local", role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("D02", "T04"),
        en="Rule of allocation", zh="力量调配规则",
        tip_en="local: streets send their own crews (see the dispatch rule), the shortest golden window first. The others "
               "pool the crews of a district: fifo the first call first, nearest the shortest way first, severity the "
               "gravest first, optimal the most gravity per minute of work first.",
        tip_zh="local：各街道自行派出（另见街道队伍调派规则），黄金时间最短者优先；其余为全区统一调配：fifo先到先派，nearest路近先派，"
               "severity重者先派，optimal按单位处置时间所对应的严重程度优先。",
    )
    allocation_batch: float = parameter(
        0.0, unit="minutes", bounds=(0, 240), plausible=(0, 10), mechanisms=("D02",),
        en="Calls collected", zh="集中派单间隔",
        tip_en="Minutes for which a pool collects calls before it allocates crews to all of them together. 0: at once.",
        tip_zh="统一调配时，先汇集这么多分钟内的呼叫再一并派出。取0则随到随派。",
    )
    allocation_bias: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.9), mechanism_from="src:liu_zhang2026", mechanisms=("T04",),
        en="Bias against those without data", zh="对数据薄弱群体的算法偏差",
        tip_en="Share by which a rule that weighs calls takes those for less grave that did not come by app. 0: it is fair.",
        tip_zh="按严重程度调配的算法，对非应用上报事件严重程度的低估比例。取0则无偏差。",
    )
    allocation_review: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanisms=("T04",),
        en="Reviewed by people", zh="人工复核比例",
        tip_en="Share of calls that a person reads before they are weighed, who does not share the bias. 0: none.",
        tip_zh="排序前由人工复核、从而不受算法偏差影响的呼叫比例。取0则不复核。",
    )
    allocation_review_minutes: float = parameter(
        2.0, unit="minutes", bounds=(0, 240), plausible=(0.5, 10), mechanisms=("T04",),
        en="Time of a review", zh="人工复核用时",
        tip_en="Minutes that a review takes before a crew is called. 0: none.",
        tip_zh="每次人工复核使派出推迟的分钟数。取0则不推迟。",
    )
