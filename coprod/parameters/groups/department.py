"""Functional departments: parameters."""

from coprod.parameters.declare import Group, parameter


class Department(Group):
    """Functional departments: who has to be brought in, and how work passes from one to the next."""

    title_en = "Functional departments"
    title_zh = "条线部门"

    single: float = parameter(
        0.85, unit="severity", bounds=(0, 1), plausible=(0.5, 1), mechanisms=("A15", "G02"),
        en="Severity that one department can handle", zh="单一部门可处置的严重程度",
        tip_en="Incidents above this severity take several departments, the more the graver. 1: one always does.",
        tip_zh="超过该严重程度的事件须多部门参与，越严重参与部门越多。取1则始终只需一个部门。",
    )
    link_minutes: float = parameter(
        3.0, unit="minutes", bounds=(0, 240), plausible=(1, 10), mechanism_from="note:B13", mechanisms=("G10", "D10"),
        en="Minutes to make one link", zh="每条协调联系用时",
        tip_en="Minutes to agree between two departments, or between one and the linkage centre. 0: none.",
        tip_zh="两个部门之间（或部门与联动中心之间）对接一次的分钟数。取0则不耗时。",
    )
    handoff_minutes: float = parameter(
        2.0, unit="minutes", bounds=(0, 240), plausible=(1, 15), mechanisms=("G02", "G09", "A15"),
        en="Hand-off", zh="部门移交用时",
        tip_en="Mean minutes until the next department learns that it is its turn. 0: it knows at once.",
        tip_zh="下一个部门得知轮到自己之前的平均分钟数。取0则立即知晓。",
    )
    informed: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("G09",),
        en="Hand-offs announced", zh="移交预先通报",
        tip_en="Share of the hand-off time saved because the next department is told beforehand; telling takes staff "
               "time. 1: nobody is kept waiting.",
        tip_zh="预先通报下一部门所省去的移交时间比例；通报占用工时。取1则无须等待移交。",
    )
    service_minutes: float = parameter(
        3.0, unit="minutes", bounds=(0, 600), plausible=(1, 20), mechanisms=("A15", "G02"),
        en="Work of a department", zh="部门子任务用时",
        tip_en="Mean minutes that a supporting department takes for its part of an incident.",
        tip_zh="配合部门完成其子任务的平均分钟数。",
    )
    officers: int = parameter(
        2, unit="people", bounds=(1, 1000), plausible=(1, 6), role="lever", mechanisms=("A15",),
        en="Officers on duty", zh="部门值班人数",
        tip_en="Officers of a department in a district who can work on different incidents at the same time.",
        tip_zh="一个区内每个部门可同时办理不同事件的值班人数。",
    )
    joint_office: bool = parameter(
        False, role="lever", mechanism_from="src:grassroots_review", mechanisms=("G02", "A15"),
        en="Joint office", zh="联合办公",
        tip_en="Whether departments sit together: they work at the same time and hand nothing over.",
        tip_zh="各部门是否联合办公：同时推进，无须逐一移交。",
    )
    joint_hours: float = parameter(
        1.0, unit="staff-hours", bounds=(0, 100), plausible=(0.5, 4), mechanisms=("G02", "G09"),
        en="Price of sitting together", zh="联合办公工时",
        tip_en="Staff-hours of the street for every supporting department that a joint office brings in, or that is "
               "told beforehand. 0: it is free.",
        tip_zh="联合办公或预先通报时，每个配合部门使街道增加的工时。取0则没有成本。",
    )
    common_plan: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("G08",),
        en="Common plan", zh="共同预案",
        tip_en="How far departments follow one plan. 1: nothing is done twice and nothing is left out.",
        tip_zh="各部门按同一预案行动的程度。取1则既不重复出动，也无遗漏。",
    )
    plan_hours: float = parameter(
        2.0, unit="staff-hours/week", bounds=(0, 200), plausible=(0.5, 8), mechanisms=("G08",),
        en="Keeping a common plan", zh="维护共同预案用时",
        tip_en="Staff-hours a week that a street spends on keeping a complete common plan.",
        tip_zh="街道每周为维护完整共同预案所用的工时。",
    )
    duplicate: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("G08",),
        en="Duplicated trips", zh="重复出动概率",
        tip_en="Chance, without a common plan, that a supporting department sends a crew where one already goes. 0: never.",
        tip_zh="没有共同预案时，某配合部门另派队伍重复出动的概率。取0则不会发生。",
    )
    uncovered: float = parameter(
        0.2, unit="probability", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("G08",),
        en="Tasks nobody covers", zh="任务无人承接概率",
        tip_en="Chance, without a common plan, that each department thinks that another does a task. 0: never.",
        tip_zh="没有共同预案时，各部门都以为他人会做、任务落空的概率。取0则不会发生。",
    )
    notice_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 600), plausible=(5, 60), mechanisms=("G08",),
        en="Until a gap is noticed", zh="发现任务落空用时",
        tip_en="Mean minutes until somebody notices that a task is not covered.",
        tip_zh="发现任务无人承接的平均分钟数。",
    )
