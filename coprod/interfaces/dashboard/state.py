"""What the page shows, as one frozen value, and as the address that says it.

The address bar holds the whole state, so a link shares it, a reload restores it and the browser's back
button undoes. Anything in an address that cannot be used is left out and named in the page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from coprod.interfaces.dashboard.director.plan import read as read_year
from coprod.interfaces.dashboard.director.plan import read_draft
from coprod.interfaces.dashboard.lessons import FIRST, Lesson, find_lesson, shipped
from coprod.interfaces.dashboard.limits import is_too_large, most_residents, residents
from coprod.parameters import Declaration, Parameters, Value
from coprod.parameters.aliases import renamed
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import LANGUAGES, Language
from coprod.text.problems import InputProblems, nearest
from coprod.text.renamed import text_of

VERSION = "1"
PAGES = ("worlds", "lessons", "director", "people", "laboratory", "sources")
Side = Literal["a", "b"]
SIDES: tuple[Side, Side] = ("a", "b")
LARGEST_SEED = 2**31 - 1
Seal = Literal["", "guess", "film"]
"""Until what the answer to the question is sealed; nothing if it is not."""

MOST_PINS = 2
"""Policies that are kept beside those of the two worlds: four can be compared."""
_PINS = tuple(f"pin{n}" for n in range(1, MOST_PINS + 1))
_BEFORE_LEVERS = ("lab.lever.", *(f"{name}." for name in (*SIDES, *_PINS)))

Changes = Mapping[str, Value]


@dataclass(frozen=True)
class Pin:
    """A policy that is kept for comparison: the world it was made from, and the levers moved in it."""

    side: Side
    changes: Changes


@dataclass(frozen=True)
class Notice:
    """Something that was asked for and cannot be done, to be told in the reader's language."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """Everything that decides what is on the page.

    Attributes
    ----------
    lesson : the lesson whose town, event and levers are shown
    step : step of the walk through the lesson, 1 for the first; 0 for none
    lab : the form of the laboratory page, as far as it differs from how a new reader finds it
    a, b : levers moved by the reader, away from what the lesson says
    pins : other policies for the same town and storm, kept to be compared
    side : the world whose levers are on show
    guess : number of the choice that was guessed, -1 if the reader asked for the answer without one; it cannot be changed
    map : outcome of communities that the map is coloured by; the first of them if empty
    revealed : whether the answer has been told, which is after the film, or at once without a guess
    year, plan : of the street director: the plans of the quarters that were played, and the one drafted for the next
    """

    page: str = "worlds"
    lang: Language = "en"
    lesson: str = FIRST
    step: int = 0
    seed: int | None = None
    a: Changes = field(default_factory=dict)
    b: Changes = field(default_factory=dict)
    pins: tuple[Pin, ...] = ()
    side: Side = "b"
    guess: int | None = None
    revealed: bool = False
    incident: int | None = None
    person: str | None = None
    world: Side = "b"
    many: bool = False
    map: str = ""
    present: bool = False
    year: str = ""
    plan: str = ""
    lab: Mapping[str, str] = field(default_factory=dict)

    def with_(self, **changes: Any) -> State:
        """Return a copy with some fields replaced."""
        return replace(self, **changes)

    @property
    def scene(self) -> Lesson:
        """Return the lesson that is shown."""
        return find_lesson(self.lesson) or shipped()[0]

    @property
    def the_seed(self) -> int:
        """Return the seed of both worlds."""
        return self.scene.seed if self.seed is None else self.seed

    @property
    def seal(self) -> Seal:
        """Return what is still kept from the reader: everything until there is a guess, the verdict until the film has ended."""
        if self.scene.question is None or self.revealed:
            return ""
        return "guess" if self.guess is None else "film"

    @property
    def moved(self) -> bool:
        """Tell whether the worlds are other ones than those that the lesson asks about."""
        return bool(self.a or self.b or self.the_seed != self.scene.seed)

    def changes(self, side: Side) -> Changes:
        """Return what the reader changed in a world."""
        return self.a if side == "a" else self.b

    def parameters(self, side: Side) -> Parameters:
        """Return the parameters of a world."""
        return self._with(side, self.changes(side))

    def pinned(self) -> tuple[Parameters, ...]:
        """Return the parameters of the policies that are kept; none while an answer is sealed."""
        return () if self.seal else tuple(self._with(pin.side, pin.changes) for pin in self.pins)

    def _with(self, side: Side, changes: Changes) -> Parameters:
        base = self.scene.parameters(side)
        return base.replace(dict(changes), where="address") if changes else base

    def query(self) -> str:
        """Return the state as the query of an address, defaults left out."""
        plain = State()
        pairs: list[tuple[str, str]] = [("v", VERSION), ("lang", self.lang)]
        for name in ("page", "lesson", "step", "seed", "side", "guess", "incident", "person", "world", "map", "year", "plan"):
            value = getattr(self, name)
            if value != getattr(plain, name):
                pairs.append((name, str(value)))
        pairs += [(name, "1") for name in ("revealed", "many", "present") if getattr(self, name)]
        pairs += [(f"{side}.{key}", written(value)) for side in SIDES for key, value in self.changes(side).items()]
        for name, pin in zip(_PINS, self.pins, strict=False):
            pairs += [(name, pin.side), *((f"{name}.{key}", written(value)) for key, value in pin.changes.items())]
        pairs += [(f"lab.{key}", value) for key, value in self.lab.items()]
        return urlencode(pairs)


def read_address(query: str, language: Language) -> tuple[State, list[Notice]]:
    """Return the state that an address asks for, and what in it could not be used."""
    asked, old = _renewed(dict(parse_qsl(query, keep_blank_values=True)))
    reader = _Reader(asked)
    fields: dict[str, Any] = {
        "lang": reader.one_of("lang", LANGUAGES, language),
        "page": reader.one_of("page", PAGES, "worlds"),
        "lesson": reader.one_of("lesson", [one.name for one in shipped()], FIRST),
        "side": reader.one_of("side", SIDES, "b"),
        "world": reader.one_of("world", SIDES, "b"),
        "seed": reader.number("seed", 0, LARGEST_SEED),
        "incident": reader.number("incident", 0, 2**62),
        "guess": reader.number("guess", -1, 9),
        "revealed": asked.pop("revealed", "") == "1",
        "person": asked.pop("person", None),
        "map": reader.one_of("map", figure_names(), "") if "map" in asked else "",
        "many": asked.pop("many", "") == "1",
        "present": asked.pop("present", "") == "1",
        "year": reader.text("year", lambda text: read_year(text) is not None),
        "plan": reader.text("plan", lambda text: read_draft(text) is not None),
    }
    asked.pop("v", None)
    fields["lab"] = {key[4:]: asked.pop(key) for key in [key for key in asked if key.startswith("lab.")]}
    scene = find_lesson(fields["lesson"]) or shipped()[0]
    fields["step"] = reader.number("step", 0, len(scene.steps)) or 0
    fields |= _seal(scene, fields["guess"], fields["revealed"], fields["step"])
    for side in SIDES:
        fields[side] = reader.levers(side, scene.parameters(side))
    fields["pins"] = reader.pins(scene)
    reader.notices += [Notice("notice.unknown", {"key": key}) for key in asked]
    if old:
        reader.notices.append(Notice("notice.renamed", {"names": text_of(old, fields["lang"])}))
    return State(**fields), reader.notices


def figure_names() -> tuple[str, ...]:
    """Return what the map can be coloured by; imports the model, so asked for only where an address or a reader names one."""
    from coprod.outcomes.of_communities import FIGURES

    return tuple(one.name for one in FIGURES)


def _seal(scene: Lesson, guess: int | None, revealed: bool, step: int) -> dict[str, Any]:
    """Return the guess and whether the answer is told: at the reveal and beyond it is, without a guess if there is none."""
    if scene.question is None:
        return {"guess": None, "revealed": False}
    if guess is not None and guess >= len(scene.question.choices):
        guess = None
    if "reveal" in scene.steps[:step]:
        return {"guess": -1 if guess is None else guess, "revealed": True}
    return {"guess": guess, "revealed": guess == -1 or (revealed and guess is not None)}


def _renewed(asked: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return an address with its levers under the names they have now, and what was renamed; a new name goes before an old."""
    new: dict[str, str] = {}
    old: dict[str, str] = {}
    for entry, value in asked.items():
        before = next((start for start in _BEFORE_LEVERS if entry.startswith(start)), "")
        key = entry.removeprefix(before)
        if before and key not in declarations_by_key() and renamed(key) in declarations_by_key():
            old[key] = renamed(key)
            entry = before + old[key]
            value = asked.get(entry, value)
        new[entry] = value
    return new, old


