"""What a results folder promises: any name will do, and nothing is half written or lost."""

import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from coprod.laboratory import Results
from coprod.laboratory.export import write_csv, write_stata
from coprod.laboratory.progress import Progress
from coprod.laboratory.provenance import sessions
from coprod.laboratory.report import write_report
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.shards import SHARDS
from coprod.text.problems import InputProblems
from tests.laboratory.conftest import Heard

NAMES = ["a[b]c", "a*b", "a?b", "[", "**", "back\\slash", "back\\[slash", "a[*]\\?b", "it's",
         'say "x"', "100 %", "%20", "policy=1",
         "a b", " ", "政策 研究", "{x}", "a,b;c", "~me", "-x", "#1", "new\nline", "é", ".hidden"]


def test_a_folder_may_have_any_name(study, run, table, tmp_path):
    question = study("NO_WORK", replications=2)
    run(question, "plain", workers=0)
    wrong = []
    for name in NAMES:
        try:
            run(question, name, workers=0, shard=(0, 2))
            run(question, name, workers=0, shard=(1, 2))
            results = run(question, name, workers=0)
            write_csv(results, tmp_path / name / "runs.csv")
            if not (table(name) == table("plain") and len(results.runs) == 8 and len(results.design) == 4
                    and list(results.sql("select count(*) as n from runs").n) == [8]):
                wrong.append(name)
        except Exception as error:
            wrong.append(f"{name}: {error}")
    assert not wrong


def test_a_name_that_cannot_be_told_is_refused_in_words(study, run, tmp_path):
    with pytest.raises(InputProblems, match="not valid UTF-8"):
        run(study("NO_WORK"), "a\udcff", workers=0)
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]


def test_a_report_is_written_into_a_folder_of_any_name(study, run, tmp_path):
    name = "a[b]\\c=1 'd'"
    results = run(study("NO_WORK"), name, workers=0)
    write_report(results, tmp_path / name / "report.html", "zh")
    assert "Does it hold?" in (tmp_path / name / "report.html").read_text(encoding="utf-8")


def test_folders_with_patterns_in_their_names_do_not_see_each_other(study, run):
    run(study("NO_WORK", levers="x = [1]"), "ab", workers=0)
    assert run(study("NO_WORK", levers="x = [2]", replications=1), "a[b]", workers=0).runs.x.tolist() == [2]



def leftovers(folder):
    return [path.name for path in folder.rglob("*") if ".partial-" in path.name]


def full_after(n):
    """Return an fsync that finds the disk full after n times."""
    import errno

    calls, fsync = [], os.fsync

    def full(file):
        calls.append(file)
        if len(calls) > n:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(file)

    return full


def test_a_full_disk_is_one_sentence_and_the_sweep_goes_on_later(study, listened, run, table, tmp_path, monkeypatch):
    question = study("NO_WORK")
    run(question, "whole", workers=0)
    wrong = []
    for n in range(0, 40, 3):
        folder = f"out{n}"
        monkeypatch.setattr("coprod.laboratory.files.os.fsync", full_after(n))
        try:
            listened(question, folder, batch=2)
        except InputProblems as error:
            (problem,) = error.problems
            if not ("No space left" in problem.allowed and folder in str(problem.key) and "Make room" in problem.mend):
                wrong.append(f"{n}: {error}")
        monkeypatch.undo()
        wrong += [f"{n}: {name} is left" for name in leftovers(tmp_path / folder)]
        if listened(question, folder).keys or table(folder) != table("whole"):
            wrong.append(f"{n}: does not go on")
    assert not wrong


