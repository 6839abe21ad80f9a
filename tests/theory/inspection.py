"""The inspection game of a firm that may violate and an inspector who may inspect (Tsebelis 1989)."""


def mixed_equilibrium(gain, fine, cost, benefit):
    """Return (chance of inspection, share of violations).

    p* = g/F leaves the firm indifferent, v* = cost/benefit the inspector.
    """
    return gain / fine, cost / benefit


def purified_inspection(gain, fine, spread, violations):
    """Return the chance of inspection at which a share of firms violates whose gains lie evenly on g(1 ± spread)."""
    return gain * (1 + spread * (1 - 2 * violations)) / fine
