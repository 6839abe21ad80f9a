"""District governments 区级政府: whether to sign, lend, ask the city, pass on notices, and which call gets which crew (mech:A05).

What follows from it stands in :mod:`coprod.linkage` and :mod:`coprod.resources`. Few, so ordinary Mesa agents with ordinary
attributes.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np
from numpy.typing import NDArray

from coprod.agents.allocation import NAMED, ONE_CALL, AsSet, Calls
from coprod.agents.assessing import Assessed
from coprod.agents.deciding import Deciding, another
from coprod.agents.decisions import Reason, decision
from coprod.agents.dispatching import Alarm, ByType, NearestFree, type_of
from coprod.agents.forewarned import Foreseen, Outlook
from coprod.agents.inquiring import DISTRICT, Inquiring, punishing, taking_up
from coprod.agents.inspecting import OnRecord
from coprod.agents.lending import Appeal, Reciprocal
from coprod.agents.repairs import A_JOB, RepairJob
from coprod.agents.signing import A_CASE, Case, Signing, Submission, signing
from coprod.agents.staffing import Grown, Posts
from coprod.kernel.arrays import Floats, Ints
from coprod.kernel.columns import BaseAgent
from coprod.parameters import groups

if TYPE_CHECKING:
    from coprod.town import Town

SIGN = signing("district", "whether a district signs a case or returns it for revision", "区级是签批还是退回修改")
LEND = decision("district.lend", "whether a district sends a neighbour a crew", "区级是否向邻区派出队伍", "truth")
LEND_GOODS = decision("district.lend_goods", "share of its stock that a district lends a neighbour", "区级向邻区出借库存的比例",
                      low=0, high=1)
ALLOCATE = decision("district.allocate", "which waiting call gets which free crew, only where crews are pooled",
                    "哪个待处置呼叫由哪支空闲队伍处置（仅在队伍统一调度时）", "code", -1)
DISPATCH = decision("district.dispatch", "which kind of crew is sent to a call: 1 street, 2 district, 3 ambulance",
                    "接报后派出何种队伍：1街道、2区级、3救护车", "code", 1, 3)
SHARE = decision("district.share", "whether a notice of a hazard is passed on at once", "隐患信息是否及时通报", "truth")
REQUEST = decision("district.request", "whether a district asks the city to take over", "区级是否请求市级接管", "truth")
TAKE_UP = taking_up("district", "chance that a district takes an incident up", "区级对事件启动调查的概率")
PUNISH = punishing("district", "whether somebody is punished after a district's inquiry", "区级调查后是否问责")
decision("district.pool", "whether a district pools the crews of its streets", "区级是否统一调度各街道队伍", "truth", absent=True)


@LEND.rule("agreed", "answers as many calls as agreed", "按协议比例响应")
class AgreedCalls:
    """Answers as many calls as districts have agreed to (mech:D01)."""

    def decide(self, seen: Appeal) -> bool:
        """Return whether the district sends a crew."""
        return seen.uniform < seen.agreed

    def explain(self, seen: Appeal) -> Reason:
        """Return why the district sends a crew or not."""
        answer = ("Sends a crew", "派出队伍") if self.decide(seen) else ("Refuses", "不派出")
        return Reason(f"{answer[0]}: districts have agreed to answer {seen.agreed:.0%} of calls; the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：协议约定响应{seen.agreed:.0%}的求助；本次随机数为{seen.uniform:.2f}。")


LEND.rule("reciprocal", "lends to those who lent", "有来有往，谁借过便借给谁")(Reciprocal)


@LEND_GOODS.rule("agreed", "lends the share agreed", "按协议比例出借")
class AgreedShare:
    """Lends the share of its stock that districts have agreed to (mech:D01)."""

    def decide(self, seen: Appeal) -> float:
        """Return the share of its stock, 0 to 1."""
        return seen.agreed

    def explain(self, seen: Appeal) -> Reason:
        """Return why the district lends so much."""
        return Reason(f"Districts have agreed to lend {seen.agreed:.0%} of what they have.",
                      f"协议约定出借库存的{seen.agreed:.0%}。")


ALLOCATE.rule("as_set", "as district.allocation_rule says", "按参数 district.allocation_rule")(AsSet)
ALLOCATE.rule("fifo", "first call first", "先到先派")(NAMED["fifo"])
ALLOCATE.rule("nearest", "closest pair first", "就近先派")(NAMED["nearest"])
ALLOCATE.rule("severity", "gravest call first", "重者先派")(NAMED["severity"])
ALLOCATE.rule("optimal", "largest gain first", "总收益最大")(NAMED["optimal"])

DISPATCH.rule("by_type", "by type and severity", "按类型与严重程度")(ByType)
DISPATCH.rule("nearest_free", "nearest crew that is free and able", "就近派出空闲且能处置的队伍")(NearestFree)


# passing on what is known


@dataclass(frozen=True, slots=True, eq=False)
class Notices:
    """Hazards found today, as those see them who know of them first: arrays of shape (n,)."""

    hazard: Ints
    """Number of the hazard."""
    community: Ints
    severity: Floats
    """Severity of the incident it may become, 0 to 1."""
    holder: Ints
    """Department that knows of it, -1 where the committee does itself and there is nothing to pass on."""
    withholding: float
    """Chance that a rival keeps a notice back, 0 to 1 (``directive.target_competition`` × ``department.data_withhold``)."""
    uniform: Floats
    """Draw of the hazard, in (0, 1)."""

    def __len__(self) -> int:
        """Return the number of notices."""
        return self.uniform.size


@SHARE.rule("rivalry", "rivals keep back what they know", "竞争者截留信息")
class RivalsWithhold:
    """Keeps back as many notices as rivals do that are ranked against each other (mech:G12)."""

    def decide(self, seen: Notices) -> NDArray[np.bool_]:
        """Return whether each notice is passed on at once."""
        return seen.uniform >= seen.withholding

    def explain(self, seen: Any) -> Reason:
        """Return why one notice is passed on or not."""
        answer = ("Passed on", "及时通报") if seen.uniform >= seen.withholding else ("Kept back", "暂不通报")
        return Reason(f"{answer[0]}: rivals keep back {seen.withholding:.0%} of what they know; the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：竞争者截留{seen.withholding:.0%}的信息；本条随机数为{seen.uniform:.2f}。")


@SHARE.rule("open", "passes on everything", "一律及时通报")
class Open:
    """Passes everything on: whoever gains from others' data gives its own (src:dawes1996). Assumed: rivalry plays no part."""

    def decide(self, seen: Notices) -> NDArray[np.bool_]:
        """Return whether each notice is passed on at once."""
        return np.ones(len(seen), dtype=bool)


