"""Reports by residents 居民上报: what each is about, the work of taking it in, and what the reporter hears (mech:A21, mech:W06).

A resident who reports has seen their own building and passed others. Every hazard there has the same chance to be named,
so hazards are found where reporters live. Most reports name none: what they are about is no hazard, and they take staff
time all the same, as do duplicates. Until a report has been taken in nobody knows of its hazard; if the desk drops it, it
is lost. Those who report learn whether it was any use: reports that are answered in time, and whose hazard is put right in
time, make for more reports, the others for fewer (src:sjoberg2017).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coprod.agents.participation_utility import N_REAL, REPORT
from coprod.fields.everyday.acts import Acts
from coprod.fields.everyday.hazards import HiddenHazards
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.calendar import DAYS_PER_WEEK, MINUTES_PER_HOUR
from coprod.kernel.columns import rows_where, total
from coprod.kernel.purposes import Purpose
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DONE, INTAKE, NO_LINE, REQUEST, is_about, make_items, on_grid, own_origin
from coprod.parameters import Parameters
from coprod.town.population import RIDER

if TYPE_CHECKING:
    from coprod.town import Town

_ROUTES = 32
"""Addresses kept for the buildings that one reporter passes in a day."""
ANSWERED, UNANSWERED = range(2)
"""What became of a report for those who made it."""
_NONE = np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Batch:
    """The reports of one day that wait to be taken in: arrays of shape (C,) and (hazards named for the first time,)."""

    replies: Ints
    """Reports that name no hazard and still wait for an answer."""
    taken: NDArray[np.bool_]
    """Whether the community's reports have been taken in or lost."""
    hazards: Ints
    community: Ints


@dataclass(frozen=True, slots=True)
class ReportDay:
    """The reports of one day: numbers of the whole town, unless said."""

    made: int
    """Effective reports, those by riders included."""
    by_residents: Ints
    """Of these, by residents who are not riders, shape (C,)."""
    by_riders: Ints
    """Of these, by riders, shape (C,)."""
    naming: int
    """Reports by residents that name a hazard …"""
    duplicates: int
    """… and of these, those that name one that was reported or found before."""
    hours: float
    """Staff-hours of taking them in."""
    items: Rows
    """The work of taking them in, for the desks."""


