"""The production function against note:B0, and the live rule against the town."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from coprod import CoproductionModel, Parameters
from coprod.fields.everyday.coproduction import care_factor, coproduction_share, imbalance, service_output

HOURS = st.floats(0.01, 1e4)
RHO = st.floats(-5, 1)


@pytest.mark.parametrize(("rho", "output"), [(1, 6.0), (0.5, 5.76), (0, 5.53265), (-1, 5.142857), (-500, 4.0)])
def test_printed_values(rho, output):
    assert service_output(4, 9, 0.6, rho) == pytest.approx(output, abs=0.005 if rho == -500 else 5e-6)


@given(HOURS, HOURS, st.floats(0.1, 0.9), st.floats(1e-300, 1e-7))
def test_continuous_at_cobb_douglas(regular, citizen, share, tiny):
    here = service_output(regular, citizen, share, 0.0)
    assert here == pytest.approx(regular**share * citizen ** (1 - share))
    assert service_output(regular, citizen, share, tiny) == pytest.approx(here, rel=1e-5)
    assert service_output(regular, citizen, share, -tiny) == pytest.approx(here, rel=1e-5)


@given(HOURS, HOURS, RHO, st.floats(0.01, 100))
def test_constant_returns_to_scale(regular, citizen, rho, scale):
    scaled = service_output(scale * regular, scale * citizen, 0.6, rho)
    assert scaled == pytest.approx(scale * service_output(regular, citizen, 0.6, rho), rel=1e-9)


@given(HOURS, HOURS, RHO, RHO)
def test_output_lies_between_both_and_grows_with_substitution(regular, citizen, one, other):
    low, high = (service_output(regular, citizen, 0.6, rho) for rho in sorted((one, other)))
    assert min(regular, citizen) * (1 - 1e-9) <= low <= high * (1 + 1e-9)
    assert high <= max(regular, citizen) * (1 + 1e-9)


@pytest.mark.parametrize("rho", [-2.0, -0.5, 0.5])
def test_cheapest_mix(rho):
    """R*/C* = [(α / (1 − α)) (w_C / w_R)]^σ with σ = 1 / (1 − ρ)."""
    share, wage_regular, wage_citizen = 0.6, 3.0, 1.0

    def cost_of_one_unit(log_ratio):
        ratio = np.exp(log_ratio)
        return (wage_regular * ratio + wage_citizen) / float(service_output(ratio, 1.0, share, rho))

    best = np.exp(minimize_scalar(cost_of_one_unit, bounds=(-5, 5), method="bounded", options={"xatol": 1e-9}).x)
    expected = (share / (1 - share) * wage_citizen / wage_regular) ** (1 / (1 - rho))
    assert best == pytest.approx(expected, rel=1e-4)


def test_nothing_comes_of_one_side_alone_unless_it_can_stand_in():
    assert service_output([4.0, 0.0], [0.0, 9.0], 0.6, -0.5) == pytest.approx([0, 0])
    assert service_output([4.0, 0.0], [0.0, 9.0], 0.6, 0.0) == pytest.approx([0, 0])
    assert service_output([4.0, 0.0], [0.0, 9.0], 0.6, 1.0) == pytest.approx([2.4, 3.6])
    assert service_output(4.0, 0.0, 0.6, 0.5) == pytest.approx(4 * 0.6**2)


def test_share_of_citizens():
    assert coproduction_share(4, 9, 0.6, 1.0) == pytest.approx(3.6 / 6)
    assert coproduction_share(4, 9, 0.6, -1.0) == pytest.approx(0.5)  # the naive difference would be 1
    assert coproduction_share(0, 0, 0.6, 1.0) == 0.5
    q, without, alone = 5.76, 4 * 0.36, 9 * 0.16
    assert coproduction_share(4, 9, 0.6, 0.5) == pytest.approx((q - without + alone) / (2 * q))


@given(HOURS, HOURS, RHO)
def test_shares_of_both_sides_add_up(regular, citizen, rho):
    staff = coproduction_share(citizen, regular, 0.4, rho)
    assert coproduction_share(regular, citizen, 0.6, rho) + staff == pytest.approx(1)


def test_births_are_usual_at_usual_output_and_bounded():
    assert care_factor(np.array([0.0, 1.0, 1e12]), 0.1) == pytest.approx([1.1, 1.0, 0.9])
    assert (care_factor(np.array([0.0, 0.3, 7.0]), 0.0) == 1).all()


def live(days=29, **changes):
    town = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 500}
    model = CoproductionModel(Parameters().replace(town | changes), rng=3)
    for _ in range(days):
        model.step()
    return model


def test_the_week_is_told_from_the_hours_of_the_week():
    model = live(21)
    regular = citizen = 0.0
    for _ in range(7):
        model.step()
        day, n = model.desk_day, 2
        regular += day.worked[:n].sum(axis=1) - day.paperwork_hours[:n] + model.patrol_hours
        regular += 3 * 8 * model.property_day.night_watch  # nights kept, not those meant to be
        citizen += model.acts.effective_by_community.sum(axis=1) + model.emergency_day.citizen_hours
    thousands = model.town.communities.residents / 1000
    made = model.coproduction
    assert made.regular == pytest.approx(regular / thousands / 7)
    assert made.citizen == pytest.approx(citizen / thousands / 7)
    assert made.output == pytest.approx(service_output(made.regular, made.citizen, 0.6, -0.5))


def test_no_citizens_is_government_alone():
    """Whole-model limit (3): without citizen hours output is that of regular producers alone, whatever they do."""
    none = {"resident.cost_report": 30.0, "resident.cost_help": 30.0, "resident.cost_patrol": 30.0,
            "resident.cost_train": 30.0, "points.sham": False, "volunteer.call_prob": 0.0, "resident.skill_registered": 0.0,
            "incident.bystander_cpr": 0.0}
    model = live(15, **none)
    assert not model.acts.rows.size and not model.coproduction.citizen.any()
    assert not model.coproduction.output.any()
    alike = live(15, **none, **{"staff.coproduction_substitution": 1.0})
    assert alike.coproduction.output == pytest.approx(0.6 * alike.coproduction.regular)
    assert model.desk_day.worked == pytest.approx(alike.desk_day.worked), "the queue is the same"


@pytest.mark.parametrize("rho", [-5.0, -1.0, 0.0, 0.5])
def test_soft_and_hard_capacity_have_an_interior_best_split(rho):
    """mech:T15: with limited substitution the best split of the same money is half each, and either corner is worst."""
    invest = Parameters().staff
    splits = np.linspace(0, 1, 101)
    slow = [imbalance(invest.model_copy(update={"soft_share": s, "soft_substitution": rho, "soft_effect": 0.6})) for s in splits]
    assert splits[np.argmin(slow)] == pytest.approx(0.5) and min(slow) == pytest.approx(1)
    assert slow[0] == pytest.approx(slow[-1]) and slow[0] == max(slow)
    assert (np.diff(slow[:51]) < 0).all() and (np.diff(slow[50:]) > 0).all()


def test_a_split_without_effect_is_exactly_nothing():
    invest = Parameters().staff
    assert imbalance(invest.model_copy(update={"soft_share": 0.0, "soft_effect": 0.0})) == 1.0