# asking the city


@dataclass(frozen=True, slots=True)
class Plight:
    """What a district sees when it considers asking the city to take over a grave incident."""

    load: float
    """What is open in the district relative to what its teams can deal with."""
    fear: float
    """How much there is to fear from acting, 0 to 1."""
    terms: groups.City
    """What holds for asking: whether it may, how load moves it, how far asking is held against it."""
    uniform: float
    """Draw of the incident, in (0, 1)."""


MAY_NOT_ASK = Reason("Does not ask: districts may not ask the city to take over.", "不请求：区级不能请求市级接管。")


@REQUEST.rule("reluctant", "asks the more, the greater its load, the less, the greater its fear",
              "负荷越重越请求，顾虑越大越不请求")
class Reluctant:
    """Asks with a chance that rises with load and falls with fear of blame (note:B13)."""

    def decide(self, seen: Plight) -> bool:
        """Return whether the district asks."""
        return seen.terms.escalation_request and seen.uniform < request_probability(seen.terms, seen.load, seen.fear)

    def explain(self, seen: Plight) -> Reason:
        """Return why the district asks or not."""
        if not seen.terms.escalation_request:
            return MAY_NOT_ASK
        answer = ("Asks", "请求接管") if self.decide(seen) else ("Does not ask", "不请求")
        chance = request_probability(seen.terms, seen.load, seen.fear)
        return Reason(f"{answer[0]}: its load is {seen.load:.2f}, its fear of blame {seen.fear:.2f}, so it asks with a chance "
                      f"of {chance:.0%}; the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：负荷{seen.load:.2f}，问责顾虑{seen.fear:.2f}，请求概率为{chance:.0%}，随机数为{seen.uniform:.2f}。")


