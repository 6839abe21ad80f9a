"""Epidemics that last for weeks: parameters."""

from coprod.parameters.declare import Group, parameter


class Epidemic(Group):
    """Epidemics: how an infection spreads, and what keeping people at home takes."""

    title_en = "Epidemics"
    title_zh = "疫情"

    # How it begins and spreads
    rate: float = parameter(
        0.1, unit="per year", bounds=(0, 50), plausible=(0.05, 0.3), mechanism_from="note:B20",
        en="Epidemics", zh="疫情发生率",
        tip_en="Epidemics that reach the town in a year, in the mean. 0: none but one that is made to begin.",
        tip_zh="平均每年传入本地的疫情次数。取0则除指定的疫情外不发生。",
    )
    begins: int = parameter(
        -1, unit="day", bounds=(-1, 36_500), plausible=(-1, 365), role="constant", mechanism_from="note:B20",
        en="Day of a scripted epidemic", zh="指定疫情起始日",
        tip_en="Day on which an epidemic begins for certain, 0 is the first. -1: none does.",
        tip_zh="必定发生疫情的起始日，0为第一天。取-1则不指定。",
    )
    seeds: int = parameter(
        10, unit="people", bounds=(1, 100_000), plausible=(1, 50), mechanism_from="note:B20",
        en="First infected", zh="首批感染人数",
        tip_en="People of one community who bring an epidemic into the town.", tip_zh="某一社区中最先感染的人数。",
    )
    reproduction: float = parameter(
        1.28, unit="people/case", bounds=(0, 20), plausible=(1.19, 1.8), mechanism_from="note:B20",
        number_from="measured fact:C37",
        mechanisms=("E03",),
        en="Reproduction number", zh="有效再生数",
        tip_en="People whom one case infects at the beginning, while nothing is done. 0: nobody. Influenza: 1.28 in the "
               "seasons, 1.46 in 2009, 1.8 in 1918.",
        tip_zh="初期未采取措施时一名病例感染的人数。取0则不传染。流感：季节性为1.28，2009年为1.46，1918年为1.8。",
    )
    susceptible: float = parameter(
        0.3, unit="share", bounds=(0.001, 1), plausible=(0.15, 0.5), mechanism_from="note:B20",
        number_from="derived fact:C37",
        en="Susceptible residents", zh="易感人群占比",
        tip_en="Share of residents who can be infected; with the default reproduction number an eighth of all fall ill, "
               "between the tenth and the seventh that influenza takes in a usual year.",
        tip_zh="可被感染的居民占比；按默认再生数，全体居民约八分之一患病，处于流感常年10%–15%的罹患率之间。",
    )
    latent_days: float = parameter(
        1.5, unit="days", bounds=(1, 60), plausible=(1, 6), mechanism_from="note:B20",
        en="Latent period", zh="潜隐期", tip_en="Mean days from infection to being infectious.",
        tip_zh="从感染到具有传染性的平均天数。",
    )
    infectious_days: float = parameter(
        2.5, unit="days", bounds=(1, 60), plausible=(1.5, 8), mechanism_from="note:B20",
        en="Infectious period", zh="传染期", tip_en="Mean days for which a case infects others.",
        tip_zh="病例具有传染性的平均天数。",
    )
    between: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0.05, 0.5), mechanism_from="note:B20",
        en="Contacts between communities", zh="跨社区接触占比",
        tip_en="Share of contacts with people of other communities, along ties of relatives and friends. 0: none.",
        tip_zh="与其他社区居民（亲友）的接触占全部接触的比例。取0则无跨社区接触。",
    )
    hospital_elders: float = parameter(
        0.043, unit="share", bounds=(0, 1), plausible=(0.01, 0.1), mechanism_from="note:B20",
        number_from="derived src:cdc_burden2019 src:immunize_influenza",
        en="Elders to hospital", zh="老年患者住院率",
        tip_en="Share of ill residents of 60 and older who are taken to hospital.", tip_zh="60岁及以上患者中需送医住院的比例。",
    )
    hospital_others: float = parameter(
        0.0083, unit="share", bounds=(0, 1), plausible=(0.003, 0.03), mechanism_from="note:B20",
        number_from="derived src:cdc_burden2019 src:immunize_influenza",
        en="Others to hospital", zh="其他患者住院率",
        tip_en="Share of other ill residents who are taken to hospital.", tip_zh="其他患者中需送医住院的比例。",
    )
    fatal_elders: float = parameter(
        0.095, unit="share", bounds=(0, 1), plausible=(0.05, 0.2), mechanism_from="note:B20",
        number_from="derived src:cdc_burden2019 src:immunize_influenza",
        en="Deaths of elders in hospital", zh="老年住院患者病死率",
        tip_en="Share of elders in hospital who die.", tip_zh="住院老年患者死亡的比例。",
    )
    fatal_others: float = parameter(
        0.045, unit="share", bounds=(0, 1), plausible=(0.01, 0.1), mechanism_from="note:B20",
        number_from="derived src:cdc_burden2019 src:immunize_influenza",
        en="Deaths of others in hospital", zh="其他住院患者病死率",
        tip_en="Share of others in hospital who die.", tip_zh="其他住院患者死亡的比例。",
    )

    # What is done about it, and what that takes
    measures: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="note:B20",
        mechanisms=("A07", "E03"),
        en="Measures", zh="防控措施力度",
        tip_en="Share of what committees decide that is put into force. 0: nothing is done against an epidemic.",
        tip_zh="社区所定防控措施的落实比例。取0则不采取任何措施。",
    )
    full_incidence: float = parameter(
        2.0, unit="cases/1,000 residents·week", bounds=(0.001, 1000), plausible=(0.5, 10), mechanism_from="note:B20",
        en="Incidence of full measures", zh="全面防控的发病率",
        tip_en="New cases at which committees keep every case at home, if they go by incidence.",
        tip_zh="社区按发病率决策时，要求全部病例居家隔离所对应的发病率。",
    )
    effect: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.2, 0.7), mechanism_from="note:B20",
        en="Contacts prevented", zh="隔离减少的传播",
        tip_en="Share of a case's infections that keeping case and contacts at home prevents, if all is done for it. 0: none.",
        tip_zh="各项工作到位时，病例与密接者居家隔离可减少的传播比例。取0则无效。",
    )
    households: float = parameter(
        2.0, unit="households/case", bounds=(0, 100), plausible=(1, 8), mechanism_from="note:B20",
        en="Households kept at home", zh="每例隔离户数",
        tip_en="Households that are asked to stay at home for each case, its own among them.",
        tip_zh="每名病例须居家隔离的户数，含其本户。",
    )
    days: float = parameter(
        5.0, unit="days", bounds=(1, 100), plausible=(3, 14), mechanism_from="note:B20",
        en="Days at home", zh="居家隔离天数", tip_en="Mean days that a household stays at home.",
        tip_zh="每户居家隔离的平均天数。",
    )
    trace_hours: float = parameter(
        6.0, unit="staff-hours/case", bounds=(0, 1000), plausible=(2, 12), mechanism_from="note:B20",
        number_from="measured fact:C37",
        en="Tracing", zh="流调工时", tip_en="Work of finding the contacts of a case, by staff. 0: none.",
        tip_zh="追踪一名病例的密接者所需工时，由工作人员承担。取0则不需工时。",
    )
    door_hours: float = parameter(
        0.5, unit="hours/household·day", bounds=(0, 24), plausible=(0.1, 1.5), mechanism_from="note:B20",
        en="Work at the door", zh="上门服务工时",
        tip_en="Bringing what is needed, asking, taking away: volunteers and neighbours first, staff the rest. 0: none.",
        tip_zh="送物资、询问、清运等上门工作：先由志愿者和邻居承担，不足部分由工作人员承担。取0则不需工时。",
    )
    shift_hours: float = parameter(
        3.0, unit="hours/day", bounds=(0, 24), plausible=(1, 8), mechanism_from="note:B20",
        en="Shift of a helper", zh="帮手每日服务时长",
        tip_en="Hours that a volunteer or a party member goes from door to door on a day. 0: they do not.",
        tip_zh="一名志愿者或下沉党员每日上门服务的小时数。取0则不参与。",
    )
    staff_share: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), role="lever", mechanism_from="note:B20",
        mechanisms=("A07",),
        en="Staff against an epidemic", zh="抗疫人手上限",
        tip_en="Most of a committee's hours that an epidemic may take on a day. 0: staff do nothing about it.",
        tip_zh="社区工作人员每日工时中可用于抗疫的最大比例。取0则工作人员不参与。",
    )
    kits: float = parameter(
        0.2, unit="kits/household", bounds=(0, 100), plausible=(0.05, 1), mechanism_from="note:B20",
        en="Supplies for those at home", zh="隔离户所需物资",
        tip_en="Relief kits, from the same stores as in other emergencies, per household that is asked to stay at home. 0: none.",
        tip_zh="每户居家隔离所需的应急包，取自与其他突发事件相同的储备。取0则不需要。",
    )
    unsupplied: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), mechanism_from="note:B20",
        en="Leaving home unsupplied", zh="断供外出占比",
        tip_en="Share of households without supplies that leave home all the same. 0: none.",
        tip_zh="未获物资的隔离户中仍会外出的比例。取0则均不外出。",
    )
    door_yuan: float = parameter(
        20.0, unit="yuan/household·day", bounds=(0, 10_000), plausible=(5, 60), mechanism_from="note:B20",
        en="Money for those at home", zh="隔离户经费",
        tip_en="Public money, out of the community fund, for a household at home. What is not paid is not done. 0: none.",
        tip_zh="每个隔离户的公共经费，由社区经费支出；无钱支付则无法服务。取0则不需经费。",
    )
    fear: float = parameter(
        0.02, unit="alarm per case/1,000 residents", bounds=(0, 10), plausible=(0, 0.1), mechanism_from="note:B20",
        en="Fear", zh="疫情引起的恐慌",
        tip_en="Public alarm that every case under way among 1,000 residents brings. 0: an epidemic alarms nobody.",
        tip_zh="每千名居民中每有一名现症病例所带来的恐慌程度。取0则疫情不引起恐慌。",
    )
