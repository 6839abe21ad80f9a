"""Resilience as it is measured: parameters."""

from coprod.parameters.declare import Group, parameter


class Resilience(Group):
    """How the performance of a community is told in one number (note:B17); the town itself does not feel any of it."""

    title_en = "Resilience as it is measured"
    title_zh = "韧性度量"

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
        2.3, unit="hours/1,000 residents·day", bounds=(0.001, 1000), plausible=(0.5, 10), mechanisms=("O02",),
        mechanism_from="note:B17", number_from="fitted scenario:baseline",
        en="Citizens' hours for half of participation", zh="参与水平达一半的居民工时",
        tip_en="Citizens' effective hours at which participation counts half: those of the default town.",
        tip_zh="居民有效工时达到多少时参与水平计为一半，取默认城镇的水平。",
    )
    reference_hours: float = parameter(
        24.0, unit="hours", bounds=(0.1, 10000), plausible=(6, 168), role="constant", mechanisms=("O03",),
        en="Recovery that counts as none", zh="视为未能恢复的用时",
        tip_en="Hours to 95 % of the usual performance from which recovery counts as 0.",
        tip_zh="恢复到常态95%所需小时数达到此值时，恢复能力计为0。",
    )
