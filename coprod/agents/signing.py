"""Signing 签批: what street offices, districts and the city see of a case that asks for authorisation, and how they answer.

The office whose signature completes a round signs the case or returns it for revision; a returned case starts again at
the first level. Street offices, districts and the city each decide by a rule of their own; the rules are the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from coprod.agents.decisions import Decision, Reason, decision
from coprod.kernel.formulas import with_log_odds


@dataclass(frozen=True, slots=True)
class Case:
    """What the front line asks authorisation for; every field has a default, so that a case of one's own is quickly made."""

    incident: int = 0
    """Number of the incident: its draws are looked up by it."""
    community: int = 0
    severity: float = 0.5
    """0 to 1."""
    urgency: float = 30.0
    """The lower, the sooner it is signed: minutes of the golden window."""
    amount: float = 0.0
    """Reserve money, yuan."""
    needs_entry: bool = False
    """Whether somebody's home must be entered."""
    asks_order: bool = False
    """Whether it takes an act that only an order allows: closing a road, cutting utilities, evacuating, asking other units."""
    off_template: bool = False
    """Whether no plan describes it."""
    off_duty_level: int = 0
    """Level whose first signer cannot be reached at the first tries; 0 for none."""
    off_duty_tries: int = 0
    needs_goods: bool = False
    """Whether goods must be moved out of a store."""


A_CASE = Case()
"""What an office is asked about if no case is named."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What an office sees of a case whose round its signature completes."""

    case: Case
    round: int
    """Round of the ladder, 0 is the first."""
    usual_share: float
    """Share of rounds that end in a return (``approval.return_share``), 0 to 1."""
    load: float
    """Share of the day for which its signers are busy with other work, 0 to 1."""
    uniform: float
    """Draw of this case and round, in (0, 1)."""
    fear: float = 0.0
    """Log odds that inquiries have added to the chance of being held to account."""

    @property
    def share(self) -> float:
        """Share of rounds that the office would return now: more while it is frightened, for the form must be watertight."""
        return float(with_log_odds(self.usual_share, self.fear)) if self.fear else self.usual_share


class UsualShare:
    """Returns the usual share of all rounds, whatever the case, and more after an inquiry (note:B7; src:wang2022_mandarins)."""

    def decide(self, seen: Submission) -> bool:
        """Return whether the office signs."""
        return seen.uniform >= seen.share

    def explain(self, seen: Submission) -> Reason:
        """Return why the case is signed or returned."""
        signs = self.decide(seen)
        return Reason(
            f"{'Signed' if signs else 'Returned for revision'}: the office returns {seen.share:.0%} of all rounds; "
            f"the draw of this one is {seen.uniform:.2f}.",
            f"{'签批' if signs else '退回修改'}：该机构在{seen.share:.0%}的轮次中退回修改，"
            f"本轮随机数为{seen.uniform:.2f}。")


class RuleBound:
    """Returns every case that no plan describes at its first round, and the usual share of all others.

    Officials who are judged by whether they kept to the rules keep to them where they do not fit (src:merton1940). Assumed: the
    second time the revised form is judged as any other.
    """

    def decide(self, seen: Submission) -> bool:
        """Return whether the office signs."""
        return not self._is_strange(seen) and seen.uniform >= seen.share

    def explain(self, seen: Submission) -> Reason:
        """Return why the case is signed or returned."""
        if self._is_strange(seen):
            return Reason("Returned for revision: no plan describes the case, and this is its first round.",
                          "退回修改：没有预案规定此类情形，且为首轮送审。")
        return UsualShare().explain(seen)

    def _is_strange(self, seen: Submission) -> bool:
        return seen.case.off_template and seen.round == 0


def signing(agent: str, en: str, zh: str) -> Decision:
    """Declare whether an office of this kind signs, with the rules that come with coprod."""
    declared = decision(f"{agent}.sign", en, zh, "truth")
    declared.rule("usual_share", "returns the usual share of all rounds", "按通常比例退回")(UsualShare)
    declared.rule("rule_bound", "returns what no plan describes at its first round", "预案未规定的事项首轮一律退回")(RuleBound)
    return declared


class Signing:
    """What an office that signs can be asked; for :class:`~coprod.agents.deciding.Deciding` agents."""

    def sign(self, case: Case = A_CASE, round_: int = 0) -> bool:
        """Return whether the office signs the case in this round, or returns it for revision."""
        return bool(self.decide("sign", case, round_))  # type: ignore[attr-defined]
