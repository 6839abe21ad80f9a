"""Calibration: which parameters fit what was observed, which are ruled out, and which nobody can tell from these data."""
