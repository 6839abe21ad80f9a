"""Citizens in the emergency: who is at home, who notices, who acts, what they know, and what it leaves in them."""

from types import SimpleNamespace

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.emergency_acts import CALL, CPR, LEND_A_HAND, urgency, usual_worth
from coprod.agents.motives import TypesOfMotive
from coprod.agents.participation_utility import own_utility
from coprod.fields.emergency.incident_process import IncidentProcess
from coprod.fields.emergency.incident_record import (
    BY_CITIZENS,
    BY_HOUSEHOLD,
    BY_STRUCK,
    BY_VISITOR,
    CITIZENS,
    NOTICED_BY,
)
from coprod.fields.emergency.people_at_hand import FINDERS_OF_THE_HOUSEHOLD, MOST_USES
from coprod.fields.emergency.picture import gap, misdirected_chance, told_by
from coprod.kernel.streams import Streams
from coprod.parameters.codes import ARREST, FIRE, UTILITY
from coprod.town import build_town
from coprod.town.presence import FREE, NIGHT, SHARES, WORK, chances_at_home, kinds_of_days, time_of_day
from tests.emergencies import fields
from tests.emergencies.fields import incident, keywords, plain_state, struck, town

NOBODY_ACTS = {f"resident__cost_{act}": 29.0 for act in ("report", "help", "patrol", "train")}
BUSY = Parameters().replace({"town.streets": 1, "town.communities": 2, "town.residents_per_community": 600,
                             "incident.fire_rate": 1000.0, "incident.utility_rate": 1000.0})


def process(live, one, minute=None):
    """Return an incident process whose people at hand are known, as when it begins."""
    live.state = live.state if hasattr(live, "state") else plain_state()
    found = IncidentProcess(live, one)
    found.hand = live.at_hand.around(one, one.minute if minute is None else minute, live.state)
    return found


# the chance of acting


@pytest.mark.parametrize(("act", "chance"), [(CALL, 0.85), (CPR, 0.203), (LEND_A_HAND, 0.05)])
def test_the_default_town_acts_with_the_chance_that_is_stated(act, chance):
    """The urgency is fitted on characters drawn evenly; a town drawn by chance acts alike, within its sampling error."""
    parameters = Parameters().replace({"town.communities": 4, "town.residents_per_community": 2000})
    people, r, n = build_town(parameters, Streams(3)).residents, parameters.resident, 8000
    assert len(people) == n
    seen = SimpleNamespace(
        motivation=people.motivation, motive=np.ones(n), habit=np.full(n, 0.02), norm=np.full(n, 0.02),
        perceived_risk=people.perceived_risk, trust=people.trust, burnout=np.zeros(n), time_cost=people.time_cost,
        left=TypesOfMotive.left(r, parameters.points, np.ones(1))[0][people.motive_type],
        recognition=parameters.points.recognition)
    fear = r.fear_weight * 0.5 * (act == LEND_A_HAND) * people.perceived_risk
    cost = r.cost_report if act == CALL else r.cost_help
    chances = 1 / (1 + np.exp(-urgency(act, chance) - own_utility(seen, r) + (fear + cost) / r.choice_noise))
    assert chances.mean() == pytest.approx(chance, abs=4 * chances.std() / n**0.5 + 0.01 * chance)
    assert urgency(act, 0.0) == -np.inf and urgency(act, 1.0) == np.inf
    assert usual_worth(act).std() == pytest.approx((own_utility(seen, r) - fear).std(), rel=0.05)


def test_the_usual_eyes_are_those_of_the_default_town_by_day():
    """Mean minutes to notice are those stated: Σ 1/rate over incidents by day, with the eyes declared, is their number."""
    model = CoproductionModel(Parameters(), rng=3)
    for _ in range(8):
        model.step()
    live, p = model.emergency_field, model.parameters.incident
    chance, eyes, near = np.random.default_rng(0), [], []
    for number in range(600):
        row, minute = int(chance.integers(len(model.residents))), int(chance.integers(7)) * 1440 + chance.uniform(420, 1320)
        one = incident(ARREST, id=number, community=int(model.town.residents.community[row]), struck=row, people=1, minute=minute)
        at, state = live.at_hand, live.state
        hand = at.around(one, minute, state)
        looking = np.where(hand.household, p.household_eyes, 1.0) * hand.present * at.chances(hand, CALL, state, one.community)
        eyes.append(looking.sum() + at.visitors(hand, minute) * at.of_visitor(CALL))
        near.append((looking * hand.household).sum() / max(looking.sum(), 1e-9))
    relative = 1 / (np.array(eyes) / p.usual_eyes + p.arrest_detect / p.found_anyway)
    assert relative.mean() == pytest.approx(1, abs=4 * relative.std() / 600**0.5)
    assert np.mean(near) == pytest.approx(FINDERS_OF_THE_HOUSEHOLD, abs=0.1)


