"""Emergency plans: parameters."""

from coprod.parameters.declare import Group, parameter


class Plan(Group):
    """Emergency plans: how they age, and what happens when an incident outgrows its owner."""

    title_en = "Emergency plans"
    title_zh = "应急预案"

    novelty: float = parameter(
        0.05, unit="per year", bounds=(0, 20), plausible=(0, 0.5), mechanism_from="src:ji_fang", mechanisms=("P11",),
        en="New kinds of risk", zh="新型风险涌现率",
        tip_en="Rate at which what plans describe is overtaken by new kinds of risk. 0: the world stays as it is.",
        tip_zh="新型风险使预案过时的速率。取0则风险类型不变。",
    )
    update_rate: float = parameter(
        0.5, unit="per year", bounds=(0, 50), plausible=(0.2, 4), role="lever", mechanism_from="src:ji_fang", mechanisms=("P11",),
        en="Revision of plans", zh="预案修订频率",
        tip_en="Rate at which plans catch up with new kinds of risk. 0: plans are never revised.",
        tip_zh="预案跟上新型风险的速率。取0则从不修订。",
    )
    update_hours: float = parameter(
        40.0, unit="staff-hours", bounds=(0, 10_000), plausible=(10, 200), mechanisms=("P11",),
        en="Work of a revision", zh="一次修订的工时",
        tip_en="Staff-hours of every committee for one revision of its plan. 0: none.",
        tip_zh="每修订一次预案，每个居委会所需的工时。取0则不占用。",
    )
    handover: float = parameter(
        10.0, unit="minutes", bounds=(0, 1440), plausible=(5, 60), mechanisms=("P08",),
        en="Handing over", zh="移交责任用时",
        tip_en="Minutes to brief whoever is in charge after an incident has outgrown its owner. 0: none.",
        tip_zh="事件跨界换主后，向新的责任主体交底所需的分钟数。取0则无须交底。",
    )
    crossing: float = parameter(
        0.1, unit="probability", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:huang2026", mechanisms=("P08",),
        en="Incidents that outgrow their owner", zh="事件跨界概率",
        tip_en="Chance that an incident of mean size which reaches its worst has by then crossed into somebody else's "
               "charge: authorisation is asked for anew. 0: never.",
        tip_zh="中等规模事件发展到最坏时，已跨越边界、换了责任主体而须重新报批的概率。取0则不会。",
    )
