"""The town: parameters."""

from typing import Any

from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message

FIRE = "dwelling fires", "住宅火灾"
LIFT = "lift entrapments", "电梯困人"
WATER = "waterlogging", "内涝积水"
UTILITY = "utility failures", "生命线故障"
DISORDER = "public-order or health events", "治安与公共卫生事件"
GAS = "gas accidents", "燃气事故"
FRINGE = "fringe streets", "城乡结合部街道"
INDUSTRIAL = "industrial streets", "产业园区街道"


def _mix(value: float, kind: tuple[str, str], where: tuple[str, str]) -> Any:
    return parameter(
        value, unit="ratio", bounds=(0, 20), plausible=(value / 2, value * 2), mechanisms=("F08",),
        en=f"{kind[0].capitalize()} in {where[0]}", zh=f"{where[1]}{kind[1]}倍数",
        tip_en=f"Rate of {kind[0]} in {where[0]} relative to a core street.",
        tip_zh=f"{where[1]}{kind[1]}发生率相对中心城区街道的倍数。",
    )


OLD = "old estates", "老旧小区"
NEW = "new estates", "新建小区"
FRINGE_ESTATE = "fringe estates", "城乡结合部"


def _basements(value: float, where: tuple[str, str]) -> Any:
    return parameter(
        value, unit="share", bounds=(0, 1), plausible=(value / 2, min(1.0, value * 1.5)), mechanisms=("F08",),
        en=f"Basements in {where[0]}", zh=f"{where[1]}地下空间占比",
        tip_en=f"Mean share of buildings in {where[0]} with garages or rooms below ground.",
        tip_zh=f"{where[1]}中带地下车库或地下室的楼栋平均比例。",
    )


