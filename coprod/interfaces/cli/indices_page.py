"""The page of the manual that shows what the indices were held against: the path to overload, and avoidable loss."""

from __future__ import annotations

from collections.abc import Sequence

from coprod.laboratory.validation.indices import Index, declared, stored
from coprod.outcomes.evaluate import OUTCOMES
from coprod.text.glossary import Language, pick, translate
from coprod.text.numbers import span, with_minus


def indices_page(language: Language) -> str:
    """Return the counts, where the measurement comes from, and a row per index; a sentence if nothing is stored."""
    if (kept := stored()) is None:
        return translate("indices.none", language)
    found, origin = kept
    lead = translate("validate.measured", language, command=origin.command, date=origin.date, version=origin.coprod,
                     commit=(origin.commit or "–")[:12])
    stale = [] if origin.is_current else [translate("validate.stale", language)]
    return "\n\n".join([counted(found, language), lead, *stale, table(found, language)])


def counted(found: Sequence[Index], language: Language) -> str:
    """Return how many indices did what was declared."""
    return translate("indices.counts", language, n=len(found), worse=sum(one.worse for one in found),
                     monotone=sum(one.monotone for one in found), ranks=sum(one.ranks for one in found),
                     scenarios=len(declared()["scenarios"]["names"]))


def table(found: Sequence[Index], language: Language) -> str:
    """Return one row an index as Markdown."""
    labels = {outcome.name: pick(language, outcome) for outcome in OUTCOMES}
    head = ["", *(translate(f"indices.{name}", language) for name in ("expected", "path", "change", "monotone", "rho", "ranks"))]
    rows = [head, ["---"] * len(head), *([
        f"{labels[one.name]} `{one.name}`", "+" if one.sign > 0 else "−", " → ".join(f"{mean:.3f}" for mean in one.means),
        with_minus(f"{one.change:+.3f} ({span(one.low, one.high, '')})"),
        "✓" if one.monotone else translate("indices.at_the_end", language) if one.worse else "✗",
        with_minus(f"{one.rho:+.2f} ({one.rho_low:+.2f} … {one.rho_high:+.2f})"), "✓" if one.ranks else "✗"]
        for one in found)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
