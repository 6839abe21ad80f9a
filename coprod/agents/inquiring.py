"""Inquiring 启动调查与问责: whether a level of government takes an incident up, and whether somebody is punished for it.

Street offices, districts and the city each decide by a rule of their own; the rules are the same. What an inquiry leaves behind,
hours, fear and inspections, is in :mod:`coprod.linkage.inquiries` (mech:P07, mech:G14; note:B9; src:order493).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from coprod.agents.decisions import Decision, Reason, decision

LEVELS = ("", "street", "district", "city", "province", "state")
"""Levels of government that inquire, by number; 0 is nobody. Above the city no agent stands: the city's rules hold."""
STREET, DISTRICT, CITY = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Matter:
    """What an office sees of an incident that is over, when it considers an inquiry of its own."""

    level: int
    """Level of the office: 1 street, 2 district, 3 city, 4 province, 5 state."""
    whose: int
    """Level whose matter the incident is; those below it may inquire as well."""
    grade: int
    """Level that the grade of the accident belongs to, by deaths, injuries and damage; 0 if it has none."""
    is_alarming: bool
    """Whether the public is alarmed (``inquiry.alarm``)."""
    usual: float
    """Chance with which a level takes such an incident up as a rule (``inquiry.rate``), 0 to 1."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What the level that inquired has found, when it decides whether somebody is punished."""

    level: int
    """Level of the inquiry: 1 street, 2 district, 3 city, 4 province, 5 state."""
    harmed: int
    """Deaths and serious injuries, people."""
    is_false: bool
    """Whether the record proved false."""
    tolerance: float
    """Share of honest mistakes that are forgiven (``approval.tolerance``), 0 to 1."""
    uniform: float
    """Draw of the incident, in (0, 1)."""


class UsualRate:
    """Takes up as many as usual of what is its matter, or that of a level above it (mech:P07; note:B9)."""

    def decide(self, seen: Matter) -> float:
        """Return the chance that this level takes it up."""
        return seen.usual

    def explain(self, seen: Matter) -> Reason:
        """Return why."""
        return Reason(f"This level takes up {seen.usual:.0%} of what is serious or visible.",
                      f"对严重或受关注的事件，本级启动调查的比例为{seen.usual:.0%}。")


class ByOrder:
    """Takes up what the grade of the accident makes its duty, always, and nothing else (src:order493, article 19; mech:P07)."""

    def decide(self, seen: Matter) -> float:
        """Return 1 where the grade is its own, else 0."""
        return float(seen.grade == seen.level)

    def explain(self, seen: Matter) -> Reason:
        """Return why."""
        if seen.grade == 0:
            return Reason("Leaves it: by deaths, injuries and damage it has no grade.", "不启动：按伤亡与损失未达事故等级。")
        answer = ("Inquires", "启动调查") if seen.grade == seen.level else ("Leaves it", "不启动")
        return Reason(f"{answer[0]}: the grade of the accident belongs to the level of the {LEVELS[seen.grade]}.",
                      f"{answer[1]}：按事故等级应由{'街道 区级 市级 省级 国家'.split()[seen.grade - 1]}调查。")


class FireAlarm:
    """Looks only where the public raises an alarm (src:mccubbins_schwartz1984; mech:P07).

    To wait for those who complain costs superiors less than to patrol. Assumed: where there is an alarm they always look.
    """

    def decide(self, seen: Matter) -> float:
        """Return 1 where people are alarmed, else 0."""
        return float(seen.is_alarming)

    def explain(self, seen: Matter) -> Reason:
        """Return why."""
        if seen.is_alarming:
            return Reason("Inquires: people are alarmed.", "启动调查：已引发舆情。")
        return Reason("Leaves it: nobody is alarmed.", "不启动：未引发舆情。")


