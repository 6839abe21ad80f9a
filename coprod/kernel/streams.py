"""Addressed randomness: chance is looked up by address, never taken in sequence.

Every draw has an address (seed, purpose, day, row). One more draw on Monday, a new source of
chance, or another policy moves no other draw, so two policies meet the same storms and the same
random numbers, resident by resident (common random numbers). There is no other source of chance in coprod.

Two ways to ask, one idea:

* ``streams(purpose, day)``: a NumPy generator, counter-based Philox keyed by the address. Draw
  whole columns from it, then mask.
* ``streams.uniform(purpose, rows, day)``: the uniform random numbers of just these rows. Row 17 has the same random numbers
  whoever else is asked, so work for the few who act costs as little as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.random.bit_generator import ISeedSequence
from numpy.typing import ArrayLike, NDArray

from coprod.kernel import renamed
from coprod.kernel.renamed import Renamed

_GOLDEN, _MIX_1, _MIX_2 = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_MASK = (1 << 64) - 1
# The same numbers for arrays: arrays of no dimension, for every operation on a scalar makes such a one first.
_GOLDENS, _MIXES_1, _MIXES_2, _30, _27, _31, _11 = (
    np.array(number, dtype=np.uint64) for number in (_GOLDEN, _MIX_1, _MIX_2, 30, 27, 31, 11))
_INT64 = np.dtype(np.int64)
_TO_UNIT, _HALF = np.array(2.0**-53), np.array(2.0**-54)
_NOUGHT = 0, 0, 0, 0
_FRESH = {"bit_generator": "Philox", "buffer": _NOUGHT, "buffer_pos": len(_NOUGHT), "has_uint32": 0, "uinteger": 0}
"""State of a Philox generator that has drawn nothing, beside its key; it is set number by number, plain ones the quickest."""
_FEW = 8
"""Rows up to which plain numbers are quicker than arrays."""


class _Key(ISeedSequence):
    """A key of Philox, two words, as it is: the same as ``Philox(key=…)``, which first mixes a seed it then forgets."""

    def __init__(self, low: int, high: int) -> None:
        self._words = np.array([low, high], dtype=np.uint64)

    def generate_state(self, n_words: int, dtype: object = np.uint64) -> NDArray[np.uint64]:
        """Return the two words."""
        return self._words


class Streams(Renamed):
    """All chance of one run, addressed by (seed, purpose, day).

    Parameters
    ----------
    seed : int
        Any integer, 0 included.
    """

    RENAMED = renamed.STREAMS

    def __init__(self, seed: int) -> None:
        self.seed = int(seed)
        self._purposes: dict[str, int] = {}
        self._day, self._mixed_day = 0, _mix(0)
        self._undated: dict[str, int] = {}
        """Where the generators of day 0 start, by purpose: incidents and hazards have their numbers from these."""
        self._generators: dict[str, np.random.Generator] = {}
        """The generators that are asked for day by day, by purpose."""

    def __call__(self, purpose: str, day: int = 0) -> np.random.Generator:
        """Return a generator whose draws depend on (seed, purpose, day) alone."""
        key = _Key(day & _MASK, self._purpose_key(purpose))
        return np.random.Generator(np.random.Philox(key))  # type: ignore[arg-type]  # its stub knows no ISeedSequence

    def daily(self, purpose: str, day: int) -> np.random.Generator:
        """Return the same generator as a call does, in a third of its time: good until the same purpose is asked for again."""
        generator = self._generators.get(purpose)
        if generator is None:
            generator = self._generators[purpose] = self(purpose, day)
            return generator
        key = day & _MASK, self._purpose_key(purpose)
        generator.bit_generator.state = {**_FRESH, "state": {"counter": _NOUGHT, "key": key}}
        return generator

    def uniform(self, purpose: str, rows: ArrayLike, day: int = 0) -> NDArray[np.float64]:
        """Return the random numbers of `rows` for `purpose` on `day`: uniform on the open interval (0, 1).

        The value of a row is output number ``row`` of a SplitMix64 generator started at the
        address (Steele, Lea & Flood 2014), so it does not depend on which other rows are asked.

        Parameters
        ----------
        rows : integer array
            Row numbers, identifiers or packed keys, 0 or more.
        """
        rows, start = np.asarray(rows), self._start(purpose, day)
        if rows.size <= _FEW and rows.ndim == 1:
            return _units(rows.tolist(), start)
        z = _spread(rows)
        z += np.uint64(start)
        return _mixed(z)

    def uniforms(self, purposes: Sequence[str], rows: NDArray[np.integer], day: int = 0) -> NDArray[np.float64]:
        """Return :meth:`uniform` of the same rows for several purposes, shape (purposes, n): few rows cost as much as for one."""
        starts = np.array([self._start(purpose, day) for purpose in purposes], dtype=np.uint64)
        return _mixed(_spread(rows) + starts[:, None])

    def uniform_scalar(self, purpose: str, row: int, day: int = 0) -> float:
        """Return :meth:`uniform` of one row as a plain float (cheap: no array is made)."""
        return _unit(row * _GOLDEN + self._start(purpose, day))

    def _start(self, purpose: str, day: int) -> int:
        """Return where the SplitMix64 generator of a purpose and day starts; days are asked for many times in a row."""
        if not day:
            start = self._undated.get(purpose)
            if start is None:
                start = self._undated[purpose] = _mix(self._purpose_key(purpose) + _mix(0))
            return start
        if day != self._day:
            self._day, self._mixed_day = day, _mix(day & _MASK)
        return _mix(self._purpose_key(purpose) + self._mixed_day)

    def _purpose_key(self, purpose: str) -> int:
        key = self._purposes.get(purpose)
        if key is None:
            digest = hashlib.blake2b(f"{self.seed}/{purpose}".encode(), digest_size=8).digest()
            key = self._purposes[purpose] = int.from_bytes(digest, "little")
        return key


def _spread(rows: NDArray[np.integer]) -> NDArray[np.uint64]:
    """Return a new array of how far the generator has gone at each row, modulo 2**64."""
    return np.multiply(rows.view(np.uint64) if rows.dtype is _INT64 else rows.astype(np.uint64), _GOLDENS)


def _mixed(z: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return the random numbers of states of the generator, which are overwritten."""
    z ^= z >> _30
    z *= _MIXES_1
    z ^= z >> _27
    z *= _MIXES_2
    z ^= z >> _31
    z >>= _11
    uniform: NDArray[np.float64] = np.multiply(z.view(np.int64), _TO_UNIT)  # signed numbers convert faster
    uniform += _HALF
    return uniform


def _units(rows: list[int], start: int) -> NDArray[np.float64]:
    """Return :func:`_unit` of a few rows; a call for each would cost as much as the arithmetic."""
    uniform = np.empty(len(rows))
    for i, row in enumerate(rows):
        z = (row * _GOLDEN + start) & _MASK
        z = ((z ^ (z >> 30)) * _MIX_1) & _MASK
        z = ((z ^ (z >> 27)) * _MIX_2) & _MASK
        uniform[i] = (((z ^ (z >> 31)) >> 11) + 0.5) * 2.0**-53
    return uniform


def _unit(z: int) -> float:
    z &= _MASK
    z = ((z ^ (z >> 30)) * _MIX_1) & _MASK
    z = ((z ^ (z >> 27)) * _MIX_2) & _MASK
    return (((z ^ (z >> 31)) >> 11) + 0.5) * 2.0**-53


def _mix(value: int) -> int:
    z = (value + _GOLDEN) & _MASK
    z = ((z ^ (z >> 30)) * _MIX_1) & _MASK
    z = ((z ^ (z >> 27)) * _MIX_2) & _MASK
    return z ^ (z >> 31)
