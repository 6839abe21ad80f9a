"""Assessment from above: parameters."""

from coprod.parameters.declare import Group, parameter


class Kpi(Group):
    """How superiors assess those below them, and what that makes of neighbours."""

    title_en = "Assessment from above"
    title_zh = "上级考核"

    competition: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G12", "G13"),
        en="Rivalry for marks", zh="考核竞争强度",
        tip_en="How far departments and streets are ranked against each other: rivals keep what they know and have. "
               "0: they have no reason to.",
        tip_zh="部门之间、街道之间排名竞争的程度：互为对手便不愿共享信息与物资。取0则无此顾虑。",
    )
    ratchet: float = parameter(
        0.0, unit="share", bounds=(0, 5), plausible=(0, 0.3), role="lever", mechanism_from="src:huang2026", mechanisms=("A20",),
        en="Ratcheting of targets", zh="指标加码幅度",
        tip_en="Share by which the work that directives ask for goes up whenever the targets of a period were met on "
               "record. 0: targets stay as they are.",
        tip_zh="一个考核期内指标在台账上完成后，下一期指令工作量提高的比例。取0则指标不变。",
    )
    period: int = parameter(
        30, unit="days", bounds=(1, 365), plausible=(7, 90), mechanisms=("A20",),
        en="Period of assessment", zh="考核周期",
        tip_en="Days after which superiors look back and set new targets.", tip_zh="上级回头考核、重设指标的间隔天数。",
    )
    bar: float = parameter(
        0.9, unit="share", bounds=(0, 2), plausible=(0.7, 1), mechanisms=("A20",),
        en="Target counts as met", zh="视为完成的比例",
        tip_en="Share of what was sent down that must be on record as finished, ticked off or done.",
        tip_zh="台账上办结（含打钩应付）占下达数量达到该比例，即视为完成指标。",
    )
    most: float = parameter(
        3.0, unit="ratio", bounds=(1, 100), plausible=(1.5, 5), mechanisms=("A20",),
        en="Highest target", zh="加码上限",
        tip_en="What targets grow to at the most, relative to those at the start.", tip_zh="指标最多加码到起初的倍数。",
    )
    keep: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("G13",),
        en="Help that rivals refuse", zh="竞争对手间拒绝互助的比例",
        tip_en="Share of calls for help that a street leaves unanswered if it is wholly a rival of the one that calls. 0: none.",
        tip_zh="完全互为竞争对手的街道，对彼此求助不予响应的比例。取0则有求必应。",
    )
