"""Observation 观测: daily series, outcomes and indices, all derived from columns and records."""
