"""Reading ``experiments/answers.toml`` and ``experiments/expected.toml``, which people write beside what was measured.

Figures are not typed there: a reference in braces stands for one. ``{c1}`` is the difference A − B of the first contrast in
the outcome that decides it, ``{c2.golden_hit}`` another outcome of the second, and a word after a blank asks for something
else of it (:data:`WHAT`): ``{c1.loss a}``, ``{c1 holds}``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.reader import Reader
from coprod.laboratory.toml_lines import key_lines
from coprod.references import bibliography, notes, parse_code
from coprod.text.glossary import LANGUAGES
from coprod.text.problems import InputProblems
from coprod.text.toml_file import read_toml
from experiments.judging import SIGNS, InDrawnTowns, in_drawn_towns
from experiments.measured import read

WHAT = ("a", "b", "better", "chance", "holds", "drawn")
"""What a reference can ask for besides the difference: the values of A and B, the share of pairs in which A is better, the
probability that it is better on average, in how many of the states of the world the finding holds, and in how many of the towns
of which every assumed number is drawn the difference has the same sign."""
TEXTS = ("title", "answer", "depends", "theory")
"""What is written of a study in each language; the first two must be."""
MOST_PICTURES = 4
_REFERENCE = re.compile(r"c(\d+)(?:\.([\w:]+))?(?: (\w+))?")
_BRACES = re.compile(r"\{([^{}]*)\}")
_REFERENCE_FORM = f"a reference such as c1, c2.golden_hit or, in a text, {{c1 holds}} (one of {', '.join(WHAT)})"


@dataclass(frozen=True)
class Reference:
    """A figure of a study: a contrast, counted from 0, an outcome of it, by default the one that decides, and what of it."""

    contrast: int
    outcome: str | None = None
    what: str = ""

    @classmethod
    def parse(cls, text: object) -> Reference | None:
        """Return the reference that a text is, None if it is none."""
        found = _REFERENCE.fullmatch(text) if isinstance(text, str) else None
        if not found or int(found[1]) < 1 or (found[3] and found[3] not in WHAT):
            return None
        outcome = COMPLETE if found[2] == "cost" else found[2]
        return cls(int(found[1]) - 1, outcome, found[3] or "")

    def of(self, data: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what was measured of its outcome."""
        contrast = data["contrasts"][self.contrast]
        found: Mapping[str, Any] = contrast["outcomes"][self.outcome or contrast["by"]]
        return found


@dataclass(frozen=True)
class Answer:
    """What is said of a study: texts by language, what they rest on, how large, and what to draw."""

    texts: Mapping[str, Mapping[str, str]]
    rests_on: tuple[tuple[Reference, float | None], ...]
    size: Reference
    picture: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class Expected:
    """The sign that the literature expects of A − B, and where it says so."""

    study: str
    of: Reference
    sign: str
    within: float | None
    sources: tuple[str, ...]
    says: Mapping[str, str]


