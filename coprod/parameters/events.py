"""Scripted events and shocks: what a lesson or a scenario makes happen, whatever chance would have it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from coprod.parameters.codes import IncidentType


class ScriptedEvent(BaseModel):
    """One incident that happens at a stated place and minute, besides those that chance brings."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    type: IncidentType
    day: int = Field(ge=0, description="day of the run, 0 is the first")
    hour: float = Field(ge=0, lt=24, description="hour of the day, 23.5 is half past eleven at night")
    community: int = Field(default=0, ge=0, description="number of the community, 0 is the first")
    severity: float = Field(default=0.5, ge=0, le=1, description="how hard it strikes, 0 to 1")
    amount: float = Field(default=0.0, ge=0, description="reserve fund it needs, yuan")
    needs_entry: bool = Field(default=False, description="whether a door must be forced")
    people: int = Field(default=1, ge=0, description="people in danger")
    asks_order: bool = Field(default=False, description="whether the front line must wait for the order to act")
    off_template: bool = Field(default=False, description="whether no plan describes it")
    power_cut: bool = Field(default=False, description="whether a loss of power caused it")
    off_duty_level: int = Field(default=0, ge=0, le=5, description="level whose first signer is off duty, 0 for none")
    off_duty_tries: int = Field(default=0, ge=0, le=100, description="tries at which that signer cannot be reached")


def _as_tuple(value: Any) -> Any:
    """Turn the list of a file into a tuple."""
    return tuple(value) if isinstance(value, list) else value


class ScriptedShock(BaseModel):
    """One shock that begins at a stated minute over stated communities, besides those that chance brings."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    kind: Literal["storm", "heat", "cold", "earthquake"]
    day: int = Field(ge=0, description="day of the run on which it begins, 0 is the first")
    hour: float = Field(default=0.0, ge=0, lt=24, description="hour of the day at which it begins")
    intensity: float = Field(default=1.0, ge=0, le=20, description="how hard, 1 is a mean shock of its kind where it is worst")
    hours: float = Field(default=6.0, gt=0, le=1000, description="hours over which what it brings begins")
    communities: Annotated[tuple[Annotated[int, Field(ge=0)], ...], BeforeValidator(_as_tuple)] = Field(
        default=(), description="numbers of the communities that feel it, all equally; none for all or those of a district")
    district: int | None = Field(default=None, ge=0, description="number of the district that feels it; left out for all")
