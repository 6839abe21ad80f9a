"""What residents' committees 社区居委会 decide: the order of work, what is ticked off, referred upwards, done unsigned.

:class:`~coprod.agents.committees.Committee` is the agent that decides. What follows stands elsewhere: the desks in
:mod:`coprod.fields.everyday.desks`, requests in :mod:`coprod.fields.everyday.requests`, signatures in
:mod:`coprod.linkage.approvals` (mech:A07, mech:C04, mech:P13; note:B6, note:B7). The desks of street offices follow the rules of
order and of ticking too.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import BoundRule, Reason, decision
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.formulas import with_log_odds
from coprod.kernel.work_items import REQUEST, WORK

if TYPE_CHECKING:
    from coprod.parameters import Parameters

Bools = NDArray[np.bool_]

BEHIND_DAYS = 2.0
"""Days of full capacity that lie on a desk beyond which its committee is behind: assumed, for every rule that asks."""

ORDER = decision(
    "committee.order", "which item of work comes first: the lower the priority, the sooner", "先办哪一事项（数值越小越先办）")
TICK = decision(
    "committee.tick", "what becomes of work that overflows: 0 keep, 1 tick off undone, 2 drop",
    "积压过多的事项如何处理：0保留，1打钩应付，2搁置", "code", low=0, high=2)
REFER = decision(
    "committee.refer", "whether to refer a request to the street rather than settle it", "诉求是上报街道还是自行办理", "truth")
BYPASS = decision(
    "committee.bypass", "whether to act before those above have signed", "是否不待签批先行处置", "truth")
PATROL = decision(
    "committee.patrol", "how much to patrol each building, relative to the others of the community",
    "各楼栋的巡查力度（相对本社区其他楼栋）", low=0.0)
decision("committee.allocate_staff", "which staff work on what", "人手如何在各项工作间分配", absent=True)
decision("committee.call_residents", "whether to call on residents for its own tasks", "是否动员居民分担任务", absent=True)

BEYOND_POWERS = Reason("The committee lacks the legal authority.", "须有执法或动支权限，社区没有。")
"""Why a request is referred whatever the rule says."""
NO_BYPASS_LEFT = Reason("No bypass is left this quarter.", "本季度先行处置次数已用完。")
"""Why a committee asks whatever the rule says."""
KEEP, TICK_OFF, DROP = range(3)
"""Answers of :data:`TICK`."""
WORK_ZH = ("应急", "隐患整改", "诉求", "指令", "台账", "组织性工作")
"""Kinds of work, as :data:`WORK` has them."""


@dataclass(frozen=True, slots=True)
class DeskItems:
    """Items of work on the desks: arrays of shape (n,)."""

    day: int
    desk: Ints
    """Whose they are: committees first, then street offices."""
    work: NDArray[np.uint8]
    """Kind of work: code in :data:`WORK`."""
    begun: Bools
    """Whether work on it has begun."""
    line: Ints
    """Directive line, -1 if none."""
    arrived: Ints
    """Day of arrival."""
    ready: Ints
    """Day from which it can be worked on."""
    left: Floats
    """Staff-hours still to be given."""
    content: NDArray[np.uint8]
    """What a directive is about: code in :data:`~coprod.kernel.work_items.CONTENT`; 0 for forms and all other work."""

    def __len__(self) -> int:
        """Return the number of items."""
        return self.work.size

    @classmethod
    def of(cls, items: Rows, day: int) -> Self:
        """Return what is seen of items (dtype ITEM)."""
        return cls(day, items["desk"], items["work"], items["begun"], items["line"], items["arrived"], items["ready"],
                   items["left"], items["content"])


@dataclass(frozen=True, slots=True)
class RequestsToday:
    """Requests that residents bring to their committees today: arrays of shape (n,)."""

    day: int
    community: Ints
    needs_authority: Bools
    """Whether it takes power to enforce or to spend."""
    beyond_powers: Bools
    """Whether the committee lacks that legal authority: then it must refer the request, whatever the rule answers."""
    hours: Floats
    """Staff-hours of settling it."""
    referral_hours: Floats
    """Staff-hours of answering the citizen and referring it."""
    backlog_days: Floats
    """Work on the committee's desk yesterday evening, days of full capacity."""

    def __len__(self) -> int:
        """Return the number of requests."""
        return self.community.size


