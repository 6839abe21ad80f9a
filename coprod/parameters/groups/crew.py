"""Crews, equipment and capability: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class Crew(Group):
    """Crews and dispatch: who comes, from where, and what neighbours and volunteers can do before."""

    title_en = "Crews, equipment and capability"
    title_zh = "处置队伍、装备与能力"

    # Crews and dispatch: who comes, from where, and what neighbours and volunteers can do before
    street_crews: int = parameter(
        2, unit="crews/street", bounds=(1, 100), plausible=(1, 4), role="lever", mechanisms=("A04", "F02"),
        en="Street crews", zh="街道处置队",
        tip_en="Crews of a street office that can be at different incidents at the same time.",
        tip_zh="街道办可同时出动的处置队数量。",
    )
    district_teams: int = parameter(
        3, unit="teams/district", bounds=(1, 1000), plausible=(1, 6), role="lever",
        mechanism_from="src:wu2025", mechanisms=("A05", "A17"),
        en="District rescue teams", zh="区级专业救援队",
        tip_en="Professional teams of a district, fire brigade included; specialised incidents wait for one of them.",
        tip_zh="区级专业救援队（含消防）数量，复杂事件须由其处置。",
    )
    ambulances: int = parameter(
        3, unit="crews/district", bounds=(1, 1000), plausible=(1, 6), role="lever", mechanisms=("A17",),
        en="Ambulances", zh="救护车组",
        tip_en="Ambulance crews of a district.", tip_zh="一个区的救护车组数量。",
    )
    specialised: float = parameter(
        0.85, unit="severity", bounds=(0, 1), plausible=(0.6, 1), mechanism_from="src:wu2025", mechanisms=("A17",),
        en="Severity that needs a district team", zh="须区级队伍处置的严重程度",
        tip_en="Incidents from this severity on are beyond a street crew. 1: none but fires.",
        tip_zh="达到该严重程度即超出街道处置能力。取1则除火灾外均由街道处置。",
    )
    turnout: float = parameter(
        1.0, unit="minutes", bounds=(0, 240), plausible=(0.5, 5), mechanisms=("F02",),
        en="Turnout", zh="出动准备时间",
        tip_en="Minutes from the order to a free crew's leaving.", tip_zh="空闲队伍从接令到出发的分钟数。",
    )
    street_travel: float = parameter(
        9.5, unit="minutes", bounds=(0, 600), plausible=(5, 20), number_from="fitted fact:C14", mechanisms=("F02",),
        en="Travel of street crews", zh="街道队伍路程时间",
        tip_en="Mean minutes of travel of a street crew, lift firms included.",
        tip_zh="街道队伍（含电梯维保）路上平均分钟数。",
    )
    district_travel: float = parameter(
        10.5, unit="minutes", bounds=(0, 600), plausible=(8, 30), mechanism_from="note:B8", mechanisms=("A17",),
        en="Travel of district teams", zh="区级队伍路程时间",
        tip_en="Mean minutes of travel of a district team.", tip_zh="区级队伍路上平均分钟数。",
    )
    ambulance_travel: float = parameter(
        8.5, unit="minutes", bounds=(0, 600), plausible=(5, 20), mechanisms=("F02",),
        en="Travel of ambulances", zh="救护车路程时间",
        tip_en="Mean minutes of travel of an ambulance.", tip_zh="救护车路上平均分钟数。",
    )
    dispatch: Literal["own", "nearest"] = parameter(
        "own", role="lever", mechanism_from="src:wu2025", mechanisms=("S07",),
        en="Dispatch rule of street crews", zh="街道队伍调派规则",
        tip_en="own: every street sends its own crew; nearest: the nearest free crew of any street comes.",
        tip_zh="own：各街道只派自己的队伍；nearest：全市统筹，就近调派空闲队伍。",
    )
    next_street: float = parameter(
        1.5, unit="ratio", bounds=(1, 20), plausible=(1.2, 3), mechanisms=("S07",),
        en="Way from another street", zh="邻街队伍路程倍数",
        tip_en="Mean travel of another street's crew relative to the street's own.",
        tip_zh="其他街道队伍的平均路程相对本街道队伍的倍数。",
    )
    next_spread: float = parameter(
        0.7, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanisms=("S07",),
        en="Spread of that way", zh="邻街路程离散程度",
        tip_en="Travel from another street lies evenly within this share of its mean: near a border it is short.",
        tip_zh="邻街路程在均值上下该比例范围内均匀分布：地处交界者近。",
    )
    standing_team: bool = parameter(
        True, role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("C14",),
        en="Standing teams", zh="常备处置队",
        tip_en="Whether street crews are standing teams. If not, people of many departments are called together each time.",
        tip_zh="街道处置队是否常备；否则每次临时从各部门抽调拼凑。",
    )
    assembly: float = parameter(
        12.0, unit="minutes", bounds=(0, 600), plausible=(5, 60), mechanism_from="src:liu_zhang2026", mechanisms=("C14",),
        en="Assembling an ad-hoc team", zh="临时抽调集结用时",
        tip_en="Mean minutes to call an ad-hoc team together. 0: none.",
        tip_zh="临时队伍集结平均所需的分钟数。取0则无须集结。",
    )
    adhoc: float = parameter(
        0.25, unit="share", bounds=(0, 10), plausible=(0, 1), mechanism_from="src:liu_zhang2026", mechanisms=("C14",),
        en="Slower in an ad-hoc team", zh="临时队伍处置延时",
        tip_en="Share by which action takes people longer who do not know each other. 0: no longer.",
        tip_zh="临时拼凑、互不熟悉的队伍处置用时增加的比例。取0则不增加。",
    )
    standing_cost: float = parameter(
        20_000.0, unit="yuan/crew·year", bounds=(0, 1e7), plausible=(0, 400_000), mechanisms=("C14",),
        en="Cost of a standing team", zh="常备队伍年费用",
        tip_en="Public money for training and equipment that only a standing team needs, a crew and year. 0: none.",
        tip_zh="每支常备队伍每年训练与装备所需的公款。取0则不花钱。",
    )
    spread: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("F02",),
        en="Spread of travel and action times", zh="路程与处置时间的离散程度",
        tip_en="Times of travel and action lie evenly within this share below and above their mean. 0: always "
               "the mean.",
        tip_zh="路程与处置时间在均值上下该比例范围内均匀分布。取0则总等于均值。",
    )
    improvise: float = parameter(
        0.5, unit="share", bounds=(0, 10), plausible=(0, 1), mechanism_from="src:huang2026", mechanisms=("P06",),
        en="Slower outside the template", zh="模板外处置延时",
        tip_en="Share by which action takes longer in an incident outside the plan's template. 0: no longer.",
        tip_zh="预案模板之外的事件处置用时增加的比例。取0则不增加。",
    )
    bare_hands: float = parameter(
        1.0, unit="share", bounds=(0, 10), plausible=(0, 3), mechanisms=("S05",),
        en="Slower without supplies", zh="缺物资处置延时",
        tip_en="Share by which action takes longer when all supplies are lacking. 0: supplies do not matter.",
        tip_zh="所需物资全缺时处置用时增加的比例。取0则物资不影响处置。",
    )
    carries: float = parameter(
        1.0, unit="ratio", bounds=(0, 10), plausible=(0.5, 2), mechanisms=("S05", "P03"),
        en="Supplies that a crew carries", zh="队伍随带物资",
        tip_en="Supplies that a crew brings along, relative to what an incident of mean size takes; what is beyond them comes "
               "from a store. 0: nothing.",
        tip_zh="队伍随车携带的物资相对中等规模事件所需的倍数，超出部分须从储备调用。取0则不随带物资。",
    )
    unaided: float = parameter(
        0.3, unit="share", bounds=(0, 10), plausible=(0, 1), mechanisms=("P05",),
        en="Slower without what takes an order", zh="缺少须请示行为时的处置延时",
        tip_en="Share by which a rescue service's work takes longer until neighbours have been evacuated or the gas main has "
               "been shut, where that takes an order. 0: no longer.",
        tip_zh="疏散邻居、关闭燃气总阀等须经请示的行为落实之前，专业救援处置用时增加的比例。取0则不增加。",
    )
    neighbours: int = parameter(
        30, unit="people", bounds=(0, 10_000), plausible=(10, 100), mechanism_from="note:B4", mechanisms=("A12", "S12"),
        en="Neighbours within call", zh="可召集的邻里人数",
        tip_en="Residents near enough to answer a call-out in time; the skilled and registered among them are called. "
               "0: nobody is.",
        tip_zh="离现场足够近、能及时应召的居民数；其中在册的技能人员会被召集。取0则无人可召。",
    )
    neighbour_minutes: float = parameter(
        3.0, unit="minutes", bounds=(0, 240), plausible=(1, 6), number_from="measured fact:C24", mechanisms=("A12", "A02"),
        en="Arrival of a neighbour", zh="邻里到场用时",
        tip_en="Mean minutes from the call-out to the arrival of a neighbour or volunteer.",
        tip_zh="从召集到邻里或志愿者到场的平均分钟数。",
    )
    volunteer_near: float = parameter(
        0.05, unit="probability", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("A02",),
        en="Volunteer on the spot", zh="志愿者恰在近处的概率",
        tip_en="Chance that a volunteer who answers is near enough to come before any crew. 0: none ever is.",
        tip_zh="应召志愿者近到能先于队伍到场的概率。取0则不会先到。",
    )
    helpers_needed: int = parameter(
        10, unit="people", bounds=(0, 1000), plausible=(5, 30), mechanisms=("A02",),
        en="Helpers that an incident can use", zh="单起事件可用帮手数",
        tip_en="Most volunteers that help a crew at one incident. 0: none are let in.",
        tip_zh="一起事件中最多协助队伍的志愿者人数。取0则不使用帮手。",
    )
    helper_gain: float = parameter(
        0.25, unit="share", bounds=(0, 0.95), plausible=(0, 0.5), mechanisms=("A02",),
        en="Gain by helpers", zh="帮手的增益",
        tip_en="Share by which a full set of helpers shortens action where hands count. 0: not at all.",
        tip_zh="帮手充足时，需要人手的处置用时缩短的比例。取0则无影响。",
    )
    scene_staff: float = parameter(
        2.0, unit="people", bounds=(0, 50), plausible=(1, 4), mechanisms=("C01", "A07"),
        en="Committee staff at the scene", zh="居委会到场人数",
        tip_en="Staff of the committee at an incident from its report to its control. 0: none.",
        tip_zh="从接报到控制，居委会派到现场的人数。取0则不到场。",
    )
    able_share: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanism_from="src:huang2026", mechanisms=("P05",),
        en="Front line able to act", zh="一线有能力先行处置的占比",
        tip_en="Share of incidents in which the front line could act at once and only waits for the signature.",
        tip_zh="一线本可立即处置、只因等签批而停下的事件占比。",
    )

    routine_share: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever", mechanism_from="src:huang2026",
        mechanisms=("C01", "A04"),
        en="Routine work of street crews", zh="街道队伍的日常事务占比",
        tip_en="Chance that a crew of a street is out on inspections and errands by day, at a desk asked for just its regular "
               "hours; in proportion to its load otherwise. If all are, one has to come back. Fire brigades, ambulances and lift "
               "firms do no such work. 0: crews stand by.",
        tip_zh="街道工作量恰为正常工时时，一支街道队伍白天外出检查、办事的概率，并随负荷同比增减；全部外出时须等一支返回。"
               "消防、急救与电梯维保不承担此类事务。取0则队伍随时待命。",
    )
    routine_return: float = parameter(
        15.0, unit="minutes", bounds=(0, 600), plausible=(5, 40), mechanisms=("A04",),
        en="Coming back from routine work", zh="从日常事务返回用时",
        tip_en="Mean minutes (exponential) until a crew that is out on routine work has broken off and is back.",
        tip_zh="外出办理日常事务的队伍收尾并返回平均所需的分钟数（指数分布）。",
    )

    # Lightweight equipment of communities: small things that end small incidents
    kit_level: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("S08",),
        en="Lightweight equipment", zh="轻量化装备水平",
        tip_en="How well communities are equipped with what neighbours and volunteers can handle. 0: with what the house "
               "has.",
        tip_zh="社区配备邻里与志愿者能上手使用的装备的程度。取0则只有楼内设施。",
    )
    kit_gain: float = parameter(
        1.0, unit="ratio", bounds=(0, 20), plausible=(0.3, 3), mechanism_from="src:wu2025", mechanisms=("S08",),
        en="What equipment can contain", zh="装备的控制增益",
        tip_en="Share by which full equipment raises the size that first responders contain. 0: not at all.",
        tip_zh="配备齐全时，先到者可控制规模增大的比例。取0则无影响。",
    )
    kit_works: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), mechanisms=("S08",),
        en="Equipment instead of the house's", zh="装备替代楼内设施的比例",
        tip_en="Share of cases in which full equipment makes up for facilities of the house that do not work.",
        tip_zh="楼内设施失灵时，齐全的装备可以顶替的比例。",
    )
    kit_cost: float = parameter(
        8_000.0, unit="yuan/community·year", bounds=(0, 1e7), plausible=(2_000, 30_000), mechanisms=("S08",),
        en="Cost of equipment", zh="装备年费用",
        tip_en="Public money for full equipment of one community in a year. 0: it costs nothing.",
        tip_zh="一个社区配齐装备每年所需的公款。取0则不花钱。",
    )

    # Three orders of capability: basic skills for streets, professional ones for districts, strategic ones for the city
    capability_matrix: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D05",),
        en="Differentiated capability", zh="能力建设差异化程度",
        tip_en="How far every level builds up the kind of skill that is its own. 0: all levels train for the same; 1: "
               "streets basic, districts professional, the city strategic skills, and nothing else.",
        tip_zh="各级只练本级所需能力的程度。取0则上下一般粗；取1则街镇练基础、区练专业、市练战略，各司其职。",
    )
    capability_usual: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="constant", mechanisms=("D05",),
        en="Usual differentiation", zh="通常的差异化程度",
        tip_en="Differentiation at which work at the scene takes as long as stated.",
        tip_zh="现场处置用时按此差异化程度给出。",
    )
    capability_effect: float = parameter(
        0.3, unit="ratio", bounds=(0, 5), plausible=(0, 1), mechanisms=("D05",),
        en="Work without the right skill", zh="能力不对口的代价",
        tip_en="Share by which the work takes longer where the crew has none of the skill it takes, rather than all. "
               "0: skill makes no difference.",
        tip_zh="到场队伍完全不具备所需能力时，处置用时比完全具备时增加的比例。取0则能力对口与否无差别。",
    )
    capability_strategic: float = parameter(
        0.95, unit="severity", bounds=(0, 1), plausible=(0.9, 1), mechanisms=("D05",),
        en="Severity that takes strategic skill", zh="需要战略能力的严重程度",
        tip_en="Incidents at or above this severity take strategic skill; those that a district team is sent for take "
               "professional skill, all others basic skill.",
        tip_zh="达到该严重程度的事件需要战略能力；达到专业队伍出动标准的需要专业能力，其余需要基础能力。",
    )
