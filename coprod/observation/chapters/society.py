"""Who was warned and believed it, what people told and feared, and what they think of those who govern them."""

from __future__ import annotations

import numpy as np

from coprod.calendar import DAYS_PER_YEAR, MINUTES_PER_HOUR
from coprod.emergencies.aftermath import AFTERMATH
from coprod.emergencies.log import CITIZENS, INCIDENT
from coprod.emergencies.response import RESPONSE
from coprod.emergencies.warnings import WARNING
from coprod.observation.evidence import Evidence, Records, mean, outcome, ratio


@outcome(chapter="society", unit="share", direction=-1, en="False alarms", zh="虚警占比",
         formula="warnings after which no water came / warnings")
def false_alarm_share(evidence: Evidence) -> float:
    """Return the share of warnings that were false (W01, C29)."""
    return mean(~_issued(evidence)["struck"])


@outcome(chapter="society", unit="share", direction=+1, en="Waterlogging that was warned of", zh="内涝预警命中率",
         formula="waterlogging by rain with a warning before it / all such waterlogging")
def warning_hits(evidence: Evidence) -> float:
    """Return the share of foreseeable waterlogging that was warned of (W01)."""
    found = evidence.records(WARNING, day="day")
    return mean(found["issued"][found["struck"]])


@outcome(chapter="society", unit="hours", direction=+1, en="Lead of warnings", zh="预警提前量",
         formula="mean hours between warning and water, over warnings")
def warning_lead(evidence: Evidence) -> float:
    """Return how early warnings came (D01, W02)."""
    found = evidence.records(WARNING, day="day")
    return mean(found["lead"][found["issued"]])


@outcome(chapter="society", unit="hours", direction=+1, en="Lead time of warnings", zh="预警提前量",
         formula="mean hours between a warning and the water")
def lead_time(evidence: Evidence) -> float:
    """Return how early warnings came (W02)."""
    return mean(_issued(evidence)["lead"])


@outcome(chapter="society", unit="share", direction=+1, en="Adults reached by warnings", zh="预警触达率",
         formula="mean share of adults whom some channel reached, over warnings")
def reach_all(evidence: Evidence) -> float:
    """Return whom warnings reached (C23)."""
    return mean(_issued(evidence)["reached"])


@outcome(chapter="society", unit="share", direction=+1, en="Elders reached by warnings", zh="老年人预警触达率",
         formula="mean share of residents of 60 and older whom some channel reached, over warnings")
def reach_elderly(evidence: Evidence) -> float:
    """Return the share of elders whom warnings reached (T05)."""
    return mean(_issued(evidence)["reached_elders"])


@outcome(chapter="society", unit="share", direction=+1, en="Adults who acted on warnings", zh="预警响应率",
         formula="mean share of adults who noticed, believed, could act and were ready in time, over warnings")
def compliance(evidence: Evidence) -> float:
    """Return the share of adults who did what a warning asked (W03)."""
    return mean(_issued(evidence)["acted"])


@outcome(chapter="society", unit="share", direction=-1, en="Warnings noticed and ignored", zh="预警被忽视率",
         formula="mean share of adults who noticed a warning and did not believe it, over warnings")
def ignored_share(evidence: Evidence) -> float:
    """Return the share of adults who noticed and stayed (W03, C18)."""
    found = _issued(evidence)
    return mean(found["noticed"] - found["believed"])


@outcome(chapter="society", unit="yuan", direction=-1, en="Cost of heeding warnings", zh="响应预警的社会代价",
         formula="what acting on warnings, true or false, cost residents")
def warning_cost(evidence: Evidence) -> float:
    """Return what warnings cost those who heeded them (W01)."""
    return float(evidence.records(WARNING, day="day")["heed_yuan"].sum())


@outcome(chapter="society", unit="share", direction=-1, en="Residents who heard a rumour", zh="谣言传播面",
         formula="mean share of the community who heard the rumour, over large incidents")
def rumour_share(evidence: Evidence) -> float:
    """Return how far rumours ran (T11)."""
    return mean(evidence.records(AFTERMATH, day="day")["rumour"])


@outcome(chapter="society", unit="0–1", direction=-1, en="Public alarm", zh="公众恐慌情绪",
         formula="mean alarm over communities and days")
def emotion_mean(evidence: Evidence) -> float:
    """Return how alarmed people were (T13)."""
    return mean(evidence.daily("emotion"))


@outcome(chapter="society", unit="units", direction=-1, en="Kits bought in panic", zh="恐慌抢购物资",
         formula="relief kits that shops sold in panic")
def hoarded(evidence: Evidence) -> float:
    """Return what was bought in panic (T12)."""
    return float(evidence.records(AFTERMATH, day="day")["hoarded"].sum())


@outcome(chapter="society", unit="units", direction=-1, en="Kits sold out", zh="抢购脱销物资",
         formula="relief kits asked for in panic that shops could not sell")
