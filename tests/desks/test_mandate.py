"""Standing tasks that nobody owns: how many there come to be, who takes them, who may refuse (mech:C02, mech:C03)."""

import numpy as np
import pytest

from coprod.agents.decisions import RuleBook
from coprod.fields.long_term.mandate import STANDING_TASK, Mandate
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import REQUEST, REQUEST_RECORD, STANDING, is_about
from coprod.model import CoproductionModel
from coprod.parameters import Parameters

NOBODY = np.zeros(0, dtype=np.int64)


def mandate(communities=400, rules=None, seed=1, **changes):
    """Return the mandate of communities of one street, and its records."""
    parameters = Parameters().replace({f"mandate.{name}": value for name, value in changes.items()})
    recorder = Recorder()
    book = RuleBook(parameters, rules)
    return Mandate(parameters, Streams(seed), np.zeros(communities, dtype=int), recorder, book), recorder


def live(one, days, requests=1, events=(), load=None):
    n = one.hours.size - 1
    load = np.ones(n + 1) if load is None else load
    for day in range(days):
        one.day(day, np.full(n, requests), np.array(events, dtype=np.int64), load)


def test_tasks_settle_at_arrivals_times_life():
    """M/G/∞: Poisson with mean λ E[life]; lives are whole days, rounded up, so half a day longer on average."""
    one, _ = mandate(access=0.0, assign=0.05, task_days=40.0, task_hours=2.0)
    live(one, 400)
    tasks, mean = one.tasks[:-1], 0.05 * 40.5
    assert tasks.mean() == pytest.approx(mean, abs=4 * np.sqrt(mean / tasks.size))
    assert tasks.var() == pytest.approx(mean, abs=4 * np.sqrt((mean + 2 * mean**2) / tasks.size))
    hours = one.hours[:-1]
    assert hours.mean() == pytest.approx(2 * mean, abs=4 * np.sqrt(2 * mean * 2.0**2 / hours.size))


def test_incidents_and_hazards_that_nobody_owns_weigh_more_than_requests():
    one, recorder = mandate(communities=1, access=0.0, assign=0.02, event_weight=10.0, task_days=1e4)
    live(one, 2000, requests=1, events=(0,))
    source = recorder.columns(STANDING_TASK)["source"]
    for code, mean in ((0, 2000 * 0.02), (1, 2000 * 0.2)):
        assert np.count_nonzero(source == code) == pytest.approx(mean, abs=4 * np.sqrt(mean))


def test_as_many_are_refused_as_the_access_rule_lets_be():
    one, recorder = mandate(access=0.3, assign=0.05)
    live(one, 100)
    tasks = recorder.columns(STANDING_TASK)
    n = tasks["refused"].size
    assert one.refused == np.count_nonzero(tasks["refused"]) and one.handed == n
    assert one.refused / n == pytest.approx(0.3, abs=4 * np.sqrt(0.21 / n))
    assert (tasks["desk"][tasks["refused"]] == -1).all()


def test_without_an_access_rule_nothing_is_refused_and_with_a_whole_one_everything():
    for access, share in ((0.0, 0.0), (1.0, 1.0)):
        one, _ = mandate(access=access, assign=0.05)
        live(one, 30)
        assert one.handed > 300 and one.refused == share * one.handed
        assert one.hours.any() == (access == 0.0)


def test_a_committee_may_use_the_rule_only_while_overloaded():
    light, heavy = (np.full(401, load) for load in (0.8, 1.2))
    for load, refuses in ((light, False), (heavy, True)):
        one, _ = mandate(access=1.0, assign=0.05, rules={"committee.refuse_directive": "when_overloaded"})
        live(one, 20, load=load)
        assert one.handed > 200 and (one.refused == one.handed) is refuses and bool(one.refused) is refuses


def test_a_street_that_is_less_loaded_keeps_tasks_itself():
    load = np.ones(401)
    load[-1] = 0.5
    one, _ = mandate(access=0.0, assign=0.05, rules={"street_office.assign": "less_loaded"})
    live(one, 20, load=load)
    assert one.tasks[-1] > 200 and not one.tasks[:-1].any() and one.handed == 0


def test_what_lapses_is_taken_back_to_the_last_bit():
    one, _ = mandate(access=0.0, assign=0.2, task_days=5.0)
    live(one, 60)
    assert one.hours.any()
    for day in range(60, 1000):
        one.day(day, np.zeros(400, dtype=int), NOBODY, np.ones(401))
    assert not one.hours.any() and not one.tasks.any()


def test_a_higher_chance_keeps_the_tasks_that_there_were():
    """The same draws decide: who had so many tasks at a low chance has at least as many at a higher one."""
    low, high = mandate(assign=0.02, task_days=1e4)[0], mandate(assign=0.06, task_days=1e4)[0]
    for one in (low, high):
        live(one, 1)
    assert (high.tasks >= low.tasks).all() and high.tasks.sum() > low.tasks.sum()


def test_zero_adds_no_duty_whatever_nobody_owned():
    one, recorder = mandate(assign=0.0)
    live(one, 30, requests=50, events=(0,) * 50)
    assert not one.hours.any() and STANDING_TASK not in list(recorder.kinds())


def test_standing_tasks_are_work_on_the_desks_every_week():
    town = {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 1000, "mandate.assign": 0.5,
            "mandate.access": 0.0}
    model = CoproductionModel(Parameters().replace(town), rng=3)
    for _ in range(36):
        model.step()
    done = model.recorder.columns(REQUEST_RECORD)
    standing = is_about(done["origin"], STANDING)
    assert (done["work"][standing] == REQUEST).all() and set(done["arrived"][standing] % 7) == {0}
    tasks = model.recorder.columns(STANDING_TASK)
    on_monday = sum(tasks["hours"][(tasks["day"] < 28) & (tasks["until"] > 27)])
    assert done["hours"][standing & (done["arrived"] == 28)].sum() == pytest.approx(on_monday, rel=0.02)
