"""The daily series: what is read off the model every day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.participation_utility import HELP, PATROL, SHAM
from coprod.fields.everyday.patrol import GRID_WORKERS
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.columns import mean, total
from coprod.kernel.work_items import SHED, SYMBOLIC
from coprod.outcomes.daily_series import Series

if TYPE_CHECKING:
    from coprod.fields.long_term.epidemic import EpidemicDay
    from coprod.outcomes.observed_model import ObservedModel



def committee_hours(model: ObservedModel) -> float:
    """Return the hours that committees gave to tasks today, patrol included."""
    n, desks = len(model.town.communities), model.desk_day
    return float(desks.worked[:n].sum() + desks.switch_hours[:n].sum() + model.patrol_hours.sum())


def _epidemic(model: ObservedModel, field: Callable[[EpidemicDay], NDArray[Any]]) -> float:
    """Return a field of today's epidemic, summed over communities; 0 while there is none."""
    today = model.emergency_field.epidemic.today
    return total(field(today)) if today else 0.0


SERIES = (
    Series("acts", "acts", "recorded acts", "有记录的行动", lambda m: m.acts.rows.size),
    Series("effective_acts", "acts", "acts that had effect", "有实效的行动", lambda m: np.count_nonzero(m.acts.effective)),
    Series("sham_acts", "acts", "sham acts", "虚假行动", lambda m: np.count_nonzero(m.acts.act == SHAM)),
    Series("weekly_active", "share", "residents active this week so far", "本周至今参与居民占比", lambda m: m.weekly_active),
    Series("habit", "0-1", "mean habit", "平均习惯", lambda m: mean(m.town.residents.habit), weekly=True),
    Series("points_issued", "points", "points issued so far", "累计发放积分", lambda m: total(m.points_ledger.issued)),
    Series("points_redeemed", "points", "points redeemed so far", "累计兑换积分", lambda m: total(m.points_ledger.redeemed)),
    Series("points_outstanding", "points", "points held by residents", "未兑积分", lambda m: m.points_ledger.outstanding),
    Series("store_yuan", "yuan", "paid by the points store so far", "积分超市累计支出",
           lambda m: m.costs.so_far("points_store")),
    Series("credibility", "0-1", "credibility of points", "积分信用", lambda m: m.credibility),
    Series("volunteers", "people", "registered volunteers", "注册志愿者",
           lambda m: np.count_nonzero(m.town.residents.volunteer), weekly=True),
    Series("skilled_on_call", "share", "residents with a fresh skill on the register", "可调度的技能居民占比",
           lambda m: m.volunteer_corps.skilled_on_call @ m.town.communities.residents / len(m.residents), weekly=True),
    Series("facility", "0-1", "facility condition", "设施状况", lambda m: mean(m.property_day.facility)),
    Series("real_watch", "share", "night watches that are real", "真实夜间值守占比",
           lambda m: mean(m.property_day.night_watch)),
    Series("hidden_hazards", "hazards", "hazards nobody knows of", "未被发现的隐患", lambda m: total(m.hazard_day.hidden)),
    Series("declared_hazards", "hazards", "hazards known and not yet put right", "已发现未整改的隐患",
           lambda m: total(m.hazard_day.declared)),
    Series("untold_hazards", "hazards", "of these, known to a department and not to the committee",
           "其中部门知晓而居委会未获知的隐患", lambda m: m.hazards.remaining(m.information.on_the_way)),
    Series("hazards_found", "hazards", "hazards found today", "当日发现隐患", lambda m: m.hazard_day.found.size),
    Series("found_by_patrol", "hazards", "of these, found on patrol", "其中巡查发现的隐患",
           lambda m: np.count_nonzero(m.hazard_day.found["reporter"] == GRID_WORKERS)),
    Series("hazards_triggered", "hazards", "hazards triggered today", "当日引爆隐患", lambda m: m.hazard_day.triggered.size),
    Series("hazards_born", "hazards", "hazards that arose today", "当日新增隐患", lambda m: m.hazard_day.born.size),
    Series("effective_reports", "reports", "effective reports by residents", "居民有效上报", lambda m: m.report_day.made),
    Series("effective_rider_reports", "reports", "of these, by riders", "其中骑手上报", lambda m: total(m.report_day.by_riders)),
    Series("reports_naming", "reports", "reports by others that name a hazard", "其他居民上报中指明隐患的条数",
           lambda m: m.report_day.naming),
    Series("duplicate_reports", "reports", "of these, about one reported or found before", "其中所指隐患此前已知的条数",
           lambda m: m.report_day.duplicates),
    Series("intake_hours", "staff-hours", "work of taking reports in", "受理上报所需工时", lambda m: m.report_day.hours),
    Series("reports_answered", "reports", "reports followed up in time", "按期得到回应的上报",
           lambda m: m.reports.answered),
    Series("reports_unanswered", "reports", "reports given up", "未得到回应的上报", lambda m: m.reports.unanswered),
    Series("report_efficacy", "0-1", "share of reports followed up as remembered", "居民记忆中的上报回应占比",
           lambda m: mean(m.reports.efficacy), weekly=True),
    Series("mapped_births", "hazards", "hazards that arose where there is a risk map", "有风险地图时产生的隐患",
           lambda m: m.risk_map.births),
    Series("mapped_hits", "hazards", "of these, in its hot spots", "其中位于图上高风险楼栋的隐患", lambda m: m.risk_map.hits),
    Series("unowned_hazards", "hazards", "hidden hazards in no-owner zones", "“三不管”地带的隐患", lambda m: m.hazards.unowned),
    Series("hide_share", "share", "officials who would rather hide", "倾向隐瞒的官员占比",
           lambda m: mean(m.emergency_field.accountability.hiding), weekly=True),
    Series("joint_decisions", "decisions", "decisions that could be hidden or put off", "可隐瞒或拖延的决定",
           lambda m: m.emergency_field.accountability.decisions),
    Series("collusions", "decisions", "… of these, hidden or put off", "其中被隐瞒或拖延",
           lambda m: m.emergency_field.accountability.hidden),
    Series("fear", "log odds", "committees' fear of being held to account, after inquiries", "问责余波下居委会的畏惧",
           lambda m: mean(m.emergency_field.inquiries.fear[: len(m.town.communities)])),
    Series("inquiry_hours", "staff-hours", "asked for today by inquiries and the inspections after them",
           "当日配合调查及迎检、台账所需工时", lambda m: m.emergency_field.inquiries.hours),
    Series("committee_capacity", "staff-hours", "staff-hours at hand in committees", "社区可用工时",
           lambda m: m.desk_day.capacity[: len(m.town.communities)].sum()),
    Series("committee_hours", "staff-hours", "hours of tasks in committees, patrol included", "社区任务工时（含巡查）",
           committee_hours),
    Series("patrol_hours", "staff-hours", "hours patrolled", "巡查工时", lambda m: total(m.patrol_hours)),
    Series("fund_left", "yuan", "public money left this year", "本年剩余经费", lambda m: total(m.funds.left)),
    Series("utilisation", "share", "utilisation of staff", "人员工时占用率", lambda m: m.utilisation),
    Series("capacity_hours", "staff-hours", "staff-hours at hand", "可用工时", lambda m: total(m.desk_day.capacity)),
    Series("directive_hours", "staff-hours", "asked for by today's directives", "当日下达指令所需工时",
           lambda m: m.directives.hours),
    Series("paperwork_hours", "staff-hours", "hours of directives and ledgers", "指令与台账工时",
           lambda m: total(m.desk_day.paperwork_hours)),
    Series("worked_hours", "staff-hours", "hours worked", "已用工时", lambda m: m.desk_day.worked.sum()),
    Series("switch_hours", "staff-hours", "hours lost in changing lines", "切换条线损失工时",
           lambda m: total(m.desk_day.switch_hours)),
    Series("backlog_hours", "staff-hours", "backlog in the evening", "当晚积压工时", lambda m: total(m.desk_day.backlog_hours)),
    Series("backlog_items", "items", "open items in the evening", "当晚积压事项", lambda m: total(m.desk_day.backlog_items)),
    Series("symbolic_items", "items", "items ticked without being done", "形式化办结事项",
           lambda m: np.count_nonzero(m.desk_day.finished["state"] == SYMBOLIC)),
    Series("shed_items", "items", "requests dropped", "被搁置的诉求",
           lambda m: np.count_nonzero(m.desk_day.finished["state"] == SHED)),
    Series("requests", "requests", "requests by residents", "居民诉求", lambda m: total(m.request_day.made)),
    Series("backstopped", "requests", "requests that were nobody's and fell to the committee", "社区兜底的诉求",
           lambda m: total(m.request_day.backstopped)),
    Series("trust", "0-1", "trust in the local government", "对基层政府的信任",
           lambda m: mean(m.town.residents.trust)),
    Series("perceived_risk", "0-1", "perceived risk", "感知风险",
           lambda m: mean(m.town.residents.perceived_risk), weekly=True),
    Series("app_use", "share", "residents whom the app reaches", "应用触达居民占比",
           lambda m: mean(m.town.residents.app_reach), weekly=True),
    Series("emotion", "0-1", "alarm", "恐慌情绪", lambda m: mean(m.emergency_field.aftermath.emotion)),
    Series("mobilised", "utils", "mobilisation by emergencies", "应急动员热度",
           lambda m: mean(m.social_state.mobilised), weekly=True),
    Series("help_norm", "0-1", "norm of helping neighbours", "邻里互助规范",
           lambda m: mean(m.social_state.norm), weekly=True),
    Series("help_acts", "acts", "acts of help to neighbours", "邻里互助行动", lambda m: np.count_nonzero(m.acts.act == HELP)),
    Series("own_acts", "acts", "patrols and help of effect", "有实效的巡逻与互助",
           lambda m: m.acts.effective_by_community[:, (PATROL, HELP)].sum()),
    Series("plan_coverage", "share", "incidents that plans describe", "预案覆盖率",
           lambda m: m.emergency_field.incidents.plans.coverage((m.day + 1) * MINUTES_PER_DAY)),
    Series("preparedness", "ratio", "what reviews have taught, 1 is all that counts", "复盘带来的备灾水平（1为充分）",
           lambda m: mean(m.social_state.preparedness), weekly=True),
    Series("team_knowledge", "0-1", "local knowledge of staff", "队伍熟悉情况程度",
           lambda m: mean(m.teams.knowledge), weekly=True),
    Series("staff_left", "people", "staff who have left so far", "累计离岗人数", lambda m: m.teams.left),
    Series("prevention_yuan", "yuan", "money for prevention so far", "累计预防经费", lambda m: m.costs.so_far("prevention")),
    Series("extra_pay_yuan", "yuan", "pay above today's", "加薪支出", lambda m: m.costs.today("pay")),
    Series("wage_yuan", "yuan", "wages of staff as they are today", "现行水平的工资", lambda m: m.costs.today("wages")),
    Series("premium_yuan", "yuan", "insurance premiums of households", "居民保费", lambda m: m.costs.today("premiums")),
    Series("authority_needed", "requests", "requests that need authority", "需要执法或动支权限的诉求",
           lambda m: total(m.request_day.need_authority)),
    Series("referred", "requests", "requests referred to the street", "转报街道的诉求", lambda m: total(m.request_day.referred)),
    Series("line_arrivals", "items", "items of some line that arrived", "到达的条线事项", lambda m: m.desk_day.arrivals),
    Series("line_switches", "items", "… of another line than the one before", "其中换线事项", lambda m: m.desk_day.switches),
    Series("incidents", "incidents", "incidents that began", "当日发生事件", lambda m: m.emergency_day.opened),
    Series("emergency_hours", "staff-hours", "staff-hours in emergencies", "应急工时",
           lambda m: total(m.emergency_day.staff_hours)),
    Series("citizen_hours", "hours", "hours of citizens: acts and emergencies", "居民投入工时",
           lambda m: m.acts.rows.size * m.parameters.resident.act_hours + m.emergency_day.citizen_hours.sum()),
    Series("service_output", "hours/1,000 residents·day", "what staff and citizens produced together last week", "上周合作产出",
           lambda m: mean(m.coproduction.output)),
    Series("coproduction_share", "share", "citizens' share of it", "其中居民贡献占比", lambda m: mean(m.coproduction.share)),
    Series("emergency_yuan", "yuan", "public money spent in emergencies", "应急动支经费", lambda m: m.costs.today("emergencies")),
    Series("reserve_yuan", "yuan", "cost of reserves", "储备成本", lambda m: m.costs.today("reserves")),
    Series("readiness_yuan", "yuan", "cost of backup, shelter, equipment and standing teams", "备用、安置、装备与常备队伍费用",
           lambda m: m.costs.today("readiness")),
    Series("epidemic_cases", "people", "residents who fell ill in an epidemic", "疫情新发病例",
           lambda m: _epidemic(m, lambda today: today.cases)),
    Series("epidemic_deaths", "people", "residents who died in an epidemic", "疫情死亡人数",
           lambda m: _epidemic(m, lambda today: today.deaths)),
    Series("epidemic_deaths_elders", "people", "of these, of 60 and older", "其中60岁及以上",
           lambda m: _epidemic(m, lambda today: today.deaths_elders)),
    Series("quarantine_hours", "person-hours", "person-hours kept at home in an epidemic", "居家隔离人时",
           lambda m: _epidemic(m, lambda today: today.quarantine_hours)),
    Series("epidemic_yuan", "yuan", "public money for households kept at home", "疫情居家隔离经费",
           lambda m: m.costs.today("epidemic")),
    Series("recovery_yuan", "yuan", "public money for repair and relief after incidents", "灾后修复与救助经费",
           lambda m: m.costs.today("recovery")),
    Series("repairs_open", "repairs", "repairs that are not done", "未完成的修复",
           lambda m: total(m.emergency_field.recovery.open)),
    Series("repairs_unfunded", "repairs", "of these, waiting for money", "其中等待经费的修复",
           lambda m: m.emergency_field.recovery.unfunded),
    Series("people_away", "people", "people who cannot live at home until it is repaired", "因待修而无法在家居住者",
           lambda m: m.emergency_field.recovery.away),
    Series("upkeep_yuan", "yuan", "upkeep of linkage and data", "联动与数据运行费", lambda m: m.costs.today("linkage")),
)
