"""Every lever that a policy can change changes all that it is worked out into: nothing of the old value is left anywhere."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.kernel.arrivals import ArrivalBuffer
from coprod.parameters.effective import effective_parameters
from coprod.parameters.model import declarations
from coprod.renewal import CREWS, DRAWN_AHEAD, SERVERS, WORKED_OUT, Renewal, places
from coprod.text.problems import InputProblems
from tests.policies.state import differing, parts_of, state

SMALL = {"town.districts": 2, "town.streets": 3, "town.communities": 4, "town.residents_per_community": 60,
         "district.mutual_aid": 0.5, "request.expert_support": 0.5}
"""A town in which nothing that is worked out once is worked out of a zero."""
CHANGEABLE = [declared for declared in declarations() if declared.changeable]
MOVES = (
    ".firms.", "residents.", ".participation.weights.", ".volunteer_corps.", ".teams.knowledge", ".funds.left", ".budgets.left",
    ".record_and_town.", ".desks.capacity", ".desks.hours_at_hand", ".accountability._probability",
    ".accountability.deferred_chance", ".accountability.hidden_probability", ".passing_up.chance", ".property_firms.",
    ".desks._open", ".desks.backlog_hours",
)
"""What is state rather than worked out: it begins where the lever puts it on the first day, and moves by itself from then on."""


def other_value(declared, now):
    """Return a plausible value that a lever does not have."""
    if declared.kind in ("bool", "choice"):
        return not now if declared.kind == "bool" else next(one for one in declared.choices if one != now)
    low, high = declared.plausible
    wanted = high if abs(high - now) >= abs(now - low) else low
    return round(wanted) if declared.kind == "int" else wanted


def renewed(parameters, values):
    """Return a model of which levers were changed after it was made, and one that was made with them."""
    wanted = parameters.replace(values)
    changed = CoproductionModel(parameters.model_copy(deep=True), rng=1)
    Renewal(changed).to(wanted, effective_parameters(wanted))
    return changed, CoproductionModel(wanted, rng=1)


def left_over(levers):
    """Return, by lever, what still differs from a model made with the new value and is no state that moves by itself."""
    parameters, found = Parameters().replace(SMALL), {}
    for declared in levers:
        value = other_value(declared, parameters.value(declared.key))
        try:
            parameters.replace({declared.key: value})
        except InputProblems:
            continue
        paths = differing(*map(state, renewed(parameters, {declared.key: value})))
        rest = sorted(path for path in paths if not any(part in path for part in MOVES))
        if rest:
            found[declared.key] = rest
    return found


def test_what_is_worked_out_follows_its_levers():
    """Levers of every kind: read when needed, worked out, queues."""
    some = {"approval.levels", "staff.count", "points.reward", "patrol.rate", "department.data_share", "approval.tolerance",
            "request.backstop", "fund.cap", "crew.street_crews", "warning.issued"}
    assert not (rest := left_over(one for one in CHANGEABLE if one.key in some)), rest


@pytest.mark.slow
def test_every_changeable_lever_leaves_nothing_of_its_old_value():
    assert not (rest := left_over(CHANGEABLE)), "\n".join(f"{key}: {paths}" for key, paths in rest.items())


def test_levers_that_are_worked_out_are_changeable_and_all_paths_exist():
    changeable = {declared.key for declared in CHANGEABLE}
    worked_out = {key for levers in (*WORKED_OUT.values(), *DRAWN_AHEAD.values()) for key in levers}
    named = worked_out | set(SERVERS.values()) | set(CREWS)
    assert named <= changeable, named - changeable
    model = CoproductionModel(Parameters().replace(SMALL), rng=1)
    gone = [path for path in [*WORKED_OUT, *SERVERS, *DRAWN_AHEAD] if not list(places(model, path))]
    assert not gone, f"renamed or gone: {gone}"


def test_what_is_drawn_ahead_is_drawn_anew():
    """A block of days that hangs on a lever is what would be drawn today, from the day on which the lever changes."""
    parameters = Parameters().replace({**SMALL, "request.repeat": 0.5})
    model = CoproductionModel(parameters.model_copy(deep=True), rng=1)
    for _ in range(20):
        model.step()
    buffers = list(parts_of(model, ArrivalBuffer))
    renewal, stale, seen = Renewal(model), {}, set()

    def drawn():
        blocks = [buffer.block(model.day) for buffer in buffers]
        return [*blocks, model.requests._asked, *model.requests._again]

    before = drawn()
    for declared in CHANGEABLE:
        value = other_value(declared, parameters.value(declared.key))
        try:
            wanted = parameters.replace({declared.key: value})
        except InputProblems:
            continue
        renewal.to(wanted, effective_parameters(wanted))
        given = drawn()
        for part in (*buffers, model.requests):
            part.forget()
        anew = drawn()
        if not _same(given, anew):
            stale[declared.key] = [number for number, one in enumerate(anew) if not _same([given[number]], [one])]
        if not _same(anew, before):
            seen.add(declared.key)
            renewal.to(parameters, parameters)  # else nothing to draw anew for the next lever
    assert not stale, stale
    assert len(buffers) == 5 and before[-1].size, "all that is drawn ahead, and calls that are noted"
    assert seen == {key for levers in DRAWN_AHEAD.values() for key in levers}


def _same(blocks, others):
    """Compare rows field by field: what lies between fields is nobody's."""
    return all(rows.size == other.size and all(np.array_equal(rows[name], other[name]) for name in rows.dtype.names)
               for rows, other in zip(blocks, others, strict=True))


def test_what_is_worked_out_does_not_move_by_itself():
    """Else it were state, and a policy would set it back."""
    model = CoproductionModel(Parameters.load("district_storm").replace(SMALL), rng=1)
    before = _numbers(model)
    for _ in range(22):
        model.step()
    moved = [path for path, value in _numbers(model).items() if value != before[path]]
    assert not moved, moved


def _numbers(model):
    found = {}
    for path in WORKED_OUT:
        for number, (owner, name) in enumerate(places(model, path)):
            value = getattr(owner, name)
            found[path, number] = repr(value.tolist() if isinstance(value, np.ndarray) else [dict(g.adjacency()) for g in value]
                               if name == "graphs" else value)
    return found


def test_servers_come_and_go_with_whom_they_serve():
    """A third signer's case waits until a place is free; fewer places push out nobody."""
    import simpy

    from coprod.kernel.station import Station

    env, done = simpy.Environment(), []
    station = Station(env, 1)

    def case(name):
        waited = yield from station.serve(10.0)
        done.append((name, env.now, waited))

    for name in "abcd":
        env.process(case(name))
    env.run(until=5)
    station.resize(2)  # b comes on at once
    env.run(until=12)  # a is done at 10, c comes on
    station.resize(1)  # b and c go on, d waits for both
    env.run()
    assert done == [("a", 10.0, 0.0), ("b", 15.0, 5.0), ("c", 20.0, 10.0), ("d", 30.0, 20.0)]
    assert station.free == 1
