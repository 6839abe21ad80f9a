"""Response levels and the surge of party members: parameters."""

from coprod.parameters.declare import Group, parameter


class Response(Group):
    """Response levels IV to I of a district, and party members who check in at their communities when one is declared."""

    title_en = "Response levels and surge"
    title_zh = "应急响应分级与力量下沉"

    threshold: float = parameter(
        6.0, bounds=(0.01, 1e6), plausible=(2, 20), role="lever", mechanism_from="src:huang2026", mechanisms=("W22",),
        en="Threshold of level IV", zh="四级响应启动阈值",
        tip_en="Sum of the sizes of open incidents in a district at which level IV is due; every further level at "
               "twice as much. A mean incident has size 1.",
        tip_zh="全区未结事件规模之和达到该值即应启动四级响应，每高一级翻一倍。平均事件规模为1。",
    )
    levels: int = parameter(
        4, unit="levels", bounds=(0, 4), role="lever", mechanism_from="src:huang2026", mechanisms=("W22",),
        en="Response levels", zh="响应级数",
        tip_en="Number of response levels that there are. 0: no emergency state is ever declared.",
        tip_zh="设有的应急响应级数。取0则从不进入应急状态。",
    )
    lag: float = parameter(
        30.0, unit="minutes", bounds=(0, 10_000), plausible=(10, 300), number_from="assumed fact:C19", mechanisms=("W22",),
        en="Lag of declaring a level", zh="响应升级滞后",
        tip_en="Mean minutes from when a level is due to when it is in force. 0: at once.",
        tip_zh="从达到启动条件到响应生效的平均分钟数。取0则立即生效。",
    )
    no_asking: int = parameter(
        3, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:huang2026", mechanisms=("W22", "P10"),
        en="Level from which nobody asks first", zh="免于请示的响应级数",
        tip_en="From how many levels on the front line acts without waiting for an order: 1 is level IV, 4 level I, "
               "5 never.",
        tip_zh="达到几级响应后一线可不经请示先行处置：1为四级响应，4为一级响应，5为从不。",
    )
    surge_level: int = parameter(
        1, unit="levels", bounds=(1, 5), role="lever", mechanism_from="src:wu2025", mechanisms=("A14", "W22"),
        en="Level that calls party members", zh="启动党员下沉的响应级数",
        tip_en="From how many levels on party members are called: 1 is level IV, 4 level I, 5 never.",
        tip_zh="达到几级响应后召集在职党员下沉：1为四级响应，4为一级响应，5为从不。",
    )
    pool: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0.05, 0.4), role="lever",
        mechanism_from="note:B16", mechanisms=("A14", "G16"),
        en="Party members who come", zh="党员下沉比例",
        tip_en="Share of the party members of a district who check in at communities in the end. 0: nobody.",
        tip_zh="全区在职党员中最终下沉社区报到的比例。取0则无人下沉。",
    )
    ramp: float = parameter(
        12.0, unit="hours", bounds=(0.01, 1000), plausible=(3, 48), mechanism_from="note:B16", mechanisms=("A14",),
        en="Ramp of the surge", zh="下沉到位用时",
        tip_en="Hours after which 63 % of them are there.", tip_zh="63%的人员到位所需的小时数。",
    )
    skill: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), role="uncertainty",
        mechanism_from="src:huang2026", mechanisms=("G16",),
        en="Skill of the surge", zh="下沉力量专业程度",
        tip_en="What a surged pair of hands is worth, a volunteer being 1. 0: nothing.",
        tip_zh="一名下沉人员相当于多少名志愿者。取0则毫无作用。",
    )
    supervision: float = parameter(
        0.2, unit="staff-hours/person·hour", bounds=(0, 5), plausible=(0, 0.5),
        mechanism_from="src:huang2026", mechanisms=("G16",),
        en="Supervision of the surge", zh="带队指导工时",
        tip_en="Staff-hours that an hour of one surged person takes to guide. 0: none.",
        tip_zh="每名下沉人员每小时所需的社区带队指导工时。取0则无需指导。",
    )
