"""What a shock brings together 冲击影响: floods by place, power and water failures, cut roads, stuck lifts, injuries (mech:P09).

Counts are Poisson by community, with a mean that grows with the local strength: intensity × share felt, for floods also ×
how the ground lies and drains. They are normalised in closed form: a place sees as many floods a year as
``incident.waterlogging_rate`` says, and of anything else as many in a shock as is declared, on average over all shocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coprod.fields.emergency.shocks import moment, shape_of
from coprod.kernel.arrays import Floats
from coprod.kernel.arrivals import SLOTS, poisson_counts
from coprod.kernel.calendar import MINUTES_PER_DAY, MINUTES_PER_HOUR
from coprod.kernel.columns import Columns
from coprod.kernel.formulas import waiting
from coprod.kernel.incident import SHOCK
from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, Recorder, RecordKind
from coprod.kernel.shock import SHOCKS, STORM, Shock
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters, groups
from coprod.parameters.codes import LIFT, PREFIXES, REFERENCE_RESIDENTS, WATERLOGGING
from coprod.town.infrastructure import ROAD
from coprod.town.places import REFERENCE_DRAINAGE, drained
from coprod.town.street_types import incident_mix, types_of_streets

if TYPE_CHECKING:
    from coprod.fields.emergency.incidents import Incidents
    from coprod.fields.emergency.lifelines import Lifelines
    from coprod.kernel.incident import Incident
    from coprod.town import Town

SHOCK_RECORD = RecordKind("shock", "storms, heat waves, cold spells and earthquakes", "暴雨、热浪、寒潮与地震", {
    "id": Field("i8", "", "number of the shock", "冲击编号"),
    "kind": Field("u1", "", "kind", "种类", codes=SHOCKS),
    "day": Field("i4", "day", "day on which it began", "开始日"),
    "begins": Field("f8", "minute", "when it began", "开始时刻"),
    "hours": Field("f8", "hours", "how long it lasted", "持续小时数"),
    "intensity": Field("f8", "ratio", "intensity, relative to the mean of its kind", "强度（以同类均值为1）"),
    "communities": Field("i4", "communities", "communities that felt it", "波及社区数"),
    "incidents": Field("i4", "incidents", "incidents that it brought, and what these set off", "引发的突发事件数（含次生）"),
    "floods": Field("i4", "incidents", "of these, floods that it brought itself", "其中直接引发的内涝数"),
    "roads": Field("i4", "roads", "access roads that it cut", "阻断的进出道路数"),
})
MOST = 500.0
"""Largest mean number of incidents of one type that a shock brings to one community."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Incidents of one shock, arrays of shape (n,)."""

    type: np.ndarray
    community: np.ndarray
    number: np.ndarray
    """Place among those of its type and community."""
    scale: Floats
    """Size relative to one of its severity in a mean shock."""


