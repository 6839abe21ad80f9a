"""Assessment from above: parameters."""

from coprod.parameters.declare import Group, parameter


class Kpi(Group):
    """How superiors assess those below them, and what that makes of neighbours."""

    title_en = "Assessment from above"
    title_zh = "上级考核"

    competition: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 1), role="lever", source="S001", mechanisms=("G12", "G13"),
        en="Rivalry for marks", zh="考核竞争强度",
        tip_en="How far departments and streets are ranked against each other: rivals keep what they know and have. "
               "0: they have no reason to.",
        tip_zh="部门之间、街道之间排名竞争的程度：互为对手便不愿共享信息与物资。取0则无此顾虑。",
    )