class _Reader:
    """Takes entries out of an address one by one; what it cannot use becomes a notice."""

    def __init__(self, asked: dict[str, str]) -> None:
        self.asked = asked
        self.notices: list[Notice] = []

    def one_of(self, name: str, allowed: Any, default: str) -> str:
        value = self.asked.pop(name, default)
        if value in allowed:
            return value
        self.notices.append(Notice("notice.choice", {"key": name, "value": value, "allowed": ", ".join(allowed)}))
        return default

    def number(self, name: str, low: int, high: int) -> int | None:
        text = self.asked.pop(name, None)
        if text is None:
            return None
        if text.lstrip("-").isdecimal() and low <= int(text) <= high:
            return int(text)
        self.notices.append(Notice("notice.number", {"key": name, "value": text, "low": low, "high": high}))
        return None

    def text(self, name: str, is_sound: Callable[[str], bool]) -> str:
        text = self.asked.pop(name, "")
        if not text or is_sound(text):
            return text
        self.notices.append(Notice("notice.plan", {"key": name, "value": text[:60]}))
        return ""

    def pins(self, scene: Lesson) -> tuple[Pin, ...]:
        found = []
        for name in _PINS:
            if name in self.asked:
                side: Side = "a" if self.one_of(name, SIDES, "b") == "a" else "b"
                found.append(Pin(side, self.levers(name, scene.parameters(side))))
        return tuple(found)

    def levers(self, prefix: str, base: Parameters) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name in [name for name in self.asked if name.startswith(f"{prefix}.")]:
            key = name.removeprefix(f"{prefix}.")
            value, notice = checked(key, self.asked.pop(name), {**found}, base)
            if notice:
                self.notices.append(notice)
            else:
                found[key] = value
        return found


