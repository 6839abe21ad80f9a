"""``coprod dilemma``: the map, the loop table and the path, in both languages, as JSON and as a folder; bad input."""

import json
import re

import pytest

from tests.cli.conftest import SMALL_TOWN, coprod  # noqa: F401 - a fixture
from tests.failures import Failures

SMALL = (*SMALL_TOWN, "--workers", "0", "--seeds", "2", "--days", "40")
MAP = ("dilemma", "map", *SMALL, "--x", "directive.lines=4,28", "--y", "staff.count=8,5")
LOOPS = ("dilemma", "loops", *SMALL, "--seeds", "3", "--size", "4", "--first", "10", "--arrow", "load_to_formalism",
         "--arrow", "backstop")
PATH = ("dilemma", "path", *SMALL, "--steps", "2", "--arrow", "load_to_formalism", "--outcome", "backlog", "--outcome", "rrg")


RULES = ("dilemma", "rules", *SMALL, "--x", "directive.lines=4,28", "--other", "committee.tick=keep_requests", "--other",
         "official.defer=chilled")


def folder_of(coprod, tmp_path, words):  # noqa: F811
    """Return what a command prints in English, its JSON, its Chinese, and its folder; the runs are made once."""
    out = tmp_path / "found"
    told = coprod(*words, "--out", out, "--lang", "en")
    assert told.status == 0, told.err
    again = coprod(*words, "--out", out, "--json")
    assert "0 runs to make" not in again.err  # the words of a sweep with nothing to do
    return told.out, json.loads(again.out), coprod(*words, "--out", out, "--lang", "zh").out, out


def check(folder, tables, chinese, kind):
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert names == {*tables, f"dilemma-{kind}.html", f"dilemma-{kind}.zh.html"}
    page = (folder / f"dilemma-{kind}.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and f"coprod dilemma {kind} baseline" in page
    assert re.search(r"model \d[\d.]*\+[0-9a-f]{8}", page)  # the fingerprint
    assert "nan" not in page.lower().replace("governance", "") and "http" not in page
    assert re.search("[\u4e00-\u9fff]", chinese) and "dilemma." not in chinese


def test_the_map_has_both_beginnings_and_the_stairs(coprod, tmp_path):  # noqa: F811
    told, found, chinese, folder = folder_of(coprod, tmp_path, MAP)
    check(folder, {"map.csv", "line.csv", "stairs.csv"}, chinese, "map")
    assert len(found["map"]) == 8 and {row["beginning"] for row in found["map"]} == {"up", "down"}
    worst = next(row for row in found["map"] if (row["directive.lines"], row["staff.count"], row["beginning"]) == (28, 5.0, "up"))
    best = next(row for row in found["map"] if (row["directive.lines"], row["staff.count"], row["beginning"]) == (4, 8.0, "up"))
    assert worst["tipped"] == 1 and best["tipped"] == 0 and worst["median"] > best["median"]
    assert found["seeds"] == [1, 2] and found["command"].startswith("coprod dilemma map baseline")
    assert "From empty desks" in told and "half" in told and "100 %" in told
    assert len((folder / "map.csv").read_text().splitlines()) == 9
    assert "<svg" in (folder / "dilemma-map.html").read_text()


def test_the_honest_sentence_where_nothing_tips(coprod):  # noqa: F811
    told = coprod("dilemma", "map", *SMALL, "--x", "directive.lines=1,2", "--y", "staff.count=20,19", "--filled", "0")
    assert told.status == 0 and "No tipping line within this range: between 0 % and 0 %" in told.out


def test_the_loop_table_names_every_arm(coprod, tmp_path):  # noqa: F811
    told, found, chinese, folder = folder_of(coprod, tmp_path, LOOPS)
    check(folder, {"loops.csv"}, chinese, "loops")
    names = [row["name"] for row in found["loops"] if row["kind"] == "arrow"]
    assert names == ["circle", "load_to_formalism", "backstop", "open"]
    circle = found["loops"][0]
    assert circle["gain"] == 1 and circle["response"] > 0
    assert "Load makes staff tick work off undone" in told and "One form for all" in told


def test_the_path_compares_the_circle_with_the_cut_one(coprod, tmp_path):  # noqa: F811
    _, found, chinese, folder = folder_of(coprod, tmp_path, PATH)
    check(folder, {"path.csv"}, chinese, "path")
    first, last = (row for row in found["path"] if row["outcome"] == "backlog")
    assert (first["directive.lines"], last["directive.lines"], last["staff.count"]) == (4, 28, 5.0)
    assert first["change"] == 0 and last["change"] > 0
    assert last["by_circle"] == pytest.approx(last["change"] - last["change_cut"])


def test_the_threshold_is_looked_for_under_other_rules(coprod, tmp_path):  # noqa: F811
    _, found, chinese, folder = folder_of(coprod, tmp_path, RULES)
    check(folder, {"rules.csv"}, chinese, "rules")
    as_it_is, keeps, prudent = found["rules"]
    assert (as_it_is["decision"], keeps["rule"], prudent["decision"]) == (None, "keep_requests", "official.defer")
    assert all(row["tipped_at_4"] == 0 and row["tipped_at_28"] == 1 and 4 < row["tips_at"] < 28 for row in found["rules"])
    alone = coprod("dilemma", "rules", *RULES[2:-4], "--rule", "committee.tick=keep_requests", "--other",
                   "official.defer=chilled", "--json")
    assert json.loads(alone.out)["rules"][0]["loss_avoidable_change"] == keeps["loss_avoidable_change"]  # the rule is obeyed


def test_bad_input_gets_one_message_and_writes_nothing(coprod, tmp_path):  # noqa: F811
    cases = {
        ("map", "--x", "directive.lines=4"): "at least two levels",
        ("map", "--x", "directive.lins=4,8"): "directive.lines",
        ("map", "--x", "directive.lines=4,16,8"): "rise throughout",
        ("map", "--x", "directive.lines=4,800"): "64",
        ("map", "--x", "staff.count=4,8"): "two different levers",
        ("map", "--outcome", "backlogg"): "backlog",
        ("loops", "--arrow", "backstopp"): "backstop",
        ("loops", "--series", "trst"): "trust",
        ("loops", "--days", "60"): "fewer than 60",
        ("loops", "--lever", "staff.count"): "a number",
        ("path", "--from", "staff.count=x"): "a number",
        ("path", "--from", "staff.count=6", "--to", "staff.count=6"): "differs between the two ends",
        ("path", "--set", "directive.policy_implementation=0.5"): "policy_implementation",
        ("rules", "--other", "committee.tik=keep_requests"): "committee.tick",
        ("rules", "--other", "committee.tick"): "keep_requests",
        ("mapp",): "map, loops, path, rules",
        ("map", "nowhere"): "nowhere",
    }
    with Failures() as failures:
        for words, wanted in cases.items():
            with failures.case(" ".join(words)):
                told = coprod("dilemma", *words, "--out", tmp_path / "none") if len(words) > 1 else coprod("dilemma", *words)
                assert told.status == 2 and wanted in told.err and "Traceback" not in told.err and not told.out
                assert not (tmp_path / "none").exists()
