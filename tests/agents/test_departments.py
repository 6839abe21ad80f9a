"""Departments: taking on what no one or several own, and answering committees."""

import numpy as np
import pytest

from coprod.agents.decisions import Reason
from coprod.agents.departments import DEPARTMENTS, NONE, ONE, SEVERAL, MandateFirst, Reports, UsualRefusal
from coprod.linkage.departments import COORDINATION
from coprod.linkage.powers import POWER, REFERRAL
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from tests.agents.runs import BUSY, both_languages, interval

UNCLEAR = {"department.ownership_gap": 0.3, "department.ownership_overlap": 0.3}
HAZARDS = {"hazard.birth": 10.0, "request.authority_enforce_share": 0.6}


def reports(owners, refusal=0.2, seed=1):
    n = len(owners)
    return Reports(np.arange(n), np.zeros(n, int), np.array(owners), refusal, np.random.default_rng(seed).random(n))


def test_refusals_are_geometric_and_a_whistle_ends_them():
    turned_down = UsualRefusal().decide(reports([ONE] * 4000))
    assert turned_down.mean() == pytest.approx(0.25, abs=4 * (0.2 / 0.64 / 4000) ** 0.5)
    assert not UsualRefusal().decide(reports([NONE] * 9, refusal=0.0)).any()


def test_a_mandate_is_answered_first_and_its_borders_late():
    turned_down = MandateFirst().decide(reports([ONE] * 2000 + [NONE] * 4000 + [SEVERAL] * 4000))
    assert not turned_down[:2000].any()
    assert turned_down[2000:].mean() == pytest.approx(4.0, abs=4 * (0.8 / 0.04 / 8000) ** 0.5)
    assert not MandateFirst().decide(reports([NONE] * 9, refusal=0.0)).any()


def test_a_department_is_an_agent_that_can_be_asked():
    model = run(Parameters().replace(BUSY), 1, 20).model
    assert len(model.departments) == 2 * len(DEPARTMENTS) and model.departments[0] in model.agents
    by_name = {one.name: one for one in model.departments if one.district == 1}
    assert by_name["emergency"].leads == ("dwelling_fire", "gas_accident") and "waterlogging" in by_name["water"].leads
    health = by_name["health"]
    assert not health.own() and health.open_cases >= health.officers_busy >= 0
    assert {health.answer(hazard) for hazard in range(60)} >= {0, 1}
    assert all(both_languages(health.explain(*what)) for what in (("own",), ("own", 1, "", "several"), ("answer", 3)))


def test_a_department_answers_alone_as_it_did_in_the_run():
    done = run(Parameters().replace(BUSY | HAZARDS), 1, 40, rules={"department.answer": "mandate_first"})
    reported = done.model.recorder.columns(REFERRAL)
    rows = np.flatnonzero(reported["reason"] == POWER)[:40]
    one = done.model.departments[0]
    assert [1 + one.answer(int(reported["hazard"][row])) for row in rows] == reported["calls"][rows].tolist()
    assert len(set(reported["calls"][rows].tolist())) > 1


def test_a_lead_agency_loses_no_time_over_ownership():
    _, high = interval("owner_delay", {"department.own": "lead_agency"})
    assert high < 0
    done = run(Parameters().replace(BUSY | UNCLEAR), 1, 20, rules={"department.own": "lead_agency"})
    joint = done.model.recorder.columns(COORDINATION)
    assert (joint["owner"] != ONE).any() and not joint["owner_minutes"].any()
    assert both_languages(done.model.departments[0].explain("own"))


def test_departments_that_keep_to_their_mandate_let_committees_wait():
    low, _ = interval("power_wait", {"department.answer": "mandate_first"}, HAZARDS, seeds=6, days=60)
    assert low > 0


class NeverTheFirst:
    """Leaves to the others what takes more than two."""

    def decide_one(self, seen):
        return seen.departments <= 2

    def explain(self, seen):
        return Reason("It takes many.", "须多部门参与。")


def test_a_rule_of_ones_own():
    model = CoproductionModel(Parameters().replace(BUSY), rng=1, rules={"department.own": NeverTheFirst})
    by_name = {one.name: one for one in model.departments}
    assert by_name["health"].own() and not by_name["water"].own()
    assert by_name["water"].explain("own").zh == "须多部门参与。"
