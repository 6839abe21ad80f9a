"""Property firms: parameters."""

from typing import Literal

from coprod.parameters.declare import Group, parameter


class PropertyFirm(Group):
    """Property firms: upkeep, night watch, inspections and fees."""

    title_en = "Property firms"
    title_zh = "物业企业"

    firms: int = parameter(
        3, unit="firms/community", bounds=(1, 50), plausible=(1, 6), role="constant",
        mechanism_from="note:B5", mechanisms=("A03",),
        en="Firms per community", zh="每个社区物业企业数",
        tip_en="Property firms in every community, each with an equal part of the households.",
        tip_zh="每个社区的物业企业数量，各管理相同比例的住户。",
    )
    fee: float = parameter(
        2.0, unit="yuan/m²·month", bounds=(0, 50), plausible=(0.5, 4), role="lever",
        mechanism_from="note:B5", mechanisms=("A03",),
        en="Property fee", zh="物业费标准",
        tip_en="Fee billed to the households; what is collected of it makes upkeep worth the firm's while.",
        tip_zh="向住户收取的物业费标准；实际收缴得越多，企业越有动力维护设施。",
    )
    area: float = parameter(
        90.0, unit="m²/household", bounds=(1, 1000), plausible=(60, 120), role="constant", mechanism_from="note:B5",
        mechanisms=("A03",),
        en="Floor area", zh="户均面积",
        tip_en="Floor area of a household, on which the fee is billed.", tip_zh="计收物业费的户均建筑面积。",
    )
    base_collection: float = parameter(
        0.75, unit="share", bounds=(0, 1), plausible=(0.4, 0.9), mechanism_from="note:B5", mechanisms=("A03",),
        en="Fees paid in any case", zh="基础收缴率",
        tip_en="Share of the fees that is paid however bad the facilities are.",
        tip_zh="无论设施好坏都能收到的物业费比例。",
    )
    collection_gain: float = parameter(
        0.2, unit="share", bounds=(0, 1), plausible=(0, 0.4), mechanism_from="note:B5", mechanisms=("A03",),
        en="Fees paid for good upkeep", zh="维护换来的收缴率",
        tip_en="Further share of the fees that is paid for perfect facilities; less upkeep, fewer fees, still less "
               "upkeep. 0: no such spiral.",
        tip_zh="设施完好时额外收到的物业费比例；维护差则收费少，收费少则维护更差。取0则无此恶性循环。",
    )
    cost_share: float = parameter(
        0.7, unit="share", bounds=(0, 2), plausible=(0.5, 0.9), mechanisms=("A03",),
        en="Running costs", zh="日常成本占比",
        tip_en="Running costs as a share of all fees billed, night watch and upkeep beyond the minimum not included.",
        tip_zh="日常运营成本占应收物业费的比例，不含夜间值守和额外维护。",
    )
    effort_return: float = parameter(
        60.0, unit="yuan/month per yuan/m²·month", bounds=(0, 100000), plausible=(0, 200), mechanisms=("A03",),
        en="Firm's own gain from upkeep", zh="维护的自身收益",
        tip_en="What full effort earns the firm by itself a month, for every yuan of fee collected per m². 0: only "
               "inspections and the fear of being replaced make firms work.",
        tip_zh="每平方米每收到1元物业费，尽全力维护每月给企业带来的自身收益。取0则企业只因检查和被更换的压力而维护。",
    )
    effort_cost: float = parameter(
        749.0, unit="yuan/month", bounds=(1, 1e7), plausible=(400, 1500),
        mechanism_from="note:B5", number_from="derived note:B5", mechanisms=("A03", "C10"),
        en="Cost of effort", zh="维护成本系数",
        tip_en="Effort e costs half this times e squared a month; set so that effort at the defaults is 0.4.",
        tip_zh="维护努力 e 的月成本为该值的一半乘以 e 的平方；按默认取值使努力程度为0.4。",
    )
    effort_spread: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 0.8), mechanisms=("A03", "C10"),
        en="Firms differ in diligence", zh="企业勤勉差异",
        tip_en="Firms' diligence lies evenly between one minus and one plus this. 0: all alike.",
        tip_zh="各企业勤勉程度在1减该值与1加该值之间均匀分布。取0则各企业相同。",
    )
    upkeep: float = parameter(
        0.02, unit="per day", bounds=(0, 1), plausible=(0.005, 0.05), mechanism_from="note:B5", mechanisms=("C10",),
        en="Upkeep by full effort", zh="维护改善速度",
        tip_en="Daily gain of facility condition by full effort. 0: upkeep is in vain.",
        tip_zh="尽全力维护时设施状况每日的改善量。取0则维护无效。",
    )
    decay: float = parameter(
        0.02, unit="per day", bounds=(0, 1), plausible=(0.005, 0.05), mechanism_from="note:B5", mechanisms=("C10",),
        en="Decay of facilities", zh="设施老化速度",
        tip_en="Share of facility condition lost a day. 0: nothing decays.",
        tip_zh="设施状况每日损失的比例。取0则不老化。",
    )
    inspect_prob: float = parameter(
        0.1, unit="per month", bounds=(0, 1), plausible=(0.02, 0.3), role="lever", mechanism_from="note:B5",
        mechanisms=("A03", "C10", "C11"),
        en="Inspections", zh="检查概率",
        tip_en="Chance that a firm is inspected in a month, facilities and night watch. 0: never.",
        tip_zh="企业每月接受一次检查（设施与夜间值守）的概率。取0则从不检查。",
    )
    fine: float = parameter(
        2000.0, unit="yuan", bounds=(0, 1e7), plausible=(500, 8000), role="lever", mechanism_from="note:B5",
        mechanisms=("A03", "C10", "C11"),
        en="Fine", zh="罚款",
        tip_en="Fine for neglect found by an inspection, in proportion to the effort missing, and for every night "
               "found without a watch. 0: none.",
        tip_zh="检查发现维护不力时按所欠努力比例罚款；每发现一晚无人值守罚款一次。取0则不罚。",
    )
    audit_rate: float = parameter(
        0.05, unit="per night", bounds=(0, 1), plausible=(0, 0.3), role="lever", mechanisms=("C11",),
        en="Audit of night watches", zh="值守抽查率",
        tip_en="Chance that somebody calls on a firm's night watch in a given night; every audit costs staff time. "
               "0: never.",
        tip_zh="某晚抽查某企业夜间值守的概率；每次抽查都占用工作人员时间。取0则从不抽查。",
    )
    watch_wage: float = parameter(
        150.0, unit="yuan/night", bounds=(0, 100000), plausible=(80, 300), mechanism_from="note:B5", mechanisms=("C11",),
        en="Wage of a night watch", zh="值守一晚的工资",
        tip_en="What a firm saves on average by keeping the watch on paper only. 0: every watch is real.",
        tip_zh="企业让值守只停留在纸面上平均每晚省下的工资。取0则值守全部真实。",
    )
    watch_spread: float = parameter(
        0.8, unit="share", bounds=(0, 1), plausible=(0.2, 1), mechanisms=("C11",),
        en="Firms differ in that wage", zh="值守工资差异",
        tip_en="The wage saved lies evenly between one minus and one plus this times the mean, so that the share "
               "of real watches moves little by little with the levers. 0: all firms switch at once.",
        tip_zh="各企业省下的工资在均值的（1减该值）与（1加该值）倍之间均匀分布，真实值守比例因而随政策渐变。取0则同时转变。",
    )
    night_spread: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 0.9), mechanism_from="note:B5", mechanisms=("C11",),
        en="Nights differ in that wage", zh="各夜值守成本差异",
        tip_en="What a real watch costs lies evenly between one minus and one plus this times the firm's wage from night to "
               "night, as staff fall ill and substitutes are dear, so that a firm keeps some of its watches. 0: all or none.",
        tip_zh="真实值守的成本因缺勤、替班而逐夜不同，在企业工资的（1减该值）与（1加该值）倍之间均匀分布，"
               "企业因而只在部分夜晚真实值守。取0则全有或全无。",
    )
    belief_spread: float = parameter(
        0.5, unit="share", bounds=(0, 1), plausible=(0, 0.9), mechanism_from="src:becker1968", mechanisms=("C11",),
        en="Firms differ in fear of fines", zh="企业对受罚的预期差异",
        tip_en="The chance of being found out as firms see it lies evenly between one minus and one plus this times the "
               "actual one. 0: all know it.",
        tip_zh="企业心目中被查实的概率在实际概率的（1减该值）与（1加该值）倍之间均匀分布。取0则都了解实情。",
    )
    inspector: Literal["exogenous", "strategic"] = parameter(
        "exogenous", role="lever", mechanism_from="note:B5", mechanisms=("A03", "C11"),
        en="Inspector", zh="检查者行为",
        tip_en="exogenous: inspects as often as told; strategic: more often where more can be found, less where "
               "little can, so that dearer fines mean fewer inspections, not fewer violations.",
        tip_zh="exogenous：按规定频次检查；strategic：违规多则勤查、违规少则少查，于是罚款提高只会减少检查而不减少违规。",
    )
    inspection_cost: float = parameter(
        100.0, unit="yuan", bounds=(0, 1e6), plausible=(50, 300), mechanisms=("A03",),
        en="Inspector's cost", zh="检查者成本",
        tip_en="What an audit costs a strategic inspector.", tip_zh="策略型检查者每次抽查的成本。",
    )
    inspection_benefit: float = parameter(
        200.0, unit="yuan", bounds=(0.01, 1e6), plausible=(150, 1000), mechanisms=("A03",),
        en="Inspector's gain", zh="检查者收益",
        tip_en="What finding a violation is worth to a strategic inspector; cost over gain is the share of "
               "violations in equilibrium.",
        tip_zh="策略型检查者查实一次违规的收益；成本与收益之比即均衡时的违规比例。",
    )
    inspector_speed: float = parameter(
        0.2, unit="per month", bounds=(0.0001, 2), plausible=(0.05, 0.5), mechanisms=("A03",),
        en="Inspector's learning", zh="检查者调整速度",
        tip_en="How fast a strategic inspector changes the number of inspections.",
        tip_zh="策略型检查者调整检查频次的快慢。",
    )
    inspection_hours: float = parameter(
        3.0, unit="staff-hours", bounds=(0, 100), plausible=(1, 8), mechanisms=("A03",),
        en="Staff-hours per inspection", zh="每次检查工时",
        tip_en="Staff-hours that one inspection of a firm takes.", tip_zh="检查一家企业一次占用的工作人员工时。",
    )
    audit_hours: float = parameter(
        0.5, unit="staff-hours", bounds=(0, 24), plausible=(0.2, 2), mechanisms=("C11",),
        en="Staff-hours per audit", zh="每次抽查工时",
        tip_en="Staff-hours that one audit of a night watch takes.", tip_zh="抽查一次夜间值守占用的工作人员工时。",
    )
    least_condition: float = parameter(
        0.25, unit="0-1", bounds=(0, 1), plausible=(0.1, 0.5), mechanism_from="note:B5", mechanisms=("A08",),
        en="Condition owners tolerate", zh="业主容忍底线",
        tip_en="Owners are the less satisfied the more facilities fall short of this. 0: always satisfied.",
        tip_zh="设施状况低于此值越多，业主越不满。取0则业主始终满意。",
    )
    competition: float = parameter(
        0.05, unit="per month", bounds=(0, 1), plausible=(0, 0.3), role="lever", mechanisms=("A08",),
        en="Competition", zh="物业竞争",
        tip_en="Chance that owners whose facilities are ruined vote on a new firm in a month; less where they are less "
               "bad. 0: firms are never replaced.",
        tip_zh="设施完全失修时业主每月就更换物业进行表决的概率，状况越好概率越低。取0则从不更换。",
    )
    owners_agree: float = parameter(
        0.3, unit="probability", bounds=(0, 1), plausible=(0.1, 0.8), role="lever", mechanisms=("A08",),
        en="Owners agree", zh="业主大会通过率",
        tip_en="Chance that such a vote of the owners reaches its quorum and passes.",
        tip_zh="更换物业的表决达到法定人数并通过的概率。",
    )
    contract_worth: float = parameter(
        1000.0, unit="yuan", bounds=(0, 1e7), plausible=(0, 20000), mechanisms=("A08",),
        en="Worth of the contract", zh="合同价值",
        tip_en="What a firm loses when it is replaced, and works to keep. 0: no fear of that.",
        tip_zh="企业被更换时的损失，也是其为保住合同而努力的动力。取0则企业不惧更换。",
    )
