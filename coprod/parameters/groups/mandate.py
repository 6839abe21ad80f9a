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

    # How the list of duties grows
    assign: float = parameter(
        0.015, unit="probability", bounds=(0, 1), plausible=(0.003, 0.05),
        mechanism_from="src:huang2026", number_from="derived src:erqi_access2020", mechanisms=("C02", "C03", "E10"),
        en="What nobody owns becomes a standing task", zh="无主事项转为常设任务的概率",
        tip_en="Chance that a request which nobody owned and the community took on comes back as a task of its own for good. "
               "With the default some three a year do. 0: no duty is ever added, whatever nobody owned.",
        tip_zh="无主而由社区兜底的诉求，此后成为社区常设任务的概率；默认值下每个社区每年约新增3项。"
               "取0则无论何种无主之事，都不再增加职责。",
    )
    event_weight: float = parameter(
        5.0, unit="ratio", bounds=(0, 1000), plausible=(1, 20), mechanism_from="src:huang2026", mechanisms=("C02", "C03"),
        en="Weight of incidents and hazards that nobody owns", zh="无主事件与隐患的权重",
        tip_en="So many times as likely as a request is an incident that no department owned, or a hazard that a department "
               "turned down, to become a standing task. 0: none of them does.",
        tip_zh="无主管部门的事件、被部门退回的隐患，转为社区常设任务的可能性相当于一件诉求的倍数。取0则均不转为常设任务。",
    )
    task_hours: float = parameter(
        2.0, unit="hours per week", bounds=(0.01, 168), plausible=(0.5, 5),
        mechanism_from="src:huang2026", number_from="derived src:xicheng_access2018", mechanisms=("C01", "C03"),
        en="Work of a standing task", zh="每项常设任务的工时",
        tip_en="Mean staff-hours a week that one standing task takes.", tip_zh="一项常设任务平均每周占用的工时。",
    )
    task_days: float = parameter(
        1825.0, unit="days", bounds=(1, 36_500), plausible=(365, 7300), mechanism_from="src:huang2026", mechanisms=("C01", "C03"),
        en="Life of a standing task", zh="常设任务存续时间",
        tip_en="Mean days until a standing task lapses or is taken back.", tip_zh="常设任务取消或收回前平均存续的天数。",
    )
    access: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 0.8), role="lever", mechanism_from="src:xicheng_access2018 src:erqi_access2020",
        mechanisms=("C02", "C03"),
        en="Access rule for tasks", zh="社区工作准入力度",
        tip_en="How far the rule is enforced that committees may refuse what is not on their list of duties. 0: they must take "
               "on whatever they are given.",
        tip_zh="“清单之外，社区有权拒绝”的准入制度实际执行的程度。取0则来者不拒。",
    )

    # Staff and money that follow a grown mandate, late or never
    means_share: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026 src:erqi_access2020",
        mechanisms=("C01", "C05", "E10"),
        en="Share of a grown mandate that gets means", zh="新增任务配备人手的比例",
        tip_en="Share of the hours of standing tasks for which a desk gets staff in the end (费随事转). 0: tasks come and means "
               "never follow.",
        tip_zh="常设任务工时中最终获配人手的比例（“费随事转”）。取0则给任务、不给人手。",
    )
    means_days: float = parameter(
        365.0, unit="days", bounds=(0, 36_500), plausible=(90, 1095), role="lever", mechanism_from="src:huang2026",
        mechanisms=("C01", "C05", "E10"),
        en="Delay of means", zh="人手到位滞后",
        tip_en="Mean days by which staff follow the part of a grown mandate that gets any: budgets and posts are settled once a "
               "year. 0: at once.",
        tip_zh="应配人手平均晚于任务到位的天数（预算与编制一年一定）。取0则随任务同时到位。",
    )
    street_budget: float = parameter(
        20_000.0, unit="yuan per year", bounds=(0, 1e8), plausible=(0, 100_000), role="lever", mechanisms=("C05",),
        en="Street's money for staff", zh="街道增配人手经费",
        tip_en="Money a street has in a year, for each of its communities, for staff beyond the posts. 0: none.",
        tip_zh="街道按所辖社区个数每年可用于编外增配人手的经费。取0则没有。",
    )
    district_budget: float = parameter(
        10_000.0, unit="yuan per year", bounds=(0, 1e8), plausible=(0, 100_000), role="lever", mechanisms=("C05",),
        en="District's money for staff", zh="区级增配人手经费",
        tip_en="Money a district has in a year, for each of its communities, for staff that its streets cannot pay. 0: none.",
        tip_zh="街道经费用尽后，区级按社区个数每年可用于增配人手的经费。取0则没有。",
    )

    # Staff who are moved or lent
    mobile_share: float = parameter(
        0.1, unit="share", bounds=(0, 0.5), plausible=(0, 0.3), role="lever", mechanism_from="src:huang2026", mechanisms=("C04",),
        en="Staff who can be moved", zh="可统筹调配的人手",
        tip_en="Share of the hours of every desk that a street or a district may move to another desk. 0: nobody is ever moved.",
        tip_zh="各社区、街道工时中可由街道或区级统筹调往他处的比例。取0则从不调动。",
    )
    move_loss: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("C08",),
        en="Time lost by those who are moved", zh="调动损失的工时",
        tip_en="Share of their hours that staff lose where they are lent, because they do not know the place. 0: none.",
        tip_zh="调往他处者因不熟悉情况而损失的工时比例。取0则没有损失。",
    )
