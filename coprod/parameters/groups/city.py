"""The city and its takeover: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter

LEAST_AGAIN = 10.0
"""Minutes between two looks at the triggers of a takeover, at least: a meeting takes as long (assumed)."""


class City(Group):
    """What the city provides: a platform of data, and who may use it."""

    title_en = "The city and its takeover"
    title_zh = "市级赋能与接管"

    # What the city provides: a platform of data, and who may use it
    platform: bool = parameter(
        False, role="lever", mechanism_from="src:wu2025", mechanisms=("D11", "A06"),
        en="City data platform", zh="市级数据平台",
        tip_en="Whether the city runs a platform on which departments and districts put their data.",
        tip_zh="市级是否建设汇聚各部门、各区数据的平台。",
    )
    access: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D11",),
        en="Streets with access", zh="街道接入比例",
        tip_en="Share of streets that may use the platform. 0: it serves those above alone.",
        tip_zh="获得平台数据接口的街道比例。取0则只供上级使用。",
    )
    platform_quality: float = parameter(
        0.8, bounds=(0.01, 1), plausible=(0.5, 1), mechanisms=("D11",),
        en="Use of platform data", zh="平台数据可用度",
        tip_en="How much of what another knows can be read off the platform, 1 for all.",
        tip_zh="通过平台能获知他方信息的程度，1为全部。",
    )
    platform_cost: float = parameter(
        2_000.0, unit="yuan/day", bounds=(0, 1e7), plausible=(500, 20_000), role="constant", mechanisms=("D11",),
        en="Cost of the platform", zh="平台运行费",
        tip_en="Public money a day and district that the platform costs.", tip_zh="平台在每个区每日的运行经费。",
    )

    # The district commands by default; when the city takes over, how soon, and what it brings
    escalation_in_force: bool = parameter(
        False, role="lever", mechanism_from="src:wu2025", mechanisms=("A06", "D06", "D07", "D08", "D09"),
        en="Rules of takeover in force", zh="接管规则生效",
        tip_en="Whether the city takes grave incidents over on one of four triggers, and keeps teams and stock for it. If "
               "not, the district commands whatever happens.",
        tip_zh="重大事件满足四项条件之一时，是否由市级接管并动用市级专业队伍与战略储备；否则始终由区级指挥。",
    )
    escalation_grave: float = parameter(
        0.8, unit="severity", bounds=(0, 1), plausible=(0.6, 0.95), mechanisms=("A06",),
        en="Severity that may be taken over", zh="可由市级接管的严重程度",
        tip_en="Only incidents from this severity on are ever taken over.", tip_zh="仅达到该严重程度的事件才可能由市级接管。",
    )
    escalation_spread: int = parameter(
        2, unit="districts", bounds=(1, 1000), plausible=(2, 4), role="lever", mechanism_from="src:wu2025", mechanisms=("D06",),
        en="Trigger 1: districts affected", zh="条件一：波及区数",
        tip_en="The city takes over when incidents of the kind affect so many districts, at a border or at once. 1000: "
               "never for this.",
        tip_zh="区界事件或同时发生的同类事件波及这么多个区时，由市级接管。取1000则不因此接管。",
    )
    escalation_theta_c: float = parameter(
        1.0, unit="ratio", bounds=(0, 1000), plausible=(0.5, 3), role="lever", mechanism_from="note:B13", mechanisms=("D07",),
        en="Trigger 2: need over capacity", zh="条件二：需求与区级能力之比",
        tip_en="The city takes over when the sizes of what is open in the district add up to more than so many times its "
               "teams, one for an incident of mean size. 1000: never for this.",
        tip_zh="区内在处事件的规模合计超过区级队伍数（一支队伍应对一起平均规模事件）的这么多倍时，由市级接管。"
               "取1000则不因此接管。",
    )
    escalation_types: Literal["none", "dwelling_fire", "waterlogging", "utility_failure", "public_order", "any"] = parameter(
        "none", role="lever", mechanism_from="src:wu2025", mechanisms=("D08",),
        en="Trigger 3: types that are the city's", zh="条件三：预案规定由市级负责的类型",
        tip_en="Type of grave incident that plans give to the city from the first.",
        tip_zh="预案明确规定由市级直接负责的重大事件类型。",
    )
    escalation_request: bool = parameter(
        True, role="lever", mechanism_from="src:wu2025", mechanisms=("D09",),
        en="Trigger 4: the district may ask", zh="条件四：区级可请求接管",
        tip_en="Whether a district may ask the city to take over.", tip_zh="区级是否可以请求市级支援或接管指挥权。",
    )
    escalation_request_bias: float = parameter(
        0.0, bounds=(-10, 10), plausible=(-3, 3), role="lever", mechanism_from="note:B13", mechanisms=("D09",),
        en="Readiness to ask", zh="请求接管的倾向",
        tip_en="How ready districts are to ask, as log odds. 0: they ask every other time when load and threshold are equal.",
        tip_zh="区级请求接管的倾向（对数优势）。取0则负荷恰等于阈值时有一半机会请求。",
    )
    escalation_request_slope: float = parameter(
        4.0, bounds=(0, 50), plausible=(1, 10), mechanisms=("D09",),
        en="Weight of load in asking", zh="负荷对请求的影响",
        tip_en="How strongly load decides whether the district asks. 0: it does not matter.",
        tip_zh="负荷对区级是否请求的影响程度。取0则无影响。",
    )
    escalation_request_load: float = parameter(
        1.0, unit="ratio", bounds=(0, 100), plausible=(0.5, 2), mechanisms=("D09",),
        en="Load at which a district asks", zh="请求接管的负荷阈值",
        tip_en="Load relative to capacity around which a district begins to ask.",
        tip_zh="区级开始请求接管时，负荷与能力之比。",
    )
    escalation_request_minutes: float = parameter(
        60.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 240), mechanisms=("D09",),
        en="Hesitation before asking", zh="请求前的迟疑",
        tip_en="Mean minutes for which a district puts off asking if it has everything to fear from it. 0: none.",
        tip_zh="最担心被追责的区平均拖延请求的分钟数。取0则不拖延。",
    )
    escalation_blame: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0, 1), mechanism_from="note:B13", mechanisms=("D09",),
        en="Asking taken for failure", zh="求援被视为失职的程度",
        tip_en="How far asking for help is held against the district, so that fear of blame keeps it from asking and puts "
               "it off. 0: not at all.",
        tip_zh="请求支援在多大程度上被看作失职，因怕追责而少请求、晚请求。取0则毫无顾虑。",
    )
    escalation_notice: float = parameter(
        60.0, unit="minutes", bounds=(0, 10_000), plausible=(0, 240), mechanism_from="src:wu2025",
        mechanisms=("D06", "D07", "D09"),
        en="City sees it by itself", zh="市级自行察觉用时",
        tip_en="Mean minutes until the city sees by itself that several districts are affected or one is overloaded; a district "
               "that asks tells it sooner, and a city platform shows it. 0: it sees everything at once.",
        tip_zh="多区受影响或一区超负荷时，市级自行察觉平均所需的分钟数；区级请求或市级平台可使其更早知悉。取0则即时知悉。",
    )
    escalation_again: float = parameter(
        15.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 60), mechanisms=("D07", "D09"),
        en="Looking at the triggers again", zh="再次研判间隔",
        tip_en="Minutes after which the triggers are looked at again at a grave incident that goes on: load grows, and a "
               f"district that would not ask may ask later; at most every {LEAST_AGAIN:g} minutes. 0: they are looked at once.",
        tip_zh="重大事件持续期间，每隔多少分钟再次研判接管条件：负荷会增长，先前未请求的区可能稍后请求；"
               f"最多每{LEAST_AGAIN:g}分钟一次。取0则只研判一次。",
    )
    escalation_takeover: float = parameter(
        30.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 120), role="lever",
        mechanism_from="note:B13", mechanisms=("A06",),
        en="Time to take over", zh="市级接管用时",
        tip_en="Mean minutes from a trigger to the city's being in command; until then the district commands. 0: at once.",
        tip_zh="从条件触发到市级接手指挥的平均分钟数，此前仍由区级指挥。取0则即时接管。",
    )
    escalation_handover: float = parameter(
        5.0, unit="minutes", bounds=(0, 1000), plausible=(0, 20), mechanisms=("A06",),
        en="Change of command", zh="指挥权交接用时",
        tip_en="Minutes that crews at the scene lose to a change of command. 0: none.",
        tip_zh="指挥权交接时，现场队伍耽误的分钟数。取0则不耽误。",
    )
    escalation_city_teams: int = parameter(
        2, unit="teams", bounds=(1, 1000), plausible=(1, 20), role="lever", mechanism_from="src:wu2025", mechanisms=("A06",),
        en="Teams of the city", zh="市级专业队伍数",
        tip_en="Teams of the city, for incidents that it has taken over.", tip_zh="市级用于其接管事件的专业队伍数量。",
    )
    escalation_travel: float = parameter(
        20.0, unit="minutes", bounds=(0, 1000), plausible=(10, 60), mechanisms=("A06",),
        en="Travel of the city's teams", zh="市级队伍路程时间",
        tip_en="Mean minutes of travel of a team of the city.", tip_zh="市级专业队伍路上的平均分钟数。",
    )
    escalation_stock: float = parameter(
        1.0, unit="days", bounds=(0, 100), plausible=(0, 5),
        role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("A06",),
        en="Strategic stock", zh="市级战略储备",
        tip_en="Goods kept for incidents that the city has taken over, in days of all communities' emergency need. 0: none.",
        tip_zh="专供市级接管事件使用的物资，以全部社区应急日需求的天数计。取0则没有。",
    )
    escalation_team_cost: float = parameter(
        300_000.0, unit="yuan/team·year", bounds=(0, 1e8), plausible=(50_000, 1_000_000), role="constant",
        mechanisms=("A06",), en="Cost of a city team", zh="市级队伍年费用",
        tip_en="Public money that a team of the city costs a year.", tip_zh="一支市级专业队伍每年所需的公款。",
    )