@dataclass(frozen=True, slots=True)
class PatrolWeek:
    """What committees see of their buildings when they decide where to patrol this week: arrays of shape (B,)."""

    community: Ints
    residents: Ints
    drawn: Floats
    """Hazards on the risk map, older ones faded."""
    usual: Floats
    """Mean of that over the buildings of the community."""
    prior: float
    """Hazards that every building is taken to have had before any is drawn."""
    gain: float
    """How far patrols shall follow the map (``patrol.map_gain``)."""

    def __len__(self) -> int:
        """Return the number of buildings."""
        return self.drawn.size


@dataclass(frozen=True, slots=True)
class BypassCase:
    """What a committee sees of one case that needs signatures."""

    incident: int
    community: int
    judged: float
    """Severity as it looks on the spot, 0 to 1."""
    left: int
    """Bypasses that the committee may still use this quarter."""
    to_come: int
    """Cases that are still to be expected this quarter."""
    written_threshold: float
    """Severity from which a bypass is meant to be used."""
    tolerance: float
    """Share of honest mistakes that are not punished."""
    dare: float
    """Draw, uniform on 0 to 1: the lower, the more daring."""
    fear: float = 0.0
    """Log odds that inquiries have added to the chance of being held to account."""

    @property
    def trusted(self) -> float:
        """Tolerance that the committee counts on: less of it after an inquiry."""
        return float(with_log_odds(self.tolerance, -self.fear)) if self.fear else self.tolerance


@ORDER.rule("urgency", "what is begun first, then by kind of work, the most urgent first", "先办已着手的，再按事项类别由急到缓")
class Urgency:
    """Non-preemptive priority by kind of work: emergencies, hazards, requests, directives, ledgers, the rest (src:cobham1954)."""

    rank: ClassVar = np.arange(len(WORK), dtype=np.uint8)

    def decide(self, seen: DeskItems) -> NDArray[np.uint8]:
        """Return the priority of every item."""
        return np.asarray(seen.work + ~seen.begun * np.uint8(len(WORK)))

    def explain(self, seen: Any) -> Reason:
        """Return why one item comes when it does."""
        place = int(self.rank[seen.work]) + 1
        begun = ("It is begun, so it goes before what is not. ", "已着手，先于未着手的事项。") if seen.begun else ("", "")
        return Reason(f"{begun[0]}Its kind, {WORK[seen.work]}, is number {place} of {len(WORK)}.",
                      f"{begun[1]}事项类别“{WORK_ZH[seen.work]}”在{len(WORK)}类中排第{place}位。")


@ORDER.rule("visible_to_superiors", "directives and ledgers before citizens' requests", "指令与台账先于居民诉求")
class VisibleToSuperiors(Urgency):
    """What superiors see first: effort goes where it is measured (src:lipsky1980; src:holmstrom_milgrom1991).

    Assumed: emergencies and hazards on record are seen too and stay before; what is begun is finished first.
    """

    rank: ClassVar = np.array([0, 1, 4, 2, 3, 5], dtype=np.uint8)

    def decide(self, seen: DeskItems) -> NDArray[np.uint8]:
        """Return the priority of every item."""
        return np.asarray(self.rank[seen.work] + ~seen.begun * np.uint8(len(WORK)))


@TICK.rule("drop_requests", "requests are dropped, directives and ledgers ticked off", "诉求搁置，指令与台账打钩应付")
class DropRequests:
    """What superiors count is ticked off, what only citizens notice is dropped (src:lipsky1980; note:B6)."""

    def decide(self, seen: DeskItems) -> Ints:
        """Return what becomes of every item."""
        return np.where(seen.work == REQUEST, DROP, TICK_OFF)


@TICK.rule("keep_requests", "requests are kept, directives and ledgers ticked off", "诉求保留，指令与台账打钩应付")
class KeepRequests:
    """Citizens' requests wait until they are settled, as where every call is answered and rated (assumed)."""

    def decide(self, seen: DeskItems) -> Ints:
        """Return what becomes of every item."""
        return np.where(seen.work == REQUEST, KEEP, TICK_OFF)


