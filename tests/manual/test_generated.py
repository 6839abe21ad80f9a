"""The glossary and the Python reference are made from what the program itself says."""

import importlib
import re

from coprod.interfaces.api_page import HOMES, api_page
from coprod.interfaces.cli.glossary_page import glossary_page
from coprod.text.glossary import texts
from tests.failures import Failures


def names(table):
    return {key.rpartition(".")[2] for key in texts() if key.startswith(f"glossary.{table}.")}


def test_every_term_has_a_meaning_and_what_officials_say_belongs_to_a_term():
    assert names("term") == names("meaning") and len(names("term")) > 50
    assert names("official") < names("term") and len(names("official")) > 15


def test_both_pages_have_every_term_once_in_both_languages():
    with Failures() as failures:
        for language in ("en", "zh"):
            rows = [line.split(" | ") for line in glossary_page(language).splitlines()[2:]]
            assert len(rows) == len({row[0] for row in rows}) == len(names("term"))
            for row in rows:
                with failures.case(row[0]):
                    assert len(row) == 4 and all(row[:3])
                    assert re.search("[\u4e00-\u9fff]", row[1 if language == "en" else 0])
    assert "一表通" in glossary_page("en") and "接诉即办" in glossary_page("en")


def test_what_the_python_reference_names_is_there_and_says_what_it_is():
    page = api_page()
    with Failures() as failures:
        for home, members in HOMES.items():
            for name in members:
                with failures.case(f"{home}.{name}"):
                    thing = getattr(importlib.import_module(home), name)
                    assert f"### `{name}`" in page and (thing.__doc__ or "").strip()
    assert " at 0x" not in page and max(map(len, page.splitlines())) < 1000
    assert "- `replace(values" in page and "model_post_init" not in page


def test_the_package_exports_what_the_reference_describes():
    for home in ("coprod", "coprod.laboratory"):
        assert set(importlib.import_module(home).__all__) == set(HOMES[home])
