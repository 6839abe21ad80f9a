"""Recovery from incidents, reviews of them, and resilience as it is measured: parameters."""

from coprod.parameters.declare import Group, parameter


class Resilience(Group):
    """What comes after incidents (note:B19), and how the performance of a community is told in one number (note:B17)."""

    title_en = "Recovery, reviews, and resilience as it is measured"
    title_zh = "灾后恢复、复盘与韧性度量"

    # Assessment, money and repair
    assessors: int = parameter(
        1, unit="people per street", bounds=(0, 1000), plausible=(1, 5),
        role="lever", built_in=True, mechanism_from="src:liu_zhang2026",
        mechanisms=("O03", "C06"),
        en="Assessors of damage", zh="损失评估人员",
        tip_en="People of a street office who can assess damage. 0: it is not assessed, everybody is believed.",
        tip_zh="每个街道能够评估损失的人员。取0则不经评估、凭申报办理。",
    )
    assess_hours: float = parameter(
        2.0, unit="staff-hours", bounds=(0, 1000), plausible=(1, 16), mechanisms=("O03",),
        en="Work of an assessment", zh="评估工时",
        tip_en="Staff-hours to assess the damage of an incident of mean size. 0: none.",
        tip_zh="评估一起中等规模事件的损失所用工时。取0则不用工时。",
    )
    repair_crews: int = parameter(
        2, unit="crews per district", bounds=(0, 10_000), plausible=(1, 20),
        role="lever", built_in=True, mechanism_from="src:liu_zhang2026",
        mechanisms=("O03", "C06"),
        en="Repair crews", zh="抢修队伍",
        tip_en="Crews of a district that repair what incidents damaged, day and night. "
               "0: owners find somebody themselves, which takes longer.",
        tip_zh="每区昼夜抢修受损房屋与设施的队伍。取0则由业主自行请人修复，用时更长。",
    )
    repair_alone: float = parameter(
        2.0, unit="ratio", bounds=(0, 100), plausible=(1, 5), mechanisms=("O03",),
        en="Repair without a crew", zh="自行修复用时倍数",
        tip_en="How much longer a repair takes owners who have no crew of the district.",
        tip_zh="没有区级抢修队伍时，业主自行修复所用时间的倍数。",
    )
    repair_public: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("C05", "O03", "E05"),
        en="Public share of damage", zh="公共承担比例",
        tip_en="Share of damage that the district has to pay before work begins: common parts, pipes, drains. 0: none.",
        tip_zh="须由区级先行支付的损失比例：公共部位、管网、排水等。取0则没有。",
    )
    repair_budget: float = parameter(
        10.0, unit="yuan/resident·year", bounds=(0, 100_000), plausible=(2, 50), role="lever", mechanisms=("C05", "C09", "E05"),
        en="Money for repair and relief", zh="修复与救助经费",
        tip_en="Money of a district for repair and relief, a twelfth of it every month. 0: there is none.",
        tip_zh="区级用于修复与救助的经费，按月拨付。取0则没有。",
    )
    self_fund_days: float = parameter(
        21.0, unit="days", bounds=(0, 10_000), plausible=(7, 180), number_from="derived fact:C12", mechanisms=("C05", "A08"),
        en="Until owners pay themselves", zh="业主自筹所需天数",
        tip_en="Days after which owners have raised the money for which the district has none. 0: money never delays a repair.",
        tip_zh="区级无款可拨时，业主自筹到位所需的天数。取0则经费从不耽误修复。",
    )
    repair_wear: float = parameter(
        0.02, unit="share", bounds=(0, 1), plausible=(0, 0.1), mechanisms=("W08", "O03"),
        en="Damage wears down facilities", zh="未修复损失削弱设施",
        tip_en="Share of the condition of facilities that the open damage of an incident of mean size takes in a community of "
               "5,000 residents. 0: none.",
        tip_zh="在5,000名居民的社区，一起中等规模事件的损失修复之前使设施状况下降的比例。取0则无影响。",
    )

    # Relief for those who cannot live at home
    relief_kits: float = parameter(
        0.4, unit="kits per person", bounds=(0, 10), plausible=(0, 1), role="lever", mechanisms=("S05", "T14"),
        en="Relief goods", zh="救助物资",
        tip_en="Relief kits for everybody who cannot live at home, about one a household. 0: no goods are brought.",
        tip_zh="为每名无法在家居住者提供的应急包，约每户一份。取0则不发放。",
    )
    relief_work: float = parameter(
        0.1, unit="hours per kit", bounds=(0, 1000), plausible=(0.05, 1), mechanisms=("T14",),
        en="Work of relief", zh="救助办理用时",
        tip_en="Hours until the goods for one household are sent for, by staff with nothing else to do. 0: at once.",
        tip_zh="工作人员专心办理时，为一户申领救助物资所需小时数。取0则立即办妥。",
    )
    relief_within: float = parameter(
        10.0, unit="hours", bounds=(0, 10_000), plausible=(6, 24), role="constant", mechanism_from="src:disaster_plan2022",
        number_from="derived src:disaster_plan2022", mechanisms=("T14",),
        en="Prompt relief", zh="及时救助时限",
        tip_en="Hours after control within which relief is prompt.", tip_zh="事件控制后多少小时之内的救助算作及时。",
    )
    relief_yuan: float = parameter(
        20.0, unit="yuan/person·day", bounds=(0, 100_000), plausible=(10, 60), mechanisms=("C05",),
        en="Support while away from home", zh="过渡期生活补助",
        tip_en="Support for everybody who cannot live at home, as far as there is money. 0: none.",
        tip_zh="发给无法在家居住者的生活补助，以经费为限。取0则没有。",
    )
    relief_trust: float = parameter(
        0.002, unit="0-1", bounds=(0, 1), plausible=(0, 0.01), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust won by prompt relief", zh="及时救助赢得的信任",
        tip_en="Trust that prompt relief after one incident wins in its community. 0: none.",
        tip_zh="一起事件后救助及时为社区赢得的信任。取0则没有。",
    )
    relief_distrust: float = parameter(
        0.0022, unit="0-1", bounds=(0, 1), plausible=(0, 0.02), mechanism_from="src:grassroots_review", mechanisms=("T14",),
        en="Trust lost by late relief", zh="救助迟缓损失的信任",
        tip_en="Trust that late relief, or goods that are lacking, cost. 0: none.",
        tip_zh="救助迟到或物资短缺损失的信任。取0则无损。",
    )

    # Neighbours who help those who were struck
    help_most: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:huang2026", mechanisms=("F04", "O03", "E06"),
        en="What neighbours can take over", zh="邻里可分担比例",
        tip_en="Largest share of relief and repair at a home that helping neighbours take over. 0: none.",
        tip_zh="邻里互助最多可分担的救助与修复工作比例。取0则不能分担。",
    )
    help_half: float = parameter(
        4.0, unit="acts/day·home", bounds=(0.001, 10_000), plausible=(1, 20), mechanisms=("F04", "E06"),
        en="Help for half of it", zh="达到一半所需互助",
        tip_en="Acts of help a day and damaged home at which they take over half of that.",
        tip_zh="每处受损房屋每天有多少次互助时，分担比例达到上限的一半。",
    )
    help_call: float = parameter(
        0.3, unit="utils", bounds=(0, 10), plausible=(0, 1), mechanism_from="src:huang2026", mechanisms=("F04", "T13"),
        en="Neighbours in need call for help", zh="邻里受困激发互助",
        tip_en="Utility that helping gains in a community where damage is not repaired. 0: none.",
        tip_zh="社区内有受损房屋尚未修复时，互助增加的效用。取0则没有。",
    )

    # Review meetings after large incidents; their quality is society.learning_review
    review_days: float = parameter(
        14.0, unit="days", bounds=(0, 3650), plausible=(3, 60), mechanisms=("W19",),
        en="Time until a review", zh="复盘间隔",
        tip_en="Days from a large incident until the review meeting.", tip_zh="重大事件之后多少天召开复盘会。",
    )
    review_plans: float = parameter(
        0.1, unit="share", bounds=(0, 1), plausible=(0, 0.3), mechanism_from="src:liu_zhang2026", mechanisms=("O04", "P06"),
        en="Reviews revise plans", zh="复盘修订预案",
        tip_en="Share of what no plan describes that a perfect review puts into the plans of its district. 0: none.",
        tip_zh="一次完善的复盘使本区预案之外的情形减少的比例。取0则不修订。",
    )
    review_lesson: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:liu_zhang2026", mechanisms=("O04",),
        en="Lesson of a review", zh="复盘的技术收获",
        tip_en="Share of what forecasters and sensors do not know yet that a perfect review teaches them. 0: none.",
        tip_zh="一次完善的复盘使预报与感知系统尚未掌握的部分减少的比例。取0则没有。",
    )
    review_forecast: float = parameter(
        0.2, unit="share", bounds=(0, 10), plausible=(0, 0.5), role="lever", mechanism_from="src:liu_zhang2026",
        mechanisms=("O04", "S11"),
        en="Forecasts learn from reviews", zh="预报模型随复盘改进",
        tip_en="Share by which forecasts tell better what comes once all has been learned. 0: models stay as they are.",
        tip_zh="充分吸取教训后预报辨别能力提高的比例。取0则模型不变。",
    )
    review_detection: float = parameter(
        0.3, unit="share", bounds=(0, 10), plausible=(0, 1), role="lever", mechanism_from="src:liu_zhang2026",
        mechanisms=("O04", "T01"),
        en="Sensors learn from reviews", zh="感知系统随复盘改进",
        tip_en="Share by which sensors notice a type sooner that was once noticed late, when all has been learned. "
               "0: they stay as they are.",
        tip_zh="充分吸取教训后，感知系统对曾经发现过晚的事件类型加快发现的比例。取0则不变。",
    )

    # Performance

    safety: float = parameter(
        0.4, unit="share", bounds=(0, 1), role="constant", mechanism_from="note:B17", mechanisms=("O02", "O03"),
        en="Weight of safety", zh="安全权重",
        tip_en="Share of safety from harm and damage in the performance of a community.",
        tip_zh="社区功能水平中“免受伤害与损失”的权重。",
    )
    lifelines: float = parameter(
        0.3, unit="share", bounds=(0, 1), role="constant", mechanism_from="note:B17", mechanisms=("O02", "O03"),
        en="Weight of lifelines", zh="生命线权重",
        tip_en="Share of working lifts, drains and supply in the performance of a community.",
        tip_zh="社区功能水平中电梯、排水与供水供电等生命线的权重。",
    )
    service: float = parameter(
        0.2, unit="share", bounds=(0, 1), role="constant", mechanism_from="note:B17", mechanisms=("O02", "O03"),
        en="Weight of service", zh="服务权重",
        tip_en="Share of service without backlog in the performance of a community.",
        tip_zh="社区功能水平中“服务不积压”的权重。",
    )
    participation: float = parameter(
        0.1, unit="share", bounds=(0, 1), role="constant", mechanism_from="note:B17", mechanisms=("O02", "O03"),
        en="Weight of participation", zh="参与权重",
        tip_en="Share of citizens' effective hours in the performance of a community.",
        tip_zh="社区功能水平中居民有效参与的权重。",
    )
    loss_half: float = parameter(
        20.0, unit="yuan/resident", bounds=(0.001, 1e6), plausible=(5, 200), mechanisms=("O02",),
        en="Loss that halves safety", zh="使安全水平减半的损失",
        tip_en="Loss of one incident per resident of its community at which half of the safety is gone until recovery.",
        tip_zh="一起事件造成的人均损失达到多少时，所在社区的安全水平在恢复之前下降一半。",
    )
    backlog_half: float = parameter(
        5.0, unit="days of work", bounds=(0.01, 1000), plausible=(1, 20), mechanisms=("O02",),
        en="Backlog that halves service", zh="使服务水平减半的积压",
        tip_en="Backlog of the committee's desk at which half of the service is left.",
        tip_zh="社区社区与街道工作力量积压多少天的工作量时，服务水平只剩一半。",
    )
    hours_half: float = parameter(
        2.6, unit="hours/1,000 residents·day", bounds=(0.001, 1000), plausible=(0.5, 10), mechanisms=("O02",),
        mechanism_from="note:B17", number_from="fitted scenario:baseline",
        en="Citizens' hours for half of participation", zh="参与水平达一半的居民工时",
        tip_en="Citizens' effective hours at which participation counts half: those of the default town.",
        tip_zh="居民有效工时达到多少时参与水平计为一半，取默认城镇的水平。",
    )
    reference_hours: float = parameter(
        720.0, unit="hours", bounds=(0.1, 10000), plausible=(24, 2160), role="constant", mechanisms=("O03",),
        en="Recovery that counts as none", zh="视为未能恢复的用时",
        tip_en="Hours to 95 % of the usual performance from which recovery counts as 0.",
        tip_zh="恢复到常态95%所需小时数达到此值时，恢复能力计为0。",
    )