@REFER.rule("beyond_powers", "refers what it has no power to settle", "只上报无权办理的诉求")
class BeyondPowers:
    """Refers a request exactly if it takes an authority to enforce or to spend that the committee lacks (mech:A07)."""

    def decide(self, seen: RequestsToday) -> Bools:
        """Tell which requests are referred."""
        return seen.beyond_powers

    def explain(self, seen: Any) -> Reason:
        """Return why one request is referred or not."""
        if seen.beyond_powers:
            return BEYOND_POWERS
        return Reason("The committee may settle it.", "社区有权自行办理。")


@REFER.rule("when_behind", f"refers all it may when more than {BEHIND_DAYS:g} days of work lie on its desk",
            f"积压超过{BEHIND_DAYS:g}天工作量时能报则报")
class WhenBehind:
    """Passes on what it could settle when its own desk overflows: rationing by referral (src:lipsky1980).

    Assumed: the street may not send a request back.
    """

    DAYS = BEHIND_DAYS

    def decide(self, seen: RequestsToday) -> Bools:
        """Tell which requests are referred."""
        return np.asarray(seen.beyond_powers | (seen.backlog_days > self.DAYS))

    def explain(self, seen: Any) -> Reason:
        """Return why one request is referred or not."""
        return Reason(f"{seen.backlog_days:.1f} days of work lie on the desk; from {self.DAYS:g} on, requests are passed on.",
                      f"积压{seen.backlog_days:.1f}天工作量，超过{self.DAYS:g}天即上报。")


class _FromThreshold(ABC):
    """Acts first if it dares and the case looks severe enough."""

    @abstractmethod
    def threshold(self, seen: BypassCase) -> float:
        """Return the severity from which it acts first."""

    def decide(self, seen: BypassCase) -> bool:
        """Tell whether it acts before signatures."""
        return not (seen.dare >= seen.trusted or seen.judged < self.threshold(seen))

    def explain(self, seen: Any) -> Reason:
        """Return why it acts or asks."""
        if seen.dare >= seen.trusted:
            return Reason(f"It does not dare: it counts on only {seen.trusted:.0%} of honest mistakes being tolerated.",
                          f"不敢先行处置：估计失误仅有{seen.trusted:.0%}获容错。")
        return Reason(f"The case looks {seen.judged:.2f} severe; it acts first from {self.threshold(seen):.2f} on.",
                      f"看来严重程度为{seen.judged:.2f}，达到{self.threshold(seen):.2f}才先行处置。")


@BYPASS.rule("written", "acts first as approval.bypass_rule says", "按approval.bypass_rule规定先行处置")
class WrittenRule(_FromThreshold):
    """The threshold that policy sets: written down, or optimal over the quarter (``approval.bypass_rule``; mech:P13)."""

    def __init__(self, parameters: Parameters) -> None:
        self._rule = parameters.approval.bypass_rule

    def threshold(self, seen: BypassCase) -> float:
        """Return the severity from which policy wants it to act first."""
        return policy_threshold(self._rule, seen)


@BYPASS.rule("fixed_threshold", "acts first from a fixed severity on", "达到固定严重程度即先行处置")
class FixedThreshold(_FromThreshold):
    """One severity for all cases, ``approval.bypass_threshold`` (mech:P13)."""

    def threshold(self, seen: BypassCase) -> float:
        """Return that severity."""
        return seen.written_threshold


@BYPASS.rule("optimal_threshold", "keeps bypasses for the worst cases of the quarter", "把旁路次数留给本季度最严重的事态")
class OptimalThreshold(_FromThreshold):
    """The severity at which the bypasses left do most good over the rest of the quarter (src:moser1956)."""

    def threshold(self, seen: BypassCase) -> float:
        """Return that severity."""
        return optimal_threshold(seen.left, seen.to_come)


