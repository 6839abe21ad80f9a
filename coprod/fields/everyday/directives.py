"""Directives 条线指令: a thousand threads from above, one needle below (mech:G05–mech:G07).

Every line sends its directives down to all committees and streets of its district, each with a ledger
to fill in. Another line may ask for the same thing again (duplicate), and a directive carried out may prove to
contradict another's (conflict): it waits for clarification and is done again. With a single line there is neither.
What each is about is drawn with it: :mod:`coprod.fields.everyday.directive_content`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.fields.everyday.directive_content import contents
from coprod.fields.long_term.targets import Assessor
from coprod.kernel.arrays import Ints, Rows
from coprod.kernel.arrivals import SLOTS, ArrivalBuffer, draw_arrivals, exponential
from coprod.kernel.columns import total
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import CONTENT, DIRECTIVE, FORM, LEDGER, make_items, stack
from coprod.parameters import Parameters
from coprod.parameters.groups import Directive

MAX_LINES = 64
"""Addresses kept for lines, so that line 3 has the same random numbers however many lines there are."""

DIRECTIVE_RECORD = RecordKind("directive", "directives sent down", "下达的指令", {
    "id": Field("i8", "", "number of the directive", "指令编号"),
    "day": Field("i4", "day", "day it was sent", "下达日"),
    "district": Field("i2", "", "district", "区"),
    "line": Field("i2", "", "line", "条线"),
    "duplicate": Field("?", "", "asks again for what another line asked", "是否重复下达"),
    "content": Field("u1", "", "what it is about", "指令内容", codes=CONTENT),
})

_ISSUE = np.dtype([("id", "i8"), ("arrived", "i4"), ("district", "i4"), ("line", "i4"), ("content", "u1"),
                   ("duplicate", "?")])


class Directives:
    """Where directives come from.

    Parameters
    ----------
    district_of : shape (n_desks,)
        District of every desk, committees first, then street offices.

    Attributes
    ----------
    hours : float
        Staff-hours that today's directives and their ledgers ask for, work that must be done again not counted.
    """

    def __init__(self, parameters: Parameters, streams: Streams, district_of: Ints, recorder: Recorder,
                 rules: RuleBook | None = None) -> None:
        self._directive: Directive = parameters.directive
        self._streams = streams
        self._recorder = recorder
        self._desks = [np.flatnonzero(district_of == d) for d in range(int(np.max(district_of)) + 1)]
        self._n_desks = len(district_of)
        self._issues = ArrivalBuffer(self._draw_issues)
        self._items = ArrivalBuffer(self._draw_items)
        self.assessor = Assessor(parameters.directive, district_of, rules)
        self.hours = 0.0

    def day(self, day: int) -> Rows:
        """Send down the directives of `day`; return them as items for the desks, with their ledgers."""
        issues = self._issues(day)
        if issues.size:
            self._recorder.append(
                DIRECTIVE_RECORD, id=issues["id"], day=day, district=issues["district"], line=issues["line"],
                duplicate=issues["duplicate"], content=issues["content"])
        items = self.assessor.demand(day, self._items(day))
        self.hours = float(total(items["hours"]))
        return items

    def forget(self) -> None:
        """Draw what is still to come by the values as they are now."""
        self._issues.forget()
        self._items.forget()

    def usual(self, day: int) -> float:
        """Return how many directives all lines together send a desk on `day` in the mean, duplicates left out."""
        d = self._directive
        is_on = 0 <= day - d.inspection_first < d.inspection_days
        return (float(daily_rate(d, np.array(day))) if is_on else float(d.rate)) * d.lines

    def _draw_issues(self, first_day: int, n_days: int) -> Rows:
        """Draw the directives of all lines and districts, duplicates included."""
        d, n_districts = self._directive, len(self._desks)
        district = np.repeat(np.arange(n_districts), d.lines)
        line = np.tile(np.arange(d.lines), n_districts)
        rate = daily_rate(d, first_day + np.arange(n_days))[:, None] + np.zeros(line.size)
        day, index, key = draw_arrivals(
            self._streams, Purpose.DIRECTIVE, first_day, rate, district * MAX_LINES + line, n_districts * MAX_LINES)
        issues = np.zeros(day.size, _ISSUE)
        issues["id"], issues["arrived"] = key, day
        issues["district"], issues["line"] = district[index], line[index]
        issues["content"] = contents(d, self._streams.uniform(Purpose.DIRECTIVE_CONTENT, key))
        both = stack([issues, self._duplicates(issues)])
        return both.take(both["arrived"].argsort(kind="stable"))

    def _duplicates(self, issues: Rows) -> Rows:
        """Return what other lines ask for again: the random number that makes a duplicate also chooses the line.

        To be told again what was asked for already is paper, whatever the first directive was about.
        """
        d = self._directive
        lines, probability = d.lines, duplicate_probability(d, issues["content"] == FORM)
        uniform = self._streams.uniform(Purpose.DIRECTIVE_DUPLICATE, issues["id"])
        again = uniform < probability
        copies = issues.compress(again)
        if copies.size:
            step = (uniform[again] / probability[again] * (lines - 1)).astype(np.int64)
            copies["line"] = (copies["line"] + 1 + step) % lines
        copies["id"] += SLOTS // 2
        copies["duplicate"], copies["content"] = True, FORM
        return copies

    def _draw_items(self, first_day: int, n_days: int) -> Rows:
        """Put every directive on every desk of its district, and its ledger behind it."""
        d, issues = self._directive, self._issues.block(first_day)
        copies = np.array([desks.size for desks in self._desks])[issues["district"]]
        desk = np.concatenate([self._desks[k] for k in issues["district"]] or [np.empty(0, np.int64)])
        issues = np.repeat(issues, copies)
        origin = issues["id"] * self._n_desks + desk
        common = {"desk": desk, "line": issues["line"], "origin": origin,
                  "arrived": issues["arrived"], "ready": issues["arrived"]}
        ledger_hours = d.ledger_hours * (1 - d.ledger_auto)
        needed = passes_needed(self._streams.uniform(Purpose.DIRECTIVE_CONFLICT, origin), conflict_probability(d))
        hours = exponential(self._streams.uniform(Purpose.DIRECTIVE_HOURS, origin), d.hours)
        items = make_items(work=DIRECTIVE, hours=hours, needed=needed, content=issues["content"], **common)
        if ledger_hours > 0:
            hours = exponential(self._streams.uniform(Purpose.LEDGER_HOURS, origin), ledger_hours)
            items = stack([items, make_items(work=LEDGER, hours=hours, **common)])
        return items.take(items["arrived"].argsort(kind="stable"))


def daily_rate(directive: Directive, day: Ints) -> NDArray[np.float64]:
    """Return how many directives each line sends down a day, more while an inspection is on; the shape of `day`."""
    return np.asarray(directive.rate * (1 + directive.inspection * inspection_level(directive, day)))


def inspection_level(directive: Directive, day: Ints) -> NDArray[np.float64]:
    """Return the share of an inspection that is on: n steps 1/n, 2/n … 1 up and n − 1 down again, all equally long; 0 outside."""
    since, plateaus = day - directive.inspection_first, 2 * directive.inspection_steps - 1
    step = since * plateaus // max(directive.inspection_days, 1)
    level = np.minimum(step + 1, plateaus - step) / directive.inspection_steps
    return np.where((since >= 0) & (since < directive.inspection_days), level, 0.0)


def duplicate_probability(directive: Directive, is_form: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return δ (1 − merge), or 0 where there is no other line that could ask again, of the shape of `is_form`.

    What one shared table (一表通) holds need not be reported twice: a form is asked for again with chance
    δ (1 − merge) (1 − auto).
    """
    asked = directive.duplicate * (1 - directive.merge) if directive.lines > 1 else 0.0
    return np.where(is_form, asked * (1 - directive.ledger_auto), asked)


def conflict_probability(directive: Directive) -> float:
    """Return κ (1 − merge), or 0 where there is no other line to contradict."""
    return directive.conflict * (1 - directive.merge) if directive.lines > 1 else 0.0


def passes_needed(uniform: NDArray[np.float64], conflict: float) -> Ints:
    """Return how often a directive must be carried out: geometric with mean 1/(1 − κ), once if κ = 0.

    A pass fails with chance κ, so n passes or fewer do if u > κⁿ; more with a higher κ.
    """
    if conflict == 0:
        return np.ones(uniform.shape, dtype=np.int64)
    failed: Ints = np.floor(np.log(uniform) / np.log(conflict)).astype(np.int64)
    return 1 + failed
