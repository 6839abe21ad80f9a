"""What a sweep promises: nothing twice, nothing lost, the same table whoever makes it and however."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from coprod.laboratory import Results, Study, children
from coprod.laboratory.runner import Options, sweep
from coprod.text.problems import InputProblems
from tests.laboratory import models
from tests.laboratory.conftest import study_text


def test_one_failing_run_of_200_is_a_row_with_nulls(study, run):
    results = run(study("SOMETIMES", levers="x = [0,1,2,3,4,5,6,7,8,9]", replications=20), workers=2)
    assert results.counts() == {"error": 1, "ok": 199}
    (failed,) = results.failures.to_dict("records")
    assert (failed["x"], failed["seed"]) == (3, 7)
    assert np.isnan(failed["y"]) and "the dam broke" in failed["error"] and "sometimes_fails" in failed["traceback"]
    assert "sometimes_fails({'x': 3.0}, 7, 10, 0)" in failed["command"]
    good = results.runs[results.runs.status == "ok"]
    assert (good.y == good.x * 10 + good.seed).all()


def test_a_failed_run_never_shows_the_outcome_of_the_run_before(study, run):
    runs = run(study("TROUBLE", levers="x = [0, 4, 5]", replications=10), workers=1, batch=30).runs
    assert runs.y[runs.x == 0].eq(1).all() and runs.y[runs.x != 0].isna().all()


def test_seed_zero_is_a_seed_and_replications_share_seeds(study, run):
    runs = run(study("NO_WORK", replications=3)).runs
    assert sorted(set(runs.seed)) == [0, 1, 2] and (runs.seed == runs.replication).all()
    assert (runs[runs.x == 0].y == runs[runs.x == 0].seed).all()


def test_independent_seeds_on_request(study, run):
    runs = run(study("NO_WORK", "common_random_numbers = false")).runs
    assert runs.seed.is_unique


def test_the_table_is_the_same_whoever_makes_it(study, run, table, tmp_path):
    question = study("SOMETIMES", levers="x = [0, 1, 3, 4]", replications=9)
    run(question, "one", workers=1)
    run(question, "two", workers=2, batch=1)
    run(question, "here", workers=0)
    run(question, "alone", batch=1)
    run(question, "together", batch=1000)
    with ThreadPoolExecutor(2) as threads:
        run(question, "brought", executor=threads)
    for part in range(3):
        run(question, "shards", shard=(part, 3))
    others = [table(folder) for folder in ("two", "here", "alone", "together", "brought", "shards")]
    assert set(others) == {table("one")}


def test_shards_made_elsewhere_are_merged_by_copying(study, run, table, tmp_path):
    question = study("NO_WORK")
    run(question, "whole")
    for part in range(2):
        results = run(question, f"part{part}", shard=(part, 2))
        assert len(results.runs) == 10 and not (tmp_path / f"part{part}" / "runs.parquet").exists()
    (tmp_path / "part1" / "shards").rename(tmp_path / "part0" / "shards" / "from-the-other-machine")
    run(question, "part0")
    assert table("part0") == table("whole")


def test_an_enlarged_study_makes_only_new_runs(study, run, monkeypatch):
    made = []
    perform = children.perform
    run(study("NO_WORK", levers="x = [0, 1]", replications=3))
    monkeypatch.setattr("coprod.laboratory.executors.perform",
                        lambda batch: made.extend(batch.orders) or perform(batch))
    run(study("NO_WORK", levers="x = [0, 1, 2]", replications=4), workers=1)
    assert {(order.values.get("x", 0.0), order.seed) for order in made} == {(2, s) for s in range(4)} | {(0, 3), (1, 3)}
    made.clear()
    run(study("NO_WORK", levers="x = [0, 1, 2]", replications=4))
    assert not made


def test_nothing_but_its_own_runs_enters_the_table(study, run, table):
    run(study("NO_WORK", levers="x = [0, 1, 2]", replications=4))
    run(study("NO_WORK", levers="x = [1, 2]", replications=2))
    small = table()
    run(study("NO_WORK", levers="x = [1, 2]", replications=2), "fresh")
    assert small == table("fresh")


def test_runs_of_another_version_or_length_are_not_taken_for_finished(study, run):
    run(study("NO_WORK"))
    results = run(study("NO_WORK", "warmup_days = 3"))
    assert len(results.runs) == 20
    assert results.sql("select count(*) as n from runs").n[0] == 20


def test_failed_runs_are_made_again_only_on_request(study, run):
    question = study("TROUBLE", levers="x = [0, 4]", replications=2)
    run(question)
    shards = lambda results: len(list(results.folder.glob("shards/*")))  # noqa: E731
    before = shards(run(question))
    assert shards(run(question)) == before
    assert shards(run(question, retry_failed=True)) > before


def test_the_table_is_the_same_after_failures_that_were_mended(study, run, table, monkeypatch):
    good, failing = models.SOMETIMES, replace(models.SOMETIMES, task="tests.laboratory.models:fails_at_3")
    question = lambda: study("SOMETIMES", levers="x = [0, 1, 2, 3]", replications=6)  # noqa: E731
    run(question(), "undisturbed")
    monkeypatch.setattr(models, "SOMETIMES", failing)
    run(question(), "mended")
    monkeypatch.setattr(models, "SOMETIMES", replace(failing, version=lambda: "0"))
    run(question(), "older")
    monkeypatch.setattr(models, "SOMETIMES", good)
    assert run(question(), "mended").counts() == {"error": 6, "ok": 18}
    run(question(), "mended", retry_failed=True)
    run(question(), "older")
    assert table("mended") == table("undisturbed") and table("older") == table("undisturbed")


def test_a_hanging_run_costs_its_time_limit_and_no_more(study, run):
    start = time.monotonic()
    question = study("TROUBLE", "time_limit = 0.3", levers="x = [0, 1, 7]", replications=2)
    runs = run(question, workers=2).runs
    assert time.monotonic() - start < 30  # it would hang for a minute, twice
    assert set(runs.status[runs.x == 1]) == {"timeout"} and set(runs.status[runs.x != 1]) == {"ok"}
    assert "time.sleep" in runs.traceback[runs.x == 1].iloc[0] and runs.y[runs.x == 1].isna().all()


def test_a_run_deaf_to_interrupts_is_killed(study, run, monkeypatch):
    monkeypatch.setattr(children, "_GRACE_SECONDS", 0.2)
    runs = run(study("TROUBLE", "time_limit = 0.2", levers="x = [0, 2, 7]", replications=1), workers=1, batch=3).runs
    assert list(runs.status) == ["ok", "timeout", "ok"]


def test_a_run_that_kills_its_worker_is_written_off_alone(study, run):
    runs = run(study("TROUBLE", levers="x = [0, 3, 7, 8]", replications=2), workers=1, batch=8).runs
    assert list(runs.status[runs.x == 3]) == ["aborted"] * 2 and set(runs.status[runs.x != 3]) == {"ok"}
    assert "SIGKILL" in runs.error[runs.x == 3].iloc[0]


def test_an_undefined_outcome_of_a_good_run_is_missing(study, run):
    runs = run(study("TROUBLE", levers="x = [10]", replications=1)).runs
    assert list(runs.status) == ["ok"] and runs.y.isna().all()


def test_an_outcome_that_is_no_finite_number_or_not_there_fails_the_run_by_name(study, run):
    runs = run(study("TROUBLE", levers="x = [6, 9, 11]", replications=1)).runs
    assert list(runs.status) == ["error"] * 3
    for error, words in zip(runs.error, ("y is nan", "y is inf", "y is missing"), strict=True):
        assert words in error


def test_a_shard_cannot_tell_when_an_interval_is_narrow(study, run):
    question = study("SLOW", 'until = { outcome = "y", half_width = 0.5, max = 20 }')
    with pytest.raises(InputProblems, match="when to stop"):
        run(question, shard=(0, 2))


def test_shards_are_merged_when_they_grow_many(study, run, table, tmp_path):
    question = study("NO_WORK", levers="x = { from = 0, to = 74, steps = 75 }", replications=2)
    run(question, "many", batch=1)
    run(question, "few", batch=1000)
    assert len(list((tmp_path / "many" / "shards").iterdir())) < 70 and table("many") == table("few")


def test_results_can_be_read_before_the_sweep_is_over(study, run):
    results = run(study("NO_WORK"), shard=(0, 4))
    assert len(results.runs) == 5 and results.planned == 20


def start_sweep(tmp_path, folder, workers=2):
    command = [sys.executable, "-m", "coprod", "sweep", str(tmp_path / "study.toml"), "--out", str(tmp_path / folder),
               "--workers", str(workers), "--allow-code"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)


def workers_of(pid):
    found = subprocess.run(["ps", "-e", "-o", "pid,args"], capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if f"coprod.laboratory.worker {pid} " in f"{line} "]  # not those of 12 for 1


def killed_and_resumed(tmp_path, pause, workers=2):
    """Kill a sweep `pause` seconds after its first shard, resume it, and return how many runs were stored before."""
    process = start_sweep(tmp_path, "killed", workers)
    while not list((tmp_path / "killed" / "shards").glob("*.parquet")):
        time.sleep(0.01)
        assert process.poll() is None
    time.sleep(pause)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    before = set(Results.load(tmp_path / "killed").runs.key)
    stored = sum(len(frame) for frame in shard_rows(tmp_path / "killed"))
    deadline = time.monotonic() + 5
    while workers_of(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not workers_of(process.pid)
    sweep(Study.read(tmp_path / "study.toml", allow_code=True), tmp_path / "killed", Options(workers=workers))
    rows = shard_rows(tmp_path / "killed")
    assert sum(len(frame) for frame in rows) == 120 and stored == len(before)  # none twice, none lost
    return len(before)


def shard_rows(folder):
    import duckdb
    import pandas as pd

    frames = [duckdb.connect().execute(f"select key from '{path}'").df() for path in folder.glob("shards/*.parquet")]
    return frames or [pd.DataFrame()]


def test_a_killed_sweep_ends_with_the_same_bytes_and_leaves_no_worker(study, run, table, tmp_path):
    question = study("SLOW", levers="x = [0, 1, 2, 3, 4, 5]", replications=20)
    run(question, "undisturbed", workers=2)
    assert 0 < killed_and_resumed(tmp_path, 0.3) < 120
    assert table("killed") == table("undisturbed")


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(20))
def test_a_sweep_killed_at_any_moment(study, run, table, tmp_path, moment):
    question = study("SLOW", levers="x = [0, 1, 2, 3, 4, 5]", replications=20)
    run(question, "undisturbed", workers=2)
    killed_and_resumed(tmp_path, moment * 0.05, workers=1 + moment % 2)
    assert table("killed") == table("undisturbed")


def test_an_interrupted_sweep_keeps_what_is_finished(study, tmp_path):
    (tmp_path / "study.toml").write_text(study_text("SLOW", levers="x = [0, 1, 2]", replications=200))
    process = start_sweep(tmp_path, "out")
    while not list((tmp_path / "out" / "shards").glob("*.parquet")):
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 130
    assert len(Results.load(tmp_path / "out").runs) > 0 and not workers_of(process.pid)


def test_a_worker_with_another_version_of_the_model_is_refused_in_words(study, run):
    with pytest.raises(InputProblems, match="a worker has this version of the model"):
        run(study("ELSEWHERE"), workers=1)
