"""Damage to a results folder is never read: it is found by checksums, moved aside and made again."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from coprod.laboratory import Results
from coprod.laboratory.files import checksum, is_intact
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.shards import SHARDS
from coprod.text.problems import InputProblems
from tests.failures import Failures
from tests.laboratory.conftest import Heard

TABLES = ("design.parquet", "plan.parquet", "runs.parquet", "study.json", "study.toml")


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


def test_damage_to_a_merged_shard_costs_the_runs_that_were_merged_into_it(study, listened, table, tmp_path):
    question = study("NO_WORK", levers="x = { from = 0, to = 74, steps = 75 }", replications=2)
    listened(question, batch=1)
    whole, merged = table(), next((tmp_path / "out").glob("shards/1-*.parquet"))
    flip(merged, random.Random(1))
    assert listened(question).made == 128 and table() == whole
