"""Public money: parameters."""

from coprod.parameters.declare import Group, parameter


class Fund(Group):
    """Public money."""

    title_en = "Public money"
    title_zh = "经费"

    cap: float = parameter(
        150_000.0, unit="yuan per year", bounds=(0, 1e9), plausible=(50_000, 300_000), role="lever",
        number_from="derived fact:C13",
        mechanisms=("A04", "C05"),
        en="Community fund", zh="社区经费上限",
        tip_en="Money a community of mean size can spend in a year; when it is gone, nothing is paid until the next.",
        tip_zh="平均规模社区一年可支出的经费；用完后，须等下一年度才能再支。",
    )
    release_days: float = parameter(
        2.0, unit="working days per level", bounds=(0, 100), plausible=(1, 10),
        mechanism_from="fact:C12", number_from="derived fact:C12", mechanisms=("P03", "P01"),
        en="Release of money, per level", zh="每级拨款审批时间",
        tip_en="Mean working days one level of approval takes to release money in routine work.",
        tip_zh="日常拨款每经过一级审批平均所需的工作日。",
    )
    fast_route: bool = parameter(
        True, role="lever", mechanism_from="fact:C12", mechanisms=("P03", "A08"),
        en="Fast route for urgent repairs", zh="应急维修绿色通道",
        tip_en="Whether urgent repairs above the committee's own threshold need no vote of the owners.",
        tip_zh="超出居委会自主额度的应急维修是否免于业主表决。",
    )
    vote_days: int = parameter(
        15, unit="working days", bounds=(0, 365), plausible=(10, 60),
        mechanism_from="fact:C12", number_from="assumed fact:C12", mechanisms=("P03",),
        en="Owners' vote", zh="业主表决所需时间",
        tip_en="Working days the owners' vote takes where there is no fast route.",
        tip_zh="没有绿色通道时，业主表决所需的工作日。",
    )
