"""Staff and what they produce: parameters."""

from coprod.parameters.declare import Group, parameter


class Staff(Group):
    """Staff: how many, where, what they do, and what they and citizens produce together."""

    title_en = "Staff and what they produce"
    title_zh = "工作人员与合作生产"

    # Staff and their desks
    count: int = parameter(
        6, unit="people", bounds=(1, 200), plausible=(5, 9), role="lever",
        mechanism_from="note:B6", number_from="derived fact:C4",
        mechanisms=("A04", "A07", "C01", "C04"),
        en="Staff per residents' committee", zh="每个居委会工作人员数",
        tip_en="Staff of a committee of mean size.", tip_zh="平均规模社区的工作人员数。",
    )
    basic_share: float = parameter(
        0.3, bounds=(0, 1), plausible=(0, 0.6), number_from="assumed fact:C4", mechanisms=("A07", "C04"),
        en="Staff every committee has", zh="各居委会基本配备占比",
        tip_en="Share of a mean committee's staff that every committee has whatever its size; the rest follows its size.",
        tip_zh="平均配备中不论社区大小都有的部分所占比例；其余按社区规模配备。",
    )
    hours: float = parameter(
        6.0, unit="hours per day", bounds=(0.5, 24), plausible=(5, 8), mechanisms=("C04",),
        en="Effective hours a day", zh="每日有效工时",
        tip_en="Hours a member of staff can give to work items each day.",
        tip_zh="每名工作人员每天真正用于办事的小时数。",
    )
    street_per_community: float = parameter(
        2.0, unit="people", bounds=(0.1, 100), plausible=(1, 5), role="lever", mechanisms=("A04",),
        en="Street office staff per community", zh="街道办事处按社区配备的人数",
        tip_en="Front-line staff of a street office for each community of the street.",
        tip_zh="街道办事处一线工作人员数，按所辖社区个数配备。",
    )
    overtime_cap: float = parameter(
        2.0, unit="hours per person and day", bounds=(0, 12), plausible=(0, 4), role="lever", mechanisms=("C04",),
        en="Overtime after emergencies", zh="应急后加班上限",
        tip_en="Extra hours a person may work to make up for hours that emergencies took; 0 means none.",
        tip_zh="应急占用的工时每人每天最多可加班补回的小时数；0 表示不加班。",
    )
    enforcement: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("A07", "C01"),
        en="Enforcement power of committees", zh="居委会执法授权",
        tip_en="Share of requests that need power which committees may settle themselves: small repairs are granted first, "
               "then enforcement, spending last. 0: duty without power.",
        tip_zh="须有权限的诉求中，居委会可自行办结的比例：先授小修派单权，再授执法权，最后授支出权；0 表示“有责无权”。",
    )
    switch_hours: float = parameter(
        0.4, unit="hours", bounds=(0, 8), plausible=(0, 1), mechanisms=("G05",),
        en="Cost of changing lines", zh="条线切换耗时",
        tip_en="Hours lost when an item belongs to another line than the one that arrived before it.",
        tip_zh="一件事与前一件事分属不同条线时，转换头绪所耗的小时数。",
    )
    # With n* = 3 days and exponent 1/4 a desk loaded to 0.8 settles at half a day of work and tips over only beyond
    # nine: the base town is stable. At 0.95 (12 lines) the two are 1.5 and 5 days, and a bad month is enough; with one
    # member of staff fewer (0.97) hardly any desk holds out for a year.
    pressure: float = parameter(
        0.25, bounds=(0, 1), mechanisms=("C04", "G05"),
        en="Effect of pressure on pace", zh="压力对效率的影响",
        tip_en="Exponent of the inverted U between backlog and pace; 0 switches it off.",
        tip_zh="积压与办事效率之间倒 U 形关系的指数；0 表示积压不影响效率。",
    )
    pressure_peak: float = parameter(
        3.0, unit="days of work", bounds=(0.1, 365), plausible=(2, 6), mechanisms=("C04",),
        en="Backlog of best pace", zh="效率最高时的积压量",
        tip_en="Days of work on the desk at which staff work fastest; with less they slacken, with more they get lost.",
        tip_zh="办事效率最高时手头积压的工作天数：少于此则松弛，多于此则应接不暇。",
    )
    pressure_floor: float = parameter(
        0.3, bounds=(0, 1), plausible=(0.1, 0.6), mechanisms=("C04",),
        en="Lowest pace", zh="最低效率",
        tip_en="Lowest pace as a share of the best, whether from idleness or overload, before the exponent.",
        tip_zh="无论松弛或过载，效率相对最高值的下限（取指数之前）。",
    )
    overflow_days: float = parameter(
        12.0, unit="days of work", bounds=(0.1, 1000), plausible=(5, 30), mechanisms=("C04",),
        en="Backlog that overflows", zh="积压上限",
        tip_en="Days of work beyond which the least urgent work is ticked off without being done, or dropped.",
        tip_zh="积压超过这一天数后，最不紧急的事项开始被“打钩应付”或搁置不办。",
    )
    inherited_days: float = parameter(
        0.0, unit="days of work", bounds=(0, 365), plausible=(0, 30), role="constant", mechanisms=("C04",),
        en="Backlog at the start", zh="起始积压量",
        tip_en="Days of work, all of it ledgers, that lie on every desk when the run begins. 0: the desks are empty.",
        tip_zh="仿真开始时各社区与街道已积压的工作天数，均为台账。取0则从零开始。",
    )
    shed_rate: float = parameter(
        0.2, unit="per day", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("C04",),
        en="Rate of shedding", zh="应付或放弃的速度",
        tip_en="Share of the excess backlog that is ticked symbolically or dropped each day; 0 switches it off.",
        tip_zh="每天被象征性完成或放弃的超额积压比例；0 表示从不应付。",
    )
    turnover: float = parameter(
        0.15, unit="per year", bounds=(0, 5), plausible=(0.05, 0.4), role="lever", mechanism_from="note:B6", mechanisms=("C12",),
        en="Staff turnover", zh="岗位变动率",
        tip_en="Rate at which staff leave or are moved; local knowledge leaves with them. 0: everybody stays.",
        tip_zh="工作人员离职或调岗的年速率，熟悉情况的人随之流失。取0则人人留任。",
    )
    turnover_usual: float = parameter(
        0.15, unit="per year", bounds=(0, 5), role="constant", mechanism_from="note:B6", mechanisms=("C12",),
        en="Usual staff turnover", zh="通常的岗位变动率",
        tip_en="Turnover at which effective hours are as stated.", tip_zh="有效工时按此变动率给出。",
    )
    settling: float = parameter(
        2.0, unit="per year", bounds=(0.05, 50), plausible=(1, 4), mechanisms=("C12",),
        en="Learning the ropes", zh="新人熟悉岗位速度",
        tip_en="Rate at which newcomers learn what their predecessors knew.", tip_zh="新人掌握前任所知情况的速率。",
    )
    novice_loss: float = parameter(
        0.2, unit="share", bounds=(0, 0.95), plausible=(0, 0.6), mechanisms=("C12",),
        en="What newcomers get less done", zh="新手效率损失",
        tip_en="Share by which a newcomer gets less done. 0: turnover does no harm.",
        tip_zh="新人办事效率低于熟手的比例。取0则变动无害。",
    )
    pay: float = parameter(
        1.0, unit="ratio", bounds=(0.2, 5), plausible=(0.8, 1.5), role="lever",
        mechanism_from="src:liu_zhang2026", mechanisms=("W23",),
        en="Pay of community staff", zh="社区工作者薪酬水平",
        tip_en="Pay relative to today's: more keeps staff and spurs them, and costs money. Less drives staff away; what it "
               "saves is not set off against public money spent.",
        tip_zh="薪酬相对现状的倍数：加薪可留住人、激励人，也要花钱；减薪则人员流失，省下的钱不抵减公共支出。",
    )
    pay_elasticity: float = parameter(
        1.0, bounds=(0, 5), plausible=(0.3, 2), mechanisms=("W23",),
        en="Pay keeps staff", zh="薪酬对留任的影响",
        tip_en="Per cent by which one per cent more pay lowers turnover. 0: not at all.",
        tip_zh="薪酬每增1%使变动率降低的百分比。取0则无影响。",
    )
    pay_effort: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.3), mechanisms=("W23",),
        en="Pay spurs staff", zh="薪酬对干劲的影响",
        tip_en="Share by which doubled pay raises what staff get done. 0: not at all.",
        tip_zh="薪酬翻倍时工作成效提高的比例。取0则无影响。",
    )
    wage: float = parameter(
        54_000.0, unit="yuan per year", bounds=(0, 1e7), plausible=(36_000, 100_000), mechanisms=("W23",),
        en="Wage today", zh="现行年薪",
        tip_en="Yearly pay of a member of staff as it is; pay above it is counted as public money.",
        tip_zh="工作人员现行年薪；超出部分计入公共支出。",
    )
    kpi_weight: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("W15",),
        en="Appraisal by indicators", zh="指标考核权重",
        tip_en="Weight of counted work in the appraisal of staff: they work harder, and where it is counted. 0: none.",
        tip_zh="干部考核中可计数指标的权重：大家更卖力，但力气都花在算数的地方。取0则不按指标考核。",
    )
    kpi_effort: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.3), mechanisms=("W15",),
        en="Appraisal spurs staff", zh="考核对干劲的影响",
        tip_en="Share by which appraisal by indicators alone raises what desks get done. 0: not at all.",
        tip_zh="完全按指标考核时办事成效提高的比例。取0则无影响。",
    )
    kpi_shift: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 0.9), mechanisms=("W15",),
        en="Appraisal shifts effort", zh="考核引导力气转移",
        tip_en="Share of the unmeasured substance of patrols that is lost where only indicators count. 0: none.",
        tip_zh="只看指标时，巡查中无法计量的实质部分所丧失的比例。取0则不丧失。",
    )
    training: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("D14",),
        en="Basic rescue training of staff", zh="社区人员基础救援训练",
        tip_en="Share of committee staff with the basic skills and the equipment to act first, who keep in training. "
               "0: they report and wait.",
        tip_zh="掌握基本救援技能与装备、并坚持训练的社区工作人员比例，可先期处置。取0则只上报、等待。",
    )
    training_month: float = parameter(
        2.0, unit="hours/person·month", bounds=(0, 100), plausible=(1, 6), mechanisms=("D14",),
        en="Time for basic training", zh="基础救援训练时长",
        tip_en="Staff-hours a month that keep one member of staff in training. 0: none.",
        tip_zh="每名受训人员每月用于保持技能的工时。取0则不占用。",
    )
    post_day: float = parameter(
        0.8, unit="probability", bounds=(0, 1), plausible=(0.4, 1), mechanisms=("D14",),
        en="Staff on post by day", zh="日间有人在岗概率",
        tip_en="Chance that somebody of the committee is on post and free to go when an incident is reported by day.",
        tip_zh="白天接报时，社区有人在岗且能立即前往的概率。",
    )
    post_night: float = parameter(
        0.15, unit="probability", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("D14",),
        en="Staff on post by night", zh="夜间有人在岗概率",
        tip_en="The same between ten in the evening and seven in the morning.", tip_zh="22时至次日7时的同一概率。",
    )
    first_minutes: float = parameter(
        6.0, unit="minutes", bounds=(0, 240), plausible=(3, 15), mechanism_from="src:wu2025", mechanisms=("D14",),
        en="Staff on their way", zh="社区人员到场用时",
        tip_en="Mean minutes from report to first action by trained staff of the committee.",
        tip_zh="从接报到受训社区人员开始处置的平均分钟数。",
    )

    post_load: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026",
        mechanisms=("D14", "C01"),
        en="Load takes staff from their posts", zh="负荷挤占值守的程度",
        tip_en="How far hours asked beyond regular hours are taken from the posts: of ρ hours asked for each there is, 1 − 1/ρ. "
               "Posts that are ordered are kept. 0: routine work never takes anybody from a post.",
        tip_zh="交办工时超出正常工时的部分在多大程度上由值守岗位让出：每一小时工时被交办ρ小时，则让出1−1/ρ；上级指令的值守不受影响。"
               "取0则日常事务从不占用值守。",
    )
    recall_minutes: float = parameter(
        30.0, unit="minutes", bounds=(0, 1440), plausible=(10, 90), mechanism_from="src:wu2025", mechanisms=("D14",),
        en="Staff called from elsewhere", zh="无人在岗时赶来用时",
        tip_en="Mean minutes longer until somebody of the committee is at the scene where nobody is on post. 0: as soon as "
               "from a post.",
        tip_zh="无人在岗时，社区人员从他处赶到现场平均多用的分钟数。取0则与在岗时一样快。",
    )
    answer_load: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026",
        mechanisms=("C01",),
        en="Load delays answering calls", zh="负荷影响接听的程度",
        tip_en="Share of its load with which a committee's staff are at other work by day when the telephone rings; a call waits "
               "while all of them are. 119 and 120 answer at once; they wait for no committee. 0: somebody always answers.",
        tip_zh="白天来电时，居委会人员因负荷正忙于其他事务的程度：人人都忙，来电便要等待。119、120随即接听，不等居委会。"
               "取0则总有人接听。",
    )
    piece_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 480), plausible=(3, 30), mechanisms=("C01",),
        en="Piece of work in hand", zh="手头事务耗时",
        tip_en="Mean minutes (exponential) of a piece of work that staff of a committee end before they answer a call.",
        tip_zh="居委会人员接听前须先办完的手头事务平均分钟数（指数分布）。",
    )

    # How staff are shared between levels: the pyramid of tasks and the pyramid of means
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

    # What staff and firms on one side and citizens on the other produce together
    coproduction_substitution: float = parameter(
        -0.5, bounds=(-5, 1), plausible=(-2, 1), mechanism_from="note:B0", mechanisms=("A21",),
        en="Substitution between staff and citizens", zh="政府与居民投入的替代性",
        tip_en="ρ of the production function. 1: an hour of one side stands in for an hour of the other; 0: output falls to "
               "nothing without either; −5: close to the scarcer of both.",
        tip_zh="生产函数的ρ。取1则双方工时可相互替代；取0则缺一方即无产出；取−5则接近由较少的一方决定。",
    )
    coproduction_regular_share: float = parameter(
        0.6, unit="share", bounds=(0.01, 0.99), plausible=(0.3, 0.8), mechanism_from="note:B0", mechanisms=("A21",),
        en="Weight of regular producers", zh="常规生产者权重",
        tip_en="α of the production function: weight of hours of staff and firms; the rest is that of citizens' effective "
               "hours.",
        tip_zh="生产函数的α：工作人员与物业企业工时的权重，其余为居民有效工时的权重。",
    )
    coproduction_effect: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanisms=("A21",),
        en="Effect on the birth of hazards", zh="对隐患产生的影响",
        tip_en="Where nothing is produced together, so much more hazards arise; where very much is, so much fewer. 0: output "
               "is only counted.",
        tip_zh="完全没有合作产出时隐患多产生的比例，产出极充分时少产生的比例。取0则只统计产出、不影响隐患。",
    )
    coproduction_usual: float = parameter(
        4.2, unit="hours/1,000 residents·day", bounds=(0.001, 1e4), plausible=(2, 8),
        mechanism_from="note:B0", number_from="fitted scenario:baseline",
        mechanisms=("A21",),
        en="Usual output", zh="常态产出",
        tip_en="Output at which hazards arise at their usual rate: that of the default town.",
        tip_zh="隐患按常态产生时的合作产出，取默认城镇的水平。",
    )
    coproduction_watch_hours: float = parameter(
        8.0, unit="hours", bounds=(0, 24), plausible=(6, 12), role="constant", mechanisms=("A21",),
        en="Hours of a night watch", zh="夜间值守时长",
        tip_en="Hours that a real night watch of a property firm adds to regular production.",
        tip_zh="物业企业每晚真实值守计入常规生产的小时数。",
    )

    # How the money for emergency capacity is split between people and things; its sum is the same either way
    soft_share: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0.05, 0.95), role="lever",
        mechanism_from="src:grassroots_review", mechanisms=("T15",),
        en="Share for soft capacity", zh="软实力投入占比",
        tip_en="Share of the money for emergency capacity that goes into people, rules and training; the rest buys "
               "equipment and buildings.",
        tip_zh="应急能力投入中用于人员、制度与培训的比例，其余用于装备与设施。",
    )
    soft_substitution: float = parameter(
        -1.0, bounds=(-5, 1), plausible=(-3, 0.5), mechanism_from="note:B0", mechanisms=("T15",),
        en="Substitution between soft and hard", zh="软硬实力的替代性",
        tip_en="ρ of the production function that joins both. Below 0 neither is worth much without the other.",
        tip_zh="结合软硬实力的生产函数的ρ。小于0则缺一方另一方也难有作为。",
    )
    soft_effect: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("T15",),
        en="Effect on the work at the scene", zh="对现场处置的影响",
        tip_en="How much longer the work at the scene takes where one of both is missing. 0: the split does not matter.",
        tip_zh="软硬缺一时现场处置用时延长的比例。取0则投入结构没有影响。",
    )
