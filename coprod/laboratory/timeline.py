"""The time line 时间线 of a run: what happened hour by hour, in sentences, made from the records and nothing else.

Every kind of record that has minutes can describe moments; a kind that a run never recorded describes none. The sentences
stand in ``coprod/text/words/timeline.toml``, in both languages.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR, clock, day_of_month, month
from coprod.kernel.records import RECORD_KINDS
from coprod.parameters.policy import names as names_of_policies
from coprod.text.glossary import Language, translate

if TYPE_CHECKING:
    from coprod.outcomes.observed_model import ObservedModel

TOWN = -1
"""Place of what concerns no single community."""
OFFICES = ("committee", "street_desk", "street_leader", "district_bureau", "district_leader", "city")
"""Who signs: the front line at level 0, then the five levels of approval."""
UNKNOWN = {"community": TOWN, "of": "timeline.case"}
"""What is said of an incident that was never closed."""
Row = Mapping[str, Any]
"""One record: value by field, codes as their names."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened."""

    minute: float
    """Since the first midnight."""
    community: int
    """Number of the community, or :data:`TOWN`."""
    key: str
    """Sentence: ``timeline.<key>`` in the glossary."""
    words: Mapping[str, str]
    """Keys of words that the sentence names, by placeholder …"""
    figures: Mapping[str, float]
    """… and figures, which it rounds as it likes …"""
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """… and names that users gave."""

    def text(self, language: Language) -> str:
        """Return the sentence."""
        words = {name: translate(key, language) for name, key in self.words.items()}
        text = translate(f"timeline.{self.key}", language, **words, **self.figures, **self.names)
        return text[0].upper() + text[1:]

    @property
    def clock(self) -> str:
        """Hour and minute of the day, ``23:40``."""
        return clock(self.minute)


def moments(model: ObservedModel, begin: float, end: float) -> list[Moment]:
    """Return all that the records describe between two minutes since the first midnight, in order of time."""
    known, policies = _incidents(model), names_of_policies(model.nominal_parameters.policies)
    found = (moment for name, describe in SENTENCES_OF.items() for row in _rows(model, name)
             for moment in describe({**known.get(row.get("incident", -1), UNKNOWN), **row, "policies": policies}))
    return sorted((one for one in found if begin <= one.minute < end), key=lambda one: one.minute)


