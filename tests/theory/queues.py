"""Closed forms about queues (note:B6)."""

from math import factorial


def erlang_c(servers, offered):
    """Return the chance to wait in M/M/c with offered load a = λ/μ (Erlang)."""
    last = offered**servers / factorial(servers) * servers / (servers - offered)
    return last / (sum(offered**k / factorial(k) for k in range(servers)) + last)


def waiting_time(servers, offered):
    """Return the mean wait in M/M/c in units of the mean service time."""
    return erlang_c(servers, offered) / (servers - offered)


def priority_waits(arrivals, service=1.0):
    """Return the mean wait by class in M/M/1 with non-preemptive priorities, the most urgent first (Cobham 1954)."""
    residual = sum(arrivals) / service**2
    below = [sum(arrivals[:k]) / service for k in range(len(arrivals) + 1)]
    return [residual / ((1 - below[k]) * (1 - below[k + 1])) for k in range(len(arrivals))]


def fifo_wait(arrivals, service=1.0):
    """Return the mean wait of all classes together without priorities."""
    return priority_waits([sum(arrivals)], service)[0]
