"""One glossary: both languages, the same places to fill in, every unit known."""

import re
import string
import tomllib

import pytest

from coprod.interfaces.docs import declared_fields
from coprod.outcomes.evaluate import OUTCOMES
from coprod.outcomes.series import SERIES
from coprod.parameters import declarations
from coprod.text.glossary import FOLDER, LANGUAGES, preferred_language, texts, translate, unit_in
from tests.failures import Failures
from tests.skeleton import said

CHINESE = re.compile("[\u4e00-\u9fff]")
IN_THE_OTHER = {"keys.lang", "nav.language", "nav.language_label"}
"""What leads to the other language is written in it."""
SI = re.compile(r"^[kM]?(W|m|s)[²³]?$")


def places(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_everything_with_the_same_places():
    with Failures() as failures:
        for key, text in texts().items():
            with failures.case(key):
                assert places(text["en"]) == places(text["zh"]) or key == "date"  # Chinese months have no names
                assert all(text[language].strip() for language in LANGUAGES)


def test_chinese_is_chinese_and_english_is_not():
    with Failures() as failures:
        for key, text in texts().items():
            with failures.case(key):
                assert key in IN_THE_OTHER or not CHINESE.search(text["en"])
                foreign = re.search("[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text["zh"]))
                assert key in IN_THE_OTHER or CHINESE.search(text["zh"]) or not foreign


def test_no_section_stands_in_two_files():
    sections = [section for file in FOLDER.glob("*.toml") for section in tomllib.loads(file.read_text("utf-8"))]
    assert len(sections) == len(set(sections)) > 50


def test_every_text_is_said_somewhere():
    whole, patterns = said.named()
    unsaid = [key for key in texts() if key not in whole and not key.endswith(".help")
              and not any(pattern.fullmatch(key) for pattern in patterns)]
    assert not unsaid


def test_what_the_code_says_is_there_and_is_given_its_values():
    with Failures() as failures:
        for key, values in said.calls():
            with failures.case(key):
                wanted = places(texts()[key]["en"]) | places(texts()[key]["zh"])
                assert values is None or values == wanted or not values


def test_every_chapter_has_a_sentence_about_its_outcomes():
    for group in {outcome.group for outcome in OUTCOMES}:
        places = {name for _, name, _, _ in string.Formatter().parse(translate(f"group_summary.{group}", "en")) if name}
        assert places and places <= {outcome.name for outcome in OUTCOMES}
        assert translate(f"outcome_group.{group}", "zh")


def test_every_outcome_has_its_formula_in_both_languages():
    with Failures() as failures:
        for outcome in OUTCOMES:
            with failures.case(outcome.name):
                words = re.sub(r"\b(F_[a-z]+|RRG|FI|RDL|min|dt|[A-Z])\b", "", outcome.formula_zh)
                assert outcome.formula_en and not re.search("[\u4e00-\u9fff]", outcome.formula_en)
                assert outcome.formula_zh and not re.search("[a-zA-Z]{2}", words)


def test_every_unit_has_chinese():
    units = {thing.unit for thing in (*declarations(), *OUTCOMES, *SERIES, *declared_fields())}
    words = {word for unit in units for word in re.split(r"[/· ]", unit_in("zh", unit))}
    assert not {word for word in words if re.search("[a-zA-Z]", word) and not SI.match(word)}


@pytest.mark.parametrize(("environment", "language"), [
    ({"COPROD_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"), ({"COPROD_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"), ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"), ({"LANG": "fr_FR"}, "en"),
])
def test_the_language_comes_from_coprod_lang_or_the_locale(environment, language):
    assert preferred_language(environment) == language


def test_values_fill_the_places():
    assert translate("run.progress", "zh", done=3, total=9, left=1) == "第 3 天，共 9 天，约剩 1 秒"
    with pytest.raises(KeyError):
        translate("no.such.text", "en")