class Town(Group):
    """How large the town is and who lives in it."""

    title_en = "The town"
    title_zh = "城镇"

    # How large the town is and who lives in it
    districts: int = parameter(
        1, unit="districts", bounds=(1, 100), plausible=(1, 23), role="constant", mechanism_from="src:wu2025",
        en="Districts", zh="区数", tip_en="Districts of the city that are simulated.", tip_zh="被模拟的区的数量。",
    )
    streets: int = parameter(
        3, unit="streets", bounds=(1, 1000), plausible=(1, 12), role="constant", number_from="assumed fact:C7",
        en="Streets", zh="街道数", tip_en="Street offices; communities are dealt out to them evenly.",
        tip_zh="街道办事处数量，社区平均分属各街道。",
    )
    communities: int = parameter(
        12, unit="communities", bounds=(1, 10000), plausible=(4, 20), role="constant", number_from="assumed fact:C7",
        en="Communities", zh="社区数", tip_en="Residents' committees, each with its own territory.",
        tip_zh="社区居委会数量，各有辖区。",
    )
    residents_per_community: int = parameter(
        5000, unit="people", bounds=(20, 50000), plausible=(3000, 10000), role="constant", number_from="assumed fact:C3",
        en="Residents per community", zh="每个社区居民数",
        tip_en="Mean size of a community; every resident is simulated one to one.",
        tip_zh="社区平均人口；每位居民逐一模拟。",
    )
    size_spread: float = parameter(
        0.25, unit="share", bounds=(0, 1), plausible=(0, 0.5), number_from="assumed fact:C3",
        en="Spread of community sizes", zh="社区规模差异",
        tip_en="Standard deviation of the size of communities, relative to the mean. 0: all are equally large.",
        tip_zh="社区人口的标准差与均值之比。取0则各社区人口相同。",
    )
    household_size: float = parameter(
        2.5, unit="people", bounds=(1, 6), plausible=(2, 3.2),
        en="People per household", zh="户均人口",
        tip_en="Mean number of people in a household: one plus a Poisson number of others. 1: everybody lives alone.",
        tip_zh="每户平均人数，为一人加服从泊松分布的其他成员。取1则人人独居。",
    )
    old_share: float = parameter(
        0.35, unit="share", bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("F08",),
        en="Old estates", zh="老旧小区占比",
        tip_en="Share of communities that are old walk-up estates; what is neither old nor fringe is new.",
        tip_zh="老旧小区所占的社区比例；既非老旧又非城乡结合部的为新建小区。",
    )
    fringe_share: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanisms=("F08",),
        en="Fringe estates", zh="城乡结合部占比",
        tip_en="Share of communities on the fringe of the city, where many riders live.",
        tip_zh="地处城乡结合部的社区比例，外卖骑手多居于此。",
    )
    elders_old: float = parameter(
        0.34, unit="share", bounds=(0, 1), plausible=(0.25, 0.45), number_from="assumed fact:C7", mechanisms=("A18",),
        en="Elders in old estates", zh="老旧小区老年人占比",
        tip_en="Share of residents of 60 and older in old estates.", tip_zh="老旧小区中60岁及以上居民的比例。",
    )
    elders_new: float = parameter(
        0.20, unit="share", bounds=(0, 1), plausible=(0.15, 0.3), number_from="assumed fact:C7", mechanisms=("A18",),
        en="Elders in new estates", zh="新建小区老年人占比",
        tip_en="Share of residents of 60 and older in new estates.", tip_zh="新建小区中60岁及以上居民的比例。",
    )
    elders_fringe: float = parameter(
        0.18, unit="share", bounds=(0, 1), plausible=(0.12, 0.3), number_from="assumed fact:C7", mechanisms=("A18",),
        en="Elders in fringe estates", zh="城乡结合部老年人占比",
        tip_en="Share of residents of 60 and older on the fringe of the city.",
        tip_zh="城乡结合部中60岁及以上居民的比例。",
    )
    children: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0.5, 0.9),
        en="Children among further members", zh="第三名及以后成员中儿童占比",
        tip_en="Share of children among the members of a household beyond the first two who are not elders; "
               "about 17 % of all residents are then children.",
        tip_zh="一户前两人之外的非老年成员中儿童的比例；按默认值，儿童约占全体居民的17%。",
    )
    vulnerable_elders: float = parameter(
        0.20, unit="share", bounds=(0, 1), plausible=(0.1, 0.4), mechanisms=("A18",),
        en="Vulnerable elders", zh="老年人中脆弱者占比",
        tip_en="Share of residents of 60 and older who need help in an emergency.",
        tip_zh="60岁及以上居民中应急时需要他人帮助者的比例。",
    )
    vulnerable_others: float = parameter(
        0.03, unit="share", bounds=(0, 1), plausible=(0.01, 0.08), mechanisms=("A18",),
        en="Vulnerable younger residents", zh="其他居民中脆弱者占比",
        tip_en="Share of younger residents who need help in an emergency, such as the disabled and the ill.",
        tip_zh="60岁以下居民中应急时需要他人帮助者（如残疾、患病者）的比例。",
    )
    app_reach: float = parameter(
        0.80, unit="share", bounds=(0, 1), plausible=(0.5, 0.95), mechanism_from="note:B14", mechanisms=("T05", "T08"),
        en="Reach of the app", zh="应用触达率",
        tip_en="Share of adults under 60 whom the app reaches and who can report with it. Children are not reached.",
        tip_zh="60岁以下成年人中可由应用触达并用其上报者的比例；儿童不计入触达。",
    )
    app_reach_elders: float = parameter(
        0.45, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="note:B14", mechanisms=("T05", "A18"),
        en="Reach of the app among elders", zh="老年人应用触达率",
        tip_en="Share of residents of 60 and older whom the app reaches and who can report with it.",
        tip_zh="60岁及以上居民中可由应用触达并用其上报者的比例。",
    )
    rider_share: float = parameter(
        0.006, unit="share", bounds=(0, 0.25), plausible=(0, 0.03),
        role="lever", built_in=True, mechanism_from="fact:C28", mechanisms=("A10",),
        en="Delivery riders", zh="外卖骑手占比",
        tip_en="Share of adults under 60 in old and new estates who are delivery riders and watch on their rounds; "
               "with the fringe about 25 in 5,000 residents. 0: none live there.",
        tip_zh="老旧与新建小区60岁以下成年人中外卖骑手的比例；连同城乡结合部约合每5000名居民25名。取0则无骑手居住。",
    )
    rider_share_fringe: float = parameter(
        0.02, unit="share", bounds=(0, 0.25), plausible=(0, 0.08),
        role="lever", built_in=True, mechanism_from="fact:C28", mechanisms=("A10",),
        en="Delivery riders on the fringe", zh="城乡结合部外卖骑手占比",
        tip_en="Share of adults under 60 in fringe estates who are delivery riders. 0: none live there.",
        tip_zh="城乡结合部60岁以下成年人中外卖骑手的比例。取0则无骑手居住。",
    )
    veteran_share: float = parameter(
        0.05, unit="share", bounds=(0, 0.25), plausible=(0.02, 0.08), mechanisms=("A12",),
        en="Veterans", zh="退役军人占比",
        tip_en="Share of adults who served in the forces.", tip_zh="成年人中退役军人的比例。",
    )
    party_share: float = parameter(
        0.07, unit="share", bounds=(0, 0.25), plausible=(0.04, 0.12), mechanism_from="note:B16", mechanisms=("A14",),
        en="Party members", zh="党员占比",
        tip_en="Share of adults who are party members and check in with their community.",
        tip_zh="成年人中向社区报到的党员比例。",
    )
    health_share: float = parameter(
        0.015, unit="share", bounds=(0, 0.25), plausible=(0.005, 0.03), mechanisms=("A12",),
        en="Health workers", zh="医务人员占比",
        tip_en="Share of adults under 60 who are doctors, nurses or other health workers.",
        tip_zh="60岁以下成年人中医生、护士等医务人员的比例。",
    )
    storeys_old: int = parameter(
        6, unit="storeys", bounds=(1, 100), plausible=(4, 7), role="constant",
        en="Storeys in old estates", zh="老旧小区楼层数",
        tip_en="Mean height of the buildings of old estates.", tip_zh="老旧小区楼栋的平均层数。",
    )
    storeys_new: int = parameter(
        18, unit="storeys", bounds=(1, 100), plausible=(11, 33), role="constant",
        en="Storeys in new estates", zh="新建小区楼层数",
        tip_en="Mean height of the buildings of new estates.", tip_zh="新建小区楼栋的平均层数。",
    )
    storeys_fringe: int = parameter(
        5, unit="storeys", bounds=(1, 100), plausible=(2, 8), role="constant",
        en="Storeys in fringe estates", zh="城乡结合部楼层数",
        tip_en="Mean height of the buildings of fringe estates.", tip_zh="城乡结合部楼栋的平均层数。",
    )
    storeys_spread: float = parameter(
        0.3, unit="share", bounds=(0, 0.9), plausible=(0, 0.5), role="constant",
        en="Spread of heights", zh="楼层数差异",
        tip_en="Buildings are up to this share lower or higher than the mean of their estate. 0: all alike.",
        tip_zh="楼栋层数相对所在小区均值上下浮动的最大比例。取0则层数相同。",
    )
    age_old: float = parameter(
        32.0, unit="years", bounds=(0, 200), plausible=(25, 45), role="constant", mechanisms=("F10",),
        en="Age of buildings in old estates", zh="老旧小区平均楼龄",
        tip_en="Mean age of the buildings of old estates; policy calls old what was built by 2000.",
        tip_zh="老旧小区楼栋的平均楼龄；政策所称老旧小区建成于2000年底以前。",
    )
    age_new: float = parameter(
        12.0, unit="years", bounds=(0, 200), plausible=(5, 20), role="constant", mechanisms=("F10",),
        en="Age of buildings in new estates", zh="新建小区平均楼龄",
        tip_en="Mean age of the buildings of new estates.", tip_zh="新建小区楼栋的平均楼龄。",
    )
    age_fringe: float = parameter(
        25.0, unit="years", bounds=(0, 200), plausible=(15, 35), role="constant", mechanisms=("F10",),
        en="Age of buildings at the urban fringe", zh="城乡结合部平均楼龄",
        tip_en="Mean age of the buildings of fringe estates.", tip_zh="城乡结合部楼栋的平均楼龄。",
    )
    age_spread: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="constant", mechanisms=("F10",),
        en="Spread of ages", zh="楼龄差异",
        tip_en="Buildings are up to this share older or younger than the mean of their estate. 0: all alike.",
        tip_zh="楼龄相对所在小区均值上下浮动的最大比例。取0则楼龄相同。",
    )
    floor_old: int = parameter(
        6, unit="households", bounds=(1, 40), plausible=(4, 10), role="constant",
        en="Households per floor in old estates", zh="老旧小区每层户数",
        tip_en="Households on one floor of a building of all its entrances.", tip_zh="楼栋各单元合计的每层户数。",
    )
    floor_new: int = parameter(
        4, unit="households", bounds=(1, 40), plausible=(2, 8), role="constant",
        en="Households per floor in new estates", zh="新建小区每层户数",
        tip_en="Households on one floor of a building of all its entrances.", tip_zh="楼栋各单元合计的每层户数。",
    )
    floor_fringe: int = parameter(
        4, unit="households", bounds=(1, 40), plausible=(2, 8), role="constant",
        en="Households per floor in fringe estates", zh="城乡结合部每层户数",
        tip_en="Households on one floor of a building of all its entrances.", tip_zh="楼栋各单元合计的每层户数。",
    )
    lifts_old: float = parameter(
        1.0, unit="per 100 households", bounds=(0, 20), plausible=(0, 3), mechanism_from="note:B11",
        en="Lifts in old estates", zh="老旧小区电梯数",
        tip_en="Lifts per 100 households in old estates, added to walk-ups; 60 per 5,000 residents of the town.",
        tip_zh="老旧小区每百户电梯数，多为加装。与其他小区合计约为每5000名居民60部。",
    )
    lifts_new: float = parameter(
        5.0, unit="per 100 households", bounds=(0, 20), plausible=(2.5, 6), mechanism_from="note:B11",
        en="Lifts in new estates", zh="新建小区电梯数",
        tip_en="Lifts per 100 households in new estates.", tip_zh="新建小区每百户电梯数。",
    )
    lifts_fringe: float = parameter(
        1.0, unit="per 100 households", bounds=(0, 20), plausible=(0, 3), mechanism_from="note:B11",
        en="Lifts in fringe estates", zh="城乡结合部电梯数",
        tip_en="Lifts per 100 households on the fringe of the city.", tip_zh="城乡结合部每百户电梯数。",
    )

    # Who is at home: by the time of the day, and who else is about
    presence_working: float = parameter(
        0.25, unit="share", bounds=(0, 1), plausible=(0.1, 0.5), mechanisms=("F02",),
        en="Working age at home in working hours", zh="劳动年龄者工作时段在家率",
        tip_en="Share of residents of working age who are at home from 8 to 18 o'clock on working days.",
        tip_zh="工作日8时至18时在家的劳动年龄居民比例。",
    )
    presence_pupils: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0.05, 0.3), mechanisms=("F02",),
        en="Children at home in school hours", zh="儿童上学时段在家率",
        tip_en="Share of children who are at home from 8 to 18 o'clock on working days.",
        tip_zh="工作日8时至18时在家的儿童比例。",
    )
    presence_elders: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0.6, 0.95), mechanisms=("F02", "A18"),
        en="Elders at home by day", zh="老年人白天在家率",
        tip_en="Share of residents of 60 and older who are at home from 8 to 18 o'clock on working days.",
        tip_zh="工作日8时至18时在家的60岁及以上居民比例。",
    )
    presence_riders: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0.05, 0.4), mechanisms=("A10",),
        en="Riders at home by day", zh="骑手白天在家率",
        tip_en="Share of delivery riders who are at home from 7 to 22 o'clock on any day.",
        tip_zh="每日7时至22时在家的骑手比例。",
    )
    presence_free: float = parameter(
        0.7, unit="share", bounds=(0, 1), plausible=(0.5, 0.9), mechanisms=("F02",),
        en="At home in free time", zh="闲暇时段在家率",
        tip_en="Share of residents who are at home between 7 and 22 o'clock outside working hours.",
        tip_zh="7时至22时之间、工作时段以外在家的居民比例。",
    )
    presence_night: float = parameter(
        0.95, unit="share", bounds=(0, 1), plausible=(0.85, 1), mechanisms=("F02",),
        en="At home at night", zh="夜间在家率",
        tip_en="Share of residents who are at home from 22 to 7 o'clock.", tip_zh="22时至次日7时在家的居民比例。",
    )
    visitors: float = parameter(
        0.1, unit="per resident", bounds=(0, 10), plausible=(0, 0.5), mechanisms=("F02",),
        en="Visitors by day", zh="白天外来人口",
        tip_en="People about from 7 to 22 o'clock who do not live there (shop staff, carers, couriers), for every resident. 0: "
               "none.",
        tip_zh="7时至22时在场的非本地居民（店员、护工、快递员等）与居民数之比。取0则无。",
    )

    # Who knows whom: four layers of ties, each switched off by its zero
    network_household: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.8, 1), mechanisms=("F04",),
        en="Ties within the household", zh="家庭内部联系",
        tip_en="Share of pairs in a household who influence each other. 0: this layer is missing.",
        tip_zh="同户成员中彼此影响的成对比例。取0则无此层关系。",
    )
    network_neighbours: float = parameter(
        4.0, unit="ties", bounds=(0, 50), plausible=(0, 10), role="lever", built_in=True, mechanisms=("F04",),
        en="Ties with neighbours", zh="邻里联系",
        tip_en="Mean number of neighbours of the same building whom a resident knows. 0: neighbours are strangers.",
        tip_zh="居民在同楼栋相识邻居的平均数。取0则邻里互不相识。",
    )
    network_nearby: int = parameter(
        12, unit="people", bounds=(1, 1000), plausible=(6, 40), mechanisms=("F04",),
        en="Neighbours within reach", zh="邻里范围",
        tip_en="People next door among whom a resident finds neighbours: the fewer, the closer the circles.",
        tip_zh="居民结识邻居的近邻人数：范围越小，邻居之间越相互熟识。",
    )
    network_group_share: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.5), role="lever", built_in=True, mechanisms=("F04",),
        en="Members of community groups", zh="社区社团参与率",
        tip_en="Share of residents in a group of their community, such as a dance team or a choir. 0: there are none.",
        tip_zh="参加本社区文体社团（如舞蹈队、合唱队）的居民比例。取0则无社团。",
    )
    network_group_size: int = parameter(
        8, unit="people", bounds=(2, 100), plausible=(5, 20), mechanisms=("F04",),
        en="Size of a community group", zh="社团规模",
        tip_en="People in a community group, who all know each other.", tip_zh="一个社团的人数，成员彼此相识。",
    )
    network_kin: float = parameter(
        1.0, unit="ties", bounds=(0, 50), plausible=(0, 4), mechanisms=("F04",),
        en="Ties with kin and friends", zh="亲友联系",
        tip_en="Mean number of relatives and friends elsewhere in town: the long ties. 0: there are none.",
        tip_zh="居民在全城其他地方亲友的平均数，即远距离联系。取0则无此层关系。",
    )

    # The ground: what floods
    lowland: float = parameter(
        0.2, unit="share", bounds=(0.01, 0.99), plausible=(0.05, 0.4), mechanisms=("F08",),
        en="Low-lying homes", zh="低洼地住户占比",
        tip_en="Mean share of homes of a community on low-lying ground; communities differ widely.",
        tip_zh="社区中位于低洼地的住户平均比例，各社区差异较大。",
    )
    basements_old: float = _basements(0.1, OLD)
    basements_new: float = _basements(0.6, NEW)
    basements_fringe: float = _basements(0.05, FRINGE_ESTATE)
    drainage: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.3, 0.8),
        role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("F08",),
        en="Drainage", zh="排水能力",
        tip_en="Mean share of a storm's water that drains carry off; floods are stated for 0.5. 1: no storm floods homes.",
        tip_zh="排水系统能排走的暴雨水量的平均比例；内涝发生率按0.5给出。取1则暴雨不致内涝。",
    )
    drainage_spread: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("F08",),
        en="Spread of drainage", zh="排水能力差异",
        tip_en="How far drainage differs between communities, relative to the nearer end of its range. 0: not at all.",
        tip_zh="各社区排水能力的差异，相对于其到取值范围较近一端的距离。取0则相同。",
    )
    drainage_cost: float = parameter(
        400_000.0, unit="yuan/community·year", bounds=(0, 1e9), plausible=(1e5, 2e6), mechanisms=("F08",),
        en="Cost of better drainage", zh="排水提升费用",
        tip_en="Public money a year that drains cost a community of mean size for all that they carry off beyond 0.5, per unit.",
        tip_zh="平均规模社区排水能力超出0.5的部分，每提高1（全部排走）每年所需的公款。",
    )

    # Types of streets: what strikes where, and whether equipment follows
    street_fringe: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("F08",),
        en="Fringe streets", zh="城乡结合部型街道占比",
        tip_en="Share of streets, the last ones, where the mix of incidents is that of the urban fringe; what is neither "
               "fringe nor industrial is core.",
        tip_zh="突发事件构成属城乡结合部型的街道比例（取末尾若干个）；其余非产业型的为中心城区型。",
    )
    street_industrial: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("F08",),
        en="Industrial streets", zh="产业园区型街道占比",
        tip_en="Share of streets, those before the fringe, where the mix of incidents is that of industry.",
        tip_zh="突发事件构成属产业园区型的街道比例（取城乡结合部型之前若干个）。",
    )
    street_guide: float = parameter(
        0.0, bounds=(0, 1), role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("F08", "D13"),
        en="Equipment and training by type of street", zh="分类配备与培训指南落实度",
        tip_en="How far the stock of a street, at equal value, and the training of first responders follow what strikes "
               "there. 0: one size fits all.",
        tip_zh="街道储备（总值不变）与先期处置培训按当地风险构成安排的程度。取0则“一刀切”。",
    )
    street_training_loss: float = parameter(
        0.5, unit="ratio", bounds=(0, 1), plausible=(0, 1), mechanism_from="src:wu2025", mechanisms=("D13",),
        en="Training for another street", zh="培训错配损失",
        tip_en="Share by which first responders trained for entirely different incidents contain less. 0: any training "
               "will do.",
        tip_zh="先到者所受培训与当地风险完全不符时，可控制规模缩小的比例。取0则无影响。",
    )
    street_fringe_fire: float = _mix(1.5, FIRE, FRINGE)
    street_fringe_lift: float = _mix(0.5, LIFT, FRINGE)
    street_fringe_water: float = _mix(2.5, WATER, FRINGE)
    street_fringe_utility: float = _mix(1.0, UTILITY, FRINGE)
    street_fringe_disorder: float = _mix(1.5, DISORDER, FRINGE)
    street_fringe_gas: float = _mix(1.5, GAS, FRINGE)
    street_industrial_fire: float = _mix(2.5, FIRE, INDUSTRIAL)
    street_industrial_lift: float = _mix(1.0, LIFT, INDUSTRIAL)
    street_industrial_water: float = _mix(0.5, WATER, INDUSTRIAL)
    street_industrial_utility: float = _mix(3.0, UTILITY, INDUSTRIAL)
    street_industrial_disorder: float = _mix(1.0, DISORDER, INDUSTRIAL)
    street_industrial_gas: float = _mix(2.0, GAS, INDUSTRIAL)

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be: name, value and what is allowed."""
        return [*self._town_impossible(), *self._street_impossible()]

    def _town_impossible(self) -> list[tuple[str, object, str]]:
        if self.old_share + self.fringe_share <= 1:
            return []
        return [("old_share", self.old_share, message("problem.shares_above_one", other=f"fringe_share = {self.fringe_share:g}"))]

    def _street_impossible(self) -> list[tuple[str, object, str]]:
        if self.street_fringe + self.street_industrial <= 1:
            return []
        return [("street_industrial", self.street_industrial,
                 message("problem.shares_above_one", other=f"fringe = {self.street_fringe:g}"))]
