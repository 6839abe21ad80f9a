"""Addressed randomness: chance is looked up by address, never taken in sequence.

Every draw has an address (seed, purpose, day, row). One more draw on Monday, a new source of
chance, or another policy moves no other draw, so two policies meet the same storms and the same
luck, resident by resident (common random numbers). There is no other source of chance in coprod.

Two ways to ask, one idea:

* ``streams(purpose, day)``: a NumPy generator, counter-based Philox keyed by the address. Draw
  whole columns from it, then mask.
* ``streams.luck(purpose, rows, day)``: the uniform luck of just these rows. Row 17 has the same luck
  whoever else is asked, so work for the few who act costs as little as they are.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import ArrayLike, NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_MASK = (1 << 64) - 1


class Streams:
    """All chance of one run, addressed by (seed, purpose, day).

    Parameters
    ----------
    seed : int
        Any integer, 0 included.
    """

    def __init__(self, seed: int) -> None:
        self.seed = int(seed)
        self._purposes: dict[str, int] = {}

    def __call__(self, purpose: str, day: int = 0) -> np.random.Generator:
        """Return a generator whose draws depend on (seed, purpose, day) alone."""
        key = (self._purpose_key(purpose) << 64) | (day & _MASK)
        return np.random.Generator(np.random.Philox(key=key))

    def luck(self, purpose: str, rows: ArrayLike, day: int = 0) -> NDArray[np.float64]:
        """Return the luck of `rows` for `purpose` on `day`: uniform on the open interval (0, 1).

        The value of a row is output number ``row`` of a SplitMix64 generator started at the
        address (Steele, Lea & Flood 2014), so it does not depend on which other rows are asked.

        Parameters
        ----------
        rows : integer array
            Row numbers, identifiers or packed keys, 0 or more.
        """
        start = np.uint64(_mix(self._purpose_key(purpose) + _mix(day & _MASK)))
        with np.errstate(over="ignore"):  # modulo 2**64 is meant
            z = np.asarray(rows).astype(np.uint64) * _GOLDEN + start
            z = (z ^ (z >> np.uint64(30))) * _MIX_1
            z = (z ^ (z >> np.uint64(27))) * _MIX_2
        z ^= z >> np.uint64(31)
        return ((z >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53

    def chance(self, purpose: str, row: int, day: int = 0) -> float:
        """Return :meth:`luck` of one row as a plain float (cheap: no array is made)."""
        start = _mix(self._purpose_key(purpose) + _mix(day & _MASK))
        z = _finalize((row * int(_GOLDEN) + start) & _MASK)
        return ((z >> 11) + 0.5) * 2.0**-53

    def _purpose_key(self, purpose: str) -> int:
        key = self._purposes.get(purpose)
        if key is None:
            digest = hashlib.blake2b(f"{self.seed}/{purpose}".encode(), digest_size=8).digest()
            key = self._purposes[purpose] = int.from_bytes(digest, "little")
        return key


def _mix(value: int) -> int:
    return _finalize((value + int(_GOLDEN)) & _MASK)


def _finalize(z: int) -> int:
    z = ((z ^ (z >> 30)) * int(_MIX_1)) & _MASK
    z = ((z ^ (z >> 27)) * int(_MIX_2)) & _MASK
    return z ^ (z >> 31)
