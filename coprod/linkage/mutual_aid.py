"""Aid 互助: which streets and districts help each other out (mech:D01, mech:G13, mech:G15).

Streets that are ranked against each other keep their goods and crews; districts help their neighbours as far as they
have agreed to, after a while, and at a border at once.
"""

from __future__ import annotations

from coprod.kernel.purposes import Purpose
from coprod.kernel.records import Field, RecordKind
from coprod.kernel.streams import Streams
from coprod.linkage.borders import Borders
from coprod.parameters import Parameters

LENDERS = ("street", "district")
OWN, STREET_LENT, DISTRICT_LENT = -1, 0, 1

LOAN = RecordKind("loan", "crews that another street or district sent", "跨街、跨区出动的队伍", {
    "incident": Field("i8", "", "incident", "突发事件"),
    "community": Field("i4", "", "community", "社区"),
    "sent": Field("f8", "minute", "when a crew was free", "派出时刻"),
    "lender": Field("u1", "", "who sent it", "派出方", codes=LENDERS),
})


class Aid:
    """Who helps whom, incident by incident.

    Attributes
    ----------
    minutes : float
        By how much a neighbouring district's help takes longer than the district's own.
    """

    def __init__(self, parameters: Parameters, streams: Streams, borders: Borders) -> None:
        self.borders, self.minutes = borders, parameters.district.aid_minutes
        self._chance = streams.chance
        self._refusal = refusal(parameters)
        self._answered = parameters.district.mutual_aid

    def from_street(self, incident: int, street: int) -> bool:
        """Tell whether another street helps with an incident: rivals do not always (mech:G13)."""
        return not self._refusal or street_helps(self._chance(Purpose.AID_STREET, incident, street), self._refusal)

    def from_district(self, incident: int, district: int) -> bool:
        """Tell whether a neighbouring district helps with an incident (mech:D01)."""
        return self._chance(Purpose.AID_DISTRICT, incident, district) < self._answered

    @property
    def is_agreed(self) -> bool:
        """Whether districts help each other at all."""
        return self._answered > 0


def refusal(parameters: Parameters) -> float:
    """Return the chance that a street leaves another's call for help unanswered: rivalry × what rivals refuse (mech:G13)."""
    return parameters.kpi.competition * parameters.kpi.keep


def street_helps(luck: float, chance_of_refusal: float) -> bool:
    """Tell whether a street with this luck helps."""
    return luck >= chance_of_refusal
