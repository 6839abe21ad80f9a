"""A study as arguments for ``mesa.batch_run``, for those who have analyses on its rows.

    import mesa
    from coprod import CoproductionModel
    from coprod.laboratory.adapters.mesa_batch import batch_run_arguments

    rows = mesa.batch_run(CoproductionModel, **batch_run_arguments(study), max_steps=study.days)

Every row carries the complete ``parameters`` of its point and its seed as ``rng``. Mesa keeps all rows in memory, loses
them when one run fails, and 3.3 makes one step more than asked for; ``coprod sweep`` does neither.
"""

from __future__ import annotations

import inspect
from typing import Any

from coprod.laboratory.simulate import parameters_of
from coprod.laboratory.study import Study


def batch_run_arguments(study: Study) -> dict[str, Any]:
    """Return every point of the study as complete parameters, to be crossed with the seeds of its replications.

    Seeds go where the installed Mesa looks for them. Up to 3.3 they are one more parameter; later versions have an
    argument ``rng``, and overwrite a parameter of that name by it, with None if it is not given.

    Mesa's argument ``iterations`` must be left alone: replications are the seeds.
    """
    import mesa

    points = {"parameters": [parameters_of(study.values(i), "study") for i in range(study.n_points)]}
    seeds = {"rng": [study.seed(0, replication) for replication in range(study.max_replications)]}
    if "rng" in inspect.signature(mesa.batch_run).parameters:
        return {"parameters": points, **seeds}
    return {"parameters": points | seeds}