class Tolerant:
    """Forgives the usual share of honest mistakes; a false record is none (mech:P07; note:B9)."""

    def decide(self, seen: Charge) -> bool:
        """Return whether somebody is punished."""
        return seen.is_false or seen.uniform >= seen.tolerance

    def explain(self, seen: Charge) -> Reason:
        """Return why."""
        if seen.is_false:
            return FALSE
        answer = ("Punished", "问责") if self.decide(seen) else ("Forgiven", "容错免责")
        return Reason(f"{answer[0]}: {seen.tolerance:.0%} of honest mistakes are forgiven; the draw is {seen.uniform:.2f}.",
                      f"{answer[1]}：对非主观过失的容错比例为{seen.tolerance:.0%}；本次随机数为{seen.uniform:.2f}。")


class ByOutcome:
    """Punishes wherever somebody came to harm, and nobody else: a choice is judged by how it ended (src:baron_hershey1988).

    The same choice is judged worse after a bad end (mech:G14). Assumed: tolerance counts for nothing; a false record is punished.
    """

    def decide(self, seen: Charge) -> bool:
        """Return whether somebody is punished."""
        return seen.is_false or seen.harmed > 0

    def explain(self, seen: Charge) -> Reason:
        """Return why."""
        if seen.is_false:
            return FALSE
        if seen.harmed:
            return Reason(f"Punished: {seen.harmed} people were killed or badly hurt.", f"问责：造成{seen.harmed}人死亡或重伤。")
        return Reason("Nobody is punished: nobody came to harm.", "不问责：未造成伤亡。")


class OnlyFalsehood:
    """Punishes who kept a false record and nobody for a mistake: a just culture (src:reason1997; mech:P07)."""

    def decide(self, seen: Charge) -> bool:
        """Return whether somebody is punished."""
        return seen.is_false

    def explain(self, seen: Charge) -> Reason:
        """Return why."""
        return FALSE if seen.is_false else Reason("Nobody is punished for an honest mistake.", "非主观过失一律不问责。")


FALSE = Reason("Punished: the record was false, which is no honest mistake.", "问责：台账失实，不属容错范围。")


def taking_up(agent: str, en: str, zh: str) -> Decision:
    """Declare whether an office of this kind takes an incident up, with the rules that come with coprod."""
    declared = decision(f"{agent}.take_up", en, zh, low=0, high=1)
    declared.rule("usual_rate", "takes up the usual share", "按通常比例启动")(UsualRate)
    declared.rule("by_order", "takes up what the grade of the accident makes its duty", "按事故等级分级负责")(ByOrder)
    declared.rule("fire_alarm", "only where the public is alarmed", "有舆情才启动")(FireAlarm)
    return declared


def punishing(agent: str, en: str, zh: str) -> Decision:
    """Declare whether an office of this kind punishes after its inquiry, with the rules that come with coprod."""
    declared = decision(f"{agent}.punish", en, zh, "truth")
    declared.rule("tolerant", "forgives the usual share of honest mistakes", "按容错比例免责")(Tolerant)
    declared.rule("by_outcome", "punishes wherever somebody came to harm", "只看后果，有伤亡即问责")(ByOutcome)
    declared.rule("only_falsehood", "punishes nothing but a false record", "只对弄虚作假问责")(OnlyFalsehood)
    return declared


class Inquiring:
    """What an office that inquires can be asked; for :class:`~coprod.agents.deciding.Deciding` agents."""

    inquires_at: ClassVar[int]
    """Its level."""
    model: Any

    def take_up(self, matter: Matter | None = None) -> float:
        """Return the chance that it would take an incident up; one without a grade that alarms people if omitted."""
        return float(self.decide("take_up", matter))  # type: ignore[attr-defined]

    def punish(self, charge: Charge | None = None) -> bool:
        """Return whether somebody would be punished after its inquiry; for an honest mistake that harmed nobody if omitted."""
        return bool(self.decide("punish", charge))  # type: ignore[attr-defined]

    def _sees_take_up(self, matter: Matter | None = None) -> Matter:
        return matter or Matter(self.inquires_at, self.inquires_at, 0, True, self.model.parameters.inquiry.rate)

    def _sees_punish(self, charge: Charge | None = None) -> Charge:
        return charge or Charge(self.inquires_at, 0, False, self.model.parameters.approval.tolerance, 0.5)