def test_whoever_is_first_is_so_in_proportion_to_their_rate():
    live, _ = fields.field()
    expected, found = np.zeros(len(NOTICED_BY)), np.zeros(len(NOTICED_BY))
    for one in struck(120):
        seen = process(live, one)
        live.env._now = one.minute
        others, neighbours = seen.rates()
        total = sum(others.values()) + neighbours.sum()
        seen.find_noticer(others, neighbours, total)
        for code, rate in others.items():
            expected[code] += rate / total
        expected[BY_HOUSEHOLD] += neighbours[seen.hand.household].sum() / total
        found[seen.noticed_by] += 1
    n = found.sum()
    for code in (BY_STRUCK, BY_HOUSEHOLD, BY_VISITOR):
        share = expected[code] / n
        assert found[code] / n == pytest.approx(share, abs=4 * (share * (1 - share) / n) ** 0.5), NOTICED_BY[code]


# zeros and costs


@pytest.mark.parametrize("nobody", [{"resident__respond_call": 0.0}, NOBODY_ACTS])
def test_with_nobody_calling_for_others_only_those_struck_the_watch_and_chance_remain(nobody):
    records, _ = fields.run(90, **nobody)
    usual, _ = fields.run(90)
    assert not np.isin(records["noticed_by"], BY_CITIZENS).any() and np.isin(usual["noticed_by"], BY_CITIZENS).mean() > 0.4
    assert not (records["noticed_by"] == BY_STRUCK)[records["type"] == ARREST].any()  # unconscious
    late = (records["detected"] - records["started"]) - (usual["detected"] - usual["started"])
    assert (late >= -1e-6).all() and late.mean() > 5


