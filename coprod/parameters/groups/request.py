"""Citizens' requests, powers and expertise: parameters."""

from coprod.parameters.declare import Group, parameter


class Request(Group):
    """Citizens' requests, and the powers, laws and experts that it takes to settle them."""

    title_en = "Citizens' requests, powers and expertise"
    title_zh = "居民诉求、执法权与专业支持"

    # Citizens' requests
    rate: float = parameter(
        5.1, unit="per day", bounds=(0, 200), plausible=(3, 10),
        mechanism_from="note:B6", number_from="derived fact:C5", mechanisms=("A07", "C01", "F01"),
        en="Requests per committee", zh="每个居委会的日均诉求",
        tip_en="Requests a day to a committee of mean size; larger communities make more in proportion.",
        tip_zh="平均规模社区每天收到的诉求件数；规模大的社区按比例增加。",
    )
    hours: float = parameter(
        2.5, unit="hours", bounds=(0.05, 100), plausible=(2, 6), number_from="fitted fact:C6", mechanisms=("C01", "C04"),
        en="Work per request", zh="每件诉求所需工时",
        tip_en="Mean staff-hours to settle a request.", tip_zh="办结一件诉求平均所需的工时。",
    )
    authority_share: float = parameter(
        0.3, bounds=(0, 1), plausible=(0.1, 0.5), mechanisms=("A07",),
        en="Requests that need authority", zh="需要执法或支出权的诉求占比",
        tip_en="Share of requests that can only be settled with more power than to inform and mediate: to order small "
               "repairs, to enforce or to spend.",
        tip_zh="仅靠告知与调解不能办结，须有小修派单权、执法权或支出权的诉求比例。",
    )
    power_repairs: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0.1, 0.5), mechanism_from="src:wu2025", mechanisms=("A07",),
        en="… to order small repairs", zh="其中须小修派单权",
        tip_en="Share of these that take the power to order small repairs, the first that is granted.",
        tip_zh="上述诉求中须有小修派单权的比例；授权时最先下放。",
    )
    power_enforce: float = parameter(
        0.45, unit="share", bounds=(0, 1), plausible=(0.2, 0.6), mechanism_from="src:wu2025", mechanisms=("A07",),
        en="… to enforce", zh="其中须执法权",
        tip_en="Share of these that take the power to enforce, granted second; the rest takes money, granted last.",
        tip_zh="上述诉求中须有执法权的比例，其次下放；其余须动用经费，最后下放。",
    )
    street_power: float = parameter(
        0.5, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A07",),
        en="Powers of street offices", zh="街道赋权程度",
        tip_en="Share of the requests which need power that a street office may settle, small repairs first, money last; "
               "it sends the others on to a department.",
        tip_zh="须有权限的诉求中街道可自行办结的比例，先小修、后执法、再经费；其余转交职能部门。",
    )
    coordination_hours: float = parameter(
        1.5, unit="hours", bounds=(0, 100), plausible=(0.5, 4), mechanisms=("A07",),
        en="Work to bring in a department", zh="协调部门的工时",
        tip_en="Mean staff-hours of the street for a request that only a department may settle.",
        tip_zh="须由部门办理的诉求，街道协调平均所花的工时。",
    )
    days_repairs: float = parameter(
        3.0, unit="days", bounds=(0, 365), plausible=(1, 10), mechanisms=("A07",),
        en="Department orders repairs", zh="部门派修用时",
        tip_en="Mean days until a department has a small repair done. 0: at once.",
        tip_zh="部门安排小修平均所需天数。取0则当即办结。",
    )
    days_enforce: float = parameter(
        7.0, unit="days", bounds=(0, 365), plausible=(3, 20), mechanisms=("A07",),
        en="Department enforces", zh="部门执法用时",
        tip_en="Mean days until a department has enforced the law. 0: at once.", tip_zh="部门执法平均所需天数。取0则当即办结。",
    )
    days_spend: float = parameter(
        15.0, unit="days", bounds=(0, 730), plausible=(7, 60), mechanisms=("A07",),
        en="Department spends", zh="部门动支用时",
        tip_en="Mean days until a department has found the money and spent it. 0: at once.",
        tip_zh="部门落实并动支经费平均所需天数。取0则当即办结。",
    )
    meeting_days: float = parameter(
        1.5, unit="days", bounds=(0, 365), plausible=(0, 4), mechanisms=("A07",),
        en="Days until people can be met", zh="约见当事人用时",
        tip_en="Mean days until a committee can meet those whom a request is about. 0: the same day.",
        tip_zh="社区约到诉求当事人平均所需天数。取0则当天即可。",
    )

    # What is not solved comes back
    solved: float = parameter(
        0.85, unit="probability", bounds=(0, 1), plausible=(0.53, 0.95), mechanism_from="src:lipsky1980",
        mechanisms=("A07", "C04"),
        en="Requests solved by being done", zh="办结即解决的概率",
        tip_en="Chance that work by whoever has duty and power solves a request in the citizen's eyes. 1: always.",
        tip_zh="由有责有权者办结的诉求，居民认为已解决的概率。取1则办结即解决。",
    )
    solved_unowned: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:huang2026", mechanisms=("C02",),
        en="… of those that nobody owns", zh="其中无主诉求",
        tip_en="The same for a request that nobody owns, taken on as a last resort without the means for it.",
        tip_zh="由社区兜底、缺少相应手段的无主诉求，同一概率。",
    )
    repeat: float = parameter(
        0.5, unit="probability", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="src:lipsky1980",
        mechanisms=("C04", "C01"),
        en="Citizens call again", zh="居民再次来电",
        tip_en="Chance that a citizen whose request was closed unsolved calls again: new work for the desk. The others give "
               "up. 0: nobody calls again.",
        tip_zh="诉求未解决即结案的居民再次来电的概率，成为新的工作；其余不再追问。取0则无人再来电。",
    )
    repeat_days: float = parameter(
        6.0, unit="days", bounds=(0, 200), plausible=(2, 30), mechanisms=("C04",),
        en="Days until the next call", zh="再次来电间隔",
        tip_en="Mean days until that call beyond the four for which everybody waits.",
        tip_zh="居民至少等四天；此处为四天之外距再次来电平均还有的天数。",
    )

    # What residents make of it
    listeners: float = parameter(
        10.0, unit="people", bounds=(0, 1000), plausible=(3, 20), mechanisms=("T14",),
        en="People who hear of it", zh="听闻此事的人数",
        tip_en="People whose trust follows what became of a request: the caller, the family and those they tell.",
        tip_zh="信任随诉求办理结果而变的人数：来电者、家人及其告知的人。",
    )
    trust_loss: float = parameter(
        0.05, unit="0-1", bounds=(0, 1), plausible=(0, 0.15), mechanism_from="src:kampen_etal2006 src:vanryzin2006",
        mechanisms=("T14",),
        en="Trust lost by an unsolved request", zh="诉求未解决损失的信任",
        tip_en="Trust that each of them loses. 0: requests do not touch trust.",
        tip_zh="上述每人损失的信任。取0则诉求办理不影响信任。",
    )
    trust_mend: float = parameter(
        0.25, unit="ratio", bounds=(0, 5), plausible=(0, 0.6), mechanism_from="src:kampen_etal2006", mechanisms=("T14",),
        en="Trust mended by a solved one", zh="诉求解决挽回的信任",
        tip_en="Trust that a request solved in time wins, relative to what an unsolved one loses. 0: none.",
        tip_zh="按期解决的诉求赢得的信任，相对未解决损失的倍数。取0则没有。",
    )
    due_days: float = parameter(
        15.0, unit="days", bounds=(0, 365), plausible=(7, 30), mechanisms=("T14",),
        en="Days allowed for a request", zh="诉求办理时限",
        tip_en="Days from the first call within which a solved request mends trust.",
        tip_zh="自首次来电起，在此天数内解决的诉求才挽回信任。",
    )
    call_hours: float = parameter(
        0.5, unit="hours", bounds=(0, 24), plausible=(0.2, 2), role="constant", mechanisms=("A07",),
        en="Citizen's time for a call", zh="居民每次来电用时",
        tip_en="Hours of the citizen for every call about a request: calling, explaining, being at home.",
        tip_zh="居民每次就诉求来电、说明、在家等候所花的小时数。",
    )
    referral_hours: float = parameter(
        1.0, unit="hours", bounds=(0.05, 100), plausible=(0.5, 3), mechanisms=("A07",),
        en="Work to refer a request", zh="转办一件诉求的工时",
        tip_en="Mean hours a committee spends to take in a request, pass it to the street and answer the citizen.",
        tip_zh="居委会受理、上报街道并答复居民平均所花的工时。",
    )
    unowned_share: float = parameter(
        0.1, bounds=(0, 1), plausible=(0, 0.3), mechanisms=("C02",),
        en="Requests nobody owns", zh="无主事项占比",
        tip_en="Share of requests that no department owns or that the owner refuses.",
        tip_zh="没有主管部门认领或被推诿的诉求比例。",
    )
    backstop: float = parameter(
        1.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("C02",),
        en="Backstop duty", zh="兜底责任",
        tip_en="Share of unowned requests that fall to the committee; the others are left with departments, and nobody "
               "works on them.",
        tip_zh="无主诉求中由社区兜底的比例；其余留给职能部门，无人办理。",
    )
    mandate_growth: float = parameter(
        0.0, unit="categories per year", bounds=(0, 50), plausible=(0, 2), role="lever", mechanisms=("C01", "C03"),
        en="Growth of the mandate", zh="责任边界扩张速度",
        tip_en="New categories of tasks that fall to the committees each year, evenly over the year.",
        tip_zh="每年新增并落到居委会头上的任务类别数，在一年中均匀增加。",
    )
    category_rate: float = parameter(
        0.5, unit="per day", bounds=(0, 20), plausible=(0.1, 1), mechanisms=("C01", "C03"),
        en="Requests of a new category", zh="每个新增类别的日均诉求",
        tip_en="Requests a day that one new category of tasks brings to a committee of mean size.",
        tip_zh="每新增一类任务，平均规模社区每天增加的诉求件数。",
    )

    # What a committee may enforce and is able to judge, and what it waits for if not
    authority_enforce_share: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Hazards that need enforcement", zh="须执法才能整改的隐患占比",
        tip_en="Share of found hazards that only a department with power to enforce can have put right; committees with "
               "that power of their own (staff.enforcement) need not ask. 0: none.",
        tip_zh="须由有执法权的部门出面才能整改的隐患比例；已获执法权（staff.enforcement）的社区无须求人。取0则无。",
    )
    authority_department_days: float = parameter(
        4.0, unit="working days", bounds=(0, 365), plausible=(1, 20), mechanisms=("C07",),
        en="Answer of a department", zh="部门答复用时",
        tip_en="Mean working days until a department answers a committee's report. 0: at once.",
        tip_zh="部门答复社区上报平均所需的工作日。取0则当即答复。",
    )
    authority_refusal: float = parameter(
        0.2, unit="probability", bounds=(0, 0.95), plausible=(0, 0.5), mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Refusal by a department", zh="部门推诿概率",
        tip_en="Chance that a department's answer is that it is not in charge: the report is sent again. 0: never.",
        tip_zh="部门答复“不归我管”、须再次上报的概率。取0则从不推诿。",
    )
    authority_whistle: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("C07",),
        en="Street whistles, departments come", zh="“街乡吹哨、部门报到”力度",
        tip_en="How far departments must come when the street calls: it shortens their answer and forbids refusing, and "
               "every call takes staff time. 0: they need not.",
        tip_zh="街道吹哨后部门必须报到的力度：缩短答复、不得推诿，但每次吹哨占用工时。取0则无此机制。",
    )
    authority_whistle_hours: float = parameter(
        1.0, unit="staff-hours", bounds=(0, 100), plausible=(0.5, 4), mechanisms=("C07",),
        en="Work of a whistle", zh="一次吹哨的工时",
        tip_en="Staff-hours of the committee for one whistle: a meeting at the place. 0: none.",
        tip_zh="每次吹哨、现场会商占用居委会的工时。取0则不占用。",
    )
    authority_expert_share: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="src:huang2026", mechanisms=("C06",),
        en="Hazards that need professional skill", zh="须专业能力判断的隐患占比",
        tip_en="Share of found hazards that somebody with professional skill must look at. 0: none.",
        tip_zh="须由具备专业能力者判断处理的隐患比例。取0则无。",
    )
    authority_skill: float = parameter(
        0.4, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("C06",),
        en="Professional skill of staff", zh="工作人员专业能力",
        tip_en="Share of such hazards that the committee's own staff are able to judge; others wait for the level above.",
        tip_zh="此类隐患中，社区工作人员自己能判断处理的比例；其余须等上级派专业人员。",
    )
    authority_training: float = parameter(
        0.0, unit="hours/person·month", bounds=(0, 100), plausible=(0, 8), role="lever", mechanisms=("C06",),
        en="Professional training", zh="专业培训",
        tip_en="Hours a month of professional training for every member of a committee's staff. 0: none.",
        tip_zh="居委会工作人员每人每月的专业培训小时数。取0则不培训。",
    )
    authority_training_half: float = parameter(
        4.0, unit="hours/person·month", bounds=(0.01, 1000), plausible=(1, 16), mechanisms=("C06",),
        en="Training that halves the lack of skill", zh="专业短板减半所需培训",
        tip_en="Hours of training a month that halve the share which staff are not able to judge.",
        tip_zh="使无力判断的比例减半所需的每月培训小时数。",
    )
    authority_expert_days: float = parameter(
        5.0, unit="working days", bounds=(0, 365), plausible=(1, 20), mechanisms=("C06",),
        en="Wait for an expert", zh="等待专业人员用时",
        tip_en="Mean working days until the level above sends somebody with the skill. 0: at once.",
        tip_zh="上级派出专业人员平均所需的工作日。取0则随叫随到。",
    )

    # What the law obliges utilities and others to do
    law_linkage_duty: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A16", "D12"),
        en="Duty to answer a call", zh="应急联动法定义务",
        tip_en="How far the law obliges utilities to answer the street's call: 0 they do as they please, 1 they always "
               "come at the first call.",
        tip_zh="法律在多大程度上要求公用事业单位响应街道呼叫：0为可应可不应，1为随叫随到。",
    )
    law_enforcement: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0.3, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D12",),
        en="Duty that is enforced", zh="联动义务落实度",
        tip_en="Share of the duty that accountability makes good; the rest stands on paper. 0: none of it.",
        tip_zh="联动义务经问责机制真正落实的比例，其余停留在纸面。取0则形同虚设。",
    )
    law_refusal: float = parameter(
        0.3, unit="probability", bounds=(0, 0.95), plausible=(0.1, 0.6), mechanism_from="src:wu2025", mechanisms=("A16", "D12"),
        en="Calls that go unanswered", zh="无义务时的推诿率",
        tip_en="Chance that a utility puts off a call where no law binds it. 0: never.",
        tip_zh="没有法定义务时，公用事业单位对一次呼叫推托的概率。取0则从不推托。",
    )
    law_recall_hours: float = parameter(
        1.0, unit="hours", bounds=(0, 1000), plausible=(0.3, 4), mechanisms=("A16",),
        en="Hours until the next call", zh="再次呼叫间隔",
        tip_en="Hours lost with every call that is put off.", tip_zh="每次被推托损失的小时数。",
    )

    # Experts of the district and third parties: they see what others overlook, and know sooner what it is
    expert_support: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A19",),
        en="Support by experts", zh="专家支援基层程度",
        tip_en="How far experts of the district and third parties go along on patrol and are at hand in an emergency. "
               "0: not at all.",
        tip_zh="区级专家库与第三方机构随队排查、参与处置研判的程度。取0则没有支援。",
    )
    expert_gain: float = parameter(
        0.6, unit="ratio", bounds=(0, 20), plausible=(0.2, 1.5), mechanism_from="src:wu2025", mechanisms=("A19",),
        en="What experts see", zh="专家排查增益",
        tip_en="Share by which full support raises what an hour of patrol finds. 0: not at all.",
        tip_zh="充分支援时，每工时巡查发现隐患提高的比例。取0则无影响。",
    )
    expert_diagnosis: float = parameter(
        0.15, unit="share", bounds=(0, 0.95), plausible=(0, 0.4), mechanism_from="src:wu2025", mechanisms=("A19",),
        en="Diagnosis by experts", zh="专家研判缩短用时",
        tip_en="Share by which full support shortens the work at the scene, rescue services aside. 0: not at all.",
        tip_zh="充分支援时，现场处置用时缩短的比例（医疗与电梯救援除外）。取0则无影响。",
    )
    expert_cost: float = parameter(
        400.0, unit="yuan/day", bounds=(0, 1e6), plausible=(100, 2_000), role="constant", mechanisms=("A19",),
        en="Cost of experts", zh="专家支援费用",
        tip_en="Public money a day that full support costs a district.", tip_zh="充分支援时每个区每日所需的公款。",
    )
