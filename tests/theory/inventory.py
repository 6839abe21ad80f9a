"""Closed forms about stocks with Poisson demand; `offered` is demand rate times lead time."""

from scipy.stats import poisson


def fill_when_waiting(stock, offered):
    """Return the chance that demand finds stock where the unserved wait (Palm 1938): P(N < S), N Poisson."""
    return float(poisson.cdf(stock - 1, offered))


def lost_share(stock, offered):
    """Return the share of demand lost where the unserved go away: Erlang's B(S, λℓ)."""
    blocking = 1.0
    for servers in range(1, stock + 1):
        blocking = offered * blocking / (servers + offered * blocking)
    return blocking


def safety_stock(variance, z, stores, *, pooled):
    """Return the safety stock of all stores together (Eppen 1979)."""
    return z * (stores * variance) ** 0.5 if pooled else stores * z * variance**0.5


def newsvendor_stock(demand, critical_ratio):
    """Return the least stock S with P(demand ≤ S) ≥ critical ratio, demand Poisson (Arrow, Harris & Marschak 1951)."""
    return int(poisson.ppf(critical_ratio, demand))
