"""The commands as their users type them."""

import os
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from coprod.interfaces.entry import main
from tests.failures import Failures
from tests.laboratory.conftest import study_text


@pytest.fixture
def coprod(capsys, monkeypatch, tmp_path):
    """Call ``coprod`` with these words; return its status and what it wrote."""
    monkeypatch.setenv("COPROD_LANG", "en")

    def call(*words):
        with pytest.raises(SystemExit) as leaving:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return leaving.value.code or 0, said.out, said.err

    return call


@pytest.fixture
def study_file(tmp_path):
    def write(model, *text, **more):
        path = tmp_path / "asked.toml"
        path.write_text(study_text(model, *text, **more), encoding="utf-8")
        return path

    return write


def test_a_sweep_tells_what_failed_and_what_comes_next(coprod, study_file, tmp_path):
    path = study_file("SOMETIMES", levers="x = [0, 3]", replications=9)
    status, out, err = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 1, "--allow-code")
    assert status == 1 and "17 runs ok, 1 failed" in out and "ValueError: the dam broke" in out
    assert "sometimes_fails(" in out and f"coprod report {tmp_path / 'out'}" in out and "18 runs to make" in err
    status, out, err = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 1, "--allow-code", "--lang", "zh")
    assert status == 1 and "全部 18 次运行均已完成" in err and "成功 17 次" in out


def test_a_sweep_whose_runs_all_fail_leaves_with_status_1_and_the_first_reasons(coprod, study_file, tmp_path):
    path = study_file("VARIOUS", levers="x = [0, 1, 2, 3, 4, 5, 6, 7]", replications=2)
    status, out, _ = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    assert status == 1 and "0 runs ok, 16 failed" in out and out.count("2 × error: ValueError: reason") == 5
    assert "and 3 other reasons" in out


