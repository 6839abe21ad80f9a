"""Departments, ownership and data: parameters."""

from coprod.parameters.declare import Group, parameter


class Department(Group):
    """Functional departments: how they work together, who owns a risk, and who shares data."""

    title_en = "Departments, ownership and data"
    title_zh = "条线部门、权责与数据"

    # Functional departments: who has to be brought in, and how work passes from one to the next
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
        en="Staff-hours of a joint office", zh="联合办公工时",
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

    # The ownership matrix: which risks no department owns, and which several claim or shun
    ownership_gap: float = parameter(
        0.05, unit="share", bounds=(0, 0.5), plausible=(0, 0.2), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("G01",),
        en="Risks without owner", zh="无主风险占比",
        tip_en="Share of kinds of risk that no department owns; somebody must be found first. 0: all are owned.",
        tip_zh="没有部门负责的风险种类比例，须先指定负责者。取0则都有归属。",
    )
    ownership_overlap: float = parameter(
        0.1, unit="share", bounds=(0, 0.5), plausible=(0, 0.3), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("G01",),
        en="Risks with several owners", zh="多头管理风险占比",
        tip_en="Share of kinds of risk that several departments own in conflict. 0, or with one line: none.",
        tip_zh="多个部门权责交叉冲突的风险种类比例。取0或只有一条线时不存在。",
    )
    ownership_assign_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 1440), plausible=(5, 60), mechanisms=("G01",),
        en="Until an owner is found", zh="指定负责部门用时",
        tip_en="Mean minutes until somebody takes charge of an incident that nobody owns.",
        tip_zh="无主事件指定牵头部门的平均分钟数。",
    )
    ownership_dispute_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 1440), plausible=(2, 30), mechanisms=("G01",),
        en="Until owners agree", zh="多头协商用时",
        tip_en="Mean minutes until departments that both own an incident agree who leads.",
        tip_zh="多个主管部门协商由谁牵头的平均分钟数。",
    )

    # Who shares data with whom, and what becomes of a report that does not arrive
    data_share: float = parameter(
        0.6, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S10", "G03"),
        en="Data sharing", zh="数据共享程度",
        tip_en="Share of pairs of departments, streets and district that share data. 1: each with every other.",
        tip_zh="部门、街道与区级之间两两共享数据的比例。取1则全部互通。",
    )
    data_skill: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.7), mechanism_from="src:wu2025", mechanisms=("G03", "D14"),
        en="Shared data take skill", zh="共享信息须有能力才用得上",
        tip_en="Share of shared data of an emergency that those at the desk can act on only if they are trained "
               "(staff.training). 0: sharing helps everybody alike.",
        tip_zh="突发事件共享信息中须受过训练（staff.training）才能据以行动的比例。取0则共享对任何人都同样有用。",
    )
    data_stores: int = parameter(
        2, unit="platforms", bounds=(1, 64), plausible=(1, 8), role="lever", mechanism_from="src:wu2025", mechanisms=("G11",),
        en="Incompatible platforms", zh="互不兼容的平台数",
        tip_en="Honeycomb of platforms: who is on another one cannot share data. 1: all are on one.",
        tip_zh="“蜂窝状”平台的数量，不同平台之间无法共享。取1则共用一个平台。",
    )
    data_standard: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G11", "S10"),
        en="Common data standard", zh="统一数据标准",
        tip_en="Share of pairs on different platforms whom a common standard lets share after all. 0: none.",
        tip_zh="因统一标准而得以跨平台共享的成对比例。取0则无法跨平台。",
    )
    data_analytics: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S11",),
        en="Data put to use", zh="数据活化程度",
        tip_en="How far shared data are analysed to see what is coming; it sharpens warnings as far as data are shared, and "
               "costs money. 0: data lie about.",
        tip_zh="共享数据被用于研判预测的程度：数据共享到哪里，预警就精准到哪里，需要经费。取0则数据闲置。",
    )
    data_analytics_gain: float = parameter(
        0.6, unit="ratio", bounds=(0, 10), plausible=(0.2, 1.5), mechanisms=("S11",),
        en="What analysis adds to warnings", zh="研判对预警的增益",
        tip_en="Share by which full analysis of fully shared data raises the skill of warnings. 0: nothing.",
        tip_zh="充分共享并充分研判时，预警判别力提高的比例。取0则无影响。",
    )
    data_analytics_cost: float = parameter(
        300.0, unit="yuan/day", bounds=(0, 1e6), plausible=(100, 3_000), mechanisms=("S11",),
        en="Cost of analysis", zh="数据研判运行费",
        tip_en="Public money a day and district for full analysis. 0: it costs nothing.",
        tip_zh="每个区充分研判数据每日所需经费。取0则不花钱。",
    )
    data_running_cost: float = parameter(
        200.0, unit="yuan/day", bounds=(0, 1e6), plausible=(50, 2_000), role="constant", mechanisms=("S10",),
        en="Cost of sharing", zh="数据共享运行费",
        tip_en="Public money a day and district that sharing with every other would cost; in proportion if fewer do.",
        tip_zh="每个区全面共享数据每日所需经费；共享较少时按比例计。",
    )
    data_forward_days: float = parameter(
        1.0, unit="working days", bounds=(0, 250), plausible=(0.5, 10), mechanisms=("G03", "S10"),
        en="Forwarding by hand", zh="人工转报用时",
        tip_en="Working days that each further station takes which a report must pass. 0: reports arrive at once.",
        tip_zh="报告每多经一站转报所需的工作日。取0则立即送达。",
    )
    data_paper_days: float = parameter(
        5.0, unit="working days", bounds=(0, 250), plausible=(3, 30), mechanisms=("G03",),
        en="On paper", zh="纸面流转用时",
        tip_en="Working days until a report comes round on paper where no data are shared at all. 0: at once.",
        tip_zh="完全不共享数据时，报告经纸面流转送达所需的工作日。取0则立即送达。",
    )
    data_withhold: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0, 0.8), mechanism_from="src:grassroots_review", mechanisms=("G12",),
        en="Withheld under full rivalry", zh="竞争下的信息截留概率",
        tip_en="Chance that a department keeps a report to itself if rivalry is at its height. 0: never.",
        tip_zh="考核竞争最激烈时，部门将报告据为己有的概率。取0则从不截留。",
    )
    data_withheld_days: float = parameter(
        20.0, unit="working days", bounds=(0, 250), plausible=(5, 90), mechanisms=("G12",),
        en="Until a withheld report comes out", zh="截留信息暴露用时",
        tip_en="Working days until a report that was withheld reaches the committee after all.",
        tip_zh="被截留的报告最终传到居委会所需的工作日。",
    )
