"""Infrastructure and space: parameters."""

from typing import Any

from coprod.parameters.declare import Group, parameter

POWER = "power", "供电"
PUMP = "pumps", "水泵"
LIFT = "lifts", "电梯"
TELECOM = "telecom", "通信"
MEDICAL = "medical equipment", "医疗设备"
ROAD = "access roads", "进出道路"
METRO = "metro and underground spaces", "地铁与地下空间"

Kind = tuple[str, str]


def _needs(value: float, what: Kind, on: Kind) -> Any:
    return parameter(
        value, unit="probability", bounds=(0, 1), plausible=(value / 2, min(1.0, value * 2)), mechanism_from="note:B12",
        mechanisms=("T16", "F07"), en=f"Dependence of {what[0]} on {on[0]}", zh=f"{what[1]}对{on[1]}的依赖度",
        tip_en=f"Chance that {what[0]} fail when {on[0]} fail for longer than the backup lasts. 0: independent.",
        tip_zh=f"{on[1]}中断超过备用时长时，{what[1]}随之中断的概率。取0则互不依赖。",
    )


def _breaks(value: float, what: Kind, by: Kind) -> Any:
    return parameter(
        value, unit="probability", bounds=(0, 1), plausible=(0, min(1.0, value * 3)), mechanisms=("T16",),
        en=f"{by[0].capitalize()} that break {what[0]}", zh=f"{by[1]}致{what[1]}中断的概率",
        tip_en=f"Chance that one of the {by[0]} begins with, or brings, a failure of {what[0]} in its community.",
        tip_zh=f"一起{by[1]}造成本社区{what[1]}中断的概率。",
    )


UTILITY = "utility failures", "生命线故障"
WATER = "floods", "内涝"


