"""``--ensemble``: every seed of a comparison takes the next set, a run takes one, and what cannot be meant is refused."""

import json

import pytest

from coprod.interfaces.cli import app

TINY = ("--set", "town.streets=1", "--set", "town.communities=1", "--set", "town.residents_per_community=60", "--days", "5")


def said(capsys, *words):
    with pytest.raises(SystemExit) as left:
        app(list(map(str, words)))
    return left.value.code, capsys.readouterr()


@pytest.fixture
def sets(tmp_path):
    path = tmp_path / "posterior.csv"
    path.write_text("name,request.rate,points.reward\n1,3.0,5\n2,9.0,0\n", encoding="utf-8")
    return path


def test_every_seed_takes_the_next_set_and_a_run_takes_one(sets, capsys):
    status, out = said(capsys, "compare", "baseline", "rigid", "--ensemble", sets, "--replications", 3, "--json", *TINY)
    assert status == 0
    compared = json.loads(out.out)["comparisons"][0]["outcomes"]
    runs = []
    for member, seed in ((1, 1), (2, 2), (1, 3)):  # there are two sets, so the third seed takes the first
        status, out = said(capsys, "run", "--ensemble", sets, "--member", member, "--seed", seed, "--json", *TINY)
        assert status == 0
        runs.append(json.loads(out.out)["outcomes"])
    for name in ("workload", "utilisation"):
        assert abs(compared[name]["first"] - sum(run[name] for run in runs) / 3) < 1e-9, name
    assert runs[0]["workload"] != runs[1]["workload"]


def test_what_cannot_be_meant_is_refused(sets, tmp_path, capsys):
    refused = {
        "is in the ensemble": ("run", "--ensemble", sets, "--set", "request.rate=5"),
        "would make them the same": ("compare", "baseline", "points_rich", "--ensemble", sets),
        "whole numbers from 1 to 2": ("run", "--ensemble", sets, "--member", 3),
        "which is missing": ("run", "--member", 1),
        "cannot be read": ("compare", "baseline", "rigid", "--ensemble", tmp_path / "none.csv"),
        "there is no such parameter": ("run", "--ensemble", _written(tmp_path, "request.rat\n1\n2\n")),
    }
    for words, command in refused.items():
        status, out = said(capsys, *command, "--lang", "en")
        assert status == 2 and words in out.err, (words, out.err)


def test_a_set_may_hold_entries_of_a_policy(tmp_path, capsys):
    path = tmp_path / "pilot.toml"
    path.write_text('[[policy]]\nname = "pilot"\nset = { "points.reward" = 30 }\nfrom = 2\n')
    sets = _written(tmp_path, "policy.pilot.compliance,policy.pilot.set.points.reward\n0.5,20\n1.0,40\n")
    words = ("compare", path, "--policy", 'set = {"approval.levels" = 0}', "--ensemble", sets, "--replications", 2, *TINY)
    assert said(capsys, *words)[0] == 0
    status, out = said(capsys, "compare", "baseline", path, "--ensemble", sets, *TINY, "--lang", "en")
    assert status == 2 and "policy.pilot.set.points.reward: the scenarios differ in it" in out.err


def _written(folder, text):
    (folder / "bad.csv").write_text(text, encoding="utf-8")
    return folder / "bad.csv"
