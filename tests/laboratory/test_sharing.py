"""Sweeps of one folder at the same time: they share its runs, make none twice, and write one table."""

import signal
import subprocess
import sys
import time

import pytest

from coprod.laboratory import Results, sharing
from coprod.laboratory.lock import locked
from coprod.laboratory.parquet import Duck
from coprod.laboratory.progress import Progress
from coprod.laboratory.provenance import sessions
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.sharing import Remaining, SharedFolder
from coprod.text.problems import InputProblems

HOLD = ("import sys, time\nfrom pathlib import Path\nfrom coprod.laboratory.sharing import SharedFolder\n"
        "with SharedFolder(Path(sys.argv[1]), 'another') as shared:\n    with shared.turn():\n        shared.claim('abc')\n"
        "    print('held', flush=True)\n    time.sleep(60)\n")


def stored_keys(folder):
    return [key for path in folder.glob("shards/*.parquet")
            for (key,) in Duck().execute(f"SELECT key FROM '{path}'").fetchall()]


def started(tmp_path, *words):
    command = [sys.executable, "-m", "coprod", "sweep", tmp_path / "study.toml", "--out", tmp_path / "out", "--workers", "1",
               "--allow-code", "--lang", "en", *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def runs_of(folder, numbers, stored=()):
    """Return what one of several sweeps of ten runs has left to make; the key of a run is its number."""
    return Remaining(folder, numbers, str, lambda: stored)


def test_two_sweeps_started_at_once_share_the_runs_and_write_one_table(study, run, table, tmp_path):
    question = study("SLOW", levers="x = [0, 1, 2, 3]", replications=40)
    run(question, "whole", workers=2)
    both = [started(tmp_path) for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert len(stored_keys(tmp_path / "out")) == 160 == len(set(stored_keys(tmp_path / "out"))) and table() == table("whole")
    assert all("160 runs ok" in out for out, _ in said) and not list((tmp_path / "out" / sharing.FOLDER).iterdir())
    assert [one["how"] for one in sessions(tmp_path / "out")] == ["finished"] * 2


def settled(out, sweep, begun):
    """Return how many runs are stored once a sweep has made some and there have been no more of them for two seconds."""
    stored, since = begun, time.monotonic()
    while stored == begun or time.monotonic() - since < 2:
        if (now := len(Results.load(out).runs)) != stored:
            stored, since = now, time.monotonic()
        time.sleep(0.1)
        assert sweep.poll() is None
    return stored


def test_a_second_sweep_joins_the_first_and_takes_over_when_that_is_killed(study, run, table, tmp_path):
    question = study("SLOW", levers="x = [0, 1, 2, 3]", replications=60)
    run(question, "whole", workers=2)
    first = started(tmp_path)
    while not list((tmp_path / "out").glob("shards/*.parquet")):
        time.sleep(0.02)
        assert first.poll() is None
    first.send_signal(signal.SIGSTOP)  # it lives, and holds what it has begun
    begun = len(Results.load(tmp_path / "out").runs)
    second = started(tmp_path)
    before = settled(tmp_path / "out", second, begun)  # the second has made all but what the first holds, which may be much
    first.send_signal(signal.SIGKILL)
    first.communicate()
    _, said = second.communicate(timeout=120)
    assert second.returncode == 0 and f"process {first.pid} on " in said and "share the runs" in said
    assert before < 240 == len(stored_keys(tmp_path / "out")) and table() == table("whole")


def test_runs_that_another_has_begun_are_waited_for_and_free_when_it_is_gone(tmp_path):
    with SharedFolder(tmp_path, "same") as mine:
        with SharedFolder(tmp_path, "same") as other:
            ours, theirs = runs_of(mine, range(10), stored=["0"]), runs_of(other, range(10))
            assert theirs.take(3) == [0, 1, 2] and ours.take(3) == [3, 4, 5] and theirs.take(9) == [6, 7, 8, 9]
            assert ours.take(9) == [] and (ours.awaited, ours.elsewhere, len(ours)) == (7, 7, 0)
            other.finish(["1", "6"])
            ours.look()
            assert ours.awaited == 5 and theirs.take(9) == [] and theirs.awaited == 3
        ours.look()  # the other left with 0 stored, 1 and 6 said to be, and the rest free
        assert ours.awaited == 0 and ours.take(9) == [2, 7, 8, 9]
        theirs = runs_of(mine, [])
        assert not theirs and not theirs.awaited


def test_a_run_whose_stored_row_was_damaged_is_free_although_another_has_made_it(tmp_path):
    with SharedFolder(tmp_path, "same") as mine, SharedFolder(tmp_path, "same") as other:
        runs_of(other, range(3)).take(2)
        other.finish(["0"])
        with mine.turn():
            mine.look()
            mine.forget({"0", "1", "2"})
        again = runs_of(mine, range(3))
        assert again.take(9) == [0, 2] and again.awaited == 1


def test_parts_of_equally_many_do_not_meet_and_others_do(tmp_path):
    with SharedFolder(tmp_path, "same", (0, 2)) as first, SharedFolder(tmp_path, "same", (1, 2)) as second:
        assert not first.look() and not first.others and not second.others
        with SharedFolder(tmp_path, "same", (1, 2)) as again, SharedFolder(tmp_path, "same", (1, 3)) as third:
            first.look()
            assert len(first.others) == 1 and len(again.others) == 1 and len(third.others) == 3
        with SharedFolder(tmp_path, "same") as whole:
            assert len(whole.others) == 2


def test_a_sweep_of_the_study_in_another_form_is_refused_while_one_is_at_work(study, run, tmp_path):
    question = study("NO_WORK")
    (tmp_path / "out").mkdir()
    holder = subprocess.Popen([sys.executable, "-c", HOLD, tmp_path / "out"], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    for options in ({}, {"shard": (0, 2)}):
        with pytest.raises(InputProblems, match=rf"of another study, or .*: process {holder.pid} on "):
            run(question, workers=0, **options)
    assert not (tmp_path / "out" / "shards").exists() and len(list((tmp_path / "out" / sharing.FOLDER).iterdir())) == 1
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert len(run(question, workers=0).runs) == 20  # a killed sweep leaves no lock


def test_a_folder_that_an_older_version_holds_is_refused(study, run, tmp_path, monkeypatch):
    monkeypatch.setattr(sharing, "_PATIENCE", 0.05)
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out" / sharing.FILE, 0.05), pytest.raises(InputProblems, match="in use by another sweep"):
        run(study("NO_WORK"), workers=0)


def test_points_of_the_same_settings_are_run_once(study, run, tmp_path):
    text = '[design]\nkind = "latin_hypercube"\nsamples = 12'
    results = run(study("TROUBLE", text, levers="x = { from = 7, to = 8 }", replications=3))
    assert len(stored_keys(tmp_path / "out")) == 6 and len(results.runs) == 36 == sum(results.counts().values())


def test_a_part_counts_as_finished_what_is_stored_and_nothing_else(study, tmp_path):
    begun = []

    class Heard(Progress):
        def begin(self, missing, finished, engine, n_points):
            begun.append((missing, finished))

    question = study("NO_WORK", levers="x = [0, 1, 2, 3]", replications=3)
    for part in ((0, 2), (1, 2), None):
        sweep(question, tmp_path / "out", Options(workers=0, shard=part), Heard())
    assert begun == [(6, 0), (6, 6), (0, 12)]
