"""Space: parameters."""

from coprod.parameters.declare import Group, parameter


class Space(Group):
    """Space: how far it is, what blocks the way, where people find shelter."""

    title_en = "Space and shelter"
    title_zh = "空间与避难场所"

    distance: float = parameter(
        1.0, unit="ratio", bounds=(0.1, 20), plausible=(0.7, 4), role="uncertainty",
        mechanism_from="src:wu2025", mechanisms=("F06",),
        en="Distances", zh="路程远近",
        tip_en="Travel of crews and goods relative to the city: well above 1 in wide rural areas.",
        tip_zh="队伍与物资路程相对城区的倍数；地广人稀的乡村远大于1。",
    )
    blocked: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever", mechanism_from="src:ji_fang", mechanisms=("F09",),
        en="Blocked fire lanes", zh="消防通道被占比例",
        tip_en="Chance that the way to an incident is blocked. 0: lanes are kept free.",
        tip_zh="通往现场的通道被占用、堵塞的概率。取0则通道畅通。",
    )
    blocked_minutes: float = parameter(
        5.0, unit="minutes", bounds=(0, 240), plausible=(2, 15), mechanisms=("F09",),
        en="Delay by a blocked lane", zh="通道被占延误",
        tip_en="Mean minutes to clear a blocked way. 0: none.", tip_zh="清理被占通道平均所需的分钟数。取0则不延误。",
    )
    shelter: float = parameter(
        4.0, unit="places/1,000 residents", bounds=(0, 1000), plausible=(0, 50), role="lever", mechanism_from="src:ji_fang",
        mechanisms=("F09",), en="Shelter", zh="避难安置容量",
        tip_en="Places where a community can put up people who must leave their homes. 0: none.",
        tip_zh="社区可安置转移居民的床位数。取0则无处安置。",
    )
    idle: float = parameter(
        10.0, unit="places/1,000 residents", bounds=(0, 1000), plausible=(0, 50),
        mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Idle space", zh="闲置空间潜力",
        tip_en="Places that idle rooms, schools and car parks would give if they were made ready.",
        tip_zh="闲置用房、学校、车库等经整理后可提供的床位数。",
    )
    reuse: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Idle space made ready", zh="闲置空间利用率",
        tip_en="Share of idle space that is kept ready as shelter. 0: none.",
        tip_zh="改作备用安置场所的闲置空间比例。取0则不利用。",
    )
    reuse_cost: float = parameter(
        60.0, unit="yuan/place·year", bounds=(0, 100_000), plausible=(20, 300),
        mechanism_from="src:huang2026", mechanisms=("S02",),
        en="Cost of idle space", zh="闲置空间维护费用",
        tip_en="Public money to keep one such place ready for a year. 0: it costs nothing.",
        tip_zh="一个此类床位每年的维护费用。取0则不花钱。",
    )
    displaced: float = parameter(
        12.0, unit="people", bounds=(0, 1000), plausible=(2, 50), mechanisms=("F09", "S02"),
        en="People who must leave", zh="须转移安置人数",
        tip_en="People who must leave their homes after a fire, flood or utility failure of mean size. 0: nobody.",
        tip_zh="中等规模的火灾、内涝或生命线故障后须转移安置的人数。取0则无人须转移。",
    )
    homeless_delay: float = parameter(
        1.0, unit="ratio", bounds=(0, 20), plausible=(0.3, 3), mechanisms=("F09", "S02"),
        en="Recovery without shelter", zh="无处安置的恢复延迟",
        tip_en="Share by which recovery takes longer, and committees work more, if nobody finds shelter. 0: no longer.",
        tip_zh="无人得到安置时，恢复用时与善后工时增加的比例。取0则不增加。",
    )
    search: float = parameter(
        2.0, unit="minutes", bounds=(0, 240), plausible=(1, 15), mechanism_from="src:huang2026", mechanisms=("S01",),
        en="Search and hand-over", zh="多头找寻与交接用时",
        tip_en="Minutes to find out who has the goods and to have them handed over. 0: none.",
        tip_zh="弄清物资在谁手里并办理交接的分钟数。取0则无。",
    )
    onestop: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("S01",),
        en="One-stop emergency service", zh="“一站式”应急服务平台",
        tip_en="How far one place has all goods and services, so that nobody has to search. 0: there is none.",
        tip_zh="应急物资与服务集中到一处、免于多头找寻的程度。取0则没有。",
    )
    onestop_cost: float = parameter(
        20_000.0, unit="yuan/street·year", bounds=(0, 1e8), plausible=(5_000, 100_000), mechanisms=("S01",),
        en="Cost of one-stop service", zh="一站式平台年费用",
        tip_en="Public money for a complete one-stop service of one street in a year. 0: it costs nothing.",
        tip_zh="一个街道建成一站式平台每年所需的公款。取0则不花钱。",
    )
