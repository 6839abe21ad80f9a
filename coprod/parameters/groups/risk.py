"""Perceived risk: parameters."""

from coprod.parameters.declare import Group, parameter


class Risk(Group):
    """Perceived risk: called up by incidents nearby and forgotten without them (note:B14)."""

    title_en = "Perceived risk"
    title_zh = "感知风险"

    weight: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("W04",),
        en="Weight of recent incidents", zh="近期事件的影响",
        tip_en="Share of perceived risk that follows what has happened in the community lately. 0: none.",
        tip_zh="感知风险中随社区近期事件变化的比例。取0则不变。",
    )
    decay: float = parameter(
        0.5, unit="per year", bounds=(0.01, 50), plausible=(0.3, 2), role="uncertainty",
        mechanism_from="fact:C30", number_from="assumed fact:C30",
        mechanisms=("W04",),
        en="Complacency", zh="侥幸麻痹速度",
        tip_en="Rate at which incidents are forgotten.", tip_zh="居民淡忘以往事件的速率。",
    )
    usual: float = parameter(
        12.5, unit="incidents per year", bounds=(0.01, 10_000), plausible=(10, 40),
        mechanism_from="note:B11", mechanisms=("W04",),
        en="Usual incidents", zh="通常的事件数",
        tip_en="Incidents of mean size a year among 5,000 residents at which perceived risk stays as it is.",
        tip_zh="每5,000名居民每年发生多少起中等规模事件时，感知风险保持不变。",
    )
