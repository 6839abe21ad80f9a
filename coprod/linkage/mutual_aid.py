"""Aid 互助: which streets and districts help each other out (mech:D01, mech:G13, mech:G15).

Streets that are ranked against each other keep their goods and crews; districts help their neighbours as far as they
have agreed to, after a while, and at a border at once.
"""

from __future__ import annotations

from collections import Counter

from coprod.agents.decisions import RuleBook
from coprod.agents.lending import Appeal
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
    """Who helps whom, incident by incident, and how often each has helped whom.

    Attributes
    ----------
    minutes : float
        By how much a neighbouring district's help takes longer than the district's own.
    """

    def __init__(self, parameters: Parameters, streams: Streams, borders: Borders, rules: RuleBook | None = None) -> None:
        rules = rules or RuleBook(parameters)
        self.borders, self.minutes = borders, parameters.district.aid_minutes
        self._street, self._district = rules["street_office.lend"], rules["district.lend"]
        self._goods = rules["district.lend_goods"]
        self._uniform_scalar = streams.uniform_scalar
        self._refusal, self._agreed = refusal(parameters), parameters.district.mutual_aid
        self._loans: Counter[tuple[int, int, int]] = Counter()

    def from_street(self, incident: int, street: int, borrower: int, *, goods: bool = False) -> bool:
        """Tell whether a street lends a crew or goods to another: rivals do not always (mech:G13)."""
        return bool(self._street(self.street_appeal(incident, street, borrower, goods=goods)))

    def from_district(self, incident: int, district: int, borrower: int) -> bool:
        """Tell whether a neighbouring district sends a crew to an incident (mech:D01)."""
        return bool(self._district(self.district_appeal(incident, district, borrower)))

    def share_of_stock(self, incident: int, district: int, borrower: int) -> float:
        """Return the share of its stock that a neighbouring district lends (mech:D01)."""
        return float(self._goods(self.district_appeal(incident, district, borrower, goods=True)))

    def note(self, lender: int, place: int, borrower: int) -> None:
        """Remember that a street or district (code `lender`) has lent to another."""
        self._loans[lender, place, borrower] += 1

    @property
    def sends_crews(self) -> bool:
        """Whether districts may send each other crews: they have agreed to, or decide by a rule of their own."""
        return self._agreed > 0 or not self._district.is_default

    @property
    def lends_goods(self) -> bool:
        """Whether districts may lend each other goods."""
        return self._agreed > 0 or not self._goods.is_default

    def street_appeal(self, incident: int, lender: int, borrower: int, *, goods: bool = False) -> Appeal:
        """Return what a street sees of another's call for help."""
        return Appeal(incident, lender, borrower, goods, self._refusal, 0.0, self._loans[STREET_LENT, lender, borrower],
                      self._loans[STREET_LENT, borrower, lender], self._uniform_scalar(Purpose.AID_STREET, incident, lender))

    def district_appeal(self, incident: int, lender: int, borrower: int, *, goods: bool = False) -> Appeal:
        """Return what a district sees of another's call for help."""
        return Appeal(incident, lender, borrower, goods, 0.0, self._agreed, self._loans[DISTRICT_LENT, lender, borrower],
                      self._loans[DISTRICT_LENT, borrower, lender], self._uniform_scalar(Purpose.AID_DISTRICT, incident, lender))


def refusal(parameters: Parameters) -> float:
    """Return the chance that a street leaves another's call for help unanswered: rivalry × what rivals refuse (mech:G13)."""
    return parameters.directive.target_competition * parameters.directive.target_keep
