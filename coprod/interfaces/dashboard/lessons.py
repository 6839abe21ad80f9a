"""Lessons as data: a TOML file each, written by a trainer without touching code (docs/lessons.md)."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache, partial
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from coprod.parameters import Parameters, ScriptedEvent, load_scenario
from coprod.parameters.aliases import current, renew
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import LANGUAGES, Language, translate
from coprod.text.messages import message, quoted
from coprod.text.problems import SHOWN, InputProblems, Problem, nearest
from coprod.text.toml_file import exists, read_toml

FOLDER = Path(__file__).parent / "lessons"
FIRST = "three-stamps"
OWN_FOLDER = "COPROD_LESSONS"
DISTRICT = "COPROD_DISTRICT"
"""Environment variable with the folder of the district, or the scenario, that the dashboard was opened with."""
OF_DISTRICT = "district"
"""Name of the lesson that shows it, after the open town."""
"""Environment variable with the folder of a trainer's own lessons."""

Lever = float | int | bool | str

OF_INCIDENT = ("controlled", "approval", "first_action", "survival")
"""What may be asked of the first scripted event: minutes until control, of approval, until anybody acts; chance to survive."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _renewed(levers: dict[str, Lever]) -> dict[str, Lever]:
    """Return levers under the names that they have now."""
    new, problems = renew(levers, declarations_by_key(), "lesson")
    if problems:
        text = "; ".join(f"{problem.key} {problem.allowed}" for problem in problems)
        raise PydanticCustomError("renamed", "{text}", {"text": text})
    return new


Levers = Annotated[dict[str, Lever], AfterValidator(_renewed)]
LeverName = Annotated[str, AfterValidator(lambda key: current(key, declarations_by_key()))]


class Text(_Strict):
    """A text in both languages."""

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1)

    def __getitem__(self, language: Language) -> str:
        """Return the text in one language."""
        return self.zh if language == "zh" else self.en


class World(_Strict):
    """One of the two worlds: its name, and what makes it differ from the other, a scenario that comes with coprod or levers."""

    name: Text
    scenario: str | None = None
    levers: Levers = {}

    @property
    def all_levers(self) -> dict[str, Lever]:
        """Return the levers of the scenario and, before them, those of the world's own."""
        return {**_differences(self.scenario), **self.levers}


class Choice(_Strict):
    """An answer to the question: right if the measured number lies in ``from`` ≤ number < ``to``."""

    text: Text
    low: float = Field(default=float("-inf"), alias="from")
    high: float = Field(default=float("inf"), alias="to")


class Verdict(_Strict):
    """The answer as one sentence, with ``{n}`` for the size of the measured number, rounded once: less, as much, or more in B.

    For a question about world B alone, which has no sign, ``more`` is what is said.
    """

    less: Text
    same: Text
    more: Text

    def __getitem__(self, kind: Literal["less", "same", "more"]) -> Text:
        """Return what is said of a kind of difference."""
        return {"less": self.less, "same": self.same, "more": self.more}[kind]


class Question(_Strict):
    """A question asked before the reveal; the two runs decide which answer is right.

    ``measure`` is ``incident.<name>`` of the first scripted event (:data:`OF_INCIDENT`, in minutes), ``outcome.<name>``
    or ``series.<name>``; ``compare`` says what of it: B − A, B − A in percent of A, or B alone; ``when`` says, for a
    series, which days: the last, the highest, or the mean of all.
    """

    text: Text
    measure: str
    compare: Literal["difference", "percent", "b"] = "difference"
    when: Literal["end", "highest", "mean"] = "end"
    unit: Text | None = None
    verdict: Verdict | None = None
    choices: tuple[Choice, ...] = Field(min_length=2, max_length=5)


class Reveal(_Strict):
    """What is shown when the guess is in: a kind of chart, what it draws, and what to see in it."""

    chart: Literal["minutes", "series", "outcomes", "phase", "survival", "dials", "desk"]
    series: tuple[str, ...] = ()
    text: Text


class Figure(_Strict):
    """A number of one of the two runs, which the text of the reveal names as ``{name}``: it is read off, never typed."""

    measure: str
    world: Literal["a", "b"]
    when: Literal["end", "highest", "mean"] = "end"


class Try(_Strict):
    """Something to try: levers, or a scenario in place of the one that world B has, and what to look at."""

    title: Text
    text: Text
    scenario: str | None = None
    levers: Levers = {}


