"""Directives, targets and their execution: parameters."""

from coprod.parameters.declare import Group, parameter


class Directive(Group):
    """Directives and ledgers from above, the targets that they are assessed by, and how far policies are carried out."""

    title_en = "Directives, targets and their execution"
    title_zh = "条线指令、考核与执行"

    # Directives and ledgers
    lines: int = parameter(
        8, unit="lines", bounds=(1, 64), plausible=(1, 28), role="lever", built_in=True,
        mechanism_from="note:B6", number_from="assumed fact:C6", mechanisms=("G05", "G07", "A07", "A15"),
        en="Directive lines", zh="条线数",
        tip_en="Departments that send directives to every committee and street: the thousand threads above one needle.",
        tip_zh="向每个居委会和街道下达指令的部门数，即“上面千条线”。",
    )
    rate: float = parameter(
        0.42, unit="per line and day", bounds=(0, 20), plausible=(0.1, 0.5), role="lever", number_from="fitted fact:C6",
        mechanisms=("G05", "G07", "A20"),
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
        1.5, unit="hours", bounds=(0, 100), plausible=(0.5, 3), mechanism_from="src:huang2026", number_from="fitted fact:C6",
        mechanisms=("G07",),
        en="Ledger work per directive", zh="每件指令的台账工时",
        tip_en="Mean staff-hours to fill in the ledger that comes with a directive.",
        tip_zh="每件指令附带的台账填报平均工时。",
    )
    ledger_auto: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanisms=("G07",),
        en="One-table ledger", zh="“一表通”台账",
        tip_en="Share of ledger work that one shared table saves, and of forms asked for twice; 1 leaves none.",
        tip_zh="“一张表”共享填报省去的台账工时比例，以及重复索要的填报比例；1 表示不再另填。",
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
    inspection_steps: int = parameter(
        1, unit="steps", bounds=(1, 100), plausible=(1, 6), role="constant", mechanisms=("G05", "G07"),
        en="Steps of the inspection", zh="集中检查分级数",
        tip_en="Equal steps in which an inspection grows to its full size, and by which it ebbs again. 1: it is there at once.",
        tip_zh="集中检查逐级加码直至高峰、再逐级回落的级数。取1则一次到位。",
    )

    # What directives are about, and what the record of them does
    substance: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:huang2026", mechanisms=("C04", "G07"),
        en="Substance of directives", zh="指令含实事的比例",
        tip_en="Share of directives that ask for something in the town: inspections of hazards, visits to firms, drills, visits "
               "to people who need help. Ticked off undone, they leave the town as it is while the record says done. "
               "0: all directives are forms.",
        tip_zh="指令中要求办实事（排查隐患、走访企业、演练、探访困难人员）的比例。只打钩未办理时，台账显示已完成而实际情况照旧。取0则全为填报。",
    )
    about_hazards: float = parameter(
        0.5, unit="weight", bounds=(0, 100), plausible=(0.2, 1), mechanism_from="src:huang2026", mechanisms=("C04", "G07"),
        en="Inspections of hazards", zh="其中隐患排查",
        tip_en="Weight of inspections of hazards, such as those of premises of mixed use, among directives with substance; each "
               "hour that is done is an hour of patrol.",
        tip_zh="含实事的指令中，隐患排查（如“三合一”场所检查）所占权重；实际办理一小时即巡查一小时。",
    )
    about_firms: float = parameter(
        0.1, unit="weight", bounds=(0, 100), plausible=(0, 0.5), mechanism_from="src:huang2026", mechanisms=("C04", "G07"),
        en="Visits to property firms", zh="其中走访物业企业",
        tip_en="Weight of visits to property firms among directives with substance.",
        tip_zh="含实事的指令中，走访检查物业企业所占权重。",
    )
    about_training: float = parameter(
        0.05, unit="weight", bounds=(0, 100), plausible=(0, 0.3), mechanism_from="src:huang2026", mechanisms=("C04", "G07"),
        en="Drills ordered", zh="其中演练",
        tip_en="Weight of drills among directives with substance; a drill is held when the hours that it takes have been worked.",
        tip_zh="含实事的指令中，演练所占权重；投入工时达到一次演练所需，即举行一次。",
    )
    about_vulnerable: float = parameter(
        0.35, unit="weight", bounds=(0, 100), plausible=(0.1, 1), mechanism_from="src:huang2026", mechanisms=("C04", "G07"),
        en="Visits to people who need help", zh="其中探访困难人员",
        tip_en="Weight of visits to people who need help among directives with substance; who was visited is on the list of "
               "doors when a warning comes.",
        tip_zh="含实事的指令中，探访老弱病残人员所占权重；预警时，探访过的住户在叫应名单上。",
    )
    firm_followed: float = parameter(
        0.035, unit="share", bounds=(0, 1), plausible=(0, 0.2), mechanism_from="mech:A07", mechanisms=("A07", "C10"),
        en="Visits to firms with consequences", zh="走访企业后依法查处比例",
        tip_en="Share of staff's visits to property firms that count as inspections: staff may not fine, a department must "
               "follow. Set so that with a full record inspections of both kinds are about as many as "
               "property_firm.inspect_prob says. 0: none.",
        tip_zh="工作人员走访物业后由执法部门跟进、等同一次检查的比例（社区无处罚权）。取值使台账完备时两类检查合计约等于检查概率。取0则走访无后果。",
    )
    visit_hours: float = parameter(
        0.5, unit="hours", bounds=(0.05, 24), plausible=(0.25, 1), mechanisms=("C04", "T05"),
        en="Time of a visit", zh="每次探访用时",
        tip_en="Staff-hours of one visit to somebody who needs help, the way there included.",
        tip_zh="探访一名困难人员所需工时，含路途。",
    )
    visit_days: float = parameter(
        180.0, unit="days", bounds=(1, 36_500), plausible=(60, 365), mechanisms=("C04", "T05"),
        en="How long a visit counts", zh="探访信息有效期",
        tip_en="Mean days until staff no longer know the way of life of somebody whom they visited.",
        tip_zh="探访所掌握的情况平均有效的天数。",
    )
    record_trust: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.8), mechanism_from="src:huang2026", mechanisms=("C04", "A03"),
        en="Superiors trust the record", zh="上级采信台账程度",
        tip_en="Share by which districts send fewer inspectors to property firms where all that was asked for is on record as "
               "done, ticked off or not. 0: the record makes no difference.",
        tip_zh="凡要求的工作在台账上均已办结（含打钩应付）的社区，区级对物业企业检查减少的比例。取0则不看台账。",
    )

    # How superiors assess those below them, and what that makes of neighbours
    target_competition: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G12", "G13"),
        en="Rivalry for marks", zh="考核竞争强度",
        tip_en="How far departments and streets are ranked against each other: rivals keep what they know and have. "
               "0: they have no reason to.",
        tip_zh="部门之间、街道之间排名竞争的程度：互为对手便不愿共享信息与物资。取0则无此顾虑。",
    )
    target_ratchet: float = parameter(
        0.01, unit="share", bounds=(0, 5), plausible=(0, 0.3), role="lever", mechanism_from="src:huang2026 src:weitzman1980",
        mechanisms=("A20",),
        en="Ratcheting of targets", zh="指标加码幅度",
        tip_en="Share by which the work that directives ask for goes up whenever the targets of a period were met on "
               "record. 0: targets stay as they are.",
        tip_zh="一个考核期内指标在台账上完成后，下一期指令工作量提高的比例。取0则指标不变。",
    )
    target_period: int = parameter(
        30, unit="days", bounds=(1, 365), plausible=(7, 90), mechanisms=("A20",),
        en="Period of assessment", zh="考核周期",
        tip_en="Days after which superiors look back and set new targets.", tip_zh="上级回头考核、重设指标的间隔天数。",
    )
    target_bar: float = parameter(
        0.9, unit="share", bounds=(0, 2), plausible=(0.7, 1), mechanisms=("A20",),
        en="Target counts as met", zh="视为完成的比例",
        tip_en="Share of what was sent down that must be on record as finished, ticked off or done.",
        tip_zh="台账上办结（含打钩应付）占下达数量达到该比例，即视为完成指标。",
    )
    target_most: float = parameter(
        1.5, unit="ratio", bounds=(1, 100), plausible=(1.2, 5), mechanisms=("A20",),
        en="Highest target", zh="加码上限",
        tip_en="What targets grow to at the most, relative to those at the start.", tip_zh="指标最多加码到起初的倍数。",
    )
    target_keep: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("G13",),
        en="Help that rivals refuse", zh="竞争对手间拒绝互助的比例",
        tip_en="Share of calls for help that a street leaves unanswered if it is wholly a rival of the one that calls. 0: none.",
        tip_zh="完全互为竞争对手的街道，对彼此求助不予响应的比例。取0则有求必应。",
    )

    # Policy on paper: how much of what is decided is really done
    policy_implementation: float = parameter(
        1.0, bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("C13",),
        en="Implementation", zh="政策落实程度",
        tip_en="How far a policy that departs from present practice (the defaults) is really carried out: every lever "
               "moves only this share of the way. 1: all is done as decided.",
        tip_zh="与现行做法（默认值）不同的政策实际落实的程度：各项政策杠杆只走完这一比例。取1则令行禁止。",
    )
    policy_half_hearted: float = parameter(
        0.5, bounds=(0, 1), mechanisms=("C13",),
        en="Least implementation of a yes or no", zh="非此即彼政策的落实门槛",
        tip_en="A policy that can only be in force or not stays on paper if implementation is below this.",
        tip_zh="只有“行”与“不行”之分的政策，落实程度低于此值即停留在纸面。",
    )
