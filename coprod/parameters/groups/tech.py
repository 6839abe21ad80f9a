"""Technology: parameters."""

from coprod.parameters.declare import Group, parameter


class Tech(Group):
    """Platforms and sensors: what they see, leak, crowd out and shut out (note:B16)."""

    title_en = "Technology"
    title_zh = "技术"

    reliance: float = parameter(
        1.0, bounds=(0, 5), plausible=(0, 2), role="lever", mechanism_from="note:B16", mechanisms=("T03", "T02", "O05"),
        en="Reliance on platforms", zh="平台依赖程度",
        tip_en="How far safety relies on platforms, 1 as today. 0: there are none.",
        tip_zh="安全治理对平台的依赖程度，1为现状。取0则没有平台。",
    )
    crowdout: float = parameter(
        0.01, unit="per day", bounds=(0, 1), plausible=(0, 0.03), mechanism_from="note:B16", mechanisms=("T03",),
        en="Platforms crowd out neighbours", zh="技术挤出邻里守望",
        tip_en="Rate χ at which reliance on platforms wears down the norm of helping. Contested: 0 switches it off.",
        tip_zh="平台依赖削弱互助规范的速率χ。学界有争议：取0关闭。",
    )
    norm_growth: float = parameter(
        0.02, unit="per day", bounds=(0.0001, 1), plausible=(0.005, 0.05), mechanism_from="note:B16", mechanisms=("T03",),
        en="Growth of the norm of helping", zh="互助规范增长",
        tip_en="Rate at which living together builds up the norm of helping.", tip_zh="共同生活使互助规范增强的速率。",
    )
    norm_usual: float = parameter(
        0.666667, unit="0-1", bounds=(0, 1),
        mechanism_from="note:B16", number_from="derived note:B16", role="constant", mechanisms=("T03",),
        en="Usual norm of helping", zh="通常的互助规范",
        tip_en="Norm at the start, for which the cost of helping is stated.",
        tip_zh="初始的互助规范，互助成本按此给出。",
    )
    norm_weight: float = parameter(
        1.5, unit="utils", bounds=(0, 10), plausible=(0, 3), mechanisms=("T03",),
        en="Weight of the norm of helping", zh="互助规范权重",
        tip_en="Utility that a full norm adds to helping neighbours. 0: it does not matter.",
        tip_zh="互助规范充分时邻里互助所增加的效用。取0则无影响。",
    )
    openness: float = parameter(
        1.0, bounds=(0, 1), role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("T19",),
        en="Openness of platforms", zh="平台开放度",
        tip_en="How far platforms give residents a part to play. 0: the government does everything by itself.",
        tip_zh="平台在多大程度上为居民留出参与空间。取0则由政府包办。",
    )
    closed_loss: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 1.5), mechanisms=("T19",),
        en="Closed platforms discourage", zh="封闭平台的挤压",
        tip_en="Utility of patrolling and helping that closed platforms take away. 0: none.",
        tip_zh="平台完全封闭时巡逻与互助所损失的效用。取0则无影响。",
    )
    sensors: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("T01",),
        en="Coverage by sensors", zh="感知设备覆盖率",
        tip_en="Share of buildings with sensors for smoke, water and gas. 0: there are none.",
        tip_zh="装有烟感、水浸、燃气等感知设备的楼栋比例。取0则没有。",
    )
    sensor_gain: float = parameter(
        3.0, unit="ratio", bounds=(0, 100), plausible=(0, 10), mechanisms=("T01",),
        en="Faster detection by sensors", zh="感知设备加快发现",
        tip_en="By how much sensors everywhere raise the rate of noticing fire, water and gas. 0: not at all.",
        tip_zh="全面覆盖使火情、积水、漏气被发现的速率提高的倍数。取0则无影响。",
    )
    false_alarms: float = parameter(
        0.3, unit="per day per 5,000 residents", bounds=(0, 100), plausible=(0.05, 2), mechanisms=("T01",),
        en="False alarms of sensors", zh="感知设备误报",
        tip_en="False alarms a day where sensors are everywhere. 0: none.",
        tip_zh="全面覆盖时每5,000名居民每天的误报次数。取0则没有误报。",
    )
    alarm_hours: float = parameter(
        0.5, unit="staff-hours", bounds=(0, 24), plausible=(0.2, 2), mechanisms=("T01",),
        en="Work per false alarm", zh="核实一次误报的工时",
        tip_en="Staff-hours to look after one false alarm.", tip_zh="现场核实一次误报所用的工时。",
    )
    privacy_risk: float = parameter(
        0.5, unit="per year", bounds=(0, 50), plausible=(0, 2), mechanism_from="note:B16", mechanisms=("T02",),
        en="Privacy incidents", zh="隐私泄露风险",
        tip_en="Leaks of residents' data a year and district at today's reliance on platforms; in proportion to it. "
               "0: there are none.",
        tip_zh="按现有平台依赖程度，每区每年发生的隐私泄露事件数；随依赖程度按比例变化。取0则没有。",
    )
