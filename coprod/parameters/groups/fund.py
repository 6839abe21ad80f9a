"""Public money and insurance: parameters."""

from coprod.parameters.declare import Group, parameter


class Fund(Group):
    """Public money."""

    title_en = "Public money and insurance"
    title_zh = "经费与保险"

    # Public money
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

    # Disaster insurance of households: faster recovery, a premium, a little moral hazard
    insurance_takeup: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever",
        mechanism_from="src:huang2026", mechanisms=("W21", "O03"),
        en="Insured households", zh="参保率",
        tip_en="Share of households with disaster insurance. 0: nobody is insured.",
        tip_zh="购买灾害保险的家庭比例。取0则无人参保。",
    )
    insurance_speed: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0, 0.7), mechanisms=("W21",),
        en="Faster recovery", zh="恢复加快",
        tip_en="Share by which life of the insured returns to normal sooner. 0: no sooner.",
        tip_zh="参保者恢复正常生活用时缩短的比例。取0则不缩短。",
    )
    insurance_moral_hazard: float = parameter(
        0.05, unit="share", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("W21",),
        en="Moral hazard", zh="道德风险",
        tip_en="Share by which damage to the insured is greater, because they take less care. 0: none.",
        tip_zh="参保者因疏于防范而损失增加的比例。取0则没有。",
    )
    insurance_premium: float = parameter(
        100.0, unit="yuan/household·year", bounds=(0, 100_000), plausible=(30, 500), mechanisms=("W21",),
        en="Premium", zh="保费", tip_en="Yearly premium of a household.", tip_zh="每户每年的保费。",
    )