def hoard_short(evidence: Evidence) -> float:
    """Return the stock-out by panic (T12)."""
    return float(evidence.records(AFTERMATH, day="day")["hoard_short"].sum())


@outcome(chapter="society", unit="0–1", direction=+1, en="Trust", zh="公信力", formula="mean trust of residents over days")
def trust_mean(evidence: Evidence) -> float:
    """Return how far residents trusted the local government (T14)."""
    return mean(evidence.daily("trust"))


@outcome(chapter="society", unit="0–1", direction=0, en="Perceived risk", zh="感知风险",
         formula="mean perceived risk of residents over days")
def perceived_risk(evidence: Evidence) -> float:
    """Return how far residents reckoned with danger (W04)."""
    return mean(evidence.daily("perceived_risk"))


@outcome(chapter="society", unit="share", direction=+1, en="Residents on the app", zh="应用使用率",
         formula="mean share of residents whom the app reaches, over days")
def app_use(evidence: Evidence) -> float:
    """Return how many residents used the app (T02)."""
    return mean(evidence.daily("app_use"))


@outcome(chapter="society", unit="acts/1,000 residents·week", direction=+1, en="Neighbours helped", zh="邻里互助",
         formula="acts of help to neighbours / residents / weeks × 1,000")
def help_rate(evidence: Evidence) -> float:
    """Return how often neighbours helped each other (T03, T10)."""
    return ratio(evidence.daily("help_acts").sum() * 7000, len(evidence.model.residents) * evidence.days)


@outcome(chapter="society", unit="acts/1,000 residents·week", direction=+1, en="Initiative of the community", zh="社区自主行动",
         formula="patrols and help to neighbours of effect / residents / weeks × 1,000")
def community_initiative(evidence: Evidence) -> float:
    """Return how much communities did by themselves, for themselves (D03)."""
    return ratio(evidence.daily("own_acts").sum() * 7000, len(evidence.model.residents) * evidence.days)


@outcome(chapter="society", unit="share", direction=+1, en="Society's share of first action", zh="社会力量先期处置占比",
         formula="incidents in which residents acted before any crew, over those in which they could")
def social_share(evidence: Evidence) -> float:
    """Return how often society itself acted first (T10, T19)."""
    first = evidence.records(INCIDENT, minute="started")["first_responder"]
    return mean(np.isin(first, CITIZENS))


@outcome(chapter="society", unit="ratio", direction=+1, en="Preparedness by learning", zh="复盘带来的备灾水平",
         formula="mean over communities at the end of what reviews have taught")
def preparedness(evidence: Evidence) -> float:
    """Return what reviews have left (W19)."""
    return float(evidence.daily("preparedness")[-1])


@outcome(chapter="society", unit="hours", direction=0, en="Time at a response level", zh="应急响应时长",
         formula="hours from declaring to lifting a response level, over all districts")
def level_time(evidence: Evidence) -> float:
    """Return how long districts were in an emergency state (W22)."""
    found = evidence.records(RESPONSE, minute="due")
    return float((found["ended"] - found["declared"]).sum()) / MINUTES_PER_HOUR


@outcome(chapter="society", unit="minutes", direction=-1, en="Lag of declaring a level", zh="响应启动滞后",
         formula="mean minutes from when a level was due to when it was in force")
def upgrade_lag(evidence: Evidence) -> float:
    """Return how late response levels came (W22, C19)."""
    found = evidence.records(RESPONSE, minute="due")
    return mean(found["declared"] - found["due"])


@outcome(chapter="society", unit="hours", direction=0, en="Hours of surged party members", zh="下沉党员现场工时",
         formula="hours that surged party members worked at incidents")
def surge_hours(evidence: Evidence) -> float:
    """Return the hands that the surge brought (A14)."""
    return float(evidence.records(RESPONSE, minute="due")["surge_hours"].sum())


@outcome(chapter="society", unit="people", direction=+1, en="Party members surged", zh="下沉党员人数",
         formula="mean over response levels of the party members who had come")
def surge_staff(evidence: Evidence) -> float:
    """Return how many party members had come when a response ended (A14, C21)."""
    return mean(evidence.records(RESPONSE, minute="due")["surged"])


@outcome(chapter="society", unit="yuan", direction=-1, en="Insurance premiums", zh="保费支出",
         formula="insured households × premium × years")
def premiums(evidence: Evidence) -> float:
    """Return what households paid for insurance (W21)."""
    model = evidence.model
    insurance = model.parameters.insurance
    households = float(model.town.communities.households.sum())
    return insurance.takeup * insurance.premium * households * evidence.days / DAYS_PER_YEAR


def _issued(evidence: Evidence) -> Records:
    found = evidence.records(WARNING, day="day")
    return found.where(np.asarray(found["issued"], dtype=bool))
