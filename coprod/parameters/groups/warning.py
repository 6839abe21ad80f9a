"""Warnings: parameters."""

from coprod.parameters.declare import Group, parameter


class Warnings(Group):
    """Warnings of heavy rain: how well they tell, whom they reach, who believes them, and what they cost (note:B14)."""

    title_en = "Warnings"
    title_zh = "预警"

    issued: bool = parameter(
        True, role="lever", mechanism_from="src:huang2026", mechanisms=("W01",),
        en="Warnings are issued", zh="是否发布预警",
        tip_en="Whether communities are warned of waterlogging at all.", tip_zh="是否就内涝风险向社区发布预警。",
    )
    threshold: float = parameter(
        1.6, unit="standard deviations", bounds=(-10, 10), plausible=(0, 3), role="lever", mechanism_from="note:B14",
        mechanisms=("W01",),
        en="Threshold of warning", zh="预警阈值",
        tip_en="Strength of the sign from which on a warning is issued. Low: many false alarms; high: many misses.",
        tip_zh="征兆强度达到该值即发布预警。过低则虚警多，过高则漏警多。",
    )
    skill: float = parameter(
        1.5, unit="standard deviations", bounds=(0, 6), plausible=(0, 3), role="lever", mechanism_from="note:B14",
        mechanisms=("W01", "S11"),
        en="Skill of warnings", zh="预警辨识力",
        tip_en="How far signs before waterlogging lie above those of other days (d′). 0: warnings are blind.",
        tip_zh="内涝前的征兆强度平均高出平日多少（d′）。取0则预警与随机猜测无异。",
    )
    map_gain: float = parameter(
        0.2, unit="share", bounds=(0, 2), plausible=(0, 0.5), mechanisms=("W05",),
        en="Gain of warnings by a risk map", zh="风险地图对预警的增益",
        tip_en="Share by which a perfect risk map raises the skill of warnings. 0: not at all.",
        tip_zh="完善的风险地图使预警辨识力提高的比例。取0则无影响。",
    )
    lead: float = parameter(
        3.0, unit="hours", bounds=(0, 72), plausible=(0.5, 12), role="lever", mechanism_from="note:B14", mechanisms=("W02",),
        en="Lead time", zh="预警提前量",
        tip_en="Mean hours between a warning and the water. More leaves time to act but tells less surely.",
        tip_zh="预警早于内涝的平均小时数。越早越有时间应对，但把握越小。",
    )
    half_lead: float = parameter(
        24.0, unit="hours", bounds=(0.1, 1000), plausible=(6, 72), mechanisms=("W02",),
        en="Lead that halves the skill", zh="辨识力减半的提前量",
        tip_en="Every such lead halves the skill of warnings.", tip_zh="预警每提前这么多小时，辨识力减半。",
    )
    prepare: float = parameter(
        1.5, unit="hours", bounds=(0, 48), plausible=(0.5, 6), mechanisms=("W02",),
        en="Time to get ready", zh="居民避险准备用时",
        tip_en="Mean hours residents need to bring themselves and their things to safety.",
        tip_zh="居民转移人员与财物平均所需的小时数。",
    )
    app: bool = parameter(
        True, role="lever", mechanism_from="src:wu2025", mechanisms=("T05", "W03"),
        en="Warning by app", zh="应用推送预警",
        tip_en="Whether everybody whom the app reaches is sent the warning.", tip_zh="是否向应用可触达的居民推送预警。",
    )
    loudspeaker: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever", mechanism_from="note:B14", mechanisms=("T05", "W03"),
        en="Reach of loudspeakers", zh="大喇叭覆盖率",
        tip_en="Share of residents within earshot of a loudspeaker. 0: there are none.",
        tip_zh="听得到应急广播（大喇叭）的居民比例。取0则没有。",
    )
    door_knock: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever",
        mechanism_from="note:B14", mechanisms=("T05", "W03", "O07"),
        en="Knocking at doors", zh="敲门叫应",
        tip_en="Share of elders and of those who need help at whose door somebody knocks; it takes staff time.",
        tip_zh="对老年人和需要帮助者上门叫应的比例；占用工作人员工时。",
    )
    door_reach: float = parameter(
        0.95, unit="probability", bounds=(0, 1), plausible=(0.8, 1), mechanism_from="note:B14", mechanisms=("T05",),
        en="Found at home", zh="敲门触达率",
        tip_en="Chance that a knock at the door reaches somebody.", tip_zh="上门敲门能够触达本人的概率。",
    )
    door_minutes: float = parameter(
        3.0, unit="minutes", bounds=(0, 60), plausible=(1, 10), mechanisms=("T05",),
        en="Minutes per door", zh="每次敲门用时",
        tip_en="Staff minutes that one knock at a door takes.", tip_zh="一次上门叫应占用的工作人员分钟数。",
    )
    notice: float = parameter(
        0.7, unit="probability", bounds=(0, 1), plausible=(0.3, 0.9), mechanism_from="note:B14", mechanisms=("W03",),
        en="A call is noticed", zh="单次叫应被注意到的概率",
        tip_en="Chance that somebody within reach notices one call.", tip_zh="处于触达范围内的人注意到一次叫应的概率。",
    )
    calls: int = parameter(
        1, unit="calls", bounds=(1, 50), plausible=(1, 15), role="lever", mechanism_from="src:wu2025", mechanisms=("W03",),
        en="Calls per warning", zh="每次预警叫应次数",
        tip_en="How often residents are called until they confirm. More are noticed, but not more believed.",
        tip_zh="每次预警反复叫应的次数。叫得多，注意到的人多，相信的人未必多。",
    )
    call_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 600), plausible=(5, 60), mechanisms=("W03",),
        en="Minutes per call", zh="每轮叫应用时",
        tip_en="Staff minutes of a committee for one round of calls.", tip_zh="社区完成一轮叫应占用的工作人员分钟数。",
    )
    optimists: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="note:B14", mechanisms=("W04", "W03"),
        en="Optimists", zh="侥幸心理者占比",
        tip_en="Share of residents who never believe that it will be them. 0: there are none.",
        tip_zh="始终认为“不会轮到我”的居民比例。取0则没有。",
    )
    persistence: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.5, 1), mechanism_from="fact:C18", mechanisms=("W03",),
        en="Belief persists", zh="信念的持久性",
        tip_en="Share of residents who make up their minds once: whoever does not believe the first call does not "
               "believe the fifteenth. 0: everybody thinks anew at every call.",
        tip_zh="主意一定便不再更改的居民比例：第一次不信，第十五次也不信。取0则每次叫应都重新判断。",
    )
    trust_weight: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("W03", "T14"),
        en="Distrust disbelieves", zh="不信任则不信预警",
        tip_en="Share of belief that somebody without any trust in the government lacks. 0: trust does not matter.",
        tip_zh="对政府毫无信任者所缺失的信念比例。取0则信任无影响。",
    )
    risk_weight: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("W04",),
        en="Complacency disbelieves", zh="麻痹则不信预警",
        tip_en="Share of belief that somebody who perceives no risk lacks. 0: perceived risk does not matter.",
        tip_zh="毫无风险意识者所缺失的信念比例。取0则感知风险无影响。",
    )
    fear_weight: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("T13",),
        en="Fear believes", zh="惊恐则易信预警",
        tip_en="Share of unbelief that full alarm after an event takes away. 0: emotion does not matter.",
        tip_zh="事后情绪高度紧张时所消除的不信比例。取0则情绪无影响。",
    )
    cry_wolf: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6),
        mechanism_from="fact:C29", number_from="assumed fact:C29", mechanisms=("W01", "W03"),
        en="False alarms cost belief", zh="“狼来了”效应",
        tip_en="Share of belief lost where all warnings of the past were false. Contested: 0 switches it off.",
        tip_zh="若以往预警全为虚警所丧失的信念比例。学界有争议：取0关闭。",
    )
    prior_hits: float = parameter(
        2.0, unit="warnings", bounds=(0.01, 1000), plausible=(1, 10), mechanism_from="note:B14", mechanisms=("W01",),
        en="Good memories at the start", zh="初始准确预警记忆",
        tip_en="Warnings that came true in what residents remember at the start.", tip_zh="居民初始记忆中应验的预警次数。",
    )
    prior_false: float = parameter(
        2.0, unit="warnings", bounds=(0.01, 1000), plausible=(1, 10), mechanism_from="note:B14", mechanisms=("W01",),
        en="Bad memories at the start", zh="初始虚警记忆",
        tip_en="False alarms in what residents remember at the start.", tip_zh="居民初始记忆中的虚警次数。",
    )
    able: float = parameter(
        0.4, unit="probability", bounds=(0, 1), plausible=(0.2, 0.8), mechanisms=("A18", "T05"),
        en="Able without help", zh="需助者自行避险能力",
        tip_en="Chance that somebody who needs help can act on a warning alone; with a knock at the door they can.",
        tip_zh="需要帮助者凭自身力量按预警避险的概率；有人上门则可以。",
    )
    protects: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.1, 0.7), mechanisms=("W01",),
        en="What acting in time saves", zh="及时避险减损",
        tip_en="Share of the loss by waterlogging that is saved where all act in time. 0: acting saves nothing.",
        tip_zh="人人及时避险时可减少的内涝损失比例。取0则避险无用。",
    )
    heed_cost: float = parameter(
        3.0, unit="yuan/person", bounds=(0, 10_000), plausible=(1, 50), mechanisms=("W01",),
        en="Cost of heeding", zh="响应预警的代价",
        tip_en="What it costs somebody to act on a warning, true or false: time, trade, sleep.",
        tip_zh="居民响应一次预警（无论真假）的代价：误工、停业、失眠。",
    )
