"""Items of work 事项: what lies on the desks of committees and street offices.

An item is one row of a structured array, so that one take or one compress moves it whole. Its hours are
whole multiples of :data:`GRID` hours: sums of such numbers are exact in floating point, so hours are
conserved to the last bit and one desk's rounding cannot reach another's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coprod.kernel.arrays import Ints, Rows
from coprod.kernel.records import Field, RecordKind

WORK = ("emergency", "rectification", "request", "directive", "ledger", "organising")
"""Kinds of work, the most urgent first (note:B6)."""
EMERGENCY, RECTIFICATION, REQUEST, DIRECTIVE, LEDGER, ORGANISING = range(len(WORK))

STATES = ("open", "done", "symbolic", "shed", "referred", "cancelled")
"""What becomes of an item: an item that leaves its desk has been done, ticked without being done, dropped,
done by the committee as far as it may and referred to the street, where it is an item of its own, or cancelled because
what it was about is gone."""
OPEN, DONE, SYMBOLIC, SHED, REFERRED, CANCELLED = range(len(STATES))

CONTENT = ("form", "hazards", "firms", "training", "vulnerable")
"""What a directive is about: nothing but paper, an inspection of hazards, visits to property firms, a drill, or visits to
people who need help. All other work is about nothing of that kind and has code 0."""
FORM, HAZARDS, FIRMS, TRAINING, VULNERABLE = range(len(CONTENT))

NO_LINE = -1
"""Line of work that belongs to no department, so that nobody has to change lines for it."""

ORGANISED = ("study", "upkeep", "society", "checks", "intake", "standing", "aftermath")
"""Work that no directive asks for: study and drills, upkeep of linkage and data, aid and maps, checks of points and firms;
and, as urgent as requests, taking in residents' reports, standing tasks that no department owns, the aftermath of incidents."""
STUDY, UPKEEP, SOCIETY, CHECKS, INTAKE, STANDING, AFTERMATH = range(len(ORGANISED))
_OWN_ORIGINS = 1 << 58  # from here on: above all identities of requests, directives and hazards
_MOST_DESKS = 1 << 16

POWERS = ("inform", "repairs", "enforce", "spend")
"""Kinds of power that a request may take: to inform and mediate, which everybody has, to order small repairs, to enforce
the law, to spend public money; in the order in which they are granted."""
INFORM, REPAIRS, ENFORCE, SPEND = range(len(POWERS))

GRID = 2.0**-12
"""Grain of working time, hours (less than a second)."""

ITEM = np.dtype([
    ("hours", "f8"),  # staff-hours of the work itself
    ("left", "f8"),  # staff-hours still to be given, the change of lines included
    ("street_hours", "f8"),  # staff-hours at the street if the committee must refer it, else 0
    ("origin", "i8"),  # identity of what the work is about: request, directive or hazard
    ("desk", "i4"),
    ("arrived", "i4"),
    ("ready", "i4"),  # day from which it can be worked on
    ("started", "i4"),  # day of the first work on it, -1 before
    ("called", "i4"),  # of requests: day of the citizen's first call
    ("line", "i2"),
    ("passes", "i2"),  # how often it has been worked through
    ("needed", "i2"),  # how often it must be worked through
    ("work", "u1"),
    ("state", "u1"),
    ("content", "u1"),  # what a directive is about, code in CONTENT
    ("begun", "?"),  # lies half done on the desk: goes first tomorrow (no pre-emption)
    ("calls", "u1"),  # of requests: how often the citizen has called about it, this call included
    ("again", "u1"),  # days after which the citizen calls again if it is not solved, 0 for never
    ("power", "u1"),  # kind of power that it takes, code in POWERS
    ("onward", "?"),  # whether the street lacks that power too
    ("solves", "?"),  # whether it is solved by being done
], align=True)
NO_ITEMS = np.zeros(0, ITEM)
"""Nothing, as items."""


