"""Insurance: parameters."""

from coprod.parameters.declare import Group, parameter


class Insurance(Group):
    """Disaster insurance of households: faster recovery, a premium, a little moral hazard."""

    title_en = "Insurance"
    title_zh = "灾害保险"

    takeup: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever",
        mechanism_from="src:huang2026", mechanisms=("W21", "O03"),
        en="Insured households", zh="参保率",
        tip_en="Share of households with disaster insurance. 0: nobody is insured.",
        tip_zh="购买灾害保险的家庭比例。取0则无人参保。",
    )
    speed: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0, 0.7), mechanisms=("W21",),
        en="Faster recovery", zh="恢复加快",
        tip_en="Share by which life of the insured returns to normal sooner. 0: no sooner.",
        tip_zh="参保者恢复正常生活用时缩短的比例。取0则不缩短。",
    )
    moral_hazard: float = parameter(
        0.05, unit="share", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("W21",),
        en="Moral hazard", zh="道德风险",
        tip_en="Share by which damage to the insured is greater, because they take less care. 0: none.",
        tip_zh="参保者因疏于防范而损失增加的比例。取0则没有。",
    )
    premium: float = parameter(
        100.0, unit="yuan/household·year", bounds=(0, 100_000), plausible=(30, 500), mechanisms=("W21",),
        en="Premium", zh="保费", tip_en="Yearly premium of a household.", tip_zh="每户每年的保费。",
    )
