"""Experts and third parties: parameters."""

from coprod.parameters.declare import Group, parameter


class Expert(Group):
    """Experts of the district and third parties: they see what others overlook, and know sooner what it is."""

    title_en = "Experts and third parties"
    title_zh = "专家与第三方"

    support: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A19",),
        en="Support by experts", zh="专家支援基层程度",
        tip_en="How far experts of the district and third parties go along on patrol and are at hand in an emergency. "
               "0: not at all.",
        tip_zh="区级专家库与第三方机构随队排查、参与处置研判的程度。取0则没有支援。",
    )
    gain: float = parameter(
        0.6, unit="ratio", bounds=(0, 20), plausible=(0.2, 1.5), mechanism_from="src:wu2025", mechanisms=("A19",),
        en="What experts see", zh="专家排查增益",
        tip_en="Share by which full support raises what an hour of patrol finds. 0: not at all.",
        tip_zh="充分支援时，每工时巡查发现隐患提高的比例。取0则无影响。",
    )
    diagnosis: float = parameter(
        0.15, unit="share", bounds=(0, 0.95), plausible=(0, 0.4), mechanism_from="src:wu2025", mechanisms=("A19",),
        en="Diagnosis by experts", zh="专家研判缩短用时",
        tip_en="Share by which full support shortens the work at the scene, rescue services aside. 0: not at all.",
        tip_zh="充分支援时，现场处置用时缩短的比例（医疗与电梯救援除外）。取0则无影响。",
    )
    cost: float = parameter(
        400.0, unit="yuan/day", bounds=(0, 1e6), plausible=(100, 2_000), role="constant", mechanisms=("A19",),
        en="Cost of experts", zh="专家支援费用",
        tip_en="Public money a day that full support costs a district.", tip_zh="充分支援时每个区每日所需的公款。",
    )
