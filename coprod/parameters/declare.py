"""How a parameter is declared: once, with everything anybody will ever ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from coprod.references import Code, NumberSource, parse_code, parse_number
from coprod.text.messages import message

Role = Literal["lever", "uncertainty", "constant"]
Value = float | int | bool | str


class Group(BaseModel):
    """A group of parameters about one subject. Subclasses give the group's title in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)
    title_en: ClassVar[str]
    title_zh: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Declaration:
    """Everything known about one parameter.

    ``bounds`` are what the program accepts; ``plausible`` is the narrower range that studies and
    sliders use. ``role``: a *lever* can be set by policy, an *uncertainty* is not known by anybody, a
    *constant* is a convention. Where a parameter comes from is two things: ``mechanism_from`` are the codes of what its
    rule comes from, ``number`` says whether its default was measured, derived, fitted or assumed, and from what.
    See :mod:`coprod.references` for codes. ``changeable`` levers can be set by a policy while a run is under way: their
    value is read when it is needed, or what is worked out from it is worked out anew (:mod:`coprod.renewal`); the others
    are built into the town and its stores when it is made.
    """

    key: str
    kind: Literal["float", "int", "bool", "choice"]
    default: Value
    unit: str
    bounds: tuple[float, float] | None
    plausible: tuple[float, float] | None
    choices: tuple[str, ...]
    role: Role
    mechanism_from: tuple[Code, ...]
    number: NumberSource
    label_en: str
    label_zh: str
    tip_en: str
    tip_zh: str
    mechanisms: tuple[str, ...]
    changeable: bool = False

    @property
    def group(self) -> str:
        """Return the part of the key before the dot."""
        return self.key.split(".")[0]

    @property
    def source(self) -> str:
        """Return both provenances as one text: ``note:B7; number assumed``."""
        return f"{' '.join(map(str, self.mechanism_from)) or 'no source of the mechanism'}; number {self.number}"

    @property
    def allowed(self) -> str:
        """Say in words which values are accepted."""
        if self.kind == "bool":
            return message("problem.true_or_false")
        if self.kind == "choice":
            return message("problem.one_of", names=", ".join(self.choices))
        low, high = (f"{end:,g}" for end in self.bounds or (float("-inf"), float("inf")))
        if self.unit:
            key = "problem.whole_numbers_unit" if self.kind == "int" else "problem.numbers_unit"
            return message(key, low=low, high=high, unit=self.unit)
        return message("problem.whole_numbers" if self.kind == "int" else "problem.numbers", low=low, high=high)


def parameter(
    default: Value,
    *,
    en: str,
    zh: str,
    tip_en: str,
    tip_zh: str,
    unit: str = "",
    bounds: tuple[float, float] | None = None,
    plausible: tuple[float, float] | None = None,
    role: Role = "uncertainty",
    mechanism_from: str = "",
    number_from: str = "assumed",
    mechanisms: tuple[str, ...] = (),
    built_in: bool = False,
) -> Any:
    """Declare one parameter as the default of a field in a :class:`Group`.

    Numbers need `bounds`; `plausible` defaults to them. Booleans and ``Literal`` choices need neither.
    `mechanism_from` are codes of references; by default the rows of the inventory in `mechanisms`. `number_from` is
    ``"assumed"``, or a kind and codes: ``"derived fact:C12"`` (:func:`coprod.references.parse_number`). A lever that is
    `built_in` to the town when it is made cannot be set by a policy in the middle of a run.
    """
    rule = mechanism_from.split() or [f"mech:{row}" for row in mechanisms]
    about: dict[str, Any] = {
        "unit": unit, "bounds": bounds, "plausible": plausible or bounds, "role": role,
        "mechanism_from": tuple(map(parse_code, rule)), "number": parse_number(number_from),
        "label_en": en, "label_zh": zh, "tip_en": tip_en, "tip_zh": tip_zh, "mechanisms": mechanisms,
        "changeable": role == "lever" and not built_in,
    }
    low, high = bounds or (None, None)
    return Field(default, ge=low, le=high, title=en, description=tip_en, json_schema_extra={"coprod": about})


def declarations_of(group: str, model: type[Group]) -> list[Declaration]:
    """Return the declarations of one group, in order."""
    return [_declaration(f"{group}.{name}", field) for name, field in model.model_fields.items()]


def _declaration(key: str, field: FieldInfo) -> Declaration:
    extra = field.json_schema_extra
    if not isinstance(extra, dict) or "coprod" not in extra:
        raise TypeError(f"{key} is not declared with parameter(...)")
    about: dict[str, Any] = dict(extra["coprod"])  # type: ignore[arg-type]
    is_choice = get_origin(field.annotation) is Literal
    kind: Any = "choice" if is_choice else getattr(field.annotation, "__name__", "")
    if kind not in ("float", "int", "bool", "choice"):
        raise TypeError(f"{key}: {field.annotation} cannot be a parameter")
    if kind in ("float", "int") and about["bounds"] is None:
        raise TypeError(f"{key} needs bounds")
    choices = tuple(get_args(field.annotation)) if is_choice else ()
    return Declaration(key=key, kind=kind, default=field.default, choices=choices, **about)
