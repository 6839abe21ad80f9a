"""What the laboratory page says of a study: no ranking where nothing is clear, and how long it will really take."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import coprod.laboratory
from coprod.interfaces.dashboard import findings
from coprod.interfaces.dashboard.hooks import Many, _gather
from coprod.interfaces.dashboard.run_summaries import RunSummary


def study(effect, replications=6, missing=()):
    """Return results of two policies under common seeds, `effect` apart, some runs not made yet."""
    rng = np.random.default_rng(3)
    shock, noise = rng.normal(0, 50, replications), rng.normal(0, 1, (2, replications))
    runs = pd.DataFrame([
        {"point": point, "replication": r, "seed": r, "status": "ok", "loss": 1000 + shock[r] + noise[point, r] + effect * point}
        for r in range(replications) for point in (0, 1) if (point, r) not in missing])
    whole = runs[runs.groupby("replication")["point"].transform("nunique") == 2]
    design = pd.DataFrame({"approval.levels": [1, 3]})
    return SimpleNamespace(runs=runs, complete_runs=whole, design=design, factors=["approval.levels"], outcomes=["loss"],
                           study={"question": "What?"})


@pytest.fixture
def found(monkeypatch):
    def of(results):
        monkeypatch.setattr(coprod.laboratory, "Results", SimpleNamespace(load=lambda folder: results))
        monkeypatch.setattr(findings, "files", lambda results: {})
        monkeypatch.setattr(findings, "_left_out", lambda *results: [])
        return findings.findings("folder", "loss", "en")

    return of


def test_nothing_is_ranked_where_no_interval_is_off_zero(found):
    unclear, clear = found(study(0.0)), found(study(30.0))
    assert unclear["none_clear"] and unclear["ranking"] == []
    assert not clear["none_clear"] and clear["ranking"][0]["share"] == pytest.approx(1.0, abs=0.05)


def test_nothing_is_said_before_two_whole_replications_are_there(found):
    few = found(study(0.0, replications=2, missing={(1, 1)}))
    assert few["ranking"] == [] and not few["none_clear"]


def test_the_frontier_is_of_means_over_seeds_that_all_share():
    """The second policy loses and costs less at every seed, but lacks the run that had the best luck."""
    results = study(-5.0)
    best = results.runs.loc[results.runs["point"] == 0, "loss"].idxmin()
    runs = results.runs.assign(cost_yuan=10.0 - results.runs["point"])
    runs.loc[best, "loss"] -= 10_000
    runs.loc[best + 1, ["loss", "cost_yuan"]] = np.nan
    results.outcomes = ["loss", "cost_yuan"]
    points = findings._frontier(results, runs, results.design, ["approval.levels"], "en")["points"]
    assert [point["on"] for point in points] == [False, True]


def test_nothing_is_said_of_the_time_left_before_a_run_has_told():
    assert Many("key", 0, 60).progress == {"done": 0, "all": 60, "left": None}
    assert Many("key", 6, 60, 8.7).progress == {"done": 6, "all": 60, "left": 9}


def test_the_time_left_is_reckoned_from_the_runs_that_were_made(monkeypatch):
    """Ten of sixty towns were there before, ten take a second each: fifty are left when the first of them has come."""
    from coprod.interfaces.dashboard import hooks

    now = iter(np.arange(0, 100, 0.5))
    shown: list[Many] = []
    summary = RunSummary({}, {})
    monkeypatch.setattr(hooks, "kept", lambda requests: 10)
    monkeypatch.setattr(hooks, "summaries", lambda requests, stop: ((i, summary) for i in range(len(requests))))
    monkeypatch.setattr(hooks.time, "monotonic", lambda: next(now))
    stop = SimpleNamespace(is_set=lambda: False)
    _gather("key", [None, None], 1, 30, stop, shown.append)
    for one in shown[:-1]:
        assert one.left == pytest.approx(0.5 * one.done * (60 - one.done) / max(1, one.done - 10))
    assert shown[-1].ready
