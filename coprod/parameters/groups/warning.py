"""Warnings and the response to them: parameters."""

from coprod.parameters.declare import parameter
from coprod.parameters.groups.warning_action import WarningAction


class Warnings(WarningAction):
    """Warnings, rumour and public emotion, and the levels of response that they call for."""

    title_en = "Warnings and the response to them"
    title_zh = "预警与响应"

    # Warnings of heavy rain: how well they tell, whom they reach, who believes them, and what they cost
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
        0.5, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever",
        mechanism_from="note:B14", mechanisms=("T05", "W03", "O07"),
        en="Knocking at doors", zh="敲门叫应",
        tip_en="Share of elders and of those who need help on the list of doors to knock at. How many are reached in time "
               "follows from callers, minutes per door and the lead. 0: nobody knocks.",
        tip_zh="列入上门叫应名单的老年人和需要帮助者比例；实际及时叫应多少取决于人手、每户用时与提前量。取0则不上门。",
    )
    door_reach: float = parameter(
        0.95, unit="probability", bounds=(0, 1), plausible=(0.8, 1), mechanism_from="note:B14", mechanisms=("T05",),
        en="Found at home", zh="敲门触达率",
        tip_en="Chance that a knock at the door reaches somebody.", tip_zh="上门敲门能够触达本人的概率。",
    )
    door_minutes: float = parameter(
        3.0, unit="minutes", bounds=(0, 60), plausible=(1, 10), mechanisms=("T05",),
        en="Minutes per door", zh="每次敲门用时",
        tip_en="Minutes of a caller that one knock at a door takes.", tip_zh="一次上门叫应占用一名人员的分钟数。",
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

    # Rumour on the ties of a community after a large incident, and official information against it
    rumour_beta: float = parameter(
        0.25, unit="contacts/hour", bounds=(0, 10), plausible=(0.05, 0.5), mechanism_from="note:B15", mechanisms=("T11",),
        en="Talk of a rumour", zh="谣言传播率",
        tip_en="Contacts an hour that somebody who tells a rumour makes. 0: there are no rumours.",
        tip_zh="传谣者每小时接触的人次。取0则没有谣言。",
    )
    rumour_forget: float = parameter(
        0.125, unit="per hour", bounds=(0, 10), plausible=(0.05, 0.5), mechanism_from="note:B15", mechanisms=("T11",),
        en="Losing interest", zh="兴趣消退率",
        tip_en="Rate at which somebody stops telling a rumour. Talk over this is R0, 2 by default.",
        tip_zh="传谣者停止传播的速率。传播率与之相比即基本再生数R0，默认为2。",
    )
    rumour_official: float = parameter(
        0.05, unit="per hour", bounds=(0, 1), plausible=(0, 0.5), role="lever", mechanism_from="note:B15", mechanisms=("T11",),
        en="Official information", zh="官方信息发布力度",
        tip_en="Rate at which official information reaches those who tell a rumour, who then stop. 0: silence.",
        tip_zh="官方信息触达传谣者并使其停止传播的速率。取0则官方沉默。",
    )
    rumour_official_hours: float = parameter(
        40.0, unit="staff-hours", bounds=(0, 10_000), plausible=(5, 200), mechanisms=("T11",),
        en="Work of official information", zh="官方辟谣工时",
        tip_en="Staff-hours per event that official information at rate 1 takes; in proportion at other rates.",
        tip_zh="力度为1时每起事件发布官方信息所需的工时，其他力度按比例计。",
    )
    rumour_stifling: float = parameter(
        0.0, bounds=(0, 1), plausible=(0, 1), mechanism_from="note:B15", mechanisms=("T11",),
        en="Stifling rate", zh="止谣系数",
        tip_en="How strongly meeting somebody who knows already makes people stop: 1 as Maki and Thompson have it, "
               "0 not at all.",
        tip_zh="遇到已知情者而停止传播的强度：1为Maki–Thompson模型，0为不受影响。",
    )
    rumour_seeds: int = parameter(
        5, unit="people", bounds=(1, 1000), plausible=(1, 20), mechanisms=("T11",),
        en="Who begins", zh="最初传谣人数",
        tip_en="Most residents of the building who begin to tell.", tip_zh="事发楼栋中最初传谣的人数上限。",
    )
    rumour_alarm: float = parameter(
        0.2, unit="0-1", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("T13", "T11"),
        en="Alarm by a rumour", zh="谣言引起的恐慌",
        tip_en="Alarm of somebody who has heard the rumour. 0: rumours alarm nobody.",
        tip_zh="听到谣言者的恐慌程度。取0则谣言不引起恐慌。",
    )
    rumour_distrust: float = parameter(
        0.03, unit="0-1", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("T11", "T14"),
        en="Distrust by a rumour", zh="谣言损害信任",
        tip_en="Trust that a community loses where everybody has heard the rumour. 0: none.",
        tip_zh="谣言人尽皆知时社区丧失的信任。取0则无损。",
    )

    # Public emotion after large incidents: contagion, help, and panic buying
    emotion_shock: float = parameter(
        0.8, unit="0-1", bounds=(0, 1), plausible=(0, 1), mechanism_from="src:grassroots_review", mechanisms=("T13",),
        en="Alarm next door", zh="身边人的惊恐",
        tip_en="Alarm of those who live where a large incident happens. 0: nothing alarms anybody.",
        tip_zh="重大事件发生地居民的惊恐程度。取0则无人惊恐。",
    )
    emotion_contagion: float = parameter(
        0.6, bounds=(0, 0.99), plausible=(0, 0.9), mechanism_from="note:B15", mechanisms=("T13",),
        en="Emotional contagion", zh="情绪感染",
        tip_en="How far people's alarm follows that of those they know. 0: everybody for themselves.",
        tip_zh="个人惊恐程度受熟人影响的比例。取0则互不影响。",
    )
    emotion_fade: float = parameter(
        0.1, unit="per day", bounds=(0.001, 1), plausible=(0.03, 0.5), mechanisms=("T13", "T18"),
        en="Fading of emotion", zh="情绪消退",
        tip_en="Share of alarm that fades in a day.", tip_zh="惊恐情绪每日消退的比例。",
    )
    emotion_solidarity: float = parameter(
        1.0, unit="utils", bounds=(0, 10), plausible=(0, 3), mechanisms=("T13",),
        en="Emotion makes people help", zh="情绪激发互助",
        tip_en="Utility that full alarm adds to helping neighbours. 0: none.",
        tip_zh="情绪高涨时邻里互助所增加的效用。取0则无影响。",
    )
    emotion_panic_gain: float = parameter(
        0.5, unit="ratio", bounds=(0, 10), plausible=(0, 2), mechanism_from="note:B15", mechanisms=("T12",),
        en="Panic buying", zh="恐慌抢购",
        tip_en="By how much full alarm multiplies the relief kits that households buy (1 + φx). 0: nobody hoards.",
        tip_zh="全面恐慌时居民购买应急物资的增幅（1+φx）。取0则无人抢购。",
    )
    emotion_hoard_days: float = parameter(
        14.0, unit="days", bounds=(0, 365), plausible=(3, 30), mechanisms=("T12",),
        en="What is hoarded for", zh="囤货天数",
        tip_en="Days of a community's emergency need that households would lay in.",
        tip_zh="居民按社区应急日需求囤积的天数。",
    )

    # Response levels IV to I of a district, and party members who check in at their communities when one is declared
    response_threshold: float = parameter(
        6.0, bounds=(0.01, 1e6), plausible=(2, 20), role="lever", mechanism_from="src:huang2026", mechanisms=("W22",),
        en="Threshold of level IV", zh="四级响应启动阈值",
        tip_en="Sum of the sizes of open incidents in a district at which level IV is due; every further level at "
               "twice as much. A mean incident has size 1.",
        tip_zh="全区未结事件规模之和达到该值即应启动四级响应，每高一级翻一倍。平均事件规模为1。",
    )
    response_levels: int = parameter(
        4, unit="levels", bounds=(0, 4), role="lever", mechanism_from="src:huang2026", mechanisms=("W22",),
        en="Response levels", zh="响应级数",
        tip_en="Number of response levels that there are. 0: no emergency state is ever declared.",
        tip_zh="设有的应急响应级数。取0则从不进入应急状态。",
    )
    response_lag: float = parameter(
        30.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 300), number_from="assumed fact:C19", mechanisms=("W22",),
        en="Lag of declaring a level", zh="响应升级滞后",
        tip_en="Mean minutes from when a level is due to when it is in force. 0: at once.",
        tip_zh="从达到启动条件到响应生效的平均分钟数。取0则立即生效。",
    )
    response_no_asking: int = parameter(
        3, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:huang2026", mechanisms=("W22", "P10"),
        en="Level from which nobody asks first", zh="免于请示的响应级数",
        tip_en="From how many levels on the front line acts without waiting for an order: 1 is level IV, 4 level I, "
               "5 never.",
        tip_zh="达到几级响应后一线可不经请示先行处置：1为四级响应，4为一级响应，5为从不。",
    )
    response_surge_level: int = parameter(
        1, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:wu2025", mechanisms=("A14", "W22"),
        en="Level that calls party members", zh="启动党员下沉的响应级数",
        tip_en="From how many levels on party members are called: 1 is level IV, 4 level I, 5 never.",
        tip_zh="达到几级响应后召集在职党员下沉：1为四级响应，4为一级响应，5为从不。",
    )
    response_pool: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0.05, 0.4), role="lever",
        mechanism_from="note:B16", mechanisms=("A14", "G16"),
        en="Party members who come", zh="党员下沉比例",
        tip_en="Share of the party members of a district who check in at communities in the end. 0: nobody.",
        tip_zh="全区在职党员中最终下沉社区报到的比例。取0则无人下沉。",
    )
    response_ramp: float = parameter(
        12.0, unit="hours", bounds=(0.01, 1000), plausible=(3, 48), mechanism_from="note:B16", mechanisms=("A14",),
        en="Ramp of the surge", zh="下沉到位用时",
        tip_en="Hours after which 63 % of them are there.", tip_zh="63%的人员到位所需的小时数。",
    )
    response_skill: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), role="uncertainty",
        mechanism_from="src:huang2026", mechanisms=("G16",),
        en="Skill of the surge", zh="下沉力量专业程度",
        tip_en="What a surged pair of hands is worth, a volunteer being 1. 0: nothing.",
        tip_zh="一名下沉人员相当于多少名志愿者。取0则毫无作用。",
    )
    response_supervision: float = parameter(
        0.2, unit="staff-hours/person·hour", bounds=(0, 5), plausible=(0, 0.5),
        mechanism_from="src:huang2026", mechanisms=("G16",),
        en="Supervision of the surge", zh="带队指导工时",
        tip_en="Staff-hours that an hour of one surged person takes to guide. 0: none.",
        tip_zh="每名下沉人员每小时所需的社区带队指导工时。取0则无需指导。",
    )
