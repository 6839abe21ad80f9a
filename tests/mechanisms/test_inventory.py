"""The inventory holds what it says: importable rules, real levers and indicators, tests that exist, findings that fit."""

import ast
import importlib
import re
from functools import cache
from pathlib import Path

import pytest

import coprod
from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.mechanisms.findings import findings
from coprod.laboratory.mechanisms.inventory import rule_file, town
from coprod.laboratory.statistics import paired_t
from coprod.outcomes.evaluate import OUTCOMES
from coprod.outcomes.series import SERIES
from coprod.parameters.model import declarations_by_key
from coprod.references import bibliography
from tests.failures import for_each

ROOT = Path(coprod.__file__).parents[1]
LIVE = """A01 A02 A03 A04 A05 A07 A10 A11 A12 A13 A17 A18 F01 F02 F03 F04 C01 C02 C03 C04 C05 C10 C11 G05 G06 G07
P01 P02 P03 P04 P05 P12 P13 W06 W08 W10 W11 W13 W14 W16 S05 S06 S12 T08""".split()
SOURCE_PAPERS = {str(work.code) for work in bibliography().values() if work.kind == "source paper"}
INDICATORS = {one.name for one in (*OUTCOMES, *SERIES)}
each_row = for_each(mechanisms().values(), lambda row: row.id)


def test_the_rows_that_must_work_are_live():
    assert set(LIVE) <= set(mechanisms())


@each_row
def test_rules_can_be_imported(row):
    for rule in row.rules:
        module, name = rule.split(":")
        thing = importlib.import_module(module)
        for part in name.split("."):
            thing = getattr(thing, part)
        assert callable(thing)
        assert (ROOT / rule_file(rule)).is_file()


@each_row
def test_levers_are_parameters_that_name_the_row(row):
    declared = declarations_by_key()
    assert row.levers and set(row.levers) <= set(declared)
    assert any(row.id in declared[key].mechanisms for key in row.levers)


@each_row
def test_indicators_are_observed(row):
    assert set(row.indicators) <= INDICATORS
    assert row.direction.indicator in row.indicators
    assert {*row.zero.own, *row.downstream} <= INDICATORS


@each_row
def test_experiments_change_what_they_say(row):
    keys = declarations_by_key().keys()
    for setting in (row.direction.low, row.direction.high, row.direction.given, row.zero.off, row.zero.probe, town()):
        assert setting.keys() <= keys
    assert row.direction.low != row.direction.high
    assert not row.zero.off.keys() & row.zero.probe.keys(), "the probe would switch it on again"
    assert {*row.direction.low, *row.direction.high} & set(row.levers), "a lever is moved"


@each_row
def test_rows_speak_both_languages_and_quote_briefly(row):
    assert re.fullmatch(r"[A-Z]\d\d", row.id) and row.source in SOURCE_PAPERS
    assert 0 < len(row.quote) <= 25 and not re.search(r"\s", row.quote)
    for text in (row.zh, row.does_zh):
        assert re.search("[\u4e00-\u9fff]", text)
    for text in (row.en, row.does_en, row.found_en, row.note_en):
        assert not re.search("[\u4e00-\u9fff]", text)
    assert bool(row.found_en) == bool(row.found_zh) and bool(row.note_en) == bool(row.note_zh)
    assert bool(row.note_en) == bool(row.downstream)


@cache
def test_functions(path):
    """Return the test functions of a file, by name."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}


test_functions.__test__ = False


def says_something(function):
    """Tell whether a test can fail: it asserts, or expects an error, or has a helper assert."""
    return any(isinstance(node, ast.Assert)
               or (isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("raises", "case", "assert_frame_equal")))
               for node in ast.walk(function))


@each_row
def test_named_tests_exist_and_can_fail(row):
    for test in row.all_tests:
        path, _, name = test.partition("::")
        assert name, f"{path}: name the function that tests the rule: {path}::test_…"
        assert (ROOT / path).is_file() and name in test_functions(path), test
        assert says_something(test_functions(path)[name]), f"{test} asserts nothing"


def test_what_asserts_nothing_is_no_test():
    empty, full = ast.parse("def test_a():\n    run()\ndef test_b():\n    assert run() == 3").body
    assert not says_something(empty) and says_something(full)


@each_row
def test_findings_belong_to_the_experiments_and_agree(row):
    """What `coprod mechanisms` prints was measured by the experiments that stand in the inventory."""
    finding = findings().get(row.id)
    assert finding and finding.fingerprint == row.fingerprint(), "run `python -m coprod.laboratory.mechanisms.measure`"
    assert row.direction.supported_by(finding.t) == (not row.found_en)
    assert not finding.leaks and finding.moves


def test_nothing_is_kept_of_rows_that_are_gone():
    assert list(findings()) == [id_ for id_ in mechanisms() if id_ in findings()]


@pytest.mark.parametrize(("low", "high", "t"), [
    ([1, 2, 3], [2, 4, 6], 3.4641016151377544),  # d = 1, 2, 3: 2 / (1 / √3)
    ([1, 2, 3], [1, 2, 3], 0.0),
    ([1, 2], [0, 1], float("-inf")),
    ([1, 2, 3, float("nan")], [2, 4, 6, 0], 3.4641016151377544),
])
def test_paired_t(low, high, t):
    assert paired_t(low, high) == pytest.approx(t)
