"""Closed forms about volunteers."""

from math import log, sqrt


def bass_peak(recruit, imitation):
    """Return the month in which most join, nobody leaving: ln(q/p)/(p + q) (Bass 1969)."""
    return log(imitation / recruit) / (recruit + imitation)


def surviving_share(load):
    """Return the share of fibres with U(0,1) strength that bear a load per fibre shared equally; 0 beyond 1/4.

    ½(1 + √(1 − 4σ)) (Daniels 1945; Pradhan et al. 2010).
    """
    return (1 + sqrt(1 - 4 * load)) / 2 if load <= 0.25 else 0.0


def nobody_helps(cost_share, n):
    """Return the chance that none of n volunteers helps in the mixed equilibrium: (c/b)^(n/(n−1)) (Diekmann 1985)."""
    return cost_share ** (n / (n - 1))
