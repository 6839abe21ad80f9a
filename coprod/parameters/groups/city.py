"""The city above the districts: parameters."""

from coprod.parameters.declare import Group, parameter


class City(Group):
    """What the city provides: a platform of data, and who may use it."""

    title_en = "The city"
    title_zh = "市级赋能"

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
