"""Staff by level: parameters."""

from coprod.parameters.declare import Group, parameter


class Alloc(Group):
    """How staff are shared between levels: the pyramid of tasks and the pyramid of means."""

    title_en = "Means by level"
    title_zh = "资源层级配置"

    sink: float = parameter(
        0.0, unit="share", bounds=(0, 0.95), plausible=(0, 0.6), role="lever", mechanism_from="src:wu2025", mechanisms=("C08",),
        en="Street staff sent down", zh="力量下沉比例",
        tip_en="Share of the street offices' staff who work in the communities instead. 0: they stay.",
        tip_zh="街道工作人员下沉到社区工作的比例。取0则不下沉。",
    )
    sink_loss: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("C08",),
        en="Loss in being sent down", zh="下沉人员效能折损",
        tip_en="Share by which staff sent down, who do not know the place, get less done. 0: no less.",
        tip_zh="下沉人员因不熟悉情况而效能降低的比例。取0则不降低。",
    )