def test_a_full_disk_leaves_an_earlier_export_as_it_was(many_shards, tmp_path, monkeypatch):
    _, results = many_shards
    writers = {"r.csv": write_csv, "r.csv.gz": write_csv, "r.dta": write_stata, "r.html": lambda r, p: write_report(r, p, "en")}
    for name, write in writers.items():
        write(results, tmp_path / name)
        before = (tmp_path / name).read_bytes()
        monkeypatch.setattr("coprod.laboratory.files.os.fsync", full_after(0))
        with pytest.raises(InputProblems, match="No space left on device"):
            write(results, tmp_path / name)
        monkeypatch.undo()
        assert (tmp_path / name).read_bytes() == before and not leftovers(tmp_path)
    assert len(pd.read_csv(tmp_path / "r.csv.gz")) == 20


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], capture_output=True).returncode == 0
    if not mounted:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_really_full(study, small_disk, tmp_path):
    study("SERIES", '[series]\ncolumns = ["level"]', replications=3000)
    command = [sys.executable, "-m", "coprod", "sweep", tmp_path / "study.toml", "--out", small_disk / "out", "--workers",
               "0", "--allow-code", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert f"{small_disk / 'out'}" in done.stderr and "cannot be written: No space left on device" in done.stderr
    assert not leftovers(small_disk)


def test_half_written_files_of_a_killed_sweep_are_removed(many_shards, listened):
    question, results = many_shards
    (results.folder / SHARDS / ".partial-123-0-1").write_bytes(b"PAR1")
    (results.folder / ".partial-abc").mkdir()
    (results.folder / ".partial-abc" / "overflow.tmp").write_bytes(b"rows")
    listened(question)
    assert not leftovers(results.folder)


def test_another_study_is_refused_and_a_changed_one_named(study, listened, tmp_path):
    listened(study("NO_WORK", replications=2))
    enlarged = listened(study("NO_WORK", levers="x = [0, 1, 2, 3, 4]", replications=3))
    assert not enlarged.notes
    changed = listened(study("NO_WORK", "warmup_days = 3", replications=1))
    assert changed.notes == [("sweep.changed", {"n": "15", "keys": "warmup_days, design, factors"})]
    before = (tmp_path / "out" / "study.toml").read_bytes()
    other = tmp_path / "other.toml"
    other.write_text((tmp_path / "study.toml").read_text().replace("Does it hold?", "What does it cost?"))
    from coprod.laboratory import Study

    with pytest.raises(InputProblems, match=r"holds the results of another study, study: Does it hold\?"):
        listened(Study.read(other, allow_code=True))
    assert (tmp_path / "out" / "study.toml").read_bytes() == before


def test_runs_of_an_older_version_are_set_aside_in_a_sentence(study, listened, monkeypatch):
    from dataclasses import replace

    from tests.laboratory import models

    question = study("NO_WORK", replications=2)
    listened(question)
    monkeypatch.setattr(models, "NO_WORK", replace(models.NO_WORK, version=lambda: "2"))
    heard = listened(study("NO_WORK", replications=2))
    assert heard.made == 8 and heard.notes == [("sweep.old_version", {"n": "8", "old": "1", "new": "2"})]
    monkeypatch.undo()
    assert listened(study("NO_WORK", replications=2)).made == 0  # the runs of the older version were only set aside


def test_a_damaged_record_of_sessions_is_set_aside_and_never_written_over(study, listened, tmp_path):
    question, path = study("NO_WORK", replications=1), tmp_path / "out" / "provenance.json"
    assert not listened(question).keys and len(sessions(path.parent)) == 1
    damaged = [path.read_bytes()[:-9], b"\xff", b"[]", b'{"sessions": {}}', b'{"sessions": [1]}', b"{}"]
    for content in damaged:
        path.write_bytes(content)
        assert write_report(Results.load(path.parent), tmp_path / "page.html", "en")
        heard = listened(question)
        assert heard.keys == ["sweep.damaged_sessions"] and heard.notes[0][1]["folder"] == path.parent / "damaged"
        assert len(sessions(path.parent)) == 1
    assert sorted(one.read_bytes() for one in (path.parent / "damaged").iterdir()) == sorted(damaged)

    class Vandal(Heard):
        def advance(self, rows):
            path.write_bytes(b"{")

    sweep(study("NO_WORK", replications=2), path.parent, Options(workers=0), Vandal())
    assert b"{" in [one.read_bytes() for one in (path.parent / "damaged").iterdir()]


def test_the_command_of_a_session_can_be_given_to_a_shell(study, run, tmp_path, monkeypatch):
    called = {("/bin/coprod", "sweep", "my study.toml"): "coprod sweep 'my study.toml'",
              ("/lib/coprod/__main__.py", "sweep", "s.toml"): "python -m coprod sweep s.toml"}
    for number, (words, line) in enumerate(called.items()):
        monkeypatch.setattr(sys, "argv", list(words))
        run(study("NO_WORK"), str(number))
        assert sessions(tmp_path / str(number))[0]["command"] == line


def final_tables(folder):
    """Return the content of the final tables in a folder, by the beginnings of their names."""
    return {path.stem.partition("-")[0]: path.read_bytes() for path in folder.glob("*.parquet")
            if path.stem.startswith(("runs", "series"))}


def test_the_final_tables_of_another_plan_are_moved_aside_before_the_plan_is_written(study, run, tmp_path, monkeypatch):
    from dataclasses import replace

    from tests.laboratory import models

    class Killed(Progress):
        def advance(self, rows):
            raise KeyboardInterrupt

    def killed(question):
        with pytest.raises(KeyboardInterrupt):
            sweep(question, out, Options(workers=0), Killed())

    out, series = tmp_path / "out", '[series]\ncolumns = ["level"]'
    run(study("SERIES", series))
    whole = final_tables(out)
    assert sorted(whole) == ["runs", "series"]
    monkeypatch.setattr(models, "SERIES", replace(models.SERIES, version=lambda: "2"))
    killed(study("SERIES", series))
    assert not final_tables(out) and final_tables(out / "earlier") == whole
    monkeypatch.undo()
    run(study("SERIES", series))
    assert final_tables(out) == whole
    killed(study("SERIES", series, replications=6))
    assert not final_tables(out) and len(list((out / "earlier").iterdir())) == 2  # each is kept once
    run(study("SERIES", "warmup_days = 1"))
    assert list(final_tables(out)) == ["runs"]  # of series none is kept any more


def test_a_study_that_grows_keeps_its_final_table_in_place_while_it_is_made_again(study, run, tmp_path):
    cases = {"until": ("NOISY", 'until = { outcome = "y", half_width = 0.4, max = 60 }', "x = [0, 1]"),
             "stages": ("VALLEY", '[design]\nkind = "pattern_space"\ngenerations = 3\npopulation = 8\n'
                        'patterns = { y = { from = 0, to = 2, cells = 4 } }',
                        'a = "plausible"\nb = "plausible"')}
    for folder, (model, text, levers) in cases.items():
        question = study(model, text, levers=levers, replications=1)
        run(question, folder)
        whole = final_tables(tmp_path / folder)
        run(question, folder)
        assert final_tables(tmp_path / folder) == whole and not (tmp_path / folder / "earlier").exists(), folder
