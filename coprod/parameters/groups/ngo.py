"""Social organisations: parameters."""

from coprod.parameters.declare import Group, parameter


class Ngo(Group):
    """Social organisations: hubs that recruit, train and match, as long as they stand on their own feet."""

    title_en = "Social organisations"
    title_zh = "社会组织"

    density: float = parameter(
        0.0, unit="per 10,000 residents", bounds=(0, 1000), plausible=(0, 12), role="lever", mechanism_from="src:huang2026",
        mechanisms=("A09",),
        en="Social organisations", zh="社会组织密度",
        tip_en="Social organisations for every 10,000 residents that work on safety, besides those counted in today's "
               "figures. 0: none.",
        tip_zh="在现状之外，每万名居民拥有的从事安全服务的社会组织数。取0则没有。",
    )
    half: float = parameter(
        4.0, unit="per 10,000 residents", bounds=(0.01, 1000), plausible=(2, 10), mechanisms=("A09",),
        en="Density of half the effect", zh="作用过半的密度",
        tip_en="Density at which half of what organisations can reach is reached.",
        tip_zh="社会组织可及范围达到一半时的密度。",
    )
    autonomy: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Autonomy of organisations", zh="社会组织自主性",
        tip_en="Share of their substance that organisations keep in the long run; the rest turns into ritual as they come "
               "to depend on the office that pays them. 1: they stay independent.",
        tip_zh="社会组织长期保有的实质作用比例；其余在依附出资部门的过程中流于仪式。取1则始终独立。",
    )
    drift: float = parameter(
        0.5, unit="per year", bounds=(0, 100), plausible=(0.1, 2), mechanisms=("A09",),
        en="Drift into dependence", zh="体制依附速率",
        tip_en="Rate at which what is not kept by autonomy turns into ritual. 0: never.",
        tip_zh="缺乏自主性支撑的部分流于仪式的年速率。取0则不会。",
    )
    recruit_gain: float = parameter(
        1.0, unit="ratio", bounds=(0, 50), plausible=(0.2, 3), mechanisms=("A09",),
        en="Recruitment by organisations", zh="社会组织招募增益",
        tip_en="Share by which organisations at full reach raise the joining of volunteers. 0: not at all.",
        tip_zh="社会组织全面覆盖时，志愿者加入速率提高的比例。取0则无影响。",
    )
    train_gain: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.1, 0.8), mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Training by organisations", zh="社会组织培训增益",
        tip_en="Share of what drills lack in quality that organisations at full reach make up for. 0: none.",
        tip_zh="社会组织全面覆盖时，可补足演练质量缺口的比例。取0则无影响。",
    )
    match_gain: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0.05, 0.5), mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Matching by organisations", zh="社会组织匹配增益",
        tip_en="Share of unanswered calls that organisations at full reach pass on to somebody who comes. 0: none.",
        tip_zh="社会组织全面覆盖时，无人应答的求助转介给能到场者的比例。取0则无影响。",
    )
    cost: float = parameter(
        30_000.0, unit="yuan per year", bounds=(0, 1e7), plausible=(5_000, 200_000), role="constant",
        mechanisms=("A09",),
        en="Purchase of services", zh="购买服务经费",
        tip_en="Public money that pays one organisation for a year.", tip_zh="每个社会组织每年的政府购买服务经费。",
    )
