"""Sources: where every number comes from, and which finding of the literature it stands for."""

from __future__ import annotations

from typing import Any

import solara

from coprod.interfaces.dashboard import levers
from coprod.interfaces.dashboard.parts import Hear, part
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.texts import tell
from coprod.parameters import Declaration, declarations
from coprod.parameters.model import group_models
from coprod.text.glossary import Language, pick, unit_in


@solara.component
def SourcesPage(state: State, hear: Hear) -> None:
    """Show the table of all parameters and the inventory of mechanisms."""
    data = solara.use_memo(lambda: sources(state.lang), [state.lang])
    part("sources", data, hear)


def sources(language: Language) -> dict[str, Any]:
    """Return every parameter by group, how many have a source, and every mechanism by chapter."""
    from coprod.laboratory.mechanisms import chapters

    every = declarations()
    assumed = sum(d.source == "assumed" for d in every)
    return {
        "lead": tell("sources.lead", language, n=len(every), assumed=assumed, sourced=len(every) - assumed),
        "groups": [
            {
                "name": name,
                "title": pick(language, group, "title"),
                "rows": [_row(d, language) for d in every if d.group == name],
            }
            for name, group in group_models().items()
            if any(d.group == name for d in every)
        ],
        "chapters": [
            {
                "name": chapter.name,
                "title": pick(language, chapter),
                "rows": [
                    {
                        "id": row.id,
                        "name": pick(language, row),
                        "does": pick(language, row, "does"),
                        "quote": row.quote,
                        "source": row.source,
                        "levers": list(row.levers),
                        "found": pick(language, row, "found"),
                    }
                    for row in chapter.rows
                ],
            }
            for chapter in chapters()
        ],
    }


def _row(d: Declaration, language: Language) -> dict[str, str]:
    return {
        "key": d.key,
        "label": pick(language, d, "label"),
        "value": levers.value_words(d, d.default, language),
        "unit": unit_in(language, d.unit),
        "range": levers.range_text(d, language),
        "role": tell(f"role.{d.role}", language),
        "source": levers.source_text(d.source, language),
        "tip": pick(language, d, "tip"),
    }
