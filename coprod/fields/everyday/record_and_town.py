"""The record and the town 台账与实情: what directives asked for, what was done of it, and what is only on record (mech:C04).

A directive that is carried out does what it is about: its hours are hours of patrol, of visits to property firms and to people
who need help, or of a drill. Ticked off it does nothing of that, and the record says done all the same. So record and
town drift apart; superiors see the record, and an inquiry after an incident finds the difference.

Hours that street offices give to such work go to their communities in proportion to residents.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import RuleBook
from coprod.agents.inspecting import OnRecord
from coprod.fields.everyday.directive_content import daily_hours
from coprod.kernel.arrays import Floats, Ints, Rows
from coprod.kernel.calendar import DAYS_PER_MONTH
from coprod.kernel.columns import total
from coprod.kernel.work_items import CONTENT, DIRECTIVE, DONE, FIRMS, FORM, HAZARDS, SYMBOLIC, TRAINING, VULNERABLE
from coprod.parameters import Parameters

RECORD_DAYS = 90
"""Days over which the record is averaged: superiors and inquiries look back a quarter."""
_K = len(CONTENT)
_FATE = np.zeros(256, dtype=np.intp)
_FATE[[DONE, SYMBOLIC]] = 1, 2


class RecordAndTown:
    """What is on record and what is so, by community; before the first day all that was asked for had been done.

    Parameters
    ----------
    residents, vulnerable : shape (C,)
        Residents of every community, and those who need help.
    street_of : shape (C,)
        Street of every community.

    Attributes
    ----------
    asked : shape (C, 5)
        Staff-hours that today's directives ask for, by content (:data:`~coprod.kernel.work_items.CONTENT`), forms included.
    done, ticked : shape (C, 5)
        Staff-hours of directives that were carried out, and that were ticked off undone, today.
    known : shape (C,)
        Share of the people who need help whom staff know from visits, 0 to 1.
    """

    def __init__(self, parameters: Parameters, residents: Ints, vulnerable: Ints, street_of: Ints,
                 rules: RuleBook | None = None) -> None:
        self._inspect = (rules or RuleBook(parameters))["district.inspect"]
        self._d, firms = parameters.directive, parameters.property_firm
        self._street_of, self._n = np.asarray(street_of, dtype=np.intp), len(street_of)
        self._n_desks = self._n + int(self._street_of.max()) + 1
        self._weight = residents / np.bincount(self._street_of, residents)[self._street_of]
        self._per_visit = self._d.visit_hours * np.maximum(vulnerable, 1)
        self._per_inspection = firms.firms * firms.inspection_hours
        usual = daily_hours(self._d) * (1 + self._weight[:, None])
        self.asked = self.done = usual
        self.ticked = np.zeros_like(usual)
        self._means = np.stack([day[:, FORM + 1:] for day in (usual, usual, self.ticked)])
        self._mean_asked, self._mean_done, self._mean_ticked = self._means
        self._firm_hours = usual[:, FIRMS].copy()
        self._training = np.zeros(self._n)
        visits = usual[:, VULNERABLE] / self._per_visit * self._d.visit_days
        self.known = np.asarray(visits / (1 + visits))

    def day(self, sent: Rows, finished: Rows) -> None:
        """Note what directives asked for today (dtype ITEM), and what became of those that left their desks."""
        n_cells = self._n_desks * _K
        asked = np.bincount(_cell(sent), sent["hours"] * (sent["work"] == DIRECTIVE), n_cells)
        fate = _FATE.take(finished["state"])  # all that was asked for, done, ticked off: three blocks of cells
        over = np.bincount(_cell(finished) + fate * n_cells, finished["hours"] * (finished["work"] == DIRECTIVE), 3 * n_cells)
        by_desk = np.concatenate([asked, over[n_cells:]]).reshape(3, self._n_desks, _K)
        today = by_desk[:, : self._n] + by_desk[:, self._n:].take(self._street_of, axis=1) * self._weight[:, None]
        self.asked, self.done, self.ticked = today
        self._means += (today[:, :, FORM + 1:] - self._means) / RECORD_DAYS
        self._firm_hours += (self.done[:, FIRMS] - self._firm_hours) / DAYS_PER_MONTH
        self._training += self.done[:, TRAINING]
        visited = np.minimum(1.0, self.done[:, VULNERABLE] / self._per_visit)
        self.known += visited * (1 - self.known) - self.known / self._d.visit_days

    @property
    def search_hours(self) -> Floats:
        """Hours of inspections of hazards that were finished today, shape (C,): they find like hours of patrol."""
        return np.asarray(self.done[:, HAZARDS])

    def take_training(self) -> Floats:
        """Return the hours of drills since this was last asked, shape (C,)."""
        hours, self._training = self._training, np.zeros(self._n)
        return hours

    def inspections(self) -> Floats:
        """Return the inspections a month that each property firm gets by visits of staff last month, shape (C,)."""
        if not self._per_inspection:
            return np.zeros(self._n)
        return np.asarray(self._d.firm_followed * self._firm_hours * DAYS_PER_MONTH / self._per_inspection)

    def recorded(self) -> Floats:
        """Return the share of what was asked for in the town last quarter that is on record as done, shape (C,)."""
        asked, on_record = total(self._mean_asked, 1), total(self._mean_done + self._mean_ticked, 1)
        return np.minimum(1.0, np.divide(on_record, asked, out=np.zeros(self._n), where=asked > 0))

    def gap(self) -> Floats:
        """Return the share of what is on record as done in the town last quarter that was only ticked off, shape (C,).

        Between 0 and 1, an exponential mean over :data:`RECORD_DAYS`; 0 where nothing is on record. An inquiry that looks
        into a community finds it.
        """
        ticked = total(self._mean_ticked, 1)
        on_record = total(self._mean_done, 1) + ticked
        return np.divide(ticked, on_record, out=np.zeros(self._n), where=on_record > 0)

    def gap_of(self, community: int) -> float:
        """Return :meth:`gap` of one community, as an inquiry reads it."""
        return float(self.gap()[community])

    def attention(self) -> Floats:
        """Return the share of the usual inspections of property firms that districts carry out next month, shape (C,)."""
        return np.asarray(self._inspect(self.seen()), dtype=np.float64)

    def seen(self, here: NDArray[np.bool_] | slice = slice(None)) -> OnRecord:
        """Return what a district sees of these communities, all if omitted."""
        return OnRecord(self.recorded()[here], self._d.record_trust)


def _cell(items: Rows) -> Ints:
    """Return the cell of each item in a table by desk and content."""
    return np.asarray(items["desk"].astype(np.intp) * _K + items["content"])
