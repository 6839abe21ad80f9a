"""Every command and every block of code of the manual runs, and both languages have the same."""

import re

import pytest

from coprod.interfaces.docs import FOLDER
from tests.failures import Failures
from tests.manual.blocks import Reader, blocks, code, shape, speak

PAGES = ("index", "install", "first-question", "own-rule", "class-plan", "reading-a-report", "how-to", "faq")
"""Pages that are written by hand for readers, each with a Chinese twin."""
GUIDES = tuple(f"{name}.md" for name in PAGES)


def twin(page):
    return page.replace(".md", ".zh.md")


@pytest.mark.parametrize("page", GUIDES)
def test_every_block_runs_in_a_small_town(page, tmp_path, monkeypatch):
    speak(monkeypatch)
    Reader(tmp_path).follow(page)


@pytest.mark.parametrize("page", GUIDES)
def test_both_languages_have_the_same_code(page):
    assert code(page) == code(twin(page))


@pytest.mark.slow
def test_the_first_question_runs_as_it_stands(tmp_path, monkeypatch):
    speak(monkeypatch, "zh")
    Reader(tmp_path, small=False).follow(twin("first-question.md"))
    assert (tmp_path / "results" / "lines" / "report.html").exists()


def test_the_chinese_pages_are_as_complete():
    with Failures() as failures:
        for page in GUIDES:
            with failures.case(page):
                shapes = []
                for name in (page, twin(page)):
                    text = re.sub(r"^ *```.*?^ *```", "", (FOLDER / name).read_text(encoding="utf-8"), flags=re.M | re.S)
                    shapes.append(re.findall(r"^(#+ |\d+\. |- |\| )", text, re.M))
                assert shapes[0] == shapes[1]


def test_a_page_that_does_not_do_what_it_says_is_found(tmp_path, monkeypatch):
    speak(monkeypatch)
    reader = Reader(tmp_path)
    for language, text in (("sh", "coprod run nowhere"), ("text", "No such line"), ("python", "1 / 0"), ("shell", "rm -r x"),
                           ("", "no language"), ("toml", "[approval]\nlevles = 2"), ("sh", "rm x")):
        with pytest.raises(Exception, match=r"."):
            reader.take("page", language, text)
    assert shape("Paperwork share   −17.5 pp (−18.3 … −16.7)") == shape("Paperwork share −2 pp (−8 … −1.7)")


def test_the_runner_sees_blocks():
    assert sum(len(blocks(page)) for page in GUIDES) > 25


def test_every_page_is_in_the_contents_of_the_site():
    contents = (FOLDER / "site" / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    assert not [page.name for page in FOLDER.glob("*.md") if f" {page.name}\n" not in contents]
