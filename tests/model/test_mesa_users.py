"""What a Mesa user tries first: no arguments, AgentSet, batch_run, many models, a model that is let go."""

import gc
import inspect
import weakref

import mesa
import numpy as np
import pytest

from coprod import CoproductionModel, Parameters
from coprod.agents.residents import Resident
from coprod.agents.volunteers import Volunteer
from coprod.kernel.columns import BaseAgent
from coprod.model import HEADLINE

TINY = {"communities": 2, "streets": 1, "residents_per_community": 100}
RESERVED_BY_MODEL = (
    "time random rng scenario agent_types agent_id_counter data_registry observe unobserve notify "
    "subscribers observables batch suppress schedule_event schedule_recurring run_for run_until register_agent "
    "deregister_agent reset_rng reset_randomizer"
).split()
RESERVED_BY_AGENT = (
    "model unique_id pos random rng scenario is_busy current_action start_action cancel_action interrupt_for "
    "create_agents from_dataframe advance"
).split()


@pytest.fixture
def model():
    return CoproductionModel(rng=1, **TINY)


def test_runs_ten_steps_without_arguments():
    model = CoproductionModel()
    for _ in range(10):
        model.step()
    assert model.day == model.steps == 10 and model.running
    assert len(model.datacollector.get_model_vars_dataframe()) == 10


def test_the_seed_is_kept_even_if_nobody_gave_one():
    first = CoproductionModel(**TINY)
    again = CoproductionModel(rng=first.base_seed, **TINY)
    assert (first.town.residents.motivation == again.town.residents.motivation).all()


def test_steps_make_no_views(model):
    for _ in range(8):
        model.step()
    assert model.residents.n_views == 0


def test_a_view_reads_and_writes_the_columns(model):
    person = model.residents[17]
    assert person is model.residents[17] and isinstance(person, mesa.Agent)
    person.trust = 0.25
    assert model.town.residents.trust[17] == 0.25 and person.trust == 0.25
    model.town.residents.trust[17] = 0.75
    assert person.trust == 0.75 and isinstance(person.trust, float)
    person.kind = "rider"
    assert model.town.residents.kind[17] == 1 and person.kind == "rider"
    assert model.residents[-1].row == len(model.residents) - 1
    with pytest.raises(IndexError):
        model.residents[len(model.residents)]


def test_agent_sets_work_on_residents(model):
    residents = model.agents_by_type[Resident]
    assert len(residents) == len(model.residents) == 200
    residents.set("trust", 0.5)
    assert (model.town.residents.trust == 0.5).all()
    elders = residents.select(lambda person: person.age >= 60)
    assert len(elders) == (model.town.residents.age >= 60).sum()
    assert residents.agg("age", np.mean) == pytest.approx(model.town.residents.age.mean())
    assert set(residents.groupby("community").groups) == {0, 1}
    residents.shuffle_do(lambda person: setattr(person, "burnout", 1.0))
    assert (model.town.residents.burnout == 1.0).all()
    some = model.residents.select(model.town.residents.age < 16)
    assert all(person.age < 16 for person in some)


def test_all_kinds_of_agents_are_registered(model):
    kinds = {type(agent).__name__ for agent in model.agents}
    assert kinds == {"Resident", "Volunteer", "PropertyFirm", "Committee", "Officials", "StreetOffice", "District", "City",
                     "Department"}


def test_volunteers_are_residents_in_a_role(model):
    volunteers = model.volunteers()
    assert len(volunteers) == model.town.residents.volunteer.sum() > 0
    assert all(isinstance(volunteer, Volunteer) and volunteer.volunteer for volunteer in volunteers)


def test_neighbours_are_mutual(model):
    person = next(p for p in model.residents if p.neighbours())
    assert all(person in other.neighbours() for other in person.neighbours())


def test_removing_a_view_leaves_the_person(model):
    person = model.residents[3]
    person.trust = 0.125
    person.remove()
    assert model.residents[3] is not person and model.residents[3].trust == 0.125


def test_two_models_do_not_mix():
    one, two = CoproductionModel(rng=1, **TINY), CoproductionModel(rng=2, **TINY)
    one.residents[5].trust = 0.9
    two.residents[5].trust = 0.1
    assert one.residents[5].trust == pytest.approx(0.9)


def test_batch_run_drives_the_model():
    seeds = {"rng": [1]} if "rng" in inspect.signature(mesa.batch_run).parameters else {"iterations": 1}
    rows = mesa.batch_run(
        CoproductionModel, TINY | {"points_reward": [0.0, 20.0]}, max_steps=14, number_processes=1,
        data_collection_period=-1, display_progress=False, **seeds)
    assert len(rows) == 2 and all(0 <= row["weekly_active"] <= 1 for row in rows)


def test_a_deleted_model_is_freed():
    model = CoproductionModel(rng=1, **TINY)
    model.step()
    model.agents  # noqa: B018  (makes every view)
    gone = weakref.ref(model)
    del model
    gc.collect()
    assert gone() is None


def test_headline_levers_are_keywords_with_default_none_and_reach_the_parameters():
    signature = inspect.signature(CoproductionModel.__init__).parameters
    assert set(HEADLINE) == set(signature) - {"self", "parameters", "rng", "rules"}
    assert all(signature[name].default is None for name in HEADLINE)
    model = CoproductionModel(Parameters(), rng=1, points_reward=7.0, **TINY)
    assert model.parameters.points.reward == 7.0 and model.parameters.town.communities == 2


def test_no_class_takes_a_name_that_mesa_reserves():
    bare = type("Bare", (mesa.Model,), {})  # Mesa itself adds some to every subclass
    own = {name for name in vars(CoproductionModel) if not name.startswith("__")} - set(vars(bare))
    own |= set(vars(CoproductionModel(rng=1, **TINY))) - set(vars(mesa.Model(rng=1)))
    assert own.isdisjoint(RESERVED_BY_MODEL)
    for agent in _subclasses(BaseAgent):
        own = {name for name in vars(agent) if not name.startswith("__")} - {"remove"}
        assert own.isdisjoint(RESERVED_BY_AGENT), agent


def _subclasses(base):
    for one in base.__subclasses__():
        yield one
        yield from _subclasses(one)

