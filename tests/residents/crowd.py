"""A crowd of equal residents in one community: the simplest town that the resident rules accept."""

from types import SimpleNamespace

import numpy as np
from scipy import sparse

from coprod.agents.residents import RESIDENT_COLUMNS
from coprod.fields.everyday.acts import Participation
from coprod.kernel.columns import Columns
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters

NEVER = 30.0
"""A cost that nobody ever pays: e^-30."""

PLAIN = {
    "resident.habit_weight": 0.0, "resident.norm_weight": 0.0, "resident.risk_weight": 0.0, "resident.trust_weight": 0.0,
    "resident.time_weight": 0.0, "resident.motive_erosion": 0.0, "resident.crowding_marginal": 0.0, "resident.signal_loss": 0.0,
    "resident.cost_report": NEVER, "resident.cost_patrol": NEVER, "resident.cost_train": NEVER,
    "resident.cost_help": NEVER, "points.reward": 0.0, "points.recognition": 0.0, "points.sham": False,
}
"""Every term of the utility switched off and every act out of reach."""

CROWDING = {"rules__resident__act": "crowding", "resident__points_scale": 5.0, "resident__points_weight": 1.0}
"""The rule by which payment crowds out everybody's motive alike, with weight and scale of points of note:B1."""


def crowd(n=1, *, motivation=0.0, motive_type=0, complete=False, communities=1):
    """Return a town of n adults; a complete graph of ties or none."""
    people = Columns(RESIDENT_COLUMNS, n)
    people.age[:], people.motivation[:], people.app_reach[:], people.skill[:] = 40, motivation, True, 1.0
    people.motive_type[:] = motive_type
    people.community[:] = np.arange(n) * communities // n
    ties = sparse.csr_array((np.ones((n, n), np.int8) - np.eye(n, dtype=np.int8)) if complete else (n, n), dtype=np.int8)
    degree = np.diff(ties.indptr)
    return SimpleNamespace(residents=people, communities=range(communities), ties=ties, degree=degree)


def participation(town, seed=1, **changes):
    """Return the live rule on a crowd with everything off but `changes` ("points__reward" for "points.reward")."""
    values = PLAIN | {key.replace("__", "."): value for key, value in changes.items()}
    return Participation(Parameters().replace(values), Streams(seed), town)


def chance_of_acting(motivation=0.0, credibility=1.0, motive_type=0, **changes):
    """Return the chance with which the live rule lets one resident act on a day."""
    town = crowd(motivation=motivation, motive_type=motive_type)
    participation(town, **changes).begin_week(np.array([credibility]))
    return float(town.residents.act_probability[0])
