"""Public emotion: parameters."""

from coprod.parameters.declare import Group, parameter


class Emotion(Group):
    """Public emotion after large incidents: contagion, help, and panic buying (note:B15)."""

    title_en = "Public emotion"
    title_zh = "公众情绪"

    shock: float = parameter(
        0.8, unit="0-1", bounds=(0, 1), plausible=(0, 1), mechanism_from="src:grassroots_review", mechanisms=("T13",),
        en="Alarm next door", zh="身边人的惊恐",
        tip_en="Alarm of those who live where a large incident happens. 0: nothing alarms anybody.",
        tip_zh="重大事件发生地居民的惊恐程度。取0则无人惊恐。",
    )
    contagion: float = parameter(
        0.6, bounds=(0, 0.99), plausible=(0, 0.9), mechanism_from="note:B15", mechanisms=("T13",),
        en="Emotional contagion", zh="情绪感染",
        tip_en="How far people's alarm follows that of those they know. 0: everybody for themselves.",
        tip_zh="个人惊恐程度受熟人影响的比例。取0则互不影响。",
    )
    fade: float = parameter(
        0.1, unit="per day", bounds=(0.001, 1), plausible=(0.03, 0.5), mechanisms=("T13", "T18"),
        en="Fading of emotion", zh="情绪消退",
        tip_en="Share of alarm that fades in a day.", tip_zh="惊恐情绪每日消退的比例。",
    )
    solidarity: float = parameter(
        1.0, unit="utils", bounds=(0, 10), plausible=(0, 3), mechanisms=("T13",),
        en="Emotion makes people help", zh="情绪激发互助",
        tip_en="Utility that full alarm adds to helping neighbours. 0: none.",
        tip_zh="情绪高涨时邻里互助所增加的效用。取0则无影响。",
    )
    panic_gain: float = parameter(
        0.5, unit="ratio", bounds=(0, 10), plausible=(0, 2), mechanism_from="note:B15", mechanisms=("T12",),
        en="Panic buying", zh="恐慌抢购",
        tip_en="By how much full alarm multiplies the relief kits that households buy (1 + φx). 0: nobody hoards.",
        tip_zh="全面恐慌时居民购买应急物资的增幅（1+φx）。取0则无人抢购。",
    )
    hoard_days: float = parameter(
        14.0, unit="days", bounds=(0, 365), plausible=(3, 30), mechanisms=("T12",),
        en="What is hoarded for", zh="囤货天数",
        tip_en="Days of a community's emergency need that households would lay in.",
        tip_zh="居民按社区应急日需求囤积的天数。",
    )
