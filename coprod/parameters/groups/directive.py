"""Directives and ledgers: parameters."""

from coprod.parameters.declare import Group, parameter


class Directive(Group):
    """Directives and ledgers."""

    title_en = "Directives and ledgers"
    title_zh = "条线指令与台账"

    lines: int = parameter(
        8, unit="lines", bounds=(1, 64), plausible=(1, 28), role="lever",
        mechanism_from="note:B6", number_from="assumed fact:C6", mechanisms=("G05", "G07", "A07", "A15"),
        en="Directive lines", zh="条线数",
        tip_en="Departments that send directives to every committee and street: the thousand threads above one needle.",
        tip_zh="向每个居委会和街道下达指令的部门数，即“上面千条线”。",
    )
    rate: float = parameter(
        0.25, unit="per line and day", bounds=(0, 20), plausible=(0.1, 0.5), role="lever", mechanisms=("G05", "G07", "A20"),
        en="Directives per line", zh="每条线的日均指令",
        tip_en="Directives that one line sends down a day; 0 switches directives off.",
        tip_zh="一条线平均每天下达的指令数；0 表示没有指令。",
    )
    hours: float = parameter(
        2.0, unit="hours", bounds=(0.05, 100), plausible=(1, 4), mechanisms=("G05",),
        en="Work per directive", zh="落实一件指令的工时",
        tip_en="Mean staff-hours to carry out a directive, the ledger not counted.",
        tip_zh="落实一件指令平均所需工时，不含填报台账。",
    )
    ledger_hours: float = parameter(
        1.0, unit="hours", bounds=(0, 100), plausible=(0.5, 3), mechanism_from="src:huang2026", mechanisms=("G07",),
        en="Ledger work per directive", zh="每件指令的台账工时",
        tip_en="Mean staff-hours to fill in the ledger that comes with a directive.",
        tip_zh="每件指令附带的台账填报平均工时。",
    )
    ledger_auto: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanisms=("G07",),
        en="One-table ledger", zh="“一表通”台账",
        tip_en="Share of ledger work that one shared table saves; 1 leaves none.",
        tip_zh="“一张表”共享填报省去的台账工时比例；1 表示不再另填。",
    )
    duplicate: float = parameter(
        0.15, bounds=(0, 1), plausible=(0, 0.5), mechanism_from="note:B6", number_from="assumed fact:C6", mechanisms=("G05",),
        en="Duplicate directives", zh="多头重复下达",
        tip_en="Chance that another line asks for the same thing again; none with a single line.",
        tip_zh="同一件事被另一条线再次要求上报的概率；只有一条线时不会发生。",
    )
    conflict: float = parameter(
        0.05, bounds=(0, 0.9), plausible=(0, 0.3), role="lever", mechanism_from="src:huang2026", mechanisms=("G06",),
        en="Conflicting directives", zh="指令冲突",
        tip_en="Chance that a directive carried out proves to contradict another and must be clarified and done again.",
        tip_zh="指令办完后发现与其他条线相抵触、须请示澄清并返工的概率；只有一条线时不会发生。",
    )
    clarification_days: int = parameter(
        2, unit="days", bounds=(1, 60), plausible=(1, 5), mechanisms=("G06",),
        en="Wait for clarification", zh="澄清等待时间",
        tip_en="Days until contradictory directives are clarified.", tip_zh="相互冲突的指令等待上级澄清的天数。",
    )
    merge: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanisms=("G05", "G06"),
        en="Hub that merges directives", zh="指令归口整合",
        tip_en="Share of duplicates and conflicts that a linkage centre settles before they are sent down.",
        tip_zh="区联动中心在下达前消除的重复与冲突指令比例。",
    )
    inspection: float = parameter(
        0.0, unit="ratio", bounds=(0, 50), plausible=(0, 3), mechanism_from="src:huang2026", mechanisms=("G05", "G07"),
        en="Inspection period", zh="集中检查期加派指令",
        tip_en="Share by which every line sends down more while an inspection is on. 0: there is none.",
        tip_zh="集中检查期间，每条线增加下达指令的比例。取0则没有检查期。",
    )
    inspection_first: int = parameter(
        90, unit="day", bounds=(0, 36_500), plausible=(0, 365), mechanisms=("G05", "G07"),
        en="First day of the inspection", zh="集中检查首日",
        tip_en="Day of the run on which the inspection begins; 0 is the first.", tip_zh="集中检查从运行的第几日开始，0为首日。",
    )
    inspection_days: int = parameter(
        30, unit="days", bounds=(0, 36_500), plausible=(7, 90), mechanisms=("G05", "G07"),
        en="Length of the inspection", zh="集中检查天数",
        tip_en="Days for which the inspection goes on. 0: none.", tip_zh="集中检查持续的天数。取0则没有。",
    )
