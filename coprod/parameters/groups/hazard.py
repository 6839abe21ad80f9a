"""Hidden hazards and prevention: parameters."""

from typing import Any, get_args

from coprod.parameters.codes import IncidentType
from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message


def _share(value: float, en: str, zh: str, number_from: str = "assumed") -> Any:
    return parameter(
        value, bounds=(0, 1), mechanism_from="note:B11", number_from=number_from, mechanisms=("W08",),
        en=f"Hazards that become {en}", zh=f"演变为{zh}的隐患权重",
        tip_en=f"Weight of {en} among the incidents that hidden hazards set off.",
        tip_zh=f"隐患引发的突发事件中{zh}所占的权重。",
    )


class Hazard(Group):
    """Hidden hazards, and the money for their prevention."""

    title_en = "Hidden hazards and prevention"
    title_zh = "隐患与预防"

    # Hidden hazards
    birth: float = parameter(
        0.4, unit="per day per 5,000 residents", bounds=(0, 20), plausible=(0.1, 1), mechanism_from="note:B11",
        mechanisms=("W08", "C10", "F10"),
        en="Birth of hidden hazards", zh="隐患产生速率",
        tip_en="Hidden hazards that arise a day among 5,000 residents where facilities are in their usual condition.",
        tip_zh="设施状况如常时，每 5,000 名居民每天新增的隐患数。",
    )
    initial: float = parameter(
        20.0, unit="per 5,000 residents", bounds=(0, 1000), plausible=(0, 60),
        mechanism_from="note:B11", number_from="derived note:B11", mechanisms=("W08",),
        en="Hidden hazards at the start", zh="初始隐患存量",
        tip_en="Mean number of hidden hazards on the first day.", tip_zh="第一天平均已存在的隐患数。",
    )
    facility_effect: float = parameter(
        1.0, bounds=(0, 10), plausible=(0, 3), mechanism_from="note:B5", mechanisms=("C10",),
        en="Effect of facility condition", zh="设施状况的影响",
        tip_en="How steeply the birth of hazards falls as facilities improve; 0 switches it off.",
        tip_zh="设施越好隐患产生越少的程度；0 表示无影响。",
    )
    facility_usual: float = parameter(
        0.4, bounds=(0, 1), mechanism_from="note:B5", number_from="derived note:B5", mechanisms=("C10",),
        en="Usual facility condition", zh="通常的设施状况",
        tip_en="Facility condition at which hazards arise at the stated rate.",
        tip_zh="隐患按上述速率产生时所对应的设施状况。",
    )
    old_estates: float = parameter(
        1.4, bounds=(0, 10), plausible=(1, 2.5), mechanism_from="src:huang2026", mechanisms=("F10",),
        en="Hazards in old estates", zh="老旧小区隐患倍数",
        tip_en="Births in old estates relative to the stated rate.", tip_zh="老旧小区隐患产生速率相对上述速率的倍数。",
    )
    new_estates: float = parameter(
        0.7, bounds=(0, 10), plausible=(0.4, 1), mechanisms=("F10",),
        en="Hazards in new estates", zh="新建小区隐患倍数",
        tip_en="Births in new estates relative to the stated rate.", tip_zh="新建小区隐患产生速率相对上述速率的倍数。",
    )
    fringe_estates: float = parameter(
        1.2, bounds=(0, 10), plausible=(1, 2.5), mechanism_from="src:huang2026", mechanisms=("F10",),
        en="Hazards at the urban fringe", zh="城乡结合部隐患倍数",
        tip_en="Births at the urban fringe relative to the stated rate.",
        tip_zh="城乡结合部隐患产生速率相对上述速率的倍数。",
    )
    storeys_effect: float = parameter(
        0.3, bounds=(0, 5), plausible=(0, 1), mechanism_from="note:B11", mechanisms=("F10",),
        en="More hazards in tall buildings", zh="高层楼栋隐患更多的程度",
        tip_en="Exponent of a building's height relative to its estate's mean: how many more hazards each of its residents "
               "meets. 0: height does not matter.",
        tip_zh="楼高相对所在小区均值的指数：楼越高，人均隐患越多。取0则与楼高无关。",
    )
    age_effect: float = parameter(
        0.2, bounds=(0, 3), plausible=(0, 0.6), mechanism_from="note:B11", mechanisms=("F10",),
        en="More hazards in old buildings", zh="老楼隐患更多的程度",
        tip_en="How steeply hazards rise with the age of a building, per ten years beyond its estate's mean. 0: not at all.",
        tip_zh="楼龄每超过所在小区均值十年，隐患增加的程度（指数）。取0则与楼龄无关。",
    )
    building_spread: float = parameter(
        0.7, unit="ratio", bounds=(0, 5), plausible=(0.3, 1.5), mechanism_from="note:B11", mechanisms=("W05", "F10"),
        en="Spread of proneness", zh="楼栋隐患倾向差异",
        tip_en="Spread of how prone buildings are to hazards for reasons that nobody sees, relative to the mean. 0: all alike.",
        tip_zh="除规模、楼高、楼龄外，各楼栋易生隐患程度的变异系数。取0则各楼相同。",
    )
    # note:B11's .002 a day makes 15 incidents a year of 20 hidden hazards, more than fact:C14, fact:C15 and note:B11 count
    # of all kinds that hazards can bring about. A quarter of it makes 3.7: with the weights below a third of dwelling fires
    # (as electrical ones are, fact:C15), half of the entrapments (fact:C14), a fifth of waterlogging and public-order
    # events, a third of failures.
    growth_first: float = parameter(
        0.0, bounds=(0, 1), role="lever", built_in=True, mechanism_from="src:wu2025", mechanisms=("C15",),
        en="Growth before safety", zh="重发展轻安全程度",
        tip_en="How far growth comes before safety: building and business outrun what keeps them safe, and patrols give "
               "way. 0: not at all.",
        tip_zh="发展优先于安全的程度：建设与经营快于安全保障，巡查也让路。取0则不存在。",
    )
    growth_births: float = parameter(
        0.5, unit="ratio", bounds=(0, 20), plausible=(0.2, 2), mechanisms=("C15",),
        en="Hazards by growth", zh="发展优先带来的隐患增幅",
        tip_en="Share by which more hazards arise where growth comes first altogether. 0: no more.",
        tip_zh="完全发展优先时隐患产生增加的比例。取0则不增加。",
    )
    growth_patrol: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanisms=("C15",),
        en="Patrols given up for growth", zh="为发展让路的巡查",
        tip_en="Share of patrol hours given up where growth comes first altogether. 0: none.",
        tip_zh="完全发展优先时被削减的巡查工时比例。取0则不削减。",
    )
    trigger: float = parameter(
        0.0005, unit="per day", bounds=(0, 1), plausible=(0.0002, 0.002),
        mechanism_from="note:B11", number_from="fitted fact:C14 fact:C15",
        mechanisms=("W08", "W09", "O01"),
        en="Triggering of a hidden hazard", zh="隐患引爆速率",
        tip_en="Rate at which a hidden hazard turns into an incident.", tip_zh="一处隐患演变为突发事件的速率。",
    )
    nonlin: float = parameter(
        0.0, bounds=(0, 1), plausible=(0, 0.05), mechanism_from="note:B11", mechanisms=("W09",),
        en="Accumulation effect", zh="隐患累积效应",
        tip_en="Rise of the triggering rate with every hidden hazard in the same community; 0 switches it off.",
        tip_zh="同一社区每多一处隐患，引爆速率的相对增幅；0 表示不叠加。",
    )
    declared_factor: float = parameter(
        0.3, bounds=(0, 1), mechanisms=("W08", "C07"),
        en="Danger left once found", zh="发现后未整改的危险系数",
        tip_en="Triggering rate of a hazard that is known but not yet rectified, relative to a hidden one.",
        tip_zh="已发现但尚未整改的隐患，其引爆速率相对未发现时的比例。",
    )
    gap_share: float = parameter(
        0.05, bounds=(0, 1), plausible=(0, 0.3), role="lever", built_in=True, mechanism_from="src:huang2026", mechanisms=("F05",),
        en="No-owner zones", zh="“三不管”地带占比",
        tip_en="Share of hazards in places nobody answers for: official patrols and property firms pass them by.",
        tip_zh="处于无人负责地带的隐患比例：公家巡查与物业都不会去查。",
    )
    assign_days: int = parameter(
        20, unit="working days", bounds=(0, 1000), plausible=(5, 60), mechanisms=("F05",),
        en="Time to name an owner", zh="确定责任主体的时间",
        tip_en="Working days until somebody is made responsible for a hazard found in a no-owner zone.",
        tip_zh="“三不管”地带的隐患被发现后，明确由谁负责所需的工作日。",
    )
    rectify_hours: float = parameter(
        3.0, unit="hours", bounds=(0.05, 100), plausible=(1, 8), mechanisms=("W06", "A07"),
        en="Work per rectification", zh="整改一处隐患的工时",
        tip_en="Mean staff-hours to have one hazard put right.", tip_zh="督促并完成一处隐患整改平均所需的工时。",
    )
    paid_share: float = parameter(
        0.12, bounds=(0, 1), plausible=(0, 0.5), mechanisms=("C05", "P03"),
        en="Rectifications that need public money", zh="需公款整改的占比",
        tip_en="Share of found hazards whose repair the community must pay; owners and firms pay the others.",
        tip_zh="须由社区经费支付整改的隐患比例；其余由业主或物业承担。",
    )
    amount_log_mean: float = parameter(
        8.0, unit="log yuan", bounds=(0, 16), plausible=(7, 9), mechanism_from="note:B7", mechanisms=("P03", "C05"),
        en="Cost of a rectification, log mean", zh="整改费用的对数均值",
        tip_en="Mean of the logarithm of the cost in yuan; 8 means a median of 2,981 yuan.",
        tip_zh="整改费用（元）取自然对数后的均值；8 对应中位数 2,981 元。",
    )
    amount_log_sd: float = parameter(
        1.2, unit="log yuan", bounds=(0, 4), plausible=(0.5, 2), mechanism_from="note:B7", mechanisms=("P03", "C05"),
        en="Cost of a rectification, log spread", zh="整改费用的对数标准差",
        tip_en="Standard deviation of the logarithm of the cost.", tip_zh="整改费用取对数后的标准差。",
    )
    severity: float = parameter(
        0.4, bounds=(0.01, 0.99), plausible=(0.2, 0.6), mechanisms=("W08",),
        en="Mean severity", zh="平均严重程度",
        tip_en="Mean severity, 0 to 1, of the incidents that hidden hazards set off.",
        tip_zh="隐患引发事件的平均严重程度，取值 0 到 1。",
    )
    dwelling_fire: float = _share(0.1, "dwelling fires", "住宅火灾", "fitted fact:C15")
    cardiac_arrest: float = _share(0.0, "cardiac arrests", "心脏骤停")
    lift_entrapment: float = _share(0.4, "lift entrapments", "电梯困人", "fitted fact:C14")
    waterlogging: float = _share(0.25, "waterlogging", "内涝积水")
    utility_failure: float = _share(0.15, "power or water failures", "供电供水故障")
    public_order: float = _share(0.05, "public-order or health events", "治安与公共卫生事件")
    gas_accident: float = _share(0.002, "gas accidents", "燃气事故")
    injury: float = _share(0.05, "injuries", "跌伤等伤害")

    # Money against hazards before they turn into incidents, at the expense of money for response
    prevention_share: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 0.8), role="lever",
        mechanism_from="src:huang2026", mechanisms=("W17", "C15"),
        en="Share of money for prevention", zh="预防经费占比",
        tip_en="Share of the community fund spent on keeping hazards from arising; the rest is for repairs and "
               "response. 0: all is for response.",
        tip_zh="社区经费中用于防止隐患产生的比例，其余用于整改与处置。取0则全部用于处置（重救轻防）。",
    )
    prevention_credit_bias: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), mechanism_from="src:huang2026", mechanisms=("W17",),
        en="Prevention earns no credit", zh="预防不显政绩",
        tip_en="Share of money for prevention that goes to visible response after all. 0: none.",
        tip_zh="因预防难显政绩而被挪作可见处置的预防经费比例。取0则不挪用。",
    )
    prevention_half: float = parameter(
        100_000.0, unit="yuan per year", bounds=(1, 1e9), plausible=(30_000, 500_000), mechanisms=("W17",),
        en="Money that halves births", zh="隐患产生减半所需经费",
        tip_en="Yearly money in a community of mean size with which half as many hazards arise; each further yuan does "
               "less.",
        tip_zh="平均规模社区每年投入多少经费可使新增隐患减半；投入越多边际效果越小。",
    )
    prevention_reactive: float = parameter(
        0.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:wu2025", mechanisms=("W18",),
        en="Prevention only after events", zh="事后才预防",
        tip_en="Share of this money that is only released for a while after a large incident. 0: it always flows.",
        tip_zh="预防经费中只在重大事件之后一段时间内才拨付的比例（“有钱治病、没钱买药”）。取0则常年投入。",
    )
    prevention_reactive_days: int = parameter(
        90, unit="days", bounds=(0, 3650), plausible=(30, 365), mechanisms=("W18",),
        en="How long events are remembered", zh="事后重视期",
        tip_en="Days after a large incident for which that money flows.", tip_zh="重大事件之后经费持续拨付的天数。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return combinations that cannot be: hazards must turn into something."""
        if any(getattr(self, kind) for kind in get_args(IncidentType)):
            return []
        return [("dwelling_fire", 0.0, message("problem.no_incident_type"))]
