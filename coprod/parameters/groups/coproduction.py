"""Co-production: parameters."""

from coprod.parameters.declare import Group, parameter


class Coproduction(Group):
    """What staff and firms on one side and citizens on the other produce together (note:B0)."""

    title_en = "Co-production"
    title_zh = "合作生产"

    substitution: float = parameter(
        -0.5, bounds=(-5, 1), plausible=(-2, 1), mechanism_from="note:B0", mechanisms=("A21",),
        en="Substitution between staff and citizens", zh="政府与居民投入的替代性",
        tip_en="ρ of the production function. 1: an hour of one side stands in for an hour of the other; 0: output falls to "
               "nothing without either; −5: close to the scarcer of both.",
        tip_zh="生产函数的ρ。取1则双方工时可相互替代；取0则缺一方即无产出；取−5则接近由较少的一方决定。",
    )
    regular_share: float = parameter(
        0.6, unit="share", bounds=(0.01, 0.99), plausible=(0.3, 0.8), mechanism_from="note:B0", mechanisms=("A21",),
        en="Weight of regular producers", zh="常规生产者权重",
        tip_en="α of the production function: weight of hours of staff and firms; the rest is that of citizens' effective "
               "hours.",
        tip_zh="生产函数的α：工作人员与物业企业工时的权重，其余为居民有效工时的权重。",
    )
    effect: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("A21",),
        en="Effect on the birth of hazards", zh="对隐患产生的影响",
        tip_en="Where nothing is produced together, so much more hazards arise; where very much is, so much fewer. 0: output "
               "is only counted.",
        tip_zh="完全没有合作产出时隐患多产生的比例，产出极充分时少产生的比例。取0则只统计产出、不影响隐患。",
    )
    usual: float = parameter(
        4.0, unit="hours/1,000 residents·day", bounds=(0.001, 1e4), plausible=(2, 8),
        mechanism_from="note:B0", number_from="fitted scenario:baseline",
        mechanisms=("A21",),
        en="Usual output", zh="常态产出",
        tip_en="Output at which hazards arise at their usual rate: that of the default town.",
        tip_zh="隐患按常态产生时的合作产出，取默认城镇的水平。",
    )
    watch_hours: float = parameter(
        8.0, unit="hours", bounds=(0, 24), plausible=(6, 12), role="constant", mechanisms=("A21",),
        en="Hours of a night watch", zh="夜间值守时长",
        tip_en="Hours that a real night watch of a property firm adds to regular production.",
        tip_zh="物业企业每晚真实值守计入常规生产的小时数。",
    )