class Lesson(_Strict):
    """A lesson, or, without a question, a town to explore freely."""

    name: str = ""
    title: Text
    short: Text | None = None
    stake: Text
    about: Text
    note: Text | None = None
    minutes: int = Field(default=10, ge=1, le=120)
    order: int = 99
    mechanisms: tuple[str, ...] = ()
    scenario: str = "baseline"
    seed: int = Field(default=1, ge=0)
    days: int = Field(default=365, ge=7, le=1460)
    face: Literal["night", "year"] = "year"
    levers: tuple[LeverName, ...] = ()
    series: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    both: Levers = {}
    a: World
    b: World
    events: tuple[dict[str, Any], ...] = ()
    story: tuple[Text, ...] = ()
    question: Question | None = None
    reveal: Reveal | None = None
    figures: dict[str, Figure] = {}
    tries: tuple[Try, ...] = ()
    talk: Text | None = None

    @property
    def script(self) -> tuple[ScriptedEvent, ...]:
        """Return what happens whatever chance would have: the lesson's own events, else those of its scenario."""
        return self._of_a.events

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the steps of the walk: the story, the question, the reveal, things to try, what to talk about."""
        walk = [f"story.{i}" for i in range(len(self.story))]
        walk += ["question", "reveal"] if self.question and self.reveal else []
        walk += [f"try.{i}" for i in range(len(self.tries))]
        return (*walk, *(["talk"] if self.talk else []))

    def parameters(self, world: Literal["a", "b"]) -> Parameters:
        """Return the parameters of a world before anybody touches a lever."""
        return self._of_a if world == "a" else self._of_b

    @cached_property
    def _of_a(self) -> Parameters:
        return self._with(self.a.all_levers)

    @cached_property
    def _of_b(self) -> Parameters:
        return self._with(self.b.all_levers)

    def tried(self, number: int) -> Parameters:
        """Return the parameters of world B with something to try in it."""
        one = self.tries[number]
        if one.scenario:
            return self._with({**_differences(one.scenario), **one.levers})
        return self._of_b.replace(one.levers, where=f"{self.name}.toml")

    def _with(self, levers: Mapping[str, Lever]) -> Parameters:
        base = load_scenario(self.scenario).parameters
        if self.events:
            base = base.model_copy(update={"events": tuple(ScriptedEvent(**event) for event in self.events)})
        return base.replace({**self.both, **levers}, where=f"{self.name}.toml")


def _differences(scenario: str | None) -> dict[str, Lever]:
    return dict(load_scenario(scenario).parameters.differences()) if scenario else {}


def load_lesson(path: Path, *, check: bool = True) -> Lesson:
    """Read a lesson file.

    Parameters
    ----------
    check : bool
        Whether levers, events and names are checked too, which needs the model; its own lessons coprod checks in its tests.

    Raises
    ------
    InputProblems
        Naming every mistake in it: unreadable TOML, missing or unknown entries, levers and events that do not exist.
    """
    where = path.name
    _, tree = read_toml(path, where)
    try:
        lesson = Lesson(**{**tree, "name": path.stem})
    except ValidationError as error:
        raise InputProblems([_problem(where, item, suggest=n < SHOWN)
                             for n, item in enumerate(error.errors(include_url=False))]) from None
    problems = _mistakes(lesson, where) if check else []
    if problems:
        raise InputProblems(problems)
    return lesson


def shipped() -> tuple[Lesson, ...]:
    """Return the lessons that come with coprod, in their order, and after them a trainer's own.

    A lesson of the trainer's takes the place of one that has its name.
    """
    own = (*own_lessons()[0], *_of_district(os.environ.get(DISTRICT, "")))
    return (*(one for one in _of_coprod() if one.name not in {mine.name for mine in own}), *own)


@lru_cache(maxsize=4)
def _of_district(scenario: str) -> tuple[Lesson, ...]:
    """Return the district that the dashboard was opened with as a lesson without script or question; none without one."""
    if not scenario:
        return ()
    case = load_scenario(scenario)
    title = {"en": case.title_en, "zh": case.title_zh}
    about = {"en": case.about_en, "zh": case.about_zh}
    stake = {language: about[language] or translate("district.stake", language) for language in LANGUAGES}
    _, open_town = read_toml(FOLDER / "open-town.toml")
    return (Lesson(**{**open_town, "name": OF_DISTRICT, "scenario": scenario, "both": {}, "title": title, "short": title,
                      "stake": stake, "about": stake}),)


@cache
def _of_coprod() -> tuple[Lesson, ...]:
    lessons = (load_lesson(path, check=False) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(lessons, key=lambda one: (one.order, one.name)))


def own_lessons() -> tuple[tuple[Lesson, ...], tuple[Problem, ...]]:
    """Return the lessons in the trainer's own folder, and every mistake in those that cannot be used.

    The folder is that of the environment variable ``COPROD_LESSONS``, else ``lessons`` below the working folder.
    Files are read again when they change.
    """
    folder = Path(os.environ.get(OWN_FOLDER, "lessons"))
    paths = sorted(folder.glob("*.toml")) if exists(folder) and folder.is_dir() else []
    return _own(tuple((path, path.stat().st_mtime_ns if exists(path) else 0) for path in paths))


@lru_cache(maxsize=4)
def _own(files: tuple[tuple[Path, int], ...]) -> tuple[tuple[Lesson, ...], tuple[Problem, ...]]:
    lessons: list[Lesson] = []
    problems: list[Problem] = []
    for path, _ in files:
        try:
            lessons.append(load_lesson(path))
        except InputProblems as error:
            problems += error.problems
    return tuple(lessons), tuple(problems)


def find_lesson(name: str) -> Lesson | None:
    """Return a lesson by its name, or None."""
    return next((one for one in shipped() if one.name == name), None)


def _mistakes(lesson: Lesson, where: str) -> list[Problem]:
    events = _events(lesson, where)
    sound = lesson if not events else lesson.model_copy(update={"events": ()})
    return [*events, *_levers(sound, where), *_names(lesson, where)]


def _problem(where: str, item: Any, *, suggest: bool = True) -> Problem:
    key = ".".join(str(part) for part in item["loc"])
    found = None if item["type"] in ("missing", "extra_forbidden") else item["input"]
    mend = nearest(str(item["loc"][-1]), Lesson.model_fields) if suggest and item["type"] == "extra_forbidden" else ""
    return Problem(where, key, found, quoted(item["msg"]), mend)


def _events(lesson: Lesson, where: str) -> list[Problem]:
    found: list[Problem] = []
    for i, event in enumerate(lesson.events):
        try:
            ScriptedEvent(**event)
        except ValidationError as error:
            found += [_problem(where, {**item, "loc": ("events", i, *item["loc"])}, suggest=len(found) < SHOWN)
                      for item in error.errors()]
    return found


def _levers(lesson: Lesson, where: str) -> list[Problem]:
    """Return what the parameters have to say against the levers of both worlds and of everything to try."""
    known = declarations_by_key()
    found = [
        Problem(where, f"levers: {key}", None, message("problem.no_such_parameter"),
                nearest(key, known) if n < SHOWN else "")
        for n, key in enumerate(lesson.levers)
        if key not in known
    ]
    found += [
        Problem(where, f"tries {i + 1}", None, message("problem.no_levers_no_scenario"))
        for i, one in enumerate(lesson.tries)
        if not (one.levers or one.scenario)
    ]
    makers: list[Callable[[], Parameters]] = [lambda: lesson.parameters("a"), lambda: lesson.parameters("b")]
    makers += [partial(lesson.tried, i) for i in range(len(lesson.tries))]
    for make in makers:
        try:
            make()
        except InputProblems as error:
            found += error.problems
    return list({str(problem): problem for problem in found}.values())


def _names(lesson: Lesson, where: str) -> list[Problem]:
    """Return the names of series and outcomes that do not exist."""
    from coprod.outcomes.evaluate import OUTCOMES
    from coprod.outcomes.series import SERIES

    series, outcomes = [one.name for one in SERIES], [one.name for one in OUTCOMES]
    asked = [("series", name, series) for name in (*lesson.series, *(lesson.reveal.series if lesson.reveal else ()))]
    asked += [("outcomes", name, outcomes) for name in lesson.outcomes]
    measures = {"question.measure": lesson.question.measure} if lesson.question else {}
    measures |= {f"figures.{name}.measure": figure.measure for name, figure in lesson.figures.items()}
    kinds = {"series": series, "outcome": outcomes, "incident": list(OF_INCIDENT)}
    other = [Problem(where, key, measure, message("problem.begins_with", kinds=", ".join(kinds)))
             for key, measure in measures.items() if measure.partition(".")[0] not in kinds]
    for key, measure in measures.items():
        kind, _, name = measure.partition(".")
        if kind in kinds:
            asked.append((key, name, kinds[kind]))
    named = set() if lesson.reveal is None else set(re.findall(r"\{(\w+)\}", lesson.reveal.text.en + lesson.reveal.text.zh))
    asked += [("reveal.text", name, list(lesson.figures)) for name in sorted(named)]
    return other + [
        Problem(where, key, name, message("problem.no_such_name"), nearest(name, known) if n < SHOWN else "")
        for n, (key, name, known) in enumerate(asked)
        if name not in known
    ]
