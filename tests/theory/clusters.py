"""Closed forms about families of incidents in which each sets off Poisson(n) others (Hawkes 1971; Borel)."""

from math import exp, factorial


def mean_size(branching):
    """Return the mean size of a family: 1 / (1 − n)."""
    return 1 / (1 - branching)


def fano(branching):
    """Return the variance of counts over long windows relative to their mean: 1 / (1 − n)²."""
    return 1 / (1 - branching) ** 2


def size_probability(size, branching):
    """Return the chance of a family of this size (Borel): e^(−n k) (n k)^(k − 1) / k!."""
    return exp(-branching * size) * (branching * size) ** (size - 1) / factorial(size)
