"""What agents of every kind answer when they are asked what they decide and why."""

import re

import numpy as np
import pytest

from coprod.agents.decisions import DECISIONS
from coprod.agents.signing import Case
from coprod.model import CoproductionModel, run
from coprod.parameters import Parameters
from coprod.text.problems import InputProblems
from tests.agents.runs import BUSY, both_languages

NOT_ASKED_OF_AN_AGENT = {"volunteer.join"}
"""Decided by residents who are no volunteers yet."""


def everybody(model):
    volunteer = model.volunteer_corps.agent(model, int(np.flatnonzero(model.town.residents.volunteer)[0]))
    adult = int(np.flatnonzero(np.asarray(model.town.residents.age) > 30)[0])
    return [model.residents[adult], volunteer, model.committees[3], model.officials[3], model.firms[0],
            model.street_offices[2], model.departments[1], model.districts[1], model.city]


@pytest.fixture(scope="module")
def live():
    return run(Parameters().replace(BUSY | {"inquiry.rate": 0.0}), 1, 30).model  # nobody is frightened: 15 % are returned


def test_every_decision_can_be_asked_of_an_agent_without_naming_a_situation(live):
    asked, wrong = set(), []
    for agent in everybody(live):
        assert both_languages(agent.explain()) and np.size(agent.decide()) > 0
        for what in agent.decisions():
            asked.add(f"{agent.decides_as}.{what}")
            agent.decide(what=what)
            agent.sees(what)
            if not both_languages(agent.explain(what=what)):
                wrong.append((agent.decides_as, what))
    assert not wrong
    assert asked == {d.name for d in DECISIONS.values() if not d.absent} - NOT_ASKED_OF_AN_AGENT


YES = ("Lends", "Sends", "Signed", "Passed", "Asks", "The city takes", "Leads", "It takes power")
NO = ("Refuses", "Returned", "Kept", "Does not", "The district stays", "Waits", "No bypass", "It does not dare",
      "The committee may")
SITUATIONS = {"lend": [(None, n) for n in range(12)], "sign": [(Case(n, off_template=n % 2 > 0),) for n in range(12)],
              "share": [(n,) for n in range(12)], "bypass": [(Case(n, 3, n / 12),) for n in range(12)],
              "delegate": [(Case(amount=yuan),) for yuan in (0.0, 1e4, 5e4, 1e6)]}


def said(why):
    """Return the answer that a reason speaks of, yes, no or a level; None if it speaks of none."""
    if looks := re.search(r"looks ([\d.]+) severe; it acts first from ([\d.]+) on", why):
        return None if looks[1] == looks[2] else float(looks[1]) > float(looks[2])  # as rounded
    if levels := re.match(r"(?:Level (1) must|Levels 1 to (\d)|No level)", why):
        return int(levels[1] or levels[2] or 0)
    return True if why.startswith(YES) else False if why.startswith(NO) else None


@pytest.mark.parametrize("quota", [0, 3])
def test_nobody_says_the_contrary_of_what_is_decided_by_any_rule(quota):
    settings = BUSY | {"approval.bypass_quota": quota, "approval.tolerance": 1.0, "city.escalation_request": quota > 0}
    wrong, compared = [], 0
    for turn in range(max(len(d.rules) for d in DECISIONS.values())):
        rules = {d.name: list(d.rules)[turn % len(d.rules)] for d in DECISIONS.values() if d.rules}
        model = CoproductionModel(Parameters().replace(settings), rng=1, rules=rules)
        for agent in everybody(model):
            for what in agent.decisions():
                for situation in SITUATIONS.get(what, [()]):
                    answer, why = np.ravel(agent.decide(what, *situation)), agent.explain(what, *situation).en
                    if answer.size and (told := said(why)) is not None:
                        compared += 1
                        if answer[0] != told:
                            wrong.append((agent.decides_as, what, situation, answer[0], why))
    assert not wrong and compared > 200


def test_a_committee_without_bypasses_says_so_first(live):
    for quota in (0, 3):
        model = CoproductionModel(Parameters().replace(BUSY | {"approval.bypass_quota": quota}), rng=1)
        why = model.committees[3].explain("bypass", Case(community=3))
        assert (why.en == "No bypass is left this quarter.") == (why.zh == "本季度先行处置次数已用完。") == (quota == 0)
        assert model.committees[3].explain("bypass") == why


def test_what_must_be_referred_is_not_explained_by_the_rule():
    model = run(Parameters().replace(BUSY), 1, 5, rules={"committee.refer": "when_behind"}).model
    whys = {(bool(refers), committee.explain("refer", None, row).en.startswith("The committee lacks"))
            for committee in model.committees for row, refers in enumerate(committee.refer())
            if committee.requests.beyond_powers[row]}
    assert whys == {(True, True)}


def test_decisions_that_there_are_not_name_those_that_there_are(live):
    office, district = live.street_offices[2], live.districts[0]
    for agent, what, words in ((district, "pool", ("not taken in the model", "sign, lend")),
                               (office, "delegat", ("Did you mean", "delegate")),
                               (office, "nonsense", ("street_office", "nonsense", "sign, lend, delegate"))):
        for ask in (agent.decide, agent.explain):
            with pytest.raises(InputProblems) as problem:
                ask(what)
            assert all(word in str(problem.value) for word in words) and "_sees" not in str(problem.value)
            assert any("决策" in line for line in problem.value.lines("zh")), what
    with pytest.raises(InputProblems, match="order, tick, refer, bypass"):
        live.committees[0].explain(Case())


def test_an_empty_desk_has_nothing_to_decide():
    committee = CoproductionModel(Parameters().replace(BUSY), rng=1).committees[0]
    assert not len(committee.items) and committee.order().size == 0
    assert "Nothing waits" in committee.explain("order").en and "没有待决定" in committee.explain("order").zh


def test_nobody_lends_to_itself_or_to_one_that_there_is_not(live):
    for agent, own in ((live.street_offices[2], 2), (live.districts[1], 1)):
        for borrower in (99, own, -1):
            with pytest.raises(ValueError, match="only another of its kind") as problem:
                agent.lend(borrower)
            assert f"{borrower}" in str(problem.value)
        usual = agent.sees("lend").borrower
        assert usual != own and agent.lend() == agent.lend(usual)
    districts = live.town.streets.district
    assert districts[live.street_offices[2].sees("lend").borrower] == districts[2]


def test_offices_say_plainly_who_signs(live):
    office = live.street_offices[2]
    whys = {case: office.explain("delegate", case) for case in (Case(amount=10_000.0), Case(amount=50_000.0), Case())}
    assert [why.en for why in whys.values()] == [
        "Level 1 must sign: the case costs 10,000 yuan.", "Levels 1 to 2 must sign: the case costs 50,000 yuan.",
        "No level must sign: the case costs 0 yuan."]
    assert "该机构在15%的轮次中退回修改" in office.explain("sign").zh
