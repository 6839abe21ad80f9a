"""Worker processes: any function of a module, in order, and whatever happens in there is told."""

import os
import signal
import threading

import pytest

from coprod.laboratory.children import ProcessDied, Processes, each_of
from coprod.text.problems import InputProblems, Problem


def square(x):
    if x == 3:
        raise InputProblems([Problem("square", "x", x, "allowed are numbers below 3")])
    return x * x, os.getpid()


def refuse_in_a_way_that_cannot_travel(x):
    error = ValueError(f"no {x}")
    error.lock = threading.Lock()
    raise error


def die(x):
    os.kill(os.getpid(), signal.SIGKILL)


def test_results_come_in_order_from_other_processes():
    results = list(each_of(square, [2, 1, 0, -1], processes=2))
    assert [value for value, _ in results] == [4, 1, 0, 1]
    assert os.getpid() not in {process for _, process in results}
    assert list(each_of(square, [2], processes=1)) == [(4, os.getpid())]


def test_what_goes_wrong_is_told_and_the_others_go_on():
    with Processes(1) as pool:
        refused, lost, died = pool.submit(square, 3), pool.submit(refuse_in_a_way_that_cannot_travel, 1), pool.submit(die, 0)
        with pytest.raises(InputProblems, match="numbers below 3"):
            refused.result()
        with pytest.raises(RuntimeError, match="ValueError: no 1") as reported:
            lost.result()
        assert "refuse_in_a_way_that_cannot_travel" in reported.value.__notes__[0]
        with pytest.raises(ProcessDied, match="SIGKILL"):
            died.result()
        assert pool.submit(square, x=2).result()[0] == 4


def test_no_process_is_left():
    with Processes(2) as pool:
        process = pool.submit(square, 1).result()[1]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
