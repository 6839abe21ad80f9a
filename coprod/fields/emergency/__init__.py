"""Emergencies 应急: hidden hazards, incidents, and what is done about them in minutes."""

from coprod.fields.emergency.day import DayContext, EmergencyDay
from coprod.fields.emergency.field import EmergencyField

__all__ = ["DayContext", "EmergencyDay", "EmergencyField"]
