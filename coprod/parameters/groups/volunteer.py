"""Volunteers and social organisations: parameters."""

from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message


class Volunteer(Group):
    """Volunteers: recruitment, burnout and leaving, call-outs, drills and fading skills."""

    title_en = "Volunteers and social organisations"
    title_zh = "志愿者与社会组织"

    # Volunteers: recruitment, burnout and leaving, call-outs, drills and fading skills
    potential: float = parameter(
        0.23, unit="share", bounds=(0, 1), plausible=(0.12, 0.31),
        mechanism_from="note:B4", number_from="fitted fact:C8", mechanisms=("A02",),
        en="Potential volunteers", zh="潜在志愿者占比",
        tip_en="Share of residents who would register at some time in their lives; with the default joining and "
               "leaving, two thirds of them are registered at any time, 15 % of residents.",
        tip_zh="一生中有可能注册为志愿者的居民占比；按默认的加入与退出速度，其中约三分之二在册，约占居民的15%。",
    )
    youngest: int = parameter(
        16, unit="years", bounds=(0, 100), plausible=(14, 18), role="constant", mechanisms=("A02",),
        en="Youngest volunteers", zh="志愿者最低年龄",
        tip_en="Residents younger than this do not register.", tip_zh="低于该年龄的居民不注册为志愿者。",
    )
    oldest: int = parameter(
        75, unit="years", bounds=(0, 130), plausible=(65, 80), role="constant", mechanisms=("A02",),
        en="Oldest volunteers", zh="志愿者最高年龄",
        tip_en="Residents older than this do not register anew.", tip_zh="高于该年龄的居民不再新注册为志愿者。",
    )
    recruit: float = parameter(
        0.002, unit="per month", bounds=(0, 1), plausible=(0, 0.02), role="lever", mechanism_from="note:B4", mechanisms=("A02",),
        en="Recruitment", zh="招募力度",
        tip_en="Monthly chance that a potential volunteer is won by recruitment alone (p of Bass). 0: nobody is.",
        tip_zh="潜在志愿者每月仅因招募宣传而加入的概率（Bass 模型的 p）。取0则无人因招募加入。",
    )
    imitation: float = parameter(
        0.1, unit="per month", bounds=(0, 2), plausible=(0.05, 0.2), mechanism_from="note:B4", mechanisms=("A02",),
        en="Joining because others did", zh="从众加入",
        tip_en="Monthly chance of joining where all other potential volunteers have joined (q of Bass). 0: no "
               "imitation.",
        tip_zh="其他潜在志愿者都已加入时，每月跟随加入的概率（Bass 模型的 q）。取0则无从众效应。",
    )
    retention: float = parameter(
        0.65, unit="share", bounds=(0.01, 1), plausible=(0.55, 0.75),
        mechanism_from="note:B4", number_from="derived fact:C10", mechanisms=("A02",),
        en="Kept after a year", zh="年保留率",
        tip_en="Share of volunteers without burnout who are still registered a year later. 1: nobody leaves.",
        tip_zh="未出现倦怠的志愿者一年后仍在册的比例。取1则无人退出。",
    )
    capacity: float = parameter(
        8.0, unit="hours/week", bounds=(0.1, 168), plausible=(4, 20), mechanisms=("A02",),
        en="Hours a volunteer can bear", zh="志愿者可承受工时",
        tip_en="Weekly hours of service that burn a volunteer out completely if they last, and the most that the "
               "toughest bears in one week of call-outs.",
        tip_zh="长期如此便会完全倦怠的每周服务时数，也是最能吃苦者单周应召的上限。",
    )
    burnout_gain: float = parameter(
        0.02, unit="per day", bounds=(0, 1), plausible=(0, 0.05), mechanism_from="note:B4", mechanisms=("A02",),
        en="Growth of burnout", zh="倦怠增速",
        tip_en="Daily growth of burnout under a full load. 0: nobody burns out.",
        tip_zh="满负荷时倦怠每日的增量。取0则不会倦怠。",
    )
    burnout_recovery: float = parameter(
        0.02, unit="per day", bounds=(0.0001, 1), plausible=(0.01, 0.05), mechanism_from="note:B4", mechanisms=("A02",),
        en="Recovery from burnout", zh="倦怠恢复速度",
        tip_en="Share of burnout that a day heals.", tip_zh="倦怠每日自然消退的比例。",
    )
    burnout_exit: float = parameter(
        1.0, unit="", bounds=(0, 5), plausible=(0, 3), mechanisms=("A02",),
        en="Burnout drives away", zh="倦怠促退系数",
        tip_en="The rate of leaving is multiplied by e to this times burnout. 0: burnout drives nobody away.",
        tip_zh="退出率乘以 e 的（该系数×倦怠）次方。取0则倦怠不影响退出。",
    )
    overload_exit: bool = parameter(
        True, mechanism_from="note:B4", mechanisms=("A02",),
        en="Overloaded volunteers drop out", zh="超负荷者退出",
        tip_en="Volunteers whose share of a week's call-outs exceeds what they can bear leave, and the others "
               "carry more.",
        tip_zh="一周应召工时超出自身承受力的志愿者退出，其余人分担更多，可能连锁退出。",
    )
    call_prob: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 0.6), role="lever", mechanism_from="note:B4", mechanisms=("A02",),
        en="Answering a call-out", zh="应召概率",
        tip_en="Chance that a rested volunteer answers a call-out. 0: nobody comes.",
        tip_zh="状态良好的志愿者响应召集的概率。取0则无人应召。",
    )
    call_size: int = parameter(
        30, unit="people", bounds=(0, 500), plausible=(10, 100), role="lever", mechanisms=("A02",),
        en="Volunteers called", zh="每次召集人数",
        tip_en="How many volunteers of the community are called to an incident.",
        tip_zh="发生突发事件时召集本社区志愿者的人数。",
    )
    helping_cost: float = parameter(
        0.0, unit="share", bounds=(0, 0.99), plausible=(0, 0.3), mechanism_from="note:B4", mechanisms=("A02", "T10"),
        en="Cost of helping", zh="相助的代价",
        tip_en="Cost of helping as a share of what it is worth that somebody helps; the more are called, the more "
               "each leaves it to the others (volunteer's dilemma). 0: nobody reckons so.",
        tip_zh="出手相助的代价与“有人相助”之价值的比；被召集的人越多，越容易相互观望（志愿者困境）。取0则无人观望。",
    )
    skill_half_life: float = parameter(
        180.0, unit="days", bounds=(1, 100000), plausible=(90, 365), mechanism_from="note:B4", mechanisms=("A12", "W11"),
        en="Half-life of a skill", zh="技能半衰期",
        tip_en="Days after which half of an emergency skill is lost without practice.",
        tip_zh="缺乏练习时，应急技能减半所需的天数。",
    )
    practice: float = parameter(
        0.5, unit="per year", bounds=(0, 100), plausible=(0, 2), mechanisms=("A12",),
        en="Practice of the skilled", zh="技能人员自我练习",
        tip_en="Yearly rate at which the work and courses of skilled residents restore what they have lost. 0: never.",
        tip_zh="具备技能者因本职工作或进修而恢复所失技能的年速率。取0则从不恢复。",
    )
    drill_freq: float = parameter(
        2.0, unit="per year", bounds=(0, 52), plausible=(0, 12), role="lever", mechanisms=("W11",),
        en="Drills", zh="演练频次",
        tip_en="Drills a year in every community, for volunteers and the skilled on the register. 0: none.",
        tip_zh="每个社区每年组织的演练次数，对象为志愿者与在册技能人员。取0则不演练。",
    )
    drill_quality: float = parameter(
        0.4, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever",
        mechanism_from="src:liu_zhang2026", mechanisms=("W11", "W12"),
        en="Quality of drills", zh="演练实效",
        tip_en="Share of those on the attendance sheet who really learn. 0: ritual drills that are recorded and "
               "teach nothing.",
        tip_zh="签到者中真正学到本领的比例。取0则为走过场的演练：有记录，无收获。",
    )
    drill_attendance: float = parameter(
        0.025, unit="share", bounds=(0, 1), plausible=(0.01, 0.3), number_from="fitted fact:C9", mechanisms=("W11",),
        en="Attendance of drills", zh="演练参与率",
        tip_en="Chance that somebody invited comes to a drill; at the default about 20 people of a community come, as to "
               "an event of a volunteer week.",
        tip_zh="受邀者到场参加演练的概率；按默认值每个社区约来20人，与志愿服务周活动的到场人数相当。",
    )
    drill_hours: float = parameter(
        2.0, unit="hours", bounds=(0, 24), plausible=(1, 4), mechanisms=("W11",),
        en="Length of a drill", zh="演练时长",
        tip_en="Hours that a drill takes of everybody who comes.", tip_zh="每位到场者参加一次演练所花的时间。",
    )
    drill_staff_hours: float = parameter(
        12.0, unit="staff-hours", bounds=(0, 1000), plausible=(4, 40), mechanisms=("W11",),
        en="Staff-hours of a drill", zh="演练占用工时",
        tip_en="Staff-hours that the committee spends on preparing and holding one drill.",
        tip_zh="社区筹备和组织一次演练占用的工作人员工时。",
    )

    # Social organisations: hubs that recruit, train and match, as long as they stand on their own feet
    ngo_density: float = parameter(
        0.0, unit="per 10,000 residents", bounds=(0, 1000), plausible=(0, 12), role="lever", mechanism_from="src:huang2026",
        mechanisms=("A09",),
        en="Social organisations", zh="社会组织密度",
        tip_en="Social organisations for every 10,000 residents that work on safety, besides those counted in today's "
               "figures. 0: none.",
        tip_zh="在现状之外，每万名居民拥有的从事安全服务的社会组织数。取0则没有。",
    )
    ngo_half: float = parameter(
        4.0, unit="per 10,000 residents", bounds=(0.01, 1000), plausible=(2, 10), mechanisms=("A09",),
        en="Density of half the effect", zh="作用过半的密度",
        tip_en="Density at which half of what organisations can reach is reached.",
        tip_zh="社会组织可及范围达到一半时的密度。",
    )
    ngo_autonomy: float = parameter(
        0.5, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Autonomy of organisations", zh="社会组织自主性",
        tip_en="Share of their substance that organisations keep in the long run; the rest turns into ritual as they come "
               "to depend on the office that pays them. 1: they stay independent.",
        tip_zh="社会组织长期保有的实质作用比例；其余在依附出资部门的过程中流于仪式。取1则始终独立。",
    )
    ngo_drift: float = parameter(
        0.5, unit="per year", bounds=(0, 100), plausible=(0.1, 2), mechanisms=("A09",),
        en="Drift into dependence", zh="体制依附速率",
        tip_en="Rate at which what is not kept by autonomy turns into ritual. 0: never.",
        tip_zh="缺乏自主性支撑的部分流于仪式的年速率。取0则不会。",
    )
    ngo_recruit_gain: float = parameter(
        1.0, unit="ratio", bounds=(0, 50), plausible=(0.2, 3), mechanisms=("A09",),
        en="Recruitment by organisations", zh="社会组织招募增益",
        tip_en="Share by which organisations at full reach raise the joining of volunteers. 0: not at all.",
        tip_zh="社会组织全面覆盖时，志愿者加入速率提高的比例。取0则无影响。",
    )
    ngo_train_gain: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.1, 0.8), mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Training by organisations", zh="社会组织培训增益",
        tip_en="Share of what drills lack in quality that organisations at full reach make up for. 0: none.",
        tip_zh="社会组织全面覆盖时，可补足演练质量缺口的比例。取0则无影响。",
    )
    ngo_match_gain: float = parameter(
        0.15, unit="share", bounds=(0, 1), plausible=(0.05, 0.5), mechanism_from="src:huang2026", mechanisms=("A09",),
        en="Matching by organisations", zh="社会组织匹配增益",
        tip_en="Share of unanswered calls that organisations at full reach pass on to somebody who comes. 0: none.",
        tip_zh="社会组织全面覆盖时，无人应答的求助转介给能到场者的比例。取0则无影响。",
    )
    ngo_cost: float = parameter(
        30_000.0, unit="yuan per year", bounds=(0, 1e7), plausible=(5_000, 200_000), role="constant",
        mechanisms=("A09",),
        en="Purchase of services", zh="购买服务经费",
        tip_en="Public money that pays one organisation for a year.", tip_zh="每个社会组织每年的政府购买服务经费。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be."""
        if self.youngest > self.oldest:
            return [("oldest", self.oldest, message("problem.oldest_and_youngest", youngest=self.youngest))]
        return []
