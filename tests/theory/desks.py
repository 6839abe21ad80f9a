"""Closed forms about desks (note:B6)."""

import math

from scipy.optimize import brentq


def switching_load(rate, service, switch, shares):
    """Return ρ' = λ (E S + s P(switch)), P(switch) = 1 − Σ p_d² with lines in random order."""
    return rate * (service + switch * (1 - sum(share**2 for share in shares)))


def pressure_roots(load, peak):
    """Return the backlogs at which x e^(1 − x), x = n / n*, equals the load: where a desk settles, where it tips."""
    def surplus(n):
        return n / peak * math.exp(1 - n / peak) - load

    return brentq(surplus, 0, peak), brentq(surplus, peak, 50 * peak)