def test_residents_on_patrol_keep_watch_at_night():
    """As often as 1 − (1 − w) h / (h + p) with real watches w and patrols p; nobody on patrol leaves the firm's watch alone."""
    live, _ = fields.field()
    for patrols, chance in ((0.0, 0.4), (2.0, 0.7), (6.0, 0.85)):
        live.state = plain_state(patrols=patrols)
        assert process(live, incident(FIRE)).chance_of_watch() == pytest.approx(chance)
    quiet, patrolled = (fields.run(120, state=plain_state(night_watch=0.0, patrols=share))[0] for share in (0.0, 1000.0))
    sooner = quiet["detected"] - patrolled["detected"]
    assert (sooner >= 0).all() and sooner.sum() > 0 and not sooner[quiet["started"] // 60 % 24 == 12].any()


def test_with_nobody_acting_no_citizen_comes_and_the_window_is_missed_more_often():
    nobody, _ = fields.run(90, state=plain_state(volunteers=0), crew__scene_staff=0.0, **NOBODY_ACTS)
    usual, _ = fields.run(90, state=plain_state(volunteers=0), crew__scene_staff=0.0)
    assert not np.isin(nobody["first_responder"], CITIZENS).any() and not nobody["residents_acted"].any()
    assert not nobody["brought_out"].any() and usual["brought_out"].any()
    assert nobody["hit"].mean() < usual["hit"].mean() - 0.05


def test_who_is_at_home_follows_the_hour():
    table = chances_at_home(Parameters().town)
    assert [time_of_day(minute) for minute in (600, 1200, 1380, 5 * 1440 + 600)] == [WORK, FREE, NIGHT, FREE]
    noon, evening, night = table @ SHARES
    assert noon < evening < night
    people = build_town(Parameters().replace({"town.communities": 4}), Streams(1)).residents
    shares = np.bincount(kinds_of_days(people.age, people.kind), minlength=4) / len(people)
    assert shares == pytest.approx(SHARES, abs=0.03)
    away = {f"town__presence_{who}": 0.0 for who in ("working", "pupils", "elders", "riders", "free", "night")}
    records, _ = fields.run(40, **away, town__visitors=0.0)
    assert not np.isin(records["noticed_by"], BY_CITIZENS).any()


def test_bystanders_among_many_notice_less():
    """Diffusion of responsibility (Latané & Darley 1970): paired over seeds, fewer incidents are noticed by citizens."""
    differences = []
    for seed in range(1, 5):
        default, other = (run(BUSY, seed=seed, days=30, rules=rules).outcomes["citizens_noticed"]
                          for rules in (None, {"resident.respond": "bystander"}))
        differences.append(other - default)
    assert np.mean(differences) + 3.182 * np.std(differences, ddof=1) / 2 < 0, differences


# what they do


def test_people_are_brought_out_before_harm_grows():
    """Of two in danger one is brought out at the minute at which a quarter of the growth is over: 3/8 of the harm is spared."""
    live, _ = fields.field()
    seen = process(live, incident(FIRE, people=2))
    seen.controlled, seen.hands = 720.0 + 20, [(720.0 + 10, 1)]
    assert seen.bring_out() == pytest.approx(0.5 * (1 - 0.25))
    seen.hands = []
    assert seen.bring_out() == 0
    seen = process(live, incident(ARREST, people=1))
    seen.controlled, seen.hands = 740.0, [(721.0, 3)]
    assert seen.bring_out() == 0


def test_residents_carry_messages_where_telephones_are_down(monkeypatch):
    waits = {}
    for chance in (0.0, 1.0):
        live, _ = fields.field(resident__respond_message=chance)
        monkeypatch.setattr(live.lifelines, "silence", lambda *_: 60.0)
        seen = process(live, incident(UTILITY, minute=1200.0))
        live.env.process(seen.get_through("episode.messenger of report"))
        live.env.run(until=100)
        waits[chance] = seen.isolated
    assert waits[0.0] == 60 > waits[1.0] > 0


def test_gaps_shrink_with_everybody_who_tells():
    r = Parameters().resident
    assert gap(r, BY_VISITOR, 0) == pytest.approx(1 - 0.6 * 0.6) and gap(r, BY_STRUCK, 0) == pytest.approx(0.1)
    assert gap(r, BY_HOUSEHOLD, 2) == pytest.approx(0.25 * 0.4**2)
    assert told_by(BY_HOUSEHOLD, [1, 2]) == 2 and told_by(BY_STRUCK, []) == 0
    assert misdirected_chance(r, 1.0, 0.0) == r.picture_wrong and misdirected_chance(r, 1.0, 1.0) == 0
    records, _ = fields.run(60, resident__picture_wrong=0.0, resident__picture_search=0.0)
    assert not records["misdirected_minutes"].any() and not records["wrong_help"].any()
    wrong, _ = fields.run(60, resident__picture_wrong=1.0, resident__picture_known=0.0, department__data_share=0.0)
    assert wrong["wrong_help"][wrong["crew"] > 0].all() and (wrong["misdirected_minutes"][wrong["crew"] > 0] == 10).all()


# what it leaves


def test_ties_grow_by_use_both_ways_and_not_for_ever():
    live, _ = fields.field()
    at, known = live.at_hand, town().ties.indices[town().ties.indptr[5]:town().ties.indptr[6]].tolist()
    for _ in range(MOST_USES + 2):
        at.bind(range(5, 6), {known[0], 1999})
    assert at.strength(5, known[0]) == at.strength(known[0], 5) == MOST_USES and at.strength(5, 1999) == 0
    still, _ = fields.field(resident__bond_use=0.0)
    still.at_hand.bind(range(5, 6), {known[0]})
    assert still.at_hand.strength(5, known[0]) == 0


def test_acting_counts_as_an_act_of_the_week_and_the_helped_come_to_trust():
    before = after = None
    model = CoproductionModel(BUSY, rng=4)
    while before is None:
        trust = model.town.residents.trust.copy()
        model.step()
        if model.emergency_day.helped.size and model.day % 7 > 1:
            before, after = trust, model.town.residents.trust
    done = model.emergency_day
    assert model.town.residents.active[done.actors].all() and (model.town.residents.acts[done.actors] > 0).all()
    rows = np.unique(done.helped)  # once a day
    assert after[rows] == pytest.approx(np.minimum(before[rows] + 0.02, 1), abs=1e-6)
    assert done.helps.sum() == done.actors.size


def test_what_nobody_knows_alarms_the_community():
    alarmed = []
    for known in (0.0, 1.0):
        live, _ = fields.field(resident__picture_known=known, **keywords({"incident.large": 100.0}))
        for day in range(20):
            live.run_day(day, plain_state())
        alarmed.append(live.aftermath.emotion.sum())
    assert alarmed[0] > alarmed[1] == 0
