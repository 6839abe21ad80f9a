"""Types of motive against theory (note:B2): who is of which type, and what payment does to each."""

from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import expit

from coprod import CoproductionModel, Parameters
from coprod.fields.everyday.acts import Acts
from coprod.fields.everyday.points import PointsLedger
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.town import build_town
from coprod.town.population import INTRINSIC, MIXED, PASSIVE
from tests.residents.crowd import CROWDING, chance_of_acting, crowd, participation

SINGLE = 1e-6
SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 1000}


def built(**changes):
    values = SMALL | {key.replace("__", "."): value for key, value in changes.items()}
    return build_town(Parameters().replace(values), Streams(2)).residents


def test_the_strongest_motives_are_intrinsic_and_shares_are_those_declared():
    people = built()
    n, r = len(people), Parameters().resident
    for kind, share in ((INTRINSIC, r.intrinsic_share), (MIXED, r.mixed_share)):
        assert (people.motive_type == kind).mean() == pytest.approx(share, abs=4 * np.sqrt(share * (1 - share) / n))
    by_type = [people.motivation[people.motive_type == kind] for kind in (PASSIVE, MIXED, INTRINSIC)]
    assert by_type[0].max() <= by_type[1].min() and by_type[1].max() <= by_type[2].min()


def test_shares_move_nobody_the_wrong_way_and_need_no_spread_of_motives():
    few, more, equal = built(), built(resident__intrinsic_share=0.3), built(resident__motivation_sd=0.0)
    assert np.array_equal(few.motivation, more.motivation) and (more.motive_type <= few.motive_type).all()
    assert np.array_equal(few.motive_type, equal.motive_type), "the type is a rank, whatever the motives are"
    everybody = built(resident__intrinsic_share=1.0, resident__mixed_share=1.0).motive_type
    nobody = built(resident__intrinsic_share=0.0, resident__mixed_share=0.0).motive_type
    assert (everybody == INTRINSIC).all() and (nobody == PASSIVE).all()


def test_payment_moves_each_type_by_its_own_weight_and_offence():
    """With one act in reach the chance is Λ(M (1 − σ_t e^(−p v/s)) + β w_t ln(1 + p v/P0) − c)."""
    r = Parameters().resident
    for kind, weight, part in ((INTRINSIC, r.points_intrinsic, 1), (MIXED, r.points_mixed, 0.5), (PASSIVE, r.points_passive, 0)):
        for reward, v in ((0.0, 1.0), (1e-9, 1.0), (1.0, 1.0), (5.0, 1.0), (20.0, 1.0), (10.0, 0.3), (10.0, 0.0)):
            loss = 0.2 * part * np.exp(-reward * v / r.signal_scale) * (reward > 0)
            worth = r.points_weight * weight * np.log1p(reward * v / r.points_scale)
            acting = chance_of_acting(3.0, v, kind, points__reward=reward, points__audit=0.0, resident__cost_report=4.0,
                                      resident__signal_loss=0.2)
            assert acting == pytest.approx(expit(3 * (1 - loss) + worth - 4), abs=SINGLE), (kind, reward, v)


def test_a_small_payment_offends_only_those_with_motives_of_their_own():
    def change(kind, reward):
        arms = (chance_of_acting(3.0, 1.0, kind, points__reward=p, resident__cost_report=6.0, resident__signal_loss=0.1)
                for p in (0.0, reward))
        none, paid = arms
        return paid - none

    assert change(INTRINSIC, 0.1) < change(MIXED, 0.1) < 0 < change(PASSIVE, 0.1)
    assert change(PASSIVE, 20.0) > change(MIXED, 20.0) > change(INTRINSIC, 20.0)


def test_each_part_is_switched_off_exactly():
    for kind in (INTRINSIC, MIXED, PASSIVE):
        unmoved = {"resident__cost_report": 4.0, "resident__points_weight": 0.0}
        assert chance_of_acting(2.0, 1.0, kind, points__reward=5, **unmoved) == chance_of_acting(2.0, 1.0, kind, **unmoved)
    moved = chance_of_acting(2.0, 1.0, INTRINSIC, points__reward=5, resident__signal_loss=0.03, **unmoved)
    assert moved < chance_of_acting(2.0, 1.0, INTRINSIC, **unmoved)


