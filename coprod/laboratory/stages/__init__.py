"""Studies whose points are chosen while they are made, stage after stage, from what the earlier stages found.

Every stage is a sweep of all points so far into the same folder: runs are kept, failures are rows, and a study that was
interrupted is simply called again, chooses the same points, and finds their runs finished.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from coprod.laboratory.designs import STAGED
from coprod.laboratory.staged_plans import Stages

if TYPE_CHECKING:
    from coprod.laboratory.checked_study import CheckedStudy


def stages(study: CheckedStudy) -> Stages:
    """Return the stages of a study of a kind that is made in stages."""
    kind = study.plan.kind
    if kind not in STAGED:
        raise ValueError(f"a study of the kind {kind} has no stages")
    if kind == "surrogate":
        from coprod.laboratory.stages.surrogate import surrogate_stages as found
    elif kind == "pattern_space":
        from coprod.laboratory.stages.patterns import pattern_stages as found
    else:
        from coprod.laboratory.stages.profile import profile_stages as found
    how: Callable[[Any], Stages] = found
    return how(study)