def checked(key: str, asked: Any, others: Changes, base: Parameters) -> tuple[Value, Notice | None]:
    """Return the value of a lever as the model takes it, or the notice why it does not.

    Parameters
    ----------
    asked : what somebody typed, or a number, truth value or choice
    others : the other levers that are changed in the same world
    base : the parameters of that world before
    """
    declaration = declarations_by_key().get(key)
    if declaration is None:
        return 0, Notice("notice.lever", {"key": key, "mend": nearest(key, declarations_by_key())})
    value = _understood(asked, declaration)
    try:
        changed = base.replace({**others, key: value})
    except InputProblems as error:
        own = [problem for problem in error.problems if problem.key == key]
        if own and not _within(value, declaration):
            return 0, Notice("notice.bounds", {"declaration": declaration, "value": asked})
        return 0, Notice(
            "notice.together", {"declaration": declaration, "value": asked, "reason": error.problems[0].allowed}
        )
    if is_too_large(changed, base):
        numbers = {"n": f"{residents(changed):,}", "most": f"{most_residents(base):,}"}
        return 0, Notice("notice.too_large", {"declaration": declaration, "value": asked, **numbers})
    return value, None


def _understood(asked: Any, declaration: Declaration) -> Any:
    """Read what was typed as the declared kind; what cannot be read is returned as it is and refused later."""
    text = str(asked).strip()
    if declaration.kind == "bool":
        return {"true": True, "1": True, "false": False, "0": False}.get(text.lower(), asked)
    if declaration.kind == "choice":
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if declaration.kind == "int" and number.is_integer() else number


def _within(value: Any, declaration: Declaration) -> bool:
    if declaration.kind == "bool":
        return isinstance(value, bool)
    if declaration.kind == "choice":
        return value in declaration.choices
    right_kind = isinstance(value, int) if declaration.kind == "int" else isinstance(value, int | float)
    low, high = declaration.bounds or (-math.inf, math.inf)
    return right_kind and low <= value <= high


def written(value: Value) -> str:
    """Write a value as an address has it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return (
        repr(value)
        if isinstance(value, float) and not value.is_integer()
        else str(int(value) if isinstance(value, float) else value)
    )
