"""How many numbers were measured and how many assumed, and where the mechanisms come from: counted, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from coprod.parameters.declare import Declaration
from coprod.references import bibliography
from coprod.text.glossary import Language, translate

Number = Literal["measured", "derived", "fitted", "own", "assumed"]
NUMBERS: tuple[Number, ...] = get_args(Number)
"""``own``: derived from, or fitted to, nothing but the project's own notes and runs; the three before it rest on evidence."""
Origin = Literal["paper", "row", "note", "work", "fact", "none"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
_EVIDENCE = ("src", "fact")


def number_class(declaration: Declaration) -> Number:
    """Return which class the number of a parameter is counted in."""
    number = declaration.number
    if number.kind != "assumed" and not any(code.scheme in _EVIDENCE for code in number.codes):
        return "own"
    return number.kind


def mechanism_class(declaration: Declaration) -> Origin:
    """Return which class the mechanism of a parameter is counted in: that of the first thing it comes from.

    ``paper``: one of the five source papers; ``row``: a row of the inventory, which quotes one of them; ``note``: a submodel
    after the literature; ``work``: another work; ``fact``: a stylised fact; ``none``: nothing is named.
    """
    if not declaration.mechanism_from:
        return "none"
    first = declaration.mechanism_from[0]
    if first.scheme == "src":
        return "paper" if bibliography()[first.key].kind == "source paper" else "work"
    return "row" if first.scheme == "mech" else "note" if first.scheme == "note" else "fact"


def count_of_numbers(chosen: Sequence[Declaration]) -> dict[Number, int]:
    """Return how many numbers are of each class."""
    counted = Counter(map(number_class, chosen))
    return {kind: counted[kind] for kind in NUMBERS}


def count_of_mechanisms(chosen: Sequence[Declaration]) -> dict[Origin, int]:
    """Return how many mechanisms come from each class of origin, without the classes that nothing comes from."""
    counted = Counter(map(mechanism_class, chosen))
    return {kind: counted[kind] for kind in ORIGINS if counted[kind]}


def numbers_in_words(chosen: Sequence[Declaration], language: Language) -> str:
    """Return one sentence that counts where the numbers come from."""
    within = sum(declaration.number.kind == "assumed" and bool(declaration.number.codes) for declaration in chosen)
    return translate("number.counted", language, n=len(chosen), within=within, **count_of_numbers(chosen))


def mechanisms_in_words(chosen: Sequence[Declaration], language: Language) -> str:
    """Return one sentence that counts where the mechanisms come from."""
    counted = count_of_mechanisms(chosen)
    parts = [
        f"{n} {translate(f'origin.{kind}', language)}"
        if language == "en"
        else f"{translate(f'origin.{kind}', language)}{n}个"
        for kind, n in counted.items()
    ]
    return translate("origin.counted", language, counts=translate("list.comma", language).join(parts))
