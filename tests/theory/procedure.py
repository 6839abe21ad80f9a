"""Closed forms about approvals: time to leave, and what it costs (note:B7, note:B8, E0)."""

from math import exp, factorial, prod

from scipy.stats import norm


def passed_within(minutes, levels, mean):
    """Return P(T ≤ minutes), T the sum of `levels` exponential times of this mean (Erlang)."""
    x = minutes / mean
    return 1 - sum(exp(-x) * x**k / factorial(k) for k in range(levels))


def mean_of_quorum(needed, signers, mean):
    """Return the mean time until `needed` of `signers` who began together have signed: m Σ 1/(n − i)."""
    return mean * sum(1 / (signers - i) for i in range(needed))


def mean_with_returns(minutes, return_share):
    """Return the mean time if every passage is repeated with this chance: T / (1 − r)."""
    return minutes / (1 - return_share)


def jackson_sojourn(arrivals, services, return_share):
    """Return (load of levels, sojourn per visit, mean time in all) of M/M/1 levels in a row (Jackson 1957)."""
    load = arrivals / (1 - return_share)
    visits = [1 / (service - load) for service in services]
    return load, visits, sum(visits) / (1 - return_share)


def survival_after(decline, rates):
    """Return E[e^(−λT)] = Π μ/(μ + λ) for a sum T of exponential times."""
    return prod(rate / (rate + decline) for rate in rates)


def survival_after_returns(once, return_share):
    """Return E[e^(−λT)] if every passage is repeated with chance r: (1 − r) φ / (1 − r φ)."""
    return (1 - return_share) * once / (1 - return_share * once)


def rigidity_loss(levels, mean, other, decline):
    """Return (total loss, RDL) for ℓ = 1 − e^(−λT): other delay exponential, approval Erlang (E0, 3)."""
    before = survival_after(decline, [1 / other])
    approval = survival_after(decline, [1 / mean] * levels)
    return 1 - before * approval, before * (1 - approval) / (1 - before * approval)


def delegated_lognormal(threshold_log, mean, sd):
    """Return the share of lognormal sums at or below a threshold."""
    return float(norm.cdf((threshold_log - mean) / sd))


def best_of(later):
    """Return Moser's threshold with `later` uniform values still to come: a ← (1 + a²)/2 from 0."""
    threshold = 0.0
    for _ in range(later):
        threshold = (1 + threshold**2) / 2
    return threshold
