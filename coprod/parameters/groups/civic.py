"""Civic life: parameters."""

from coprod.parameters.declare import Group, parameter


class Civic(Group):
    """What keeps people taking part: mobilisation, its institutions, education, and a real say."""

    title_en = "Civic life"
    title_zh = "公共参与培育"

    spike: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 2), mechanism_from="src:wu2025", mechanisms=("T09",),
        en="Mobilisation by an emergency", zh="应急动员效应",
        tip_en="Utility that a large incident adds to every act in its community. 0: nobody is stirred.",
        tip_zh="重大事件使本社区各类行动增加的效用。取0则无动员。",
    )
    half_life: float = parameter(
        14.0, unit="days", bounds=(0.1, 10_000), plausible=(5, 60), mechanisms=("T09",),
        en="Half-life of mobilisation", zh="动员热度半衰期",
        tip_en="Days after which half of that is gone if nothing keeps it.", tip_zh="若无制度承接，动员热度减半的天数。",
    )
    institutionalise: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("T09",),
        en="Institutions for what was stirred", zh="动员成果制度化",
        tip_en="Share of the fading of mobilisation that standing groups and rules prevent; they take staff time.",
        tip_zh="常设队伍与制度所避免的动员消退比例；占用工时。",
    )
    institution_hours: float = parameter(
        3.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(1, 10), mechanisms=("T09",),
        en="Work of these institutions", zh="制度化运行工时",
        tip_en="Staff-hours a week in a community of mean size where something is to be kept.",
        tip_zh="平均规模社区每周用于维系动员成果的工时。",
    )
    education: float = parameter(
        0.0, unit="per year", bounds=(0, 52), plausible=(0, 4), role="lever", mechanism_from="src:huang2026", mechanisms=("W20",),
        en="Risk education", zh="风险教育频次",
        tip_en="How often a year every resident is reached by risk education. 0: never.",
        tip_zh="每名居民每年接受风险教育的次数。取0则从不开展。",
    )
    education_gain: float = parameter(
        0.5, unit="utils", bounds=(0, 10), plausible=(0, 1.5), mechanisms=("W20",),
        en="What education stirs", zh="教育激发的动机",
        tip_en="Utility that somebody freshly educated gains from every act. 0: nothing.",
        tip_zh="刚受过教育者从各类行动中增加的效用。取0则无影响。",
    )
    education_decay: float = parameter(
        2.0, unit="per year", bounds=(0.01, 100), plausible=(0.5, 6), mechanisms=("W20",),
        en="Forgetting of education", zh="教育淡忘速率",
        tip_en="Rate at which education is forgotten, habit aside.", tip_zh="除习惯之外，教育内容被淡忘的速率。",
    )
    education_hours: float = parameter(
        30.0, unit="staff-hours", bounds=(0, 10_000), plausible=(10, 100), mechanisms=("W20",),
        en="Work of education", zh="风险教育工时",
        tip_en="Staff-hours to reach all of a community of mean size once.",
        tip_zh="对平均规模社区全体居民开展一次教育所需的工时。",
    )
    ritual: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("G17",),
        en="Ritual participation", zh="仪式性参与占比",
        tip_en="Share of patrols and help that has no effect where residents have no say. 0: all has.",
        tip_zh="居民没有实质权力时，流于仪式而无实效的巡逻与互助比例。取0则全有实效。",
    )
    empowerment: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("G17",),
        en="Empowerment", zh="实质性赋权",
        tip_en="How far residents decide themselves what is done; deliberation takes staff time. 0: they have no say.",
        tip_zh="居民在多大程度上自主决定做什么；议事协商占用工时。取0则没有发言权。",
    )
    meaning: float = parameter(
        0.3, unit="utils", bounds=(0, 10), plausible=(0, 1), mechanism_from="note:B2", mechanisms=("G17",),
        en="Meaning of having a say", zh="赋权带来的意义感",
        tip_en="Utility that a full say adds to every act. 0: none.", tip_zh="充分赋权使各类行动增加的效用。取0则无影响。",
    )
    say_hours: float = parameter(
        4.0, unit="staff-hours/week", bounds=(0, 1000), plausible=(1, 12), mechanisms=("G17",),
        en="Work of deliberation", zh="议事协商工时",
        tip_en="Staff-hours a week in a community of mean size that a full say takes.",
        tip_zh="充分赋权时平均规模社区每周用于议事协商的工时。",
    )
