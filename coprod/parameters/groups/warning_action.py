"""From a warning to action: parameters of the forecast, of who is warned besides residents, and of what is done in the lead."""

from coprod.parameters.declare import Group, parameter

_LEVELS = "1 is blue, 2 yellow, 3 orange, 4 red, 5 never."
_LEVELS_ZH = "1为蓝色，2为黄色，3为橙色，4为红色，5为从不。"


class WarningAction(Group):
    """What a warning sets in motion before anything strikes, and how much of it there is."""

    # The forecast and its four levels
    forecast_common: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0.4, 0.95), mechanisms=("W01",),
        en="Noise shared by a district", zh="区内共同的预报误差",
        tip_en="Share of the variance of a forecast's error that all communities of a district have in common. 0: every "
               "community has a forecast of its own; then false alarms come one by one.",
        tip_zh="预报误差方差中全区各社区共有的比例。取0则各社区预报误差相互独立，虚警零星出现。",
    )
    level_step: float = parameter(
        0.8, unit="standard deviations", bounds=(0, 10), plausible=(0.4, 1.5), role="lever", mechanism_from="note:B14",
        mechanisms=("W01", "W22"),
        en="Step between levels of warning", zh="预警等级间隔",
        tip_en="By how much stronger the sign must be for each further level above blue. 0: every warning is red.",
        tip_zh="在蓝色之上每升一级所需增加的征兆强度。取0则一发布即为红色。",
    )
    base_rate: float = parameter(
        0.03, unit="share", bounds=(0.0001, 0.9999), plausible=(0.005, 0.1), role="uncertainty", mechanisms=("W01",),
        en="Days on which it strikes", zh="致灾日占比",
        tip_en="Share of days of the season on which a community is struck, as those who warn believe. Only the cost-loss rule "
               "of warning reckons with it.",
        tip_zh="预警部门所认为的汛期内社区受灾日占比，仅成本—损失规则使用。",
    )
    cost_loss: float = parameter(
        0.1, unit="ratio", bounds=(0.001, 1), plausible=(0.02, 0.5), role="lever", mechanism_from="src:murphy1977",
        mechanisms=("W01",),
        en="Cost-loss ratio", zh="成本损失比",
        tip_en="What acting on a warning costs, relative to what it saves if the weather comes: cost-loss rules warn, or act, "
               "where the chance is greater than this.",
        tip_zh="按预警采取行动的成本与成灾时可避免损失之比；成本—损失规则在成灾概率高于该值时发布或响应。",
    )
    publish_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 1440), plausible=(2, 60), role="lever", mechanisms=("W02",),
        en="Minutes to publish a warning", zh="预警发布用时",
        tip_en="Minutes from the sign to the warning.", tip_zh="从监测到征兆到发布预警的分钟数。",
    )
    lapse: float = parameter(
        6.0, unit="hours", bounds=(0.1, 240), plausible=(2, 24), mechanisms=("W01",),
        en="A warning lapses", zh="预警有效期",
        tip_en="Hours after the time for which it was foreseen at which a warning ends, unless the storm lasts longer.",
        tip_zh="预计成灾时刻之后多少小时预警解除；风雨持续更久则相应延后。",
    )

    # Property firms with their site managers, and firms, schools and other organisations of the area
    site_reach: float = parameter(
        0.9, unit="probability", bounds=(0, 1), plausible=(0.5, 1), role="lever", mechanisms=("W03", "W01"),
        en="Sites and organisations answer", zh="物业与单位叫应率",
        tip_en="Chance that the manager of a site, or whoever is on duty in an organisation, answers. 0: nobody calls them.",
        tip_zh="项目负责人或单位值班人员接听叫应的概率。取0则不对其叫应。",
    )
    site_protects: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0.05, 0.4), mechanisms=("W01",),
        en="What site managers save", zh="物业挡排水减损",
        tip_en="Share of the damage by water that pumps, sandbags and closed basements save where the site manager acts in time.",
        tip_zh="物业及时架泵、堆沙袋、封闭地下空间时可减少的内涝财产损失比例。",
    )
    site_prepare: float = parameter(
        1.0, unit="hours", bounds=(0, 48), plausible=(0.3, 4), mechanisms=("W02",),
        en="Time of site managers", zh="物业准备用时",
        tip_en="Mean hours that site managers and organisations need to be ready.", tip_zh="物业与单位完成准备平均所需小时数。",
    )
    site_cost: float = parameter(
        800.0, unit="yuan/warning", bounds=(0, 1e6), plausible=(100, 5000), mechanisms=("W01",),
        en="Cost to a property firm", zh="物业响应代价",
        tip_en="What it costs a property firm to act on a warning, true or false.",
        tip_zh="物业企业响应一次预警（无论真假）的代价。",
    )
    organisation_protects: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0.02, 0.3), mechanisms=("W01",),
        en="What organisations save", zh="单位避险减损",
        tip_en="Share of the damage by water that firms, shops and schools save by moving goods and sending people home.",
        tip_zh="企业、商铺、学校转移物品、停工停课可减少的内涝财产损失比例。",
    )
    organisation_cost: float = parameter(
        2000.0, unit="yuan/warning", bounds=(0, 1e7), plausible=(200, 20_000), mechanisms=("W01",),
        en="Cost to organisations", zh="单位响应代价",
        tip_en="What it costs the organisations of a community to act on a warning, true or false.",
        tip_zh="社区内各单位响应一次预警（无论真假）的代价。",
    )

    # The response level that a warning makes due, and who then is on duty
    declare_share: float = parameter(
        0.25, unit="share", bounds=(0.001, 1), plausible=(0.05, 0.6), role="lever", mechanism_from="src:huang2026",
        mechanisms=("W22",),
        en="Communities warned for a response level", zh="启动响应的预警社区占比",
        tip_en="Share of a district's communities that must be warned at a level for the response of that level to be due.",
        tip_zh="全区达到某级预警的社区占比达到该值，即应启动相应级别的应急响应。",
    )
    duty_level: int = parameter(
        1, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:huang2026", mechanisms=("W22", "D14"),
        en="Response level that orders duty", zh="上岗到位的响应级数",
        tip_en="From how many levels of response on committees are ordered to their posts: 1 is level IV, 4 level I, 5 never.",
        tip_zh="达到几级响应后要求社区人员到岗：1为四级响应，4为一级响应，5为从不。",
    )
    duty_post: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanisms=("W22", "D14"),
        en="Staff on duty", zh="到岗比例",
        tip_en="Share of the staff of committees on post, also at night, once duty is ordered. 0: the order changes nothing.",
        tip_zh="下达到岗要求后（含夜间）社区人员在岗比例。取0则要求不起作用。",
    )
    duty_minutes: float = parameter(
        30.0, unit="minutes", bounds=(0, 1440), plausible=(10, 120), mechanisms=("W22",),
        en="Minutes to be on post", zh="到岗用时",
        tip_en="Minutes from the response level to staff on post.", tip_zh="从响应生效到人员到岗的分钟数。",
    )

    # Crews, pumps and supplies placed beforehand
    standby_level: int = parameter(
        2, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:huang2026", mechanisms=("W22", "S07"),
        en="Warning that places crews and goods", zh="预置力量的预警等级",
        tip_en=f"From which level of warning on crews stand by and goods are moved: {_LEVELS}",
        tip_zh=f"达到哪一级预警即前置队伍与物资：{_LEVELS_ZH}",
    )
    standby_crews: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026",
        mechanisms=("S07", "W22"),
        en="Crews that stand by", zh="前置备勤队伍比例",
        tip_en="Share of a district's street crews and teams that stand by near the communities that are warned. 0: none.",
        tip_zh="全区街道队伍与区级队伍中前往预警社区附近备勤的比例。取0则不前置。",
    )
    standby_minutes: float = parameter(
        15.0, unit="minutes", bounds=(0, 1440), plausible=(5, 90), mechanisms=("S07",),
        en="Minutes to stand by", zh="备勤到位用时",
        tip_en="Minutes from the order until crews stand by.", tip_zh="从下令到队伍备勤到位的分钟数。",
    )
    standby_gain: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), mechanisms=("S07",),
        en="Way saved by standing by", zh="备勤缩短路程",
        tip_en="Share of the way to an incident that is saved where crews stand by for every community that is warned.",
        tip_zh="每个预警社区均有队伍备勤时，赴现场路程缩短的比例。",
    )
    standby_cost: float = parameter(
        150.0, unit="yuan/crew·hour", bounds=(0, 100_000), plausible=(50, 1000), mechanisms=("S07",),
        en="Cost of standing by", zh="备勤成本",
        tip_en="Public money for an hour of one crew that stands by.", tip_zh="一支队伍备勤一小时的公共支出。",
    )
    standby_goods: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever", mechanism_from="src:huang2026",
        mechanisms=("S01", "W22"),
        en="Goods placed beforehand", zh="前置物资比例",
        tip_en="Share of the district's stock of what the weather calls for that is moved to the stores of the streets that are "
               "warned. 0: none.",
        tip_zh="区级库存中与该类灾害相关的物资提前调往预警街道的比例。取0则不前置。",
    )
    goods_minutes: float = parameter(
        60.0, unit="minutes", bounds=(0, 2880), plausible=(20, 240), mechanisms=("S01",),
        en="Minutes to move goods", zh="物资前置用时",
        tip_en="Minutes from the order until goods of the district lie in the street's store.",
        tip_zh="从下令到区级物资运抵街道库的分钟数。",
    )
    goods_hours: float = parameter(
        2.0, unit="staff-hours", bounds=(0, 1000), plausible=(0.5, 10), mechanisms=("S01",),
        en="Work of moving goods", zh="物资前置工时",
        tip_en="Staff-hours of a street for taking in what the district moves there, and for sending it back.",
        tip_zh="街道接收并归还一批前置物资所需的工时。",
    )

    # Knocking at doors by a finite number of callers
    door_level: int = parameter(
        2, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:wu2025", mechanisms=("T05", "W03"),
        en="Warning that sends callers", zh="敲门叫应的预警等级",
        tip_en=f"From which level of warning on somebody knocks at doors: {_LEVELS}",
        tip_zh=f"达到哪一级预警即上门叫应：{_LEVELS_ZH}",
    )
    callers: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanism_from="src:wu2025",
        mechanisms=("T05", "A14"),
        en="Callers", zh="叫应人员比例",
        tip_en="Share of the staff on post, of volunteers who answer and of surged party members who go from door to door. "
               "0: nobody does.",
        tip_zh="在岗人员、应召志愿者与下沉党员中上门叫应者的比例。取0则无人上门。",
    )
    muster_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 1440), plausible=(5, 60), mechanisms=("T05",),
        en="Minutes to assemble callers", zh="叫应人员集结用时",
        tip_en="Minutes until those who are to knock have met and shared out the doors.",
        tip_zh="上门叫应人员集合并分好楼栋所需的分钟数。",
    )
    visit_protects: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("T05", "A18"),
        en="What a visit saves in heat and cold", zh="高温寒潮探访减损",
        tip_en="Share of harm by heat or cold to elders and those who need help that a visit beforehand prevents.",
        tip_zh="高温、寒潮来临前上门探访可避免的老年人与需帮助者伤害比例。",
    )

    # Evacuation and resettlement
    evacuate_level: int = parameter(
        3, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:wu2025", mechanisms=("W22", "S02"),
        en="Warning that evacuates", zh="转移避险的预警等级",
        tip_en=f"From which level of warning on people are moved out of lowland and basements: {_LEVELS}",
        tip_zh=f"达到哪一级预警即转移低洼与地下空间居民：{_LEVELS_ZH}",
    )
    evacuate_exposed: float = parameter(
        0.08, unit="share", bounds=(0, 1), plausible=(0.02, 0.25), role="uncertainty", mechanisms=("S02", "E01"),
        en="Residents in lowland and basements", zh="低洼与地下空间居民占比",
        tip_en="Mean share of residents whose homes must be left when water threatens, more where a community lies low. "
               "0: nobody's.",
        tip_zh="受水浸威胁时须撤离住所的居民平均比例，地势越低的社区越多。取0则无人须转移。",
    )
    evacuate_rate: float = parameter(
        120.0, unit="people/hour", bounds=(0, 1e5), plausible=(30, 600), role="lever", mechanisms=("S02", "E01"),
        en="Transport", zh="转运能力",
        tip_en="People whom the transport of a community of mean size moves in an hour. 0: there is none.",
        tip_zh="平均规模社区每小时可转运的人数。取0则没有运力。",
    )
    carry_minutes: float = parameter(
        20.0, unit="caller-minutes/person", bounds=(0, 600), plausible=(10, 60), mechanisms=("A18", "S02"),
        en="Carrying somebody", zh="背扶转移用时",
        tip_en="Minutes of callers that it takes to bring out somebody who cannot go alone.",
        tip_zh="转移一名行动不便者所需的人员分钟数。",
    )
    refusal: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 0.6), role="uncertainty", mechanism_from="src:wu2025",
        mechanisms=("W03", "T14", "E02"),
        en="Refusal to leave", zh="拒绝转移概率",
        tip_en="Chance that somebody without trust who sees no risk believes the warning and yet refuses to leave. Trust and "
               "perceived risk lower it. 0: nobody refuses.",
        tip_zh="缺乏信任且无风险意识者相信预警却拒绝离家的概率；信任与感知风险使之降低。取0则无人拒绝。",
    )
    refusal_elder: float = parameter(
        1.5, unit="ratio", bounds=(0, 10), plausible=(1, 2.5), role="uncertainty", mechanisms=("A18", "W03", "E02"),
        en="Elders refuse more often", zh="老年人更难离家",
        tip_en="How many times as often people of 60 and older refuse to leave.",
        tip_zh="60岁及以上者拒绝转移的概率为他人的多少倍。",
    )
    evacuate_kin: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), role="uncertainty", mechanisms=("S02", "T10"),
        en="Who stays with relatives and friends", zh="投亲靠友比例",
        tip_en="Share of those who leave that need no shelter. Whoever finds neither goes back home.",
        tip_zh="转移者中投亲靠友、无需安置点者的比例。既无亲友又无安置点者返回家中。",
    )
