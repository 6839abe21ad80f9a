"""What a report says of its design: ranges, rules, points searched for, states that nobody chooses, what is not known."""

import re
from pathlib import Path

import numpy as np
import pytest

from coprod.laboratory import Study
from coprod.laboratory.analysis.event_study import event_study
from coprod.laboratory.describe import description
from coprod.laboratory.report import write_report
from coprod.laboratory.report.charts import bars
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.page import _package, _range
from coprod.laboratory.report.policy_section import _percent
from coprod.laboratory.simulator import TOWN
from coprod.text.glossary import translate

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("en", "zh")
LETTERS = 'a = "plausible"\nb = "plausible"\nc = "plausible"'
PATTERNS = ('outcomes = ["y", "z"]\n[design]\nkind = "pattern_space"\ngenerations = 5\npopulation = 20\n'
            "[design.patterns]\ny = { from = 0.2, to = 0.5, cells = 3 }\nz = { from = 0.2, to = 0.5, cells = 3 }\n")
PROFILE = ('[design]\nkind = "profile"\nfactor = "a"\nsteps = 3\ngenerations = 2\npopulation = 4\n'
           "targets = { y = { value = 2, tolerance = 5 } }\n")


@pytest.fixture
def pages(run, tmp_path):
    """Return the reports of a study in both languages, tags taken out, and its results."""

    def make(study, **options):
        results = run(study, **options)
        texts = [write_report(results, tmp_path / f"{one}.html", one).read_text(encoding="utf-8") for one in LANGUAGES]
        return results, *texts

    return make


def several(tmp_path, model, text, factors):
    """Return a study of two outcomes."""
    path = tmp_path / "study.toml"
    path.write_text(f'question = "Which?"\nmodel = "tests.laboratory.models:{model}"\nreplications = 1\n{text}\n{factors}\n')
    return Study.read(path, allow_code=True)


def answer(page):
    return re.search(r'class="answer">(.*?)</p>', page).group(1)


def test_a_point_beyond_two_ends_is_counted_once(pages, tmp_path):
    results, en, zh = pages(several(tmp_path, "RARE", PATTERNS, f"[levers]\n{LETTERS}"))
    y, z = (results.runs.sort_values("point")[name] for name in "yz")
    beyond = ((y < 0.2) | (y > 0.5) | (z < 0.2) | (z > 0.5)).sum()
    assert f"{beyond} points lie beyond the ends" in en and f"{beyond} 个设计点超出所设范围" in zh
    assert beyond <= len(y) < ((y < 0.2) | (y > 0.5)).sum() + ((z < 0.2) | (z > 0.5)).sum()


def test_discovery_among_points_that_were_searched_for_is_no_sample(pages, study, tmp_path):
    asked = '\n[analysis]\ndiscovery = { outcome = "y", above = 0.3 }\n'
    _, en, zh = pages(several(tmp_path, "RARE", PATTERNS + asked, f"[levers]\n{LETTERS}"))
    assert "no sample of the inputs as declared" in en and "并非按所声明的输入分布抽取的样本" in zh
    sample = study("BOX", f'[design]\nkind = "latin_hypercube"\nsamples = 20{asked}', levers=LETTERS, replications=1)
    _, en, zh = pages(sample, folder="sampled")
    assert "no sample of the inputs" not in en and "where the policy fails" in answer(en) and "政策在何处失效" in answer(zh)


def test_a_box_is_not_said_to_hold_most_failures(pages, study):
    text = '[design]\nkind = "latin_hypercube"\nsamples = 300\n[analysis]\ndiscovery = { outcome = "y", above = 0.5 }'
    _, en, zh = pages(study("TWO_BOXES", text, levers=LETTERS, replications=1))
    share = int(re.search(r"They gather where .*?: \d+ % of the runs there fail, and these are (\d+) % of all failures", en)[1])
    assert share < 50 and "Most of them" not in en and f"失效，占全部失效的 {share} %" in zh and "失效多集中" not in zh


def test_without_discovery_nothing_is_announced_on_where_a_policy_fails(pages, study):
    _, en, zh = pages(study("BOX", '[design]\nkind = "latin_hypercube"\nsamples = 20', levers=LETTERS, replications=1))
    assert answer(en) == "The inputs were sampled; below stands which of them matter." and "失效" not in answer(zh)


def test_values_at_which_all_runs_failed_are_said_to_be_unknown(pages, study):
    """The model fails where a is above 0.9; elsewhere every error is far below the tolerance."""
    pytest.importorskip("optuna")
    _, en, zh = pages(study("BRITTLE", PROFILE, levers='a = [0, 0.5, 0.95]\nb = "plausible"', replications=1))
    assert "at which there are outcomes: 0, 0.5." in answer(en) and "at 0.95 no run has the outcomes" in answer(en)
    assert "say nothing" not in answer(en) and "没有约束" not in answer(zh) and "取 0.95 时，没有一次运行得到" in answer(zh)


def test_states_of_the_world_are_not_called_policies(pages, tmp_path):
    text = 'outcomes = ["y", "z"]\n[analysis]\ntrade_off = ["y", "z"]\n[uncertainties]\nx = [0, 1, 2]\n'
    _, en, zh = pages(several(tmp_path, "HOLES", text, "[levers]\nkind = [1]"))
    assert "3 of 3 states of the world are beaten by no other" in en and "3 种情形中，有 3 种不被" in zh
    assert "<th>state of the world</th>" in en and "policies" not in answer(en) and "种政策" not in answer(zh)
    _, en, zh = pages(several(tmp_path, "HOLES", text.replace("uncertainties", "levers"), ""), folder="levers")
    assert "3 of 3 policies are beaten by no other" in en and "3 项政策中" in zh


