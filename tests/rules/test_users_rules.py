"""Rules reach users: by name or as code of their own, from commands, scenarios, studies and Python, and never mixed up."""

import importlib
import json
import pickle
import sys

import mesa
import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.decisions import DECISIONS, Decision, RuleFailure, all_decisions
from coprod.interfaces.dashboard.decided import decided
from coprod.interfaces.entry import main
from coprod.laboratory import Results, Study
from coprod.laboratory.adapters.ema import StudyFunction
from coprod.laboratory.adapters.mesa_batch import batch_run_arguments
from coprod.laboratory.adapters.salib import SalibModel
from coprod.laboratory.batches import WrongVersion, prepare
from coprod.laboratory.jobs import Jobs
from coprod.laboratory.report.page import page
from coprod.laboratory.rule_code import fingerprint, fingerprint_of
from coprod.laboratory.runner import Options
from coprod.parameters import load_scenario
from coprod.text.problems import InputProblems
from tests.failures import Failures

EFFORT = "property_firm.effort"
SMALL = {"town.streets": 1, "town.communities": 2, "town.residents_per_community": 80}
SETS = [word for key, value in SMALL.items() for word in ("--set", f"{key}={value}")]
MINE = '''
from ruletools import ALL

class Lazy:
    """Does nothing."""
    def decide(self, seen):
        return ALL * seen.effort

class Broken:
    def decide_one(self, seen):
        raise RuntimeError("no idea")

class TooMuch:
    def decide(self, seen):
        return seen.effort + 7
'''
STUDY = """question = "Which rule?"
days = 40
replications = 1
outcomes = ["loss"]
[rules]
"property_firm.effort" = {levels}
property_firm.watch = "profit"
[set]
"town.streets" = 1
"town.communities" = 2
"town.residents_per_community" = 80
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Work in a folder with rules of one's own, found there and forgotten afterwards."""
    (tmp_path / "ownrules.py").write_text(MINE)
    (tmp_path / "ruletools.py").write_text("ALL = 0.0\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry])
    yield tmp_path
    forget()


def forget():
    """Be as a new process that has imported none of these rules."""
    for name in ("ownrules", "ruletools"):
        sys.modules.pop(name, None)
    importlib.invalidate_caches()
    fingerprint.cache_clear()


def study(folder, levels='["profit", "satisficing"]', more="", **reading):
    path = folder / "study.toml"
    path.write_text(STUDY.format(levels=levels) + more, encoding="utf-8")
    return Study.read(path, **{"allow_code": True, **reading})


def status(*words):
    with pytest.raises(SystemExit) as leaving:
        main([*words])
    return leaving.value.code


def mistakes(call, language="en"):
    with pytest.raises(InputProblems) as error:
        call()
    return "\n".join(error.value.lines(language))


def test_wrong_names_are_told_all_at_once_in_both_languages(folder, capsys):
    words = ["run", *SETS, "--set", "a.b=1"]
    for rule in (f"{EFFORT}=satisficing_", "property_firm.efort=profit", "x"):
        words += ["--rule", rule]
    assert status(*words, "--lang", "en") == 2
    said = capsys.readouterr().err
    assert all(part in said for part in (
        "4 errors", "Did you mean satisficing?", f"Did you mean {EFFORT}?", "decision=rule", "a.b"))
    assert status(*words, "--lang", "zh") == 2 and "没有这项决策" in capsys.readouterr().err
    more = '[rules.committee]\nx = 3\n[levers]\n"points.rewad" = [1]\n'
    said = mistakes(lambda: study(folder, '["profit", "profits", "profit"]', more))
    assert all(part in said for part in (
        "study.toml:6", "given twice", "Did you mean profit?", "rules.committee.x = 3", "points.rewad"))
    (folder / "mine.toml").write_text('[rules]\n"property_firm.efort" = "profit"\n[points]\nrewad = 2\n')
    (folder / "other.toml").write_text('[rules]\n"property_firm.efort" = 3\n')
    assert status("compare", "mine.toml", "other.toml", "--lang", "en") == 2
    said = capsys.readouterr().err
    assert "a rule is named by a text in quotes" in said and "points.rewad" in said


def test_an_absent_decision_cannot_be_chosen_and_is_listed_so(capsys, monkeypatch):
    monkeypatch.setitem(DECISIONS, "committee.dream", Decision("committee.dream", "what it dreams", "做什么梦", absent=True))
    assert status("run", "--rule", "committee.dream=x", "--lang", "en") == 2
    assert "not taken in the model" in capsys.readouterr().err
    assert status("rules", "--lang", "en") == 0
    assert "absent" in capsys.readouterr().out
    assert status("rules", "--json") == 0
    rows = {row["decision"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["committee.dream"]["absent"] and set(rows) == set(all_decisions())
    assert rows[EFFORT]["rules"][0] | {"class": ""} == {
        "rule": "profit", "en": "maximises profit", "zh": "利润最大化", "sources": ["Becker (1968)"],
        "codes": ["src:becker1968"], "assumed": False, "class": ""}
    assert status("rules", EFFORT, "--lang", "zh") == 0 and "利润最大化" in capsys.readouterr().out
    assert status("rules", "property_firm.efort", "--lang", "en") == 2 and f"Did you mean {EFFORT}?" in capsys.readouterr().err


def test_a_scenario_a_command_and_python_choose_the_same_rule(folder, capsys):
    (folder / "mine.toml").write_text(f'[rules]\n{EFFORT} = "satisficing"\n')
    outcomes = []
    for words in (("run", "mine.toml"), ("run", "--rule", f"{EFFORT}=satisficing"),
                  ("run", "mine.toml", "--rule", f"{EFFORT}=profit")):
        assert status(*words, *SETS, "--days", "60", "--json") == 0
        outcomes.append(json.loads(capsys.readouterr().out)["outcomes"])
    usual = run(Parameters().replace(SMALL), days=60)
    other = run(Parameters().replace(SMALL), days=60, rules={EFFORT: DECISIONS[EFFORT].rules["satisficing"]})
    loss = [one["loss"] for one in outcomes]
    assert loss == [other.outcomes["loss"], other.outcomes["loss"], usual.outcomes["loss"]]
    assert outcomes[0] != outcomes[2], "the rule moves nothing in this town"
    fixed = Parameters().replace({f"rules.{EFFORT}": "satisficing"})
    assert fixed.digest() != Parameters().digest() and Parameters.from_tree(
        {"rules": {"property_firm": {"effort": "satisficing"}}}, where="test") == fixed


def test_a_run_folder_is_run_again_from_its_own_files(folder, capsys, monkeypatch):
    assert status("run", *SETS, "--days", "40", "--rule", f"{EFFORT}=ownrules:Lazy", "--out", "out", "--lang", "zh") == 0
    assert "ownrules:Lazy" in capsys.readouterr().out
    facts = json.loads((folder / "out" / "provenance.json").read_text())
    assert facts["rules"][EFFORT]["rule"] == "ownrules:Lazy" and facts["rules"][EFFORT]["code"] == fingerprint("ownrules:Lazy")
    first = json.loads((folder / "out" / "outcomes.json").read_text())["outcomes"]
    for name in ("ownrules.py", "ruletools.py"):
        (folder / name).unlink()
    monkeypatch.chdir(folder / "out")
    monkeypatch.setattr(sys, "path", [entry for entry in sys.path if entry != str(folder)])
    forget()
    assert status("run", "parameters.toml", "--days", "40", "--lang", "en") == 2 and "--allow-code" in capsys.readouterr().err
    assert status("run", "parameters.toml", "--days", "40", "--allow-code", "--json") == 0
    assert json.loads(capsys.readouterr().out)["outcomes"] == first


def test_a_rule_that_fails_stops_a_run_and_writes_nothing(folder, capsys):
    for rule, words in (("Broken", "property_firm 0, day 0: raised RuntimeError: no idea"),
                        ("TooMuch", "property_firm 0, day 0: returned 7; allowed are 0 to 1")):
        assert status("run", *SETS, "--rule", f"{EFFORT}=ownrules:{rule}", "--out", "out/deep", "--lang", "en") == 2
        said = capsys.readouterr().err
        assert f"rule ownrules:{rule}: {EFFORT}: {words}" in said and said.startswith("A rule failed:\n"), said
        assert not (folder / "out").exists()
    assert status("run", *SETS, "--rule", f"{EFFORT}=ownrules:Broken", "--lang", "zh") == 2
    assert capsys.readouterr().err.startswith("规则出错，运行中止：\n")


def test_a_rule_that_fails_in_a_sweep_fails_its_runs_alone(folder, capsys):
    study(folder, '["profit", "ownrules:Broken"]')
    assert status("sweep", "study.toml", "--allow-code", "--workers", "0", "--out", "R", "--lang", "en") == 1
    said = capsys.readouterr().out
    assert "property_firm 0, day 0: raised RuntimeError: no idea" in said and f"--rule {EFFORT}=ownrules:Broken" in said
    runs = Results.load("R").runs
    assert dict(zip(runs[EFFORT], runs["status"], strict=True)) == {"profit": "ok", "ownrules:Broken": "error"}


def test_code_of_a_study_is_imported_only_with_leave(folder):
    (folder / "theirs.toml").write_text(f'[rules]\n"{EFFORT}" = "ownrules:Lazy"\n')
    with Failures() as failures:
        for name, levels, more in (("levels", '["profit", "ownrules:Lazy"]', ""), ("fixed", '"ownrules:Lazy"', ""),
                                   ("package", '"profit"', '[packages.p]\nscenario = "theirs.toml"\n')):
            for sentence, reading in (("--allow-code", {"allow_code": False}), ("--dry-run never", {"dry_run": True})):
                with failures.case(f"{name} {sentence}"):
                    assert sentence in mistakes(lambda a=levels, b=more, c=reading: study(folder, a, b, **c))
                    assert "ownrules" not in sys.modules
    heard = []
    study(folder, '["profit", "ownrules:Lazy"]', announce=lambda *words: heard.append(words))
    assert heard == [("ownrules:Lazy", str(folder / "ownrules.py"))] and "ownrules" in sys.modules
    assert "cannot be imported" in mistakes(lambda: study(folder, '["profit", "ownrules:Lasy"]'))


def test_a_changed_rule_never_reuses_old_runs(folder):
    """Neither if its own file changes, nor a file beside it; the runs of other rules are found again."""
    levels = '["profit", "ownrules:Lazy"]'
    seen = [study(folder, levels).digests()]
    for name, text in (("ownrules.py", MINE.replace("ALL * seen", "0.5 * seen")), ("ruletools.py", "ALL = 0.25\n")):
        (folder / name).write_text(text)
        forget()
        seen.append(study(folder, levels).digests())
    usual, own = zip(*seen, strict=True)
    assert len(set(usual)) == 1 and len(set(own)) == 3
    assert study(folder, '"profit"').digests() == [usual[0]], "the default rule is the same run, named or not"
    batch = Jobs(study(folder, levels)).batch([1])
    (folder / "ruletools.py").write_text("ALL = 0.75\n")
    forget()
    with pytest.raises(WrongVersion, match="ownrules:Lazy"):
        prepare(batch)


def test_rules_without_a_file_are_known_by_their_code():
    made = []
    for body in ("seen.effort", "seen.effort * 0.5", "seen.effort"):
        names = {}
        exec(f"class R:\n    def decide(self, seen):\n        return {body}", names)
        made.append(fingerprint_of(names["R"]))
    assert made[0] == made[2] != made[1]


def test_a_report_names_rules_in_the_readers_language(folder, monkeypatch):
    made = study(folder)
    from coprod.laboratory.runner import sweep

    results = sweep(made, folder / "R", workers=0)
    assert list(results.runs[EFFORT]) == ["profit", "satisficing"] and results.study["factors"][0]["role"] == "uncertainty"
    for language, words in (("en", ("maximises profit", "effort of upkeep", "keeps watch on nights")),
                            ("zh", ("利润最大化", "本月维护努力", "当晚值守成本低于预期罚款时才真实值守"))):
        text = page(results, language)
        assert not [word for word in words if word not in text], language
    role = study(folder, '{ levels = ["profit", "satisficing"], role = "lever" }').factors[0]
    assert (role.role, role.levels) == ("lever", ("profit", "satisficing"))


def test_other_peoples_tools_vary_rules(folder):
    """Mesa's batch_run by itself and from a study, the EMA Workbench's function, SALib's sample."""
    made = study(folder)
    by_rule = [run(Parameters().replace(SMALL), days=40, seed=0, rules={EFFORT: rule}).outcomes["loss"]
               for rule in ("profit", "satisficing")]
    choices = [{}, {EFFORT: "satisficing"}]
    rows = mesa.batch_run(CoproductionModel, {"rules": choices, "parameters": [Parameters().replace(SMALL)]}, max_steps=2,
                          display_progress=False, **({"rng": [1]} if "rng" in mesa.batch_run.__code__.co_varnames else {}))
    assert [row["rules"] for row in rows if row["Step"] == rows[0]["Step"]] == choices
    points = batch_run_arguments(made)["parameters"]["parameters"]
    assert [dict(one.rules).get(EFFORT, "profit") for one in points] == ["profit", "satisficing"]
    function = StudyFunction(made, 1)
    assert [function(property_firm__effort=rule)["loss"] for rule in ("profit", "satisficing")] == by_rule
    model = SalibModel(made, folder / "salib", Options(workers=0))
    assert model.problem["names"] == [EFFORT] and model.problem["bounds"] == [[0.0, 1.0]]
    assert model.evaluate(np.array([[0.1], [0.9]])).tolist() == by_rule


def test_python_rules_that_fail_name_rule_agent_and_day():
    class Shy:
        def __init__(self, parameters, other):
            self.other = other

        def decide(self, seen):
            return seen.effort

    small = Parameters().replace(SMALL)
    assert "cannot be made" in mistakes(lambda: CoproductionModel(small, rules={EFFORT: Shy}))
    with pytest.raises(RuleFailure, match="day 0: returned shape"):
        run(small, days=2, rules={EFFORT: type("Short", (), {"decide": lambda self, seen: seen.effort[:-1]})()})


def test_the_people_page_says_what_somebody_decides_and_why():
    small = Parameters().replace(SMALL)
    worlds = CoproductionModel(small, rng=1), CoproductionModel(small, rng=1, rules={EFFORT: "satisficing"})
    for language, words in (("en", ("effort of upkeep this month", "maximises profit", "yuan")),
                            ("zh", ("本月维护努力", "利润最大化", "元"))):
        first = decided("f", 0, worlds, language)[0]
        one, other = first["sides"]
        assert (first["what"], one["rule"]) == words[:2] and words[2] in one["why"] and other["why"] and other != one


def test_every_command_that_simulates_a_file_takes_leave_for_its_code(folder, capsys):
    (folder / "theirs.toml").write_text(f'[rules]\n"{EFFORT}" = "ownrules:Lazy"\n')
    few = ("--days", "2", "--lang", "en", *SETS)
    for words in (("attribute", "--replications", "2", "--worst", "1"), ("province", "--districts", "1")):
        assert status(words[0], "theirs.toml", *words[1:], *few) == 2
        assert "say --allow-code" in capsys.readouterr().err and "ownrules" not in sys.modules
        assert status(words[0], "theirs.toml", *words[1:], *few, "--allow-code") == 0
        assert "ownrules" in sys.modules
        forget()


def test_python_imports_the_code_of_a_file_only_with_leave(folder):
    (folder / "theirs.toml").write_text(f'[rules]\n"{EFFORT}" = "ownrules:Lazy"\n')
    read = Parameters.load("theirs.toml")
    weaker = read.replace({**SMALL, "directive.policy_implementation": 0.5, "points.reward": 3.0})
    ways = {"as read": read, "replaced": read.replace(SMALL), "half carried out": weaker,
            "copied": pickle.loads(pickle.dumps(read.replace(SMALL))), "scenario": load_scenario("theirs.toml").parameters}
    with Failures() as failures:
        for name, parameters in ways.items():
            with failures.case(name):
                said = mistakes(lambda p=parameters: run(p, days=1))
                assert f"theirs.toml: rules.{EFFORT} = 'ownrules:Lazy': names code to import" in said
                assert "Parameters.load('theirs.toml', allow_code=True)" in said and "ownrules" not in sys.modules
        with failures.case("other rule given"):
            run(read.replace(SMALL), days=1, rules={EFFORT: "satisficing"})
            run(read.replace({**SMALL, f"rules.{EFFORT}": "profit"}), days=1)
            assert "ownrules" not in sys.modules
    assert "读取该文件" in mistakes(lambda: CoproductionModel(read), "zh") and "ownrules" not in sys.modules
    lazy = [run(parameters, days=1, rules=rules).model.rules[EFFORT].name for parameters, rules in (
        (Parameters.load("theirs.toml", allow_code=True).replace(SMALL), None),
        (load_scenario("theirs.toml", allow_code=True).parameters.replace(SMALL), None),
        (read.replace(SMALL), {EFFORT: "ownrules:Lazy"}),
        (read.replace({**SMALL, f"rules.{EFFORT}": "ownrules:Lazy"}), None),
        (Parameters.from_tree({"rules": {EFFORT: "ownrules:Lazy"}}, where="test").replace(SMALL), None))]
    assert lazy == ["ownrules:Lazy"] * 5


def test_rules_that_are_no_mapping_of_names_are_refused_in_words():
    small = Parameters().replace(SMALL)
    with Failures() as failures:
        for wrong, said in (("x", "not str"), ("", "not str"), ([EFFORT], "not list"),
                            ({1: "profit"}, "no name of a decision is 1")):
            with failures.case(repr(wrong)):
                with pytest.raises(TypeError, match="rules are a mapping from the names of decisions to rules") as error:
                    run(small, days=1, rules=wrong)
                assert said in str(error.value)