def test_an_outcome_that_no_stored_run_has_is_named(coprod, study_file, tmp_path):
    path = study_file("SERIES", levers="x = [1]", replications=2)
    sweep = ("sweep", path, "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    assert coprod(*sweep)[0] == 0
    path.write_text(path.read_text().replace('["y"]', '["y", "z"]').replace("SERIES", "ANYTHING"))
    status, out, _ = coprod(*sweep)
    assert status == 1 and "asks for z, which no run has returned" in out


def test_an_outcome_that_is_always_undefined_is_named_and_no_failure(coprod, study_file, tmp_path):
    path = study_file("TROUBLE", levers="x = [10]", replications=2)
    status, out, _ = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    assert status == 0 and "y: undefined in every run" in out


def test_an_outcome_that_is_undefined_in_some_runs_is_counted(coprod, study_file, tmp_path):
    path = study_file("TROUBLE", levers="x = [0, 10]", replications=3)
    status, out, _ = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    assert status == 0 and "Of the 6 runs ok some had nothing to measure (no such events): y in 3." in out


def test_a_report_says_which_files_it_left_out_as_damaged(coprod, study_file, tmp_path):
    path = study_file("NO_WORK")
    coprod("sweep", path, "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    shard = next((tmp_path / "out").glob("shards/*.parquet"))
    shard.write_bytes(shard.read_bytes()[:-9])
    status, _, err = coprod("report", tmp_path / "out")
    assert status == 0 and shard.name in err and "left out" in err


def test_what_is_missing_or_damaged_beside_the_runs_is_said_in_a_sentence(coprod, study_file, tmp_path):
    """Not with a traceback, and never as if it were what was written."""
    path, out = study_file("NO_WORK"), tmp_path / "out"
    make = ("sweep", path, "--out", out, "--workers", 0, "--allow-code")
    coprod(*make)
    written, note = (out / "study.toml").read_bytes(), out / "checksums" / "study.toml.sha256"
    with Failures() as failures:
        for name, content in (("changed", written.replace(b"x = [0,", b"x = [9,")), ("no text", b"\xff"), ("gone", None)):
            with failures.case(f"study.toml {name}"):
                (out / "study.toml").unlink() if content is None else (out / "study.toml").write_bytes(content)
                status, _, err = coprod("report", out)
                page = (out / "report.html").read_text(encoding="utf-8")
                assert status == 0 and "missing or damaged" in page and "x = [9" not in page
                assert ("left out: study.toml" in err) == (content is not None)
                assert coprod(*make)[0] == 0 and (out / "study.toml").read_bytes() == written
        with failures.case("an older folder, without a checksum"):
            note.unlink()
            status, _, err = coprod("report", out)
            assert status == 0 and not err and "x = [0, 1" in (out / "report.html").read_text(encoding="utf-8")
        for name in ("design.parquet", "plan.parquet", "study.json"):
            with failures.case(f"no {name}"):
                (out / name).unlink()
                status, _, err = coprod("report", out)
                assert status == 2 and f"there is no {name}: run coprod sweep once with its study" in err
                assert coprod(*make)[0] == 0 and coprod("report", out)[0] == 0
        with failures.case("a folder in place of a checksum"):
            note = out / "checksums" / "runs.parquet.sha256"
            note.unlink()
            note.mkdir()
            status, _, err = coprod("report", out)
            assert status == 0 and "left out: runs.parquet" in err
            status, _, err = coprod(*make)
            assert status == 2 and "cannot be written: Is a directory" in err


@pytest.mark.skipif(os.name != "posix", reason="pipes are made otherwise elsewhere")
def test_a_report_does_not_take_the_place_of_what_is_no_file(coprod, study_file, tmp_path):
    coprod("sweep", study_file("NO_WORK"), "--out", tmp_path / "out", "--workers", 0, "--allow-code")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    status, _, err = coprod("report", tmp_path / "out", "--out", pipe, "--csv", pipe)
    assert status == 2 and err.count("cannot be written: it is no regular file") == 2 and pipe.is_fifo()


def test_the_results_go_under_the_name_of_the_study(coprod, study_file, tmp_path, monkeypatch):
    path = study_file("NO_WORK")
    monkeypatch.chdir(tmp_path)
    coprod("sweep", path, "--workers", 0, "--allow-code")
    coprod("sweep", path, "--workers", 0, "--quick", "--allow-code")
    assert (tmp_path / "results" / "asked" / "runs.parquet").exists()
    assert (tmp_path / "results" / "asked-quick" / "runs.parquet").exists()


def test_mistakes_leave_with_status_2_and_write_nothing(coprod, study_file, tmp_path):
    path = study_file("NO_WORK", "replicatons = 3\ndesing = 3")
    status, out, err = coprod("sweep", path, "--out", tmp_path / "out", "--allow-code")
    assert status == 2 and "Did you mean replications?" in err and "Did you mean design?" in err and out == ""
    assert not (tmp_path / "out").exists()
    assert coprod("sweep", study_file("NO_WORK"), "--shard", "3/3", "--allow-code")[0] == 2
    assert coprod("report", tmp_path / "nowhere")[0] == 2


SMALL = ('question = "Do signatures cost minutes?"\nquestion_zh = "签字费多少分钟？"\ndays = 20\nwarmup_days = 5\n'
         'outcomes = ["rdl", "approval_sojourn", "early_habit"]\nreplications = {replications}\n'
         '[windows]\nearly_habit = {{ series = "habit", from = 0, to = 10 }}\n'
         '[levers]\n"approval.levels" = [1, 3]\n'
         '[set]\n"town.streets" = 1\n"town.communities" = 2\n"town.residents_per_community" = 200\n')


def test_a_dry_run_says_what_it_will_take_and_writes_nothing(coprod, tmp_path, monkeypatch):
    monkeypatch.setattr("coprod.laboratory.pilot._SECONDS", 600)  # on a busy machine too there is time for two pairs
    path = tmp_path / "district.toml"
    path.write_text(SMALL.format(replications=100), encoding="utf-8")
    status, out, _ = coprod("sweep", path, "--out", tmp_path / "out", "--dry-run", "--workers", 2)
    assert status == 0 and "2 points × 100 replications = 200 runs" in out and "rdl: with 100 replications" in out
    assert not (tmp_path / "out").exists()


def test_verify_makes_runs_again_and_notices_a_change(coprod, study_file, tmp_path):
    path = study_file("NOISY", levers="x = [0, 1]", replications=4)
    sweep = ("sweep", path, "--out", tmp_path / "out", "--allow-code")
    coprod(*sweep, "--workers", 1)
    status, out, _ = coprod(*sweep, "--verify", 8)
    assert (status, "8 runs made again: all are bitwise identical" in out) == (0, True)
    change_shards(tmp_path / "out")
    status, out, _ = coprod(*sweep, "--verify", 3)
    assert status == 1 and out.count("differs in y") == 3


def change_shards(folder):
    """Put other results in the place of those of a sweep, with the right checksums."""
    from coprod.laboratory.parquet import Duck
    from coprod.laboratory.shards import Shards

    duck, shards = Duck(), Shards(folder)
    for shard in shards.intact():
        changed = f"select * replace (y + 1e-12 as y) from {duck.read([shard])}"
        shards.put(0, lambda path, query=changed: duck.write(query, path))
        shard.unlink()


HELP = """
import sys
from coprod.interfaces.entry import main
try:
    main(["sweep", "--help"])
except SystemExit:
    print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_help_answers_before_any_library_of_the_model_is_imported():
    said = subprocess.run([sys.executable, "-c", HELP], env={**os.environ, "COPROD_LANG": "en"}, capture_output=True,
                          text=True, encoding="utf-8", check=True).stdout
    assert "goes on where it stopped" in said
    assert not {"numpy", "pandas", "mesa", "scipy", "duckdb", "solara", "simpy"} & set(said.splitlines()[-1].split())


def test_the_district_itself_is_swept_and_reported(coprod, tmp_path):
    path = tmp_path / "district.toml"
    path.write_text(SMALL.format(replications=2), encoding="utf-8")
    status, out, _ = coprod("sweep", path, "--out", tmp_path / "out", "--workers", 2)
    assert status == 0 and "4 runs ok" in out
    status, out, _ = coprod("report", tmp_path / "out", "--lang", "zh", "--csv", tmp_path / "runs.csv")
    assert status == 0 and "签字费多少分钟" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert coprod("sweep", path, "--out", tmp_path / "out", "--verify", 2)[0] == 0


@pytest.mark.parametrize(("seconds_a_run", "pilot_runs"), [(0.0, 8), (0.02, 4)])
def test_only_runs_take_from_the_time_of_the_pilot(study, tmp_path, monkeypatch, seconds_a_run, pilot_runs):
    from coprod.laboratory.batches import perform_here
    from coprod.laboratory.pilot import estimate

    def in_a_worker_that_starts_slowly(batch):
        time.sleep(0.04)
        return [replace(row, seconds=seconds_a_run) for row in perform_here(batch)]

    monkeypatch.setattr("coprod.laboratory.pilot._SECONDS", 0.06)
    monkeypatch.setattr("coprod.laboratory.pilot.perform", in_a_worker_that_starts_slowly)
    found = estimate(study("NO_WORK", levers="x = [0, 1]", replications=4), tmp_path / "out", 1)
    assert found.pilot_runs == pilot_runs and not (tmp_path / "out").exists()


def test_the_first_results_are_those_of_replications_made_at_every_point():
    import io

    from coprod.interfaces.cli.sweep_progress import ConsoleProgress
    from coprod.laboratory.batches import Row

    progress = ConsoleProgress("asked", "y", "en", stream := io.StringIO())
    progress.begin(6, 0, "here", n_points=2)
    for number, y in ((0, 1.0), (2, 50.0), (1, 3.0), (4, 70.0)):
        progress.advance([Row(number, "ok", 0.1, {"y": y})])
    progress._next = 0.0
    progress.advance([])
    assert "y so far 2 (spread 1.4)" in stream.getvalue().splitlines()[-1]