def test_what_is_paid_to_all_together_offends_nobody_wears_no_motive_and_weighs_less():
    r, collective = Parameters().resident, {"points__exchange": "collective", "points__collective_value": 0.4}
    acting = chance_of_acting(2.0, 1.0, MIXED, points__reward=10.0, resident__cost_report=4.0, resident__signal_loss=0.2,
                              points__audit=0.0, **collective)
    worth = 0.4 * r.points_weight * r.points_mixed * np.log1p(10 / r.points_scale)
    assert acting == pytest.approx(expit(2 + worth - 4), abs=SINGLE)
    worn = {}
    for exchange in ("individual", "collective"):
        town = crowd(1)
        rule = participation(town, points__reward=5.0, points__exchange=exchange, resident__motive_erosion=0.1)
        for _ in range(20):
            rule.begin_week(np.ones(1))
        worn[exchange] = float(town.residents.motive[0])
    assert worn["collective"] == 1 > worn["individual"]


def test_motives_come_back_by_the_declared_share_a_day_once_nothing_is_paid():
    town = crowd(1)
    town.residents.motive[:] = 0.9
    rule = participation(town, resident__erosion_recovery=0.01)
    for _ in range(10):
        rule.begin_week(np.ones(1))
    assert float(town.residents.motive[0]) == pytest.approx(1 - 0.1 * 0.99**70, abs=SINGLE)


def test_points_held_together_lie_on_the_account_of_the_building_and_are_conserved():
    town = crowd(6)
    town.residents.building[:] = [0, 0, 0, 1, 1, 1]
    town.buildings = SimpleNamespace(residents=np.array([3, 3]))
    parameters = Parameters().replace({"points.exchange": "collective", "points.reward": 2.0, "points.redemption": 0.0,
                                       "points.expiry": 0.0, "points.audit": 0.0})
    books = PointsLedger(parameters, Streams(1), town, Recorder())
    rows = np.array([1, 2, 5])
    books.day(0, Acts(rows, np.zeros(3, int), np.ones(3, bool), np.zeros((1, 5), int)))
    assert town.residents.points.tolist() == [4, 0, 0, 2, 0, 0] and books.outstanding == books.issued.sum() == 6


def test_what_a_point_buys_counts_and_not_its_name():
    """Ten points of half a yuan are worth five points of one yuan."""
    chances = {chance_of_acting(3.0, 1.0, kind, points__reward=reward, points__price=price, points__audit=0.0,
                                resident__cost_report=4.0, resident__signal_loss=0.1)
               for kind in (MIXED,) for reward, price in ((10.0, 0.5), (5.0, 1.0), (2.5, 2.0))}
    assert len(chances) == 1


def test_by_the_rule_crowding_all_types_are_alike():
    chances = {chance_of_acting(2.0, 1.0, kind, points__reward=3.0, resident__cost_report=4.0, **CROWDING)
               for kind in (INTRINSIC, MIXED, PASSIVE)}
    assert len(chances) == 1


def test_what_payment_leaves_of_motives_counts_in_emergencies_too():
    for rule, alike in (("logit", False), ("crowding", True)):
        model = CoproductionModel(Parameters().replace(SMALL | {"rules.resident.act": rule}), rng=1)
        model.step()
        hand = model.emergency_field.at_hand
        left = {kind: float(hand.seen_by(int(np.flatnonzero(model.town.residents.motive_type == kind)[0]), "call").left[0])
                for kind in (INTRINSIC, MIXED, PASSIVE)}
        if alike:
            assert len(set(left.values())) == 1 and left[PASSIVE] < 1
        else:
            assert left[INTRINSIC] < left[MIXED] < left[PASSIVE] == 1
