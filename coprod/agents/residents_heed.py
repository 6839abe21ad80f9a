"""Residents who are warned: to do nothing, to bring themselves and their things to safety, or to leave (mech:W03, note:B14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coprod.agents.decisions import Reason, decision
from coprod.kernel.arrays import Floats, Ints
from coprod.town.population import ELDER_AGE

IGNORE, ACT, LEAVE = range(3)
"""Answers of :data:`HEED`: go on as before, act at home, act and leave home if asked to."""

HEED = decision("resident.heed", "what to do about a warning: 0 nothing, 1 act at home, 2 leave if asked to",
                "如何应对预警：0不理会，1就地避险，2按要求转移", "code", IGNORE, LEAVE)


@dataclass(frozen=True, slots=True, eq=False)
class Warned:
    """What residents see who notice a warning, those of one community: arrays of shape (n,)."""

    rows: NDArray[np.intp]
    """Numbers of these residents."""
    age: NDArray[np.integer]
    """Years."""
    trust: Floats
    """Trust in the local government, 0 to 1."""
    perceived_risk: Floats
    """0 to 1."""
    belief: Floats
    """Chance of believing the warning: as credible as earlier ones have made it, to somebody of this trust and alarm."""
    refusal: float
    """Chance that somebody without trust who sees no risk refuses to leave (``warning.refusal``)."""
    refusal_elder: float
    """How many times as often elders refuse."""
    trust_weight: float
    risk_weight: float
    ratio: float
    """What acting costs relative to what it saves if the weather comes (``warning.cost_loss``)."""
    uniform: Floats
    """Draw of belief, in (0, 1); the same at every warning for those who make up their minds once."""
    doubt: Floats
    """Draw of refusal, in (0, 1)."""

    def __len__(self) -> int:
        """Return the number of residents."""
        return self.rows.size


@HEED.rule("believes", "acts if convinced; some who are convinced will not leave", "信则响应；部分人信而不走")
class Believes:
    """Hearing is not believing, and believing is not leaving (src:mileti_sorensen1990; note:B14; mech:W03)."""

    def decide(self, seen: Warned) -> Ints:
        """Return what everybody does."""
        convinced = np.asarray(seen.uniform) < seen.belief
        return np.asarray(convinced * (ACT + (np.asarray(seen.doubt) >= refusal_probability(seen))), dtype=np.int64)

    def explain(self, seen: Any) -> Reason:
        """Return why one resident acts or not."""
        refuses = float(refusal_probability(seen))
        return Reason(f"Believes a warning with a chance of {seen.belief:.0%}; would refuse to leave with one of {refuses:.0%}.",
                      f"相信预警的概率为{seen.belief:.0%}；若要求转移，拒绝概率为{refuses:.0%}。")


@HEED.rule("cost_loss", "acts if the chance that it is true outweighs the trouble", "可信度高于代价才响应")
class WeighsCost:
    """Acts where belief exceeds what acting costs over what it saves, leaves where by twice as much (src:murphy1977; assumed)."""

    def decide(self, seen: Warned) -> Ints:
        """Return what everybody does."""
        belief = np.asarray(seen.belief)
        return (belief > seen.ratio).astype(np.int64) + (belief > 2 * seen.ratio)


def refusal_probability(seen: Warned | Any) -> Any:
    """Return r · (elders' factor) · (1 − w_t trust)(1 − w_r perceived risk), at most 1: the chance of refusing to leave."""
    elder = np.where(np.asarray(seen.age) >= ELDER_AGE, seen.refusal_elder, 1.0)
    calm = (1 - seen.trust_weight * np.asarray(seen.trust)) * (1 - seen.risk_weight * np.asarray(seen.perceived_risk))
    return np.minimum(1.0, seen.refusal * elder * calm)
