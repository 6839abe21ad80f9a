"""What it cost: staff-hours, yuan and citizens' hours."""

from __future__ import annotations

from math import inf

from coprod.fields.emergency.incident_record import INCIDENT
from coprod.fields.everyday.rectification import RELEASE_RECORD
from coprod.outcomes.groups.losses import service_hours_lost
from coprod.outcomes.groups.points import grown, points_cost
from coprod.outcomes.groups.response_times import loss
from coprod.outcomes.groups.society import premiums, warning_cost
from coprod.outcomes.run_view import RunView, outcome, ratio
from coprod.parameters.codes import ARREST


@outcome(group="cost", unit="staff-hours", direction=-1, en="Staff-hours worked", zh="工作人员工时",
         formula_en="hours worked and lost in changing lines, over all desks",
         formula_zh="全部社区与街道工作的工时与切换条线损失的工时")
def cost_staff_hours(view: RunView) -> float:
    """Return the staff time that went into everything."""
    return float(view.daily("worked_hours").sum() + view.daily("switch_hours").sum())


@outcome(group="cost", unit="staff-hours", direction=-1, en="… of these, in emergencies", zh="其中应急工时",
         formula_en="staff-hours that incidents, signatures and audits of bypasses took",
         formula_zh="事件处置、签批与旁路事后核查所用的工时")
def cost_emergency_hours(view: RunView) -> float:
    """Return the staff time that emergencies took."""
    return float(view.daily("emergency_hours").sum())


@outcome(group="cost", unit="hours", direction=0, en="Hours of citizens", zh="居民投入工时",
         formula_en="hours of acts and of call-outs",
         formula_zh="居民行动与应召出动的小时数")
def cost_citizen_hours(view: RunView) -> float:
    """Return the time that residents gave."""
    return float(view.daily("citizen_hours").sum())


@outcome(group="cost", unit="yuan", direction=-1, en="Public money", zh="公共支出",
         formula_en="points store + repairs + emergencies + reserves + prevention + pay above today's + linkage and data + "
                    "readiness + repair and relief after incidents + epidemic + staff for a grown mandate",
         formula_zh="积分超市 + 维修 + 应急 + 储备 + 预防 + 超出现行水平的薪酬 + 联动与数据 + 平急备用 + 灾后修复与救助 + 疫情 + "
                    "新增任务增配人手")
def cost_yuan(view: RunView) -> float:
    """Return the public money that was spent."""
    repairs = float(view.records(RELEASE_RECORD, day="granted")["yuan"].sum())
    named = ("emergency_yuan", "reserve_yuan", "upkeep_yuan", "readiness_yuan", "recovery_yuan", "epidemic_yuan", "means_yuan")
    spent = sum(view.daily(name).sum() for name in named)
    prevention = grown(view, "prevention_yuan") + float(view.daily("extra_pay_yuan").sum())
    return points_cost(view) + repairs + float(spent) + prevention


@outcome(group="cost", unit="yuan", direction=-1, en="Wages", zh="工资支出",
         formula_en="staff × yearly wage as it is today × years; pay above it is public money",
         formula_zh="工作人员数 × 现行年薪 × 年数；超出部分计入公共支出")
def cost_wages(view: RunView) -> float:
    """Return what the payroll costs as it is."""
    return float(view.daily("wage_yuan").sum())


@outcome(group="cost", unit="yuan", direction=-1, en="Money of residents", zh="居民支出",
         formula_en="cost of heeding warnings + insurance premiums",
         formula_zh="响应预警的代价 + 保费")
def cost_residents(view: RunView) -> float:
    """Return what residents paid for their safety."""
    return warning_cost(view) + premiums(view)


@outcome(group="cost", unit="yuan/yuan", direction=+1, en="Loss avoided per yuan of public money and wages",
         zh="每元公共支出与工资避免的损失", bounds=(-inf, inf),
         formula_en="(loss had nobody come for a day − loss, cardiac arrests aside) / (public money + wages)",
         formula_zh="（一整天无人处置时的损失 − 实际损失，不含心脏骤停）÷（公共支出 + 工资）")
def loss_avoided_per_yuan(view: RunView) -> float:
    """Return what response saved for every yuan spent."""
    found = view.records(INCIDENT, minute="started")
    found = found.where(found["type"] != ARREST)
    return ratio((found["loss_unattended"] - found["loss"]).sum(), cost_yuan(view) + cost_wages(view))


@outcome(group="cost", unit="yuan", direction=-1, en="Losses and costs together", zh="损失与成本合计",
         formula_en="loss + hours without service or home at their declared value + public money + wages + money of residents",
         formula_zh="损失 + 失去服务或住所的时长（按设定价值折算）+ 公共支出 + 工资 + 居民支出")
def total_cost(view: RunView) -> float:
    """Return what the year cost in all, the whole vector of losses and everybody's money, at declared values."""
    hours = service_hours_lost(view) * view.model.parameters.incident.hour_value
    return loss(view) + hours + cost_yuan(view) + cost_wages(view) + cost_residents(view)
