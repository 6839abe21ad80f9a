"""Reserves and resupply: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class Reserve(Group):
    """Reserves: what is kept where, how fast it comes, what it costs."""

    title_en = "Reserves and resupply"
    title_zh = "物资储备与补给"

    household: float = parameter(
        0.25, unit="share", bounds=(0, 1), plausible=(0.05, 0.6), role="lever", built_in=True,
        number_from="assumed fact:C33", mechanisms=("S06",),
        en="Households with a kit", zh="家庭储备普及率",
        tip_en="Share of households that keep an extinguisher, a medical and a relief kit. 0: none.",
        tip_zh="备有灭火器、急救包和应急包的家庭比例。取0则无家庭储备。",
    )
    household_reach: int = parameter(
        4, unit="households", bounds=(0, 1000), plausible=(1, 10), mechanisms=("S06",),
        en="Households within reach", zh="就近家庭数",
        tip_en="Households so near an incident that their kit can be used at once.",
        tip_zh="离事发地足够近、物资可立即取用的家庭数。",
    )
    street: float = parameter(
        1.0, unit="days", bounds=(0, 365), plausible=(0, 4),
        role="lever", built_in=True, mechanism_from="note:B10", mechanisms=("S05",),
        en="Street reserves", zh="街镇储备",
        tip_en="Days of emergency need that a street office keeps. 0: nothing.",
        tip_zh="街道（镇）储备可支撑的应急天数。取0则无储备。",
    )
    agreement: float = parameter(
        1.0, unit="days", bounds=(0, 365), plausible=(0, 4), role="lever", built_in=True, mechanisms=("S06",),
        en="Reserves by agreement", zh="协议储备",
        tip_en="Days of emergency need that a street may call from shops under contract. 0: no contract.",
        tip_zh="街道可按协议向商家调用的应急天数。取0则无协议储备。",
    )
    district: float = parameter(
        3.0, unit="days", bounds=(0, 365), plausible=(0, 10),
        role="lever", built_in=True, mechanism_from="note:B10", mechanisms=("A05", "S05"),
        en="District reserves", zh="区级储备",
        tip_en="Days of emergency need of all its communities that a district keeps. 0: nothing.",
        tip_zh="区级储备可支撑全区应急的天数。取0则无储备。",
    )
    city: float = parameter(
        7.0, unit="days", bounds=(0, 365), plausible=(0, 30),
        role="lever", built_in=True, mechanism_from="note:B10", mechanisms=("S05",),
        en="City reserves", zh="市级储备",
        tip_en="Days of emergency need of all communities that the city keeps. 0: nothing.",
        tip_zh="市级储备可支撑全部社区应急的天数。取0则无储备。",
    )
    level: float = parameter(
        1.0, unit="ratio", bounds=(0, 1000), plausible=(0.1, 10), role="lever", built_in=True,
        mechanism_from="src:huang2026", mechanisms=("S04",),
        en="Scale of public reserves", zh="公共储备规模",
        tip_en="Public stores of all three levels relative to their days of need. 0: there are none.",
        tip_zh="三级公共储备相对上述应急天数的倍数。取0则无公共储备。",
    )
    mismatch: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.6),
        role="lever", built_in=True, mechanism_from="src:ji_fang", mechanisms=("S14",),
        en="Mis-stocked types", zh="储备品种失当程度",
        tip_en="Share of the value of public stores that is spent on favoured types of goods whatever the need. 0: stocks "
               "follow need.",
        tip_zh="公共储备中不问需求、按偏好品种花钱的价值比例。取0则按需储备。",
    )
    favoured: Literal["even", "pump", "extinguisher", "medical_kit", "relief_kit"] = parameter(
        "even", mechanism_from="src:ji_fang", mechanisms=("S14",),
        en="Goods that are overstocked", zh="超量储备的品种",
        tip_en="What mis-stocking spends its money on: evenly on all types, or on one that was missing last time.",
        tip_zh="失当储备的钱花在哪里：even 为各品种平均，或集中于上次短缺的某一品种。",
    )
    dual_use: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8),
        role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("S13",),
        en="Dual use", zh="平急结合比例",
        tip_en="Share of public stores that is in use in normal times: cheaper to hold, and first to be converted. 0: none.",
        tip_zh="公共储备中平时投入使用的比例：持有成本低，急时须先转换。取0则专储专用。",
    )
    dual_saving: float = parameter(
        0.7, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanisms=("S13",),
        en="Saving by dual use", zh="平急结合节省",
        tip_en="Share of holding cost and expiry that dual use saves. 0: nothing.",
        tip_zh="平急结合节省的持有成本与过期损耗比例。取0则不节省。",
    )
    conversion: float = parameter(
        20.0, unit="minutes", bounds=(0, 2880), plausible=(5, 120), mechanisms=("S13",),
        en="Conversion", zh="平急转换用时",
        tip_en="Minutes until goods in normal use are ready for an emergency. 0: at once.",
        tip_zh="平时使用的物资转为应急所需的分钟数。取0则即时可用。",
    )
    self_raise: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8),
        role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("C09",),
        en="Resupply by own channels", zh="自筹补给比例",
        tip_en="Share of what the district cannot give a street at once that firms and donors nearby make up. 0: streets "
               "depend on what is granted from above.",
        tip_zh="区里一时给不了的补给中，由辖区企业与社会捐助补上的比例。取0则只能依赖上级划拨。",
    )
    lead_own: float = parameter(
        4.0, unit="hours", bounds=(0, 8760), plausible=(1, 48), mechanisms=("C09",),
        en="Lead time of own channels", zh="自筹补给用时",
        tip_en="Hours until firms and donors nearby have delivered to the street.",
        tip_zh="辖区企业与社会捐助送达街道的小时数。",
    )
    need_pump: float = parameter(
        1.0, unit="units/community·day", bounds=(0, 10000), plausible=(0.5, 4), mechanisms=("S05",),
        en="Need of pumps", zh="水泵需求",
        tip_en="Pumps that a community needs on an emergency day.", tip_zh="一个社区在应急日所需的水泵数量。",
    )
    need_extinguisher: float = parameter(
        4.0, unit="units/community·day", bounds=(0, 10000), plausible=(1, 10), mechanisms=("S05",),
        en="Need of extinguishers", zh="灭火器需求",
        tip_en="Extinguishers that a community needs on an emergency day.", tip_zh="一个社区在应急日所需的灭火器数量。",
    )
    need_medical_kit: float = parameter(
        2.0, unit="units/community·day", bounds=(0, 10000), plausible=(1, 5), mechanisms=("S05",),
        en="Need of medical kits", zh="急救包需求",
        tip_en="Medical kits that a community needs on an emergency day.", tip_zh="一个社区在应急日所需的急救包数量。",
    )
    need_relief_kit: float = parameter(
        20.0, unit="units/community·day", bounds=(0, 10000), plausible=(5, 100), mechanisms=("S05",),
        en="Need of relief kits", zh="应急包需求",
        tip_en="Relief kits (water, food, lamp, blanket) that a community needs on an emergency day.",
        tip_zh="一个社区在应急日所需的应急包（水、食品、照明、毛毯）数量。",
    )
    lead_street: float = parameter(
        2.0, unit="hours", bounds=(0, 8760), plausible=(1, 12), mechanism_from="note:B10", mechanisms=("S05",),
        en="Lead time to the street", zh="补给街镇用时",
        tip_en="Hours from an order of a street to its delivery by the district.",
        tip_zh="街道申请到区级送达补给的小时数。",
    )
    lead_district: float = parameter(
        6.0, unit="hours", bounds=(0, 8760), plausible=(2, 48), mechanism_from="note:B10", mechanisms=("S05",),
        en="Lead time to the district", zh="补给区级用时",
        tip_en="Hours from an order of a district to its delivery by the city.",
        tip_zh="区级申请到市级送达补给的小时数。",
    )
    lead_city: float = parameter(
        24.0, unit="hours", bounds=(0, 8760), plausible=(12, 240), mechanism_from="note:B10", mechanisms=("S05",),
        en="Lead time of purchases", zh="采购用时",
        tip_en="Hours from an order of the city, or of a shop under contract, to its delivery by makers.",
        tip_zh="市级或协议商家向厂家订货到送达的小时数。",
    )
    lead_household: float = parameter(
        168.0, unit="hours", bounds=(0, 8760), plausible=(24, 2000), mechanisms=("S06",),
        en="Households buy again after", zh="家庭补购用时",
        tip_en="Hours after which a household replaces what it gave.", tip_zh="家庭重新购置已用物资的小时数。",
    )
    travel_household: float = parameter(
        2.0, unit="minutes", bounds=(0, 600), plausible=(1, 5), mechanisms=("S06",),
        en="From a neighbour's door", zh="邻里取用用时",
        tip_en="Minutes to fetch a kit from a household nearby.", tip_zh="从附近家庭取来物资的分钟数。",
    )
    travel_street: float = parameter(
        12.0, unit="minutes", bounds=(0, 600), plausible=(5, 30), mechanisms=("S05",),
        en="From the street's store", zh="街镇送达用时",
        tip_en="Minutes from the street's store to an incident.", tip_zh="街镇储备点到事发地的分钟数。",
    )
    travel_lateral: float = parameter(
        25.0, unit="minutes", bounds=(0, 600), plausible=(10, 60), mechanisms=("S05",),
        en="From another street", zh="邻街调拨用时",
        tip_en="Minutes from another street's store to an incident, where stores are pooled.",
        tip_zh="储备共享时，从其他街镇储备点到事发地的分钟数。",
    )
    travel_agreement: float = parameter(
        30.0, unit="minutes", bounds=(0, 2880), plausible=(15, 120), mechanisms=("S06",),
        en="From a shop under contract", zh="协议商家送达用时",
        tip_en="Minutes that a shop under contract takes to deliver.", tip_zh="协议商家送达事发地的分钟数。",
    )
    travel_district: float = parameter(
        40.0, unit="minutes", bounds=(0, 2880), plausible=(20, 120), mechanisms=("S05",),
        en="From the district's store", zh="区级送达用时",
        tip_en="Minutes from the district's store to an incident.", tip_zh="区级储备库到事发地的分钟数。",
    )
    travel_city: float = parameter(
        120.0, unit="minutes", bounds=(0, 2880), plausible=(60, 360), mechanisms=("S05",),
        en="From the city's store", zh="市级送达用时",
        tip_en="Minutes from the city's store to an incident.", tip_zh="市级储备库到事发地的分钟数。",
    )
    reliability: float = parameter(
        0.8, unit="probability", bounds=(0, 1), plausible=(0.5, 1), mechanism_from="note:B10", mechanisms=("S06",),
        en="Reliability of agreements", zh="协议履约率",
        tip_en="Chance that a shop under contract delivers when called. 0: never.",
        tip_zh="协议商家在被调用时履约的概率。取0则从不履约。",
    )
    pooling: bool = parameter(
        False, role="lever", mechanism_from="note:B10", mechanisms=("S05", "G04", "G13"),
        en="Stores pooled", zh="街镇储备共享",
        tip_en="Whether the streets of a district ship to each other what one of them lacks.",
        tip_zh="同区街镇之间是否互相调拨所缺物资。",
    )
    expiry: float = parameter(
        0.2, unit="per year", bounds=(0, 10), plausible=(0, 1), mechanisms=("S05",),
        en="Expiry of stocks", zh="物资过期率",
        tip_en="Share of what lies in public stores that expires in a year and is bought anew. 0: nothing expires.",
        tip_zh="公共储备每年过期并需重购的比例。取0则不过期。",
    )
    holding_cost: float = parameter(
        0.1, unit="per year", bounds=(0, 10), plausible=(0.05, 0.3), role="lever", built_in=True,
        mechanism_from="note:B10", mechanisms=("S05", "S04", "S09"),
        en="Cost of holding", zh="持有成本率",
        tip_en="Yearly cost of storing what lies in public stores, as a share of its price.",
        tip_zh="公共储备每年的仓储保管费用占其价值的比例。",
    )
    agreement_cost: float = parameter(
        0.02, unit="per year", bounds=(0, 10), plausible=(0, 0.1), mechanisms=("S06",),
        en="Retainer of agreements", zh="协议储备费率",
        tip_en="Yearly retainer paid to shops under contract, as a share of the price of what they reserve.",
        tip_zh="每年付给协议商家的预留费用占预留物资价值的比例。",
    )
    price_pump: float = parameter(
        4000.0, unit="yuan", bounds=(0, 1e7), plausible=(1000, 20000), role="constant", mechanisms=("S05",),
        en="Price of a pump", zh="水泵单价", tip_en="Price of a mobile pump.", tip_zh="一台移动水泵的价格。",
    )
    price_extinguisher: float = parameter(
        80.0, unit="yuan", bounds=(0, 1e7), plausible=(50, 150), role="constant", mechanisms=("S05",),
        en="Price of an extinguisher", zh="灭火器单价", tip_en="Price of an extinguisher.", tip_zh="一具灭火器的价格。",
    )
    price_medical_kit: float = parameter(
        300.0, unit="yuan", bounds=(0, 1e7), plausible=(100, 1000), role="constant", mechanisms=("S05",),
        en="Price of a medical kit", zh="急救包单价",
        tip_en="Price of a medical kit.", tip_zh="一个急救包的价格。",
    )
    price_relief_kit: float = parameter(
        150.0, unit="yuan", bounds=(0, 1e7), plausible=(80, 400), role="constant", mechanisms=("S05",),
        en="Price of a relief kit", zh="应急包单价", tip_en="Price of a relief kit.", tip_zh="一个应急包的价格。",
    )
    pump_wear: float = parameter(
        0.05, unit="share", bounds=(0, 1), plausible=(0.01, 0.2), role="constant", mechanisms=("S05",),
        en="Wear of a pump", zh="水泵损耗率",
        tip_en="Share of its price that one use wears off a pump; other goods are used up.",
        tip_zh="水泵每使用一次损耗的价值比例；其他物资为一次性消耗。",
    )
