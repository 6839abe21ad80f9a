"""Approval and emergency plans: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter
from coprod.text.messages import message


class Approval(Group):
    """The approval ladder: who must sign what, how long a signature takes, who may act first and be audited after."""

    title_en = "Approval and emergency plans"
    title_zh = "审批与预案"

    # The approval ladder: who must sign what, how long a signature takes, who may act first and be audited after
    # what must be signed, and by whom
    levels: int = parameter(
        3, unit="levels", bounds=(0, 5), plausible=(0, 5), role="lever",
        mechanism_from="note:B7", mechanisms=("P01", "P12", "O08", "O02"),
        en="Levels of approval", zh="审批层级数",
        tip_en="Levels above the committee that may have to sign: street desk, street leader, district bureau, "
               "district leader, city. 0: the front line decides everything. Levels 4 and 5 change nothing at the default "
               "thresholds: they sign beyond 500,000 and 2,000,000 yuan, sums that hardly any incident needs, and entries and "
               "orders go up to level 3. Lower threshold_4 and threshold_5 or raise entry_level and order_level for them "
               "to matter.",
        tip_zh="居委会之上可能需要签批的层级：街道经办、街道领导、区部门、区领导、市级。取0则一线自行决定一切。按默认起签金额，"
               "第四、五级不起作用：其起签额为50万元和200万元，几乎没有事件需要这么多钱，破拆与请示也只报至第三级；"
               "调低 threshold_4、threshold_5，或调高 entry_level、order_level，它们才起作用。",
    )
    threshold: float = parameter(
        2_000.0, unit="yuan", bounds=(0, 1e9), plausible=(500, 100_000), role="lever", mechanism_from="note:B7",
        mechanisms=("P03", "P12", "A07"),
        en="Sum the front line may spend", zh="一线自主动支额度",
        tip_en="Reserve money up to this sum needs no signature; higher levels never sign for less.",
        tip_zh="动用备用金不超过此数无须签批；更高层级的起签额不会低于此数。",
    )
    threshold_2: float = parameter(
        20_000.0, unit="yuan", bounds=(0, 1e9), plausible=(5_000, 100_000), role="lever", mechanism_from="note:B7",
        mechanisms=("P03", "P12"),
        en="Sum beyond which level 2 signs", zh="第二级起签金额",
        tip_en="Money beyond this sum needs the second level as well.", tip_zh="超过此数还须第二级签批。",
    )
    threshold_3: float = parameter(
        100_000.0, unit="yuan", bounds=(0, 1e9), plausible=(20_000, 500_000), role="lever", mechanism_from="note:B7",
        mechanisms=("P03", "P12"),
        en="Sum beyond which level 3 signs", zh="第三级起签金额",
        tip_en="Money beyond this sum needs the third level as well.", tip_zh="超过此数还须第三级签批。",
    )
    threshold_4: float = parameter(
        500_000.0, unit="yuan", bounds=(0, 1e9), plausible=(100_000, 2_000_000), role="lever",
        mechanisms=("P03", "P12"),
        en="Sum beyond which level 4 signs", zh="第四级起签金额",
        tip_en="Money beyond this sum needs the fourth level as well.", tip_zh="超过此数还须第四级签批。",
    )
    threshold_5: float = parameter(
        2_000_000.0, unit="yuan", bounds=(0, 1e9), plausible=(500_000, 1e7), role="lever", mechanisms=("P03", "P12"),
        en="Sum beyond which level 5 signs", zh="第五级起签金额",
        tip_en="Money beyond this sum needs the fifth level as well.", tip_zh="超过此数还须第五级签批。",
    )
    entry_level: int = parameter(
        3, unit="level", bounds=(0, 5), plausible=(0, 3), role="lever", mechanism_from="src:huang2026", mechanisms=("P03", "P12"),
        en="Highest level that signs a forcible entry", zh="破拆须报至的层级",
        tip_en="All existing levels up to this one must consent before a door is forced. 0: the front line has entry "
               "authority.",
        tip_zh="破拆前须经其以下（含）各级同意。取0则破拆权下放一线。",
    )
    order_level: int = parameter(
        3, unit="level", bounds=(0, 5), plausible=(0, 3), role="lever", mechanism_from="src:huang2026", mechanisms=("P05", "P12"),
        en="Highest level that gives the order to act", zh="请示须报至的层级",
        tip_en="Where the front line asks before it acts, all existing levels up to this one must answer. 0: it never "
               "has to ask.",
        tip_zh="一线先请示后处置时，须逐级报至的层级。取0则无须请示。",
    )
    goods_level: int = parameter(
        1, unit="level", bounds=(0, 5), plausible=(0, 3), role="lever", mechanism_from="src:huang2026",
        mechanisms=("P03", "P12"),
        en="Highest level that signs for stores", zh="调用储备物资须报至的层级",
        tip_en="All existing levels up to this one must consent before goods beyond what a crew carries leave a store. "
               "0: nobody has to be asked.",
        tip_zh="调用超出队伍随带数量的储备物资前，须经其以下（含）各级同意。取0则无须请示。",
    )
    ask_share: float = parameter(
        0.25, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="lever", mechanism_from="src:huang2026", mechanisms=("P05",),
        en="Incidents that take an order", zh="须请示行为的事件占比",
        tip_en="Share of incidents that take an act which only an order allows: closing a road, cutting utilities, evacuating "
               "neighbours, asking other units. A rescue service that is called does not wait for it. 0: none.",
        tip_zh="处置中须经请示的行为（封路、断水电气、疏散邻居、调动其他单位）的事件占比；接报的专业救援力量不等待。取0则无此情形。",
    )
    off_template: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.6), role="uncertainty",
        mechanism_from="src:huang2026", mechanisms=("P06",),
        en="Incidents outside the plan's template", zh="预案模板之外的事件占比",
        tip_en="Share of incidents that no plan describes: they need another round of approval, and crews improvise.",
        tip_zh="预案未涵盖的事件占比：需多走一轮审批，处置时须临机应变。",
    )
    off_template_rounds: int = parameter(
        1, unit="rounds", bounds=(0, 5), plausible=(0, 2), mechanism_from="note:B7", mechanisms=("P06", "P11"),
        en="Extra rounds outside the template", zh="模板外事件加签轮数",
        tip_en="Rounds of the ladder that an incident outside the template needs on top. 0: none.",
        tip_zh="模板之外的事件须在审批阶梯上多走的轮数。取0则不多走。",
    )
    # how a level signs
    signers: int = parameter(
        2, unit="people", bounds=(1, 10), plausible=(1, 5), role="lever", mechanism_from="note:B7", mechanisms=("P02",),
        en="Signers per level", zh="每级签批人数",
        tip_en="People whose signature a level may need.", tip_zh="每一级可能需要签批的人数。",
    )
    mode: Literal["serial", "parallel", "quorum"] = parameter(
        "serial", role="lever", mechanism_from="note:B7", mechanisms=("P02",),
        en="How signers sign", zh="签批方式",
        tip_en="serial: one after the other; parallel: all at once, all must sign; quorum: all at once, the first few "
               "suffice.",
        tip_zh="serial：逐人依次签；parallel：同时送签、全部签完；quorum：同时送签、达到规定人数即可。",
    )
    quorum: int = parameter(
        2, unit="people", bounds=(1, 10), plausible=(1, 3), role="lever", mechanism_from="note:B7", mechanisms=("P02",),
        en="Signatures that suffice", zh="会签有效人数",
        tip_en="Signatures that suffice where a quorum signs.", tip_zh="采用会签达人数方式时所需的签批数。",
    )
    service_time: float = parameter(
        5.0, unit="minutes", bounds=(0, 1440), plausible=(1, 30), role="lever", mechanism_from="note:B7", mechanisms=("P01",),
        en="Minutes per signature", zh="每个签批耗时",
        tip_en="Mean minutes (exponential) in which a signer reads, asks back and signs; two signers in a row make ten "
               "minutes a level.",
        tip_zh="签批人审阅、核实并签批的平均分钟数（指数分布）；两人依次签即每级十分钟。",
    )
    service_growth: float = parameter(
        1.0, unit="ratio", bounds=(0.1, 10), plausible=(0.8, 2), mechanisms=("P01",),
        en="Time per level upwards", zh="逐级耗时倍数",
        tip_en="Minutes per signature of a level relative to the level below. 1: the same everywhere.",
        tip_zh="每升一级，签批耗时相对下一级的倍数。取1则各级相同。",
    )
    deputies: int = parameter(
        1, unit="people", bounds=(1, 20), plausible=(1, 3), role="lever", mechanisms=("P02", "P12"),
        en="People who can sign for a post", zh="每个签批岗位可签人数",
        tip_en="Cases that a post can sign at the same time because deputies may sign; further ones queue.",
        tip_zh="因有授权副职（AB岗）而能同时签办的件数，其余排队。",
    )
    duty_day: float = parameter(
        0.8, unit="probability", bounds=(0.01, 1), plausible=(0.5, 1), role="lever",
        mechanism_from="note:B7", mechanisms=("P02",),
        en="Signer reachable by day", zh="白天签批人在岗概率",
        tip_en="Chance that a signer is reached at one try by day.", tip_zh="白天一次联系到签批人的概率。",
    )
    duty_night: float = parameter(
        0.3, unit="probability", bounds=(0.01, 1), plausible=(0.1, 1), role="lever",
        mechanism_from="note:B7", mechanisms=("P02",),
        en="Signer reachable at night", zh="夜间签批人在岗概率",
        tip_en="Chance that a signer is reached at one try between 22 and 7 o'clock.",
        tip_zh="夜间（22时至次日7时）一次联系到签批人的概率。",
    )
    retry_minutes: float = parameter(
        5.0, unit="minutes", bounds=(0, 1440), plausible=(2, 30), mechanisms=("P02",),
        en="Minutes between tries", zh="再次联系间隔",
        tip_en="Minutes until a signer who was not reached is tried again.",
        tip_zh="未联系上签批人时，隔多少分钟再联系。",
    )
    interruption: float = parameter(
        3.0, unit="minutes", bounds=(0, 1440), plausible=(0, 20), mechanisms=("P01", "C01"),
        en="Signer finishes other work first", zh="签批人手头事务耗时",
        tip_en="Mean minutes a signer needs to put routine work aside, with the chance that the desk is busy. "
               "0: at once.",
        tip_zh="签批人正忙于日常事务时，腾出手来平均所需的分钟数。取0则随到随签。",
    )
    load_wait: float = parameter(
        1.0, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="src:huang2026",
        mechanisms=("P01", "C01", "G05"),
        en="Load of the desk reaches its signers", zh="负荷影响签批的程度",
        tip_en="How far signers of a street share the load of its desk: they are busy for as much of the day, and where more is "
               "asked than regular hours hold they are held in meetings or inspections when a case comes. 0: they are as busy as "
               "those of the district, whatever lies on the desk.",
        tip_zh="街道签批人在多大程度上分担本机构的负荷：机构多忙，签批人就多忙；交办超出正常工时的，请签时可能正被会议、检查占住。"
               "取0则与机构负荷无关，忙碌程度与区级签批人相同。",
    )
    away_minutes: float = parameter(
        30.0, unit="minutes", bounds=(0, 1440), plausible=(10, 90), mechanism_from="src:cass_county2010",
        mechanisms=("P01", "C01"),
        en="Rest of a meeting or inspection", zh="会议、检查的剩余用时",
        tip_en="Mean minutes until a signer who is wanted at several places at once leaves a meeting or an inspection: half "
               "of one that lasts an hour. 0: anybody is called out at once.",
        tip_zh="一身数任的签批人从会议、检查中抽身平均所需的分钟数，取一小时会议之半。取0则随叫随到。",
    )
    upper_load: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.3, 0.9), mechanisms=("P01",),
        en="Load of district and city signers", zh="区、市签批人忙碌程度",
        tip_en="Chance that a signer of the district or the city is in the middle of other work.",
        tip_zh="区级、市级签批人正忙于其他事务的概率。",
    )
    return_share: float = parameter(
        0.15, unit="probability", bounds=(0, 0.95), plausible=(0, 0.5), mechanism_from="note:B7", mechanisms=("P01",),
        en="Returned for revision", zh="退回修改概率",
        tip_en="Chance that a case which passed all its levels is returned to the first for revision. 0: never.",
        tip_zh="走完各级的请示被退回第一级重新修改的概率。取0则从不退回。",
    )
    form_hours: float = parameter(
        0.5, unit="staff-hours", bounds=(0, 24), plausible=(0, 2), mechanisms=("P01",),
        en="Writing a request for approval", zh="起草请示工时",
        tip_en="Staff-hours of the committee for every round of the ladder. 0: a word is enough.",
        tip_zh="每走一轮审批，居委会起草请示所耗工时。取0则口头即可。",
    )
    # acting first, audited after
    bypass_quota: int = parameter(
        0, unit="per quarter", bounds=(0, 1000), plausible=(0, 10), role="lever", mechanism_from="note:B7", mechanisms=("P13",),
        en="Bypasses allowed", zh="应急旁路次数",
        tip_en="How often in a quarter a community may act first and be audited afterwards. 0: never.",
        tip_zh="每个社区每季度可先处置、后补审计的次数。取0则不允许。",
    )
    bypass_rule: Literal["unclear", "threshold", "optimal"] = parameter(
        "unclear", role="lever", mechanism_from="src:ji_fang", mechanisms=("P10", "P13"),
        en="Rule of bypassing", zh="临时授权规则",
        tip_en="unclear: nobody knows what counts as urgent, people hesitate; threshold: a written severity; optimal: "
               "the severity at which the quota does most good over the rest of the quarter.",
        tip_zh="unclear：何为紧急说不清，人人犹豫；threshold：明文规定严重程度；optimal：按本季度剩余次数择优使用。",
    )
    bypass_threshold: float = parameter(
        0.5, unit="severity", bounds=(0, 1), plausible=(0.2, 0.9), role="lever", mechanism_from="note:B7", mechanisms=("P13",),
        en="Severity that allows a bypass", zh="旁路启用的严重程度",
        tip_en="Severity from which a bypass is meant to be used.", tip_zh="达到该严重程度方可启用旁路。",
    )
    judgement_error: float = parameter(
        0.15, unit="severity", bounds=(0, 1), plausible=(0, 0.4), mechanisms=("P13",),
        en="Misjudging of severity", zh="严重程度误判幅度",
        tip_en="Largest error (uniform) with which the front line judges severity on the spot; it leads to false "
               "bypasses. 0: no error.",
        tip_zh="一线现场判断严重程度的最大误差（均匀分布），误判会造成不当旁路。取0则判断无误。",
    )
    tolerance: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0, 1), role="lever", mechanism_from="note:B7", mechanisms=("P13", "P10"),
        en="Tolerance of honest mistakes", zh="容错度",
        tip_en="Share of those who dare use a bypass, and chance that an audit ends without punishment. 0: "
               "nobody dares.",
        tip_zh="敢于启用旁路者的比例，也是事后审计不予追责的概率。取0则无人敢用。",
    )
    hesitation: float = parameter(
        5.0, unit="minutes", bounds=(0, 240), plausible=(0, 20), mechanism_from="src:ji_fang", mechanisms=("P10",),
        en="Hesitation without a rule", zh="无规则时的犹豫时间",
        tip_en="Mean minutes of hesitation where the rule is unclear and mistakes are punished. 0: none.",
        tip_zh="规则不清又怕追责时，平均犹豫的分钟数。取0则不犹豫。",
    )
    audit_hours: float = parameter(
        4.0, unit="staff-hours", bounds=(0, 200), plausible=(1, 16), mechanisms=("P13",),
        en="Audit of a bypass", zh="旁路事后审计工时",
        tip_en="Staff-hours that the audit of one bypass takes of the committee, and as many of the street office.",
        tip_zh="每次旁路的事后审计占用居委会的工时，街道办同样占用。",
    )
    # what signatures are for
    misuse: float = parameter(
        0.05, unit="probability", bounds=(0, 1), plausible=(0, 0.2), mechanism_from="src:huang2026", mechanisms=("P12",),
        en="Misuse of unsigned decisions", zh="自行决定的滥用概率",
        tip_en="Chance that money spent or a door forced without any signature was misuse or waste. 0: "
               "delegation is free.",
        tip_zh="无人签批即动用资金或破拆属滥用、浪费的概率。取0则放权没有代价。",
    )
    misuse_caught: float = parameter(
        0.6, unit="share", bounds=(0, 1), plausible=(0.2, 0.9), mechanisms=("P12",),
        en="Misuse that a level prevents", zh="每级审批拦下滥用的比例",
        tip_en="Share of misuse that each level which signs prevents. 0: signatures prevent nothing.",
        tip_zh="每一级签批拦下滥用的比例。取0则签批不起作用。",
    )
    entry_compensation: float = parameter(
        3_000.0, unit="yuan", bounds=(0, 1e6), plausible=(500, 20_000), mechanisms=("P12",),
        en="Compensation for a needless entry", zh="不当破拆赔偿",
        tip_en="Paid to the owner of a door that was forced without need.", tip_zh="无必要而破拆时向业主支付的赔偿。",
    )

    # Emergency plans: how they age, and what happens when an incident outgrows its owner
    plan_novelty: float = parameter(
        0.05, unit="per year", bounds=(0, 20), plausible=(0, 0.5), mechanism_from="src:ji_fang", mechanisms=("P11",),
        en="New kinds of risk", zh="新型风险涌现率",
        tip_en="Rate at which what plans describe is overtaken by new kinds of risk. 0: the world stays as it is.",
        tip_zh="新型风险使预案过时的速率。取0则风险类型不变。",
    )
    plan_update_rate: float = parameter(
        0.5, unit="per year", bounds=(0, 50), plausible=(0.2, 4), role="lever", mechanism_from="src:ji_fang", mechanisms=("P11",),
        en="Revision of plans", zh="预案修订频率",
        tip_en="Rate at which plans catch up with new kinds of risk. 0: plans are never revised.",
        tip_zh="预案跟上新型风险的速率。取0则从不修订。",
    )
    plan_update_hours: float = parameter(
        40.0, unit="staff-hours", bounds=(0, 10_000), plausible=(10, 200), mechanisms=("P11",),
        en="Work of a revision", zh="一次修订的工时",
        tip_en="Staff-hours of every committee for one revision of its plan. 0: none.",
        tip_zh="每修订一次预案，每个居委会所需的工时。取0则不占用。",
    )
    plan_handover: float = parameter(
        10.0, unit="minutes", bounds=(0, 1440), plausible=(5, 60), mechanisms=("P08",),
        en="Handing over", zh="移交责任用时",
        tip_en="Minutes to brief whoever is in charge after an incident has outgrown its owner. 0: none.",
        tip_zh="事件跨界换主后，向新的责任主体交底所需的分钟数。取0则无须交底。",
    )
    plan_crossing: float = parameter(
        0.1, unit="probability", bounds=(0, 1), plausible=(0, 0.5), mechanism_from="src:huang2026", mechanisms=("P08",),
        en="Incidents that outgrow their owner", zh="事件跨界概率",
        tip_en="Chance that an incident of mean size which reaches its worst has by then crossed into somebody else's "
               "charge: authorisation is asked for anew. 0: never.",
        tip_zh="中等规模事件发展到最坏时，已跨越边界、换了责任主体而须重新报批的概率。取0则不会。",
    )

    # What communities tell the district after an incident that no plan described, and what becomes of plans and stocks
    feedback_rate: float = parameter(
        0.0, unit="share", bounds=(0, 1), role="lever", mechanism_from="src:huang2026", mechanisms=("D04",),
        en="Feedback taken up", zh="反馈采纳率",
        tip_en="Share of incidents outside the plans, or with goods lacking, of which the community's experience "
               "reaches the district, its plans and its stocks. 0: none.",
        tip_zh="预案之外或物资不足的事件中，社区经验反馈到区级并用于修订预案、调整储备的比例。取0则没有反馈。",
    )
    feedback_gain: float = parameter(
        0.05, unit="share", bounds=(0, 1), plausible=(0.01, 0.2), mechanisms=("D04",),
        en="What one experience closes", zh="单次反馈补缺比例",
        tip_en="Share of what plans do not describe that one experience closes; it opens again as new kinds of risk come.",
        tip_zh="一次经验反馈补上的预案缺口比例；随着新型风险出现，缺口会重新拉大。",
    )
    feedback_stock_gain: float = parameter(
        0.3, unit="share", bounds=(0, 1), plausible=(0.1, 0.6), mechanism_from="src:huang2026", mechanisms=("D04",),
        en="What one shortage adds to stocks", zh="单次缺货反馈增储比例",
        tip_en="Share of what was lacking or late that the street's store keeps more of once that is taken up. 0: stocks "
               "stay as they are.",
        tip_zh="缺货或迟到的情况被采纳后，街道储备按所缺数量增加的比例。取0则储备不变。",
    )
    feedback_hours: float = parameter(
        2.0, unit="staff-hours", bounds=(0, 1000), plausible=(0.5, 8), mechanisms=("D04",),
        en="Work of giving feedback", zh="一次反馈的工时",
        tip_en="Staff-hours of the committee for one experience that is written up and taken up. 0: none.",
        tip_zh="整理、上报并落实一次经验反馈，居委会所用的工时。取0则不占用。",
    )

    def impossible(self) -> list[tuple[str, object, str]]:
        """Return the combinations that cannot be."""
        if self.mode == "quorum" and self.quorum > self.signers:
            return [("quorum", self.quorum, message("problem.quorum_and_signers", signers=self.signers))]
        return []
