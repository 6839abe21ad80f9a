"""Who acts, who steers and who learns: initiative, feedback, orders of capability, guides and first response.

Sources: mech:D03–mech:D14.
"""

import numpy as np
import pytest

from coprod.agents.participation_utility import HELP, PATROL, REPORT, TRAIN, act_weights
from coprod.fields.emergency.incident_record import CITIZENS, FIRST_RESPONDERS, INCIDENT, NOBODY, STAFF
from coprod.fields.long_term.initiative import Initiative
from coprod.fields.long_term.plans import Plans
from coprod.fields.long_term.staff_turnover import basic_training_hours
from coprod.model import CoproductionModel
from coprod.parameters import Parameters
from coprod.resources.capability import BASIC, OWN, PROFESSIONAL, SKILLS, STRATEGIC, capability, skill_needed, toil
from coprod.resources.crews import AMBULANCE, DISTRICT, STREET
from coprod.resources.supplies import STREET as STORE
from coprod.town.street_types import CORE, FRINGE, INDUSTRIAL, incident_mix, training_gap
from tests.emergencies.fields import field, plain_state, run
from tests.reserves.stores import reserves

YEAR = 365 * 24 * 60


def replaced(**changes):
    return Parameters().replace({name.replace("__", "."): value for name, value in changes.items()})


# mech:D03: steer, not row


def test_initiative_falls_by_the_factor_that_the_logit_says():
    resident, points = Parameters().resident, Parameters().points
    credible = np.ones(1)
    usual, done_for = (act_weights(resident, points, credible, np.array([[0.0, x, 0.0, x]])) for x in (0.0, -0.7))
    ratio = (done_for / usual)[0]  # of others and riders and of every type of motive
    assert ratio[..., [PATROL, HELP]] == pytest.approx(np.exp(-0.7 / resident.choice_noise))
    assert ratio[..., [REPORT, TRAIN]] == pytest.approx(1)


def test_what_others_do_is_come_to_be_relied_on_and_unlearned():
    """D moves towards the share done by others by g an incident: 1 − (1 − g)ⁿ of it after n, and back likewise."""
    initiative = Initiative(replaced(district__intervention=0.5, district__crowding=0.8, district__crowding_gain=0.2).district, 2)
    for _ in range(5):
        initiative.see(1, of_city=False)
    assert initiative.relies == pytest.approx([0.0, 0.5 * (1 - 0.8**5)])
    assert initiative.lost == pytest.approx(0.8 * initiative.relies)
    initiative.see(0, of_city=True)
    assert initiative.relies[0] == pytest.approx(0.2)
    alone = Initiative(replaced(district__intervention=0.0).district, 1)
    alone.relies[:] = 1.0
    for _ in range(10):
        alone.see(0, of_city=False)
    assert alone.relies == pytest.approx(0.8**10)
    never = Initiative(replaced(district__intervention=1.0, district__crowding_gain=0.0).district, 1)
    never.see(0, of_city=True)
    assert never.relies[0] == 0


def test_incidents_that_others_deal_with_wear_down_initiative():
    left = {}
    for name, changes in (("alone", {}), ("taken over", {"district__intervention": 1.0})):
        live, recorder = field(**changes)
        for day in range(60):
            live.run_day(day, plain_state())
        left[name] = live.initiative.relies.copy()
        incidents = np.bincount(recorder.columns(INCIDENT)["community"], minlength=4)
    assert not left["alone"].any() and (left["taken over"] > 0.4).all()
    assert (left["taken over"] >= 1 - 0.8**incidents - 1e-9).all()  # some that are under control go on recovering


def test_relying_on_others_weighs_on_patrols_and_help_alone():
    small = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 300}
    offsets = []
    for relies in (0.0, 0.5):
        model = CoproductionModel(Parameters().replace(small | {"district.crowding": 0.8}), rng=1)
        model.emergency_field.initiative.relies[:] = relies
        model.residents_choose()
        offsets.append(model.act_offset)
    lost = offsets[0] - offsets[1]
    assert lost[:, [PATROL, HELP]] == pytest.approx(0.4)
    assert (lost[:, [REPORT, TRAIN]] == 0).all()


# mech:D04: feedback


def test_each_experience_closes_its_share_of_the_gap():
    plans = Plans(replaced(approval__plan_novelty=0.0, approval__feedback_rate=1.0, approval__feedback_gain=0.1,
                           approval__feedback_hours=3.0))
    gap = plans.off_template(0)
    for n in range(1, 6):
        assert plans.feed_back(n * 1000, 0, 0.5) == 3.0
        assert plans.off_template(n * 1000) == pytest.approx(gap * 0.9**n)


def test_what_feedback_closed_opens_at_the_pace_of_new_risk():
    live, none = (Plans(replaced(approval__plan_novelty=0.7, approval__feedback_rate=rate)) for rate in (1.0, 0.0))
    live.feed_back(0, 0, 0.0)
    closed = none.off_template(0) - live.off_template(0)
    assert none.off_template(2 * YEAR) - live.off_template(2 * YEAR) == pytest.approx(closed * np.exp(-1.4))


def test_feedback_is_taken_up_at_its_rate_and_stays_in_its_district():
    plans = Plans(replaced(approval__feedback_rate=0.4), n_districts=2)
    assert plans.feed_back(0, 0, 0.41) == 0 and plans.off_template(0, 0) == plans.off_template(0, 1)
    assert plans.feed_back(0, 0, 0.39) > 0 and plans.off_template(0, 0) < plans.off_template(0, 1)
    assert plans.coverage(0) == pytest.approx(1 - (plans.off_template(0, 0) + plans.off_template(0, 1)) / 2)


