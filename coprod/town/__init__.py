"""The town 城镇: who lives where, and who knows whom; made once, before the first day."""

from coprod.town.places import BUILDING_COLUMNS
from coprod.town.population import CHILD_AGE, ELDER_AGE
from coprod.town.synthesis import Town, build_town
from coprod.town.ties import TIE_KINDS

__all__ = ["BUILDING_COLUMNS", "CHILD_AGE", "ELDER_AGE", "TIE_KINDS", "Town", "build_town"]
