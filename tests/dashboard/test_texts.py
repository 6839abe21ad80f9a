"""The dashboard says the same in both languages, and has a text for everything that its pages ask for."""

import re
import string

from coprod.interfaces.dashboard.parts import FILES, STYLES, WEB
from coprod.interfaces.dashboard.texts import place, texts, words
from tests.failures import Failures

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SAME_IN_BOTH = {"changes.difference", "nav.language", "nav.language_label", "keys.lang"}


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_is_in_both_languages_with_the_same_blanks():
    with Failures() as failures:
        for key, text in texts().items():
            with failures.case(key):
                blanks = {
                    language: placeholders(text[language]) - {"name"} for language in text
                }  # months have names in English only
                assert blanks["en"] == blanks["zh"] or key == "date"
                if key not in SAME_IN_BOTH:
                    assert not CHINESE.search(text["en"])
                    foreign = re.search("[A-Za-z]{3}", re.sub(r"\{\w+\}", "", text["zh"]))
                    assert CHINESE.search(text["zh"]) or not foreign


def test_the_browser_asks_only_for_texts_that_exist():
    known, prefixes = set(words("en")), {key.rsplit(".", 1)[0] for key in words("en")}
    for name in FILES:
        code = (WEB / f"{name}.js").read_text(encoding="utf-8")
        for key in re.findall(r'\bt\("([\w.]+)"', code):
            assert key in known, f"{name}.js: {key}"
        for prefix in re.findall(r"\bt\(`([\w.]+?)[.]\$\{", code):
            assert prefix in prefixes, f"{name}.js: {prefix}.…"


def test_places_have_as_many_names_in_both_languages_and_begin_anew():
    assert len(words("en")["places"].split("|")) == len(words("zh")["places"].split("|"))
    assert place(0, "en") == "Willow Court" and place(20, "en") == "Willow Court 2"


def test_pages_name_chinese_fonts_of_every_system():
    style = "".join((WEB / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    drawing = (WEB / "drawing.js").read_text(encoding="utf-8")
    for font in ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"):
        assert font in style and font in drawing, font
