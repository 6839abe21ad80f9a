"""Memory 记忆: what an event leaves behind, and how it fades."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def shot_noise(level: NDArray[np.floating], jumps: ArrayLike, decay: float, days: float) -> NDArray[np.floating]:
    """Return X after `days` of dX = −δX dt + J dN, the jumps of these days having come evenly over them.

    X e^(−δt) + J n (1 − e^(−δt))/(δt): with jumps J at rate λ the mean settles at λJ/δ, the variance at λJ²/2δ.

    Parameters
    ----------
    jumps : sum of the jumps of these days
    decay : δ, per day

    Notes
    -----
    Source: Campbell's theorem; note:B16.
    """
    kept = float(np.exp(-decay * days))
    fresh = (1 - kept) / (decay * days) if decay else 1.0
    return np.asarray(level * kept + np.asarray(jumps) * fresh)
