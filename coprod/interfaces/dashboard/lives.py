"""Invented names and lives, so that a number becomes somebody: drawings, which no rule of the model reads.

Age, occupation, household, home and deeds are the model's own. A resident is called the same in both worlds, under every
policy and in both languages; households share a surname, but for whoever married into them.
"""

from __future__ import annotations

from coprod.text.glossary import Language, translate

ADULT, OLD = 18, 60
"""Ages in years from which somebody works, and from which somebody is told of as retired."""
_PARTNER = 1
"""Place in a household of whoever keeps a surname of their own."""
_MIX = 2_654_435_761


def name_of(number: int, household: int, place: int, seed: int, language: Language) -> str:
    """Return the invented name of a resident.

    Parameters
    ----------
    number : row of the resident
    household, place : number of the household, and which of its members this is, 0 for the first
    """
    family = household if place != _PARTNER else household + _MIX
    return full_name(_mixed(family, seed), _mixed(number, seed + 1), language)


def officer(kind: str, number: int, seed: int, language: Language) -> str:
    """Return an invented name and a sentence about whoever heads a committee, a street office or a property firm."""
    drawn = _mixed(number * 16 + len(kind), seed + 2)
    name = full_name(drawn, drawn // 64, language)
    return translate(f"life.heads_{kind}", language, name=name, past=_one_of(f"life.past_{kind}", drawn // 7, language))


def life_of(number: int, age: int, kind: str, seed: int, language: Language) -> str:
    """Return an invented sentence about a resident's life, by age and occupation."""
    list_of = kind if kind != "ordinary" else "child" if age < ADULT else "old" if age >= OLD else "ordinary"
    return _one_of(f"life.{list_of}", _mixed(number, seed + 3), language)


def full_name(family: int, given: int, language: Language) -> str:
    """Return a name made of a surname and a given name."""
    return translate("life.name", language, family=_one_of("life.surnames", family, language),
                     given=_one_of("life.given", given, language))


def _one_of(key: str, number: int, language: Language) -> str:
    choices = translate(key, language).split("|")
    return choices[number % len(choices)]


def _mixed(number: int, seed: int) -> int:
    """Return a number that looks drawn, and is the same whenever and wherever it is asked for."""
    value = ((number + 1) * _MIX + (seed + 1) * 40_503) & 0xFFFFFFFF
    value ^= value >> 15
    return ((value * 2_246_822_519) & 0xFFFFFFFF) >> 9
