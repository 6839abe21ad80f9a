"""Social ties: parameters of who knows whom."""

from coprod.parameters.declare import Group, parameter


class Network(Group):
    """Who knows whom: four layers of ties, each switched off by its zero."""

    title_en = "Social ties"
    title_zh = "关系网络"

    household: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.8, 1), mechanisms=("F04",),
        en="Ties within the household", zh="家庭内部联系",
        tip_en="Share of pairs in a household who influence each other. 0: this layer is missing.",
        tip_zh="同户成员中彼此影响的成对比例。取0则无此层关系。",
    )
    neighbours: float = parameter(
        4.0, unit="ties", bounds=(0, 50), plausible=(0, 10), role="lever", mechanisms=("F04",),
        en="Ties with neighbours", zh="邻里联系",
        tip_en="Mean number of neighbours of the same building whom a resident knows. 0: neighbours are strangers.",
        tip_zh="居民在同楼栋相识邻居的平均数。取0则邻里互不相识。",
    )
    nearby: int = parameter(
        12, unit="people", bounds=(1, 1000), plausible=(6, 40), mechanisms=("F04",),
        en="Neighbours within reach", zh="邻里范围",
        tip_en="People next door among whom a resident finds neighbours: the fewer, the closer the circles.",
        tip_zh="居民结识邻居的近邻人数：范围越小，邻居之间越相互熟识。",
    )
    group_share: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.5), role="lever", mechanisms=("F04",),
        en="Members of community groups", zh="社区社团参与率",
        tip_en="Share of residents in a group of their community, such as a dance team or a choir. 0: there are none.",
        tip_zh="参加本社区文体社团（如舞蹈队、合唱队）的居民比例。取0则无社团。",
    )
    group_size: int = parameter(
        8, unit="people", bounds=(2, 100), plausible=(5, 20), mechanisms=("F04",),
        en="Size of a community group", zh="社团规模",
        tip_en="People in a community group, who all know each other.", tip_zh="一个社团的人数，成员彼此相识。",
    )
    kin: float = parameter(
        1.0, unit="ties", bounds=(0, 50), plausible=(0, 4), mechanisms=("F04",),
        en="Ties with kin and friends", zh="亲友联系",
        tip_en="Mean number of relatives and friends elsewhere in town: the long ties. 0: there are none.",
        tip_zh="居民在全城其他地方亲友的平均数，即远距离联系。取0则无此层关系。",
    )
