"""Shocks that many communities share: parameters."""

from __future__ import annotations

from typing import Any

from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message

Kind = tuple[str, str]
STORM = "storm", "暴雨"
HEAT = "heat wave", "热浪"
COLD = "cold spell", "寒潮"
QUAKE = "earthquake", "地震"


def _rate(value: float, kind: Kind, plausible: tuple[float, float], number_from: str = "assumed") -> Any:
    return parameter(
        value, unit="per year", bounds=(0, 100), plausible=plausible, number_from=number_from,
        mechanisms=("F02", "P09", "E04") if kind is QUAKE else ("F02", "P09"),
        en=f"{kind[0].capitalize()}s a year", zh=f"每年{kind[1]}次数",
        tip_en=f"Mean number of {kind[0]}s a year that reach a given place. 0: there are none.",
        tip_zh=f"某一地点平均每年遭遇{kind[1]}的次数。取0则不发生。",
    )


def _hours(value: float, kind: Kind, plausible: tuple[float, float]) -> Any:
    return parameter(
        value, unit="hours", bounds=(0.1, 1000), plausible=plausible, mechanisms=("F02", "P09"),
        en=f"Duration of a {kind[0]}" if kind is not QUAKE else "Duration of an earthquake", zh=f"{kind[1]}持续时间",
        tip_en=f"Mean hours over which what the {kind[0]} brings begins; single ones last half as long to half as long again.",
        tip_zh=f"{kind[1]}引发的事件陆续发生的平均小时数；各次在均值的0.5至1.5倍之间。",
    )


def _radius(value: float, kind: Kind, plausible: tuple[float, float]) -> Any:
    return parameter(
        value, unit="km", bounds=(0.1, 2000), plausible=plausible, mechanisms=("F02", "P09"),
        en=f"Radius of the {kind[0]}", zh=f"{kind[1]}影响半径",
        tip_en=f"Distance from its centre within which a {kind[0]} is felt, less and less towards the edge.",
        tip_zh=f"{kind[1]}自中心起有感的距离，越靠外缘越弱。",
    )


def _shape(value: float, kind: Kind, plausible: tuple[float, float], number_from: str = "assumed") -> Any:
    return parameter(
        value, bounds=(0, 0.4), plausible=plausible, number_from=number_from, mechanisms=("F02", "P09"),
        en=f"Heaviness of the tail of {kind[0]}s", zh=f"{kind[1]}强度重尾程度",
        tip_en=f"Shape of the generalised Pareto distribution of the intensity of {kind[0]}s, its mean being 1. 0: exponential.",
        tip_zh=f"{kind[1]}强度（均值为1）所服从的广义帕累托分布的形状参数。取0则为指数分布。",
    )


def _brings(value: float, kind: Kind, what: Kind, *, per: Kind = ("5,000 residents", "5,000名居民"),
            number_from: str = "assumed") -> Any:
    return parameter(
        value, unit=f"per {per[0]}", bounds=(0, 100), plausible=(0, value * 4 if value else 1),
        number_from=number_from, mechanisms=("P09",),
        en=f"{what[0].capitalize()} in a {kind[0]}" if kind is not QUAKE else f"{what[0].capitalize()} in an earthquake",
        zh=f"{kind[1]}引发的{what[1]}",
        tip_en=f"Mean number of {what[0]} among {per[0]} that one {kind[0]} brings where it is felt. 0: none.",
        tip_zh=f"一次{kind[1]}在受影响地区平均每{per[1]}引发的{what[1]}数。取0则无。",
    )


FIRES = "dwelling fires", "住宅火灾"
ARRESTS = "cardiac arrests", "心脏骤停"
LIFTS = "lift entrapments", "电梯困人"
UTILITIES = "power or water failures", "供电供水故障"
GAS = "gas accidents", "燃气事故"
INJURIES = "injuries", "跌伤与中暑等伤害"
PER_LIFT = "lift", "部电梯"