class Reports:
    """The way of residents' reports: named hazards, intake, answers.

    Parameters
    ----------
    merged : float
        How far information systems share, 0 to 1: duplicates are merged to this extent.

    Attributes
    ----------
    efficacy : shape (C,)
        Share of reports that were followed up in time, as residents remember it.
    """

    def __init__(self, parameters: Parameters, streams: Streams, town: Town, hazards: HiddenHazards, merged: float = 0.0) -> None:
        self._p = p = parameters.patrol
        self._people, self._hazards, self._streams = town.residents, hazards, streams
        self._n = len(town.communities)
        self._start = hazards.places.start
        self._buildings = np.diff(self._start)
        self.chance = naming_chance(p.report_rate, p.report_route, hazards)
        """Chance that a report names a given hazard in a building that the reporter lives in or passed."""
        self._saved = p.duplicate_cut * merged
        self._kept = 0.5 ** (DAYS_PER_WEEK / p.efficacy_half_life)
        self.efficacy = np.full(self._n, p.efficacy_usual)
        self._week = np.zeros((2, self._n))
        self._today, self._given_up = [0, 0], 0
        self._batches: dict[int, Batch] = {}
        self._free: Ints = _NONE
        desks = np.arange(self._n)
        self._blank = make_items(work=REQUEST, desk=desks, hours=np.zeros(self._n), line=NO_LINE, origin=0, arrived=0, ready=0)
        self.heard: Ints = _NONE
        """Hazards of which committees have learnt by reports since the last morning."""

    @property
    def answered(self) -> int:
        """Reports of which today was the day that they were followed up in time."""
        return self._today[ANSWERED]

    @property
    def unanswered(self) -> int:
        """Reports that were given up today."""
        return self._today[UNANSWERED]

    def day(self, day: int, acts: Acts) -> ReportDay:
        """Let today's reports arrive: draw which hazards they name, and what work they are."""
        self._today, self._given_up = [0, self._given_up], 0
        rows = acts.rows[(acts.act == REPORT) & acts.effective]
        community = self._people.community[rows]
        n_made = rows.size
        is_rider = self._people.kind[rows] == RIDER
        made = np.bincount(community, minlength=self._n)
        by_riders = np.zeros(self._n, dtype=made.dtype)
        if np.count_nonzero(is_rider):
            by_riders = np.bincount(community[is_rider], minlength=self._n)
            rows, community = rows[~is_rider], community[~is_rider]
        at, times = self._named(day, rows, community)
        new = self._hazards.name(at, times, day, day + self._p.answer_days)
        n_named = n_duplicates = 0
        replies, to_take_in = made, made.astype(np.float64)
        if at.size:
            naming = np.bincount(self._hazards.rows["community"][at], times, self._n)
            named = np.minimum(naming, made - by_riders)  # one report may name several hazards
            duplicates = np.maximum(named - np.bincount(new["community"], minlength=self._n), 0) if new.size else named
            to_take_in = np.maximum(made - self._saved * duplicates, 0.0)
            replies = np.maximum(made - naming, 0).astype(np.int64)
            n_named, n_duplicates = int(total(named)), int(total(duplicates))
        hours = self._p.intake_minutes / MINUTES_PER_HOUR * to_take_in
        if n_made:
            self._batches[day] = Batch(replies.copy(), made == 0, new["id"], new["community"].astype(np.int64))
        self._free = rows_where((made > 0) & (hours == 0))
        items = self._intake(day, hours)
        self._give_up(day)
        return ReportDay(n_made, made - by_riders, by_riders, n_named, n_duplicates, float(total(hours)), items)

    def take_in(self, day: int, finished: Rows, right: Rows) -> None:
        """Answer the reports that desks were done with today, and those whose hazards were put right.

        Parameters
        ----------
        finished : items that left their desk today (dtype ITEM)
        right : hazards put right today
        """
        if self._free.size:
            self._settle(day, day, self._free, np.ones(self._free.size, dtype=bool))
        items = rows_where(is_about(finished["origin"], INTAKE)) if finished.size else _NONE
        if items.size:
            arrived, desks, done = finished["arrived"][items], finished["desk"][items], finished["state"][items] == DONE
            for when in sorted(set(arrived.tolist())):
                batch = arrived == when
                self._settle(day, when, desks[batch], done[batch])
        if right.size and np.count_nonzero(right["waiting"]):
            in_time = right["due"] >= day
            self._note(right["community"], right["waiting"] * in_time, ANSWERED)
            self._note(right["community"], right["waiting"] * ~in_time, UNANSWERED)

    def lost(self, triggered: Rows) -> None:
        """Let those who reported hazards that were triggered today give up."""
        if triggered.size:
            self._note(triggered["community"], triggered["waiting"], UNANSWERED)

    def begin_week(self, day: int) -> Floats:
        """Let last week's answers be remembered; return the utility that they add to the real acts, shape (C, 4).

        Those whose hazard should have been put right by now give up waiting.
        """
        late = self._hazards.overdue(day)
        if late.size:
            self._week[UNANSWERED] += np.bincount(late["community"], late["waiting"], self._n)
            self._given_up = int(late["waiting"].sum())
        experiences = self._week.sum(axis=0)
        some = experiences > 0
        share = np.divide(self._week[0], experiences, out=self.efficacy.copy(), where=some)
        self.efficacy = share + (self.efficacy - share) * self._kept
        self._week[:] = 0
        offset = np.zeros((self._n, N_REAL))
        offset[:, REPORT] = self._p.efficacy_weight * (self.efficacy - self._p.efficacy_usual)
        return offset

    def heard_by_morning(self) -> Ints:
        """Return the hazards of which committees have learnt since the last morning."""
        heard, self.heard = self.heard, _NONE
        return heard

    def _named(self, day: int, rows: Ints, community: Ints) -> tuple[Ints, Ints]:
        """Return the rows of the hazards that today's reporters name, and how often.

        Of the reporters who see a hazard each names it with the same chance: whether any does is read off one random number
        of the hazard and the day, so more reporters find a hazard no later.
        """
        hazards = self._hazards.rows
        if not self.chance or not rows.size:
            return _NONE, _NONE
        seen = np.bincount(self._people.building[rows], minlength=self._hazards.places.residents.size)
        if self._p.report_route:
            where, address = community, rows * _ROUTES
            if self._p.report_route > 1:
                where = community.repeat(self._p.report_route)
                address = (address[:, None] + np.arange(self._p.report_route)).ravel()
            uniform = self._streams.uniform(Purpose.REPORT_ROUTE, address, day)
            passed = self._start[where] + (uniform * self._buildings[where]).astype(np.int64)
            seen += np.bincount(passed, minlength=seen.size)
        reporters = seen.take(hazards["building"])
        at = rows_where(reporters > 0)
        reporters = reporters[at]
        uniform = self._streams.uniform(Purpose.REPORT_OBJECT, hazards["id"][at], day)
        is_named = rows_where(uniform < 1 - (1 - self.chance) ** reporters)
        if not is_named.size:
            return _NONE, _NONE
        return at[is_named], times_named(uniform[is_named], reporters[is_named], self.chance)

    def _intake(self, day: int, hours: Floats) -> Rows:
        """Return the work of taking in today's reports: one item for the desk of each committee that has any."""
        desk = rows_where(hours > 0)
        items = self._blank.take(desk)
        items["hours"] = items["left"] = on_grid(hours[desk])
        items["origin"], items["arrived"], items["ready"] = own_origin(day, INTAKE, desk), day, day
        return items

    def _settle(self, day: int, arrived: int, desks: Ints, done: NDArray[np.bool_]) -> None:
        """Answer the reports of one day at some desks, or lose them; what they name becomes known, or is forgotten."""
        batch = self._batches.get(arrived)
        if batch is None:
            return
        replies, is_prompt = batch.replies[desks], day - arrived <= self._p.answer_days
        if np.count_nonzero(done) == done.size:
            self._note(desks, replies, ANSWERED if is_prompt else UNANSWERED)
        else:
            in_time = done & is_prompt
            self._note(desks, replies * in_time, ANSWERED)
            self._note(desks, replies * ~in_time, UNANSWERED)
        batch.replies[desks], batch.taken[desks] = 0, True
        if batch.hazards.size:
            self._pass_on(batch, desks[done], desks[~done])
        if np.count_nonzero(batch.taken) == batch.taken.size:
            del self._batches[arrived]

    def _pass_on(self, batch: Batch, done: Ints, lost: Ints) -> None:
        """Let committees learn of the hazards named in reports that were taken in; forget those in reports that were lost."""
        is_heard = np.zeros(self._n, dtype=bool)
        is_heard[done] = True
        heard = batch.hazards[is_heard[batch.community]]
        self.heard = np.concatenate([self.heard, heard]) if self.heard.size else heard
        if lost.size:
            is_lost = np.zeros(self._n, dtype=bool)
            is_lost[lost] = True
            self._hazards.forget(batch.hazards[is_lost[batch.community]])

    def _give_up(self, day: int) -> None:
        """Let those who have waited too long for an answer count it as none."""
        batch = self._batches.get(day - self._p.answer_days - 1)
        if batch is not None:
            self._note(np.arange(self._n), batch.replies, UNANSWERED)
            batch.replies[:] = 0

    def _note(self, community: Ints, count: Ints, kind: int) -> None:
        """Count experiences with reporting by community: code ANSWERED or UNANSWERED."""
        some = int(total(count))
        if some:
            self._week[kind] += np.bincount(community, count, self._n)
            self._today[kind] += some


