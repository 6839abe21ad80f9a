"""Prevention and insurance: parameters."""

from coprod.parameters.declare import Group, parameter


class Prevention(Group):
    """Money against hazards before they turn into incidents, at the expense of money for response."""

    title_en = "Money for prevention"
    title_zh = "预防投入"

    share: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever",
        mechanism_from="src:huang2026", mechanisms=("W17", "C15"),
        en="Share of money for prevention", zh="预防经费占比",
        tip_en="Share of the community fund spent on keeping hazards from arising; the rest is for repairs and "
               "response. 0: all is for response.",
        tip_zh="社区经费中用于防止隐患产生的比例，其余用于整改与处置。取0则全部用于处置（重救轻防）。",
    )
    credit_bias: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanism_from="src:huang2026", mechanisms=("W17",),
        en="Prevention earns no credit", zh="预防不显政绩",
        tip_en="Share of money for prevention that goes to visible response after all. 0: none.",
        tip_zh="因预防难显政绩而被挪作可见处置的预防经费比例。取0则不挪用。",
    )
    half: float = parameter(
        100_000.0, unit="yuan per year", bounds=(1, 1e9), plausible=(30_000, 500_000), mechanisms=("W17",),
        en="Money that halves births", zh="隐患产生减半所需经费",
        tip_en="Yearly money in a community of mean size with which half as many hazards arise; each further yuan does "
               "less.",
        tip_zh="平均规模社区每年投入多少经费可使新增隐患减半；投入越多边际效果越小。",
    )
    reactive: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("W18",),
        en="Prevention only after events", zh="事后才预防",
        tip_en="Share of this money that is only released for a while after a large incident. 0: it always flows.",
        tip_zh="预防经费中只在重大事件之后一段时间内才拨付的比例（“有钱治病、没钱买药”）。取0则常年投入。",
    )
    reactive_days: int = parameter(
        90, unit="days", bounds=(0, 3650), plausible=(30, 365), mechanisms=("W18",),
        en="How long events are remembered", zh="事后重视期",
        tip_en="Days after a large incident for which that money flows.", tip_zh="重大事件之后经费持续拨付的天数。",
    )
