"""Orders of capability: parameters."""

from coprod.parameters.declare import Group, parameter


class Capability(Group):
    """Three orders of capability: basic skills for streets, professional ones for districts, strategic ones for the city."""

    title_en = "Orders of capability"
    title_zh = "三级能力差序"

    matrix: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D05",),
        en="Differentiated capability", zh="能力建设差异化程度",
        tip_en="How far every level builds up the kind of skill that is its own. 0: all levels train for the same; 1: "
               "streets basic, districts professional, the city strategic skills, and nothing else.",
        tip_zh="各级只练本级所需能力的程度。取0则上下一般粗；取1则街镇练基础、区练专业、市练战略，各司其职。",
    )
    usual: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="constant", mechanisms=("D05",),
        en="Usual differentiation", zh="通常的差异化程度",
        tip_en="Differentiation at which work at the scene takes as long as stated.",
        tip_zh="现场处置用时按此差异化程度给出。",
    )
    effect: float = parameter(
        0.3, unit="ratio", bounds=(0, 5), plausible=(0, 1), mechanisms=("D05",),
        en="Work without the right skill", zh="能力不对口的代价",
        tip_en="Share by which the work takes longer where the crew has none of the skill it takes, rather than all. "
               "0: skill makes no difference.",
        tip_zh="到场队伍完全不具备所需能力时，处置用时比完全具备时增加的比例。取0则能力对口与否无差别。",
    )
    strategic: float = parameter(
        0.95, unit="severity", bounds=(0, 1), plausible=(0.9, 1), mechanisms=("D05",),
        en="Severity that takes strategic skill", zh="需要战略能力的严重程度",
        tip_en="Incidents at or above this severity take strategic skill; those that a district team is sent for take "
               "professional skill, all others basic skill.",
        tip_zh="达到该严重程度的事件需要战略能力；达到专业队伍出动标准的需要专业能力，其余需要基础能力。",
    )
