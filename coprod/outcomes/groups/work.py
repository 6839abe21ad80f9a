"""What happened at the desks: load, paper, delay, what was only ticked off."""

from __future__ import annotations

import numpy as np

from coprod.kernel.work_items import DIRECTIVE, DONE, LEDGER, REQUEST, REQUEST_RECORD, SHED, SYMBOLIC, is_own
from coprod.outcomes.groups.points import grown
from coprod.outcomes.run_view import Records, RunView, mean, outcome, ratio
from coprod.parameters.effective import gap


@outcome(group="work", unit="share", direction=-1, en="Staff utilisation", zh="人员工时占用率",
         formula_en="mean over desks and days of the share of staff-hours that were busy",
         formula_zh="被占用的工时占比，对各社区与街道、各日取平均")
def utilisation(view: RunView) -> float:
    """Return how busy the desks were."""
    return mean(view.daily("utilisation"))


@outcome(group="work", unit="staff-hours", direction=-1, en="Backlog in the evening", zh="当晚积压工时",
         formula_en="mean hours of open items over all desks",
         formula_zh="全部社区与街道未办结事项的工时，对各日取平均")
def backlog(view: RunView) -> float:
    """Return the mean backlog of all desks together."""
    return mean(view.daily("backlog_hours"))


@outcome(group="work", unit="share", direction=-1, en="Paperwork share", zh="台账文书占用工时比",
         formula_en="hours of directives and ledgers / hours of capacity",
         formula_zh="指令与台账所占工时 ÷ 可用工时")
def paperwork_share(view: RunView) -> float:
    """Return the share of staff time that directives and ledgers take (fact:C6)."""
    return ratio(view.daily("paperwork_hours").sum(), view.daily("capacity_hours").sum())


@outcome(group="work", unit="ratio", direction=-1, en="Load of directives", zh="指令负荷",
         formula_en="hours that directives and their ledgers ask for / hours of capacity",
         formula_zh="指令及其台账所要求的工时 ÷ 可用工时")
def directive_load(view: RunView) -> float:
    """Return how much of staff time superiors ask for, whether or not it is given (mech:A20)."""
    return ratio(view.daily("directive_hours").sum(), view.daily("capacity_hours").sum())


@outcome(group="work", unit="share", direction=-1, en="Time lost in changing lines", zh="切换条线损失工时比",
         formula_en="hours lost in changing lines / hours of capacity",
         formula_zh="切换条线损失的工时 ÷ 可用工时")
def switch_loss(view: RunView) -> float:
    """Return the share of staff time lost in changing lines (mech:G05)."""
    return ratio(view.daily("switch_hours").sum(), view.daily("capacity_hours").sum())


@outcome(group="work", unit="days", direction=-1, en="Requests wait on a desk", zh="诉求在单处等候天数",
         formula_en="mean of day finished − day from which it could be worked on, over requests done at one desk",
         formula_zh="（办结日 − 可办理日）对在一处办结的诉求取平均")
def request_wait(view: RunView) -> float:
    """Return how long requests lay on one desk; the whole way is ``request_days``."""
    done = _items(view, REQUEST, DONE)
    return mean(done["finished"] - done["ready"])


@outcome(group="work", unit="share", direction=-1, en="Ledgers ticked without being done", zh="台账形式化办结占比",
         formula_en="directives and ledgers ticked symbolically / directives and ledgers that left the desk",
         formula_zh="只在形式上勾销的指令与台账数 ÷ 办结或退出的指令与台账数")
def symbolic_share(view: RunView) -> float:
    """Return how much symbolic compliance there was (mech:C04)."""
    items = view.records(REQUEST_RECORD, day="finished")
    paperwork = (items["work"] == DIRECTIVE) | (items["work"] == LEDGER)
    return ratio(np.count_nonzero(items["state"][paperwork] == SYMBOLIC), np.count_nonzero(paperwork))


@outcome(group="work", unit="share", direction=-1, en="Requests referred upwards", zh="诉求转报上级占比",
         formula_en="requests that the committee lacks the power to settle / requests that it takes on, repeat calls included",
         formula_zh="居委会无权自行处理的诉求数 ÷ 承接的诉求数（含再次来电）")
