"""Blame 责任: what officials see of it, what an inquiry makes them fear, and on whom it is put afterwards.

After an inquiry in which somebody was punished, officials of the places concerned think it likelier that they will be held
to account: what comes to mind easily is judged frequent (src:tversky_kahneman1973). Fear is in log odds and shifts every chance
of being found out, for acting and for not acting alike; what follows from it the rules decide (mech:P07, mech:G14, mech:T06;
note:B9).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from coprod.agents.decisions import Decision, Reason, decision
from coprod.kernel.arrays import Floats
from coprod.kernel.formulas import with_log_odds
from coprod.parameters import groups


@dataclass(frozen=True, slots=True)
class Blamed:
    """What offices above the committee see when an inquiry asks who is to blame."""

    level: int
    """Level of the inquiry: 1 street, 2 district, 3 city, 4 province, 5 state."""
    waited: float
    """Minutes for which those on the spot waited for signatures."""
    usual: float
    """Share that is passed down as a rule (``accountability.passed_down``), 0 to 1."""


class UsualBlame:
    """Passes down ``accountability.passed_down`` of it, whatever happened (mech:G14)."""

    def decide(self, seen: Blamed) -> float:
        """Return the share put on the front line."""
        return seen.usual

    def explain(self, seen: Blamed) -> Reason:
        """Return why."""
        return Reason(f"As a rule, {seen.usual:.0%} of the blame is passed down.", f"惯常把{seen.usual:.0%}的责任往下推。")


class Scapegoat:
    """Finds a scapegoat at the lowest level (src:weaver1986; src:hood2011; mech:G14)."""

    def decide(self, seen: Blamed) -> float:
        """Return 1: all of it."""
        return 1.0

    def explain(self, seen: Blamed) -> Reason:
        """Return why."""
        return Reason("Whoever was on the spot is to blame.", "谁在一线谁负责。")


class BySignature:
    """Lets the record decide: those who kept the front line waiting answer for it; where nobody waited, the front line does.

    A paper trail shows who decided (src:hood2011, on protocols as a shield). Assumed: any wait is held against the signers.
    """

    def decide(self, seen: Blamed) -> float:
        """Return the share put on the front line."""
        return 0.0 if seen.waited > 0 else 1.0

    def explain(self, seen: Blamed) -> Reason:
        """Return why."""
        if seen.waited > 0:
            return Reason(f"Those on the spot waited {seen.waited:.0f} minutes for signatures: the signers answer for it.",
                          f"一线等候签批{seen.waited:.0f}分钟，由签批者担责。")
        return Reason("Nobody had to wait for a signature: the front line answers for it.", "无须等候签批，由一线担责。")


def passing_blame(agent: str, en: str, zh: str) -> Decision:
    """Declare on whom the blame for an incident is put, with the rules that come with coprod."""
    declared = decision(f"{agent}.pass_blame", en, zh, low=0, high=1)
    declared.rule("usual_share", "passes down the usual share", "按惯常比例下推")(UsualBlame)
    declared.rule("scapegoat", "puts all of it on the front line", "全部推给一线")(Scapegoat)
    declared.rule("by_signature", "keeps the blame where signatures were waited for", "签批误事的由签批者担责")(BySignature)
    return declared


def blame_for_action(account: groups.Accountability, tolerance: float, fear: Floats | float = 0.0) -> Floats:
    """Return a_A = p̃_d (1 − tol) K_A P(bad), with what superiors pass down on top of K_A; p̃_d is p_d under so much fear."""
    blame = account.action * (1 + account.passed_down * account.superiors)
    found = with_log_odds(min(1.0, account.action_found * platform_factor(account)), fear)
    return np.asarray(found * (1 - tolerance) * blame * account.bad_end)


def blame_for_inaction(account: groups.Accountability, fear: Floats | float = 0.0) -> Floats:
    """Return a_I = p̃_n K_I; p̃_n is p_n under so much fear."""
    found = with_log_odds(min(1.0, account.inaction_found * platform_factor(account)), fear)
    return np.asarray(found * account.inaction)


def platform_factor(account: groups.Accountability) -> float:
    """Return by how much the platform raises what is found out: mistakes and inaction alike (mech:T06)."""
    return 1 + account.platform_reach * (account.platform == "control")
