"""What policies in time are called among the values of a run: ``policy`` holds their tables, ``policy.pilot.from`` an entry."""

from __future__ import annotations

POLICY = "policy"
"""The tables of a scenario file or a study, and with a dot the beginning of the key of an entry."""
FIELD = "policies"
"""What holds them among the parameters: a group of parameters was once called policy, and its old names still work."""
PREFIX = f"{POLICY}."
SET = "set"
"""The entry of a policy that holds its levers."""