def referred_share(view: RunView) -> float:
    """Return how often a committee has the duty but not the power (mech:A07)."""
    return ratio(view.daily("referred").sum(), _calls(view) - view.daily("declined_requests").sum())


@outcome(group="work", unit="share", direction=-1, en="Requests taken on as a last resort", zh="兜底诉求占比",
         formula_en="requests that nobody owns and that the committee took on / requests, repeat calls included",
         formula_zh="无主而由居委会兜底的诉求数 ÷ 诉求数（含再次来电）")
def backstop_share(view: RunView) -> float:
    """Return how much work committees take on because nobody else does (mech:C02)."""
    return ratio(view.daily("backstopped").sum(), _calls(view))


@outcome(group="work", unit="share", direction=-1, en="Directives done again", zh="指令返工率",
         formula_en="passes beyond the first / passes, over directives that were done",
         formula_zh="首次之外的办理次数 ÷ 办理总次数，以已办结的指令计")
def rework_rate(view: RunView) -> float:
    """Return how much work on directives contradiction makes vain (mech:G06)."""
    passes = _items(view, DIRECTIVE, DONE)["passes"].astype(float)
    return ratio((passes - 1).sum(), passes.sum())


@outcome(group="work", unit="share", direction=-1, en="Requests dropped", zh="诉求被搁置占比",
         formula_en="requests dropped / requests that left the desk",
         formula_zh="被搁置的诉求数 ÷ 办结或退出的诉求数")
def shed_share(view: RunView) -> float:
    """Return how many requests overload made the desks drop (mech:C04)."""
    items = view.records(REQUEST_RECORD, day="finished")
    requests = (items["work"] == REQUEST) & ~is_own(items["origin"])
    return ratio(np.count_nonzero(items["state"][requests] == SHED), np.count_nonzero(requests))


@outcome(group="work", unit="0–1", direction=+1, en="Local knowledge of staff", zh="队伍熟悉情况程度",
         formula_en="mean over desks and days of the share of local knowledge that the team has",
         formula_zh="队伍所掌握的本地情况占比，对各社区与街道、各日取平均")
def team_knowledge(view: RunView) -> float:
    """Return how well staff know their place (mech:C12)."""
    return mean(view.daily("team_knowledge"))


@outcome(group="work", unit="per year", direction=-1, en="Staff turnover", zh="岗位变动率",
         formula_en="staff who left / staff / years",
         formula_zh="离岗人数 ÷ 工作人员数 ÷ 年数")
def staff_turnover(view: RunView) -> float:
    """Return how fast staff changed (mech:C12, mech:W23)."""
    return ratio(grown(view, "staff_left"), float(view.model.desks.staff.sum()) * view.years)


def _calls(view: RunView) -> float:
    """Return how often citizens called about requests, first calls and repeated ones."""
    return float(view.daily("requests").sum() + view.daily("repeat_calls").sum())


def _items(view: RunView, work: int, state: int) -> Records:
    items = view.records(REQUEST_RECORD, day="finished")
    which = (items["work"] == work) & (items["state"] == state) & ~is_own(items["origin"])
    return items.where(which)


@outcome(group="work", unit="0–1", direction=-1, en="Pyramid mismatch", zh="倒金字塔错配度",
         formula_en="½ Σ over committees and street offices of |share of staff-hours − share of tasks' hours|",
         formula_zh="½ Σ |工时占比 − 任务工时占比|，对居委会与街道办两级求和")
def pyramid_mismatch(view: RunView) -> float:
    """Return how far means lie at another level than tasks (mech:C08)."""
    hours = view.daily("committee_capacity").sum() / view.daily("capacity_hours").sum()
    all_tasks = sum(view.daily(name).sum() for name in ("worked_hours", "switch_hours", "patrol_hours"))
    return abs(hours - ratio(view.daily("committee_hours").sum(), all_tasks))


@outcome(group="work", unit="0–1", direction=-1, en="Policy on paper", zh="政策纸面与实际差距",
         formula_en="mean over levers that differ from present practice of |decided − done| / |decided − present practice|",
         formula_zh="|既定值 − 落实值| ÷ |既定值 − 现行值|，对有别于现行做法的各项杠杆取平均")
def paper_gap(view: RunView) -> float:
    """Return how much of what was decided stays on paper (mech:C13)."""
    return gap(view.model.nominal_parameters)
