"""Districts: lending, allocating, passing on and asking, by default and by other rules."""

import numpy as np
import pytest

from coprod.agents.allocation import NAMED, Calls
from coprod.agents.decisions import RuleBook, RuleFailure
from coprod.agents.districts import (
    AgreedCalls,
    Notices,
    Open,
    Overwhelmed,
    Plight,
    Reluctant,
    RivalsWithhold,
    request_probability,
)
from coprod.agents.lending import Appeal
from coprod.agents.signing import Case
from coprod.linkage.information import NOTICE
from coprod.linkage.mutual_aid import DISTRICT_LENT, LOAN
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from tests.agents.runs import BUSY, both_languages, interval

CITY = {"city.escalation_in_force": True, "city.escalation_grave": 0.3, "crew.district_teams": 1}
RIVALS = {"directive.target_competition": 1.0, "hazard.birth": 10.0}


@pytest.fixture(scope="module")
def live():
    return run(Parameters().replace(BUSY), 1, 20).model


def calls():
    weight, ways = np.array([1.0, 9.0, 4.0]), np.array([[5.0, 6.0], [8.0, 20.0], [1.0, 2.0]])
    return Calls(weight, np.full(3, 30.0), np.array([5.0, 90.0, 2.0]), ways)


def test_each_named_rule_serves_its_own_first():
    answers = {"fifo": [0, 1, -1], "nearest": [1, -1, 0], "severity": [-1, 0, 1], "optimal": [-1, 1, 0]}
    assert {name: NAMED[name]().decide(calls()).tolist() for name in NAMED} == answers


def test_the_default_does_what_the_parameter_says(live):
    for name in NAMED:
        parameters = Parameters().replace({"district.allocation_rule": name})
        as_set = RuleBook(parameters)["district.allocate"](calls())
        assert as_set.tolist() == NAMED[name]().decide(calls()).tolist()
    assert live.districts[0].allocate(calls()).tolist() == [0, 1, -1]
    assert both_languages(live.districts[0].explain("allocate", calls()))


def test_a_crew_that_is_sent_twice_is_refused():
    class Twice:
        def decide(self, seen):
            return np.zeros(len(seen), dtype=int)

    class Nobody:
        def decide(self, seen):
            return np.full(len(seen), 7)

    for rule, said in ((Twice, "one crew to several"), (Nobody, "there are crews 0 to 1")):
        with pytest.raises(RuleFailure, match=said):
            RuleBook(Parameters(), {"district.allocate": rule})["district.allocate"](calls())


def test_a_rule_that_keeps_a_crew_back_runs():
    class OneInReserve:
        """Serves the first call, as long as two crews are free."""

        def decide(self, seen):
            crews = np.full(len(seen), -1)
            crews[0] = int(np.argmin(seen.ways[0])) if seen.ways.shape[1] > 1 or len(seen) > 1 else -1
            return crews

    pooled = Parameters().replace(BUSY | {"district.allocation_rule": "fifo"})
    done = run(pooled, 1, 10, rules={"district.allocate": OneInReserve})
    assert len(done.incidents) > 0


def appeal(agreed, uniform=0.5):
    return Appeal(0, 1, 0, False, 0.0, agreed, 0, 0, uniform)


def test_districts_answer_and_lend_as_agreed(live):
    assert [AgreedCalls().decide(appeal(share)) for share in (0.0, 0.4, 0.6, 1.0)] == [False, False, True, True]
    district = live.districts[0]
    assert not district.lend(1) and district.lend_goods(1) == 0.0 and district.sign(Case(incident=3)) in (True, False)
    assert all(both_languages(district.explain(*what)) for what in (("lend", 1), ("lend_goods", 1), ("request",), (Case(),)))


def test_reciprocity_moves_crews_without_an_agreement():
    settings = {"district.mutual_aid": 0.0, "crew.district_teams": 1}
    low, _ = interval("imported_aid", {"district.lend": "reciprocal"}, settings)
    assert low > 0
    done = run(Parameters().replace(BUSY | settings), 1, 20)
    assert not (done.model.recorder.columns(LOAN)["lender"] == DISTRICT_LENT).any()


def test_rivals_keep_back_their_share_and_open_districts_nothing(live):
    n = 4000
    seen = Notices(np.arange(n), np.zeros(n, int), np.zeros(n), np.zeros(n, int), 0.3, np.random.default_rng(1).random(n))
    assert RivalsWithhold().decide(seen).mean() == pytest.approx(0.7, abs=4 * (0.21 / n) ** 0.5)
    assert Open().decide(seen).all() and both_languages(live.districts[0].explain("share", seen))
    low, _ = interval("info_completeness", {"district.share": "open"}, RIVALS, seeds=4, days=60)
    assert low > 0
    done = run(Parameters().replace(BUSY | RIVALS), 1, 60, rules={"district.share": "open"})
    reported = done.model.recorder.columns(NOTICE)
    assert reported["withheld"].size and not reported["withheld"].any()


def test_districts_ask_by_load_and_fear_or_when_they_are_overwhelmed():
    terms = Parameters().city
    seen = [Plight(load, fear, terms, 0.4) for load in (0.5, 2.0) for fear in (0.0, 1.0)]
    assert [Reluctant().decide(one) for one in seen] == [request_probability(terms, one.load, one.fear) > 0.4 for one in seen]
    assert [Overwhelmed().decide(one) for one in seen] == [False, False, True, True]
    assert all(both_languages(rule.explain(one)) for rule in (Reluctant(), Overwhelmed()) for one in seen)
    low, _ = interval("escalations_request", {"district.request": "overwhelmed"}, CITY)
    assert low > 0


def test_a_districts_state_can_be_asked(live):
    assert live.city.districts == tuple(live.districts)
    for district in live.districts:
        assert district.open_incidents == sum(live.street_offices[street].open_incidents for street in district.streets)
        assert district.load >= 0 and district.teams_out >= 0 and district.open_cases >= 0
        assert all(units >= 0 for units in district.stocks.values())


def test_crews_of_a_pool_can_be_asked():
    model = CoproductionModel(Parameters().replace(BUSY | {"district.allocation_rule": "fifo",
                                                           "crew.street_travel": 300.0}), rng=1)
    for _ in range(4):
        model.step()
    out = [office.crews_out for office in model.street_offices]
    assert max(out) > 0 and all(0 <= n <= model.parameters.crew.street_crews for n in out)
