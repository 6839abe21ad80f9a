"""The report and the exports: one file, no network, small, both languages, honest about what is missing."""

import re
import shlex
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from coprod.laboratory import Results
from coprod.laboratory.designs import Plan
from coprod.laboratory.export import stata_names, write_csv, write_stata
from coprod.laboratory.report import write_report
from coprod.laboratory.runner import sweep
from coprod.text.problems import InputProblems
from tests.failures import Failures

LETTERS = 'a = "plausible"\nb = "plausible"\nc = "plausible"'
DESIGNS = {
    "factorial": ("LINEAR", "", "a = [0, 0.5, 1]\nb = [0, 1]\nc = [0, 1]"),
    "packages": ("LINEAR", '[packages.p]\na = 1\n[packages.q]\nb = 1\n[analysis]\nshapley = "y"\n', ""),
    "one lever": ("NOISY", "", "x = [0, 1, 2, 5]"),
    "no lever": ("NOISY", "", ""),
    "sobol": ("LINEAR", '[design]\nkind = "sobol"\nsamples = 8', LETTERS),
    "morris": ("LINEAR", '[design]\nkind = "morris"\ntrajectories = 4', LETTERS),
    "groups": ("LINEAR", '[design]\nkind = "sobol"\nsamples = 8\n[groups]\nboth = ["a", "c"]', LETTERS),
    "groups of morris": ("LINEAR", '[design]\nkind = "morris"\ntrajectories = 4\n[groups]\nboth = ["a", "c"]', LETTERS),
    "given data": ("LINEAR", '[design]\nkind = "latin_hypercube"\nsamples = 40\n[analysis]\n'
                   'given_data = ["delta", "pawn", "rbd_fast"]',
                   LETTERS.replace('b = "plausible"', 'b = { dist = "beta", alpha = 2, beta = 3 }')),
    "latin_hypercube": ("BOX", '[design]\nkind = "latin_hypercube"\nsamples = 300\n'
                               '[analysis]\ndiscovery = { outcome = "y", above = 0.5 }', LETTERS),
    "tipping": ("HYSTERESIS", '[analysis]\ntipping = { lever = "x", outcome = "y", direction = "start" }',
                "x = [0, 2, 4, 6, 8, 10]\nstart = [0, 1]"),
    "robustness": ("LINEAR", '[analysis]\nrobustness = "y"\nthreshold = 3\n[uncertainties]\nb = [0, 1]', "a = [0, 0.5, 1]"),
    "contrasts": ("LINEAR", '[analysis]\ncontrasts = [{ a = { a = 1 }, b = { c = 1 }, given = { b = 1 }, cost = "y" }]',
                  "a = [0, 1]\nb = [0, 1]\nc = [0, 1]"),
    "failures": ("SOMETIMES", "", "x = [0, 3, 4]"),
    "constant": ("TROUBLE", "", "x = [0, 7]"),
    "nothing but failures": ("TROUBLE", "", "x = [4, 5]"),
}