REQUEST_RECORD = RecordKind("request", "work items that left their desk", "办结或退出的事项", {
    "work": Field("u1", "", "kind of work", "工作类别", codes=WORK),
    "desk": Field("i4", "", "desk: committees first, then street offices", "工作力量：先社区后街道"),
    "line": Field("i2", "", "directive line, -1 if none", "条线，-1 表示无"),
    "arrived": Field("i4", "day", "day of arrival", "到达日"),
    "ready": Field("i4", "day", "day from which it could be worked on", "可办理日"),
    "started": Field("i4", "day", "day of the first work, -1 if never", "开始办理日，-1 表示从未办理"),
    "finished": Field("i4", "day", "day it left the desk", "办结日"),
    "hours": Field("f8", "hours", "staff-hours of one pass", "一遍所需工时"),
    "passes": Field("i2", "", "times it was worked through", "办理遍数"),
    "state": Field("u1", "", "what became of it", "结果", codes=STATES),
    "content": Field("u1", "", "what a directive is about", "指令内容", codes=CONTENT),
    "origin": Field("i8", "", "request, directive or hazard it is about; 2⁵⁸ and more: organising work of its own",
                    "对应的诉求、指令或隐患编号；2⁵⁸及以上为自行组织的工作"),
})


def stack(blocks: Sequence[Rows]) -> Rows:
    """Return the rows of all `blocks` of one dtype, one after the other; each block must be contiguous.

    Rows are joined as plain bytes: NumPy would copy structured arrays field by field, a hundred times slower.
    """
    joined = bytearray().join(blocks)  # type: ignore[arg-type]  # arrays are buffers: the stubs say so from Python 3.12 on
    return np.frombuffer(joined, blocks[0].dtype)


def on_grid(hours: ArrayLike) -> Any:
    """Return hours rounded to the grain of working time, at least one grain."""
    return np.maximum(np.rint(np.asarray(hours) / GRID), 1) * GRID


def own_origin(day: int, kind: int, desk: Ints) -> Ints:
    """Return the identities of organising work of a kind (code in :data:`ORGANISED`), one for every day and desk."""
    return np.asarray(_OWN_ORIGINS + (day * len(ORGANISED) + kind) * _MOST_DESKS + desk, dtype=np.int64)


def inherited_origin(number: Ints, desk: Ints) -> Ints:
    """Return the identities of work that lies on the desks when a run begins, by number on its desk."""
    return np.asarray(2 * _OWN_ORIGINS + number * _MOST_DESKS + desk, dtype=np.int64)


def is_own(origins: Ints) -> NDArray[np.bool_]:
    """Tell which work items are the desks' own: organising work, and batches of reports."""
    return np.asarray(origins >= _OWN_ORIGINS)


def is_about(origins: Ints, kind: int) -> NDArray[np.bool_]:
    """Tell which work items are the desks' own of this kind (code in :data:`ORGANISED`)."""
    own = (origins >= _OWN_ORIGINS) & (origins < 2 * _OWN_ORIGINS)  # above are those of inherited work
    return np.asarray(own & ((origins - _OWN_ORIGINS) // _MOST_DESKS % len(ORGANISED) == kind))


def make_items(*, work: ArrayLike, desk: Ints, hours: ArrayLike, line: ArrayLike, origin: ArrayLike,
               arrived: ArrayLike, ready: ArrayLike, street_hours: ArrayLike = 0.0, needed: ArrayLike = 1,
               content: ArrayLike = FORM) -> Rows:
    """Return new items, one per entry of `desk`; other arrays are of its length, scalars are repeated."""
    items = np.zeros(len(desk), ITEM)
    items["hours"] = items["left"] = on_grid(hours)
    items["street_hours"] = street_hours
    items["desk"], items["work"], items["line"], items["origin"] = desk, work, line, origin
    items["arrived"], items["ready"], items["started"], items["needed"] = arrived, ready, -1, needed
    items["content"] = content
    return items
