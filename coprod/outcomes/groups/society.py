"""Who was warned and believed it, what people told and feared, and what they think of those who govern them."""

from __future__ import annotations

import numpy as np

from coprod.fields.emergency.warnings import WARNING
from coprod.fields.long_term.aftermath import AFTERMATH
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.linkage.response_levels import RESPONSE
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio


@outcome(group="society", unit="share", direction=-1, en="False alarms", zh="虚警占比",
         formula_en="warnings after which the weather did not strike / warnings",
         formula_zh="发布后并未成灾的预警数 ÷ 预警数")
def false_alarm_share(view: RunView) -> float:
    """Return the share of warnings that were false (mech:W01, fact:C29)."""
    return mean(~_issued(view)["struck"])


@outcome(group="society", unit="share", direction=+1, en="Strikes that were warned of", zh="预警命中率",
         formula_en="communities struck by storm, heat, cold or a cloudburst with a warning before it / all that were struck",
         formula_zh="事先有预警的受灾社区次数 ÷ 全部受灾社区次数（暴雨、高温、寒潮、局地暴雨）")
def warning_hits(view: RunView) -> float:
    """Return the share of foreseeable strikes that were warned of (mech:W01)."""
    found = view.records(WARNING, day="day")
    return mean(found["issued"][found["struck"]])


@outcome(group="society", unit="hours", direction=+1, en="Lead time of warnings", zh="预警提前量",
         formula_en="mean hours between a warning and the time at which it struck or was to strike",
         formula_zh="从预警到成灾（或预计成灾）的小时数的平均值")
def lead_time(view: RunView) -> float:
    """Return how early warnings came (mech:D01, mech:W02)."""
    return mean(_issued(view)["lead"])


@outcome(group="society", unit="share", direction=+1, en="Adults reached by warnings", zh="预警触达率",
         formula_en="mean share of adults whom some channel reached, over warnings",
         formula_zh="至少有一种渠道触达的成年人占比，对各次预警取平均")
def reach_all(view: RunView) -> float:
    """Return whom warnings reached (fact:C23)."""
    return mean(_issued(view)["reached"])


@outcome(group="society", unit="share", direction=+1, en="Elders reached by warnings", zh="老年人预警触达率",
         formula_en="mean share of residents of 60 and older whom some channel reached, over warnings",
         formula_zh="至少有一种渠道触达的60岁及以上居民占比，对各次预警取平均")
def reach_elderly(view: RunView) -> float:
    """Return the share of elders whom warnings reached (mech:T05)."""
    return mean(_issued(view)["reached_elders"])


@outcome(group="society", unit="share", direction=+1, en="Adults who acted on warnings", zh="预警响应率",
         formula_en="mean share of adults who noticed, believed, could act and were ready in time, over warnings",
         formula_zh="注意到、相信、有能力并及时做好准备的成年人占比，对各次预警取平均")
def compliance(view: RunView) -> float:
    """Return the share of adults who did what a warning asked (mech:W03)."""
    return mean(_issued(view)["acted"])


@outcome(group="society", unit="share", direction=-1, en="Warnings noticed and ignored", zh="预警被忽视率",
         formula_en="mean share of adults who noticed a warning and did not believe it, over warnings",
         formula_zh="注意到预警而不相信的成年人占比，对各次预警取平均")
def ignored_share(view: RunView) -> float:
    """Return the share of adults who noticed and stayed (mech:W03, fact:C18)."""
    found = _issued(view)
    return mean(found["noticed"] - found["believed"])


@outcome(group="society", unit="yuan", direction=-1, en="Cost of heeding warnings", zh="响应预警的社会代价",
         formula_en="what acting on warnings, true or false, cost residents",
         formula_zh="居民响应预警（无论真假）所付出的代价")
def warning_cost(view: RunView) -> float:
    """Return what warnings cost those who heeded them (mech:W01)."""
    return float(view.records(WARNING, day="day")["heed_yuan"].sum())


@outcome(group="society", unit="share", direction=-1, en="Residents who heard a rumour", zh="谣言传播面",
         formula_en="mean share of the community who heard the rumour, over large incidents",
         formula_zh="社区中听到谣言的居民占比，对重大事件取平均")
def rumour_share(view: RunView) -> float:
    """Return how far rumours ran (mech:T11)."""
    return mean(view.records(AFTERMATH, day="day")["rumour"])


@outcome(group="society", unit="0–1", direction=-1, en="Public alarm", zh="公众恐慌情绪",
         formula_en="mean alarm over communities and days",
         formula_zh="恐慌程度对各社区、各日取平均")
def emotion_mean(view: RunView) -> float:
    """Return how alarmed people were (mech:T13)."""
    return mean(view.daily("emotion"))


@outcome(group="society", unit="units", direction=-1, en="Kits bought in panic", zh="恐慌抢购物资",
         formula_en="relief kits that shops sold in panic",
         formula_zh="商店在恐慌中售出的应急包数")
def hoarded(view: RunView) -> float:
    """Return what was bought in panic (mech:T12)."""
    return float(view.records(AFTERMATH, day="day")["hoarded"].sum())