class Page(HTMLParser):
    """Collects what a page would load, and its texts, and checks that tags are closed."""

    VOID = frozenset({"meta", "br", "img", "line", "polyline", "polygon"})

    def __init__(self, text):
        super().__init__()
        self.open, self.loads, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.loads += [value for name, value in attributes if name in ("src", "href", "xlink:href", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag in self.VOID or self.open.pop() == tag

    def handle_data(self, text):
        self.words.append(text)


@pytest.fixture
def page(study, run, tmp_path):
    def make(design, language="en", replications=3):
        model, text, levers = DESIGNS[design]
        results = run(study(model, text, levers=levers, replications=replications), workers=0)
        path = write_report(results, tmp_path / f"{language}.html", language)
        text = path.read_text(encoding="utf-8")
        return results, text, Page(text)

    return make


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.filterwarnings("error")
def test_every_design_has_a_report_that_needs_no_network(page, design, language):
    _, text, parsed = page(design, language)
    assert parsed.loads == [] and not parsed.open and len(text.encode()) < 5e6
    assert not re.search(r"url\(|@import|<script|<link", text) and "NaN" not in text and ">nan<" not in text
    assert "<h1>Does it hold?</h1>" in text and (language == "zh") == ("研究发现" in text)


def test_the_answer_is_one_sentence_with_its_interval(page):
    _, text, _ = page("one lever", replications=30)
    answer = re.search(r'class="answer">(.*?)</p>', text).group(1)
    assert re.search(r"Y \(units\) is \S+ at the reference, and no other policy improves it clearly", answer)
    assert "+5." in answer and "95 % confidence interval over 30" in answer


def test_the_answer_compares_policies_and_not_what_nobody_can_choose(page):
    _, text, _ = page("robustness", replications=5)
    answer = re.search(r'class="answer">(.*?)</p>', text).group(1)
    assert "of 2 other policies" in answer and " b " not in answer


def test_failures_are_told_with_the_command_that_makes_them_again(page):
    results, text, _ = page("failures", replications=9)
    assert "1 of 27 runs failed" in text and "the dam broke" in text and "sometimes_fails(" in text
    assert results.counts()["error"] == 1


def test_an_unfinished_sweep_and_a_quick_one_say_so(study, run, tmp_path):
    results = run(study("NO_WORK", quick=True), shard=(0, 2))
    text = write_report(results, tmp_path / "page.html", "en").read_text()
    assert "quick trial" in text and "runs are not finished" in text


def test_the_commands_that_make_a_study_again_can_be_given_to_a_shell(study, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    asked = replace(study("NO_WORK"), name="a study")
    found = {}
    for folder in ("results/a study", "results/a study-quick", "else where"):
        text = write_report(sweep(asked, folder, workers=0), tmp_path / "page.html", "en").read_text(encoding="utf-8")
        found[folder] = [shlex.split(unescape(line))[2:] for line in re.findall("coprod sweep [^<\n]*", text)]
    for folder, lines in found.items():
        out = [] if folder == "results/a study" else ["--out", folder]
        assert lines == [["a study.toml", "--allow-code", *out], ["a study.toml", "--allow-code", *out, "--verify", "5"]]


def test_a_report_of_points_that_a_program_chose_gives_no_command(study, run, tmp_path):
    asked = study("NO_WORK", levers="x = [0, 1]")
    results = run(replace(asked, plan=Plan("table", rows=((0,), (1,)))))
    text = write_report(results, tmp_path / "page.html", "en").read_text(encoding="utf-8")
    assert "A program chose these points" in text and "coprod sweep" not in text


def test_what_people_write_cannot_break_the_page(study, run, tmp_path):
    question = study("NO_WORK", 'hypothesis = "<script>alert(1)</script> & \\"quotes\\""')
    text = write_report(run(question), tmp_path / "page.html", "en").read_text()
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_shapley_and_discovery_are_in_words(page):
    assert "67 %" not in page("packages")[1]
    assert re.search(r">p \(300 %\)", page("packages")[1])  # +3 of a total of +1
    found = page("latin_hypercube")[1]
    assert re.search(r"≤ a ≤ .* and b ≥ |b ≥ .* and .*≤ a ≤", found)


def test_csv_and_stata_hold_the_same_numbers(study, run, tmp_path):
    results = run(study("SOMETIMES", levers="x = [0, 0.1, 3]", replications=9))
    csv = pd.read_csv(write_csv(results, tmp_path / "runs.csv"))
    assert (csv.y.to_numpy()[:18] == results.runs.y.to_numpy()[:18]).all() and csv.y.isna().sum() == 1
    path = write_stata(results, tmp_path / "runs.dta")
    stata = pd.read_stata(path)
    assert np.array_equal(stata.y, results.runs.y, equal_nan=True) and list(stata.status) == list(results.runs.status)
    with pd.io.stata.StataReader(path) as reader:
        assert reader.variable_labels()["y"] == "Y (units)"


def test_stata_names_fit_and_differ():
    names = stata_names(["points.reward", "points_reward", "2x", "a" * 40, "a" * 41])
    assert list(names.values()) == ["points_reward", "points_reward2", "_2x", "a" * 32, "a" * 31 + "2"]


def test_results_answer_sql_and_know_their_series(study, run):
    results = run(study("SERIES", '[series]\ncolumns = ["level"]\nevery = 5\n[windows]\n'
                                  'early = { series = "level", from = 0, to = 4, how = "sum" }', levers="x = [1, 2]"))
    assert results.sql("select avg(y) as m from runs where x = 2").m[0] == results.runs[results.runs.x == 2].y.mean()
    assert list(results.runs.early.unique()) == [4 * 1 + 6, 4 * 2 + 6]
    first = results.series[(results.series.point == 0) & (results.series.replication == 0)]
    assert list(first.step) == [0, 1] and list(first.level) == [3, 8]


def test_series_of_an_earlier_form_of_the_study_do_not_hide_those_that_are_asked_for_now(study, run, tmp_path):
    kept = {}
    for folder, asked in (("out", "level"), ("out", "halves"), ("fresh", "halves")):
        results = run(study("TWO_SERIES", f'[series]\ncolumns = ["{asked}"]', levers="x = [0, 1]"), folder)
        kept[folder] = (tmp_path / folder / "series.parquet").read_bytes()
    assert kept["out"] == kept["fresh"]
    assert list(results.series) == ["point", "replication", "step", "halves"] and len(results.series) == 2 * 5 * 20
    both = run(study("TWO_SERIES", '[series]\ncolumns = ["level", "halves"]', levers="x = [0, 1]"), "out").series
    assert list(both.count()) == [200, 200, 200, 200, 100]  # halves, level: none is cut short


def test_a_report_without_a_value_of_its_series_says_so(study, run, tmp_path):
    with Failures() as failures:
        for text, levers, said in (('columns = ["level"]', "x = [9]", ("not checked: no run has values", "没有任何一次运行留有")),
                                   ("every = 2", "x = [0, 1]", ("the study keeps no daily series", "研究未保留逐日序列"))):
            results = run(study("TWO_SERIES", f"[series]\n{text}", levers=levers), text[:5])
            for language, words in zip(("en", "zh"), said, strict=True):
                with failures.case(f"{text} {language}"):
                    page = write_report(results, tmp_path / "page.html", language).read_text(encoding="utf-8")
                    assert results.series.empty and words in page
                    assert "long enough" not in page and ">足够<" not in page


def test_a_folder_that_is_none_is_said_in_words(tmp_path):
    with pytest.raises(InputProblems, match="not a folder of results"):
        Results.load(tmp_path)
