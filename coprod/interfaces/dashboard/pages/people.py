"""People: who is that dot? State, history and ties of a resident, a committee, a street office or a property firm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import solara

from coprod.interfaces.dashboard import figures
from coprod.interfaces.dashboard.decided import decided
from coprod.interfaces.dashboard.figures import incident_of
from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.lives import life_of, name_of, officer
from coprod.interfaces.dashboard.pages.worlds import sealed, stage, transport
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.recording import DOINGS, FOLLOWED, Recording, rounded
from coprod.interfaces.dashboard.state import SIDES, Side, State
from coprod.interfaces.dashboard.texts import place, with_minus
from coprod.text.glossary import Language, pick, translate, unit_in

if TYPE_CHECKING:
    from coprod.kernel.columns import Column, Columns

KINDS = {"": "resident", "c": "committee", "s": "street", "f": "firm"}
"""Letter before the number in an address, and what it stands for."""

_HIDDEN = {"act_probability", "was_active", "active", "community", "building", "household", "kind", "switches", "inspection"}
_MOST_TIES = 48


@solara.component
def PeoplePage(state: State, worlds: Worlds, on_event: OnEvent) -> None:
    """Show somebody, and the same somebody in the other world."""
    if worlds.a is None or worlds.b is None:
        part("people", {"busy": True}, on_event)
        return
    pair = comparable(worlds.a, worlds.b, state.world)
    letter, number, problem = who(state.person, pair[0])
    if state.seal:  # what people do in a world tells what came of its policy
        unknown = translate("sealed.nobody", state.lang, person=state.person) if problem else ""
        part("sealed", {**sealed(state), "title": state.scene.title[state.lang], "problem": unknown}, on_event)
        return
    shown = card(letter, number, state, pair)
    asked = {"problem": problem and translate(problem, state.lang), "incident_day": _day_of(incident_of(state, worlds), worlds)}
    part("people", {**shown, **asked}, on_event)
    if letter != "f":
        part("charts", history(letter, number, state, pair), on_event)
    rows = {side: number if letter == "" and one in pair else -1 for side, one in (("a", worlds.a), ("b", worlds.b))}
    part("stage", {**stage(state, worlds), "person": rows}, on_event)
    part("transport", transport(state, worlds), on_event)


def _day_of(incident: str | None, worlds: Worlds) -> int | None:
    """Return the day of the incident on show, None without one."""
    found = [one for world in (worlds.a, worlds.b) if world and incident and (one := world.incident(incident))]
    return int(found[0]["day"]) if found else None


def comparable(a: Recording, b: Recording, world: Side) -> tuple[Recording, Recording]:
    """Return both worlds, or, where their towns differ in size, twice the one asked for.

    A number stands for the same resident, committee, street office and firm in both worlds only if the towns are alike.
    """
    alike = np.array_equal(a.model.town.start, b.model.town.start) and all(count(kind, a) == count(kind, b) for kind in KINDS)
    return (a, b) if alike else (a, a) if world == "a" else (b, b)


def who(person: str | None, world: Recording) -> tuple[str, int, str]:
    """Return the letter and number of whom an address asks for, and what is wrong with it if anything."""
    found = re.fullmatch(r"([csf]?)(\d{1,9})", person or "")
    if person and not found:
        return "", most_active(world), "people.unknown"
    letter, number = (found[1], int(found[2])) if found else ("", most_active(world))
    if number >= count(letter, world):
        return letter, count(letter, world) - 1, "people.too_high"
    return letter, number, ""


def count(letter: str, world: Recording) -> int:
    """Return how many there are of a kind."""
    town = world.model.town
    return {
        "": world.n_shown,
        "c": len(town.communities),
        "s": len(town.streets),
        "f": len(world.model.property_firms.table),
    }[letter]


def most_active(world: Recording) -> int:
    """Return the resident who acts on most days."""
    return int(np.argmax(np.count_nonzero(world.doings, axis=0)))


def card(letter: str, number: int, state: State, pair: tuple[Recording, Recording]) -> dict[str, Any]:
    """Return the card of somebody: who it is, how things stand at the end in both worlds, and ties."""
    a, b = pair
    build = {"": _resident, "c": _committee, "s": _street, "f": _firm}[letter]
    kinds = [{"letter": key, "name": translate(f"people.{name}", state.lang), "n": count(key, a)} for key, name in KINDS.items()]
    return {
        "letter": letter,
        "number": number,
        "of": count(letter, a),
        "kinds": kinds,
        "doings": list(DOINGS),
        "busiest": most_active(a),
        "world": state.world,
        "sides": list(SIDES) if a is not b else [state.world],
        **build(number, state, a, b),
        "decides": decided(letter, number, (a.model, b.model), state.lang),
    }


def facts(table: str, spec: dict[str, Column], row: int, state: State, a: Columns, b: Columns) -> list[dict[str, Any]]:
    """Return the attributes of a row in both worlds, in words."""
    lines = []
    for name, column in spec.items():
        if name in _HIDDEN:
            continue
        values = [_said(column, getattr(one, name)[row], state.lang) for one in (a, b)]
        unit = unit_in(state.lang, column.unit) if column.unit not in ("", "0-1", "years", "utils") else ""
        if unit == "people" or unit in pick(state.lang, column):
            unit = ""  # the words say it already
        lines.append(
            {
                "label": pick(state.lang, column),
                "a": values[0],
                "b": values[1],
                "unit": unit,
                "same": values[0] == values[1],
            }
        )
    return lines


def _said(column: Column, value: Any, language: Language) -> str:
    if column.dtype == "?":
        return translate("levers.on" if value else "levers.off", language)
    if column.codes:
        code = column.codes[int(value)]
        return translate(f"estate.{code}", language) if code in ("old", "new", "fringe") else translate(f"kind.{code}", language)
    if np.issubdtype(np.dtype(column.dtype), np.integer):
        return f"{int(value):,}"
    return with_minus(f"{float(value):,.2f}")


def _resident(row: int, state: State, a: Recording, b: Recording) -> dict[str, Any]:
    from coprod.agents.residents import RESIDENT_COLUMNS

    town, lang = a.model.town, state.lang
    people = town.residents
    kind, age = a.layout["kinds"][int(people.kind[row])], int(people.age[row])
    where = place(int(people.community[row]), lang)
    ties = [_tie(other, how, a, state) for other, how in town.ties_of(row) if other < a.n_shown][:_MOST_TIES]
    return {
        "title": f"{_called(row, a, lang)} · {translate('people.number', lang, n=row)}",
        "life": life_of(row, age, kind, a.seed, lang),
        "about": translate(
            "people.about",
            lang,
            kind=translate(f"kind.{kind}", lang),
            age=age,
            place=where,
            building=int(people.building[row]) + 1,
        ),
        "facts": facts("resident", dict(RESIDENT_COLUMNS), row, state, people, b.model.town.residents),
        "strips": {side: world.doings[:, row].tolist() for side, world in zip(SIDES, (a, b), strict=True)},
        "ties": ties,
        "offices": [
            {"person": f"c{int(people.community[row])}", "label": translate("people.committee_of", lang, place=where)}
        ],
    }


def _called(row: int, world: Recording, lang: Language) -> str:
    """Return the invented name of a resident."""
    household = world.model.town.residents.household
    first = row - int(np.argmax(household[row::-1] != household[row])) + 1 if household[0] != household[row] else 0
    return name_of(row, int(household[row]), row - first, world.seed, lang)


def _tie(other: int, how: str, world: Recording, state: State) -> dict[str, Any]:
    people = world.model.town.residents
    kind = world.layout["kinds"][int(people.kind[other])]
    return {
        "row": other,
        "name": _called(other, world, state.lang),
        "how": translate(f"tie.{how}", state.lang),
        "age": int(people.age[other]),
        "kind": translate(f"kind.{kind}", state.lang),
        "acts": int(np.count_nonzero(world.doings[:, other])),
    }


def _committee(number: int, state: State, a: Recording, b: Recording) -> dict[str, Any]:
    from coprod.town.places import COMMITTEE_COLUMNS

    lang, town = state.lang, a.model.town
    firms = np.flatnonzero(a.model.property_firms.table.community == number)
    street = int(town.communities.street[number])
    offices = [{"person": f"s{street}", "label": translate("people.street_of", lang, n=street + 1)}]
    offices += [{"person": f"f{f}", "label": translate("people.firm_number", lang, n=int(f) + 1)} for f in firms]
    return {
        "title": translate("people.committee_of", lang, place=place(number, lang)),
        "about": translate("people.committee_about", lang, staff=f"{float(a.model.desks.staff[number]):.0f}"),
        "life": officer("committee", number, a.seed, lang),
        "facts": facts("committee", dict(COMMITTEE_COLUMNS), number, state, town.communities, b.model.town.communities),
        "offices": offices,
        "ties": [],
        "incidents": _incidents(a, b, lambda one: one["community"] == number, state),
    }


def _street(number: int, state: State, a: Recording, b: Recording) -> dict[str, Any]:
    from coprod.town.places import STREET_COLUMNS

    lang, town = state.lang, a.model.town
    mine = np.flatnonzero(town.communities.street == number)
    return {
        "title": translate("people.street_of", lang, n=number + 1),
        "about": translate("people.street_about", lang),
        "life": officer("street", number, a.seed, lang),
        "facts": facts("street", dict(STREET_COLUMNS), number, state, town.streets, b.model.town.streets),
        "offices": [
            {"person": f"c{c}", "label": translate("people.committee_of", lang, place=place(int(c), lang))} for c in mine
        ],
        "ties": [],
        "incidents": _incidents(a, b, lambda one: town.communities.street[one["community"]] == number, state),
    }


def _firm(number: int, state: State, a: Recording, b: Recording) -> dict[str, Any]:
    from coprod.agents.property_firms import PROPERTY_FIRM_COLUMNS

    lang, table = state.lang, a.model.property_firms.table
    community = int(table.community[number])
    return {
        "title": translate("people.firm_number", lang, n=number + 1),
        "about": translate("people.firm_about", lang, place=place(community, lang)),
        "life": officer("firm", number, a.seed, lang),
        "facts": facts("firm", dict(PROPERTY_FIRM_COLUMNS), number, state, table, b.model.property_firms.table),
        "offices": [
            {"person": f"c{community}", "label": translate("people.committee_of", lang, place=place(community, lang))}
        ],
        "ties": [],
    }


def _incidents(a: Recording, b: Recording, mine: Any, state: State) -> list[dict[str, Any]]:
    """Return the incidents of an office in world A with their minutes in both worlds."""
    lines = []
    for one in a.incidents:
        if mine(one):
            other = b.incident(one["id"])
            lines.append(
                {
                    "id": one["id"],
                    "type": translate(f"incident.{one['type']}", state.lang),
                    "day": one["day"],
                    "a": round(one["marks"]["controlled"]),
                    "b": round(other["marks"]["controlled"]) if other else None,
                }
            )
    return lines


def history(letter: str, number: int, state: State, pair: tuple[Recording, Recording]) -> dict[str, Any]:
    """Return the history of somebody in both worlds, or in the one that has this somebody, as charts."""
    a, b = pair
    lang = state.lang
    shown: list[dict[str, Any]] = []
    if letter == "" and a.weeks:
        from coprod.agents.residents import RESIDENT_COLUMNS

        for name in FOLLOWED:
            weekly = [np.repeat(world.weeks[name][:, number], 7)[: world.days] for world in (a, b)]
            shown.append(
                {
                    "name": name,
                    "label": pick(lang, RESIDENT_COLUMNS[name]),
                    **figures.units(pick(lang, RESIDENT_COLUMNS[name]), unit_in(lang, RESIDENT_COLUMNS[name].unit), lang,
                                    weekly=False),
                    "a": rounded(weekly[0]),
                    "b": rounded(weekly[1]),
                }
            )
    elif letter in ("c", "s"):
        desk = number + (len(a.model.town.communities) if letter == "s" else 0)
        for name, values in (
            ("load", [w.load[:, desk] for w in (a, b)]),
            ("waiting", [w.waiting[:, desk] for w in (a, b)]),
        ):
            means = [figures.trailing_mean(v.astype(float)) for v in values]
            shown.append(
                {
                    "name": name,
                    "label": translate(f"people.{name}", lang),
                    **figures.units(translate(f"people.{name}", lang), "%" if name == "load" else "", lang, weekly=True),
                    "factor": 100 if name == "load" else 1,
                    "a": rounded(means[0]),
                    "b": rounded(means[1]),
                }
            )
    if a is b:
        for chart in shown:
            chart["b" if state.world == "a" else "a"] = [None] * a.days
    return {"charts": shown, "days": a.days, "event": None}