class ShockImpacts:
    """What shocks bring to the communities of a town."""

    def __init__(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        self.shock, self._streams = parameters.shock, streams
        communities = town.communities
        mix = incident_mix(parameters.town, types_of_streets(parameters, len(town.streets)))[communities.street]
        people = communities.residents[:, None] / REFERENCE_RESIDENTS * mix
        people[:, LIFT] = communities.lifts * mix[:, LIFT]
        self.exposure: Floats = people.T
        """5,000s of residents, or lifts, by type and community, with the mix of the street, shape (types, C)."""
        leave = parameters.infrastructure.space_displaced * (1 + parameters.incident.severity_skew)
        self.largest: Floats = communities.residents / leave if leave else np.full(len(communities), np.inf)
        """Size of the flood that drives everybody of a community from home if it is as severe as can be, shape (C,)."""
        self._means = [means_of_types(parameters, kind) for kind in range(len(SHOCKS))]
        self._moments = [moment(self.shock.growth, shape_of(parameters, kind)) for kind in range(len(SHOCKS))]
        self.stress = susceptibility(parameters.shock, communities) * (1 - communities.drainage)
        """Strength of a storm's water in each community, relative to the mean town at the reference drainage, shape (C,)."""
        self._set_reference(parameters, streams, town)
        self._size = self._mean_growth(self.shock.growth + self.shock.flood_depth) / self._mean_growth(self.shock.growth)

    def _set_reference(self, parameters: Parameters, streams: Streams, town: Town) -> None:
        """Scale the stress so that counts, summed over the town as it is stated for, are those declared."""
        communities, growth = town.communities, self.shock.growth
        stated = 1 - drained(parameters.town, streams, len(communities), REFERENCE_DRAINAGE)
        reference = susceptibility(parameters.shock, communities) * stated
        self._weights = self.exposure[WATERLOGGING] / max(self.exposure[WATERLOGGING].sum(), 1e-12)
        unit = (self._weights @ reference**growth) ** (1 / growth) if growth else float(self._weights @ reference)
        unit = unit or 1.0
        self._reference, self.stress = reference / unit, self.stress / unit
        self._storm_shape = shape_of(parameters, STORM)

    def _mean_growth(self, power: float) -> float:
        """Return the mean of (strength × stress)ᵏ over storms and residents, at the reference drainage."""
        return float(self._weights @ self._reference**power) * moment(power, self._storm_shape) or 1.0

    def means(self, kind: int, strength: Floats) -> Floats:
        """Return the mean number of incidents that a shock brings, by type and community.

        Parameters
        ----------
        strength : shape (..., C)
            Intensity times the share of it that is felt.

        Returns
        -------
        Floats
            Shape (..., types, C).
        """
        felt = np.where(strength > 0, strength, np.nan)
        growth = np.nan_to_num(felt**self.shock.growth)[..., None, :] / self._moments[kind]
        means = self._means[kind][:, None] * self.exposure * growth
        if kind == STORM:
            means[..., WATERLOGGING, :] *= self.stress**self.shock.growth * (self.stress > 0)
        return np.asarray(np.minimum(means, MOST))

    def size_of_floods(self, strength: Floats) -> Floats:
        """Return the size of floods in each community relative to their mean over all storms, shape of `strength`."""
        return np.asarray((strength * self.stress) ** self.shock.flood_depth / self._size)

    def brought(self, shock: Shock) -> Brought:
        """Return the incidents that a shock brings."""
        strength = shock.intensity * shock.footprint
        means = self.means(shock.kind, strength)
        kinds, places = np.nonzero(means)
        cells = kinds * strength.size + places
        counts = poisson_counts(self._streams.uniform(Purpose.SHOCK_COUNT, cells, shock.id), means[kinds, places])
        kind, place = np.repeat(kinds, counts), np.repeat(places, counts)
        number = np.arange(kind.size) - np.repeat(np.cumsum(counts) - counts, counts)
        scale = np.where(kind == WATERLOGGING, np.minimum(self.size_of_floods(strength), self.largest)[place], 1.0)
        return Brought(kind, place, number, scale)

    def strike(self, shock: Shock, incidents: Incidents, lifelines: Lifelines, recorder: Recorder) -> list[Incident]:
        """Cut roads, write the record, and return all incidents that a shock brings, in order of type and community."""
        roads = self._cut_roads(shock, lifelines)
        found = self.incidents_of(shock, incidents)
        recorder.append(
            SHOCK_RECORD, id=shock.id, kind=shock.kind, day=int(shock.begins // MINUTES_PER_DAY), begins=shock.begins,
            hours=(shock.ends - shock.begins) / MINUTES_PER_HOUR, intensity=shock.intensity,
            communities=int(np.count_nonzero(shock.footprint)), incidents=len(found),
            floods=sum(one.type == WATERLOGGING and one.source == SHOCK for one in found), roads=roads)
        return found

    def incidents_of(self, shock: Shock, incidents: Incidents) -> list[Incident]:
        """Return all incidents that a shock brings, each followed by what it sets off."""
        brought, n = self.brought(shock), shock.footprint.size
        found: list[Incident] = []
        cells = (brought.type * n + brought.community) * SLOTS + brought.number
        keys = self._streams.uniform(Purpose.SHOCK_INCIDENT, cells, shock.id)
        moments = self._streams.uniform(Purpose.SHOCK_MOMENT, cells, shock.id)
        minutes = shock.begins + moments * (shock.ends - shock.begins)
        for row in zip(keys.tolist(), brought.type.tolist(), brought.community.tolist(), minutes.tolist(),
                       brought.scale.tolist(), strict=True):
            found += incidents.of_shock(shock.id, *row)
        return found

    def _cut_roads(self, shock: Shock, lifelines: Lifelines) -> int:
        """Cut access roads, at most once in a shock each; return how many."""
        mean = getattr(self.shock, f"{SHOCKS[shock.kind]}_road", 0.0)
        if not mean:
            return 0
        strength = shock.intensity * shock.footprint
        rows = np.flatnonzero(strength)
        means = mean * strength[rows] ** self.shock.growth / self._moments[shock.kind]
        uniform = self._streams.uniform
        cut = rows[uniform(Purpose.SHOCK_ROAD, rows, shock.id) < -np.expm1(-means)]
        when = shock.begins + uniform(Purpose.SHOCK_ROAD_MOMENT, cut, shock.id) * (shock.ends - shock.begins)
        repair = uniform(Purpose.SHOCK_ROAD_REPAIR, cut, shock.id)
        for community, minute, chance in zip(cut.tolist(), when.tolist(), repair.tolist(), strict=True):
            lifelines.cut(ROAD, community, minute, lifelines.lifeline.outage * waiting(chance) * MINUTES_PER_HOUR)
        return int(cut.size)


def susceptibility(shock: groups.Shock, communities: Columns) -> Floats:
    """Return how hard water strikes by the lie of the land: (1 + g low-lying)(1 + b basements), shape (C,)."""
    lowland, basements = communities.lowland.astype(float), communities.basements.astype(float)
    return np.asarray((1 + shock.lowland_gain * lowland) * (1 + shock.basement_gain * basements))


def means_of_types(parameters: Parameters, kind: int) -> Floats:
    """Return how many incidents of each type a shock of a kind brings on average where it is felt, shape (types,).

    Per 5,000 residents, or per lift. Floods a year are shared by the storms of a year; where no storm comes by chance, scripted
    ones bring as many as if there were as many a year as by default.
    """
    shock, name = parameters.shock, SHOCKS[kind]
    means = np.array([getattr(shock, f"{name}_{prefix}", 0.0) for prefix in PREFIXES])
    if kind == STORM:
        storms = shock.storm_rate or groups.Shock.model_fields["storm_rate"].default
        means[WATERLOGGING] = parameters.incident.waterlogging_rate / storms
    return means
