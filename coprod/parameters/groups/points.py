"""Points for services: parameters."""

from typing import Literal, Self

from coprod.parameters.declare import Group, parameter


class Points(Group):
    """The points economy: what acts earn, what the store gives, how it is checked (note:B3)."""

    title_en = "Points for services"
    title_zh = "积分换服务"

    reward: float = parameter(
        5.0, unit="points/act", bounds=(0, 1000), plausible=(0, 20), role="lever", mechanism_from="note:B3", mechanisms=("W13",),
        en="Points per act", zh="每次行动积分",
        tip_en="Points for any recorded act. Small rewards may lower participation, large ones raise it. 0: no scheme.",
        tip_zh="每次有记录行动的积分。小额奖励可能降低参与，大额则提高。取0即无积分制。",
    )
    report_reward: float = parameter(
        0.0, unit="points/report", bounds=(0, 1000), plausible=(0, 20), role="lever",
        mechanism_from="src:huang2026", mechanisms=("W14",),
        en="Extra points for a verified report", zh="核实上报的额外积分",
        tip_en="Paid on top when a report is verified and true.", tip_zh="上报经核实属实时额外发放。",
    )
    rider_reward: float = parameter(
        0.0, unit="points/report", bounds=(0, 1000), plausible=(0, 20), role="lever",
        mechanism_from="fact:C28", mechanisms=("A10",),
        en="Extra points for riders", zh="骑手上报额外积分",
        tip_en="Paid to riders for a report, on top.", tip_zh="骑手每次上报额外发放的积分。",
    )
    rider_waiver: bool = parameter(
        False, role="lever", mechanism_from="fact:C28", mechanisms=("A10",),
        en="Riders' penalty waived", zh="免除骑手超时处罚",
        tip_en="Platforms waive the fine for lateness when a rider stops to report.", tip_zh="骑手因上报而超时的，平台免予处罚。",
    )
    recognition: float = parameter(
        0.1, unit="utils", bounds=(0, 5), plausible=(0, 1), role="lever", mechanism_from="fact:C25", mechanisms=("W13",),
        en="Public recognition", zh="荣誉表彰",
        tip_en="Utility of being thanked in public, whether acts are paid or not. 0: nobody is thanked.",
        tip_zh="公开表彰带来的效用，与是否付酬无关。取0则无表彰。",
    )
    exchange: Literal["individual", "collective"] = parameter(
        "individual", role="lever", built_in=True, mechanism_from="note:B3", mechanisms=("W13", "W24"),
        en="Whose points", zh="积分归属",
        tip_en="individual: points belong to who earns them; collective: to all in the building, who redeem them together. "
               "Being paid together offends nobody and wears no motives, and is worth less to each.",
        tip_zh="individual：积分归行动者本人；collective：积分归全楼居民共有、一并兑换。共有积分不损害也不侵蚀动机，但对个人的价值较小。",
    )
    collective_value: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0.2, 0.8), mechanism_from="note:B3", mechanisms=("W13",),
        en="Worth of points held together", zh="共有积分的个人价值",
        tip_en="How much points weigh that belong to all in the building, relative to one's own. 0: they move nobody.",
        tip_zh="全楼共有的积分相对于个人积分的作用。取0则不起作用。",
    )
    budget: float = parameter(
        5000.0, unit="yuan/community·month", bounds=(0, 1e7), plausible=(0, 10000), role="lever", mechanism_from="note:B3",
        mechanisms=("W13", "W24"),
        en="Store budget", zh="积分超市预算",
        tip_en="Money of the points store per community and month.", tip_zh="每个社区积分超市每月的预算。",
    )
    price: float = parameter(
        1.0, unit="yuan/point", bounds=(0.01, 100), plausible=(0.5, 2), role="lever",
        mechanism_from="note:B3", mechanisms=("W13",),
        en="Value of a point", zh="每积分价值",
        tip_en="Goods or services given for one point.", tip_zh="一个积分可兑换的商品或服务价值。",
    )
    rule: Literal["queue", "inflate", "pro_rata"] = parameter(
        "queue", role="lever", mechanism_from="note:B3", mechanisms=("W13",),
        en="Rule when the store runs short", zh="兑换不足时的规则",
        tip_en="queue: wait for next month; inflate: points buy less; pro_rata: everybody gets the same share.",
        tip_zh="queue：排队等下月；inflate：积分贬值；pro_rata：按比例兑付。",
    )
    opens: int = parameter(
        0, unit="day", bounds=(0, 36_500), plausible=(0, 365),
        role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("W13",),
        en="Opening of the scheme", zh="积分制启动日",
        tip_en="Nothing is paid before the first Monday on or after this day. 0: the scheme runs from the start.",
        tip_zh="此日起的首个周一之前不发放积分。取0则从一开始就实行。",
    )
    lifetime: int = parameter(
        0, unit="days", bounds=(0, 36_500), plausible=(0, 365),
        role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("W13",),
        en="Life of the scheme", zh="积分制持续天数",
        tip_en="Rewards end on the first Monday after so many days; points already held can still be redeemed. 0: never.",
        tip_zh="满此天数后的首个周一起不再发放积分，已有积分仍可兑换。取0则一直持续。",
    )
    expiry: float = parameter(
        0.005, unit="per day", bounds=(0, 0.5), plausible=(0, 0.02), role="lever", mechanism_from="note:B3", mechanisms=("W13",),
        en="Expiry of points", zh="积分过期率",
        tip_en="Daily chance that an idle balance expires.", tip_zh="闲置余额每日过期的概率。",
    )
    redemption: float = parameter(
        0.02, unit="per day", bounds=(0, 0.5), plausible=(0.005, 0.1), mechanism_from="note:B3", mechanisms=("W13",),
        en="Wish to redeem", zh="兑换意愿",
        tip_en="Daily chance that a holder comes to redeem the whole balance.", tip_zh="持有人每日前来兑换全部余额的概率。",
    )
    credibility_speed: float = parameter(
        0.1, unit="per day", bounds=(0, 1), plausible=(0.02, 0.3), mechanism_from="note:B3", mechanisms=("W13",),
        en="Speed of credibility", zh="信用调整速度",
        tip_en="How fast the belief that points will be honoured follows what the store delivers. 0: always believed.",
        tip_zh="居民对积分能否兑现的信念随实际兑付调整的速度。取0则始终相信。",
    )
    audit: float = parameter(
        0.2, unit="probability", bounds=(0, 1), plausible=(0, 0.6), role="lever",
        mechanism_from="note:B3", mechanisms=("W16", "W14"),
        en="Audit of acts", zh="行动核查率",
        tip_en="Chance that a recorded act is checked; every check costs staff minutes.",
        tip_zh="有记录的行动被核查的概率；每次核查占用工作人员时间。",
    )
    audit_minutes: float = parameter(
        10.0, unit="minutes", bounds=(0, 240), plausible=(3, 30), mechanisms=("W16",),
        en="Minutes per audit", zh="每次核查用时",
        tip_en="Staff minutes of one check.", tip_zh="一次核查占用的工作人员分钟数。",
    )
    fine: float = parameter(
        2.0, unit="points", bounds=(0, 1000), plausible=(0, 10), role="lever", mechanism_from="note:B3", mechanisms=("W16",),
        en="Fine for a sham act", zh="虚假行动扣分",
        tip_en="Points taken when a sham act is found out.", tip_zh="虚假行动被查实后扣除的积分。",
    )
    effort_real: float = parameter(
        2.5, unit="points", bounds=(0, 100), plausible=(1, 5), mechanism_from="note:B3", mechanisms=("W16",),
        en="Effort of a real act", zh="真实行动的付出",
        tip_en="Effort of a real act, in points.", tip_zh="真实行动的付出，以积分计。",
    )
    effort_sham: float = parameter(
        0.5, unit="points", bounds=(0, 100), plausible=(0.1, 2), mechanism_from="note:B3", mechanisms=("W16",),
        en="Effort of a sham act", zh="虚假行动的付出",
        tip_en="Effort of faking an act, a photograph say, in points.", tip_zh="以拍照打卡等方式造假的付出，以积分计。",
    )
    sham: bool = parameter(
        True, role="uncertainty", mechanism_from="src:huang2026", mechanisms=("W16",),
        en="Sham acts possible", zh="是否可能造假",
        tip_en="Whether residents can collect points for acts that were not done. False switches gaming off.",
        tip_zh="居民能否凭未做之事领取积分。取否则关闭造假机制。",
    )

    def withdrawn(self) -> Self:
        """Return the scheme after its withdrawal: nothing is paid for any act, what is held can still be redeemed."""
        return self.model_copy(update={"reward": 0.0, "report_reward": 0.0, "rider_reward": 0.0})
