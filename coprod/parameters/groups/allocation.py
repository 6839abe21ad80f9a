"""Allocation of crews: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class Allocation(Group):
    """Who is served first when crews are scarce, and by whose."""

    title_en = "Allocation of crews"
    title_zh = "力量统一调配"

    rule: Literal["local", "fifo", "nearest", "severity", "optimal"] = parameter(
        "local", role="lever", mechanism_from="src:huang2026", mechanisms=("D02", "T04"),
        en="Rule of allocation", zh="力量调配规则",
        tip_en="local: streets send their own crews (see the dispatch rule), the shortest golden window first. The others "
               "pool the crews of a district: fifo the first call first, nearest the shortest way first, severity the "
               "gravest first, optimal the most gravity per minute of work first.",
        tip_zh="local：各街道自行派出（另见街道队伍调派规则），黄金时间最短者优先；其余为全区统一调配：fifo先到先派，nearest路近先派，"
               "severity重者先派，optimal按单位处置时间所对应的严重程度优先。",
    )
    batch: float = parameter(
        0.0, unit="minutes", bounds=(0, 240), plausible=(0, 10), mechanisms=("D02",),
        en="Calls collected", zh="集中派单间隔",
        tip_en="Minutes for which a pool collects calls before it allocates crews to all of them together. 0: at once.",
        tip_zh="统一调配时，先汇集这么多分钟内的呼叫再一并派出。取0则随到随派。",
    )
    bias: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.9), mechanism_from="src:liu_zhang2026", mechanisms=("T04",),
        en="Bias against those without data", zh="对数据薄弱群体的算法偏差",
        tip_en="Share by which a rule that weighs calls takes those for less grave that did not come by app. 0: it is fair.",
        tip_zh="按严重程度调配的算法，对非应用上报事件严重程度的低估比例。取0则无偏差。",
    )
    review: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanisms=("T04",),
        en="Reviewed by people", zh="人工复核比例",
        tip_en="Share of calls that a person reads before they are weighed, who does not share the bias. 0: none.",
        tip_zh="排序前由人工复核、从而不受算法偏差影响的呼叫比例。取0则不复核。",
    )
    review_minutes: float = parameter(
        2.0, unit="minutes", bounds=(0, 240), plausible=(0.5, 10), mechanisms=("T04",),
        en="Time of a review", zh="人工复核用时",
        tip_en="Minutes that a review takes before a crew is called. 0: none.",
        tip_zh="每次人工复核使派出推迟的分钟数。取0则不推迟。",
    )