class Infrastructure(Group):
    """Coupled infrastructure, and the space in which crews move and people find shelter."""

    title_en = "Infrastructure and space"
    title_zh = "基础设施与空间"

    # Coupled infrastructure: what fails together, for how long, and what comes of it
    coupling: float = parameter(
        1.0, bounds=(0, 1), role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("F06", "F07", "T16"),
        en="Coupling of infrastructure", zh="基础设施耦合度",
        tip_en="How far one failure brings about others: 1 a coupled city, 0 discrete rural risks where nothing spreads.",
        tip_zh="一处中断在多大程度上牵连其他设施：1为网络耦合型城市，0为离散型乡村，互不牵连。",
    )
    backup: float = parameter(
        0.5, unit="hours", bounds=(0, 1000), plausible=(0, 24), role="lever",
        mechanism_from="note:B12", mechanisms=("S03", "T16"),
        en="Backup", zh="冗余备用时长",
        tip_en="Hours that what depends on a failed supply goes on by itself. 0: it stops at once.",
        tip_zh="上游中断后，依赖它的设施靠备用还能维持的小时数。取0则随即停摆。",
    )
    backup_cost: float = parameter(
        4_000.0, unit="yuan/community·year", bounds=(0, 1e8), plausible=(1_000, 20_000), mechanism_from="src:huang2026",
        mechanisms=("S03",), en="Cost of an hour of backup", zh="每小时备用的年成本",
        tip_en="Public money that every hour of backup costs a community of mean size in a year. 0: redundancy is free.",
        tip_zh="平均规模社区每多一小时备用，每年所需的公款。取0则冗余不花钱。",
    )
    outage: float = parameter(
        3.0, unit="hours", bounds=(0.01, 1000), plausible=(0.5, 24), mechanism_from="note:B12", mechanisms=("A16", "T16"),
        en="Restoration by utilities", zh="公用单位修复用时",
        tip_en="Mean hours (exponential) in which a utility that has answered restores its service.",
        tip_zh="公用单位响应后修复的平均小时数（指数分布）。",
    )

    # what depends on what
    lift_on_power: float = _needs(0.8, LIFT, POWER)
    pump_on_power: float = _needs(0.6, PUMP, POWER)
    pump_on_telecom: float = _needs(0.3, PUMP, TELECOM)
    telecom_on_power: float = _needs(0.5, TELECOM, POWER)
    telecom_on_pump: float = _needs(0.2, TELECOM, PUMP)
    medical_on_power: float = _needs(0.5, MEDICAL, POWER)
    road_on_pump: float = _needs(0.3, ROAD, PUMP)
    metro_on_power: float = _needs(0.4, METRO, POWER)
    metro_on_pump: float = _needs(0.3, METRO, PUMP)

    # what breaks first
    utility_power: float = _breaks(0.3, POWER, UTILITY)
    utility_telecom: float = _breaks(0.1, TELECOM, UTILITY)
    water_power: float = _breaks(0.05, POWER, WATER)
    water_telecom: float = _breaks(0.02, TELECOM, WATER)
    water_road: float = _breaks(0.1, ROAD, WATER)

    # what comes of it
    entrapments: float = parameter(
        0.01, unit="per lift", bounds=(0, 1), plausible=(0, 0.03), number_from="fitted fact:C14", mechanisms=("T16",),
        en="People trapped when lifts stop", zh="电梯停运致困人",
        tip_en="Mean number of entrapments per lift when the lifts of a community stop. 0: none.",
        tip_zh="社区电梯停运时，平均每部电梯发生的困人起数。取0则无。",
    )
    arrests: float = parameter(
        0.2, unit="per 1,000 vulnerable residents", bounds=(0, 100), plausible=(0, 1), mechanism_from="src:wu2025",
        mechanisms=("T16",), en="Arrests when medical equipment stops", zh="医疗设备停转致心脏骤停",
        tip_en="Mean number of cardiac arrests among 1,000 vulnerable residents when equipment at home stops. 0: none.",
        tip_zh="居家医疗设备停转时，每千名脆弱居民平均发生的心脏骤停数。取0则无。",
    )
    floods: float = parameter(
        0.15, unit="per outage", bounds=(0, 10), plausible=(0, 0.5), mechanisms=("T16",),
        en="Floods when pumps stop", zh="水泵停转致内涝",
        tip_en="Mean number of floods when the pumps of a community stop. 0: none.",
        tip_zh="社区水泵停转时平均引发的内涝起数。取0则无。",
    )
    crushes: float = parameter(
        0.1, unit="per outage", bounds=(0, 10), plausible=(0, 0.5), mechanisms=("T16",),
        en="Disorder when the metro stops", zh="地铁停运致秩序事件",
        tip_en="Mean number of public-order events when metro and underground spaces fail. 0: none.",
        tip_zh="地铁与地下空间中断时平均引发的秩序事件数。取0则无。",
    )
    detour: float = parameter(
        1.0, unit="ratio", bounds=(0, 100), plausible=(0.3, 3), mechanisms=("T16",),
        en="Detour where the road is cut", zh="道路中断绕行",
        tip_en="Share by which travel takes longer while the access road is cut. 0: no longer.",
        tip_zh="进出道路中断期间，路程用时增加的比例。取0则不增加。",
    )

    # communication islands
    messenger: float = parameter(
        60.0, unit="minutes", bounds=(0, 10_000), plausible=(20, 600), number_from="assumed fact:C20", mechanisms=("T17",),
        en="Messenger", zh="人力传信用时",
        tip_en="Mean minutes in which a messenger carries a report or an order out of a community without telephones. "
               "0: at once.",
        tip_zh="通信中断的社区靠人力传递报告或指令的平均分钟数。取0则即时送达。",
    )
    messenger_resident: float = parameter(
        30.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 120), mechanisms=("T17", "A01"),
        en="Messenger among residents", zh="居民传信用时",
        tip_en="Mean minutes in which a willing resident within call carries a report or an order out where telephones are down.",
        tip_zh="通信中断时，愿意传信的近邻把报告或指令送出的平均分钟数。",
    )
    sat_phone: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("T17",),
        en="Satellite telephones", zh="卫星电话配备率",
        tip_en="Share of communities that have a satellite telephone and are never cut off. 0: none.",
        tip_zh="配有卫星电话、不会失联的社区比例。取0则均无。",
    )
    sat_phone_cost: float = parameter(
        3_000.0, unit="yuan/community·year", bounds=(0, 1e6), plausible=(1_000, 10_000), mechanisms=("T17",),
        en="Cost of a satellite telephone", zh="卫星电话年费用",
        tip_en="Public money for one satellite telephone in a year.", tip_zh="一部卫星电话每年所需的公款。",
    )

    # Space: how far it is, what blocks the way, where people find shelter
    space_distance: float = parameter(
        1.0, unit="ratio", bounds=(0.1, 20), plausible=(0.7, 4), role="uncertainty",
        mechanism_from="src:wu2025", mechanisms=("F06",),
        en="Distances", zh="路程远近",
        tip_en="Travel of crews and goods relative to the city: well above 1 in wide rural areas.",
        tip_zh="队伍与物资路程相对城区的倍数；地广人稀的乡村远大于1。",
    )
    space_blocked: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever", mechanism_from="src:ji_fang", mechanisms=("F09",),
        en="Blocked fire lanes", zh="消防通道被占比例",
        tip_en="Chance that the way to an incident is blocked. 0: lanes are kept free.",
        tip_zh="通往现场的通道被占用、堵塞的概率。取0则通道畅通。",
    )
    space_blocked_minutes: float = parameter(
        5.0, unit="minutes", bounds=(0, 240), plausible=(2, 15), mechanisms=("F09",),
        en="Delay by a blocked lane", zh="通道被占延误",
        tip_en="Mean minutes to clear a blocked way. 0: none.", tip_zh="清理被占通道平均所需的分钟数。取0则不延误。",
    )
    space_shelter: float = parameter(
        4.0, unit="places/1,000 residents", bounds=(0, 1000), plausible=(0, 50),
        role="lever", built_in=True, mechanism_from="src:ji_fang",
        mechanisms=("F09",), en="Shelter", zh="避难安置容量",
        tip_en="Places where a community can put up people who must leave their homes. 0: none.",
        tip_zh="社区可安置转移居民的床位数。取0则无处安置。",
    )
    space_idle: float = parameter(
        10.0, unit="places/1,000 residents", bounds=(0, 1000), plausible=(0, 50),
        mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Idle space", zh="闲置空间潜力",
        tip_en="Places that idle rooms, schools and car parks would give if they were made ready.",
        tip_zh="闲置用房、学校、车库等经整理后可提供的床位数。",
    )
    space_reuse: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Idle space made ready", zh="闲置空间利用率",
        tip_en="Share of idle space that is kept ready as shelter. 0: none.",
        tip_zh="改作备用安置场所的闲置空间比例。取0则不利用。",
    )
    space_reuse_cost: float = parameter(
        60.0, unit="yuan/place·year", bounds=(0, 100_000), plausible=(20, 300),
        mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Cost of idle space", zh="闲置空间维护费用",
        tip_en="Public money to keep one such place ready for a year. 0: it costs nothing.",
        tip_zh="一个此类床位每年的维护费用。取0则不花钱。",
    )
    space_displaced: float = parameter(
        12.0, unit="people", bounds=(0, 1000), plausible=(2, 50), mechanisms=("F09", "S02"),
        en="People who must leave", zh="须转移安置人数",
        tip_en="People who must leave their homes after a fire, flood or utility failure of mean size. 0: nobody.",
        tip_zh="中等规模的火灾、内涝或生命线故障后须转移安置的人数。取0则无人须转移。",
    )
    space_homeless_delay: float = parameter(
        1.0, unit="ratio", bounds=(0, 20), plausible=(0.3, 3), mechanisms=("F09", "S02"),
        en="Recovery without shelter", zh="无处安置的恢复延迟",
        tip_en="Share by which recovery takes longer, and committees work more, if nobody finds shelter. 0: no longer.",
        tip_zh="无人得到安置时，恢复用时与善后工时增加的比例。取0则不增加。",
    )
    space_search: float = parameter(
        2.0, unit="minutes", bounds=(0, 240), plausible=(1, 15), mechanism_from="src:huang2026", mechanisms=("S01",),
        en="Search and hand-over", zh="多头找寻与交接用时",
        tip_en="Minutes to find out who has the goods and to have them handed over. 0: none.",
        tip_zh="弄清物资在谁手里并办理交接的分钟数。取0则无。",
    )
    space_onestop: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S01",),
        en="One-stop emergency service", zh="“一站式”应急服务平台",
        tip_en="How far one place has all goods and services, so that nobody has to search. 0: there is none.",
        tip_zh="应急物资与服务集中到一处、免于多头找寻的程度。取0则没有。",
    )
    space_onestop_cost: float = parameter(
        20_000.0, unit="yuan/street·year", bounds=(0, 1e8), plausible=(5_000, 100_000), mechanisms=("S01",),
        en="Cost of one-stop service", zh="一站式平台年费用",
        tip_en="Public money for a complete one-stop service of one street in a year. 0: it costs nothing.",
        tip_zh="一个街道建成一站式平台每年所需的公款。取0则不花钱。",
    )
