"""Trust, learning, civic life and technology: parameters."""

from coprod.parameters.declare import Group, parameter


class Society(Group):
    """What changes slowly in a society: trust, learning, civic life and the use of technology."""

    title_en = "Trust, learning, civic life and technology"
    title_zh = "公信力、学习、公共参与与技术"

    # Trust: won by visible success, lost by failure, rumour and leaked data, and how it comes back
    trust_success: float = parameter(
        0.002, unit="0-1", bounds=(0, 1), plausible=(0, 0.01), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust won by success", zh="处置成功赢得的信任",
        tip_en="Trust that an incident controlled within its golden window wins in its community. 0: none.",
        tip_zh="在黄金时间内控制一起事件为社区赢得的信任。取0则没有。",
    )
    trust_failure: float = parameter(
        0.0022, unit="0-1", bounds=(0, 1), plausible=(0, 0.02), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust lost by failure", zh="处置失误损失的信任",
        tip_en="Trust that a missed golden window costs. 0: none.", tip_zh="错失一次黄金时间损失的信任。取0则无损。",
    )
    outage_trust: float = parameter(
        0.01, unit="0-1 per day", bounds=(0, 1), plausible=(0, 0.05), mechanism_from="src:vanryzin2006",
        mechanisms=("T14", "T16"),
        en="Trust lost without service", zh="断供离家损失的信任",
        tip_en="Trust that a resident loses by a day without power, water or telecom, or away from a damaged home. 0: none.",
        tip_zh="居民每停电、停水、断网一天，或因房屋受损离家一天所损失的信任。取0则无损。",
    )
    trust_recovery: float = parameter(
        0.01, unit="per day", bounds=(0.0001, 1), plausible=(0.002, 0.05), mechanism_from="note:B16", mechanisms=("T02", "T14"),
        en="Return of trust", zh="信任恢复速度",
        tip_en="Share of what trust has gained or lost that is forgotten in a day.",
        tip_zh="信任的得失每日被淡忘的比例。",
    )
    trust_privacy_loss: float = parameter(
        0.1, unit="0-1", bounds=(0, 1), plausible=(0, 0.3), mechanism_from="src:liu_zhang2026", mechanisms=("T02",),
        en="Trust lost by a leak", zh="隐私泄露损失的信任",
        tip_en="Trust that a privacy incident costs everywhere in the district. 0: leaks are shrugged off.",
        tip_zh="一起隐私泄露事件使全区损失的信任。取0则无人在意。",
    )
    trust_quitting: float = parameter(
        1.0, unit="share", bounds=(0, 10), plausible=(0, 3), mechanism_from="src:liu_zhang2026", mechanisms=("T02",),
        en="Users who quit after a leak", zh="泄露后弃用比例",
        tip_en="Share of users who stay away from the app, per unit of trust lost by leaks. 0: nobody.",
        tip_zh="因泄露每损失一单位信任，弃用应用的用户比例。取0则无人弃用。",
    )
    trust_psych_aid: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("T18",),
        en="Psychological aid", zh="灾后心理援助",
        tip_en="How fully psychological aid is given after large incidents; it takes staff time. 0: none.",
        tip_zh="重大事件后心理援助的充分程度；占用工时。取0则没有援助。",
    )
    trust_psych_gain: float = parameter(
        2.0, unit="ratio", bounds=(0, 20), plausible=(0, 4), mechanisms=("T18",),
        en="Faster recovery with aid", zh="援助加快恢复",
        tip_en="By how much full aid speeds the fading of alarm and the return of lost trust. 0: not at all.",
        tip_zh="充分援助使惊恐消退、信任恢复加快的倍数。取0则无影响。",
    )
    trust_psych_hours: float = parameter(
        6.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(2, 20), mechanisms=("T18",),
        en="Work of psychological aid", zh="心理援助工时",
        tip_en="Staff-hours a week in a community of mean size for as long as people are alarmed.",
        tip_zh="居民情绪未平复期间，平均规模社区每周用于心理援助的工时。",
    )

    # What large incidents teach those who look back on them, and how it fades
    learning_review: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("W19", "O04"),
        en="Quality of reviews", zh="复盘质量",
        tip_en="How honestly large incidents are reviewed; it takes staff time. 0: nothing is learned.",
        tip_zh="重大事件复盘的真实程度；占用工时。取0则什么也没学到。",
    )
    learning_gain: float = parameter(
        0.3, bounds=(0, 1), plausible=(0.1, 0.5), mechanism_from="note:B16", mechanisms=("W19",),
        en="Learning per review", zh="单次复盘收获",
        tip_en="Preparedness that one perfect review adds. 0: none.", tip_zh="一次完善的复盘所增加的备灾水平。取0则没有。",
    )
    learning_decay: float = parameter(
        0.35, unit="per year", bounds=(0.01, 50), plausible=(0.3, 1),
        mechanism_from="fact:C30", number_from="derived fact:C30", mechanisms=("W19",),
        en="Fading of preparedness", zh="备灾水平消退",
        tip_en="Rate at which lessons are forgotten: gone in three to nine years.",
        tip_zh="教训被遗忘的速率：三到九年后消失殆尽。",
    )
    learning_effect: float = parameter(
        0.2, unit="share", bounds=(0, 0.95), plausible=(0, 0.4), mechanisms=("W19",),
        en="What preparedness is worth", zh="备灾的效果",
        tip_en="Share by which full preparedness shortens the work at incidents. 0: not at all.",
        tip_zh="备灾充分时现场处置用时缩短的比例。取0则无影响。",
    )
    learning_review_hours: float = parameter(
        20.0, unit="staff-hours", bounds=(0, 10_000), plausible=(5, 80), mechanisms=("W19",),
        en="Work of a review", zh="复盘工时",
        tip_en="Staff-hours of one perfect review; in proportion at lower quality.",
        tip_zh="一次完善的复盘所需的工时；质量较低时按比例减少。",
    )

    # What keeps people taking part: mobilisation, its institutions, education, and a real say
    civic_spike: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 2), mechanism_from="src:wu2025", mechanisms=("T09",),
        en="Mobilisation by an emergency", zh="应急动员效应",
        tip_en="Utility that a large incident adds to every act in its community. 0: nobody is stirred.",
        tip_zh="重大事件使本社区各类行动增加的效用。取0则无动员。",
    )
    civic_half_life: float = parameter(
        14.0, unit="days", bounds=(0.1, 10_000), plausible=(5, 60), mechanisms=("T09",),
        en="Half-life of mobilisation", zh="动员热度半衰期",
        tip_en="Days after which half of that is gone if nothing keeps it.", tip_zh="若无制度承接，动员热度减半的天数。",
    )
    civic_institutionalise: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("T09",),
        en="Institutions for what was stirred", zh="动员成果制度化",
        tip_en="Share of the fading of mobilisation that standing groups and rules prevent; they take staff time.",
        tip_zh="常设队伍与制度所避免的动员消退比例；占用工时。",
    )
    civic_institution_hours: float = parameter(
        3.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(1, 10), mechanisms=("T09",),
        en="Work of these institutions", zh="制度化运行工时",
        tip_en="Staff-hours a week in a community of mean size where something is to be kept.",
        tip_zh="平均规模社区每周用于维系动员成果的工时。",
    )
    civic_education: float = parameter(
        0.0, unit="per year", bounds=(0, 52), plausible=(0, 4), role="lever", mechanism_from="src:huang2026", mechanisms=("W20",),
        en="Risk education", zh="风险教育频次",
        tip_en="How often a year every resident is reached by risk education. 0: never.",
        tip_zh="每名居民每年接受风险教育的次数。取0则从不开展。",
    )
    civic_education_gain: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 1.5), mechanisms=("W20",),
        en="What education stirs", zh="教育激发的动机",
        tip_en="Utility that somebody freshly educated gains from every act. 0: nothing.",
        tip_zh="刚受过教育者从各类行动中增加的效用。取0则无影响。",
    )
    civic_education_decay: float = parameter(
        2.0, unit="per year", bounds=(0.01, 100), plausible=(0.5, 6), mechanisms=("W20",),
        en="Forgetting of education", zh="教育淡忘速率",
        tip_en="Rate at which education is forgotten, habit aside.", tip_zh="除习惯之外，教育内容被淡忘的速率。",
    )
    civic_education_hours: float = parameter(
        30.0, unit="staff-hours", bounds=(0, 10_000), plausible=(10, 100), mechanisms=("W20",),
        en="Work of education", zh="风险教育工时",
        tip_en="Staff-hours to reach all of a community of mean size once.",
        tip_zh="对平均规模社区全体居民开展一次教育所需的工时。",
    )
    civic_ritual: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("G17",),
        en="Ritual participation", zh="仪式性参与占比",
        tip_en="Share of patrols and help that has no effect where residents have no say. 0: all has.",
        tip_zh="居民没有实质权力时，流于仪式而无实效的巡逻与互助比例。取0则全有实效。",
    )
    civic_empowerment: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G17",),
        en="Empowerment", zh="实质性赋权",
        tip_en="How far residents decide themselves what is done; deliberation takes staff time. 0: they have no say.",
        tip_zh="居民在多大程度上自主决定做什么；议事协商占用工时。取0则没有发言权。",
    )
    civic_meaning: float = parameter(
        0.3, unit="utils", bounds=(0, 10), plausible=(0, 1), mechanism_from="note:B2", mechanisms=("G17",),
        en="Meaning of having a say", zh="赋权带来的意义感",
        tip_en="Utility that a full say adds to every act. 0: none.", tip_zh="充分赋权使各类行动增加的效用。取0则无影响。",
    )
    civic_say_hours: float = parameter(
        4.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(1, 12), mechanisms=("G17",),
        en="Work of deliberation", zh="议事协商工时",
        tip_en="Staff-hours a week in a community of mean size that a full say takes.",
        tip_zh="充分赋权时平均规模社区每周用于议事协商的工时。",
    )

    # Platforms and sensors: what they see, leak, crowd out and shut out
    tech_reliance: float = parameter(
        1.0, bounds=(0, 5), plausible=(0, 2), role="lever", mechanism_from="note:B16", mechanisms=("T03", "T02", "O05"),
        en="Reliance on platforms", zh="平台依赖程度",
        tip_en="How far safety relies on platforms, 1 as today. 0: there are none.",
        tip_zh="安全治理对平台的依赖程度，1为现状。取0则没有平台。",
    )
    tech_crowdout: float = parameter(
        0.01, unit="per day", bounds=(0, 1), plausible=(0, 0.03), mechanism_from="note:B16", mechanisms=("T03",),
        en="Platforms crowd out neighbours", zh="技术挤出邻里守望",
        tip_en="Rate χ at which reliance on platforms wears down the norm of helping. Contested: 0 switches it off.",
        tip_zh="平台依赖削弱互助规范的速率χ。学界有争议：取0关闭。",
    )
    tech_norm_growth: float = parameter(
        0.02, unit="per day", bounds=(0.0001, 1), plausible=(0.005, 0.05), mechanism_from="note:B16", mechanisms=("T03",),
        en="Growth of the norm of helping", zh="互助规范增长",
        tip_en="Rate at which living together builds up the norm of helping.", tip_zh="共同生活使互助规范增强的速率。",
    )
    tech_norm_use: float = parameter(
        1.0, unit="share", bounds=(0, 1), mechanism_from="note:B16", mechanisms=("T03", "F04"),
        en="Norm kept alive by help", zh="互助行动维系规范",
        tip_en="Share of that growth which hangs on acts of help: 1, it is in proportion to them; 0, it never changes.",
        tip_zh="上述增长中取决于互助行动的比例：取1则与互助次数成正比，取0则恒定不变。",
    )
    tech_norm_acts: float = parameter(
        10.0, unit="acts/1,000 residents·week", bounds=(0.001, 10_000), plausible=(2, 30), mechanism_from="note:B16",
        number_from="fitted scenario:baseline", mechanisms=("T03", "F04"),
        en="Usual acts of help", zh="通常的互助次数",
        tip_en="Acts of help for which the growth of the norm is stated: those of the default town.",
        tip_zh="互助规范增长速率所对应的互助次数，取默认城镇的水平。",
    )
    tech_norm_usual: float = parameter(
        0.666667, unit="0-1", bounds=(0, 1),
        mechanism_from="note:B16", number_from="derived note:B16", role="constant", mechanisms=("T03",),
        en="Usual norm of helping", zh="通常的互助规范",
        tip_en="Norm at the start, for which the cost of helping is stated.",
        tip_zh="初始的互助规范，互助成本按此给出。",
    )
    tech_norm_weight: float = parameter(
        1.5, unit="utils", bounds=(0, 10), plausible=(0, 3), mechanisms=("T03",),
        en="Weight of the norm of helping", zh="互助规范权重",
        tip_en="Utility that a full norm adds to helping neighbours. 0: it does not matter.",
        tip_zh="互助规范充分时邻里互助所增加的效用。取0则无影响。",
    )
    tech_in_person: float = parameter(
        0.3, bounds=(0, 5), plausible=(0, 1), mechanism_from="src:liu_zhang2026", mechanisms=("T03", "T05"),
        en="Platforms take the place of loudspeakers and doors", zh="平台取代喇叭与敲门",
        tip_en="Share of warning by loudspeaker and at the door that is dropped for each unit by which reliance on platforms "
               "exceeds today's, and comes back where it falls below. 0: platforms come on top of both.",
        tip_zh="平台依赖程度比现状每高1，喇叭广播与敲门叫应减少的比例；低于现状则相应恢复。取0则平台只作补充，不取代二者。",
    )
    tech_openness: float = parameter(
        1.0, bounds=(0, 1), role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("T19",),
        en="Openness of platforms", zh="平台开放度",
        tip_en="How far platforms give residents a part to play. 0: the government does everything by itself.",
        tip_zh="平台在多大程度上为居民留出参与空间。取0则由政府包办。",
    )
    tech_closed_loss: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 1.5), mechanisms=("T19",),
        en="Closed platforms discourage", zh="封闭平台的挤压",
        tip_en="Utility of patrolling and helping that closed platforms take away. 0: none.",
        tip_zh="平台完全封闭时巡逻与互助所损失的效用。取0则无影响。",
    )
    tech_sensors: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("T01",),
        en="Coverage by sensors", zh="感知设备覆盖率",
        tip_en="Share of buildings with sensors for smoke, water and gas. 0: there are none.",
        tip_zh="装有烟感、水浸、燃气等感知设备的楼栋比例。取0则没有。",
    )
    tech_sensor_gain: float = parameter(
        3.0, unit="ratio", bounds=(0, 100), plausible=(0, 10), mechanisms=("T01",),
        en="Faster detection by sensors", zh="感知设备加快发现",
        tip_en="By how much sensors everywhere raise the rate of noticing fire, water and gas. 0: not at all.",
        tip_zh="全面覆盖使火情、积水、漏气被发现的速率提高的倍数。取0则无影响。",
    )
    tech_false_alarms: float = parameter(
        0.3, unit="per day per 5,000 residents", bounds=(0, 100), plausible=(0.05, 2), mechanisms=("T01",),
        en="False alarms of sensors", zh="感知设备误报",
        tip_en="False alarms a day where sensors are everywhere. 0: none.",
        tip_zh="全面覆盖时每5,000名居民每天的误报次数。取0则没有误报。",
    )
    tech_alarm_hours: float = parameter(
        0.5, unit="staff-hours", bounds=(0, 24), plausible=(0.2, 2), mechanisms=("T01",),
        en="Work per false alarm", zh="核实一次误报的工时",
        tip_en="Staff-hours to look after one false alarm.", tip_zh="现场核实一次误报所用的工时。",
    )
    tech_privacy_risk: float = parameter(
        0.5, unit="per year", bounds=(0, 50), plausible=(0, 2), mechanism_from="note:B16", mechanisms=("T02",),
        en="Privacy incidents", zh="隐私泄露风险",
        tip_en="Leaks of residents' data a year and district at today's reliance on platforms; in proportion to it. "
               "0: there are none.",
        tip_zh="按现有平台依赖程度，每区每年发生的隐私泄露事件数；随依赖程度按比例变化。取0则没有。",
    )
