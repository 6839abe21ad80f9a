"""What directives are about 指令内容: paper alone, or something in the town that is so when they are carried out.

The sources name a fire ledger to be reported, drills to be held, premises of mixed use to be inspected and records of
disinfection to be shown (src:huang2026). What a directive is about is drawn by its identity, so it is the same on every
desk and under every policy; what becomes of it depends on whether the desk carries it out
(:mod:`coprod.fields.everyday.record_and_town`).
"""

from __future__ import annotations

import numpy as np

from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.work_items import CONTENT, FORM
from coprod.parameters.groups import Directive


def content_shares(directive: Directive) -> Floats:
    """Return the share of directives with each content, in the order of CONTENT; forms are what is left."""
    weights = np.array([getattr(directive, f"about_{name}") for name in CONTENT[FORM + 1:]])
    total = weights.sum()
    about = directive.substance * weights / total if total > 0 else np.zeros(weights.size)
    return np.concatenate([[1 - about.sum()], about])


def contents(directive: Directive, uniform: Floats) -> Ints:
    """Return what directives are about, codes in CONTENT: the lowest numbers are about the town, all others forms."""
    upto = np.cumsum(content_shares(directive)[FORM + 1:])
    return np.asarray((upto.searchsorted(uniform, side="right") + 1) % len(CONTENT))


def daily_hours(directive: Directive) -> Floats:
    """Return the mean staff-hours a day that directives with each content ask of one desk, in the order of CONTENT."""
    return np.asarray(directive.lines * directive.rate * directive.hours * content_shares(directive))
