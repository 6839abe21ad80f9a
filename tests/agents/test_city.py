"""The city: taking over on any trigger, or only on request."""

from itertools import product

import numpy as np
import pytest

from coprod.agents.city import AnyTrigger, Held, OnRequestOnly
from coprod.agents.signing import Case
from coprod.linkage.escalation import ESCALATION
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from tests.agents.runs import BUSY, both_languages, interval

IN_FORCE = {"city.escalation_in_force": True, "city.escalation_grave": 0.3, "city.escalation_types": "any",
            "crew.district_teams": 1}


@pytest.fixture(scope="module")
def live():
    return run(Parameters().replace(BUSY | IN_FORCE), 1, 20).model


def test_any_trigger_moves_the_city_and_on_request_only_one_does():
    for triggers in product([False, True], repeat=4):
        held = Held(*triggers)
        assert AnyTrigger().decide(held) == any(triggers) and OnRequestOnly().decide(held) == triggers[3]
        assert both_languages(AnyTrigger().explain(held)) and both_languages(OnRequestOnly().explain(held))


def test_the_city_can_be_asked(live):
    city = live.city
    assert city.take_over(Held(capacity=True)) and not city.take_over(Held())
    assert "beyond" in city.explain("take_over", Held(capacity=True)).en
    assert city.sign(Case(incident=1)) in (True, False) and both_languages(city.explain(Case()))
    assert city.open_incidents == sum(district.open_incidents for district in live.districts)
    assert city.teams_out >= 0 and city.open_cases >= 0 and city.grave_incidents >= 0 and min(city.stocks.values()) >= 0


def test_a_city_that_waits_to_be_asked_takes_over_less_and_only_what_it_is_asked():
    rules = {"city.take_over": "on_request_only"}
    _, high = interval("escalations", rules, IN_FORCE)
    assert high < 0
    done = run(Parameters().replace(BUSY | IN_FORCE), 1, 30, rules=rules)
    taken = done.model.recorder.columns(ESCALATION)
    assert taken["incident"].size and taken["request"].all() and np.all(taken["request_delay"] > 0)


class Never:
    """Leaves everything to districts."""

    def decide(self, seen):
        return False


def test_a_rule_of_ones_own_leaves_everything_to_districts():
    model = CoproductionModel(Parameters().replace(BUSY | IN_FORCE), rng=1, rules={"city.take_over": Never()})
    for _ in range(20):
        model.step()
    assert not model.city.take_over(Held(capacity=True))
    assert not model.recorder.columns(ESCALATION)["incident"].size
