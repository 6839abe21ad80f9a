"""Policy on paper: parameters."""

from coprod.parameters.declare import Group, parameter


class Policy(Group):
    """Policy on paper: how much of what is decided is really done."""

    title_en = "Policy on paper"
    title_zh = "政策悬置"

    implementation: float = parameter(
        1.0, bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("C13",),
        en="Implementation", zh="政策落实程度",
        tip_en="How far a policy that departs from present practice (the defaults) is really carried out: every lever "
               "moves only this share of the way. 1: all is done as decided.",
        tip_zh="与现行做法（默认值）不同的政策实际落实的程度：各项政策杠杆只走完这一比例。取1则令行禁止。",
    )
    half_hearted: float = parameter(
        0.5, bounds=(0, 1), mechanisms=("C13",),
        en="Least implementation of a yes or no", zh="非此即彼政策的落实门槛",
        tip_en="A policy that can only be in force or not stays on paper if implementation is below this.",
        tip_zh="只有“行”与“不行”之分的政策，落实程度低于此值即停留在纸面。",
    )
