"""Soft and hard capacity: parameters."""

from coprod.parameters.declare import Group, parameter


class Invest(Group):
    """How the money for emergency capacity is split between people and things; its sum is the same either way."""

    title_en = "Soft and hard capacity"
    title_zh = "软硬实力投入"

    soft_share: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.05, 0.95), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("T15",),
        en="Share for soft capacity", zh="软实力投入占比",
        tip_en="Share of the money for emergency capacity that goes into people, rules and training; the rest buys "
               "equipment and buildings.",
        tip_zh="应急能力投入中用于人员、制度与培训的比例，其余用于装备与设施。",
    )
    substitution: float = parameter(
        -1.0, bounds=(-5, 1), plausible=(-3, 0.5), mechanism_from="note:B0", mechanisms=("T15",),
        en="Substitution between soft and hard", zh="软硬实力的替代性",
        tip_en="ρ of the production function that joins both. Below 0 neither is worth much without the other.",
        tip_zh="结合软硬实力的生产函数的ρ。小于0则缺一方另一方也难有作为。",
    )
    effect: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("T15",),
        en="Effect on the work at the scene", zh="对现场处置的影响",
        tip_en="How much longer the work at the scene takes where one of both is missing. 0: the split does not matter.",
        tip_zh="软硬缺一时现场处置用时延长的比例。取0则投入结构没有影响。",
    )
