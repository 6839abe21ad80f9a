"""Where a number comes from: measured, derived, fitted or assumed, and from what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from coprod.references.codes import Code, parse_code

NumberKind = Literal["measured", "derived", "fitted", "assumed"]
NUMBER_KINDS: tuple[NumberKind, ...] = get_args(NumberKind)


@dataclass(frozen=True, slots=True)
class NumberSource:
    """The provenance of one number.

    ``measured``: a source gives this very figure. ``derived``: worked out from what a source or a formula gives, as a mean,
    a conversion or a closed form. ``fitted``: chosen so that outcomes of the model meet what is known. ``assumed``: our
    choice, within the range that a cited fact leaves, if one is cited.
    """

    kind: NumberKind
    codes: tuple[Code, ...] = ()

    def __str__(self) -> str:
        """Return it as it is declared: ``derived fact:C12``."""
        return " ".join([self.kind, *map(str, self.codes)])


def parse_number(text: str) -> NumberSource:
    """Return the provenance that ``"assumed"`` or ``"fitted fact:C14 fact:C15"`` declares.

    Raises
    ------
    ValueError
        If the kind is unknown, a code is malformed, or a number that is not assumed cites nothing.
    """
    kind, *codes = text.split()
    if kind not in NUMBER_KINDS:
        raise ValueError(f"{kind!r} is no provenance of a number: allowed are {', '.join(NUMBER_KINDS)}")
    if kind != "assumed" and not codes:
        raise ValueError(f"{text!r}: a number that is not assumed cites what it comes from")
    return NumberSource(kind, tuple(parse_code(code) for code in codes))
