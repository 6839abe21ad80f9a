"""After any day of any town: points, people, stocks, hours and requests are all accounted for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod import CoproductionModel, Parameters
from coprod.kernel.work_items import REQUEST, REQUEST_RECORD
from coprod.parameters import declarations
from coprod.parameters.codes import ITEMS
from coprod.text.problems import InputProblems

TOWN = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 120}
DRAWN = [d for d in declarations() if d.group != "town" or d.key.startswith(("town.network_", "town.street_"))]


def any_value(declaration):
    """Return a strategy over the plausible values of a parameter."""
    if declaration.kind == "bool":
        return st.booleans()
    if declaration.kind == "choice":
        return st.sampled_from(declaration.choices)
    low, high = declaration.plausible
    return st.integers(int(low), int(high)) if declaration.kind == "int" else st.floats(low, high)


@st.composite
def any_parameters(draw):
    """Draw a tiny town with a handful of parameters anywhere in their plausible ranges."""
    chosen = draw(st.lists(st.sampled_from(DRAWN), min_size=3, max_size=25, unique_by=lambda d: d.key))
    values = {d.key: draw(any_value(d)) for d in chosen}
    try:
        return Parameters().replace(TOWN | values)
    except InputProblems:  # an impossible combination: say so by drawing the plain town
        return Parameters().replace(TOWN)


@settings(max_examples=25, deadline=None)
@given(parameters=any_parameters(), seed=st.integers(0, 1000))
def test_everything_is_conserved(parameters, seed):
    model = CoproductionModel(parameters, rng=seed)
    people, items = len(model.residents), set()
    for _ in range(21):
        model.step()
        assert_points(model)
        assert_stocks(model)
        assert_hours(model.desk_day)
        assert_money(model)
        assert len(model.residents) == people == model.town.communities.residents.sum()
        items = assert_items(model, items)


def assert_points(model):
    books = model.points_ledger
    spent = books.redeemed.sum() + books.expired.sum() + books.fined.sum() + books.outstanding
    assert books.issued.sum() == pytest.approx(spent, abs=1e-6)
    assert model.town.residents.points.min() >= 0


def assert_stocks(model):
    for item in ITEMS:
        b = model.emergency_field.reserves.balance(item)
        assert b.start + b.bought == b.used + b.expired + b.in_store + b.in_transit


def assert_hours(day):
    given_out = day.worked.sum(axis=1) + day.switch_hours + day.patrol_first + day.strain + day.idle
    assert day.capacity + day.overtime == pytest.approx(given_out, abs=1e-9)
    assert (day.idle >= -1e-12).all() and (day.utilisation <= 1 + 1e-12).all()


def assert_money(model):
    assert (model.funds.granted == model.funds.spent + model.funds.left).all()
    assert (model.funds.left >= 0).all()


def assert_items(model, before):
    """Every item is open or has left its desk once, in one state: none vanishes, none is there twice.

    A citizen whose request was not solved calls again: the same request comes back, but only after it has left.
    """
    finished, still = model.recorder.columns(REQUEST_RECORD), model.desks.open_items
    assert (finished["state"] > 0).all() and (still["state"] == 0).all()
    assert (finished["finished"] >= finished["arrived"]).all()
    left, waiting = identities(finished), identities(still)
    assert len(left) == len(set(left)) and len(waiting) == len(set(waiting))
    assert not set(left) & set(waiting)
    assert before <= set(left) | set(waiting)
    assert_one_at_a_time(finished, still)
    return set(left) | set(waiting)


def assert_one_at_a_time(finished, still):
    """What comes back to a desk is a request, and arrives after it was finished there before."""
    free_from = {}
    stays = [*zip(identities(finished), finished["finished"].tolist(), strict=True), *((one, None) for one in identities(still))]
    for (work, desk, origin, arrived), until in sorted(stays, key=lambda stay: stay[0]):
        before = free_from.get((work, desk, origin), -1)
        assert before is not None and (before < 0 or work == REQUEST) and arrived > before
        free_from[work, desk, origin] = until


def identities(items):
    """Return what each item is about, and when it came."""
    return list(zip(*(items[name].tolist() for name in ("work", "desk", "origin", "arrived")), strict=True))
