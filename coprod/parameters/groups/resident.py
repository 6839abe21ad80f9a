"""Residents: parameters."""

from coprod.parameters.declare import Group, parameter


class Resident(Group):
    """Why residents take part: the random-utility choice, norm, crowding-out and habit (note:B1, note:B2)."""

    title_en = "Residents"
    title_zh = "居民"

    # Why residents take part: the random-utility choice, norm, crowding-out and habit
    cost_report: float = parameter(
        9.5, unit="utils", bounds=(0, 30), plausible=(8, 11),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01",),
        en="Cost of reporting", zh="上报成本",
        tip_en="Disutility of reporting a hazard; the motives are fitted beside it, so that 2 to 3 % of residents act in a week.",
        tip_zh="上报隐患的负效用；动机与之一同拟合，使每周有2%至3%的居民参与。",
    )
    cost_help: float = parameter(
        10.0, unit="utils", bounds=(0, 30), plausible=(8.5, 11.5),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01",),
        en="Cost of helping a neighbour", zh="邻里互助成本",
        tip_en="Disutility of helping a neighbour.", tip_zh="帮助邻居的负效用。",
    )
    cost_patrol: float = parameter(
        10.5, unit="utils", bounds=(0, 30), plausible=(9, 12),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01",),
        en="Cost of patrolling", zh="巡逻成本",
        tip_en="Disutility of an hour on patrol.", tip_zh="参加一次巡逻的负效用。",
    )
    cost_train: float = parameter(
        11.0, unit="utils", bounds=(0, 30), plausible=(9.5, 12.5),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01", "W11"),
        en="Cost of training", zh="培训成本",
        tip_en="Disutility of attending a training.", tip_zh="参加一次培训的负效用。",
    )
    choice_noise: float = parameter(
        1.0, unit="utils", bounds=(0.05, 10), plausible=(0.5, 2), mechanism_from="note:B1", mechanisms=("A01",),
        en="Noise of the choice", zh="选择的随机性",
        tip_en="Scale of the random part of utility: small means the best act, large means any act.",
        tip_zh="效用随机项的尺度：越小越趋于最优选择，越大越随机。",
    )
    intrinsic_share: float = parameter(
        0.08, unit="share", bounds=(0, 1), plausible=(0.02, 0.2), mechanism_from="note:B2", mechanisms=("W13", "A01"),
        en="Intrinsically motivated residents", zh="内在动机型居民比例",
        tip_en="Share of residents who take part for the thing itself: those with the strongest motives. Points weigh least with "
               "them, and being paid a little offends them most.",
        tip_zh="为事情本身而参与的居民比例，即动机最强者。积分对其作用最弱，小额付酬对其动机的损害最大。",
    )
    mixed_share: float = parameter(
        0.32, unit="share", bounds=(0, 1), plausible=(0.15, 0.5), mechanism_from="note:B2", mechanisms=("W13", "A01"),
        en="Residents with mixed motives", zh="混合动机型居民比例",
        tip_en="Share of residents who take part for the thing itself and for what they get: those with the next strongest "
               "motives. All others are passive.",
        tip_zh="既为事情本身又为所得而参与的居民比例，即动机次强者。其余居民为被动型。",
    )
    points_weight: float = parameter(
        0.785, unit="utils", bounds=(0, 5), plausible=(0.3, 1.5),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("W13", "A01"),
        en="Weight of points", zh="积分权重",
        tip_en="Utility of points: weight × that of the type of motive × ln(1 + value × credibility / scale). "
               "0: points move nobody.",
        tip_zh="积分的效用：权重×动机类型的权重×ln(1+价值×信用/尺度)。取0则积分不起作用。",
    )
    points_scale: float = parameter(
        12.0, unit="yuan", bounds=(0.1, 100), plausible=(2, 20), mechanism_from="note:B1", mechanisms=("W13",),
        en="Scale of points", zh="积分尺度",
        tip_en="Value of points at which the utility of points starts to bend.", tip_zh="积分效用开始递减的尺度。",
    )
    points_intrinsic: float = parameter(
        0.2, bounds=(0, 5), plausible=(0, 0.5), mechanism_from="note:B2", mechanisms=("W13",),
        en="Points to the intrinsic", zh="积分对内在动机型的作用",
        tip_en="How much points weigh with intrinsically motivated residents, relative to the weight of points. 0: nothing.",
        tip_zh="积分对内在动机型居民的作用，相对于积分权重。取0则无作用。",
    )
    points_mixed: float = parameter(
        0.7, bounds=(0, 5), plausible=(0.3, 1), mechanism_from="note:B2", mechanisms=("W13",),
        en="Points to the mixed", zh="积分对混合动机型的作用",
        tip_en="How much points weigh with residents of mixed motives, relative to the weight of points.",
        tip_zh="积分对混合动机型居民的作用，相对于积分权重。",
    )
    points_passive: float = parameter(
        1.2, bounds=(0, 5), plausible=(0.8, 2), mechanism_from="note:B2", mechanisms=("W13",),
        en="Points to the passive", zh="积分对被动型的作用",
        tip_en="How much points weigh with passive residents, relative to the weight of points.",
        tip_zh="积分对被动型居民的作用，相对于积分权重。",
    )
    signal_loss: float = parameter(
        0.0304, unit="share", bounds=(0, 1), plausible=(0, 0.1),
        mechanism_from="note:B2", number_from="fitted note:B1", mechanisms=("W13",),
        en="Offence of a small payment", zh="小额付酬的动机损失",
        tip_en="Share of their motive that intrinsically motivated residents lose where they are paid next to nothing; the mixed "
               "lose half, the passive nothing. Larger payments offend less. 0: none.",
        tip_zh="几乎等于没有的付酬使内在动机型居民损失的动机比例；混合型损失一半，被动型不受影响。付酬越高，损失越小。取0则无。",
    )
    signal_scale: float = parameter(
        10.0, unit="yuan", bounds=(0.1, 1000), plausible=(3, 30), mechanism_from="note:B2", mechanisms=("W13",),
        en="Payment that offends little", zh="不再冒犯的付酬额",
        tip_en="Value of what is believed to be paid for an act at which the offence is down to 37 %.",
        tip_zh="居民相信一次行动可得的价值达到此数时，上述损失降至37%。",
    )
    habit_weight: float = parameter(
        3.0, unit="utils", bounds=(0, 10), plausible=(0, 6), mechanism_from="note:B1", mechanisms=("F03", "W20"),
        en="Weight of habit", zh="习惯权重",
        tip_en="Utility of a complete habit. 0: habits do not matter.", tip_zh="完全养成的习惯带来的效用。取0则习惯不起作用。",
    )
    habit_days: float = parameter(
        66.0, unit="days", bounds=(7, 1000), plausible=(18, 254),
        mechanism_from="note:B2", number_from="measured fact:C31", mechanisms=("F03",),
        en="Days to form a habit", zh="养成习惯所需天数",
        tip_en="Days of weekly repetition until a habit is 95 % complete.", tip_zh="每周重复时习惯形成95%所需的天数。",
    )
    norm_weight: float = parameter(
        1.5, unit="utils", bounds=(0, 10), plausible=(0, 6), mechanism_from="note:B1", mechanisms=("F04",),
        en="Weight of the social norm", zh="社会规范权重",
        tip_en="Utility of all neighbours being active against none. 0: neighbours do not matter.",
        tip_zh="邻居全部参与与无人参与之间的效用差。取0则邻居不影响选择。",
    )
    risk_weight: float = parameter(
        1.0, unit="utils", bounds=(0, 5), plausible=(0, 2), mechanism_from="note:B1", mechanisms=("A01", "W04"),
        en="Weight of perceived risk", zh="感知风险权重",
        tip_en="Utility per unit of perceived risk.", tip_zh="每单位感知风险的效用。",
    )
    trust_weight: float = parameter(
        1.0, unit="utils", bounds=(0, 5), plausible=(0, 2), mechanism_from="note:B1", mechanisms=("A01", "T14"),
        en="Weight of trust", zh="信任权重",
        tip_en="Utility per unit of trust in the local government.", tip_zh="每单位政府信任的效用。",
    )
    burnout_weight: float = parameter(
        2.0, unit="utils", bounds=(0, 10), plausible=(0, 4), mechanisms=("A02",),
        en="Weight of burnout", zh="倦怠权重",
        tip_en="Disutility of complete burnout of a volunteer.", tip_zh="志愿者完全倦怠时的负效用。",
    )
    time_weight: float = parameter(
        1.0, unit="utils", bounds=(0, 5), plausible=(0, 2), mechanisms=("A01",),
        en="Weight of scarce time", zh="时间稀缺权重",
        tip_en="Disutility of having no free time at all.", tip_zh="完全没有闲暇时的负效用。",
    )
    crowding_categorical: float = parameter(
        0.25, unit="share", bounds=(0, 1), plausible=(0, 0.6),
        mechanism_from="note:B2", number_from="assumed fact:C26", mechanisms=("W13",),
        en="Crowding-out once paid", zh="付酬即生的动机挤出",
        tip_en="Share of motivation that everybody loses as soon as acts are paid, with the rule crowding of resident.act. "
               "Contested: 0 switches it off.",
        tip_zh="在resident.act的规则crowding下，一旦付酬人人损失的动机比例。学界有争议：取0关闭。",
    )
    # With the rule crowding, motives of 2.0 ± 1.2, points_scale 5, motive_erosion 0.02 and no recognition, as in the scenario
    # strong_crowding_out, these two bring back note:B1's town: 2.1, 2.4, 3.4, 5.1 and 9.0 % of adults act in a week for 1, 2,
    # 5, 10 and 20 points, 5.0 % for none (note:B1: 2.0, 2.4, 3.5, 5.5, 9.7 and 5.0). With note:B2's .01 and an erosion of .05
    # it is 3.6 % at 10 and 5.1 % at 20.
    crowding_marginal: float = parameter(
        0.002, unit="per point", bounds=(0, 0.2), plausible=(0, 0.05),
        mechanism_from="note:B2", number_from="fitted note:B1", mechanisms=("W13",),
        en="Crowding-out per point", zh="每积分的动机挤出",
        tip_en="Further loss of motivation with every point of reward, with the rule crowding of resident.act.",
        tip_zh="在resident.act的规则crowding下，奖励每增加一分进一步损失的动机。",
    )
    motive_erosion: float = parameter(
        0.015, unit="share", bounds=(0, 1), plausible=(0, 0.3), mechanism_from="note:B2", mechanisms=("F03", "W13"),
        en="Lasting erosion of motivation", zh="动机的持久侵蚀",
        tip_en="Share of motivation that wears away while acts are paid and returns slowly afterwards. 0: none.",
        tip_zh="付酬期间逐渐流失、停付后缓慢恢复的动机比例。取0则无侵蚀。",
    )
    erosion_rate: float = parameter(
        0.02, unit="per day", bounds=(0, 0.14), plausible=(0.005, 0.05), mechanism_from="note:B2", mechanisms=("F03",),
        en="Speed of erosion", zh="侵蚀速度",
        tip_en="Daily approach to the eroded level while acts are paid.", tip_zh="付酬期间每日向侵蚀后水平靠近的速度。",
    )
    erosion_recovery: float = parameter(
        0.01, unit="per day", bounds=(0, 0.14), plausible=(0.001, 0.02), mechanism_from="note:B2", mechanisms=("F03",),
        en="Speed of recovery", zh="恢复速度",
        tip_en="Daily return of motivation after payment ends.", tip_zh="停止付酬后动机每日恢复的速度。",
    )
    rider_penalty: float = parameter(
        1.0, unit="utils", bounds=(0, 5), plausible=(0, 3), mechanism_from="fact:C28", mechanisms=("A10",),
        en="Riders' time penalty", zh="骑手超时处罚",
        tip_en="Disutility for a rider of stopping to report: deliveries are fined when late.",
        tip_zh="骑手停下上报的负效用：送餐超时会被罚款。",
    )
    report_without_app: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 0.8), mechanisms=("T08", "A18"),
        en="Reports that arrive without the app", zh="无应用者上报送达率",
        tip_en="Chance that a report reaches the committee from somebody whom the app does not reach.",
        tip_zh="应用未触达者的上报最终送达居委会的概率。",
    )
    unskilled_ability: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:wu2025", mechanisms=("T08",),
        en="Ability without skill", zh="未受训者能力",
        tip_en="Chance that help or patrol by an untrained resident has effect; training raises it to 1. 1: no gap.",
        tip_zh="未受训居民的互助或巡逻产生实效的概率，培训可使其升至1。取1则无意愿—能力断裂。",
    )
    training_gain: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanisms=("T08", "W11"),
        en="Learning per training", zh="每次培训收获",
        tip_en="Share of the missing skill that one training supplies. 0: training teaches nothing.",
        tip_zh="一次培训弥补所缺技能的比例。取0则培训无效。",
    )
    adult_age: int = parameter(
        16, unit="years", bounds=(0, 30), plausible=(14, 18), role="constant",
        en="Age of taking part", zh="参与年龄",
        tip_en="Younger residents do not act.", tip_zh="低于此年龄的居民不参与行动。",
    )
    act_hours: float = parameter(
        1.0, unit="hours", bounds=(0.05, 8), plausible=(0.5, 2), role="constant",
        en="Hours per act", zh="每次行动时长",
        tip_en="Citizen hours that one act takes.", tip_zh="一次行动占用的居民工时。",
    )
    motivation_mean: float = parameter(
        2.15, unit="utils", bounds=(0, 10), plausible=(1.5, 2.5),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01",),
        en="Mean intrinsic motivation", zh="内在动机均值",
        tip_en="Mean of the gamma-distributed intrinsic motivation to take part. 0: nobody has any.",
        tip_zh="参与的内在动机（服从伽马分布）的均值。取0则人人无内在动机。",
    )
    motivation_sd: float = parameter(
        0.803, unit="utils", bounds=(0, 10), plausible=(0.5, 1.3),
        mechanism_from="note:B1", number_from="fitted note:B1", mechanisms=("A01",),
        en="Spread of intrinsic motivation", zh="内在动机标准差",
        tip_en="Standard deviation of intrinsic motivation: the larger, the fewer people do most acts. 0: all alike.",
        tip_zh="内在动机的标准差：越大，少数人承担的行动越多。取0则人人相同。",
    )
    trust_mean: float = parameter(
        0.62, unit="0-1", bounds=(0, 1), plausible=(0.4, 0.8), mechanisms=("A01", "T02"),
        en="Mean trust", zh="信任均值",
        tip_en="Mean trust in the local government at the start.", tip_zh="初始时对基层政府信任的均值。",
    )
    trust_spread: float = parameter(
        0.3, unit="0-1", bounds=(0, 0.5), plausible=(0.1, 0.4), mechanisms=("A01", "T02"),
        en="Spread of trust", zh="信任差异",
        tip_en="Trust lies evenly within the mean ± this, as far as 0 and 1 allow. 0: all alike.",
        tip_zh="信任在均值上下此范围内均匀分布，且不超出0与1。取0则人人相同。",
    )
    risk_mean: float = parameter(
        0.45, unit="0-1", bounds=(0, 1), plausible=(0.2, 0.7), mechanisms=("A01", "W04"),
        en="Mean perceived risk", zh="感知风险均值",
        tip_en="Mean perceived risk at the start.", tip_zh="初始时感知风险的均值。",
    )
    risk_spread: float = parameter(
        0.3, unit="0-1", bounds=(0, 0.5), plausible=(0.1, 0.4), mechanisms=("A01", "W04"),
        en="Spread of perceived risk", zh="感知风险差异",
        tip_en="Perceived risk lies evenly within the mean ± this, as far as 0 and 1 allow. 0: all alike.",
        tip_zh="感知风险在均值上下此范围内均匀分布，且不超出0与1。取0则人人相同。",
    )
    time_working: float = parameter(
        0.25, unit="0-1", bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("A01",),
        en="Scarcity of time of working age", zh="劳动年龄闲暇稀缺度",
        tip_en="Mean scarcity of free time of adults under 60; 1: no free time at all.",
        tip_zh="60岁以下成年人闲暇稀缺程度的均值；1表示毫无闲暇。",
    )
    time_others: float = parameter(
        0.10, unit="0-1", bounds=(0, 1), plausible=(0, 0.4), mechanisms=("A01",),
        en="Scarcity of time of others", zh="老幼闲暇稀缺度",
        tip_en="Mean scarcity of free time of elders and children.", tip_zh="老年人与儿童闲暇稀缺程度的均值。",
    )
    time_spread: float = parameter(
        0.2, unit="0-1", bounds=(0, 0.5), plausible=(0, 0.4), mechanisms=("A01",),
        en="Spread of scarcity of time", zh="闲暇稀缺度差异",
        tip_en="Scarcity of time lies evenly within the mean ± this, as far as 0 and 1 allow. 0: all alike.",
        tip_zh="闲暇稀缺程度在均值上下此范围内均匀分布，且不超出0与1。取0则人人相同。",
    )

    # In an emergency next door: the same currency of utils; how urgent an act is follows from the chance that is stated here
    respond_call: float = parameter(
        0.85, unit="probability", bounds=(0, 1), plausible=(0.5, 0.95),
        mechanism_from="src:darley_latane1968", number_from="assumed src:darley_latane1968", mechanisms=("A01", "F02"),
        en="Looking and calling", zh="察看并呼救",
        tip_en="Chance that a resident within call who could notice an emergency looks and calls for help, on average over the "
               "default town; costs, trust, habit and bonds raise and lower it. 0: nobody calls for others.",
        tip_zh="可能察觉突发事件的近邻前去察看并呼救的概率（默认城镇居民平均）；成本、信任、习惯与关系使其升降。取0则无人替他人呼救。",
    )
    respond_help: float = parameter(
        0.05, unit="probability", bounds=(0, 1), plausible=(0.01, 0.2), mechanisms=("A01", "A02"),
        en="Lending a hand", zh="出手相助",
        tip_en="Chance that a resident within call who is at home contains what is still small, or brings others out, on average "
               "over the default town. 0: nobody does.",
        tip_zh="在家的近邻扑救初起事态或协助他人撤离的概率（默认城镇居民平均）。取0则无人出手。",
    )
    respond_message: float = parameter(
        0.1, unit="probability", bounds=(0, 1), plausible=(0.02, 0.5), mechanisms=("A01", "T17"),
        en="Carrying a message", zh="跑腿传信",
        tip_en="Chance that a resident within call carries a message on foot where telephones are down, on average over the "
               "default town. 0: only staff do.",
        tip_zh="通信中断时，近邻步行传递消息的概率（默认城镇居民平均）。取0则只靠工作人员传信。",
    )
    fear_weight: float = parameter(
        1.0, unit="utils", bounds=(0, 10), plausible=(0, 3), mechanisms=("A01", "T13"),
        en="Weight of fear", zh="恐惧权重",
        tip_en="Disutility of going into full danger for somebody whose perceived risk is complete. 0: fear holds nobody back.",
        tip_zh="感知风险最高者投入最危险场合的负效用。取0则恐惧不影响出手。",
    )
    bond_household: float = parameter(
        3.0, unit="utils", bounds=(0, 30), plausible=(1, 6), mechanisms=("F04",),
        en="Bond within a household", zh="同住家人关系",
        tip_en="Utility of acting in an emergency for somebody of one's own household, against a neighbour one does not know.",
        tip_zh="为同住家人出手相对于为不相识邻居出手的额外效用。",
    )
    bond_tie: float = parameter(
        1.0, unit="utils", bounds=(0, 30), plausible=(0, 3), mechanisms=("F04",),
        en="Bond of acquaintance", zh="相识关系",
        tip_en="Utility of acting for somebody one is tied to, against a neighbour one does not know. 0: ties do not matter.",
        tip_zh="为相识者出手相对于为不相识邻居出手的额外效用。取0则相识与否无差别。",
    )
    bond_use: float = parameter(
        0.2, unit="utils", bounds=(0, 10), plausible=(0, 0.5), mechanisms=("F04",),
        en="Ties grow by use", zh="关系越用越牢",
        tip_en="What every emergency in which a tie was used adds to its bond, up to five times. 0: ties stay as they are.",
        tip_zh="关系每在突发事件中用到一次，其效用增加的量，最多累计五次。取0则不变。",
    )
    bond_stranger: float = parameter(
        -1.0, unit="utils", bounds=(-30, 0), plausible=(-3, 0), mechanisms=("F04",),
        en="Bond of a visitor", zh="外来者关系",
        tip_en="Utility of acting for people among whom one does not live, against a neighbour.",
        tip_zh="非本楼居民者为他人出手相对于邻居的效用差。",
    )
    help_trust: float = parameter(
        0.02, unit="0-1", bounds=(0, 1), plausible=(0, 0.1), mechanisms=("T14", "T02"),
        en="Trust of those who were helped", zh="受助者信任增量",
        tip_en="What the trust of a household gains that residents or volunteers have helped. 0: nothing.",
        tip_zh="得到居民或志愿者帮助的住户信任的增量。取0则不变。",
    )

    # What callers know of an incident, and what the gap does
    picture_known: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanisms=("G03", "T13"),
        en="What a neighbour knows", zh="邻居掌握的信息比例",
        tip_en="Part of an incident (what, how bad, where, who is inside) that a neighbour can tell; those struck and their "
               "household know more, visitors less. 1: everybody knows all.",
        tip_zh="邻居能说清的事件信息（何事、轻重、位置、何人被困）比例；受困者及其家人知道更多，外来者更少。取1则人人尽知。",
    )
    picture_wrong: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.05, 0.6), mechanisms=("G03",),
        en="Wrong help through gaps", zh="信息缺口致派错力量",
        tip_en="Chance that the wrong kind of help is sent first where nothing is known and services share no data. 0: never.",
        tip_zh="信息全缺且部门互不共享时，先派出错误力量的概率。取0则不会派错。",
    )
    picture_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 600), plausible=(5, 20), mechanisms=("G03",),
        en="Lost by wrong help", zh="派错力量的延误",
        tip_en="Minutes until the wrong help has arrived, seen what it is and called the right one.",
        tip_zh="错误力量到场、弄清情况并改派所费的分钟数。",
    )
    picture_search: float = parameter(
        3.0, unit="minutes", bounds=(0, 600), plausible=(1, 10), mechanisms=("G03",),
        en="Search of the scene", zh="现场寻找用时",
        tip_en="Minutes for which a crew that knows nothing and that nobody meets searches for place and people. 0: none.",
        tip_zh="队伍一无所知且无人引导时，寻找位置与受困者的分钟数。取0则无须寻找。",
    )
    picture_alarm: float = parameter(
        0.05, unit="0-1", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("T13",),
        en="Alarm through gaps", zh="信息缺口致恐慌",
        tip_en="Alarm that an incident of mean size of which nothing is known leaves in its community. 0: none.",
        tip_zh="一起中等规模、情况全然不明的事件在社区引起的恐慌程度。取0则无。",
    )

    # Who can help in an emergency, and whether anybody knows it
    skill_registered: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", built_in=True,
        mechanism_from="note:B4", mechanisms=("A12", "S12", "O06"),
        en="Skills on the register", zh="技能登记率",
        tip_en="Share of skilled residents on the register, who alone can be called. 0: nobody can be called.",
        tip_zh="具备应急技能者中列入社区人力资源名单的比例，仅在册者可被调用。取0则无人可调。",
    )
    skill_share: float = parameter(
        0.04, unit="share", bounds=(0, 1), plausible=(0.01, 0.1), mechanism_from="note:B4", mechanisms=("A12", "T08"),
        en="Skilled adults", zh="具备应急技能的成年人占比",
        tip_en="Share of adults with an emergency skill, such as first aid, among those who are neither veterans nor "
               "health workers; with these, 5 % of all residents.",
        tip_zh="退役军人与医务人员之外的成年人中具备急救等应急技能者的比例；连同前两类人约占全体居民的5%。",
    )
    skill_share_trained: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:huang2026", mechanisms=("A12",),
        en="Skilled veterans and health workers", zh="退役军人与医务人员中具备应急技能者占比",
        tip_en="Share of veterans and health workers with an emergency skill that is still fresh.",
        tip_zh="退役军人与医务人员中仍掌握应急技能者的比例。",
    )

    # Perceived risk: called up by incidents nearby and forgotten without them
    memory_weight: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("W04",),
        en="Weight of recent incidents", zh="近期事件的影响",
        tip_en="Share of perceived risk that follows what has happened in the community lately. 0: none.",
        tip_zh="感知风险中随社区近期事件变化的比例。取0则不变。",
    )
    memory_decay: float = parameter(
        0.5, unit="per year", bounds=(0.01, 50), plausible=(0.3, 2), role="uncertainty",
        mechanism_from="fact:C30", number_from="assumed fact:C30",
        mechanisms=("W04",),
        en="Complacency", zh="侥幸麻痹速度",
        tip_en="Rate at which incidents are forgotten.", tip_zh="居民淡忘以往事件的速率。",
    )
    memory_usual: float = parameter(
        12.5, unit="incidents per year", bounds=(0.01, 10_000), plausible=(10, 40),
        mechanism_from="note:B11", mechanisms=("W04",),
        en="Usual incidents", zh="通常的事件数",
        tip_en="Incidents of mean size a year among 5,000 residents at which perceived risk stays as it is.",
        tip_zh="每5,000名居民每年发生多少起中等规模事件时，感知风险保持不变。",
    )