@REQUEST.rule("overwhelmed", "asks as soon as its own means are exceeded", "力量一旦不足便请求")
class Overwhelmed:
    """Asks as soon as load exceeds what it can deal with, and not before: subsidiarity (src:waugh_streib2006).

    Assumed: fear of blame keeps nobody from asking.
    """

    def decide(self, seen: Plight) -> bool:
        """Return whether the district asks."""
        return seen.terms.escalation_request and seen.load > seen.terms.escalation_request_load

    def explain(self, seen: Plight) -> Reason:
        """Return why the district asks or not."""
        if not seen.terms.escalation_request:
            return MAY_NOT_ASK
        answer = ("Asks", "请求接管") if self.decide(seen) else ("Does not ask", "不请求")
        return Reason(f"{answer[0]}: its load is {seen.load:.2f}; above {seen.terms.escalation_request_load:.2f} it asks.",
                      f"{answer[1]}：负荷{seen.load:.2f}，超过{seen.terms.escalation_request_load:.2f}即请求。")


def request_probability(escalation: groups.City, load: float, fear: float) -> float:
    """Return Λ(β (load − θ_r) + bias) (1 − b · fear): the chance that a district asks (note:B13).

    Parameters
    ----------
    load : float
        What is open in the district relative to what its teams can deal with.
    fear : float
        How much there is to fear from acting, 0 to 1.
    """
    odds = escalation.escalation_request_slope * (load - escalation.escalation_request_load) + escalation.escalation_request_bias
    return (1 - escalation.escalation_blame * fear) / (1 + exp(min(-odds, 700.0)))


