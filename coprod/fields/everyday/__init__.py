"""The everyday field 日常场域: acts, points, work, hazards and upkeep, day by day."""
