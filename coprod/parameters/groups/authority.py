"""Powers and skill of the front line: parameters."""

from coprod.parameters.declare import Group, parameter


class Authority(Group):
    """What a committee may enforce and is able to judge, and what it waits for if not."""

    title_en = "Powers and professional skill"
    title_zh = "执法权与专业能力"

    enforce_share: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Hazards that need enforcement", zh="须执法才能整改的隐患占比",
        tip_en="Share of found hazards that only a department with power to enforce can have put right; committees with "
               "that power of their own (staff.enforcement) need not ask. 0: none.",
        tip_zh="须由有执法权的部门出面才能整改的隐患比例；已获执法权（staff.enforcement）的社区无须求人。取0则无。",
    )
    department_days: float = parameter(
        4.0, unit="working days", bounds=(0, 365), plausible=(1, 20), mechanisms=("C07",),
        en="Answer of a department", zh="部门答复用时",
        tip_en="Mean working days until a department answers a committee's report. 0: at once.",
        tip_zh="部门答复社区上报平均所需的工作日。取0则当即答复。",
    )
    refusal: float = parameter(
        0.2, unit="probability", bounds=(0, 0.95), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Refusal by a department", zh="部门推诿概率",
        tip_en="Chance that a department's answer is that it is not in charge: the report is sent again. 0: never.",
        tip_zh="部门答复“不归我管”、须再次上报的概率。取0则从不推诿。",
    )
    whistle: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Street whistles, departments come", zh="“街乡吹哨、部门报到”力度",
        tip_en="How far departments must come when the street calls: it shortens their answer and forbids refusing, and "
               "every call takes staff time. 0: they need not.",
        tip_zh="街道吹哨后部门必须报到的力度：缩短答复、不得推诿，但每次吹哨占用工时。取0则无此机制。",
    )
    whistle_hours: float = parameter(
        1.0, unit="staff-hours", bounds=(0, 100), plausible=(0.5, 4), mechanisms=("C07",),
        en="Work of a whistle", zh="一次吹哨的工时",
        tip_en="Staff-hours of the committee for one whistle: a meeting at the place. 0: none.",
        tip_zh="每次吹哨、现场会商占用居委会的工时。取0则不占用。",
    )
    expert_share: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="src:huang2026", mechanisms=("C06",),
        en="Hazards that need professional skill", zh="须专业能力判断的隐患占比",
        tip_en="Share of found hazards that somebody with professional skill must look at. 0: none.",
        tip_zh="须由具备专业能力者判断处理的隐患比例。取0则无。",
    )
    skill: float = parameter(
        0.4, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("C06",),
        en="Professional skill of staff", zh="工作人员专业能力",
        tip_en="Share of such hazards that the committee's own staff are able to judge; others wait for the level above.",
        tip_zh="此类隐患中，社区工作人员自己能判断处理的比例；其余须等上级派专业人员。",
    )
    training: float = parameter(
        0.0, unit="hours/person·month", bounds=(0, 100), plausible=(0, 8), role="lever", mechanisms=("C06",),
        en="Professional training", zh="专业培训",
        tip_en="Hours a month of professional training for every member of a committee's staff. 0: none.",
        tip_zh="居委会工作人员每人每月的专业培训小时数。取0则不培训。",
    )
    training_half: float = parameter(
        4.0, unit="hours/person·month", bounds=(0.01, 1000), plausible=(1, 16), mechanisms=("C06",),
        en="Training that halves the lack of skill", zh="专业短板减半所需培训",
        tip_en="Hours of training a month that halve the share which staff are not able to judge.",
        tip_zh="使无力判断的比例减半所需的每月培训小时数。",
    )
    expert_days: float = parameter(
        5.0, unit="working days", bounds=(0, 365), plausible=(1, 20), mechanisms=("C06",),
        en="Wait for an expert", zh="等待专业人员用时",
        tip_en="Mean working days until the level above sends somebody with the skill. 0: at once.",
        tip_zh="上级派出专业人员平均所需的工作日。取0则随叫随到。",
    )
