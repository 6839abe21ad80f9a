"""How a parameter is declared: once, with everything anybody will ever ask about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

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
    *constant* is a convention. ``source``: a citation key of calibration (C…), a public page (P…), a
    source paper (S…), ``calibrated:<study>``, or the honest word ``assumed``.
    """

    key: str
    kind: Literal["float", "int", "bool", "choice"]
    default: Value
    unit: str
    bounds: tuple[float, float] | None
    plausible: tuple[float, float] | None
    choices: tuple[str, ...]
    role: Role
    source: str
    label_en: str
    label_zh: str
    tip_en: str
    tip_zh: str
    mechanisms: tuple[str, ...]

    @property
    def group(self) -> str:
        """Return the part of the key before the dot."""
        return self.key.split(".")[0]

    @property
    def allowed(self) -> str:
        """Say in words which values are accepted."""
        if self.kind == "bool":
            return "allowed are true and false"
        if self.kind == "choice":
            return f"allowed are {', '.join(self.choices)}"
        whole = "whole numbers" if self.kind == "int" else "numbers"
        low, high = self.bounds or (float("-inf"), float("inf"))
        unit = f" {self.unit}" if self.unit else ""
        return f"allowed are {whole} from {low:,g} to {high:,g}{unit}"


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
    source: str = "assumed",
    mechanisms: tuple[str, ...] = (),
) -> Any:
    """Declare one parameter as the default of a field in a :class:`Group`.

    Numbers need `bounds`; `plausible` defaults to them. Booleans and ``Literal`` choices need neither.
    """
    about: dict[str, Any] = {
        "unit": unit, "bounds": bounds, "plausible": plausible or bounds, "role": role, "source": source,
        "label_en": en, "label_zh": zh, "tip_en": tip_en, "tip_zh": tip_zh, "mechanisms": mechanisms,
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
