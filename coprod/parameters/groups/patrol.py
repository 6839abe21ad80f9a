"""Patrols and reporters: parameters."""

from coprod.kernel.calendar import DAYS_PER_YEAR
from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message


class Patrol(Group):
    """Patrols and reporters."""

    title_en = "Patrols and reporters"
    title_zh = "巡查与发现者"

    rate: float = parameter(
        4.0, unit="staff-hours per day", bounds=(0, 200), plausible=(0, 12), role="lever",
        mechanisms=("A13", "W06", "G07", "O01"),
        en="Patrol hours planned", zh="计划巡查工时",
        tip_en="Hours that grid workers of a committee of mean size shall patrol a day, on average over the year. "
               "Steady patrol gets what desk work leaves.",
        tip_zh="平均规模社区的网格员全年日均应巡查的小时数。日常巡查只能用案头工作剩下的时间。",
    )
    campaign: float = parameter(
        0.0, bounds=(0, 1), role="lever", mechanism_from="src:ji_fang", mechanisms=("W10",),
        en="Share patrolled in campaigns", zh="运动式排查占比",
        tip_en="Share of the year's patrol hours spent in campaigns, which go before routine work; 0 is steady patrol.",
        tip_zh="全年巡查工时中集中在专项行动期间使用的比例，专项行动优先于日常工作；0 表示常态化巡查。",
    )
    campaigns: int = parameter(
        2, unit="per year", bounds=(1, 12), plausible=(1, 4), mechanisms=("W10",),
        en="Campaigns a year", zh="每年专项行动次数",
        tip_en="Campaigns in a year, each at the end of its equal part of the year.",
        tip_zh="一年中专项排查行动的次数，各在等分时段的末尾进行。",
    )
    campaign_days: int = parameter(
        30, unit="days", bounds=(1, 365), plausible=(10, 60), mechanism_from="note:B11", mechanisms=("W10",),
        en="Length of a campaign", zh="每次专项行动天数",
        tip_en="Days of one campaign.", tip_zh="一次专项排查持续的天数。",
    )
    # The rates of the five groups make up note:B11's base of .018 a day together with the base town's activity: 1.7
    # effective reports per 1,000 residents and day, 1.1 patrol hours per 5,000 residents, a third of watches real.
    # Of residents it is the mean over hazards; it is fitted so that the default town finds hazards after 43 days in the mean,
    # as it did before points were redeemed in full, when residents reported less.
    hour_rate: float = parameter(
        0.0025, unit="per day, per patrol hour a day", bounds=(0, 1), plausible=(0.001, 0.005),
        mechanisms=("A13", "W06"),
        mechanism_from="note:B11", number_from="fitted note:B11",
        en="Discovery by patrol", zh="巡查发现率",
        tip_en="Rate at which one hour of patrol a day, per 5,000 residents, finds a given hidden hazard.",
        tip_zh="每 5,000 名居民每天巡查一小时，发现某一处隐患的速率。",
    )
    report_rate: float = parameter(
        0.004, unit="per day, per daily report", bounds=(0, 1), plausible=(0.001, 0.02), mechanisms=("W06", "A21"),
        mechanism_from="note:B11", number_from="fitted note:B11",
        en="Discovery by residents", zh="居民上报发现率",
        tip_en="Rate at which one effective report per 1,000 residents and day finds a given hidden hazard, on average over "
               "hazards. It sets the chance that a resident's report is about a given hazard where they live or pass. 0: never.",
        tip_zh="每千名居民每天一次有效上报，发现某一处隐患的平均速率；据此确定居民上报涉及其所住或途经楼栋某处隐患的概率。"
               "取0则从不涉及。",
    )
    volunteer_rate: float = parameter(
        0.006, unit="per day, per daily act", bounds=(0, 1), plausible=(0.001, 0.02), mechanisms=("A02", "W06"),
        mechanism_from="note:B11", number_from="fitted note:B11",
        en="Discovery by volunteers", zh="志愿者巡逻发现率",
        tip_en="Rate at which one patrol act per 1,000 residents and day finds a given hidden hazard.",
        tip_zh="每千名居民每天一次志愿巡逻，发现某一处隐患的速率。",
    )
    firm_rate: float = parameter(
        0.007, unit="per day", bounds=(0, 1), plausible=(0.002, 0.02), mechanisms=("A03", "C11"),
        mechanism_from="note:B11", number_from="fitted note:B11",
        en="Discovery by property firms", zh="物业值守发现率",
        tip_en="How fast property firms find a given hidden hazard if every watch is real; nominal ones find none.",
        tip_zh="物业值守全部真实时发现某一处隐患的速率；流于形式的值守不会发现隐患。",
    )
    rider_rate: float = parameter(
        0.3, unit="per day, per daily report", bounds=(0, 10), plausible=(0.05, 1), mechanisms=("A10",),
        mechanism_from="note:B11", number_from="fitted note:B11",
        en="Discovery by riders", zh="骑手上报发现率",
        tip_en="The same for one effective report by riders per 1,000 residents and day: they see many buildings.",
        tip_zh="每千名居民每天一次骑手有效上报，发现某一处隐患的速率；骑手走街串巷，见得更多。",
    )
    report_route: int = parameter(
        1, unit="buildings", bounds=(0, 20), plausible=(0, 5), mechanisms=("W06", "A21"),
        en="Buildings that a reporter passes", zh="上报者途经的楼栋数",
        tip_en="Other buildings of the community in which a resident who reports may have seen what is wrong. 0: only their own.",
        tip_zh="上报的居民除自家楼栋外，还可能看到隐患的本社区其他楼栋数。取0则只看得到自家楼栋。",
    )
    intake_minutes: float = parameter(
        5.0, unit="minutes", bounds=(0, 600), plausible=(2, 20), role="lever", mechanisms=("W06", "A07"),
        en="Work of taking in a report", zh="受理一条上报的用时",
        tip_en="Staff minutes to read a resident's report, look at it and answer, whether or not it is about a hazard. "
               "0: no work.",
        tip_zh="工作人员阅看、核实并答复一条居民上报所用的分钟数，无论是否确有隐患。取0则不占工时。",
    )
    duplicate_cut: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0, 1), mechanisms=("G03", "D11"),
        en="Duplicates that systems merge", zh="系统合并重复上报的程度",
        tip_en="Share of the intake work that a report about something already reported saves where all systems share data; "
               "less where they are fragmented. 0: nothing is merged.",
        tip_zh="各系统完全共享时，重复上报可省去的受理工时比例；系统越割裂省得越少。取0则不合并。",
    )
    answer_days: int = parameter(
        15, unit="days", bounds=(1, 365), plausible=(5, 30), mechanisms=("A21",),
        en="Time to answer", zh="答复期限",
        tip_en="Days within which those who report expect an answer and, where there is a hazard, that it is put right.",
        tip_zh="上报者期望得到答复的天数；确有隐患的，还期望在此期限内整改完成。",
    )
    efficacy_weight: float = parameter(
        0.45, unit="utils", bounds=(0, 10), plausible=(0.2, 0.8), mechanism_from="src:sjoberg2017",
        number_from="derived src:sjoberg2017", mechanisms=("A21", "A01"),
        en="Weight of being answered", zh="有回应对上报意愿的影响",
        tip_en="Utility of reporting where all reports are followed up, beyond where none is: ln 1.57, as a fixed first report "
               "makes a second one 57 % more likely. 0: answers do not matter.",
        tip_zh="上报全部得到回应相对于全无回应所增加的效用：首次上报解决后再次上报的可能性高57%，取其对数。取0则无影响。",
    )
    efficacy_half_life: float = parameter(
        60.0, unit="days", bounds=(1, 3650), plausible=(20, 180), mechanism_from="src:sjoberg2017", mechanisms=("A21",),
        en="Memory of answers", zh="对回应的记忆半衰期",
        tip_en="Days after which experiences with reporting count half.", tip_zh="居民对上报有无回应的经历影响减半所需的天数。",
    )
    efficacy_usual: float = parameter(
        1.0, bounds=(0, 1), plausible=(0.5, 1), mechanisms=("A21",), number_from="fitted note:B1",
        en="Usual share of answers", zh="通常的回应占比",
        tip_en="Share of reports followed up in time at which residents report as often as the cost of reporting says.",
        tip_zh="居民按上报成本所述频率上报时，及时得到回应的上报占比。",
    )
    map_quality: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever", mechanism_from="src:huang2026",
        mechanisms=("W05",),
        en="Quality of the risk map", zh="风险地图质量",
        tip_en="Share of what reports and patrols find that is drawn on the risk map, for patrols and warnings to use; keeping "
               "it takes staff time. 0: there is no map.",
        tip_zh="上报与巡查发现的隐患中绘入风险地图、供巡查与预警使用的比例；维护地图占用工时。取0则没有地图。",
    )
    map_gain: float = parameter(
        0.5, bounds=(0, 5), plausible=(0, 1), mechanisms=("W05",), mechanism_from="note:B11", number_from="derived note:B11",
        en="How far patrols follow the map", zh="巡查随风险地图倾斜的程度",
        tip_en="Exponent of patrol effort by the hazards that the map expects in a building: ½ leaves fewest hazards. "
               "0: patrols go everywhere alike.",
        tip_zh="巡查力量随地图所示楼栋风险倾斜的指数：取½时遗留隐患最少。取0则各楼平均巡查。",
    )
    map_half_life: float = parameter(
        365.0, unit="days", bounds=(1, 36500), plausible=(90, 1000), mechanisms=("W05",),
        en="Memory of the risk map", zh="风险地图的记忆半衰期",
        tip_en="Days after which a hazard drawn on the map counts half.", tip_zh="绘入地图的隐患影响减半所需的天数。",
    )
    map_hours: float = parameter(
        4.0, unit="staff-hours/week", bounds=(0, 200), plausible=(1, 10), mechanisms=("W05",),
        en="Keeping the risk map", zh="维护风险地图用时",
        tip_en="Staff-hours a week that a committee of mean size spends on keeping a perfect map up to date.",
        tip_zh="平均规模社区每周为维护完善的风险地图所用的工时。",
    )
    checklist: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("W07",),
        en="Patrol by checklist", zh="清单化巡查占比",
        tip_en="Share of patrol done by checklist: less is overlooked, and every round takes longer. 0: none.",
        tip_zh="按清单进行的巡查比例：遗漏更少，每轮耗时更长。取0则不用清单。",
    )
    miss: float = parameter(
        0.3, unit="probability", bounds=(0, 0.95), plausible=(0.1, 0.5), mechanisms=("W07",),
        en="Overlooked without a checklist", zh="无清单时的漏查率",
        tip_en="Chance that a patrol passes by a hazard and overlooks it.", tip_zh="巡查经过隐患却未察觉的概率。",
    )
    checklist_cut: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanisms=("W07",),
        en="What a checklist does not overlook", zh="清单减少的遗漏",
        tip_en="Share of what would be overlooked that a checklist finds. 0: nothing.",
        tip_zh="原本会遗漏的隐患中，使用清单可查出的比例。取0则清单无用。",
    )
    checklist_time: float = parameter(
        0.1, unit="share", bounds=(0, 5), plausible=(0, 0.5), mechanisms=("W07",),
        en="Time that a checklist takes", zh="清单占用的时间",
        tip_en="Share by which a round by checklist takes longer. 0: no longer.",
        tip_zh="按清单巡查每轮用时增加的比例。取0则不增加。",
    )
    whistle_protection: float = parameter(
        0.0, bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("A11",),
        en="Protection of whistle-blowers", zh="内部举报人保护",
        tip_en="Share of the fear of retaliation that protection takes from insiders who report. 0: none.",
        tip_zh="制度保护能消除内部知情者多少报复顾虑。取0则没有保护。",
    )
    whistle_retaliation: float = parameter(
        1.0, bounds=(0, 1), plausible=(0.3, 1), mechanisms=("A11",),
        en="Retaliation against whistle-blowers", zh="对内部举报人的打击报复",
        tip_en="Share of their reports that fear of retaliation deters where insiders are not protected. 1: all, so "
               "that without protection nobody blows the whistle.",
        tip_zh="没有保护时，因担心报复而不敢举报的比例。取1则无保护时无人举报。",
    )
    whistle_insiders: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0.02, 0.3), mechanisms=("A11",),
        en="Hazards that an insider knows of", zh="有内部知情者的隐患占比",
        tip_en="Share of hazards of mean severity that somebody knows of from within; in proportion to severity. "
               "0: nobody knows anything.",
        tip_zh="中等严重程度的隐患中有内部知情者的比例，随严重程度按比例增减。取0则无人知情。",
    )
    whistle_rate: float = parameter(
        0.2, unit="per day", bounds=(0, 10), plausible=(0.05, 1), mechanisms=("A11",),
        en="Reports by insiders", zh="知情者举报速率",
        tip_en="Rate at which an insider who has nothing to fear reports: 0.2 means after five days in the mean.",
        tip_zh="毫无顾虑的知情者上报的速率；0.2即平均五天后上报。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return combinations that cannot be: campaigns longer than the year."""
        if self.campaigns * self.campaign_days <= DAYS_PER_YEAR:
            return []
        return [("campaign_days", self.campaign_days, message("problem.campaigns_fit", n=self.campaigns, days=DAYS_PER_YEAR))]
