"""A study as arguments for ``mesa.batch_run``, for those who have analyses on its rows.

    import mesa
    from coprod import CoproductionModel
    from coprod.laboratory.adapters.mesa_batch import batch_run_parameters

    rows = mesa.batch_run(CoproductionModel, batch_run_parameters(study), max_steps=study.days)

Every row carries the complete ``parameters`` of its point and its ``rng``. Mesa keeps all rows in memory, loses them
when one run fails, and 3.3 makes one step more than asked for; ``coprod sweep`` does neither.
"""

from __future__ import annotations

from typing import Any

from coprod.laboratory.simulate import parameters_of
from coprod.laboratory.study import Study


def batch_run_parameters(study: Study) -> dict[str, list[Any]]:
    """Return every point of the study as complete parameters, to be crossed with the seeds of its replications.

    Mesa's own argument ``iterations`` must stay 1: replications are the seeds.
    """
    return {"parameters": [parameters_of(study.values(i), "study") for i in range(study.n_points)],
            "rng": [study.seed(0, replication) for replication in range(study.max_replications)]}
