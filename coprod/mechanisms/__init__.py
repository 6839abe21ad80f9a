"""Mechanisms 机制: the inventory, from the sentence in a source to rule, lever, indicator, test and what was found.

``rows/`` holds the inventory as data, one file per chapter; :mod:`~coprod.mechanisms.inventory` reads it,
:mod:`~coprod.mechanisms.experiments` simulates what a row claims, and ``python -m coprod.mechanisms.measure``
writes down what was found, so that it can be printed at once.
"""

from __future__ import annotations

from coprod.mechanisms.inventory import Chapter, Direction, Mechanism, Zero, chapters, mechanisms

__all__ = ["Chapter", "Direction", "Mechanism", "Zero", "chapters", "mechanisms"]
