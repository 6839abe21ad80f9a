"""Trust in the local government: parameters."""

from coprod.parameters.declare import Group, parameter


class Trust(Group):
    """Trust: won by visible success, lost by failure, rumour and leaked data, and how it comes back (note:B16)."""

    title_en = "Trust"
    title_zh = "公信力"

    success: float = parameter(
        0.002, unit="0-1", bounds=(0, 1), plausible=(0, 0.01), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust won by success", zh="处置成功赢得的信任",
        tip_en="Trust that an incident controlled within its golden window wins in its community. 0: none.",
        tip_zh="在黄金时间内控制一起事件为社区赢得的信任。取0则没有。",
    )
    failure: float = parameter(
        0.0022, unit="0-1", bounds=(0, 1), plausible=(0, 0.02), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust lost by failure", zh="处置失误损失的信任",
        tip_en="Trust that a missed golden window costs. 0: none.", tip_zh="错失一次黄金时间损失的信任。取0则无损。",
    )
    recovery: float = parameter(
        0.01, unit="per day", bounds=(0.0001, 1), plausible=(0.002, 0.05), mechanism_from="note:B16", mechanisms=("T02", "T14"),
        en="Return of trust", zh="信任恢复速度",
        tip_en="Share of what trust has gained or lost that is forgotten in a day.",
        tip_zh="信任的得失每日被淡忘的比例。",
    )
    privacy_loss: float = parameter(
        0.1, unit="0-1", bounds=(0, 1), plausible=(0, 0.3), mechanism_from="src:liu_zhang2026", mechanisms=("T02",),
        en="Trust lost by a leak", zh="隐私泄露损失的信任",
        tip_en="Trust that a privacy incident costs everywhere in the district. 0: leaks are shrugged off.",
        tip_zh="一起隐私泄露事件使全区损失的信任。取0则无人在意。",
    )
    quitting: float = parameter(
        1.0, unit="share", bounds=(0, 10), plausible=(0, 3), mechanism_from="src:liu_zhang2026", mechanisms=("T02",),
        en="Users who quit after a leak", zh="泄露后弃用比例",
        tip_en="Share of users who stay away from the app, per unit of trust lost by leaks. 0: nobody.",
        tip_zh="因泄露每损失一单位信任，弃用应用的用户比例。取0则无人弃用。",
    )
    psych_aid: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("T18",),
        en="Psychological aid", zh="灾后心理援助",
        tip_en="How fully psychological aid is given after large incidents; it takes staff time. 0: none.",
        tip_zh="重大事件后心理援助的充分程度；占用工时。取0则没有援助。",
    )
    psych_gain: float = parameter(
        2.0, unit="ratio", bounds=(0, 20), plausible=(0, 4), mechanisms=("T18",),
        en="Faster recovery with aid", zh="援助加快恢复",
        tip_en="By how much full aid speeds the fading of alarm and the return of lost trust. 0: not at all.",
        tip_zh="充分援助使惊恐消退、信任恢复加快的倍数。取0则无影响。",
    )
    psych_hours: float = parameter(
        6.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(2, 20), mechanisms=("T18",),
        en="Work of psychological aid", zh="心理援助工时",
        tip_en="Staff-hours a week in a community of mean size for as long as people are alarmed.",
        tip_zh="居民情绪未平复期间，平均规模社区每周用于心理援助的工时。",
    )