def naming_chance(rate: float, route: int, hazards: HiddenHazards) -> float:
    """Return the chance q that a report names a given hazard where the reporter lives or passes, at most 1.

    With reports in proportion to residents, a hazard in building b of community c is seen in a share
    (N_b + route · N_c / B_c) / 1,000 of the reports per 1,000 residents; q times its mean over hazards is `rate`, so that a
    report finds what it found when hazards had no place (``patrol.report_rate``, fitted).
    """
    seen = hazards.places.residents + route * hazards.places.mean_of(hazards.places.residents)[hazards.places.community]
    mean = float(np.average(seen, weights=hazards.expected)) if hazards.expected.any() else float(seen.mean())
    return min(1000 * rate / mean, 1.0) if mean else 0.0


def times_named(uniform: Floats, reporters: Ints, chance: float) -> Ints:
    """Return Binomial(reporters, chance) numbers of reports, growing with reporters, 0 for large `uniform`.

    Parameters
    ----------
    uniform, reporters : shape (n,)
    chance : above 0
    """
    times = np.zeros(reporters.size, dtype=np.int64)
    if chance >= 1:
        return times + reporters
    term = (1 - chance) ** reporters
    left, number = 1 - term, 0
    while (more := uniform < left).any() and number < reporters.max():
        times += more
        number += 1
        term = term * (reporters - number + 1) / number * chance / (1 - chance)
        left = left - term
    return np.minimum(times, reporters)
