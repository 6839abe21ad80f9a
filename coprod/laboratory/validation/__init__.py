"""Validation 验证: what is known of such towns beside what the model shows, honest about misses.

The stylised facts stand as data in ``facts/``, the arms that they need in ``arms.toml``; :mod:`measures` holds one
short function per quantity, :mod:`measurement` lives through the runs.
"""

from coprod.laboratory.validation.fact import Check, Fact, arms, facts
from coprod.laboratory.validation.measurement import Measured, Measurement, measure

__all__ = ["Check", "Fact", "Measured", "Measurement", "arms", "facts", "measure"]