@BYPASS.rule("rule_bound", "always asks, even where it may act", "即使有权先行也一律请示")
class RuleBoundBypass:
    """Keeps to the procedure whatever happens: the rule becomes the end (src:merton1940)."""

    def decide(self, seen: BypassCase) -> bool:
        """Return False: it waits for signatures."""
        return False


@PATROL.rule("by_map", "more where the risk map shows more hazards", "风险地图上隐患多的楼栋多巡查")
class ByMap:
    """Effort by the hazards that the map makes one expect, to the power of ``patrol.map_gain`` (mech:W05; note:B11).

    Expected are (α + drawn) / (α + mean drawn), the gamma-Poisson estimate. Where hazards arise at rates h and efforts d
    find them, h / d stay hidden; with Σ d given their sum is least if d follows √h.
    """

    def decide(self, seen: PatrolWeek) -> Floats:
        """Return the effort in every building."""
        return np.asarray(((seen.prior + seen.drawn) / (seen.prior + seen.usual)) ** seen.gain)

    def explain(self, seen: Any) -> Reason:
        """Return why one building is patrolled so much."""
        return Reason(f"{seen.drawn:.1f} hazards are on the map here, {seen.usual:.1f} in the mean of the community's buildings.",
                      f"该楼栋在图上有{seen.drawn:.1f}处隐患，本社区楼栋平均{seen.usual:.1f}处。")


@PATROL.rule("even", "everywhere alike", "各楼栋平均巡查")
class Even:
    """The same effort in every building, whatever is known. Assumed: the way from one to the next costs nothing."""

    def decide(self, seen: PatrolWeek) -> Floats:
        """Return the effort in every building."""
        return np.ones(len(seen))


@PATROL.rule("by_residents", "more where more people live", "人多的楼栋多巡查")
class ByResidents:
    """Effort in proportion to residents, as where rounds follow households on the register (assumed)."""

    def decide(self, seen: PatrolWeek) -> Floats:
        """Return the effort in every building."""
        return seen.residents.astype(float)


def refers(rule: BoundRule, seen: RequestsToday) -> Bools:
    """Tell which requests are referred: those that the rule refers and those beyond the committee's powers."""
    return np.asarray(rule(seen) | seen.beyond_powers)


def acts_first(rule: BoundRule, seen: BypassCase) -> bool:
    """Tell whether the committee acts before signatures: if a bypass is left and the rule says so."""
    return seen.left > 0 and bool(rule(seen))


def policy_threshold(rule: str, seen: BypassCase) -> float:
    """Return the severity from which ``approval.bypass_rule`` wants a committee to act first."""
    return optimal_threshold(seen.left, seen.to_come) if rule == "optimal" else seen.written_threshold


@cache
def optimal_threshold(left: int, later: int) -> float:
    """Return the severity from which one of `left` bypasses is best used now, with `later` cases still to come.

    With severities uniform on (0, 1), v_m^k the expected sum of severities bypassed among m cases with k
    bypasses, t = v_m^k − v_m^(k−1): use one if the severity exceeds t; v_(m+1)^k = v_m^k + (1 − t)²/2.
    For one bypass the thresholds are Moser's 0, 1/2, 5/8, … (src:moser1956; src:gilbert_mosteller1966).
    """
    if left > later:
        return 0.0
    values = [0.0] * (left + 1)
    for _ in range(later):
        gains = [(1 - (above - below)) ** 2 / 2 for below, above in pairwise(values)]
        values = [0.0, *(value + gain for value, gain in zip(values[1:], gains, strict=True))]
    return values[left] - values[left - 1]


def buildings_of(seen: PatrolWeek, rows: Bools) -> PatrolWeek:
    """Return what is seen of some buildings alone."""
    return PatrolWeek(seen.community[rows], seen.residents[rows], seen.drawn[rows], seen.usual[rows], seen.prior, seen.gain)


def rows_of(seen: RequestsToday, rows: Bools) -> RequestsToday:
    """Return what is seen of some rows alone."""
    return RequestsToday(
        seen.day, seen.community[rows], seen.needs_authority[rows], seen.beyond_powers[rows], seen.hours[rows],
        seen.referral_hours[rows], seen.backlog_days[rows])