class Shock(Group):
    """Storms, heat waves, cold spells and earthquakes: how often, how hard, how wide, and what they bring together."""

    title_en = "Shocks"
    title_zh = "灾害冲击"

    # How often, how hard, how long and how wide; storms keep to the flood season
    storm_rate: float = _rate(6.0, STORM, (3, 12))
    storm_shape: float = _shape(0.114, STORM, (0.05, 0.2), "derived src:papalexiou2013")
    storm_hours: float = _hours(6.0, STORM, (2, 24))
    storm_radius: float = _radius(8.0, STORM, (3, 30))
    heat_rate: float = _rate(3.0, HEAT, (1, 5))
    heat_hours: float = _hours(120.0, HEAT, (72, 240))
    heat_radius: float = _radius(200.0, HEAT, (100, 500))
    cold_rate: float = _rate(2.0, COLD, (1, 4))
    cold_hours: float = _hours(72.0, COLD, (48, 168))
    cold_radius: float = _radius(300.0, COLD, (100, 500))
    earthquake_rate: float = _rate(0.0021, QUAKE, (0, 0.01), "derived src:gb18306")
    earthquake_shape: float = _shape(0.2, QUAKE, (0, 0.3))
    earthquake_hours: float = _hours(3.0, QUAKE, (1, 24))
    earthquake_radius: float = _radius(60.0, QUAKE, (20, 200))

    # What they bring
    growth: float = parameter(
        1.0, bounds=(0, 1.5), plausible=(0.5, 1.5), mechanisms=("P09",),
        en="Incidents by the strength of a shock", zh="事件数随冲击强度的增长",
        tip_en="Power of the local strength with which the number of incidents grows. 0: every shock brings as many.",
        tip_zh="事件数按当地强度的该次幂增长。取0则各次冲击引发的事件数相同。",
    )
    flood_depth: float = parameter(
        2.0, bounds=(0, 2), plausible=(1, 2), mechanisms=("P09",),
        en="Size of floods by the strength of a storm", zh="内涝规模随暴雨强度的增长",
        tip_en="Power of the local strength with which the size of each flood grows. 0: floods are of one size in all storms.",
        tip_zh="每起内涝的规模按当地强度的该次幂增长。取0则各次暴雨的内涝规模相同。",
    )
    lowland_gain: float = parameter(
        3.0, unit="ratio", bounds=(0, 50), plausible=(1, 6), mechanisms=("P09", "F08"),
        en="Floods on low-lying ground", zh="低洼地易涝程度",
        tip_en="How much harder a storm strikes homes on low-lying ground than others: 3 means four times. 0: as others.",
        tip_zh="低洼地住户所受内涝强度比其他住户多出的倍数：3即四倍。取0则相同。",
    )
    basement_gain: float = parameter(
        1.0, unit="ratio", bounds=(0, 50), plausible=(0.5, 3), mechanisms=("P09", "F08"),
        en="Floods where there are basements", zh="地下空间易涝程度",
        tip_en="How much harder a storm strikes buildings with basements than others. 0: as others.",
        tip_zh="有地下空间的楼栋所受内涝强度比其他楼栋多出的倍数。取0则相同。",
    )
    storm_utility: float = _brings(0.03, STORM, UTILITIES)
    storm_lift: float = _brings(0.0005, STORM, LIFTS, per=PER_LIFT)
    storm_injury: float = _brings(0.03, STORM, INJURIES)
    storm_road: float = parameter(
        0.03, unit="probability", bounds=(0, 1), plausible=(0, 0.2), mechanisms=("P09", "T16"),
        en="Roads that storms cut", zh="暴雨阻断道路",
        tip_en="Mean number of times that a storm cuts the access road of a community where it is felt. 0: never.",
        tip_zh="一次暴雨在受影响社区平均阻断进出道路的次数。取0则不阻断。",
    )
    heat_arrest: float = _brings(0.005, HEAT, ARRESTS)
    heat_injury: float = _brings(0.1, HEAT, INJURIES)
    heat_utility: float = _brings(0.02, HEAT, UTILITIES)
    cold_arrest: float = _brings(0.003, COLD, ARRESTS)
    cold_injury: float = _brings(0.03, COLD, INJURIES)
    cold_utility: float = _brings(0.02, COLD, UTILITIES)
    cold_fire: float = _brings(0.01, COLD, FIRES)
    cold_gas: float = _brings(0.0005, COLD, GAS)
    earthquake_fire: float = _brings(0.2, QUAKE, FIRES)
    earthquake_gas: float = _brings(0.5, QUAKE, GAS)
    earthquake_injury: float = _brings(10.0, QUAKE, INJURIES)
    earthquake_arrest: float = _brings(0.1, QUAKE, ARRESTS)
    earthquake_utility: float = _brings(3.0, QUAKE, UTILITIES)
    earthquake_lift: float = _brings(0.005, QUAKE, LIFTS, per=PER_LIFT)
    earthquake_road: float = parameter(
        0.2, unit="probability", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("P09", "T16"),
        en="Roads that earthquakes cut", zh="地震阻断道路",
        tip_en="Mean number of times that an earthquake cuts the access road of a community where it is felt. 0: never.",
        tip_zh="一次地震在受影响社区平均阻断进出道路的次数。取0则不阻断。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be: the damage of storms and earthquakes must have a mean."""
        found: list[tuple[str, object, str]] = []
        for name, power in (("storm_shape", self.growth + self.flood_depth), ("earthquake_shape", self.growth)):
            if getattr(self, name) * power >= 1:
                found.append((name, getattr(self, name), message("problem.tail_too_heavy", most=f"{1 / power:.3g}")))
        return found
