"""Data and who shares them: parameters."""

from coprod.parameters.declare import Group, parameter


class Data(Group):
    """Who shares data with whom, and what becomes of a report that does not arrive."""

    title_en = "Data and their sharing"
    title_zh = "数据与共享"

    share: float = parameter(
        0.6, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S10", "G03"),
        en="Data sharing", zh="数据共享程度",
        tip_en="Share of pairs of departments, streets and district that share data. 1: each with every other.",
        tip_zh="部门、街道与区级之间两两共享数据的比例。取1则全部互通。",
    )
    stores: int = parameter(
        2, unit="platforms", bounds=(1, 64), plausible=(1, 8), role="lever", mechanism_from="src:wu2025", mechanisms=("G11",),
        en="Incompatible platforms", zh="互不兼容的平台数",
        tip_en="Honeycomb of platforms: who is on another one cannot share data. 1: all are on one.",
        tip_zh="“蜂窝状”平台的数量，不同平台之间无法共享。取1则共用一个平台。",
    )
    standard: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G11", "S10"),
        en="Common data standard", zh="统一数据标准",
        tip_en="Share of pairs on different platforms whom a common standard lets share after all. 0: none.",
        tip_zh="因统一标准而得以跨平台共享的成对比例。取0则无法跨平台。",
    )
    analytics: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S11",),
        en="Data put to use", zh="数据活化程度",
        tip_en="How far shared data are analysed to see what is coming; it sharpens warnings as far as data are shared, and "
               "costs money. 0: data lie about.",
        tip_zh="共享数据被用于研判预测的程度：数据共享到哪里，预警就精准到哪里，需要经费。取0则数据闲置。",
    )
    analytics_gain: float = parameter(
        0.6, unit="ratio", bounds=(0, 10), plausible=(0.2, 1.5), mechanisms=("S11",),
        en="What analysis adds to warnings", zh="研判对预警的增益",
        tip_en="Share by which full analysis of fully shared data raises the skill of warnings. 0: nothing.",
        tip_zh="充分共享并充分研判时，预警判别力提高的比例。取0则无影响。",
    )
    analytics_cost: float = parameter(
        300.0, unit="yuan/day", bounds=(0, 1e6), plausible=(100, 3_000), mechanisms=("S11",),
        en="Cost of analysis", zh="数据研判运行费",
        tip_en="Public money a day and district for full analysis. 0: it costs nothing.",
        tip_zh="每个区充分研判数据每日所需经费。取0则不花钱。",
    )
    running_cost: float = parameter(
        200.0, unit="yuan/day", bounds=(0, 1e6), plausible=(50, 2_000), role="constant", mechanisms=("S10",),
        en="Cost of sharing", zh="数据共享运行费",
        tip_en="Public money a day and district that sharing with every other would cost; in proportion if fewer do.",
        tip_zh="每个区全面共享数据每日所需经费；共享较少时按比例计。",
    )
    forward_days: float = parameter(
        1.0, unit="working days", bounds=(0, 250), plausible=(0.5, 10), mechanisms=("G03", "S10"),
        en="Forwarding by hand", zh="人工转报用时",
        tip_en="Working days that each further station takes which a report must pass. 0: reports arrive at once.",
        tip_zh="报告每多经一站转报所需的工作日。取0则立即送达。",
    )
    paper_days: float = parameter(
        5.0, unit="working days", bounds=(0, 250), plausible=(3, 30), mechanisms=("G03",),
        en="On paper", zh="纸面流转用时",
        tip_en="Working days until a report comes round on paper where no data are shared at all. 0: at once.",
        tip_zh="完全不共享数据时，报告经纸面流转送达所需的工作日。取0则立即送达。",
    )
    withhold: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0, 0.8), mechanism_from="src:grassroots_review", mechanisms=("G12",),
        en="Withheld under full rivalry", zh="竞争下的信息截留概率",
        tip_en="Chance that a department keeps a report to itself if rivalry is at its height. 0: never.",
        tip_zh="考核竞争最激烈时，部门将报告据为己有的概率。取0则从不截留。",
    )
    withheld_days: float = parameter(
        20.0, unit="working days", bounds=(0, 250), plausible=(5, 90), mechanisms=("G12",),
        en="Until a withheld report comes out", zh="截留信息暴露用时",
        tip_en="Working days until a report that was withheld reaches the committee after all.",
        tip_zh="被截留的报告最终传到居委会所需的工作日。",
    )
