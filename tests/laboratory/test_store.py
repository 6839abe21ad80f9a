"""What a results folder promises: any name will do, damage is never read, and nothing is half written or lost."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from coprod.laboratory import Results
from coprod.laboratory.export import write_csv, write_stata
from coprod.laboratory.files import checksum, is_intact
from coprod.laboratory.progress import Progress
from coprod.laboratory.provenance import sessions
from coprod.laboratory.report import write_report
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.shards import SHARDS
from coprod.text.problems import InputProblems
from tests.failures import Failures

NAMES = ["a[b]c", "a*b", "a?b", "[", "**", "back\\slash", "back\\[slash", "a[*]\\?b", "it's",
         'say "x"', "100 %", "%20", "policy=1",
         "a b", " ", "政策 研究", "{x}", "a,b;c", "~me", "-x", "#1", "new\nline", "é", ".hidden"]
TABLES = ("design.parquet", "plan.parquet", "runs.parquet", "study.json", "study.toml")


class Heard(Progress):
    """Keeps what a sweep says, and how many runs it makes."""

    def __init__(self):
        self.notes, self.made = [], 0

    def note(self, key, **values):
        self.notes.append((key, values))

    def advance(self, rows):
        self.made += len(rows)

    @property
    def keys(self):
        return [key for key, _ in self.notes]


@pytest.fixture
def listened(tmp_path):
    """Sweep a study here and return what was said."""
    def make(study, folder="out", **options):
        heard = Heard()
        sweep(study, tmp_path / folder, Options(**{"workers": 0, **options}), heard)
        return heard

    return make


@pytest.fixture
def many_shards(study, run):
    """Make a study with a shard for every two runs."""
    question = study("NO_WORK", levers="x = [0, 1, 2, 3]", replications=5)
    return question, run(question, workers=0, batch=1)


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


def flip(path, chance):
    content = bytearray(path.read_bytes())
    bit = chance.randrange(8 * len(content))
    content[bit // 8] ^= 1 << bit % 8
    path.write_bytes(content)


def files_of(folder):
    return sorted(folder.glob("shards/*.parquet")) + [folder / name for name in TABLES]


def damage_is_never_read(results, question, listened, times):
    """Flip a random bit `times` times; return what went wrong."""
    chance, whole, keep = random.Random(1), results.runs, results.folder.with_name("keep")
    shutil.copytree(results.folder, keep)
    table = (keep / "runs.parquet").read_bytes()
    wrong = []
    for number in range(times):
        shutil.rmtree(results.folder)
        shutil.copytree(keep, results.folder)
        victim = chance.choice(files_of(results.folder))
        flip(victim, chance)
        wrong += [f"{number} {victim.name}: {error}" for error in read_damaged(results.folder, victim, whole)]
        heard = listened(question)
        if (results.folder / "runs.parquet").read_bytes() != table or "sweep.damaged" not in heard.keys:
            wrong.append(f"{number} {victim.name}: not mended")
        if [path.name for path in (results.folder / "damaged").iterdir()] != [victim.name]:
            wrong.append(f"{number} {victim.name}: not set aside")
    return wrong


def read_damaged(folder, victim, whole):
    try:
        found = Results.load(folder)
        if victim not in found.damaged:
            yield "not named"
        merged = found.runs.merge(whole, how="left", on="key", suffixes=("", "_before"))
        if not all(merged[name].equals(merged[f"{name}_before"]) for name in ("x", "y", "seed", "point")):
            yield "read otherwise"
    except InputProblems as error:
        if "is damaged" not in str(error) or victim.name not in TABLES:
            yield str(error)


def test_a_flipped_bit_is_never_read_and_its_runs_are_made_again(many_shards, listened):
    question, results = many_shards
    assert len(list(results.folder.glob("shards/*"))) == 10
    assert damage_is_never_read(results, question, listened, 20) == []


@pytest.mark.slow
def test_two_hundred_flipped_bits_are_never_read(many_shards, listened):
    question, results = many_shards
    assert damage_is_never_read(results, question, listened, 200) == []


def test_a_truncated_shard_costs_its_own_runs_and_no_others(many_shards, listened, table):
    question, results = many_shards
    whole = table()
    for kept in (0, 4, 100):
        shard = sorted(results.folder.glob("shards/*.parquet"))[kept % 7]
        shard.write_bytes(shard.read_bytes()[:kept])
        assert len(Results.load(results.folder).runs) == 18
        heard = listened(question)
        assert heard.made == 2 and heard.keys == ["sweep.damaged"] and heard.notes[0][1]["names"] == shard.name
        assert table() == whole and (results.folder / "damaged" / shard.name).stat().st_size == kept


def test_a_shard_damaged_while_the_sweep_goes_on_is_made_again_before_the_table(study, tmp_path, run, table):
    question = study("NO_WORK", levers="x = { from = 0, to = 99, steps = 100 }", replications=1)
    run(question, "whole", workers=0)

    class Vandal(Heard):
        def advance(self, rows):
            super().advance(rows)
            if self.made == 30:
                flip(sorted((tmp_path / "out" / SHARDS).glob("*.parquet"))[3], random.Random(1))

    heard = Vandal()
    sweep(question, tmp_path / "out", Options(workers=0, batch=1), heard)
    assert heard.keys == ["sweep.damaged"] and heard.made == 102 and table() == table("whole")


def test_what_is_removed_while_the_sweep_goes_on_is_made_again_before_the_table(study, tmp_path, run, table):
    question = study("NO_WORK", levers="x = { from = 0, to = 9, steps = 10 }", replications=2)
    run(question, "whole", workers=0)
    removed = {"shards": 30, "plan.parquet": 20, "study.json": 20, "design.parquet": 20, "study.toml": 20}
    with Failures() as failures:
        for name, made in removed.items():
            class Vandal(Heard):
                def advance(self, rows, place=tmp_path / f"no {name}" / name):
                    super().advance(rows)
                    if self.made == 10:
                        place.unlink() if place.is_file() else shutil.rmtree(place)

            heard = Vandal()
            with failures.case(name):
                results = sweep(question, tmp_path / f"no {name}", Options(workers=0, batch=5), heard)
                assert (heard.keys, heard.made) == ([], made) and table(f"no {name}") == table("whole")
                assert not results.damaged


def test_checksums_are_those_of_sha256sum(many_shards):
    _, results = many_shards
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum here")
    notes = sorted(path.relative_to(results.folder) for path in results.folder.glob("checksums/*"))
    assert len(notes) == len(TABLES)
    subprocess.run(["sha256sum", "--check", "--strict", *notes], cwd=results.folder, check=True, capture_output=True)
    assert all(checksum(path)[:32] in path.name for path in results.folder.glob("shards/*.parquet"))


def test_a_table_is_intact_between_its_new_checksum_and_its_new_content(tmp_path, monkeypatch):
    from coprod.laboratory.files import write_text

    table = tmp_path / "study.json"
    write_text(table, "old", checked=True)
    replace = Path.replace

    def die(self, target):
        if target == table:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        write_text(table, "new", checked=True)
    assert table.read_text() == "old" and is_intact(table)
    monkeypatch.undo()
    write_text(table, "new", checked=True)
    assert is_intact(table)
    table.write_text("old")
    assert not is_intact(table)


def test_a_table_written_while_it_is_looked_at_is_not_taken_for_damaged(tmp_path, monkeypatch):
    from coprod.laboratory import files

    table = tmp_path / "study.json"
    files.write_text(table, "old", checked=True)
    noted = files._noted

    def written_after(path):
        found = noted(path)
        monkeypatch.undo()
        files.write_text(path, "new", checked=True)
        return found

    monkeypatch.setattr(files, "_noted", written_after)
    assert is_intact(table) and table.read_text() == "new"


def test_what_is_read_while_a_plan_is_written_is_read_once_more(study, run, monkeypatch):
    import duckdb

    from coprod.laboratory.parquet import Duck

    run(study("NO_WORK", levers="x = [0, 1]", replications=2))
    execute = Duck.execute
    with Failures() as failures:
        for replications, error in ((3, None), (4, duckdb.InvalidInputException("Invalid data"))):
            results = Results.load(run(study("NO_WORK", levers="x = [0, 1]", replications=replications - 1)).folder)

            def written_meanwhile(duck, query, replications=replications, error=error):
                if "ORDER BY p.point" not in query:
                    return execute(duck, query)
                monkeypatch.setattr(Duck, "execute", execute)
                found = execute(duck, query)
                run(study("NO_WORK", levers="x = [0, 1]", replications=replications))
                if error:
                    raise error
                return found

            monkeypatch.setattr(Duck, "execute", written_meanwhile)
            with failures.case(str(error)):
                assert len(results.runs) == 2 * replications
            monkeypatch.undo()


def test_a_table_without_a_checksum_that_cannot_be_read_is_damaged(many_shards, listened, table):
    question, results = many_shards
    keep = results.folder.with_name("keep")
    shutil.rmtree(results.folder / "checksums")
    shutil.copytree(results.folder, keep)
    assert not Results.load(results.folder).damaged and Results.load(results.folder).runs.equals(results.runs)
    with Failures() as failures:
        for name in TABLES:
            for content in (b"", b"\xff", b"a = = 3", (keep / name).read_bytes()[: -9 if name != "study.toml" else 0]):
                with failures.case(f"{name}: {content[:9]!r}"):
                    shutil.rmtree(results.folder)
                    shutil.copytree(keep, results.folder)
                    (results.folder / name).write_bytes(content)
                    if name in ("study.toml", "runs.parquet"):
                        found = Results.load(results.folder)
                        assert len(found.runs) == 20 and (name != "study.toml" or not content or found.study_file is None)
                    else:
                        with pytest.raises(InputProblems, match="is damaged"):
                            Results.load(results.folder)
                    listened(question)
                    assert table() == (keep / "runs.parquet").read_bytes() and Results.load(results.folder).damaged == []


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


def test_damage_to_a_merged_shard_costs_the_runs_that_were_merged_into_it(study, listened, table, tmp_path):
    question = study("NO_WORK", levers="x = { from = 0, to = 74, steps = 75 }", replications=2)
    listened(question, batch=1)
    whole, merged = table(), next((tmp_path / "out").glob("shards/1-*.parquet"))
    flip(merged, random.Random(1))
    assert listened(question).made == 128 and table() == whole
