"""Incidents and their losses: parameters."""

from coprod.parameters.declare import Group, parameter
from coprod.parameters.groups import incident_types as of_type
from coprod.text.messages import message


class Incident(Group):
    """Incidents: how often each type strikes, what it needs, how it grows and what it destroys."""

    title_en = "Incidents and their losses"
    title_zh = "突发事件与损失"

    # How often, and when. These strike by chance; hidden hazards and what incidents set off come on top, so that all
    # dwelling fires add up to 1.1 per 5,000 residents and year (fact:C15), all entrapments to .05 per lift and year (fact:C14).
    fire_rate: float = of_type.rate(0.7, of_type.FIRE, "fitted fact:C15")
    arrest_rate: float = of_type.rate(2.7, of_type.ARREST, "derived fact:C17")
    lift_rate: float = parameter(
        0.025, unit="per lift·year", bounds=(0, 100), plausible=(0.015, 0.08),
        mechanism_from="note:B11", number_from="fitted fact:C14",
        mechanisms=("F02",), en="Rate of lift entrapments", zh="电梯困人发生率",
        tip_en="How often a lift traps people in a year by chance alone, hidden hazards aside. 0: never.",
        tip_zh="不计隐患引发的，每部电梯每年偶发困人的次数。取0则不发生。",
    )
    waterlogging_rate: float = of_type.rate(3.0, of_type.WATER)
    utility_rate: float = of_type.rate(1.0, of_type.UTILITY)
    disorder_rate: float = of_type.rate(1.0, of_type.DISORDER)
    gas_rate: float = of_type.rate(0.012, of_type.GAS, plausible=(0.001, 0.04))
    injury_rate: float = of_type.rate(0.0, of_type.INJURY, plausible=(0, 10))
    fire_night_share: float = parameter(
        0.103, unit="share", bounds=(0, 0.38), plausible=(0.05, 0.25),
        mechanism_from="note:B11", number_from="measured fact:C15", mechanisms=("F02",),
        en="Fires from midnight to six", zh="零时至六时火灾占比",
        tip_en="Share of dwelling fires that break out between 0 and 6 o'clock.", tip_zh="0时至6时发生的住宅火灾占比。",
    )
    fire_day_share: float = parameter(
        0.614, unit="share", bounds=(0, 0.62), plausible=(0.4, 0.62),
        mechanism_from="note:B11", number_from="measured fact:C15", mechanisms=("F02",),
        en="Fires from ten to twenty", zh="十时至二十时火灾占比",
        tip_en="Share of dwelling fires that break out between 10 and 20 o'clock.",
        tip_zh="10时至20时发生的住宅火灾占比。",
    )
    night_share: float = parameter(
        0.18, unit="share", bounds=(0, 1), plausible=(0.1, 0.3), mechanisms=("F02",),
        en="Other incidents from midnight to six", zh="零时至六时其他事件占比",
        tip_en="Share of all other incidents that begin between 0 and 6 o'clock.",
        tip_zh="除火灾外，0时至6时发生的突发事件占比。",
    )
    winter_swing: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("F02",),
        en="Winter peak of fires and cardiac arrests", zh="火灾与心脏骤停冬季高发幅度",
        tip_en="How far their rate rises above the yearly mean in January and falls below it in July. 0: no season.",
        tip_zh="一月高于、七月低于全年均值的幅度。取0则无季节差异。",
    )
    flood_first: int = parameter(
        5, unit="month", bounds=(1, 12), plausible=(4, 6), role="constant", mechanism_from="note:B11", mechanisms=("F02",),
        en="First month of the flood season", zh="汛期首月",
        tip_en="Waterlogging happens from this month on.", tip_zh="自该月起可能发生内涝。",
    )
    flood_last: int = parameter(
        9, unit="month", bounds=(1, 12), plausible=(8, 10), role="constant", mechanism_from="note:B11", mechanisms=("F02",),
        en="Last month of the flood season", zh="汛期末月",
        tip_en="Waterlogging happens up to this month.", tip_zh="至该月止可能发生内涝。",
    )
    severity_skew: float = parameter(
        2.0, bounds=(0, 10), plausible=(0, 4), mechanisms=("P04",),
        en="Inequality of sizes", zh="事件规模悬殊度",
        tip_en="Size grows as this power of severity; the mean size is 1. 0: all incidents are of one size.",
        tip_zh="规模随严重程度按该次幂增长，平均规模为1。取0则规模相同。",
    )
    large: float = parameter(
        2.0, unit="ratio", bounds=(0, 100), plausible=(1, 3), mechanisms=("T13", "W19", "T09"),
        en="Large incidents", zh="重大事件门槛",
        tip_en="Size from which an incident is the talk of its community; the mean size is 1, the largest 3, floods in hard "
               "storms aside.",
        tip_zh="规模达到该值的事件会成为全社区的话题；平均规模为1，最大为3（强暴雨中的内涝可更大）。",
    )
    branching: float = parameter(
        0.05, unit="per incident", bounds=(0, 0.9), plausible=(0, 0.4), mechanism_from="note:B11", mechanisms=("P09",),
        en="Secondary incidents", zh="次生事件率",
        tip_en="Mean number of further incidents that an incident sets off directly. 0: none.",
        tip_zh="每起事件平均直接引发的次生事件数。取0则无次生事件。",
    )
    branching_delay: float = parameter(
        60.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 600), mechanisms=("P09",),
        en="Delay of secondary incidents", zh="次生事件间隔",
        tip_en="Mean minutes from an incident to one that it sets off.", tip_zh="从原生事件到次生事件的平均分钟数。",
    )
    compound: float = parameter(
        0.25, unit="ratio", bounds=(0, 20), plausible=(0, 1), mechanism_from="src:huang2026", mechanisms=("P09",),
        en="Compounding", zh="复合叠加效应",
        tip_en="Share by which action takes longer for every other incident that is going on in the same community. 0: "
               "incidents only share crews and goods.",
        tip_zh="同一社区每多一起同时发生的事件，处置用时增加的比例。取0则只是共用队伍与物资。",
    )
    power_share: float = parameter(
        0.26, unit="share", bounds=(0, 1), plausible=(0.2, 0.35), number_from="derived fact:C14", mechanisms=("F02",),
        en="Entrapments caused by power loss", zh="停电致电梯困人占比",
        tip_en="Share of lift entrapments that a loss of power causes.", tip_zh="因停电造成的电梯困人占比。",
    )
    power_delay: float = parameter(
        0.3, unit="share", bounds=(0, 10), plausible=(0, 1), mechanisms=("F02",),
        en="Slower rescue without power", zh="停电救援延时",
        tip_en="Share by which freeing people from a lift takes longer when the power is out. 0: no longer.",
        tip_zh="停电时电梯救援用时增加的比例。取0则不增加。",
    )

    # what it needs
    fire_entry: float = of_type.entry(0.3, of_type.FIRE)
    arrest_entry: float = of_type.entry(0.08, of_type.ARREST)
    lift_entry: float = of_type.entry(0.01, of_type.LIFT, "fitted fact:C14")
    waterlogging_entry: float = of_type.entry(0.2, of_type.WATER)
    utility_entry: float = of_type.entry(0.4, of_type.UTILITY)
    disorder_entry: float = of_type.entry(0.1, of_type.DISORDER)
    gas_entry: float = of_type.entry(0.3, of_type.GAS)
    injury_entry: float = of_type.entry(0.02, of_type.INJURY)
    fire_money: float = of_type.money(0.1, of_type.FIRE)
    arrest_money: float = of_type.money(0.0, of_type.ARREST)
    lift_money: float = of_type.money(0.0, of_type.LIFT, "fitted fact:C14")
    waterlogging_money: float = of_type.money(0.5, of_type.WATER)
    utility_money: float = of_type.money(0.4, of_type.UTILITY)
    disorder_money: float = of_type.money(0.2, of_type.DISORDER)
    gas_money: float = of_type.money(0.2, of_type.GAS)
    injury_money: float = of_type.money(0.0, of_type.INJURY)
    amount_log_mean: float = parameter(
        8.0, unit="log yuan", bounds=(0, 16), plausible=(7, 9), mechanism_from="note:B7", mechanisms=("P03",),
        en="Reserve money needed, log mean", zh="备用金需求的对数均值",
        tip_en="Mean of the logarithm of the sum in yuan; 8 means a median of 2,981 yuan.",
        tip_zh="所需金额（元）取自然对数后的均值；8对应中位数2,981元。",
    )
    amount_log_sd: float = parameter(
        1.2, unit="log yuan", bounds=(0, 4), plausible=(0.5, 2), mechanism_from="note:B7", mechanisms=("P03",),
        en="Reserve money needed, log spread", zh="备用金需求的对数标准差",
        tip_en="Standard deviation of the logarithm of the sum.", tip_zh="所需金额取对数后的标准差。",
    )
    advance_wait: float = parameter(
        120.0, unit="minutes", bounds=(0, 10_000), plausible=(30, 1440), mechanisms=("C05",),
        en="Wait where the fund is empty", zh="经费用尽时的等待",
        tip_en="Minutes until somebody else advances the money that the community's fund lacks.",
        tip_zh="社区经费不足时，等待他方垫付的分钟数。",
    )
    supply_share: float = parameter(
        0.5, unit="days", bounds=(0, 100), plausible=(0.1, 2), mechanisms=("S05",),
        en="Supplies an incident takes", zh="单起事件物资消耗",
        tip_en="Supplies that an incident of mean size takes, in days of a community's emergency need. 0: none.",
        tip_zh="中等规模事件消耗的物资，以社区应急日需求的天数计。取0则不消耗。",
    )

    # how fast it is noticed and told
    fire_detect: float = of_type.detect(4.0, of_type.FIRE)
    arrest_detect: float = of_type.detect(2.0, of_type.ARREST)
    lift_detect: float = of_type.detect(2.0, of_type.LIFT)
    waterlogging_detect: float = of_type.detect(30.0, of_type.WATER)
    utility_detect: float = of_type.detect(8.0, of_type.UTILITY)
    disorder_detect: float = of_type.detect(8.0, of_type.DISORDER)
    gas_detect: float = of_type.detect(8.0, of_type.GAS)
    injury_detect: float = of_type.detect(4.0, of_type.INJURY)
    fire_own_call: float = of_type.own_call(0.4, of_type.FIRE)
    lift_own_call: float = of_type.own_call(0.8, of_type.LIFT)
    waterlogging_own_call: float = of_type.own_call(0.3, of_type.WATER)
    utility_own_call: float = of_type.own_call(0.3, of_type.UTILITY)
    disorder_own_call: float = of_type.own_call(0.4, of_type.DISORDER)
    gas_own_call: float = of_type.own_call(0.4, of_type.GAS)
    injury_own_call: float = of_type.own_call(0.6, of_type.INJURY)
    frail_call: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.1, 0.8), mechanisms=("A18",),
        en="Calls of the frail", zh="脆弱者自行呼救速度",
        tip_en="How fast those who are struck call for themselves if all of them are children or need help, relative to others. "
               "0: never.",
        tip_zh="受困者全为儿童或需要帮助者时，自行呼救的速度与他人之比。取0则无法自行呼救。",
    )
    household_eyes: float = parameter(
        10.0, unit="neighbours", bounds=(1, 1000), plausible=(3, 30), mechanisms=("F02",),
        en="Eyes of the household", zh="家人察觉力",
        tip_en="As how many neighbours within call somebody at home in the struck household counts in noticing it.",
        tip_zh="察觉事件时，一名在家的同住家人相当于多少名近邻。",
    )
    usual_eyes: float = parameter(
        17.7, unit="neighbours", bounds=(0.1, 10_000), plausible=(5, 40), role="constant", number_from="derived note:B11",
        mechanisms=("F02",),
        en="Usual eyes", zh="通常在场目击力",
        tip_en="Willing neighbours within call by day, members of the household counted by their eyes, with whom incidents are "
               "noticed after the times stated.",
        tip_zh="白天近邻中愿意察看者的人数（家人按其察觉力折算）；各类事件的发现用时按此给出。",
    )
    patrol_half: float = parameter(
        2.0, unit="acts/1,000·day", bounds=(0.001, 1000), plausible=(0.5, 10), mechanisms=("C11", "A01"),
        en="Patrols for half a watch", zh="守望过半所需巡逻量",
        tip_en="Effective patrols of residents per 1,000 residents and day with which somebody of them keeps watch at a place in "
               "half of all nights.",
        tip_zh="每日每千名居民的有效巡逻次数达到该值时，一处地点有一半的夜晚有居民守望。",
    )
    found_anyway: float = parameter(
        720.0, unit="minutes", bounds=(1, 100_000), plausible=(240, 2880), mechanisms=("F02",),
        en="Found by chance", zh="偶然被发现",
        tip_en="Mean minutes until staff on their rounds, deliveries or relatives come upon what nobody has noticed.",
        tip_zh="无人察觉时，直到巡查人员、送货者或亲属偶然发现的平均分钟数。",
    )
    night_vigilance: float = parameter(
        0.4, unit="share", bounds=(0.01, 1), plausible=(0.2, 0.8), mechanisms=("C11",),
        en="Vigilance at night", zh="夜间警觉度",
        tip_en="Vigilance from 22 to 7 o'clock where no real watch is kept, relative to the day. 1: as by day.",
        tip_zh="22时至次日7时无真实值守时，相对白天的警觉程度。取1则昼夜相同。",
    )
    alert_gain: float = parameter(
        0.5, unit="share", bounds=(0, 10), plausible=(0, 1), mechanisms=("A01",),
        en="Gain by alert residents", zh="居民警觉的增益",
        tip_en="Most that residents who take part add to vigilance. 0: nothing.",
        tip_zh="居民积极参与对警觉度的最大提升。取0则无影响。",
    )
    alert_half: float = parameter(
        2.0, unit="acts/1,000·day", bounds=(0.001, 1000), plausible=(0.5, 10), mechanisms=("A01",),
        en="Acts for half the gain", zh="增益过半所需行动量",
        tip_en="Effective report acts per 1,000 residents and day that bring half of that gain.",
        tip_zh="达到一半增益所需的每日每千人有效上报次数。",
    )
    report_app: float = parameter(
        1.0, unit="minutes", bounds=(0, 1440), plausible=(0.5, 3), mechanisms=("F02",),
        en="Report by app", zh="应用上报用时",
        tip_en="Mean minutes to report for somebody reached by the app.", tip_zh="可用应用者上报平均所需的分钟数。",
    )
    report_other: float = parameter(
        3.0, unit="minutes", bounds=(0, 1440), plausible=(1, 10), mechanisms=("F02", "A18"),
        en="Report without the app", zh="非应用上报用时",
        tip_en="Mean minutes to report for anybody else: finding a number, somebody to tell.",
        tip_zh="不用应用者上报（找电话、找人）平均所需的分钟数。",
    )
    fire_action: float = of_type.action(4.0, of_type.FIRE)
    arrest_action: float = of_type.action(1.0, of_type.ARREST)
    lift_action: float = of_type.action(4.0, of_type.LIFT, "fitted fact:C14")
    waterlogging_action: float = of_type.action(60.0, of_type.WATER)
    utility_action: float = of_type.action(15.0, of_type.UTILITY)
    disorder_action: float = of_type.action(20.0, of_type.DISORDER)
    gas_action: float = of_type.action(20.0, of_type.GAS)
    injury_action: float = of_type.action(10.0, of_type.INJURY)

    # what delay costs
    fire_window: float = of_type.window(20.0, of_type.FIRE)
    arrest_window: float = of_type.window(10.0, of_type.ARREST)
    lift_window: float = of_type.window(30.0, of_type.LIFT, "measured fact:C14")
    waterlogging_window: float = of_type.window(180.0, of_type.WATER)
    utility_window: float = of_type.window(40.0, of_type.UTILITY)
    disorder_window: float = of_type.window(60.0, of_type.DISORDER)
    gas_window: float = of_type.window(30.0, of_type.GAS)
    injury_window: float = of_type.window(30.0, of_type.INJURY)
    growth: float = parameter(
        1.0, unit="ratio", bounds=(0, 10), plausible=(0.5, 2), mechanisms=("P04",),
        en="Pace of growth of all incidents", zh="事态发展速度",
        tip_en="Every minute counts as so many minutes of growth. 0: delay costs nothing.",
        tip_zh="每延误一分钟相当于事态发展多少分钟。取0则延误不造成损失。",
    )
    fire_people: float = of_type.people(2.5, of_type.FIRE)
    lift_people: float = of_type.people(2.5, of_type.LIFT)
    waterlogging_people: float = of_type.people(3.0, of_type.WATER)
    utility_people: float = of_type.people(4.0, of_type.UTILITY)
    disorder_people: float = of_type.people(5.0, of_type.DISORDER)
    gas_people: float = of_type.people(4.0, of_type.GAS)
    fire_growth: float = parameter(
        0.00293, unit="kW/s²", bounds=(0.0001, 0.2), plausible=(0.00293, 0.0469), mechanisms=("P04",),
        mechanism_from="note:B8", number_from="derived src:nfpa72",
        en="Growth of dwelling fires", zh="住宅火灾发展系数",
        tip_en="Coefficient of the t² fire: slow 0.0029, medium 0.0117, fast 0.0469.",
        tip_zh="t²火发展系数：慢速0.0029，中速0.0117，快速0.0469。",
    )
    fire_peak: float = parameter(
        20_000.0, unit="kW", bounds=(100, 1e6), plausible=(5_000, 60_000), mechanisms=("P04",),
        en="Heat of a dwelling ablaze", zh="住宅全面燃烧热释放率",
        tip_en="Heat release at which everything is lost.", tip_zh="达到该热释放率即视为全部损失。",
    )
    fire_damage: float = of_type.damage(90_000.0, of_type.FIRE, "fitted fact:C15")
    fire_lethality: float = of_type.lethality(0.0062, of_type.FIRE, "fitted fact:C15 fact:C16")
    night_lethality: float = parameter(
        2.2, unit="ratio", bounds=(1, 20), plausible=(1, 5),
        mechanism_from="note:B8", number_from="fitted fact:C15", mechanisms=("F02",),
        en="Fires while people sleep", zh="熟睡时段火灾致死倍数",
        tip_en="Lethality of fires from 0 to 6 o'clock relative to other hours at equal delay: a tenth of the fires then "
               "take three tenths of the lives.",
        tip_zh="同等延误下0时至6时火灾致死率相对其他时段的倍数：一成火灾造成约三成死亡。",
    )
    survival_cpr: float = parameter(
        0.31, unit="probability", bounds=(0, 1), plausible=(0.2, 0.4),
        mechanism_from="note:B8", number_from="fitted src:rajan_ohca", mechanisms=("P04", "A12"),
        en="Survival with CPR at once", zh="即时心肺复苏的生存率",
        tip_en="Survival of a cardiac arrest with by-stander CPR and a crew at once.",
        tip_zh="心脏骤停后立即有旁人心肺复苏且救护到场的生存率。",
    )
    decline_cpr: float = parameter(
        0.154, unit="per minute", bounds=(0, 2), plausible=(0.07, 0.2),
        mechanism_from="note:B8", number_from="fitted src:rajan_ohca", mechanisms=("P04", "A12"),
        en="Decline of survival with CPR", zh="有心肺复苏时生存率衰减",
        tip_en="Rate at which survival falls while by-standers give CPR.",
        tip_zh="有旁人施行心肺复苏时生存率每分钟的衰减率。",
    )
    survival_alone: float = parameter(
        0.18, unit="probability", bounds=(0, 1), plausible=(0.1, 0.25),
        mechanism_from="note:B8", number_from="fitted src:rajan_ohca", mechanisms=("P04",),
        en="Survival without CPR at once", zh="无心肺复苏的初始生存率",
        tip_en="Survival of a cardiac arrest without by-stander CPR if a crew came at once.",
        tip_zh="心脏骤停后无旁人心肺复苏、救护即到的生存率。",
    )
    decline_alone: float = parameter(
        0.210, unit="per minute", bounds=(0, 2), plausible=(0.1, 0.3),
        mechanism_from="note:B8", number_from="fitted src:rajan_ohca", mechanisms=("P04",),
        en="Decline of survival without CPR", zh="无心肺复苏时生存率衰减",
        tip_en="Rate at which survival falls while nobody gives CPR.",
        tip_zh="无人施行心肺复苏时生存率每分钟的衰减率。",
    )
    bystander_cpr: float = parameter(
        0.203, unit="probability", bounds=(0, 1), plausible=(0.1, 0.6),
        mechanism_from="note:B8", number_from="measured fact:C17", mechanisms=("A12",),
        en="By-stander CPR", zh="旁观者心肺复苏率",
        tip_en="Chance that whoever finds a cardiac arrest gives CPR at once.",
        tip_zh="发现心脏骤停者立即施行心肺复苏的概率。",
    )
    arrest_elder_risk: float = parameter(
        6.0, unit="ratio", bounds=(1, 100), plausible=(3, 12), mechanisms=("A18",),
        en="Cardiac arrests of elders", zh="老年人心脏骤停风险倍数",
        tip_en="Risk of a cardiac arrest of residents of 60 and older relative to others.",
        tip_zh="60岁及以上居民发生心脏骤停的风险相对他人的倍数。",
    )
    arrest_weight: float = parameter(
        0.2, unit="ratio", bounds=(0, 1), plausible=(0.1, 1), mechanisms=("P04",),
        en="Weight of a life after cardiac arrest", zh="心脏骤停生还的生命折算",
        tip_en="Years that somebody who survives a cardiac arrest still has, relative to a statistical life. 1: equal.",
        tip_zh="心脏骤停生还者的剩余寿命相对一条统计生命的比例。取1则相同。",
    )
    lift_harm: float = parameter(
        0.0005, unit="lives/person·hour", bounds=(0, 1), plausible=(0, 0.002), mechanisms=("P04",),
        en="Harm of long entrapments", zh="长时间困梯的伤害",
        tip_en="Statistical lives lost per person and hour in a stuck lift beyond the golden window.",
        tip_zh="超出黄金处置时间后，每人每小时困于电梯的统计生命损失。",
    )
    lift_distress: float = parameter(
        200.0, unit="yuan/person·hour", bounds=(0, 1e6), plausible=(50, 1000), mechanisms=("P04",),
        en="Distress of long entrapments", zh="长时间困梯的困扰",
        tip_en="What an hour in a stuck lift beyond the golden window is worth to avoid.",
        tip_zh="超出黄金处置时间后，每人每困一小时折合的损失。",
    )
    waterlogging_start: float = parameter(
        0.02, unit="share", bounds=(0.0001, 0.5), plausible=(0.005, 0.1), mechanisms=("P04",),
        en="Waterlogging at the start", zh="内涝起始规模",
        tip_en="Size at the start as a share of the size it would reach.", tip_zh="起始规模占最终规模的比例。",
    )
    waterlogging_growth: float = of_type.spread(0.02, of_type.WATER)
    waterlogging_damage: float = of_type.damage(600_000.0, of_type.WATER, "fitted src:mem_disasters2023")
    waterlogging_lethality: float = of_type.lethality(0.0004, of_type.WATER, "fitted src:mem_disasters2023")
    utility_start: float = parameter(
        0.01, unit="share", bounds=(0.0001, 0.5), plausible=(0.005, 0.1), mechanism_from="note:B8", mechanisms=("P04",),
        en="Utility failures at the start", zh="生命线故障起始规模",
        tip_en="Size at the start as a share of the size it would reach.", tip_zh="起始规模占最终规模的比例。",
    )
    utility_growth: float = of_type.spread(0.1, of_type.UTILITY)
    utility_damage: float = of_type.damage(10_000.0, of_type.UTILITY)
    utility_lethality: float = of_type.lethality(0.0, of_type.UTILITY, most=0.001)
    disorder_start: float = parameter(
        0.02, unit="share", bounds=(0.0001, 0.5), plausible=(0.005, 0.1), mechanisms=("P04",),
        en="Public-order or health events at the start", zh="治安与公共卫生事件起始规模",
        tip_en="Size at the start as a share of the size it would reach.", tip_zh="初起时规模占最终规模的比例。",
    )
    disorder_growth: float = of_type.spread(0.04, of_type.DISORDER)
    disorder_damage: float = of_type.damage(20_000.0, of_type.DISORDER)
    disorder_lethality: float = of_type.lethality(0.0005, of_type.DISORDER)
    gas_start: float = parameter(
        0.01, unit="share", bounds=(0.0001, 0.5), plausible=(0.005, 0.1), mechanism_from="note:B8", mechanisms=("P04",),
        en="Gas accidents at the start", zh="燃气事故起始规模",
        tip_en="Size at the start as a share of the size it would reach: a leak before it ignites.",
        tip_zh="起始规模占最终规模的比例：泄漏尚未引燃时。",
    )
    gas_growth: float = of_type.spread(0.1, of_type.GAS)
    gas_damage: float = of_type.damage(200_000.0, of_type.GAS)
    gas_lethality: float = of_type.lethality(0.007, of_type.GAS, "fitted fact:C36")
    injury_start: float = parameter(
        0.1, unit="share", bounds=(0.0001, 0.5), plausible=(0.05, 0.5), mechanism_from="note:B8", mechanisms=("P04",),
        en="Injuries at the start", zh="伤害起始程度",
        tip_en="Harm at the start as a share of what it comes to without help.", tip_zh="起始伤害占无人救助时最终伤害的比例。",
    )
    injury_growth: float = of_type.spread(0.02, of_type.INJURY)
    injury_damage: float = of_type.damage(3_000.0, of_type.INJURY)
    injury_lethality: float = of_type.lethality(0.005, of_type.INJURY)
    containable: float = parameter(
        0.03, unit="share", bounds=(0, 1), plausible=(0.01, 0.1), number_from="assumed fact:C24", mechanisms=("A12", "A02"),
        en="Size that neighbours can contain", zh="邻里可自行控制的规模",
        tip_en="Largest incident, as a share of a mean one at its worst, that first responders contain with the "
               "equipment of the house. 0: none.",
        tip_zh="先到者凭楼内设施可自行控制的最大规模（相对中等事件的最坏情形）。取0则无法自行控制。",
    )
    elder_harm: float = parameter(
        2.8, unit="ratio", bounds=(1, 20), plausible=(2, 3), number_from="derived fact:C16", mechanisms=("A18",),
        en="Harm to elders", zh="老年人受害倍数",
        tip_en="Chance of a person of 60 or older to die relative to others in the same incident.",
        tip_zh="同一事件中60岁及以上者死亡概率相对他人的倍数。",
    )
    vulnerable_weight: float = parameter(
        1.5, unit="ratio", bounds=(1, 10), plausible=(1, 3), mechanisms=("A18",),
        en="Weight of vulnerable people", zh="脆弱群体损失权重",
        tip_en="Weight of harm to people who need help in an emergency. 1: as anybody else.",
        tip_zh="应急时需要帮助者所受伤害的权重。取1则与他人相同。",
    )
    life_value: float = parameter(
        5_000_000.0, unit="yuan/life", bounds=(0, 1e9), plausible=(2e6, 2e7), role="constant", mechanisms=("P04",),
        en="Value of a statistical life", zh="统计生命价值",
        tip_en="Yuan in which a statistical life counts when harm and damage are added up to one loss.",
        tip_zh="把人身伤害与财产损失合计时，一条统计生命折合的金额。",
    )
    hour_value: float = parameter(
        5.0, unit="yuan/person·hour", bounds=(0, 1e6), plausible=(1, 50), role="constant", mechanisms=("P04",),
        en="Value of an hour without service", zh="失去服务一小时的价值",
        tip_en="Yuan in which an hour without a service or away from home counts for one person when losses are added up.",
        tip_zh="把各类损失合计时，一人一小时没有公用服务或不能回家折合的金额。",
    )
    injured: float = parameter(
        1.33, unit="people/life", bounds=(0, 1000), plausible=(0.5, 5), number_from="derived src:nfra2025",
        mechanisms=("P04",), en="Injured per death", zh="每例死亡对应的受伤人数",
        tip_en="People hurt for every life lost in fires and all other incidents but gas accidents: 2,665 to 2,001 in the "
               "fires of 2024.",
        tip_zh="火灾及除燃气事故外的其他事件中，每例死亡对应的受伤人数：2024年火灾受伤2665人、死亡2001人。",
    )
    gas_injured: float = parameter(
        4.1, unit="people/life", bounds=(0, 1000), plausible=(2, 8), number_from="derived src:cga2024",
        mechanisms=("P04",), en="Injured per death in gas accidents", zh="燃气事故每例死亡对应的受伤人数",
        tip_en="People hurt for every life lost in gas accidents: 348 to 84 in the first halves of 2023 and 2024.",
        tip_zh="燃气事故每例死亡对应的受伤人数：2023与2024年上半年合计受伤348人、死亡84人。",
    )
    recovery_hours: float = parameter(
        6.0, unit="hours", bounds=(0, 1000), plausible=(2, 48), mechanisms=("F02",),
        en="Recovery", zh="恢复用时",
        tip_en="Hours to repair what an incident of mean size damaged once a crew is there; after incidents that damage nothing, "
               "hours from control to normal life.",
        tip_zh="抢修队伍到场后，修复一起中等规模事件的损失所需小时数；对不造成损坏的事件，为从控制到恢复正常的小时数。",
    )
    aftercare_hours: float = parameter(
        2.0, unit="staff-hours", bounds=(0, 1000), plausible=(0.5, 10), mechanisms=("C01",),
        en="Aftercare", zh="善后工时",
        tip_en="Staff-hours of the committee to comfort, log and clean up after an incident of mean size. 0: none.",
        tip_zh="中等规模事件的安抚、登记、清理占用居委会的工时。取0则无善后。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be."""
        if self.flood_first > self.flood_last:
            return [("flood_last", self.flood_last, message("problem.flood_season_ends", month=self.flood_first))]
        return []
