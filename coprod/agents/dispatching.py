"""Which kind of crew is sent 派出何种队伍: what a district's dispatch centre sees of a call, and how it decides.

The choice of kind comes first; which crew of that kind goes is a matter of who is free and near
(:mod:`coprod.resources.crews`, :mod:`coprod.agents.allocation`).
"""

from __future__ import annotations

from dataclasses import dataclass

from coprod.agents.decisions import Reason
from coprod.parameters.codes import ARREST, FIRE, GAS, INCIDENT_TYPES, INJURY, LIFT

CREWS = ("none", "street", "district", "ambulance", "city")
"""Who put an incident right; none if neighbours did."""
NO_CREW, STREET, DISTRICT, AMBULANCE, CITY = range(len(CREWS))

MEDICAL = (ARREST, INJURY)
"""Types that only an ambulance can treat."""
OF_FIRE_BRIGADE = (FIRE, GAS)
"""Types that are the fire brigade's, which is the district's."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A call as the dispatch centre sees it; every field has a default, so that a call of one's own is quickly made."""

    type: int = FIRE
    """Number in INCIDENT_TYPES."""
    severity: float = 0.5
    """0 to 1."""
    specialised: float = 0.85
    """Severity from which an incident is beyond a street crew (``crew.specialised``)."""
    free: tuple[bool, ...] = (False, True, True, True, False)
    """Whether a crew of each kind in :data:`CREWS` that serves the place could leave at once."""
    ways: tuple[float, ...] = (0.0, 9.5, 10.5, 8.5, 0.0)
    """Mean minutes of travel of each kind."""


class ByType:
    """Sends an ambulance to patients, the district's team to fires, gas and what is grave, the street's crew to all else.

    The district has the professional main force (src:wu2025). Lifts are for the lift firm, one of the street's crews.
    """

    def decide(self, seen: Alarm) -> int:
        """Return the kind of crew, a code in :data:`CREWS`."""
        if seen.type in MEDICAL:
            return AMBULANCE
        return DISTRICT if seen.type in OF_FIRE_BRIGADE or seen.severity >= seen.specialised else STREET

    def explain(self, seen: Alarm) -> Reason:
        """Return why this kind of crew is sent."""
        kind = self.decide(seen)
        sent = {AMBULANCE: ("An ambulance", "救护车"), DISTRICT: ("The district's team", "区级队伍"),
                STREET: ("The street's crew", "街道队伍")}[kind]
        return Reason(f"{sent[0]} goes: that is whose a call of this type and severity ({seen.severity:.2f}) is.",
                      f"派{sent[1]}：该类型、该严重程度（{seen.severity:.2f}）的报警由其处置。")


class NearestFree(ByType):
    """Sends whichever able crew is free and nearest; by type where none is free.

    Nearest available unit, the usual rule of emergency dispatch (src:green_kolesar2004). Only ambulances treat patients and
    only lift firms open lifts; a street's crew is taken to be able to begin with everything else, with the skill it has.
    """

    def decide(self, seen: Alarm) -> int:
        """Return the kind of crew, a code in :data:`CREWS`."""
        usual = super().decide(seen)
        if usual == AMBULANCE or seen.type == LIFT:
            return usual
        free = [kind for kind in (STREET, DISTRICT) if seen.free[kind]]
        return min(free, key=lambda kind: seen.ways[kind], default=usual)

    def explain(self, seen: Alarm) -> Reason:
        """Return why this kind of crew is sent."""
        kind = self.decide(seen)
        if seen.type in (*MEDICAL, LIFT) or not (seen.free[STREET] or seen.free[DISTRICT]):
            return super().explain(seen)
        names = {DISTRICT: ("The district's team", "区级队伍"), STREET: ("The street's crew", "街道队伍")}[kind]
        return Reason(f"{names[0]} goes: of those that are free it is nearest, {seen.ways[kind]:.1f} minutes away.",
                      f"派{names[1]}：空闲队伍中路程最短，约{seen.ways[kind]:.1f}分钟。")


def type_of(name: str) -> int:
    """Return the number of a type of incident, the first if no name is given."""
    return INCIDENT_TYPES.index(name or INCIDENT_TYPES[0])