def test_scales_and_distributions_of_ranges_are_said_in_both_languages(study, run):
    text = ('[design]\nkind = "latin_hypercube"\nsamples = 4\n[uncertainties]\nb = { dist = "beta", alpha = 2, beta = 3 }\n'
            'c = { dist = "lognormal", mean_log = -2, sd_log = 0.5 }\n')
    results = run(study("LINEAR", text, levers='a = { from = 0.01, to = 1, scale = "log" }', replications=1))
    said = {one: {factor["name"]: _range(Findings(results, one), factor) for factor in results.study["factors"]}
            for one in LANGUAGES}
    assert said["en"]["a"] == "0.01 … 1 (logarithmic scale)" and said["zh"]["a"] == "0.01 … 1（对数尺度）"
    assert said["en"]["b"] == "0 … 1 (beta: α 2, β 3)" and said["zh"]["b"] == "0 … 1（贝塔分布：α 2、β 3）"
    assert said["zh"]["c"].endswith("（对数正态分布：对数均值 −2、对数标准差 0.5）")
    assert "mean of the logarithm −2, standard deviation of the logarithm 0.5" in said["en"]["c"]


def test_rules_are_not_called_packages(study, run):
    results = run(study("LINEAR", levers="a = [0, 1]", replications=1))
    names = {"property_firm.effort": ("The rules of “P”", "“P”的规则"), "p": ("What the package “P” sets", "政策包“P”的内容")}
    for (name, texts), key in zip(names.items(), ("rules.property_firm.effort", "b"), strict=True):
        results.study["factors"] = [{"name": name, "en": "P", "zh": "P", "contents": {"q": {key: "q"}}}]
        for language, text in zip(LANGUAGES, texts, strict=True):
            assert text in _package(Findings(results, language), name)


def test_to_make_it_again_says_allow_code_where_the_study_names_code(study, run, tmp_path):
    results = run(study("LINEAR", levers="a = [0, 1]", replications=1), "results/study")
    commands = {}
    for model, code in (("tests.laboratory.models:LINEAR", {}), (TOWN, {}), (TOWN, {"mine:Rule": "1"})):
        results.study |= {"model": model, "code": code}
        page = write_report(results, tmp_path / "r.html", "en").read_text(encoding="utf-8")
        commands[model, bool(code)] = re.search(r"<pre>(coprod sweep.*?)</pre>", page, re.DOTALL).group(1).splitlines()
    assert commands[TOWN, False] == ["coprod sweep study.toml", "coprod sweep study.toml --verify 5"]
    for asked in (("tests.laboratory.models:LINEAR", False), (TOWN, True)):
        assert commands[asked] == ["coprod sweep study.toml --allow-code", "coprod sweep study.toml --allow-code --verify 5"]


def test_what_an_evaluation_sees_is_said_as_it_is_worked_out():
    """With 3 days in force from day 4, and a warm-up of 2 days, only 2 days lie before."""
    series, none = np.arange(10.0)[None, :], np.zeros((1, 10))
    in_force = (np.arange(10) >= 4) & (np.arange(10) < 7)
    assert event_study(series, none, in_force[None, :], 2).before_after.estimate == 5 - 2.5
    assert "or of all that there are after the warm-up" in translate("event.note", "en")
    assert "不足此数时，取其全部" in translate("event.note", "zh")
    for page, words in (("policies.md", "or of all that there are after"), ("policies.zh.md", "不足此数时，取其全部")):
        assert words in (DOCS / page).read_text(encoding="utf-8")


def test_a_share_that_rounds_to_nothing_has_no_sign():
    assert [_percent(share) for share in (-0.004, 0.004, -0.05, 1.0, float("nan"))] == ["0 %", "0 %", "−5 %", "100 %", ""]


def test_whiskers_of_bars_stay_within_the_scale():
    """An index of 0.1 ± 0.3 reaches below 0; the name of its input takes the first pixels."""
    picture = bars("indices", [("x", [0.1], [0.3])], ["total"])
    (whisker,) = re.findall(r'<line [^>]*class="bar"[^>]*>', picture)
    names = max(float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="end"', picture))
    assert float(re.search(r'x1="([\d.]+)"', whisker)[1]) > names


def test_scenarios_are_called_by_their_titles(tmp_path):
    text = ('question = "Which?"\nscenario = ["baseline", "rigid"]\ndays = 2\noutcomes = ["workload"]\n'
            '[levers]\n"staff.count" = [6, 7]\n')
    path = tmp_path / "asked.toml"
    path.write_text(text, encoding="utf-8")
    scenario, _ = description(Study.read(path), 2)["factors"]
    assert scenario["levels"] == ["baseline", "rigid"]
    assert scenario["labels"] == {"baseline": {"en": "Baseline", "zh": "基准"},
                                  "rigid": {"en": "Rigid procedure", "zh": "程序刚性"}}
    copy = tmp_path / "copy.toml"
    copy.write_text('[scenario]\ntitle_en = "Baseline"\ntitle_zh = "另一个"\n', encoding="utf-8")
    path.write_text(text.replace('"rigid"', f'"{copy}"'), encoding="utf-8")
    scenario, _ = description(Study.read(path), 2)["factors"]
    assert scenario["labels"] == {"baseline": {"en": "Baseline (baseline)", "zh": "基准"},
                                  str(copy): {"en": f"Baseline ({copy})", "zh": "另一个"}}
