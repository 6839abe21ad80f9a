"""Lending 互助: what a street office or a district sees of a neighbour's call for a crew or for goods."""

from __future__ import annotations

from dataclasses import dataclass

from coprod.agents.decisions import Reason


@dataclass(frozen=True, slots=True)
class Appeal:
    """A neighbour's call for help, as the one who may lend sees it."""

    incident: int
    lender: int
    """Number of the street or district that is asked."""
    borrower: int
    """Number of the one that asks."""
    goods: bool
    """Whether it asks for goods; a crew otherwise."""
    refusal: float
    """Chance that rivals leave a call unanswered, 0 to 1; streets only.

    ``directive.target_competition`` × ``directive.target_keep``.
    """
    agreed: float
    """Share of calls, and of stocks, that districts have agreed to give (``district.mutual_aid``), 0 to 1; districts only."""
    given: int
    """Times that the lender has lent to the borrower so far."""
    received: int
    """Times that the borrower has lent to the lender so far."""
    uniform: float
    """Draw of this incident and lender, in (0, 1)."""


class Reciprocal:
    """Lends to those who lent: the first time on trust, after that only who has repaid.

    Tit for tat on loans instead of answers (src:axelrod1984); reciprocity carries self-governed sharing (src:ostrom1990).
    Assumed: one loan of credit, and rivalry or agreements play no part.
    """

    credit = 1
    """Loans that may be open before the lender refuses."""

    def decide(self, seen: Appeal) -> bool:
        """Return whether it lends."""
        return seen.given - seen.received < self.credit

    def explain(self, seen: Appeal) -> Reason:
        """Return why it lends or not."""
        answer = ("Lends", "出借") if self.decide(seen) else ("Refuses", "不出借")
        return Reason(
            f"{answer[0]}: it has lent to this neighbour {seen.given} times and got help {seen.received} times.",
            f"{answer[1]}：已向该邻方出借{seen.given}次，得到对方支援{seen.received}次。")