@outcome(group="society", unit="units", direction=-1, en="Kits sold out", zh="抢购脱销物资",
         formula_en="relief kits asked for in panic that shops could not sell",
         formula_zh="恐慌中有人求购而商店无货可售的应急包数")
def hoard_short(view: RunView) -> float:
    """Return the stock-out by panic (mech:T12)."""
    return float(view.records(AFTERMATH, day="day")["hoard_short"].sum())


@outcome(group="society", unit="0–1", direction=+1, en="Trust", zh="公信力", formula_en="mean trust of residents over days",
         formula_zh="居民信任度对各日取平均")
def trust_mean(view: RunView) -> float:
    """Return how far residents trusted the local government (mech:T14)."""
    return mean(view.daily("trust"))


@outcome(group="society", unit="0–1", direction=0, en="Perceived risk", zh="感知风险",
         formula_en="mean perceived risk of residents over days",
         formula_zh="居民感知风险对各日取平均")
def perceived_risk(view: RunView) -> float:
    """Return how far residents reckoned with danger (mech:W04)."""
    return mean(view.daily("perceived_risk"))


@outcome(group="society", unit="share", direction=+1, en="Residents on the app", zh="应用使用率",
         formula_en="mean share of residents whom the app reaches, over days",
         formula_zh="应用可触达的居民占比，对各日取平均")
def app_use(view: RunView) -> float:
    """Return how many residents used the app (mech:T02)."""
    return mean(view.daily("app_use"))


@outcome(group="society", unit="acts/1,000 residents·week", direction=+1, en="Neighbours helped", zh="邻里互助",
         formula_en="acts of help to neighbours / residents / weeks × 1,000",
         formula_zh="帮助邻居的行动数 ÷ 居民数 ÷ 周数 × 1,000")
def help_rate(view: RunView) -> float:
    """Return how often neighbours helped each other (mech:T03, mech:T10)."""
    return ratio(view.daily("help_acts").sum() * 7000, len(view.model.residents) * view.days)


@outcome(group="society", unit="acts/1,000 residents·week", direction=+1, en="Initiative of the community", zh="社区自主行动",
         formula_en="patrols and help to neighbours of effect / residents / weeks × 1,000",
         formula_zh="有效的巡查与邻里互助行动数 ÷ 居民数 ÷ 周数 × 1,000")
def community_initiative(view: RunView) -> float:
    """Return how much communities did by themselves, for themselves (mech:D03)."""
    return ratio(view.daily("own_acts").sum() * 7000, len(view.model.residents) * view.days)


@outcome(group="society", unit="ratio", direction=+1, en="Preparedness by learning", zh="复盘带来的备灾水平",
         formula_en="mean over communities at the end of what reviews have taught",
         formula_zh="期末复盘所积累的备灾水平，对各社区取平均")
def preparedness(view: RunView) -> float:
    """Return what reviews have left (mech:W19)."""
    return float(view.daily("preparedness")[-1])


@outcome(group="society", unit="hours", direction=0, en="Time at a response level", zh="应急响应时长",
         formula_en="hours from declaring to lifting a response level, over all districts",
         formula_zh="各区从启动到解除应急响应的小时数之和")
def level_time(view: RunView) -> float:
    """Return how long districts were in an emergency state (mech:W22)."""
    found = view.records(RESPONSE, minute="due")
    return float((found["ended"] - found["declared"]).sum()) / MINUTES_PER_HOUR


@outcome(group="society", unit="minutes", direction=-1, en="Lag of declaring a level", zh="响应启动滞后",
         formula_en="mean minutes from when a level was due to when it was in force",
         formula_zh="从应当启动到实际生效的分钟数的平均值")
def upgrade_lag(view: RunView) -> float:
    """Return how late response levels came (mech:W22, fact:C19)."""
    found = view.records(RESPONSE, minute="due")
    return mean(found["declared"] - found["due"])


@outcome(group="society", unit="hours", direction=0, en="Hours of surged party members", zh="下沉党员现场工时",
         formula_en="hours that surged party members worked at incidents",
         formula_zh="下沉党员在事件现场工作的小时数")
def surge_hours(view: RunView) -> float:
    """Return the hands that the surge brought (mech:A14)."""
    return float(view.records(RESPONSE, minute="due")["surge_hours"].sum())


@outcome(group="society", unit="people", direction=+1, en="Party members surged", zh="下沉党员人数",
         formula_en="mean over response levels of the party members who had come",
         formula_zh="已到场的党员人数，对各次应急响应取平均")
def surge_staff(view: RunView) -> float:
    """Return how many party members had come when a response ended (mech:A14, fact:C21)."""
    return mean(view.records(RESPONSE, minute="due")["surged"])


@outcome(group="society", unit="yuan", direction=-1, en="Insurance premiums", zh="保费支出",
         formula_en="insured households × premium × years",
         formula_zh="投保户数 × 保费 × 年数")
def premiums(view: RunView) -> float:
    """Return what households paid for insurance (mech:W21)."""
    return float(view.daily("premium_yuan").sum())


def _issued(view: RunView) -> Records:
    found = view.records(WARNING, day="day")
    return found.where(np.asarray(found["issued"], dtype=bool))
