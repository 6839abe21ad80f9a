"""The facts as data: complete, in two languages, every measure and arm known, no fact failing for want of a run."""

import inspect
import re
from pathlib import Path

import coprod
from coprod.laboratory.validation import arms, facts
from coprod.laboratory.validation.measures import MEASURES
from coprod.parameters import Parameters, declarations
from coprod.references import parse_code
from coprod.text.glossary import unit_in
from tests.failures import Failures

CHECKS = [(f"{fact.id} {check.en}", check) for fact in facts() for check in fact.checks]
CHINESE = re.compile("[\u4e00-\u9fff]")


def test_all_facts_are_there_in_order():
    assert [fact.id for fact in facts()] == [f"C{number}" for number in range(1, 47)]


def test_ten_facts_are_independent_and_each_is_checked():
    independent = [fact for fact in facts() if fact.basis == "independent"]
    assert sum(any(check.demands for check in fact.checks) for fact in independent) >= 10
    assert not {"C17", "C30", "C31"} & {fact.id for fact in independent}, "fitted, or inputs"


def test_independent_facts_are_used_for_nothing_else():
    """No parameter takes its number from a fact that judges it, or from its source."""
    cited = {str(code) for d in declarations() for code in d.number.codes}
    for fact in facts():
        if fact.basis == "independent" and fact.number > 37:
            assert not cited & {f"fact:{fact.id}", *fact.source}, fact.id


def test_what_the_first_release_promises_is_checked():
    promised = {f"C{number}" for number in (*range(3, 18), 25)}
    assert promised <= {fact.id for fact in facts() if any(check.demands for check in fact.checks)}


def test_every_fact_has_source_and_target_in_both_languages_and_says_what_it_lacks():
    with Failures() as failures:
        for fact in facts():
            with failures.case(fact.id):
                assert fact.source and all(parse_code(code).scheme == "src" for code in fact.source)
                for name in ("", "target_", "lacks_"):
                    english, chinese = (getattr(fact, f"{name}{language}") for language in ("en", "zh"))
                    assert bool(english) == bool(chinese)
                    assert not CHINESE.search(english.replace("钟", "")) and (not chinese or CHINESE.search(chinese))
                assert fact.en and fact.target_en and (fact.checks or fact.lacks_en)


def test_every_check_can_be_computed_and_read():
    with Failures() as failures:
        for name, check in CHECKS:
            with failures.case(name):
                inspect.signature(MEASURES[check.measure]).bind(*check.arms, **check.options)
                assert set(check.arms) <= arms().keys()
                assert check.en and CHINESE.search(check.zh) and check.how_en and CHINESE.search(check.how_zh)
                assert not re.search("[a-zA-Z]", unit_in("zh", check.unit))


def test_every_band_holds_its_target():
    with Failures() as failures:
        for name, check in CHECKS:
            with failures.case(name):
                assert not (check.band and check.direction)
                if check.band:
                    low, high = check.band
                    assert low < high and (check.target is None or low <= check.target <= high)


def test_every_measure_and_arm_is_used():
    checks = [check for fact in facts() for check in fact.checks]
    assert {check.measure for check in checks} == MEASURES.keys()
    assert {arm for check in checks for arm in check.arms} == arms().keys()


def test_the_baseline_arm_is_the_default_town():
    assert arms()["baseline"] == Parameters()


def test_arms_that_are_compared_have_the_same_town():
    for fact in facts():
        for check in fact.checks:
            assert len({arms()[arm].town for arm in check.arms}) == 1, check.en


def test_facts_ship_with_the_package():
    folder = Path(coprod.__file__).parent / "laboratory" / "validation"
    assert all(path.suffix == ".toml" for path in (folder / "facts").iterdir()) and (folder / "arms.toml").exists()
