"""Policies in time in studies: factors, keys, mistakes, and the event study of the report."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

import coprod
from coprod.kernel.streams import Streams
from coprod.laboratory import Study
from coprod.laboratory.analysis.event_study import NEVER, event_study, first_time
from coprod.laboratory.policy_points import event_studies
from coprod.laboratory.report import write_report
from coprod.laboratory.runner import Options, sweep
from coprod.laboratory.simulate import parameters_of
from coprod.parameters.model import Parameters, declarations
from coprod.text.numbers import change
from coprod.text.problems import InputProblems

ROOT = Path(coprod.__file__).parents[1]
STUDY = """question = "q"
outcomes = ["loss"]
days = 60
replications = 2
[[policy]]
name = "pilot"
set = {"approval.levels" = 1}
from = 20
when = "backlog_hours > threshold"
threshold = 5
"""


def read(tmp_path, text):
    (tmp_path / "s.toml").write_text(STUDY + text, encoding="utf-8")
    return Study.read(tmp_path / "s.toml")


def test_entries_are_factors_and_enter_keys(tmp_path):
    study = read(tmp_path, """[levers]
"policy.pilot.from" = [10, 20]
"policy.pilot.set.approval.levels" = [0, 1]
"policy.pilot.threshold" = [5, 10]
"policy.pilot.when" = ["backlog_hours > threshold", "utilisation > threshold"]
""")
    assert study.n_points == 16 and len(set(study.digests())) == 16
    (policy,) = parameters_of(study.values(1), "here").policies
    assert (policy.begins, dict(policy.settings), policy.threshold) == (10, {"approval.levels": 0}, 5.0)
    plain = read(tmp_path, "")
    assert plain.digests()[0] in study.digests(), "what is the same to the model has the same key"
    unquoted = read(tmp_path, """[levers.policy.pilot]
from = [10, 20]
set.approval.levels = [0, 1]
threshold = [5, 10]
when = ["backlog_hours > threshold", "utilisation > threshold"]
""")
    assert unquoted.digests() == study.digests()


def test_a_range_of_days_is_sampled_in_whole_days(tmp_path):
    study = read(tmp_path, """[design]
