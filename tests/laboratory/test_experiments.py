"""The studies of experiments/: every one can be read, is short when quick, and has its page, made of what was measured."""

import json
import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest

from coprod.laboratory import Results, Study
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.runner import Options, sweep
from coprod.text.problems import InputProblems
from experiments import __main__ as making
from experiments import pages
from experiments.answers import Book, Reference, kept
from experiments.judging import agreement, confidence, distinct, lowest, turned
from experiments.measured import as_json, measured, read
from experiments.writing import holds

FOLDER = Path(__file__).parents[2] / "experiments"
STUDIES = sorted(FOLDER.glob("x*.toml"))
TOWNS = """question = "Does a help?"
question_zh = "甲有用吗？"
hypothesis = "It does."
hypothesis_zh = "有用。"
model = "tests.laboratory.models:TOWNS"
outcomes = ["y", "z"]
days = 10
replications = 8
[levers]
a = [0, 0.5, 1]
[uncertainties]
b = [0, 0.1]
[nature]
ensemble = "towns.csv"
[[analysis.contrasts]]
a = { a = 1 }
b = { a = 0 }
names = { a = "much", b = "none" }
names_zh = { a = "多", b = "无" }
[[analysis.contrasts]]
a = { a = 1 }
b = { a = 0 }
given = { b = 0 }
by = "z"
names = { a = "much", b = "none", given = "calm" }
names_zh = { a = "多", b = "无", given = "平静" }
"""
ANSWERS = """pictures = ["x05_towns"]
[x05_towns]
rests_on = ["c1"]
picture = ["c1", "c2.y"]
[x05_towns.en]
title = "Much or none"
answer = "Much helps: {c1}, from {c1.y b} to {c1 a}."
depends = "nothing; {c1 holds}"
theory = "Nothing parts."
[x05_towns.zh]
title = "多与无"
answer = "多者有用：{c1}。"
"""
EXPECTED = """[[expected]]
study = "x05_towns"
a_is = "lower"
source = "src:huang2026"
says = "it helps"
says_zh = "有用"
[[expected]]
study = "x05_towns"
of = "c2.z"
a_is = "same"
within = 0.1
source = ["note:B7"]
[[expected]]
study = "x06_towns"
a_is = "higher"
source = "src:huang2026"
"""


@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_is_valid_in_both_languages_and_has_a_page(path):
    study, quick = Study.read(path), Study.read(path, quick=True)
    assert study.question and study.question_zh and study.hypothesis and study.hypothesis_zh
    assert study.replications >= 5 and study.days >= 300 and study.warmup_days == 60
    assert quick.n_points * quick.replications * quick.days < 5000
    page = path.with_suffix(".md").read_text(encoding="utf-8")
    assert study.question in page and f"coprod sweep experiments/{path.name}" in page and "<!-- generated -->" in page


@pytest.mark.parametrize("path", [path for path in STUDIES if kept(FOLDER, path.stem).is_file()], ids=lambda path: path.stem)
def test_what_is_measured_is_contrasted_in_other_towns_and_under_another_rule(path):
    """Contrasts named in both languages, an ensemble as nature, and a rule with two levels, or a comment that says why not."""
    text = path.read_text(encoding="utf-8")
    tree = tomllib.loads(text)
    assert all(one["names"] and one["names_zh"] for one in tree["analysis"]["contrasts"])
    assert tree["nature"]["ensemble"] and (tree.get("rules") or "# No alternative rule:" in text)
    found = read(kept(FOLDER, path.stem))
    assert len(found["contrasts"]) == len(tree["analysis"]["contrasts"]) and not found["made"]["missing"]


def test_the_pages_in_the_repository_are_made_of_the_findings_in_it():
    assert not [path.name for path in pages.outdated()], "run: python -m experiments.pages"


