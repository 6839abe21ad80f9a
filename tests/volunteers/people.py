"""Towns of equal adults: the simplest that volunteers and drills accept."""

from types import SimpleNamespace

import numpy as np

from coprod.agents.emergency_acts import usual_drive
from coprod.agents.motives import TypesOfMotive
from coprod.agents.residents import RESIDENT_COLUMNS
from coprod.fields.long_term.volunteering import VolunteerCorps
from coprod.kernel.columns import Columns
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.groups import Points, Resident

EVERYBODY_FOR_EVER = {"volunteer__potential": 1.0, "volunteer__retention": 1.0}
"""With this everybody is a volunteer from the start, and nobody leaves but by overload."""


def people(n=1000, *, communities=1, skilled=0.0, registered=0.0):
    """Return a town of n adults in equal communities; the first rows of each community are skilled and registered."""
    table = Columns(RESIDENT_COLUMNS, n)
    start = np.arange(communities + 1) * n // communities
    table.age[:] = 40
    table.community[:] = np.repeat(np.arange(communities), np.diff(start))
    table.motive[:], table.motivation[:] = 1, usual_motivation()
    rank, size = np.arange(n) - start[table.community], np.diff(start)[table.community]
    table.skilled[:] = rank < np.rint(skilled * size)
    table.registered[:] = rank < np.rint(skilled * registered * size)
    return SimpleNamespace(residents=table, start=start, communities=range(communities))


def usual_motivation():
    """Return the motivation with which helping is worth as much to people without habit or trust as to usual ones."""
    r, points = Resident(), Points()
    worth = usual_drive() * r.choice_noise + r.cost_help + r.norm_weight / 2 - points.recognition
    return worth / TypesOfMotive.left(r, points, np.ones(1))[0, 0]  # of the type 0 that all of them are of


def answering(volunteers, number):
    """Return how many volunteers of each community answer the call to incident `number`."""
    return np.array([volunteers.answer(community, number).size for community in range(volunteers.registered.size)])


def corps(town, seed=1, **changes):
    """Return the live corps; ``volunteer__recruit=0`` sets ``volunteer.recruit``."""
    values = {key.replace("__", "."): value for key, value in changes.items()}
    return VolunteerCorps(Parameters().replace(values), Streams(seed), town, Recorder())


def weeks(volunteers, n, hours=0.0, called_hours=0.0):
    """Let n weeks pass; return what each brought."""
    return [volunteers.week(7 * week, hours, called_hours) for week in range(n)]