def test_a_raised_target_is_delivered_paid_for_and_held_and_nothing_is_lost():
    live = reserves((2, 1), reserve__expiry=0.0)
    before, cost = live.balance("pump"), live.day(1)
    base = live.stores[STORE][0][0].base
    live.raise_target(0, "pump", 3)
    price, rate = live.reserve.price_pump, live.reserve.holding_cost
    assert live.day(2) - cost == pytest.approx([3 * (price + price * rate / 365 / 2), 3 * price * rate / 365 / 2, 0])
    assert live.day(3) - cost == pytest.approx([3 * price * rate / 365 / 2, 3 * price * rate / 365 / 2, 0])
    live.env.run(60 * 24 * 60)
    after = live.balance("pump")
    assert live.stores[STORE][0][0].stock == base + 3 and after.in_transit == 0
    assert after.start + after.bought == after.used + after.expired + after.in_store
    assert after.in_store == before.in_store + 3


# mech:D05: orders of capability


@pytest.mark.parametrize("matrix", [0.0, 0.3, 1.0])
def test_every_level_trains_as_much_whatever_for(matrix):
    for own in range(len(SKILLS)):
        assert sum(capability(matrix, own, needed) for needed in range(len(SKILLS))) == pytest.approx(1)


def test_the_order_is_flat_or_strict_at_its_ends():
    assert capability(0.0, BASIC, STRATEGIC) == capability(0.0, BASIC, BASIC) == pytest.approx(1 / 3)
    assert capability(1.0, PROFESSIONAL, PROFESSIONAL) == 1 and capability(1.0, PROFESSIONAL, BASIC) == 0


@pytest.mark.parametrize(("severity", "needed"), [
    (0.1, BASIC), (0.9, PROFESSIONAL), (0.949, PROFESSIONAL), (0.95, STRATEGIC), (1.0, STRATEGIC)])
def test_severity_says_what_skill_it_takes(severity, needed):
    assert skill_needed(severity, 0.9, 0.95) == needed


def test_the_right_crew_is_faster_and_the_wrong_one_slower_and_usual_is_exact():
    assert toil(Parameters().crew, STREET, BASIC) == 1.0
    strict = replaced(crew__capability_matrix=1.0, crew__capability_effect=0.3).crew
    assert toil(strict, STREET, OWN[STREET]) == pytest.approx(1 - 0.3 / 3)
    assert toil(strict, DISTRICT, BASIC) == pytest.approx(1 + 0.3 / 6)
    assert toil(strict, AMBULANCE, PROFESSIONAL) == 1.0


# mech:D13: a guide by type of street


def test_training_fits_where_it_was_made_for_and_where_a_guide_makes_it_fit():
    types = np.array([CORE, FRINGE, INDUSTRIAL])
    gap = training_gap(Parameters().town, types)
    assert gap[0] == 0 and (gap[1:] > 0).all() and (gap <= 1).all()
    assert (training_gap(replaced(town__street_guide=1.0).town, types) == 0).all()
    assert training_gap(replaced(town__street_guide=0.25).town, types) == pytest.approx(0.75 * gap)


def test_the_gap_is_the_distance_between_two_mixes():
    street = Parameters().town
    here, core = (incident_mix(street, np.array([kind]))[0] for kind in (FRINGE, CORE))
    far = np.abs(here / here.sum() - core / core.sum()).sum() / 2
    assert training_gap(street, np.array([FRINGE]))[0] == pytest.approx(far)


# mech:D14: first response


def test_without_training_nobody_of_the_committee_is_first():
    incidents, _ = run(days=60)
    assert not (incidents["first_responder"] == STAFF).any()


def test_staff_on_post_come_first_within_their_minutes():
    nobody = plain_state(skilled_on_call=0.0, volunteers=0.0)
    ready = {"staff__training": 1.0, "staff__post_day": 1.0, "staff__post_night": 1.0, "staff__first_minutes": 4.0}
    incidents, _ = run(days=60, state=nobody, incident__bystander_cpr=0.0, resident__respond_help=0.0,
                       crew__spread=0.0, **ready)
    assert (incidents["first_responder"] == STAFF).all()
    late = incidents["first_action"] - (incidents["reported"] - incidents["started"])
    assert late == pytest.approx(4.0)


def test_staff_come_as_often_as_they_are_trained_and_on_post():
    nobody = plain_state(skilled_on_call=0.0, volunteers=0.0)
    trained = {"staff__training": 0.5, "staff__post_day": 0.8, "staff__post_night": 0.8}
    incidents, _ = run(days=365, state=nobody, incident__bystander_cpr=0.0, resident__respond_help=0.0, **trained)
    n, share = len(incidents["id"]), (incidents["first_responder"] == STAFF).mean()
    assert share == pytest.approx(0.4, abs=4 * np.sqrt(0.4 * 0.6 / n))


def test_staff_are_no_citizens_and_their_training_takes_their_time():
    assert {*CITIZENS, NOBODY, STAFF} == set(range(len(FIRST_RESPONDERS)))
    staff = replaced(staff__training=0.5, staff__training_month=4.0).staff
    assert basic_training_hours(staff, np.array([6.0])) == pytest.approx(6 * 0.5 * 4 * 12 * 7 / 365, rel=0.01)
