"""The law: parameters."""

from coprod.parameters.declare import Group, parameter


class Law(Group):
    """What the law obliges utilities and others to do."""

    title_en = "Duties by law"
    title_zh = "法定联动义务"

    linkage_duty: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A16", "D12"),
        en="Duty to answer a call", zh="应急联动法定义务",
        tip_en="How far the law obliges utilities to answer the street's call: 0 they do as they please, 1 they always "
               "come at the first call.",
        tip_zh="法律在多大程度上要求公用事业单位响应街道呼叫：0为可应可不应，1为随叫随到。",
    )
    enforcement: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D12",),
        en="Duty that is enforced", zh="联动义务落实度",
        tip_en="Share of the duty that accountability makes good; the rest stands on paper. 0: none of it.",
        tip_zh="联动义务经问责机制真正落实的比例，其余停留在纸面。取0则形同虚设。",
    )
    refusal: float = parameter(
        0.3, unit="probability", bounds=(0, 0.95), plausible=(0.1, 0.6), mechanism_from="src:wu2025", mechanisms=("A16", "D12"),
        en="Calls that go unanswered", zh="无义务时的推诿率",
        tip_en="Chance that a utility puts off a call where no law binds it. 0: never.",
        tip_zh="没有法定义务时，公用事业单位对一次呼叫推托的概率。取0则从不推托。",
    )
    recall_hours: float = parameter(
        1.0, unit="hours", bounds=(0, 1000), plausible=(0.3, 4), mechanisms=("A16",),
        en="Hours until the next call", zh="再次呼叫间隔",
        tip_en="Hours lost with every call that is put off.", tip_zh="每次被推托损失的小时数。",
    )
