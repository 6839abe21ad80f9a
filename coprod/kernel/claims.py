"""Claims on people's time 工时占用: who is free when something urgent comes, with more or less work asked than hours there are.

Two regimes. Below regular hours, staff are a queue: an urgent matter goes first but waits for whatever is in hand to end
(non-preemptive priority, Cobham 1954), with several people only while all are busy (Erlang C). Beyond regular hours more
is asked at once than anybody can do: of ρ hours asked for one hour there is, 1 − 1/ρ are claims that somebody has already
given to something else.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from coprod.kernel.arrays import Floats

Load = TypeVar("Load", float, Floats)


def doubly_claimed(load: Load) -> Load:
    """Return the share of hours asked for that fall on hours already given away: 1 − 1/ρ beyond ρ = 1, else 0."""
    return 1 - 1 / np.maximum(load, 1.0)  # type: ignore[return-value]


def erlang_c(servers: int, load: float) -> float:
    """Return the chance that all servers are busy, each for a share `load` of the time; 1 from load 1 on.

    Notes
    -----
    Through Erlang's loss formula, B(c) = a B(c−1) / (c + a B(c−1)) with a = c ρ, which overflows for no c.
    """
    if load >= 1:
        return 1.0
    loss, offered = 1.0, servers * load
    for n in range(1, servers + 1):
        loss = offered * loss / (n + offered * loss)
    return loss / (1 - load * (1 - loss))


def first_free(servers: int, chance: float, mean: float, is_held: float, lasts: float) -> float:
    """Return the minutes until the first of some people is free, each held with a `chance` for exponential time of this mean.

    Parameters
    ----------
    is_held : uniform number in (0, 1): whether all of them are held
    lasts : exponential number of mean 1: for how long
    """
    return mean / servers * lasts if mean and servers and is_held < chance**servers else 0.0
