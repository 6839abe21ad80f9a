"""The policy maker's page, ``docs/findings.md`` and ``docs/findings.zh.md``: eighteen answers on one page in each language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coprod.text.glossary import Language
from experiments.answers import Answer, Book, Expected, Reference, filled
from experiments.judging import MOST_CONFIDENCE, VERDICTS, Word, agreement, confidence, is_equal, lowest, turned
from experiments.writing import (
    against,
    holds,
    level_text,
    number,
    picture_file,
    referred,
    same_sign,
    say,
    size_with_unit,
    table,
)


@dataclass(frozen=True)
class PolicyPage:
    """The page in one language."""

    book: Book
    language: Language

    def __str__(self) -> str:
        """Return the page as Markdown."""
        parts = [f"# {self.say('title')}", self.say("other"), self.say("intro"), self.say("how"), self._head(),
                 self.say("answers"), self._table(), *self._pictures(), self.say("one_by_one") if self.book.measured else "",
                 *map(self._study, self.book.measured), self.say("theory"), *self._theory()]
        return "\n\n".join(part for part in parts if part) + "\n"

    def say(self, key: str, **values: object) -> str:
        """Return a text of the page."""
        return say(f"page.{key}", self.language, **values)

    @cached_property
    def model(self) -> str:
        """The model that most studies were measured on, of equals the last in the alphabet; empty if none was."""
        counts = Counter(data["made"]["model"] for data in self.book.measured.values())
        return max(counts, key=lambda model: (counts[model], model), default="")

    def _head(self) -> str:
        return "\n".join([*(self.say(key) for key in ("comparative", "size", "states", "confidence")), self._measured_on()])

    def _measured_on(self) -> str:
        there, n = self.book.measured, len(self.book.studies)
        if not there:
            return self.say("none", all=n)
        others = [number(name) for name, data in there.items() if data["made"]["model"] != self.model]
        said = self.say("model", n=len(there) - len(others), all=n, model=self.model)
        return said + (self.say("others", studies=self._list(others)) if others else "")

    def _table(self) -> str:
        header = [self.say(key) for key in ("question", "answer", "size_head", "depends", "confidence_head")]
        return table(header, map(self._row, self.book.studies))

    def _row(self, study: str) -> tuple[str, ...]:
        asked = f"[{number(study)}]({_link(study)}) {self._question(study)}"
        data, said = self.book.measured.get(study), self.book.answers.get(study)
        if data is None:
            return asked, self.say("not_measured"), "", "", ""
        old = "" if data["made"]["model"] == self.model else f" *({self.say('measured_on', model=data['made']['model'])})*"
        if said is None:
            return asked, self.say("not_answered") + old, "", "", ""
        outcome = said.size.of(data)
        size = f"{outcome[self.language]} {size_with_unit(outcome, self.language)}"
        compared = f"{self._compared(study, said.size.contrast)}{self._of('colon')}{size}"
        return asked, self._text(study, "answer") + old, compared, self._depends(study), self.say(self._sure(study))

    def _pictures(self) -> list[str]:
        shown = [name for name in self.book.pictures if name in self.book.measured and self.book.measured[name]["contrasts"]]
        drawn = [f"![{self._title(name)}](../experiments/figures/{picture_file(name, self.language)})\n\n"
                 f"*{number(name)} · {self._title(name)}*" for name in shown]
        return [self.say("pictures"), self.say("pictures_note"), *drawn] if drawn else []

    def _study(self, study: str) -> str:
        """Return the paragraph of a study: question, answer, its contrasts, what it depends on, how sure."""
        data, said = self.book.measured[study], self.book.answers.get(study)
        head = f"### {number(study)} · {self._title(study)}" if said else f"### {number(study)}"
        parts = [head, f"*{self._question(study)}*"]
        if said:
            parts.append(self._text(study, "answer"))
        parts.append("\n".join(self._contrast(data, one) for one in data["contrasts"]))
        if said:
            parts.append(self.say("depends_line", text=self._depends(study)))
        parts.append(self._rests(study, said, data) if said else self.say("link", link=_link(study)))
        return "\n\n".join(part for part in parts if part)

    def _contrast(self, data: Mapping[str, Any], one: Mapping[str, Any]) -> str:
        outcome = one["outcomes"][one["by"]]
        levels = [level_text(data, level, self.language) for level in turned(outcome)]
        held = holds(outcome, self.language)
        given = one["names"]["given"][self.language]
        return self.say(
            "contrast_line", a=one["names"]["a"][self.language], b=one["names"]["b"][self.language],
            given=self.say("given", given=given) if given else "", outcome=outcome[self.language],
            size=size_with_unit(outcome, self.language), holds=held if is_equal(outcome) else self.say("holds", holds=held),
            turned=self.say("turned", levels=self._of("semicolon").join(levels)) if levels else "")

    def _rests(self, study: str, said: Answer, data: Mapping[str, Any]) -> str:
        parts = [self._rest(study, one, within) for one, within in said.rests_on]
        return self.say("rests", word=self.say(self._sure(study)), contrasts=self._of("semicolon").join(parts), link=_link(study))

    def _rest(self, study: str, one: Reference, within: float | None) -> str:
        """Return an outcome that an answer rests on, with how large it is and where it holds."""
        outcome = one.of(self.book.measured[study])
        held = holds(outcome, self.language)
        return self.say("rests_part", i=one.contrast + 1, outcome=outcome[self.language],
                        size=size_with_unit(outcome, self.language),
                        holds=held if is_equal(outcome) else self.say("holds", holds=held),
                        drawn=self._drawn(study, one, within))

    def _drawn(self, study: str, one: Reference, within: float | None) -> str:
        """Return what becomes of the sign in towns of which every assumed number is drawn, empty if that was not asked."""
        seen = self.book.in_drawn_towns(study, one, within)
        if seen is None:
            return ""
        kept = say(f"sensitivity.{seen.sign}", self.language)
        return self.say("drawn" if within is None else "drawn_alike", kept=kept, held=same_sign(seen, self.language))

    def _sure(self, study: str) -> Word:
        """Return how sure an answer is: as sure as the least sure that it rests on, and as its sign in drawn towns allows."""
        words = list[Word]()
        for one, within in self.book.answers[study].rests_on:
            words.append(confidence(one.of(self.book.measured[study]), within))
            if seen := self.book.in_drawn_towns(study, one, within):
                words.append(MOST_CONFIDENCE[seen.sign])
        return lowest(words)

    def _theory(self) -> list[str]:
        """Return what was expected beside what was found, counted, and why they part."""
        if not self.book.expected:
            return [self.say("no_expected"), *self._why()]
        rows, counts = [], Counter[str]()
        for one in self.book.expected:
            verdict, row = self._expectation(one)
            counts[verdict] += 1
            rows.append(row)
        counted = self.say("counted", n=len(rows), waiting=counts["waiting"], **{key: counts[key] for key in VERDICTS})
        header = [self.say(key) for key in ("question", "expected", "source", "found", "verdict")]
        return [self.say("theory_note"), counted, table(header, rows), *self._why()]

    def _expectation(self, one: Expected) -> tuple[str, tuple[str, ...]]:
        sign = self.say(one.sign, **({"within": f"{one.within:g}"} if one.sign == "same" else {}))
        said = self._of("semicolon").join(filter(None, (sign, one.says[self.language])))
        source = self._list(f"`{code}`" for code in one.sources)
        data = self.book.measured.get(one.study)
        of = f"{number(one.study)} · {self._compared(one.study, one.of.contrast)}"
        if data is None:
            return "waiting", (of, said, source, "", self.say("not_measured"))
        outcome = one.of.of(data)
        verdict = agreement(outcome, one.sign, one.within)
        found = say("of.equal", self.language) if is_equal(outcome) else size_with_unit(outcome, self.language)
        return verdict, (f"{of}{self._of('colon')}{outcome[self.language]}", said, source, found, self.say(verdict))

    def _compared(self, study: str, contrast: int) -> str:
        """Return the names of both policies of a contrast, of a study not measured yet those in its file if it has some."""
        if study in self.book.measured:
            return against(self.book.measured[study]["contrasts"][contrast], self.language)
        asked = self.book.studies[study]["analysis"]["contrasts"][contrast]
        names = asked.get("names" if self.language == "en" else "names_zh", {})
        plain = {part: ", ".join(f"{key} = {value}" for key, value in asked[part].items()) for part in ("a", "b")}
        return say("figure.against", self.language, **{**plain, **{part: names[part] for part in plain if part in names}})

    def _why(self) -> list[str]:
        parts = [f"- **{number(study)} · {self._title(study)}**{self._of('colon')}{self._text(study, 'theory')}"
                 for study in sorted(self.book.answers) if study in self.book.measured and self._text(study, "theory")]
        return [self.say("why"), "\n".join(parts)] if parts else []

    def said(self, study: str) -> tuple[str, ...]:
        """Return what is written of a study: answer, what it depends on, theory; nothing if nobody wrote it."""
        if study not in self.book.answers:
            return ()
        depends = self._text(study, "depends")
        return tuple(filter(None, (self._text(study, "answer"), self.say("depends_line", text=depends) if depends else "",
                                   self._text(study, "theory"))))

    def _text(self, study: str, key: str) -> str:
        """Return what is written of a study, with its figures put in."""
        data = self.book.measured[study]

        def write(one: Reference) -> str:
            seen = self.book.in_drawn_towns(study, one) if one.what == "drawn" else None
            return same_sign(seen, self.language) if seen else referred(data, one, self.language)

        return filled(self.book.answers[study].texts[self.language].get(key, ""), write)

    def _depends(self, study: str) -> str:
        """Return what an answer depends on: as written, else at which levels of what nobody chooses its sign turns."""
        data, said = self.book.measured[study], self.book.answers[study]
        outcomes = [one.of(data) for one, _ in said.rests_on]
        levels = dict.fromkeys(level_text(data, level, self.language) for of in outcomes for level in turned(of))
        return self._text(study, "depends") or (
            self.say("turns", levels=self._of("semicolon").join(levels)) if levels else self.say("same_everywhere"))

    def _title(self, study: str) -> str:
        said = self.book.answers.get(study)
        return said.texts[self.language]["title"] if said else self._question(study)

    def _question(self, study: str) -> str:
        if study in self.book.measured:
            return str(self.book.measured[study]["question"][self.language])
        return str(self.book.studies[study]["question" if self.language == "en" else "question_zh"])

    def _list(self, parts: Any) -> str:
        return self._of("list").join(parts)

    def _of(self, key: str) -> str:
        return say(f"of.{key}", self.language)


def _link(study: str) -> str:
    return f"../experiments/{study}.md"
