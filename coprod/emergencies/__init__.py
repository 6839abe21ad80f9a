"""Emergencies 应急: hidden hazards, incidents, and what is done about them in minutes."""

from coprod.emergencies.field import EmergencyField
from coprod.emergencies.state import EmergencyDay, EverydayState

__all__ = ["EmergencyDay", "EmergencyField", "EverydayState"]
