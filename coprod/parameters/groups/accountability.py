"""Accountability and blame: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class Accountability(Group):
    """Accountability: what officials fear, and what they hide or put off together."""

    title_en = "Accountability and blame"
    title_zh = "问责与避责"

    action: float = parameter(
        1.0, bounds=(0, 10), plausible=(0.2, 2), role="lever", mechanism_from="note:B9", mechanisms=("P07", "G14"),
        en="Blame for a mistake", zh="作为出错的问责力度",
        tip_en="What it costs an official to have acted off procedure when it ended badly. 0: nothing.",
        tip_zh="未按程序处置而结果不好时，对官员追责的力度。取0则不追责。",
    )
    inaction: float = parameter(
        0.6, bounds=(0, 10), plausible=(0.2, 2), role="lever", mechanism_from="note:B9", mechanisms=("P07", "G14"),
        en="Blame for inaction", zh="不作为的问责力度",
        tip_en="What it costs an official to have hidden or put off a decision, if it comes out. 0: nothing.",
        tip_zh="隐瞒或拖延决定一旦败露，对官员追责的力度。取0则不追责。",
    )
    action_found: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0.2, 0.9), mechanism_from="note:B9", mechanisms=("P07", "T06"),
        en="Mistakes that are found", zh="作为出错被查出的概率",
        tip_en="Chance that acting off procedure is found out and held against the official.",
        tip_zh="未按程序处置被查出并追究的概率。",
    )
    inaction_found: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 0.6), mechanism_from="note:B9", mechanisms=("P07", "T06"),
        en="Inaction that is found", zh="不作为被查出的概率",
        tip_en="Chance that hiding or putting off a decision is found out and held against the official.",
        tip_zh="隐瞒或拖延决定被查出并追究的概率。",
    )
    bad_end: float = parameter(
        0.6, unit="probability", bounds=(0, 1), plausible=(0.2, 0.9), mechanisms=("P07",),
        en="Acting that ends badly", zh="作为而结果不好的概率",
        tip_en="Chance, as officials see it, that acting off procedure ends badly.",
        tip_zh="官员心目中，先行处置而结果不好的概率。",
    )
    sensitivity: float = parameter(
        4.0, bounds=(0, 50), plausible=(1, 10), mechanism_from="note:B9", mechanisms=("P07",),
        en="Weight of blame", zh="对问责的敏感度",
        tip_en="How strongly blame decides whether to hide. 0: it does not matter.",
        tip_zh="问责力度对是否隐瞒的影响。取0则无影响。",
    )
    peers: float = parameter(
        0.75, bounds=(0, 10), plausible=(0, 3), mechanism_from="note:B9", mechanisms=("P07",),
        en="Weight of colleagues", zh="同侪的影响",
        tip_en="How strongly officials follow what their colleagues of the street do. Above 2 hiding and candour both hold "
               "themselves up. 0: colleagues do not matter.",
        tip_zh="官员受本街道同事影响的程度。大于2时，隐瞒与坦诚都会自我维持。取0则不受影响。",
    )
    hiding_start: float = parameter(
        0.2, unit="share", bounds=(0, 1), mechanisms=("P07",),
        en="Colleagues who hide at the start", zh="初始隐瞒同侪占比",
        tip_en="Share of colleagues who would rather hide on the first day.", tip_zh="第一天倾向于隐瞒的同事比例。",
    )
    officials: int = parameter(
        3, unit="people", bounds=(1, 100), plausible=(2, 8), mechanism_from="note:B9", mechanisms=("P07",),
        en="Officials who must agree", zh="须一致同意的人数",
        tip_en="A decision is hidden or put off only if all of so many officials are for it.",
        tip_zh="须这么多人一致同意，才能隐瞒或拖延一项决定。",
    )
    secrecy: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("P07",),
        en="Decisions that can be hidden", zh="可被隐瞒的事项占比",
        tip_en="Share of decisions that nobody outside would notice. 0: all is open, nothing can be hidden or put off.",
        tip_zh="外人不会察觉、因而可以隐瞒或拖延的事项比例。取0则全部公开，无从隐瞒拖延。",
    )
    surface: float = parameter(
        0.1, unit="per day", bounds=(0.001, 100), plausible=(0.02, 0.5), mechanism_from="note:B9", mechanisms=("P07",),
        en="Hidden hazards come out", zh="瞒报隐患败露速率",
        tip_en="Rate at which a hazard that was hidden from the record comes out.", tip_zh="被瞒报的隐患败露的速率。",
    )
    defer_minutes: float = parameter(
        20.0, unit="minutes", bounds=(0, 10_000), plausible=(5, 120), mechanism_from="src:huang2026", mechanisms=("P07",),
        en="Decisions put off", zh="拖延决定用时",
        tip_en="Mean minutes for which officials keep an urgent request from going up when all of them would rather not "
               "decide. 0: none.",
        tip_zh="人人都不愿拍板时，紧急请示平均被压下的分钟数。取0则不拖延。",
    )
    passed_down: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.5), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("G14",),
        en="Blame passed down", zh="责任向下转嫁",
        tip_en="Share of the blame of every level above that falls on the front line. 0: everybody answers for their own.",
        tip_zh="上面各级的责任转嫁到一线的比例。取0则各担其责。",
    )
    superiors: int = parameter(
        3, unit="levels", bounds=(0, 10), plausible=(1, 5), mechanisms=("G14",),
        en="Levels that pass blame down", zh="向下转嫁责任的层级数",
        tip_en="Levels above the front line that pass blame down. 0: none.", tip_zh="一线之上会向下转嫁责任的层级数。取0则无。",
    )
    load: float = parameter(
        0.2, unit="per working day", bounds=(0, 50), plausible=(0, 1), role="lever",
        mechanism_from="src:lipsky1980 src:zhou2008", mechanisms=("P07", "C04"),
        en="Weight of work against blame", zh="工作负荷对避责的影响",
        tip_en="Blame that a working day more weighs as much as, where the desk is asked for all its hours: a hazard on record "
               "is work. 0: work does not matter.",
        tip_zh="在工时已被占满时，多一天活相当于多大的问责：隐患一经登记便是工作。取0则不考虑工作量。",
    )
    pass_up: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever",
        mechanism_from="src:weaver1986 src:hood2011", mechanisms=("P07", "A07"),
        en="Decisions that can be passed up", zh="可上交的份内决定占比",
        tip_en="Share of the decisions an office could take itself that it may pass up without anybody's minding. "
               "0: everybody decides what is theirs.",
        tip_zh="本可自行决定、上交也无人计较的事项比例。取0则各自决定份内之事。",
    )
    platform: Literal["support", "control"] = parameter(
        "support", role="lever", mechanism_from="src:liu_zhang2026", mechanisms=("T06",),
        en="What the platform is used for", zh="平台用途",
        tip_en="support: it helps and nobody is judged by it; control: it is searched for culprits afterwards.",
        tip_zh="support：用于支持一线，不作追责依据；control：事后用来追责。",
    )
    platform_reach: float = parameter(
        0.5, unit="share", bounds=(0, 10), plausible=(0, 1), mechanism_from="src:liu_zhang2026", mechanisms=("T06",),
        en="What the platform brings to light", zh="平台留痕的查出增益",
        tip_en="Share by which a platform used for control raises the chance that mistakes, and inaction, are found. 0: "
               "nothing.",
        tip_zh="平台用于追责时，作为出错与不作为被查出的概率各增加的比例。取0则无影响。",
    )
