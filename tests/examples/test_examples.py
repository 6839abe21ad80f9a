"""The example scripts run as they are, and what they show is so."""

import re
import runpy
from functools import cache
from pathlib import Path

import pytest

import coprod

FOLDER = Path(coprod.__file__).parents[1] / "examples"
SCRIPTS = sorted(FOLDER.glob("*.py"))


@cache
def ran(name):
    """Run a script once and return what it leaves behind."""
    return runpy.run_path(str(FOLDER / f"{name}.py"))


def test_the_list_of_examples_is_complete_in_both_languages():
    assert {path.stem for path in SCRIPTS} == {"first_question", "own_rule", "follow"}
    for readme in ("README.md", "README.zh.md"):
        text = (FOLDER / readme).read_text(encoding="utf-8")
        assert set(re.findall(r"\]\((\w+)\.py\)", text)) == {path.stem for path in SCRIPTS}


def test_examples_are_short_and_mostly_explained():
    for path in SCRIPTS:
        lines = path.read_text(encoding="utf-8").splitlines()
        cells = [line for line in lines if line.startswith("# %% ")]
        words = [line for line in lines if line.startswith("# ") and line not in cells]
        assert len(lines) < 120 and len(cells) >= 5 and len(words) >= len(cells), path.name


def test_the_first_question_gets_an_answer(capsys):
    names = ran("first_question")
    printed = capsys.readouterr().out
    mean, low, high = names["answers"]["participation_effective"]
    assert low < mean < high and low > 0, "five times the points bring more people to act"
    assert names["answers"]["points_cost"][1] > 0, "and cost the store more"
    assert all(re.search(rf"^{name} .*(clear|open): ", printed, re.M) for name in names["QUESTIONS"])
    assert names["widths"][0] < names["widths"][1], "pairing narrows the interval"


def test_the_own_rule_differs_from_the_default(capsys):
    names = ran("own_rule")
    printed = capsys.readouterr().out
    assert len(names["pairs"]) >= 6 and names["differences"]["facility_condition"][1] < 0
    assert "property_firm.effort" in printed and re.search(r"^own rule: .*(fined it|fined last month)", printed, re.M)
    default, own = names["pairs"][0]
    used = [run.model.rules["property_firm.effort"].name for run in (default, own)]
    assert used[0] == "profit" and used[1].endswith("OnlyAfterAFine")


def test_an_own_rule_in_arrays_is_the_same_rule():
    names = ran("own_rule")

    class InArrays:
        def decide(self, seen):
            return names["np"].where(seen.fined > 0, 1.0, 0.05)

    town, seed, days = names["town"], 1, 60
    one_by_one = names["run"](town, seed, days, rules=names["rule"])
    at_once = names["run"](town, seed, days, rules={"property_firm.effort": InArrays})
    assert at_once.outcomes == pytest.approx(one_by_one.outcomes, rel=1e-12, nan_ok=True)


def test_the_followed_cases_add_up(capsys):
    names = ran("follow")
    assert re.search(r"officials there, putting off: [01]\.\d\d\. \w", capsys.readouterr().out)
    steps, worst, signed = names["steps"], names["worst"], names["signed"]
    assert list(steps["state"]) == ["referred", "done"] and steps["desk"].iloc[1] >= names["N_COMMITTEES"] > steps["desk"].iloc[0]
    assert names["request_days"] == steps["finished"].max() - steps["arrived"].min()
    times = [worst[name] for name in ("started", "detected", "reported", "approved", "dispatched", "arrived", "controlled")]
    assert times == sorted(times)
    assert 0 < names["minutes_signing"] <= worst["approval_minutes"] + 1e-6
    assert set(signed["level"]) == set(range(1, worst["levels"] + 1)) and signed["round"].max() + 1 == worst["rounds"]
    assert worst["loss_without_approval"] < worst["loss"] <= worst["loss_unattended"]
