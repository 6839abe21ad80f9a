"""Signal detection and contagion: closed forms for tests alone (note:B14, note:B15)."""

from math import exp, sqrt

from scipy.optimize import brentq
from scipy.special import ndtr


def area_under_roc(skill):
    """Return Φ(d′/√2) (Green & Swets 1966)."""
    return float(ndtr(skill / sqrt(2)))


def optimal_likelihood_ratio(base_rate, cost_ratio):
    """Return ((1 − π)/π) · C_FA/C_miss."""
    return (1 - base_rate) / base_rate * cost_ratio


def final_size(r0, began=0.0):
    """Return the largest z that solves 1 − z = (1 − z0) e^(−R0 z) (Kermack & McKendrick 1927)."""
    if r0 <= 1 and not began:
        return 0.0
    return brentq(lambda z: 1 - z - (1 - began) * exp(-r0 * z), 1e-9 + began, 1)


def never_hear(began=0.0):
    """Return the share θ who never hear a rumour of Maki and Thompson: θ = (1 − z0) e^(−2(1 − θ) + z0)."""
    return brentq(lambda x: x - (1 - began) * exp(-2 * (1 - x) + began), 1e-9, 0.9)
