"""Inquiries after incidents: parameters."""

from coprod.parameters.declare import Group, parameter


class Inquiry(Group):
    """Inquiries: which incidents are inquired into, and what that does to offices for months afterwards."""

    title_en = "Inquiries after incidents"
    title_zh = "事件调查与问责"

    rate: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 1), role="lever",
        mechanism_from="src:order493 src:huang2026", mechanisms=("P07", "G14", "E09"),
        en="Inquiries", zh="启动调查的概率",
        tip_en="Chance that a level of government takes up a serious or visible incident. Every level up to the one whose "
               "matter it is may do so, so graver ones are hardly ever left alone. 0: nobody inquires into anything.",
        tip_zh="一级政府对严重或受关注事件启动调查的概率。事件应由哪一级调查，其下各级（含该级）均可启动，故越严重越难逃调查。"
               "取0则从不调查。",
    )
    people: int = parameter(
        30, unit="people", bounds=(1, 100_000), plausible=(10, 100), mechanism_from="src:order493", mechanisms=("P07",),
        en="People struck that make it visible", zh="引起关注的波及人数",
        tip_en="An incident that struck or displaced so many people is visible.",
        tip_zh="受灾或被迫转移达到此人数，即受关注。",
    )
    alarm: float = parameter(
        0.2, unit="0-1", bounds=(0, 1), plausible=(0.1, 0.5), mechanism_from="src:order493 src:huang2026",
        mechanisms=("P07", "T11"),
        en="Public alarm that makes it visible", zh="引起关注的舆情水平",
        tip_en="An incident is visible where the community's mean alarm (rumour, fear) has reached so much when it ends.",
        tip_zh="事件结束时，社区平均恐慌情绪（含谣言）达到此值，即受关注。",
    )
    false_record: float = parameter(
        0.3, unit="0-1", bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("P07", "G07"),
        en="Gap between record and town that is found", zh="认定台账失实的差距",
        tip_en="Where the record says so much more was done than was, the incident shows that the record is false.",
        tip_zh="台账所记与实际相差达到此值，事件一出便暴露台账失实。",
    )
    fear: float = parameter(
        0.5, unit="log odds", bounds=(0, 10), plausible=(0, 2), role="lever",
        mechanism_from="src:tversky_kahneman1973 src:hood2011", mechanisms=("P07", "G14", "E09"),
        en="Fear after an inquiry", zh="问责引起的畏惧",
        tip_en="By how much somebody's punishment raises the log odds at which officials see themselves held to account, for "
               "each level of the inquiry. 0: nobody is frightened.",
        tip_zh="有人被问责后，官员心目中自己被追究的对数几率升高多少（按调查层级逐级累加）。取0则无人畏惧。",
    )
    ledgers: float = parameter(
        0.25, unit="share", bounds=(0, 20), plausible=(0, 1), role="lever",
        mechanism_from="src:zhou2012 src:huang2026", mechanisms=("G07", "G05"),
        en="Inspections and ledgers after an inquiry", zh="调查后的检查与台账",
        tip_en="Inspections with a ledger that follow at first, as a share of the usual directives of all lines, for each "
               "level of the inquiry. 0: none.",
        tip_zh="调查后最初增加的检查（各附台账），相当于各条线平时指令量的比例（按调查层级逐级累加）。取0则不增加。",
    )
    months: float = parameter(
        3.0, unit="months", bounds=(0, 120), plausible=(1, 12), mechanism_from="src:zhou2012", mechanisms=("P07", "G07", "E09"),
        en="How long it is remembered", zh="问责余波时长",
        tip_en="Mean time for which fear and inspections last; both fade exponentially. 0: a day.",
        tip_zh="畏惧与检查平均持续的月数，按指数衰减。取0则次日即消。",
    )
    hours: float = parameter(
        16.0, unit="staff-hours", bounds=(0, 10_000), plausible=(4, 80), mechanism_from="src:order493", mechanisms=("P07",),
        en="Interviews and reports", zh="配合调查工时",
        tip_en="Staff-hours that the committee and the street office each give to an inquiry, for each of its levels, before "
               "all other work. 0: none.",
        tip_zh="居委会与街道各自配合一次调查（谈话、写材料）的工时，按调查层级逐级累加，先于其他一切工作。取0则不费时。",
    )
    visit_hours: float = parameter(
        1.0, unit="staff-hours", bounds=(0, 100), plausible=(0.5, 4), mechanisms=("G07",),
        en="Receiving an inspection", zh="迎检工时",
        tip_en="Mean staff-hours of receiving one inspection, its ledger not counted.",
        tip_zh="接待一次检查平均所需的工时，不含填报台账。",
    )
    ledger_cap: float = parameter(
        0.0, unit="staff-hours", bounds=(0, 1000), plausible=(0, 8), role="lever", mechanisms=("G07",),
        en="Cap on inspections", zh="检查工时上限",
        tip_en="Most staff-hours of inspections and ledgers after inquiries that may be asked of a desk in a day. 0: no cap.",
        tip_zh="调查后的检查与台账每天对一个居委会或街道最多占用的工时。取0则不设上限。",
    )
