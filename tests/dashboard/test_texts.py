"""The browser gets a text for everything that its pages ask for."""

import re

from coprod.interfaces.dashboard.changes import scaled
from coprod.interfaces.dashboard.figures import series_by_name, units
from coprod.interfaces.dashboard.parts import FILES, STYLES, WEB
from coprod.interfaces.dashboard.texts import place, unit_beside, words
from coprod.text.glossary import pick


def test_the_browser_asks_only_for_texts_that_exist():
    known, prefixes = set(words("en")), {key.rsplit(".", 1)[0] for key in words("en")}
    for name in FILES:
        code = (WEB / f"{name}.js").read_text(encoding="utf-8")
        for key in re.findall(r'\bt\("([\w.]+)"', code):
            assert key in known, f"{name}.js: {key}"
        for prefix in re.findall(r"\bt\(`([\w.]+?)[.]\$\{", code):
            assert prefix in prefixes, f"{name}.js: {prefix}.…"


def test_no_chart_says_its_unit_twice():
    twice, lost = [], []
    for language in ("en", "zh"):
        for one in series_by_name().values():
            label, unit = pick(language, one), scaled(one.unit, language)[1]
            for weekly in (False, True):
                shown = units(label, unit, language, weekly=weekly)
                assert shown["unit"] == unit, "figures keep their unit"
                beside = shown["beside"].split(" · ")[0]
                words = set(re.findall(r"[a-z]+", label.lower()))
                if beside == unit and (set(re.findall(r"[a-z]+", unit)) & words == {unit} or label.endswith(unit)):
                    twice.append((language, label, unit))
                if beside != unit and unit.rstrip("s") not in label:
                    lost.append((language, label, unit))
    assert not twice and not lost
    assert units("sham acts", "acts", "en", weekly=True)["beside"] == "7-day mean"
    assert units("虚假行动", "次", "zh", weekly=True)["beside"] == "次 · 7日平均"
    assert unit_beside("Hidden hazards on the last evening", "hazards") == "", "capitals or not"
    assert unit_beside("未解决诉求的再次来电", "次") == "次", "the character is part of another word"


def test_places_have_as_many_names_in_both_languages_and_begin_anew():
    assert len(words("en")["places"].split("|")) == len(words("zh")["places"].split("|"))
    assert place(0, "en") == "Willow Court" and place(20, "en") == "Willow Court 2"


def test_pages_name_chinese_fonts_of_every_system():
    style = "".join((WEB / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    drawing = (WEB / "drawing.js").read_text(encoding="utf-8")
    for font in ("Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"):
        assert font in style and font in drawing, font


def test_the_button_that_changes_the_language_is_made_in_one_place():
    makers = [name for name in FILES if "nav.language_label" in (WEB / f"{name}.js").read_text(encoding="utf-8")]
    assert makers == ["tools"]
