"""What volunteers decide: to join, to leave, to answer a call-out."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.decisions import RuleBook
from coprod.agents.volunteers import ANSWER, BystanderAnswer, answer_probability, leave_probability
from coprod.fields.long_term.volunteering import VolunteerCorps
from coprod.kernel.calendar import MONTHS_PER_WEEK
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from tests.volunteers.people import answering, people

SMALL = Parameters().replace({"town.streets": 1, "town.communities": 2, "town.residents_per_community": 600})
BUSY = SMALL.replace({"incident.fire_rate": 400.0, "incident.utility_rate": 400.0})


class OnlyTheYoung:
    """Joins at once below 40, never later."""

    def decide_one(self, resident):
        return float(resident.age < 40)


class Faithful:
    def decide(self, seen):
        return 0.0


def test_bystanders_help_as_often_as_in_the_laboratory():
    """Darley & Latané (1968): 85, 62 and 31 % helped with 1, 2 and 5 bystanders; relative to one alone, within 6 points."""
    shares = BystanderAnswer(Parameters()).share_who_help([1, 2, 5])
    assert shares * 0.85 == pytest.approx([0.85, 0.62, 0.31], abs=0.06)


def test_those_who_come_are_as_many_as_the_rule_says():
    communities, called = 3000, 30
    parameters = Parameters().replace({"volunteer.potential": 1.0, "volunteer.retention": 1.0, "volunteer.call_size": called,
                                       "volunteer.call_prob": 0.8})
    town = people(40 * communities, communities=communities)
    for name in ANSWER.rules:
        corps = VolunteerCorps(parameters, Streams(1), town, Recorder(), rules=RuleBook(parameters, {"volunteer.answer": name}))
        chance = 0.8 * (called**-0.6 if name == "bystander" else 1.0)
        error = 4 * np.sqrt(called * chance * (1 - chance) / communities)
        assert answering(corps, 5).mean() == pytest.approx(called * chance, abs=error), name


def test_bystanders_let_crews_act_first_more_often():
    differences = []
    for seed in range(1, 6):
        default, other = (run(BUSY, seed=seed, days=40, rules=rules).outcomes["citizens_first"]
                          for rules in (None, {"volunteer.answer": "bystander"}))
        differences.append(other - default)
    error = np.std(differences, ddof=1) / len(differences) ** 0.5
    assert np.mean(differences) + 2.776 * error < 0, differences


def test_volunteers_say_what_the_run_did_and_why():
    model = CoproductionModel(SMALL, rng=2, rules={"volunteer.answer": "dilemma"})
    for _ in range(15):
        model.step()
    v, corps = SMALL.volunteer, model.volunteer_corps
    for volunteer in model.volunteers()[:20]:
        called = min(corps.registered[volunteer.community], v.call_size)
        (drive,) = corps.asked(np.array([volunteer.row])).drive
        odds = v.call_prob / (1 - v.call_prob) * np.exp(drive)
        chance = answer_probability(called, odds / (1 + odds) * (1 - volunteer.burnout), v.helping_cost)
        assert volunteer.answer() == pytest.approx(float(chance))
        assert volunteer.leave() == leave_probability(volunteer.burnout, v.retention, v.burnout_exit, MONTHS_PER_WEEK)
    assert f"{volunteer.burnout:.2f}" in volunteer.explain("leave").en and "倦怠" in volunteer.explain("leave").zh
    assert f"{called}" in volunteer.explain("answer").en and f"召集{called}人" in volunteer.explain("answer").zh


def test_a_rule_of_ones_own_decides_who_joins_and_who_stays():
    model = CoproductionModel(SMALL, rng=2, rules={"volunteer.join": OnlyTheYoung, "volunteer.leave": Faithful})
    before = model.town.residents.volunteer.copy()
    model.step()
    after, age = model.town.residents.volunteer, model.town.residents.age
    potential = model.volunteer_corps._potential
    assert np.array_equal(after, before | (potential & (age < 40))) and (after > before).sum() > 10