class District(Signing, Inquiring, Deciding, BaseAgent):
    """One district government and the streets under it.

    Parameters
    ----------
    model : mesa.Model
    number : int
        Number of the district, 0 is the first.
    town : Town
    """

    decides_as = "district"
    inquires_at = DISTRICT

    def __init__(self, model: mesa.Model, number: int, town: Town) -> None:
        super().__init__(model)
        self.number = number
        self._town = town

    def lend(self, borrower: int | None = None, incident: int = 0) -> bool:
        """Return whether the district would now send a crew to another (the next one if omitted) for an incident."""
        return bool(self.decide("lend", borrower, incident))

    def lend_goods(self, borrower: int | None = None, incident: int = 0) -> float:
        """Return the share of its stock that the district would now lend another for an incident, 0 to 1."""
        return float(self.decide("lend_goods", borrower, incident))

    def allocate(self, calls: Calls = ONE_CALL) -> Ints:
        """Return the crew that each waiting call gets, -1 for none; of one call and one free crew if omitted."""
        return np.asarray(self.decide("allocate", calls))

    def dispatch(self, type_: str = "", severity: float = 0.5) -> int:
        """Return the kind of crew that the district would now send to a call from its first community, 1 to 3."""
        return int(self.decide("dispatch", type_, severity))

    def share(self, notices: Notices | int = 0) -> NDArray[np.bool_]:
        """Return whether each notice, or that of the hazard of a number, is passed on at once."""
        return np.asarray(self.decide("share", notices))

    def request(self, incident: int = 0) -> bool:
        """Return whether the district, as it is now, would ask the city to take over an incident."""
        return bool(self.decide("request", incident))

    def inspect(self) -> Floats:
        """Return the share of the usual inspections of property firms in each of its communities, as their records stand now."""
        return np.asarray(self.decide("inspect"))

    def repair_order(self, job: RepairJob = A_JOB) -> float:
        """Return the rank of a repair in the queue for a crew: the lowest goes first."""
        return float(self.decide("repair_order", job))

    def move_staff(self) -> dict[int, float]:
        """Return the weights by which it would now divide movable staff among its street offices, by number of the street."""
        seen = self._sees_move_staff()
        return dict(zip(seen.unit.tolist(), np.asarray(self.decide("move_staff"), dtype=float).tolist(), strict=True))

    def grant_staff(self) -> dict[int, float]:
        """Return the staff-hours a day that it would now grant each of its desks for standing tasks, by number of the desk."""
        seen = self._sees_grant_staff()
        return dict(zip(seen.desk.tolist(), np.asarray(self.decide("grant_staff"), dtype=float).tolist(), strict=True))

    def ratchet(self) -> float:
        """Return by what share the district, as it sees the period so far, would raise its targets."""
        return float(np.asarray(self.decide("ratchet"))[0])

    @property
    def streets(self) -> tuple[int, ...]:
        """Numbers of the streets of this district."""
        return tuple(np.flatnonzero(self._town.streets.district == self.number).tolist())

    @property
    def communities(self) -> int:
        """Number of communities in this district."""
        return int(np.count_nonzero(self._town.communities.district == self.number))

    @property
    def residents(self) -> int:
        """Number of residents of this district."""
        streets = self._town.streets
        return int(streets.residents[streets.district == self.number].sum())

    @property
    def open_cases(self) -> int:
        """Cases that its signers are dealing with or that wait for them now."""
        return int(self.model.emergency_field.ladder.open_cases("district", self.number))

    @property
    def open_incidents(self) -> int:
        """Incidents in the district that are not under control."""
        here = np.asarray(self._town.communities.district) == self.number
        return int(self.model.emergency_field.under_way[here].sum())

    @property
    def load(self) -> float:
        """What is open in the district relative to what its teams can deal with."""
        field = self.model.emergency_field
        return float(field.escalation.relative(self.number, field.responses.situations[self.number].load))

    @property
    def teams_out(self) -> int:
        """Teams of the district that are out now."""
        return int(self.model.emergency_field.crews.district_teams_out(self.number))

    @property
    def stocks(self) -> dict[str, int]:
        """Units of each item in its store."""
        return dict(self.model.emergency_field.reserves.in_store("district", self.number))

    def _sees_sign(self, case: Case = A_CASE, round_: int = 0) -> Submission:
        seen: Submission = self.model.emergency_field.ladder.submission(case, round_, "district", self.number)
        return seen

    def _sees_lend(self, borrower: int | None = None, incident: int = 0, *, goods: bool = False) -> Appeal:
        all_of_them = len(self.model.districts)
        to = another("district", self.number, borrower, range(all_of_them), all_of_them)
        seen: Appeal = self.model.emergency_field.aid.district_appeal(incident, self.number, to, goods=goods)
        return seen

    def _sees_lend_goods(self, borrower: int | None = None, incident: int = 0) -> Appeal:
        return self._sees_lend(borrower, incident, goods=True)

    def _sees_allocate(self, calls: Calls = ONE_CALL) -> Calls:
        return calls

    def _sees_dispatch(self, type_: str = "", severity: float = 0.5) -> Alarm:
        first = int(np.argmax(np.asarray(self._town.communities.district) == self.number))
        seen: Alarm = self.model.emergency_field.crews.alarm(type_of(type_), severity, first)
        return seen

    def _sees_inspect(self) -> OnRecord:
        here = np.asarray(self._town.communities.district) == self.number
        seen: OnRecord = self.model.record_and_town.seen(here)
        return seen

    def _sees_repair_order(self, job: RepairJob = A_JOB) -> RepairJob:
        return job

    def _sees_share(self, notices: Notices | int = 0) -> Notices:
        if isinstance(notices, Notices):
            return notices
        seen: Notices = self.model.information.notice(notices)
        return seen

    def _sees_move_staff(self) -> Posts:
        seen: Posts = self.model.staff_lending.streets(self.model.desks.load, self.number)
        return seen

    def _sees_grant_staff(self) -> Grown:
        seen: Grown = self.model.means.seen(self.model.mandate.hours, self.model.desks.load, self.number)
        return seen

    def _sees_ratchet(self) -> Assessed:
        seen: Assessed = self.model.directives.assessor.sees(self.number)
        return seen

    def _sees_request(self, incident: int = 0) -> Plight:
        seen: Plight = self.model.emergency_field.escalation.plight(incident, self.load)
        return seen

    def _sees_declare(self) -> Outlook:
        seen: Outlook = self.model.emergency_field.responses.outlook(self.number)
        return seen

    def _sees_preposition(self) -> Foreseen:
        seen: Foreseen = self.model.emergency_field.warnings.preposition.foreseen(self.number, self._sees_declare().warned)
        return seen
