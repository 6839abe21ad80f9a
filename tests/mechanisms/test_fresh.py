"""Looking beyond the indicator: seeds that no experiment has seen, and rows that name what to look at."""

from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.mechanisms.experiments import FIRST_SEED
from coprod.laboratory.mechanisms.fresh import DAYS, SEEDS, arms, compared
from coprod.parameters.model import declarations_by_key


def test_fresh_seeds_are_fresh():
    assert not set(SEEDS) & {FIRST_SEED + n for row in mechanisms().values() for n in range(row.direction.seeds)}


def test_a_lever_is_moved_as_stated_and_alone_over_its_plausible_range():
    stated, alone = arms(mechanisms()["W09"])
    assert stated[1]["hazard.nonlin"] == 0.0 and "hazard.birth" in stated[1]
    assert alone[1:] == ({"hazard.nonlin": 0.0}, {"hazard.nonlin": declarations_by_key()["hazard.nonlin"].plausible[1]}, DAYS)


def test_a_lever_that_is_not_moved_moves_nothing():
    row = mechanisms()["A19"]
    tiny = {"town.communities": 1, "town.streets": 1, "town.residents_per_community": 60}
    lines = list(compared(row, tiny, tiny, 7))
    assert len(lines) == 1 + len(row.downstream)
    assert all(line.endswith("t = 0.0: not clear") for line in lines)
