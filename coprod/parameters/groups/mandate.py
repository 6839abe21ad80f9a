"""Mandate and means: what falls to the community and stays, what incidents leave to do, and the staff and money that follow."""

from coprod.parameters.declare import Group, parameter


class Mandate(Group):
    """The duties of communities, how they grow, and the staff and money that follow them."""

    title_en = "Mandate and means"
    title_zh = "责任与资源"

    # What incidents leave to do
    aftermath_hours: float = parameter(
        8.0, unit="staff-hours", bounds=(0, 10_000), plausible=(2, 40), mechanism_from="src:huang2026", mechanisms=("C01",),
        en="Work after an incident", zh="事后善后工时",
        tip_en="Staff-hours of reports, call-backs and visits after an incident of severity 1 that harmed nobody; less after a "
               "slighter one. Cardiac arrests leave none. 0: incidents leave no work, whomever they harmed.",
        tip_zh="一起严重程度为1、未伤及人员的事件，事后书面报告、回访与走访所需工时；程度较轻则相应减少，心脏骤停不计。"
               "取0则事件（无论伤及何人）均不留下善后工作。",
    )
    aftermath_person: float = parameter(
        0.2, unit="ratio", bounds=(0, 100), plausible=(0.05, 1), mechanism_from="src:huang2026", mechanisms=("C01",),
        en="Work for each person hurt or displaced", zh="每名受伤或转移人员的善后工作",
        tip_en="Claims and visits for each person who was hurt or had to leave home, relative to the work after an incident of "
               "severity 1. 0: none.",
        tip_zh="每名受伤或离家安置者的理赔、走访工作量，相对于一起严重程度为1的事件。取0则没有。",
    )
    aftermath_death: float = parameter(
        10.0, unit="ratio", bounds=(0, 1000), plausible=(3, 40), mechanism_from="src:huang2026", mechanisms=("C01",),
        en="Work for each death", zh="每例死亡的善后工作",
        tip_en="Comforting the family, petitions and reports for each death, relative to the work after an incident of "
               "severity 1. 0: none.",
        tip_zh="每例死亡的家属安抚、信访应对与报告工作量，相对于一起严重程度为1的事件。取0则没有。",
    )
    aftermath_street: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.2, 0.7), mechanisms=("C01",),
        en="Of this, at the street office", zh="其中街道承担",
        tip_en="Share of the work after an incident that the street office does; the committee does the rest.",
        tip_zh="善后工作中由街道办事处承担的比例，其余由居委会承担。",
    )
    aftermath_days: int = parameter(
        14, unit="days", bounds=(1, 365), plausible=(5, 60), mechanisms=("C01",),
        en="Days of work after an incident", zh="善后工作持续天数",
        tip_en="Days over which that work comes in, evenly, from the day after the incident on.",
        tip_zh="善后工作自事件次日起均匀分布的天数。",
    )
