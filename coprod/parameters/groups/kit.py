"""Lightweight equipment: parameters."""

from coprod.parameters.declare import Group, parameter


class Kit(Group):
    """Lightweight equipment of communities: small things that end small incidents."""

    title_en = "Lightweight equipment"
    title_zh = "轻量化装备"

    level: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("S08",),
        en="Lightweight equipment", zh="轻量化装备水平",
        tip_en="How well communities are equipped with what neighbours and volunteers can handle. 0: with what the house "
               "has.",
        tip_zh="社区配备邻里与志愿者能上手使用的装备的程度。取0则只有楼内设施。",
    )
    gain: float = parameter(
        1.0, unit="ratio", bounds=(0, 20), plausible=(0.3, 3), mechanism_from="src:wu2025", mechanisms=("S08",),
        en="What equipment can contain", zh="装备的控制增益",
        tip_en="Share by which full equipment raises the size that first responders contain. 0: not at all.",
        tip_zh="配备齐全时，先到者可控制规模增大的比例。取0则无影响。",
    )
    works: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), mechanisms=("S08",),
        en="Equipment instead of the house's", zh="装备替代楼内设施的比例",
        tip_en="Share of cases in which full equipment makes up for facilities of the house that do not work.",
        tip_zh="楼内设施失灵时，齐全的装备可以顶替的比例。",
    )
    cost: float = parameter(
        8_000.0, unit="yuan/community·year", bounds=(0, 1e7), plausible=(2_000, 30_000), mechanisms=("S08",),
        en="Cost of equipment", zh="装备年费用",
        tip_en="Public money for full equipment of one community in a year. 0: it costs nothing.",
        tip_zh="一个社区配齐装备每年所需的公款。取0则不花钱。",
    )
