"""Feedback from the communities: parameters."""

from coprod.parameters.declare import Group, parameter


class Feedback(Group):
    """What communities tell the district after an incident that no plan described, and what becomes of plans and stocks."""

    title_en = "Feedback from the communities"
    title_zh = "社区反馈闭环"

    rate: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("D04",),
        en="Feedback taken up", zh="反馈采纳率",
        tip_en="Share of incidents outside the plans, or with goods lacking, of which the community's experience "
               "reaches the district, its plans and its stocks. 0: none.",
        tip_zh="预案之外或物资不足的事件中，社区经验反馈到区级并用于修订预案、调整储备的比例。取0则没有反馈。",
    )
    gain: float = parameter(
        0.05, unit="share", bounds=(0, 1), plausible=(0.01, 0.2), mechanisms=("D04",),
        en="What one experience closes", zh="单次反馈补缺比例",
        tip_en="Share of what plans do not describe that one experience closes; it opens again as new kinds of risk come.",
        tip_zh="一次经验反馈补上的预案缺口比例；随着新型风险出现，缺口会重新拉大。",
    )
    stock_gain: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0.1, 0.6), mechanism_from="src:huang2026", mechanisms=("D04",),
        en="What one shortage adds to stocks", zh="单次缺货反馈增储比例",
        tip_en="Share of what was lacking or late that the street's store keeps more of once that is taken up. 0: stocks "
               "stay as they are.",
        tip_zh="缺货或迟到的情况被采纳后，街道储备按所缺数量增加的比例。取0则储备不变。",
    )
    hours: float = parameter(
        2.0, unit="staff-hours", bounds=(0, 1000), plausible=(0.5, 8), mechanisms=("D04",),
        en="Work of giving feedback", zh="一次反馈的工时",
        tip_en="Staff-hours of the committee for one experience that is written up and taken up. 0: none.",
        tip_zh="整理、上报并落实一次经验反馈，居委会所用的工时。取0则不占用。",
    )
