"""Parameters that every type of incident has: one declaration each, told in the words of the type."""

from typing import Any

from coprod.parameters.declare import parameter

Kind = tuple[str, str]

FIRE = "dwelling fires", "住宅火灾"
ARREST = "cardiac arrests", "心脏骤停"
LIFT = "lift entrapments", "电梯困人"
WATER = "waterlogging", "内涝积水"
UTILITY = "power or water failures", "供电供水故障"
DISORDER = "public-order or health events", "治安与公共卫生事件"
GAS = "gas accidents", "燃气事故"
INJURY = "injuries", "跌伤与中暑等伤害"


def rate(value: float, kind: Kind, number_from: str = "assumed", plausible: tuple[float, float] | None = None) -> Any:
    """Declare how often a type strikes by chance."""
    return parameter(
        value, unit="per 5,000 residents·year", bounds=(0, 1000), plausible=plausible or (value / 2, value * 2),
        mechanism_from="note:B11", number_from=number_from, mechanisms=("F02",), en=f"Rate of {kind[0]}", zh=f"{kind[1]}发生率",
        tip_en=f"How often {kind[0]} strike by chance alone, a year among 5,000 residents. 0: never.",
        tip_zh=f"每年每5,000名居民中偶发{kind[1]}的次数。取0则不发生。",
    )


def entry(value: float, kind: Kind, number_from: str = "assumed") -> Any:
    """Declare how often a type needs a forced door."""
    return parameter(
        value, unit="share", bounds=(0, 1), plausible=(0, 0.6), number_from=number_from, mechanisms=("P03",),
        en=f"Forced doors in {kind[0]}", zh=f"{kind[1]}须破拆占比",
        tip_en=f"Share of {kind[0]} in which a door or fence must be forced.",
        tip_zh=f"{kind[1]}中须破拆门窗围挡的比例。",
    )


def money(value: float, kind: Kind, number_from: str = "assumed") -> Any:
    """Declare how often a type needs reserve money."""
    return parameter(
        value, unit="share", bounds=(0, 1), plausible=(0, 0.8), number_from=number_from, mechanisms=("P03", "C05"),
        en=f"Reserve money in {kind[0]}", zh=f"{kind[1]}须动用备用金占比",
        tip_en=f"Share of {kind[0]} that need money from the reserve fund.", tip_zh=f"{kind[1]}中须动用备用金的比例。",
    )


def detect(value: float, kind: Kind) -> Any:
    """Declare how long a type goes unnoticed."""
    return parameter(
        value, unit="minutes", bounds=(0, 1440), plausible=(value / 2, value * 2), mechanisms=("F02",),
        en=f"Time to notice {kind[0]}", zh=f"发现{kind[1]}用时",
        tip_en=f"Mean minutes until somebody notices {kind[0]} by day, where nobody is on the alert.",
        tip_zh=f"白天、无人特别警觉时，{kind[1]}从发生到被发现的平均分钟数。",
    )


def own_call(value: float, kind: Kind) -> Any:
    """Declare how much of the noticing those who are struck do themselves."""
    return parameter(
        value, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("F02", "A18"),
        en=f"Noticed by those struck: {kind[0]}", zh=f"{kind[1]}由受困者自行发现占比",
        tip_en=f"Share of the noticing of {kind[0]} by day that those do who are struck and able to; the rest falls to whoever "
               "is at home and within call. 1: nobody else is needed.",
        tip_zh=f"白天{kind[1]}的发现中由有能力的受困者本人完成的比例，其余靠在家的近邻。取1则不靠他人。",
    )


def action(value: float, kind: Kind, number_from: str = "assumed") -> Any:
    """Declare how long a crew needs on the spot."""
    return parameter(
        value, unit="minutes", bounds=(0, 1440), plausible=(value / 2, value * 2),
        number_from=number_from, mechanisms=("F02",),
        en=f"Time to control {kind[0]}", zh=f"控制{kind[1]}用时",
        tip_en=f"Mean minutes a crew needs on the spot to control {kind[0]}.",
        tip_zh=f"队伍到场后控制{kind[1]}平均所需的分钟数。",
    )


def window(value: float, kind: Kind, number_from: str = "assumed") -> Any:
    """Declare the golden window of a type."""
    return parameter(
        value, unit="minutes", bounds=(0, 10_000), plausible=(value / 2, value * 2),
        number_from=number_from, mechanisms=("P04",),
        en=f"Golden window of {kind[0]}", zh=f"{kind[1]}黄金处置时间",
        tip_en=f"Minutes from the start within which {kind[0]} should be under control.",
        tip_zh=f"{kind[1]}发生后应得到控制的分钟数。",
    )


def people(value: float, kind: Kind) -> Any:
    """Declare how many a type endangers."""
    return parameter(
        value, unit="people", bounds=(1, 1000), plausible=(1, 10), mechanisms=("A18",),
        en=f"People in danger in {kind[0]}", zh=f"{kind[1]}涉险人数",
        tip_en=f"Mean number of people in danger in {kind[0]}.", tip_zh=f"{kind[1]}平均涉险人数。",
    )


def spread(value: float, kind: Kind) -> Any:
    """Declare how fast a type grows."""
    return parameter(
        value, unit="per minute", bounds=(0, 10), plausible=(value / 2, value * 2),
        mechanism_from="note:B8", mechanisms=("P04",),
        en=f"Growth of {kind[0]}", zh=f"{kind[1]}扩大速率",
        tip_en=f"Rate at which {kind[0]} grow as long as they are small (logistic).",
        tip_zh=f"{kind[1]}初期的扩大速率（逻辑斯蒂增长）。",
    )


def damage(value: float, kind: Kind, number_from: str = "assumed") -> Any:
    """Declare the damage of a type at its worst."""
    return parameter(
        value, unit="yuan", bounds=(0, 1e9), plausible=(value / 4, value * 4), number_from=number_from, mechanisms=("P04",),
        en=f"Damage by {kind[0]}", zh=f"{kind[1]}财产损失",
        tip_en=f"Damage of {kind[0]} of mean size that nobody stops.",
        tip_zh=f"中等规模{kind[1]}若无人处置造成的财产损失。",
    )


def lethality(value: float, kind: Kind, number_from: str = "assumed", most: float | None = None) -> Any:
    """Declare the lethality of a type at its worst."""
    return parameter(
        value, unit="lives/person", bounds=(0, 1), plausible=(0, value * 4 if most is None else most),
        mechanism_from="note:B8", number_from=number_from, mechanisms=("P04", "A18"),
        en=f"Lethality of {kind[0]}", zh=f"{kind[1]}致死率",
        tip_en=f"Chance that a person in danger who is not elderly dies in {kind[0]} of mean size that nobody stops.",
        tip_zh=f"中等规模{kind[1]}若无人处置，每名涉险非老年人的死亡概率。",
    )