@pytest.fixture(scope="module")
def towns(tmp_path_factory):
    """A folder with two studies of a model with known answers, one of them made."""
    folder = tmp_path_factory.mktemp("book") / "experiments"
    folder.mkdir()
    (folder / "towns.csv").write_text("name,c\ndefault,0.0\nother,0.5\n")
    for name in ("x05_towns", "x06_towns"):
        (folder / f"{name}.toml").write_text(TOWNS, encoding="utf-8")
        (folder / f"{name}.md").write_text("Above.\n<!-- generated -->\nof yesterday\n<!-- end -->\nBelow.\n", encoding="utf-8")
    (folder / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    (folder / "expected.toml").write_text(EXPECTED, encoding="utf-8")
    place = folder.parent / "results"
    read_all = Study.read
    with patch.object(making.Study, "read", lambda path, quick: read_all(path, quick=quick, allow_code=True)):
        assert making.main(["x05", "--workers", "0", "--results", str(place)], folder) == 0
    return folder, Results.load(place / "x05_towns")


def test_a_study_is_made_and_its_pages_renewed(towns):
    """``python -m experiments``: report, figures and pages; what stands by hand stays, and so do pages of what is not made."""
    folder, results = towns
    text = (folder / "x05_towns.md").read_text(encoding="utf-8")
    assert text.startswith("Above.\n") and text.endswith("Below.\n") and "yesterday" not in text and "runs of" in text
    assert "yesterday" in (folder / "x06_towns.md").read_text(encoding="utf-8")
    drawn = sorted((folder / "figures").glob("*.svg"))
    assert len(drawn) > 3 and all(f"figures/{file.name}" in text and file.read_text().startswith("<svg") for file in drawn)
    assert (results.folder / "report.zh.html").is_file()
    before = kept(folder, "x05_towns").read_bytes()
    assert making.main(["x05", "--no-runs", "--results", str(results.folder.parent)], folder) == 0
    assert kept(folder, "x05_towns").read_bytes() == before


def test_what_is_kept_is_what_the_report_says(towns):
    folder, results = towns
    data = read(kept(folder, "x05_towns"))
    found = Findings(results, "en")
    first, second = data["contrasts"]
    y = first["outcomes"]["y"]
    a, b = (found.values("y")[[i for i, at in enumerate(found.design["a"]) if at == level]].mean(axis=0) for level in (1, 0))
    assert y["difference"][0] == pytest.approx((a - b).mean(), rel=1e-5) and y["pairs"] == 8
    assert y["difference"][0] == pytest.approx(-0.9, abs=0.02)  # −(1 − 2 b), b = 0 and 0.1
    assert (y["everywhere"]["n"], y["everywhere"]["holds"], y["p_holm"] < 0.05) == (4, 4, True)
    assert second["by"] == "z" and second["outcomes"]["z"]["asked"]["n"] == 2  # given b = 0, two sets of parameters are left
    assert [level["difference"][0] for level in second["outcomes"]["z"]["by_level"]] == [0.25, 0.25, 0, 0.5]
    assert data["nature"][1]["levels"][0] == {"en": "default town", "zh": "默认城镇"}
    assert first["names"]["a"] == {"en": "much", "zh": "多"} and data["made"]["replications"] == 8
    again = {**measured(Results.load(results.folder), data["figures"]), "study": "x05_towns"}
    assert as_json(again).count("\n") < 1.2 * as_json(data).count("\n") and json.loads(as_json(again))["made"] == data["made"]


def test_the_pages_say_what_was_kept_in_both_languages(towns):
    folder, _ = towns
    assert not pages.outdated(folder)
    y = read(kept(folder, "x05_towns"))["contrasts"][0]["outcomes"]["y"]["difference"]
    size = f"−{-y[0]:.3f} (−{-y[1]:.3f} … −{-y[2]:.3f})"
    english, chinese = ((folder.parent / "docs" / name).read_text(encoding="utf-8") for name in ("findings.md", "findings.zh.md"))
    rows = [line for line in english.splitlines() if line.startswith("| [X5]")]
    assert len(rows) == 1 and f"Much helps: {size}, from " in rows[0]
    assert rows[0].endswith("| nothing; 4 of 4, 2 of them distinct | high |")
    assert f"| much against none: Y {size} units |" in rows[0] and "X6 · 多与无相比 |" in chinese
    assert "*not measured on this model*" in english and "尚未在本模型上测得" in chinese
    assert ("The model agrees with 1, does the opposite of 0, differs where no difference was expected in 1, "
            "and is not clear about 0; 1 are not measured yet") in english
    assert "| 所运行的各种情形均不反号 | 高 |" in chinese  # nothing is written there, so it follows from the data
    assert f"多者有用：{size}。" in chinese and "| 高 |" in chinese and "x05_towns-contrasts.zh.svg" in chinese
    page = (folder / "x05_towns.md").read_text(encoding="utf-8")
    assert page.count(size) >= 4 and "默认城镇" in page and "default town" in page
    assert "much against none" in (folder / "figures" / "x05_towns-contrasts.svg").read_text(encoding="utf-8")
    assert "多与无相比" in (folder / "figures" / "x05_towns-contrasts.zh.svg").read_text(encoding="utf-8")


def test_a_page_that_is_not_what_the_data_make_it_is_found(towns, capsys):
    folder, _ = towns
    page = folder.parent / "docs" / "findings.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("high", "low"), encoding="utf-8")
    assert pages.main(["--check"], folder) == 1 and "findings.md differs" in capsys.readouterr().out
    assert pages.main([], folder) == 0 and page.read_text(encoding="utf-8") == text


def test_mistakes_in_what_is_written_by_hand_are_told_all_at_once(towns, capsys):
    folder, _ = towns
    said = ANSWERS.replace("{c1}", "{c3}").replace('"c2.y"', '"c2.yy"') + "[x07]\n"
    signs = EXPECTED.replace("within = 0.1\n", "").replace("note:B7", "src:nobody")
    (folder / "answers.toml").write_text(said, encoding="utf-8")
    (folder / "expected.toml").write_text(signs, encoding="utf-8")
    try:
        with pytest.raises(InputProblems) as told:
            Book.open(folder)
        lines = str(told.value)
        for part in ("answers.toml:7: x05_towns.en.answer = 'c3'", "c2.yy", "x07", "expected.toml", "within", "src:nobody"):
            assert part in lines
        assert pages.main([], folder) == 2 and "c2.yy" in capsys.readouterr().err
    finally:
        (folder / "answers.toml").write_text(ANSWERS, encoding="utf-8")
        (folder / "expected.toml").write_text(EXPECTED, encoding="utf-8")


def outcome(difference, by_state, p_holm=0.01, **more):
    """Return an outcome of a contrast as it is kept, its states counted from their intervals."""
    sign = 1 if difference[0] > 0 else -1
    same = [state[0] * sign > 0 for state in by_state]
    clear = [state[1] * state[2] > 0 for state in by_state]
    where = {"n": len(by_state), "holds": sum(s and c for s, c in zip(same, clear, strict=True)),
             "same_unclear": sum(s and not c for s, c in zip(same, clear, strict=True))}
    kept_so = {"difference": difference, "by_state": by_state, "p_holm": p_holm, "pairs": 8, "everywhere": where}
    return {**kept_so, "by_level": [], **more}


CLEAR, UNCLEAR, OTHER = [-2, -3, -1], [-1, -3, 1], [1, -1, 3]


@pytest.mark.parametrize(("states", "p_holm", "word"), [
    ([CLEAR] * 4, 0.01, "high"), ([CLEAR, CLEAR, UNCLEAR, UNCLEAR], 0.01, "high"),
    ([CLEAR, UNCLEAR, UNCLEAR, UNCLEAR], 0.01, "moderate"),
    ([CLEAR, CLEAR, CLEAR, OTHER], 0.01, "moderate"), ([CLEAR, CLEAR, OTHER, OTHER], 0.01, "low"), ([CLEAR] * 4, 0.06, "low"),
    ([CLEAR], 0.01, "low")])
def test_confidence_follows_from_the_test_and_the_states(states, p_holm, word):
    """The estimates of the states differ a little, as those of states do that are states of their own."""
    apart = [[value - i / 100 for value in state] for i, state in enumerate(states)]
    assert confidence(outcome(CLEAR, apart, p_holm)) == word


def test_an_alternative_that_changes_no_figure_is_no_other_state():
    assert distinct(outcome(CLEAR, [CLEAR] * 4)) == 1 and confidence(outcome(CLEAR, [CLEAR] * 4)) == "low"
    assert holds(outcome(CLEAR, [CLEAR, CLEAR, OTHER]), "en") == "2 of 3, 2 of them distinct"


def test_confidence_that_nothing_differs_needs_a_narrow_interval():
    narrow = [0.0, -0.5, 0.5]
    assert confidence(outcome(narrow, [narrow, [0.1, -0.4, 0.6]], 0.9), within=1) == "high"
    assert confidence(outcome(narrow, [narrow, [3, -9, 9]], 0.9), within=1) == "moderate"
    assert confidence(outcome(UNCLEAR, [UNCLEAR, UNCLEAR], 0.9), within=1) == "low"
    assert confidence(outcome([0, 0, 0], [[0, 0, 0]] * 2, None)) == "high" and lowest(["high", "low", "moderate"]) == "low"


def test_expectations_are_met_missed_or_left_open():
    found = outcome(CLEAR, [CLEAR])
    assert [agreement(found, sign, 0.1) for sign in ("lower", "higher", "same")] == ["agrees", "opposite", "differs"]
    vague = outcome(UNCLEAR, [UNCLEAR], 0.4)
    assert [agreement(vague, sign, 0.1) for sign in ("lower", "higher", "same")] == ["not_clear"] * 3
    assert agreement(vague, "same", 4) == "agrees"


def test_a_level_turns_a_finding_if_its_sign_is_the_other():
    levels = [{"level": "p", "difference": CLEAR}, {"level": "q", "difference": OTHER}]
    assert [one["level"] for one in turned(outcome(CLEAR, [CLEAR], by_level=levels))] == ["q"]
    assert not turned(outcome(UNCLEAR, [UNCLEAR], by_level=levels))  # what is not clear has no sign to turn


def test_references_are_read():
    assert Reference.parse("c1") == Reference(0) and Reference.parse("c2.golden_hit holds") == Reference(1, "golden_hit", "holds")
    assert Reference.parse("c1.cost").outcome == "complete_cost"
    assert not any(map(Reference.parse, ("c0", "x1", "c1 much", "c", 1)))


@pytest.mark.slow
@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.stem)
def test_every_study_runs_when_quick(path, tmp_path):
    results = sweep(Study.read(path, quick=True), tmp_path, Options(workers=2))
    assert set(results.counts()) == {"ok"} and results.runs[results.outcomes].notna().any().any()


@pytest.mark.parametrize("path", sorted((FOLDER / "findings").glob("x*.json")), ids=lambda path: path.stem)
def test_what_is_kept_of_a_and_b_differs_by_what_is_kept_as_their_difference(path):
    for one in json.loads(path.read_text(encoding="utf-8"))["contrasts"]:
        for name, outcome in one["outcomes"].items():
            a, b, difference = outcome["a"], outcome["b"], outcome["difference"][0]
            if None not in (a, b, difference):
                assert a - b == pytest.approx(difference, abs=2e-3 * (abs(a) + abs(b)) + 1e-9), name