kind = "latin_hypercube"
samples = 8
[levers]
"policy.pilot.from" = { from = 0, to = 40 }
""")
    days = [parameters_of(study.values(point), "here").policies[0].begins for point in range(8)]
    assert all(isinstance(day, int) and 0 <= day <= 40 for day in days) and len(set(days)) > 5


@pytest.mark.parametrize(("text", "told"), [
    ('[levers]\n"policy.pilto.from" = [1, 2]\n', "there is no policy pilto"),
    ('[levers]\n"policy.pilot.form" = [1, 2]\n', r"no such entry; allowed are from, until.* Did you mean policy\.pilot\.f"),
    ('[levers]\n"policy.pilot.frm" = [1, 2]\n', r"Did you mean policy\.pilot\.from"),
    ('[levers]\n"policy.pilot.set.approval.level" = [1, 2]\n', r"Did you mean policy\.pilot\.set\.approval\.levels"),
    ('[levers]\n"policy.pilot.compliance" = [0, 2]\n', "allowed are numbers from 0 to 1"),
    ('[levers]\n"policy.pilot.set.approval.levels" = [0, 9]\n', "allowed are whole numbers from 0 to 5"),
    ('[levers]\n"policy.pilot.when" = ["backlog > threshold"]\n', "there is no daily series backlog"),
    ('[[policy]]\nset = {"points.redemption" = 0}\n', "is not a lever"),
])
def test_mistakes_are_told_before_anything_runs(tmp_path, text, told):
    with pytest.raises(InputProblems, match=told):
        read(tmp_path, text)


def told(tmp_path, text, head=STUDY):
    """Return line, key and text of every mistake."""
    (tmp_path / "s.toml").write_text(head + text, encoding="utf-8")
    with pytest.raises(InputProblems) as error:
        Study.read(tmp_path / "s.toml")
    return [(one.where.rpartition(":")[2], one.key, str(one)) for one in error.value.problems]


def test_policies_are_judged_whatever_else_is_wrong_each_mistake_with_its_line(tmp_path):
    found = told(tmp_path, '''compliance = 3
[levers]
"policy.pilto.from" = [1, 2]
"approval.level" = [1]
[[policy]]
set = {"staff.count" = 999999, "points.reward" = [9]}
[[policy]]
set = {"points.reward" = 1}
when = "backlog > 5"
until = 3
from = 4
''')
    assert [one[:2] for one in found] == [
        ("14", "levers.approval.level"), ("13", "policy.pilto.from"), ("11", "policy[0].compliance"),
        ("16", "policy[1].set.staff.count"), ("16", "policy[1].set.points.reward"), ("20", "policy[2].until")]
    found = told(tmp_path, 'wurst = 1\n[[policy]]\nset = {"points.reward" = 1}\nwhen = "backlog > 5"\n', "")
    assert ("4", "policy[0].when") in [one[:2] for one in found]


def test_entries_that_a_study_varies_are_not_judged_by_their_table(tmp_path):
    """The table alone lacks its threshold and ends before it begins; some values that are never used are wrong."""
    text = STUDY.replace("threshold = 5\n", "until = 10\n").replace("from = 20", "from = -1")
    more = '''[levers]
"policy.pilot.threshold" = [5, 10]
"policy.pilot.until" = [30, 40]
"policy.pilot.from" = [20]
'''
    (tmp_path / "s.toml").write_text(text + more, encoding="utf-8")
    assert Study.read(tmp_path / "s.toml").n_points == 4
    package = '[packages.late.no]\n"policy.pilot.from" = 3\n[packages.late.yes]\n"policy.pilot.from" = 9\n'
    (tmp_path / "s.toml").write_text(text + more.replace('"policy.pilot.from" = [20]\n', package), encoding="utf-8")
    assert Study.read(tmp_path / "s.toml").n_points == 8


def test_mistakes_of_combinations_have_the_line_of_their_parameter(tmp_path):
    found = told(tmp_path, '[levers]\n"town.communities" = [1, 2]\n[set]\n"town.streets" = 2\n')
    assert [one[:2] for one in found] == [("12", "town.communities")]


def test_a_threshold_has_no_plausible_range(tmp_path):
    for value in ('"plausible"', "{ from = 3 }", '{ dist = "uniform", low = 3 }'):
        found = told(tmp_path, f'[design]\nkind = "latin_hypercube"\nsamples = 2\n[levers]\n"policy.pilot.threshold" = {value}\n')
        assert len(found) == 1 and found[0][0] == "15", found
    (tmp_path / "s.toml").write_text(STUDY + '[design]\nkind = "latin_hypercube"\nsamples = 2\n[levers]\n'
                                     '"policy.pilot.threshold" = { from = 3, to = 9 }\n', encoding="utf-8")
    assert Study.read(tmp_path / "s.toml").n_points == 2


def test_what_before_and_after_tells_is_the_effect_and_what_would_have_come_anyway():
    """A step of 3 at day 40 on a trend of 0.1 a day: 20 days after less 20 before tell 3 + 2, the pairs tell 3."""
    noise = Streams(4)("laboratory.test").normal(size=(50, 80))
    without = noise + 0.1 * np.arange(80)
    own = 0.2 * Streams(5)("laboratory.test").normal(size=(50, 80))
    in_force = np.tile((np.arange(80) >= 40) & (np.arange(80) < 60), (50, 1))
    with_it = without + own + 3.0 * in_force
    found = event_study(with_it, without, in_force)
    assert found.in_force.low < 3 < found.in_force.high and found.in_force.high - found.in_force.low < 0.05
    assert found.before_after.low < 5 < found.before_after.high and found.without.low < 2 < found.without.high
    effect = {int(step): one.estimate for step, one in zip(found.steps, found.effect, strict=True)}
    assert min(effect) == -40 and max(effect) == 39
    assert abs(effect[-1]) < 0.15 and abs(effect[0] - 3) < 0.15 and abs(effect[19] - 3) < 0.15 and abs(effect[20]) < 0.15


def test_every_run_has_its_own_date():
    without = np.zeros((3, 10))
    in_force = np.array([np.arange(10) >= 4, np.arange(10) >= 6, np.zeros(10)], dtype=bool)
    found = event_study(in_force.astype(float), without, in_force)
    assert found.steps.tolist() == list(range(-6, 6)) and found.in_force.estimate == 1.0 and found.in_force.n == 2
    assert [one.estimate for one in found.effect] == [0.0] * 6 + [1.0] * 6
    never = event_study(without, without, np.zeros((3, 10), dtype=bool))
    assert not never.steps.size and (never.in_force.n, never.n_around) == (0, 0)


def spells(text):
    return np.array([[mark == "#" for mark in line] for line in text.split()])


def test_all_days_in_force_after_the_warm_up_count_in_every_run():
    """Each run by the mean of its own days: −1 in the first time in force, −4 whenever it comes back, 100 in the warm-up."""
    held = spells("...##..##. ##.....#.. .####..#.. .......... ##........")
    effect = np.array([[0, 0, 0, -1, -1, 0, 0, -4, -4, 0], [100, 100, 0, 0, 0, 0, 0, -4, 0, 0],
                       [0, 100, -1, -1, -1, 0, 0, -4, 0, 0], [0] * 10, [100, 100] + [0] * 8], dtype=float)
    found = event_study(7 + effect, np.full((5, 10), 7.0), held, first=2)
    by_run = np.array([-2.5, -4, -1.75])
    assert found.in_force.n == 3 and np.isclose(found.in_force.estimate, by_run.mean())
    half = 4.302652729911275 * by_run.std(ddof=1) / np.sqrt(3)  # Student's t with two degrees of freedom
    assert np.allclose([found.in_force.low, found.in_force.high], [by_run.mean() - half, by_run.mean() + half])
    assert found.n_around == 1 and found.before_after.n == 1, "the others began in the warm-up"
    assert found.before_after.estimate == -1 and dict(zip(found.steps, found.effect, strict=True))[0].estimate == -1


def test_the_first_time_in_force_ends_where_the_policy_first_ends():
    start, end = first_time(spells("...##..##. .......... ########## .........#"))
    assert start.tolist() == [3, NEVER, 0, 9] and end[[0, 2, 3]].tolist() == [5, 10, 10]


RELIEF = """question = "q"
outcomes = ["backlog"]
days = 50
warmup_days = 15
replications = 5
[[policy]]
name = "relief"
set = {"directive.rate" = 0.1}
when = "backlog_hours > threshold"
threshold = 20
hold = 5
[levers]
"policy.relief.compliance" = [0, 1]
[set]
"town.streets" = 1
"town.communities" = 2
"town.residents_per_community" = 200
[series]
columns = ["backlog_hours", "policies_in_force"]
"""


def test_the_report_counts_all_runs_of_a_policy_by_condition(tmp_path):
    (tmp_path / "s.toml").write_text(RELIEF, encoding="utf-8")
    results = sweep(Study.read(tmp_path / "s.toml"), tmp_path / "out", Options(workers=0))
    table = results.series.set_index(["point", "replication", "step"]).sort_index()
    differences, late = [], 0
    for run in range(5):
        with_it, without = table.loc[1, run], table.loc[0, run]
        held = with_it["policies_in_force"] > 0
        late += held.any() and held.idxmax() > 15
        if held[15:].any():
            differences.append((with_it["backlog_hours"] - without["backlog_hours"])[15:][held[15:]].mean())
    assert late < len(differences), "the study must hold runs in which the policy began in the warm-up"
    page = write_report(results, tmp_path / "r.html", "en").read_text(encoding="utf-8")
    row = page.partition("With it, before and after</th>")[2].partition("</tbody>")[0]
    assert f"{change(np.mean(differences), 'staff-hours')} (" in row and f", {len(differences)} of 5 runs" in row
    assert f"hold the {late} of 5 runs" in page or (not late and "In none of 5 runs" in page)
    chinese = write_report(results, tmp_path / "zh.html", "zh").read_text(encoding="utf-8")
    assert f"，5次运行中的{len(differences)}次" in chinese


def compared(tmp_path, name, entries, policies=""):
    """Return the figures of the event study of a policy that is in force on days 23 to 34 and then fades for 12."""
    text = RELIEF.replace('when = "backlog_hours > threshold"\nthreshold = 20\nhold = 5\n', f"{entries}\nfade = 12\n")
    (tmp_path / f"{name}.toml").write_text(text.replace("[levers]", policies + "[levers]"), encoding="utf-8")
    results = sweep(Study.read(tmp_path / f"{name}.toml"), tmp_path / name, Options(workers=0))
    page = write_report(results, tmp_path / f"{name}.html", "en").read_text(encoding="utf-8")
    return page, page.partition("With it, before and after</th>")[2].partition("</tbody>")[0]


def test_days_on_which_a_policy_fades_are_none_in_force_by_date_or_by_condition(tmp_path):
    always = 'when = "backlog_hours >= 0"\nfrom = 23\nuntil = 35'
    other = '[[policy]]\nname = "other"\nset = {"points.reward" = 4}\nfrom = 3\n'
    by_date = compared(tmp_path, "date", "from = 23\nuntil = 35")[1]
    assert "staff-hours" in by_date and compared(tmp_path, "condition", always)[1] == by_date
    beside = [compared(tmp_path, name, entries, other)[1] for name, entries in (("d", "from = 23\nuntil = 35"), ("c", always))]
    assert "staff-hours" in beside[0] and beside[0] == beside[1], "a policy beside it by date is no hindrance"
    both, _ = compared(tmp_path, "both", always, other.replace("from = 3", 'when = "backlog_hours > 1"'))
    assert "Another policy begins by a condition too" in both
    assert "Policy in time: directive.rate = 0.1, name = relief, when = backlog_hours &gt;= 0, from = 23" in both


def test_the_report_says_how_many_event_studies_it_leaves_out(tmp_path):
    text = RELIEF.replace("compliance\" = [0, 1]", "compliance\" = [0, 0.5, 1]\n\"points.reward\" = [1, 2, 3, 4, 5, 6, 7]")
    text = text.replace("days = 50", "days = 20").replace("replications = 5", "replications = 2").replace("200", "60")
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    results = sweep(Study.read(tmp_path / "s.toml"), tmp_path / "out", Options(workers=0))
    assert "The first 12 of 14 event studies" in write_report(results, tmp_path / "r.html", "en").read_text(encoding="utf-8")


def test_the_pilot_of_the_examples_runs_and_reports_its_event_study(tmp_path):
    study = Study.read(ROOT / "examples" / "pilot.toml", quick=True)
    pairs = event_studies(study)
    assert {one["policy"] for one in pairs} == {"pilot"} and all(one["from"] == 120 for one in pairs)
    results = sweep(study, tmp_path / "out", Options(workers=1))
    assert set(results.counts()) == {"ok"}
    for language, title in (("en", "Around the date"), ("zh", "政策前后")):
        page = write_report(results, tmp_path / f"{language}.html", language).read_text(encoding="utf-8")
        assert title in page and page.count("<svg") >= 3 * len(pairs)


@pytest.mark.parametrize("page", ["policies.md", "policies.zh.md"])
def test_the_policy_of_the_page_that_is_called_relief_relieves(page):
    """It lowers the directives of the town that it is for; compliance goes only part of the way."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    policies = {policy.name: policy for policy in Parameters.from_tree(tomllib.loads(text), where=page).policies}
    assert dict(policies["relief"].settings)["directive.rate"] < Parameters().directive.rate


def test_the_pages_name_all_levers_that_are_built_in():
    built = {declared.key for declared in declarations() if declared.role == "lever" and not declared.changeable}
    for page in ("policies.md", "policies.zh.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        named = set(text.partition("<!-- built in -->")[2].partition("<!-- end -->")[0].split("`")[1::2])
        assert named - {"town.*"} == {key for key in built if not key.startswith("town.")}, page
        assert "town.*" in named and not any(one.changeable for one in declarations() if one.group == "town")
