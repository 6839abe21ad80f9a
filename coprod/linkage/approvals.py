"""The approval ladder 审批阶梯: authorisation, level by level, signature by signature (note:B7).

A case climbs the levels that its sum of money or the right it touches calls for. At each level signers must be
reached, put other work aside and sign, one after the other, all at once, or as many as make a quorum. The last level
may return the case to the first, where it queues behind all of its priority class. Whoever has a bypass, and dares,
acts first and is audited afterwards. Signatures are not only delay: they prevent misuse, and deciding alone does not.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import simpy
from numpy.typing import NDArray
from simpy.events import Condition, Event

from coprod.agents.committee_decisions import BypassCase, acts_first, policy_threshold
from coprod.agents.decisions import RuleBook
from coprod.agents.signing import Case, Submission
from coprod.agents.street_offices import Request
from coprod.kernel.calendar import DAYS_PER_YEAR, MINUTES_PER_DAY, MINUTES_PER_HOUR, is_night
from coprod.kernel.formulas import waiting
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.station import Station
from coprod.kernel.streams import Streams
from coprod.linkage.inquiries import Inquiries
from coprod.linkage.passing_up import PassingUp
from coprod.linkage.signers import OtherWork
from coprod.parameters import Parameters

SEATS = ("street", "street", "district", "district", "city")
"""Where the signers of levels 1 to 5 sit: street desk, street leader, district bureau, district leader, city."""
KINDS = {"street": "street_office", "district": "district", "city": "city"}
"""Kind of agent that decides at each seat."""
MINUTES_PER_QUARTER = DAYS_PER_YEAR * MINUTES_PER_DAY / 4
_LEVELS, _SIGNERS, _TRIES = 8, 16, 1 << 20  # spaces of the addresses of chance

SIGNATURE = RecordKind("signature", "signatures", "签批", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "level": Field("u1", "", "level, 1 is the street desk", "层级（1为街道经办）"),
    "signer": Field("u1", "", "signer of the level, 0 is the first", "签批人序号（0为第一人）"),
    "asked": Field("f8", "minute", "when the signer was first tried", "首次联系时刻"),
    "signed": Field("f8", "minute", "when the signature was given", "签批时刻"),
    "round": Field("u1", "", "round of the ladder, 0 is the first", "审批轮次（0为首轮）"),
    "returned": Field("?", "", "last signature of a round that was returned for revision", "该轮末签后被退回"),
})

Signing = Generator[Event, Any, None]
Signed = list[tuple[int, int, float, float]]
"""Level, signer, minute asked, minute signed."""


@dataclass(slots=True)
class Decision:
    """How authorisation was given: by which levels, in how many rounds, after how much hesitation, or not at all."""

    levels: int = 0
    """Number of levels that signed; 0 if the front line decided alone."""
    rounds: int = 0
    hesitation: float = 0.0
    bypassed: bool = False
    false_bypass: bool = False
    punished: bool = False
    misuse_yuan: float = 0.0


class ApprovalLadder:
    """All signers of the town, shared by all incidents.

    Parameters
    ----------
    street_of : shape (C,)
        Street of each community.
    district_of : shape (S,)
        District of each street.
    cases_per_quarter : shape (C,)
        Cases that a community expects in a quarter; the optimal rule of bypassing reckons with them.
    spend : callable
        Takes (desk, staff-hours): what committees and street offices work for approvals.
    """

    def __init__(self, env: simpy.Environment, parameters: Parameters, streams: Streams,
                 street_of: NDArray[np.integer], district_of: NDArray[np.integer],
                 cases_per_quarter: NDArray[np.floating], recorder: Recorder,
                 spend: Callable[[int, float], None], rules: RuleBook | None = None,
                 inquiries: Inquiries | None = None, passing_up: PassingUp | None = None) -> None:
        self.approval = parameters.approval
        rules = rules or RuleBook(parameters)
        self._signs = {seat: rules[f"{kind}.sign"] for seat, kind in KINDS.items()}
        self._delegate = rules["street_office.delegate"]
        self._acts_first = rules["committee.bypass"]
        self.env, self._uniform_scalar, self._recorder, self._spend = env, streams.uniform_scalar, recorder, spend
        self._street_of, self._district_of = street_of.tolist(), district_of.tolist()
        self._cases_per_quarter = cases_per_quarter.tolist()
        self.thresholds = self._rising_thresholds()
        self._limits = tuple(self.thresholds)
        self.minutes = [self.approval.service_time * self.approval.service_growth**step for step in range(len(SEATS))]
        """Mean minutes of a signature at levels 1 to 5."""
        self._inquiries, self._passing_up = inquiries, passing_up
        self.other_work = OtherWork(self.approval, len(self._street_of) + len(self._district_of), self._uniform_scalar)
        self._posts: dict[tuple[int, int, int], Station] = {}
        self._bypasses: dict[tuple[int, int], int] = {}

    def decide(self, case: Case) -> Generator[Event, Any, Decision]:
        """Get authorisation, or take it: ``decision = yield from ladder.decide(case)`` in a SimPy process."""
        levels, decision = self.levels_for(case), Decision()
        if self._passing_up and self.thresholds:
            self._passing_up.note(self.env.now, case, self._delegate(self.request(case)))
        if levels:
            decision.hesitation = yield from self._hesitate(case)
            if self._bypass(case, decision):
                levels = []
            else:
                decision.rounds = yield from self._climb(case, levels)
        decision.levels = len(levels)
        decision.misuse_yuan = self._misuse(case, len(levels))
        return decision

    def levels_for(self, case: Case) -> list[int]:
        """Return the levels that must sign, from the lowest to the highest, as far as there are levels."""
        needed = self._delegate(self.request(case))
        if self._passing_up:
            needed = self._passing_up.levels(case, needed)
        return list(range(1, min(needed, len(self.thresholds)) + 1))

    def request(self, case: Case) -> Request:
        """Return what a street office sees when the front line asks who must sign."""
        a = self.approval
        right = max(a.entry_level if case.needs_entry else 0, a.order_level if case.asks_order else 0,
                    a.goods_level if case.needs_goods else 0)
        return Request(case, right, self._limits)

    def submission(self, case: Case, round_: int, seat: str, place: int) -> Submission:
        """Return what an office sees of a case whose round its signature completes; `place` is its number among its like."""
        load = self.other_work.busy_at(len(self._street_of) + place if seat == "street" else None)
        return Submission(case, round_, self.approval.return_share, load,
                          self._uniform_scalar(Purpose.APPROVAL_RETURN, case.incident, round_),
                          self._inquiries.fear_of(seat, place) if self._inquiries else 0.0)

    def open_cases(self, seat: str, place: int) -> int:
        """Return how many cases an office's signers are dealing with or have waiting; `place` is its number among its like."""
        return sum(post.count + len(post.queue) for (level, at, _), post in self._posts.items()
                   if at == place and SEATS[level - 1] == seat)

    def decide_anew(self, case: Case, decision: Decision) -> Generator[Event, Any, None]:
        """Start again at the first level, because the case has outgrown whoever was in charge (mech:P08)."""
        decision.rounds = yield from self._climb(case, self.levels_for(case), decision.rounds)

    # climbing

    def _climb(self, case: Case, levels: list[int], rounds: int = 0) -> Generator[Event, Any, int]:
        """Pass all levels, once more if the case is off the template, and again after each return; count the rounds.

        A case that comes back joins the end of the queue of its priority class, like any that is handed in then: the signer
        who has just dealt with it first goes on with the next that waits, even with one of a lower class.
        """
        a = self.approval
        due = 1 + a.off_template_rounds * case.off_template
        while due:
            if rounds:
                yield self.env.timeout(0)  # whoever has just signed goes on with the next case before this one queues again
            signed: Signed = []
            self._spend(case.community, a.form_hours)
            for level in levels:
                yield from self._pass(case, level, rounds, signed)
            returned = not self._is_signed(case, levels[-1], rounds)
            self._record(case, rounds, signed, returned)
            due -= not returned
            rounds += 1
        return rounds

    def _is_signed(self, case: Case, level: int, round_: int) -> bool:
        """Tell whether the office whose signature completes a round signs, or returns the case for revision."""
        seat, street = SEATS[level - 1], self._street_of[case.community]
        return bool(self._signs[seat](self.submission(case, round_, seat, self._place(seat, street))))

    def _place(self, seat: str, street: int) -> int:
        """Return the number of the office at a seat that a street's cases go to."""
        return {"street": street, "district": self._district_of[street], "city": 0}[seat]

    def _pass(self, case: Case, level: int, round_: int, signed: Signed) -> Signing:
        """Collect the signatures of one level."""
        a = self.approval
        if a.mode == "serial" or a.signers == 1:
            for signer in range(a.signers):
                yield from self._sign(case, level, signer, round_, signed)
            return
        asked = [self.env.process(self._sign_unless_called_off(case, level, signer, round_, signed))
                 for signer in range(a.signers)]
        needed = a.signers if a.mode == "parallel" else a.quorum
        yield Condition(self.env, lambda events, n_signed: n_signed >= needed, asked)
        for signature in asked:
            if signature.is_alive:
                signature.interrupt()

    def _sign_unless_called_off(self, case: Case, level: int, signer: int, round_: int, signed: Signed) -> Signing:
        try:
            yield from self._sign(case, level, signer, round_, signed)
        except simpy.Interrupt:
            return

    def _sign(self, case: Case, level: int, signer: int, round_: int, signed: Signed) -> Signing:
        """Reach one signer, wait until other cases and routine work are put aside, and have it signed."""
        asked = self.env.now
        step = (round_ * _LEVELS + level) * _SIGNERS + signer
        yield from self._reach(case, level, signer, step)
        street = self._street_of[case.community]
        minutes = self.minutes[level - 1] * waiting(self._uniform_scalar(Purpose.APPROVAL_SIGN, case.incident, step))
        post = self._post(level, street, signer)
        at_street = SEATS[level - 1] == "street"
        free = post.free
        other_work = self.other_work.minutes(case.incident, step, len(self._street_of) + street if at_street else None,
                                             self.env.now, free) if free else 0.0
        yield from post.serve(other_work + minutes, case.urgency)
        signed.append((level, signer, asked, self.env.now))
        if at_street:
            self._spend(len(self._street_of) + street, minutes / MINUTES_PER_HOUR)

    def _reach(self, case: Case, level: int, signer: int, step: int) -> Signing:
        """Try again and again until the signer is there: geometric in the chance of being on duty."""
        absent = case.off_duty_tries if level == case.off_duty_level and signer == 0 else 0
        tries = 0
        while tries < absent or self._uniform_scalar(Purpose.APPROVAL_DUTY, case.incident, step * _TRIES + tries) >= self._duty():
            yield self.env.timeout(self.approval.retry_minutes)
            tries += 1

    def _duty(self) -> float:
        return self.approval.duty_night if is_night(self.env.now) else self.approval.duty_day

    def _post(self, level: int, street: int, signer: int) -> Station:
        """Return the post that signs: signers of a district or the city are shared by all its streets."""
        key = (level, self._place(SEATS[level - 1], street), signer)
        if key not in self._posts:
            self._posts[key] = Station(self.env, self.approval.deputies)
        return self._posts[key]

    def _record(self, case: Case, round_: int, signed: Signed, returned: bool) -> None:
        level, signer, asked, at = zip(*signed, strict=True)
        last = np.zeros(len(signed), dtype=bool)
        last[-1] = returned
        self._recorder.append(SIGNATURE, incident=case.incident, level=level, signer=signer, asked=asked, signed=at,
                              round=min(round_, 255), returned=last)

    # acting first

    def _hesitate(self, case: Case) -> Generator[Event, Any, float]:
        """Lose time where nobody knows what counts as urgent and mistakes are punished (mech:P10)."""
        a = self.approval
        if a.bypass_rule != "unclear" or a.hesitation * (1 - a.tolerance) == 0:
            return 0.0
        minutes = a.hesitation * (1 - a.tolerance) * waiting(self._uniform_scalar(Purpose.APPROVAL_HESITATE, case.incident))
        yield self.env.timeout(minutes)
        return minutes

    def sees(self, case: Case) -> BypassCase:
        """Return what the committee sees of a case when it may act first."""
        a, community = self.approval, case.community
        error = a.judgement_error * (2 * self._uniform_scalar(Purpose.APPROVAL_JUDGE, case.incident) - 1)
        left_of_quarter = 1 - self.env.now / MINUTES_PER_QUARTER % 1
        return BypassCase(
            incident=case.incident, community=community, judged=min(max(case.severity + error, 0.0), 1.0),
            left=self._bypasses_left(community), to_come=round(self._cases_per_quarter[community] * left_of_quarter),
            written_threshold=a.bypass_threshold, tolerance=a.tolerance,
            dare=self._uniform_scalar(Purpose.APPROVAL_DARE, case.incident),
            fear=float(self._inquiries.fear[community]) if self._inquiries else 0.0)

    def _bypass(self, case: Case, decision: Decision) -> bool:
        """Let the committee act first if a bypass is left and it decides so; policy's threshold judges it (mech:P13)."""
        a = self.approval
        if not self._bypasses_left(case.community):
            return False
        seen = self.sees(case)
        if not acts_first(self._acts_first, seen):
            return False
        decision.bypassed, decision.false_bypass = True, case.severity < policy_threshold(a.bypass_rule, seen)
        decision.punished = self._audit(case)
        self._bypasses[self._quarter(case.community)] = a.bypass_quota if decision.punished else a.bypass_quota - seen.left + 1
        return True

    def _bypasses_left(self, community: int) -> int:
        return self.approval.bypass_quota - self._bypasses.get(self._quarter(community), 0)

    def _quarter(self, community: int) -> tuple[int, int]:
        return community, int(self.env.now // MINUTES_PER_QUARTER)

    def _audit(self, case: Case) -> bool:
        """Look into a bypass afterwards; tell whether somebody is punished: the community then uses no other."""
        self._spend(case.community, self.approval.audit_hours)
        self._spend(len(self._street_of) + self._street_of[case.community], self.approval.audit_hours)
        return self._uniform_scalar(Purpose.APPROVAL_PUNISH, case.incident) >= self.approval.tolerance

    def _misuse(self, case: Case, levels: int) -> float:
        """Return the yuan lost to misuse and waste: what signatures are there to prevent (mech:P12)."""
        a = self.approval
        at_stake = case.amount + a.entry_compensation * case.needs_entry
        if (
            not at_stake
            or self._uniform_scalar(Purpose.APPROVAL_MISUSE, case.incident)
            >= a.misuse * (1 - a.misuse_caught) ** levels
        ):
            return 0.0
        return at_stake

    def _rising_thresholds(self) -> list[float]:
        a = self.approval
        declared = (a.threshold, a.threshold_2, a.threshold_3, a.threshold_4, a.threshold_5)
        return list(accumulate(declared[: a.levels], max))
