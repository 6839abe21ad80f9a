"""The sections on studies made in stages: the surrogate's indices, the patterns reached, the calibration profile."""

from __future__ import annotations

from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.pattern_section import pattern_sentence, patterns_part
from coprod.laboratory.report.profile_section import profile_part, profile_sentence
from coprod.laboratory.report.surrogate_section import surrogate_part, surrogate_sentence


def staged_part(found: Findings) -> str:
    """Return what the kind of the study answers; nothing for other kinds."""
    if found.kind == "surrogate":
        return "".join(surrogate_part(found, outcome) for outcome in found.outcomes)
    if found.kind == "pattern_space":
        return patterns_part(found)
    return profile_part(found) if found.kind == "profile" else ""


def staged_sentence(found: Findings) -> str:
    """Return the answer of a study made in stages in one sentence."""
    if found.kind == "surrogate":
        return surrogate_sentence(found, found.outcomes[0])
    return pattern_sentence(found) if found.kind == "pattern_space" else profile_sentence(found)
