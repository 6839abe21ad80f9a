"""What it cost: staff-hours, yuan and citizens' hours."""

from __future__ import annotations

from coprod.emergencies.log import INCIDENT
from coprod.institutions.rectification import RELEASE_RECORD
from coprod.observation.chapters.golden import loss
from coprod.observation.chapters.points import grown, points_cost
from coprod.observation.evidence import Evidence, outcome, ratio


@outcome(chapter="cost", unit="staff-hours", direction=-1, en="Staff-hours worked", zh="工作人员工时",
         formula="hours worked and lost in changing lines, over all desks")
def cost_staff_hours(evidence: Evidence) -> float:
    """Return the staff time that went into everything."""
    return float(evidence.daily("worked_hours").sum() + evidence.daily("switch_hours").sum())


@outcome(chapter="cost", unit="staff-hours", direction=-1, en="… of these, in emergencies", zh="其中应急工时",
         formula="staff-hours that incidents, signatures and audits of bypasses took")
def cost_emergency_hours(evidence: Evidence) -> float:
    """Return the staff time that emergencies took."""
    return float(evidence.daily("emergency_hours").sum())


@outcome(chapter="cost", unit="hours", direction=0, en="Hours of citizens", zh="居民投入工时",
         formula="hours of acts and of call-outs")
def cost_citizen_hours(evidence: Evidence) -> float:
    """Return the time that residents gave."""
    return float(evidence.daily("citizen_hours").sum())


@outcome(chapter="cost", unit="yuan", direction=-1, en="Public money", zh="公共支出",
         formula="points store + repairs + emergencies + reserves + prevention + pay above today's + linkage and data + "
                 "readiness")
def cost_yuan(evidence: Evidence) -> float:
    """Return the public money that was spent."""
    repairs = float(evidence.records(RELEASE_RECORD, day="granted")["yuan"].sum())
    spent = sum(evidence.daily(name).sum() for name in ("emergency_yuan", "reserve_yuan", "upkeep_yuan", "readiness_yuan"))
    prevention = grown(evidence, "prevention_yuan") + float(evidence.daily("extra_pay_yuan").sum())
    return points_cost(evidence) + repairs + float(spent) + prevention


@outcome(chapter="cost", unit="yuan/yuan", direction=+1, en="Loss avoided per yuan of public money", zh="每元公共支出避免的损失",
         formula="(loss had nobody come for a day − loss) / public money")
def loss_avoided_per_yuan(evidence: Evidence) -> float:
    """Return what response saved for every yuan spent."""
    worst = float(evidence.records(INCIDENT, minute="started")["loss_unattended"].sum())
    return ratio(worst - loss(evidence), cost_yuan(evidence))


@outcome(chapter="cost", unit="yuan", direction=-1, en="Loss and public money together", zh="损失与公共支出合计",
         formula="loss + public money")
def total_cost(evidence: Evidence) -> float:
    """Return what the year cost in all, what was lost and what was spent."""
    return loss(evidence) + cost_yuan(evidence)
