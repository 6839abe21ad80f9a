"""The city government 市级政府: whether to sign, and whether to take over what districts command (mech:A06).

One Mesa agent above the districts, without territory of its own; what follows from its taking over stands in
:mod:`coprod.linkage.escalation`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import mesa

from coprod.agents.deciding import Deciding
from coprod.agents.decisions import Reason, decision
from coprod.agents.districts import District
from coprod.agents.inquiring import CITY, Inquiring, punishing, taking_up
from coprod.agents.signing import A_CASE, Case, Signing, Submission, signing
from coprod.kernel.columns import BaseAgent


@dataclass(frozen=True, slots=True)
class Held:
    """Which of the four triggers of taking over hold at a grave incident, as the city sees it."""

    spread: bool = False
    """Incidents of the kind affect several districts."""
    capacity: bool = False
    """What is open is beyond the district's teams."""
    type: bool = False
    """Plans give the type to the city."""
    request: bool = False
    """The district asks."""
    load: float = 0.0
    """What is open in the district relative to what its teams can deal with."""
    severity: float = 0.0
    """Severity of the incident, 0 to 1."""

    def __bool__(self) -> bool:
        """Whether any of them holds."""
        return self.spread or self.capacity or self.type or self.request

    @property
    def asked_only(self) -> bool:
        """Whether nothing but the district's request holds."""
        return self.request and not (self.spread or self.capacity or self.type)


NONE_HELD = Held()
"""What the city is asked about if no triggers are named."""

SIGN = signing("city", "whether the city signs a case or returns it for revision", "市级是签批还是退回修改")
TAKE_OVER = decision("city.take_over", "whether the city takes over a grave incident", "市级是否接管重大事件", "truth")
TAKE_UP = taking_up("city", "chance that the city, or a level above it, takes an incident up", "市级及以上对事件启动调查的概率")
PUNISH = punishing("city", "whether somebody is punished after an inquiry of the city or above", "市级及以上调查后是否问责")
decision("city.move_reserves", "how the city divides its stock among districts", "市级如何向各区调拨储备", absent=True)


@TAKE_OVER.rule("any_trigger", "on any of four triggers", "四项条件有其一即接管")
class AnyTrigger:
    """Takes over on any of the four triggers (mech:D06–mech:D09; note:B13)."""

    def decide(self, seen: Held) -> bool:
        """Return whether the city takes over."""
        return bool(seen)

    def explain(self, seen: Held) -> Reason:
        """Return why the city takes over or not."""
        names = (("spread", "several districts are affected", "影响多个区"),
                 ("capacity", "it is beyond the district's teams", "超出区级能力"),
                 ("type", "plans give it to the city", "预案规定由市级负责"), ("request", "the district asks", "区级请求"))
        held = [(en, zh) for name, en, zh in names if getattr(seen, name)]
        if not held:
            return Reason("The district stays in command: no trigger holds.", "由区级指挥：没有接管条件成立。")
        return Reason(f"The city takes over: {', '.join(en for en, _ in held)}.",
                      f"市级接管：{'、'.join(zh for _, zh in held)}。")


@TAKE_OVER.rule("on_request_only", "only if the district asks", "仅在区级请求时接管")
class OnRequestOnly:
    """Takes over only what the district asks it to: subsidiarity, the higher level helps and does not displace (src:oates1999).

    Assumed: the city holds to it whatever it sees itself.
    """

    def decide(self, seen: Held) -> bool:
        """Return whether the city takes over."""
        return seen.request

    def explain(self, seen: Held) -> Reason:
        """Return why the city takes over or not."""
        if seen.request:
            return Reason("The city takes over: the district asks.", "市级接管：区级请求。")
        return Reason("The district stays in command: it has not asked.", "由区级指挥：区级未请求。")


class City(Signing, Inquiring, Deciding, BaseAgent):
    """The city government and the districts under it.

    Parameters
    ----------
    model : mesa.Model
    districts : iterable of District
    """

    decides_as = "city"
    inquires_at = CITY

    def __init__(self, model: mesa.Model, districts: Iterable[District]) -> None:
        super().__init__(model)
        self.districts = tuple(districts)

    def take_over(self, held: Held = NONE_HELD) -> bool:
        """Return whether the city takes over where these triggers hold: ``city.take_over(Held(capacity=True))``."""
        return bool(self.decide("take_over", held))

    @property
    def residents(self) -> int:
        """Number of residents of all districts."""
        return sum(district.residents for district in self.districts)

    @property
    def open_cases(self) -> int:
        """Cases that its signers are dealing with or that wait for them now."""
        return int(self.model.emergency_field.ladder.open_cases("city", 0))

    @property
    def open_incidents(self) -> int:
        """Incidents in the city that are not under control."""
        return int(self.model.emergency_field.under_way.sum())

    @property
    def grave_incidents(self) -> int:
        """Grave incidents that are open and that the city looks at."""
        return int(self.model.emergency_field.escalation.n_open)

    @property
    def teams_out(self) -> int:
        """Teams of the city that are out now."""
        return int(self.model.emergency_field.escalation.teams.count)

    @property
    def stocks(self) -> dict[str, int]:
        """Units of each item in its reserve."""
        return dict(self.model.emergency_field.reserves.in_store("city", 0))

    def _sees_sign(self, case: Case = A_CASE, round_: int = 0) -> Submission:
        seen: Submission = self.model.emergency_field.ladder.submission(case, round_, "city", 0)
        return seen

    def _sees_take_over(self, held: Held = NONE_HELD) -> Held:
        return held