def by_hour(in_order: Sequence[Moment]) -> Iterator[tuple[int, list[Moment]]]:
    """Yield every hour since the first midnight in which something happened, with its moments."""
    for hour, within in groupby(in_order, key=lambda one: int(one.minute // MINUTES_PER_HOUR)):
        yield hour, list(within)


def together(in_order: Sequence[Moment], language: Language) -> list[tuple[str, list[int], str]]:
    """Return clock, communities and sentence of moments, those that read alike in one minute as one."""
    found: dict[tuple[int, str], list[int]] = {}
    for one in in_order:
        found.setdefault((int(one.minute), one.text(language)), []).append(one.community)
    return [(clock(minute), communities, text) for (minute, text), communities in found.items()]


def busiest_day(model: ObservedModel) -> int:
    """Return the day on which most moments fall; 0 where nothing ever happened."""
    counts: dict[int, int] = {}
    for one in moments(model, 0, model.day * MINUTES_PER_DAY):
        day = int(one.minute // MINUTES_PER_DAY)
        counts[day] = counts.get(day, 0) + 1
    return max(counts, key=lambda day: (counts[day], -day), default=0)


def date(day: int, language: Language) -> str:
    """Return the date of a day of the run."""
    return translate("timeline.date", language, month=month(day), day=day_of_month(day))


def places(communities: Sequence[int], language: Language) -> str:
    """Return the names of communities, the first being number 1; that of the town where it is none."""
    if TOWN in communities:
        return translate("timeline.town", language)
    numbers = translate("list.comma", language).join(str(community + 1) for community in communities)
    return translate("timeline.community" if len(communities) == 1 else "timeline.communities", language, number=numbers)


def _incidents(model: ObservedModel) -> dict[int, dict[str, Any]]:
    """Return the community and the word for the type of every incident by its number."""
    kind = RECORD_KINDS["incident"]
    table, types = model.recorder.columns(kind), kind.fields["type"].codes
    return {id_: {"community": community, "of": f"incident.{types[type_]}"} for id_, community, type_ in zip(
        *(table[name].tolist() for name in ("id", "community", "type")), strict=True)}


def _rows(model: ObservedModel, name: str) -> Iterator[Row]:
    """Yield the records of a kind one by one, codes as their names."""
    kind = RECORD_KINDS.get(name)
    if kind is None:
        return
    table = model.recorder.columns(kind)
    columns = [[spec.codes[code] for code in table[field].tolist()] if spec.codes else table[field].tolist()
               for field, spec in kind.fields.items()]
    for values in zip(*columns, strict=True):
        yield dict(zip(kind.fields, values, strict=True))


def _shock(row: Row) -> Iterator[Moment]:
    """Describe a shock: what kind, how hard, over how many communities; and its end with what it brought."""
    words = {"kind": f"shock.{row['kind']}"}
    yield Moment(row["begins"], TOWN, "strikes", words, {"intensity": row["intensity"], "communities": row["communities"]})
    yield Moment(row["begins"] + row["hours"] * MINUTES_PER_HOUR, TOWN, "passes", words,
                 {"incidents": row["incidents"], "floods": row["floods"], "roads": row["roads"]})


def _incident(row: Row) -> Iterator[Moment]:
    """Describe one incident: begun, noticed, reported, first acted on, signed, sent, arrived, controlled, recovered."""
    what = {"type": f"incident.{row['type']}"}

    def at(minute: float, key: str, words: Mapping[str, str] = what, **figures: float) -> Moment:
        return Moment(minute, row["community"], key, words, figures)

    began = row["started"]
    yield at(began, "begins", people=row["people"])
    yield at(row["detected"], "noticed", {**what, "who": f"timeline.by.{row['noticed_by']}"}, minutes=row["detected"] - began)
    yield at(row["reported"], "reported", minutes=row["reported"] - began)
    if row["first_responder"] != "none":
        yield at(began + row["first_action"], "first_action", {**what, "who": f"first.{row['first_responder']}"})
    if row["levels"]:
        yield at(row["approved"], "approved", levels=row["levels"], minutes=row["approval_minutes"])
    if row["crew"] != "none":
        crew = {**what, "crew": f"crew.{row['crew']}"}
        yield at(row["dispatched"], "sent", crew)
        yield at(row["arrived"], "arrived", crew, minutes=row["arrived"] - began)
    if row["misdirected_minutes"] >= 1:
        yield at(row["dispatched"], "misdirected", minutes=row["misdirected_minutes"])
    if row["brought_out"]:
        yield at(row["controlled"], "brought_out", share=100 * row["brought_out"])
    yield at(row["controlled"], "controlled" if row["hit"] else "controlled_late",
             minutes=row["controlled"] - began, window=row["window"])


def _warning(row: Row) -> Iterator[Moment]:
    """Describe a warning of one community: signal, warning, duty, standby, callers, evacuation, and whom it reached."""
    if not row["issued"]:
        yield Moment(row["strikes"], row["community"], "unwarned", {"kind": f"shock.{row['kind']}"}, {})
        return
    words = {"kind": f"shock.{row['kind']}", "colour": f"timeline.colour.{row['level']}"}
    steps = {"warned": "warned", "duty": "duty", "standby": "standby", "knocking": "knocking", "authorised": "evacuates"}
    for field, key in steps.items():
        if row[field] == row[field]:  # not a number where the step was not taken
            yield Moment(row[field], row["community"], key, words, {"callers": row["callers"], "doors": row["doors"]})
    yield Moment(row["strikes"], row["community"], "warning_met" if row["struck"] else "false_alarm", words, {
        "believed": 100 * row["believed"], "acted": 100 * row["acted"], "doors": row["doors_reached"], "moved": row["moved"],
        "refused": row["refused"], "left": row["left_behind"]})


def _repair(row: Row) -> Iterator[Moment]:
    what = {"type": f"incident.{row['type']}"}
    yield Moment(row["assessed"], row["community"], "assessed", what, {"yuan": row["yuan"]})
    yield Moment(row["repaired"], row["community"], "repaired", what,
                 {"hours": (row["repaired"] - row["controlled"]) / MINUTES_PER_HOUR})


def _relief(row: Row) -> Iterator[Moment]:
    yield Moment(row["asked"] + row["hours"] * MINUTES_PER_HOUR, row["community"], "relief", {"type": row["of"]},
                 {"people": row["people"], "hours": row["hours"]})


def _signature(row: Row) -> Iterator[Moment]:
    words = {"type": row["of"], "office": f"office.{OFFICES[min(row['level'], len(OFFICES) - 1)]}"}
    yield Moment(row["signed"], row["community"], "returned" if row["returned"] else "signed", words,
                 {"minutes": row["signed"] - row["asked"]})


def _outage(row: Row) -> Iterator[Moment]:
    words = {"service": f"service.{row['service']}"}
    hours = (row["restored"] - row["failed"]) / MINUTES_PER_HOUR
    yield Moment(row["failed"], row["community"], "fails", words, {})
    yield Moment(row["restored"], row["community"], "restored", words, {"hours": hours})


def _response(row: Row) -> Iterator[Moment]:
    level = {"level": f"timeline.level.{row['level']}"}
    yield Moment(row["declared"], TOWN, "declared", level, {"district": row["district"] + 1})
    yield Moment(row["ended"], TOWN, "lifted", level, {"district": row["district"] + 1, "people": row["surged"]})


def _supply(row: Row) -> Iterator[Moment]:
    words = {"type": row["of"], "item": f"choice.{row['item']}", "level": f"timeline.store.{row['level']}"}
    if row["filled"]:
        yield Moment(row["asked_at"] + row["minutes"], row["community"], "supplied", words, {"units": row["filled"]})
    elif row["short"]:
        yield Moment(row["asked_at"], row["community"], "lacking", words, {"units": row["short"]})


def _escalation(row: Row) -> Iterator[Moment]:
    if row["takeover"] == row["takeover"]:  # not a number if it was over before
        yield Moment(row["due"] + row["takeover"], row["community"], "city_takes_over", {}, {})


def _policy(row: Row) -> Iterator[Moment]:
    """Describe a policy in time that begins, has come to full strength, ends or is gone."""
    yield Moment(row["day"] * MINUTES_PER_DAY, TOWN, f"policy_{row['event']}", {}, {}, {"name": row["policies"][row["policy"]]})


SENTENCES_OF: dict[str, Callable[[Row], Iterator[Moment]]] = {
    "shock": _shock, "warning": _warning, "incident": _incident, "signature": _signature, "outage": _outage,
    "response": _response, "supply": _supply, "escalation": _escalation, "repair": _repair, "relief": _relief,
    "policy_change": _policy,
}
"""What tells the records of a kind, by the name of the kind."""
