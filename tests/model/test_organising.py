"""Organising work (audits, drills, training, revisions, risk maps) is work of its own kind, neither directive nor ledger."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.kernel.work_items import DIRECTIVE, LEDGER, ORGANISING

SMALL = {"town.streets": 1, "town.communities": 3, "town.residents_per_community": 200}


def lived(days, **changes):
    """Return a small model after some days; ``directive__target_ratchet=0.1`` sets ``directive.target_ratchet``."""
    values = {key.replace("__", "."): value for key, value in changes.items()}
    model = CoproductionModel(Parameters().replace(SMALL | values), rng=1)
    paper, organised = 0.0, 0.0
    for _ in range(days):
        model.step()
        paper += model.desk_day.worked[:, [DIRECTIVE, LEDGER]].sum()
        organised += model.desk_day.worked[:, ORGANISING].sum()
    return model, paper, organised


def test_training_takes_hours_and_is_no_paperwork():
    idle = {"directive__rate": 0.0}
    _, no_paper, some = lived(28, **idle, staff__training=0.0)
    _, still_none, more = lived(28, **idle, staff__training=1.0)
    assert no_paper == still_none == 0
    assert more > some > 0


def test_organising_is_counted_among_the_hours_worked():
    model, paper, organised = lived(28, staff__training=1.0)
    assert model.desk_day.worked.shape[1] == ORGANISING + 1
    assert paper > 0 and organised > 0


@pytest.mark.parametrize("training", [0.0, 1.0])
def test_targets_that_are_met_rise_by_the_ratchet_and_never_for_training(training):
    """Every directive is finished and met: after n periods the target is (1 + ratchet)ⁿ, whatever else staff do."""
    model, _, _ = lived(100, directive__target_ratchet=0.1, directive__target_period=30, directive__target_bar=0.8,
                        directive__target_most=2.0, staff__training=training, staff__count=12)
    assert np.allclose(model.directives.assessor.target, 1.1**3, rtol=1e-12)
    assert (model.directives.assessor._recorded <= model.directives.assessor._sent).all()
