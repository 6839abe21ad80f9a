"""After-action learning: parameters."""

from coprod.parameters.declare import Group, parameter


class Learning(Group):
    """What large incidents teach those who look back on them, and how it fades (note:B16)."""

    title_en = "After-action learning"
    title_zh = "复盘学习"

    review: float = parameter(
        0.2, bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("W19", "O04"),
        en="Quality of reviews", zh="复盘质量",
        tip_en="How honestly large incidents are reviewed; it takes staff time. 0: nothing is learned.",
        tip_zh="重大事件复盘的真实程度；占用工时。取0则什么也没学到。",
    )
    gain: float = parameter(
        0.3, bounds=(0, 1), plausible=(0.1, 0.5), mechanism_from="note:B16", mechanisms=("W19",),
        en="Learning per review", zh="单次复盘收获",
        tip_en="Preparedness that one perfect review adds. 0: none.", tip_zh="一次完善的复盘所增加的备灾水平。取0则没有。",
    )
    decay: float = parameter(
        0.35, unit="per year", bounds=(0.01, 50), plausible=(0.3, 1),
        mechanism_from="fact:C30", number_from="derived fact:C30", mechanisms=("W19",),
        en="Fading of preparedness", zh="备灾水平消退",
        tip_en="Rate at which lessons are forgotten: gone in three to nine years.",
        tip_zh="教训被遗忘的速率：三到九年后消失殆尽。",
    )
    effect: float = parameter(
        0.2, unit="share", bounds=(0, 0.95), plausible=(0, 0.4), mechanisms=("W19",),
        en="What preparedness is worth", zh="备灾的效果",
        tip_en="Share by which full preparedness shortens the work at incidents. 0: not at all.",
        tip_zh="备灾充分时现场处置用时缩短的比例。取0则无影响。",
    )
    review_hours: float = parameter(
        20.0, unit="staff-hours", bounds=(0, 10_000), plausible=(5, 80), mechanisms=("W19",),
        en="Work of a review", zh="复盘工时",
        tip_en="Staff-hours of one perfect review; in proportion at lower quality.",
        tip_zh="一次完善的复盘所需的工时；质量较低时按比例减少。",
    )