@dataclass(frozen=True)
class Book:
    """All that the pages are made of: the study files, what was measured, what is said of it, what was expected."""

    studies: Mapping[str, Mapping[str, Any]]
    measured: Mapping[str, Mapping[str, Any]]
    answers: Mapping[str, Answer] = field(default_factory=dict)
    expected: tuple[Expected, ...] = ()
    pictures: tuple[str, ...] = ()
    drawn: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What was found in towns of which every assumed number is drawn, by study (:mod:`experiments.drawn_towns`)."""

    @classmethod
    def open(cls, folder: Path) -> Book:
        """Read everything from the folder of the experiments.

        Raises
        ------
        InputProblems
            With all mistakes of both files.
        """
        studies = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("x*.toml"))}
        drawn = folder / "drawn_towns.json"
        found = cls(studies, {name: read(file) for name in studies if (file := kept(folder, name)).is_file()},
                    drawn=read(drawn) if drawn.is_file() else {})
        answers, expected = _reader(folder / "answers.toml"), _reader(folder / "expected.toml")
        said = {name: _answer(found, name, answers.table(name)) for name in answers.tree if name in studies}
        for name in answers.tree:
            if name not in (*studies, "pictures"):
                answers.note(name, None, "no study of this folder", known=studies)
        pictures = answers.names("pictures", studies)
        if len(pictures) > MOST_PICTURES:
            answers.note("pictures", len(pictures), f"at most {MOST_PICTURES} studies")
        signs = _expected(found, expected)
        if answers.problems or expected.problems:
            raise InputProblems([*answers.problems, *expected.problems])
        return cls(studies, found.measured, said, signs, pictures, found.drawn)

    def in_drawn_towns(self, study: str, one: Reference, within: float | None = None) -> InDrawnTowns | None:
        """Return what becomes of a difference in towns of which every assumed number is drawn; None if it was not asked there."""
        outcome = one.of(self.measured[study])
        return next((in_drawn_towns(outcome, found["differences"], within) for found in self.drawn.get(study, {}).get("found", ())
                     if (found["contrast"], found["outcome"]) == (one.contrast, outcome["name"])), None)

    def outcomes(self, study: str) -> list[set[str]]:
        """Return what every contrast of a study has figures of: as measured, or else as its file asks for."""
        if study in self.measured:
            return [set(contrast["outcomes"]) for contrast in self.measured[study]["contrasts"]]
        tree = self.studies[study]
        asked = {*tree.get("outcomes", ()), COMPLETE}
        return [asked | {one.get("by", COMPLETE)} for one in tree.get("analysis", {}).get("contrasts", ())]


def kept(folder: Path, study: str) -> Path:
    """Return the file of what a study found."""
    return folder / "findings" / f"{study}.json"


def in_braces(text: str) -> list[str]:
    """Return what stands in braces in a text."""
    return _BRACES.findall(text)


def filled(text: str, write: Any) -> str:
    """Return a text with what `write` makes of every reference in it."""
    return _BRACES.sub(lambda part: write(Reference.parse(part[1])), text)


def _reader(path: Path) -> Reader:
    if not path.is_file():
        return Reader({}, path.name)
    text, tree = read_toml(path, path.name)
    return Reader(tree, path.name, key_lines(text))


def _answer(book: Book, study: str, table: Reader) -> Answer:
    table.only((*LANGUAGES, "rests_on", "size", "picture"))
    texts = {}
    for language in LANGUAGES:
        said = table.table(language)
        said.only(TEXTS)
        texts[str(language)] = {key: said.text(key) for key in TEXTS if key in said.tree}
        for key in TEXTS[:2]:
            if not texts[language].get(key):
                said.note(key, None, "missing: every answer has a title and an answer in both languages")
        for key, text in texts[language].items():
            for part in in_braces(text):
                _reference(book, study, said, key, part)
    rests_on = [of for item in _list(table, "rests_on", ["c1"]) if (of := _resting(book, study, table, item))]
    picture = [one for item in _list(table, "picture", []) if (one := _reference(book, study, table, "picture", item))]
    size = _reference(book, study, table, "size", table.tree["size"]) if "size" in table.tree else None
    _same_unit(book, study, table, picture)
    first = rests_on[0][0] if rests_on else Reference(0)
    return Answer(texts, tuple(rests_on), size or first, tuple(picture))


def _list(table: Reader, key: str, default: list[Any]) -> list[Any]:
    found = table.tree.get(key, default)
    return found if isinstance(found, list) else [found]


def _resting(book: Book, study: str, table: Reader, item: Any) -> tuple[Reference, float | None] | None:
    """Return what an answer rests on, and within which bounds A and B are to be alike if that is what it says."""
    if not isinstance(item, Mapping):
        one = _reference(book, study, table, "rests_on", item)
        return (one, None) if one else None
    inner = Reader(item, table.file, table.lines, (*table.path, "rests_on"), table.problems)
    inner.only(("of", "within"))
    one = _reference(book, study, inner, "of", item.get("of"))
    within = inner.number("within", 0.0, 0.0)
    return (one, within) if one else None


def _reference(book: Book, study: str, table: Reader, key: str, text: object) -> Reference | None:
    """Return a reference that leads to something; note it if it does not."""
    one, there = Reference.parse(text), book.outcomes(study)
    if one is None:
        table.note(key, text, _REFERENCE_FORM)
    elif one.contrast >= len(there):
        table.note(key, text, f"{study} has {len(there)} contrasts")
    elif one.outcome and one.outcome not in there[one.contrast]:
        table.note(key, text, f"no outcome of this contrast; there are {', '.join(sorted(there[one.contrast]))}")
    elif one.what == "drawn" and study in book.measured and book.in_drawn_towns(study, one) is None:
        table.note(key, text, "not asked in drawn towns: those hold what the answer rests on")
    else:
        return one
    return None


def _same_unit(book: Book, study: str, table: Reader, picture: list[Reference]) -> None:
    if study in book.measured:
        units = {one.of(book.measured[study])["unit"] for one in picture}
        if len(units) > 1:
            table.note("picture", None, f"rows of one picture have one unit, these have {', '.join(sorted(units))}")


def _expected(book: Book, reader: Reader) -> tuple[Expected, ...]:
    reader.only(("expected",))
    found = []
    for number, tree in enumerate(reader.tree.get("expected", [])):
        one = Reader(tree, reader.file, reader.lines, (f"expected[{number}]",), reader.problems)
        one.only(("study", "of", "a_is", "within", "source", "says", "says_zh"))
        study = one.choice("study", book.studies, "")
        of = _reference(book, study, one, "of", tree.get("of", "c1")) if study else None
        sign = one.choice("a_is", SIGNS, "")
        if sign == "same" and "within" not in tree:
            one.note("within", None, "missing: say within which difference A and B count as the same, in the outcome's unit")
        sources = _sources(one)
        if of and sign:
            within = one.number("within", 0.0, 0.0) if "within" in tree else None
            found.append(Expected(study, of, sign, within, sources, {"en": one.text("says"), "zh": one.text("says_zh")}))
    return tuple(found)


def _sources(one: Reader) -> tuple[str, ...]:
    """Return the codes of who expects a sign, at least one, each in the bibliography or the notes."""
    codes = one.names("source", None)
    if not codes:
        one.note("source", None, "missing: name who expects this, such as \"src:huang2026\"")
    for code in codes:
        try:
            parsed = parse_code(code)
        except ValueError:
            one.note("source", code, "write src: and the key of a work, or note: and that of a note")
            continue
        known = {"src": set(bibliography()), "note": set(notes())}.get(parsed.scheme, {parsed.key})
        if parsed.key not in known:
            one.note("source", code, "no such entry", known=known)
    return codes
