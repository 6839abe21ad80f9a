"""Hidden hazards against theory (note:B11): printed digits for closed forms, 4 standard errors for live ones."""

import numpy as np
import pytest
from scipy.optimize import minimize_scalar

from coprod.fields.everyday.patrol import campaign_intensity
from tests.desks.offices import standard_error
from tests.hazards.estates import BY_GROUP, ended, hazards, live
from tests.theory.latent import best_discovery, campaign_stock, exploding_share, steady_stock


def stock(days):
    """Return the hidden hazards, shape (days, C)."""
    return np.array([day.hidden for day in days])


def test_latent_stock_settles_at_births_over_losses():
    assert steady_stock(0.4, 0.018, 0.002) == pytest.approx(20)
    hidden = hazards(200)
    by_community = stock(live(hidden, 400)[150:]).mean(axis=0)
    assert by_community.mean() == pytest.approx(20, abs=4 * standard_error(by_community))


def test_the_stock_is_poisson_on_any_evening():
    evening = stock(live(hazards(2000), 30))[-1]
    assert evening.mean() == pytest.approx(20, abs=4 * (20 / 2000) ** 0.5)
    assert evening.var() / evening.mean() == pytest.approx(1, abs=4 * (2 / 2000) ** 0.5)


def test_an_exploding_share_and_reports_in_proportion_to_effort():
    assert exploding_share(0.018, 0.002) == pytest.approx(0.1)
    days = live(hazards(200), 300)
    by_group = sum(np.bincount(day.found["reporter"], minlength=BY_GROUP.size) for day in days)
    exploded = sum(day.triggered.size for day in days)
    outcomes, theory = np.append(by_group, exploded), np.append(BY_GROUP, 0.002) / 0.02
    share = outcomes / outcomes.sum()
    assert (abs(share - theory) <= 4 * np.sqrt(theory * (1 - theory) / outcomes.sum())).all()


def test_optimum_patrol():
    best = best_discovery(0.4, 0.002, 50.0, 0.5)
    assert best == pytest.approx(0.280843, abs=5e-7)

    def cost(d):
        return 50 * 0.002 * steady_stock(0.4, d, 0.002) + 0.5 * d

    assert minimize_scalar(cost, bounds=(0, 2), method="bounded").x == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("effort", [0.1, 1.0, 2.5])
def test_random_search_finds_one_minus_exp_of_effort(effort):
    """An effort z, spread over ten days, finds 1 − e^(−z) of hazards (Koopman 1946)."""
    hidden = hazards(400, hazard__birth=0.0, hazard__trigger=0.0)
    there = hidden.rows.size
    live(hidden, 10, rates=effort / 10 * BY_GROUP / BY_GROUP.sum())
    found, theory = ended(hidden)["id"].size / there, 1 - np.exp(-effort)
    assert found == pytest.approx(theory, abs=4 * (theory * (1 - theory) / there) ** 0.5)


def campaign(day):
    return BY_GROUP * (6.0 if day % 180 < 30 else 0.0)


def test_campaigns_leave_more_hazards_at_equal_hours():
    """For any periodic effort mean(1/N) = (d̄ + x)/h, so by Jensen's inequality mean N is least if it is steady."""
    mean_stock, mean_inverse = campaign_stock(0.4, 0.002, 0.108, 30, 180)
    assert mean_stock == pytest.approx(29.835, abs=5e-4)
    assert mean_inverse == pytest.approx(0.05, abs=1e-9)
    assert campaign_stock(0.4, 0.002, 0.018, 90, 180)[1] != pytest.approx(0.05, abs=1e-3)  # half the hours
    hidden = hazards(400)
    live(hidden, 360, campaign)
    cycle = stock(live(hidden, 180, campaign, first=360))
    by_community = cycle.mean(axis=0)
    assert by_community.mean() == pytest.approx(mean_stock, abs=4 * standard_error(by_community))
    inverse = (1 / cycle.mean(axis=1)).mean()
    blocks = [(1 / block.mean(axis=1)).mean() for block in np.split(cycle, 8, axis=1)]
    assert inverse == pytest.approx(mean_inverse, abs=4 * standard_error(blocks))


@pytest.mark.parametrize(("campaigns", "days"), [(1, 30), (2, 30), (4, 20), (7, 13), (12, 30)])
def test_campaigns_have_the_hours_of_steady_patrol(campaigns, days):
    intensity = campaign_intensity(campaigns, days)
    assert intensity.mean() == pytest.approx(1, abs=1e-12)
    assert abs(np.count_nonzero(intensity) - campaigns * days) <= campaigns
    assert intensity[-1] > 0


def test_births_follow_facilities():
    """Births are Poisson with h0 e^(−b (X − X0)); better facilities take away hazards and bring no other ones."""
    poor, good = (hazards(300, hazard__initial=0.0, hazard__trigger=0.0) for _ in range(2))
    born = {x: np.array([day.born.size for day in live(town, 100, rates=0 * BY_GROUP, facility=x)])
            for town, x in ((poor, 0.1), (good, 0.8))}
    for x, counts in born.items():
        theory = 300 * 0.4 * np.exp(-(x - 0.4))
        assert counts.mean() == pytest.approx(theory, abs=4 * (theory / 100) ** 0.5)
    assert np.isin(good.rows["id"], poor.rows["id"]).all()


def test_births_without_facility_effect_do_not_feel_facilities():
    poor, good = (hazards(20, hazard__facility_effect=0.0) for _ in range(2))
    live(poor, 30, facility=0.0)
    live(good, 30, facility=1.0)
    assert np.array_equal(poor.rows, good.rows)
