"""Sources: where every mechanism and every number comes from, and every work in full."""

from __future__ import annotations

from typing import Any

import solara

from coprod.interfaces.dashboard import levers
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.state import State
from coprod.parameters import Declaration, declarations
from coprod.parameters.model import group_models
from coprod.parameters.provenance import mechanisms_in_words, numbers_in_words
from coprod.references import bibliography, parse_code
from coprod.references.bibliography import KINDS
from coprod.references.render import full, kind_in_words
from coprod.text.glossary import Language, pick, translate, unit_in


@solara.component
def SourcesPage(state: State, on_event: OnEvent) -> None:
    """Show the table of all parameters, the inventory of mechanisms and the references."""
    data = solara.use_memo(lambda: sources(state.lang), [state.lang])
    part("sources", data, on_event)


def sources(language: Language) -> dict[str, Any]:
    """Return every parameter by group, how many numbers were measured, every mechanism by group, and every reference."""
    from coprod.laboratory.mechanisms import mechanism_groups

    every = declarations()
    return {
        "lead": translate("sources.lead", language, numbers=numbers_in_words(every, language),
                     mechanisms=mechanisms_in_words(every, language)),
        "groups": [
            {
                "name": name,
                "title": pick(language, group, "title"),
                "rows": [_row(d, language) for d in every if d.group == name],
            }
            for name, group in group_models().items()
            if any(d.group == name for d in every)
        ],
        "mechanism_groups": [
            {
                "name": group.name,
                "title": pick(language, group),
                "rows": [
                    {
                        "id": row.id,
                        "name": pick(language, row),
                        "does": pick(language, row, "does"),
                        "quote": row.quote,
                        "source": levers.cite(parse_code(row.source), language),
                        "levers": list(row.levers),
                        "found": pick(language, row, "found"),
                    }
                    for row in group.rows
                ],
            }
            for group in mechanism_groups()
        ],
        "references": [
            {
                "name": kind,
                "title": kind_in_words(kind, language),
                "rows": [{"code": str(work.code), "text": full(work, language).replace("*", "")} for work in works],
            }
            for kind in KINDS
            if (works := [work for work in bibliography().values() if work.kind == kind])
        ],
    }


def _row(d: Declaration, language: Language) -> dict[str, str]:
    return {
        "key": d.key,
        "label": pick(language, d, "label"),
        "value": levers.value_words(d, d.default, language),
        "unit": unit_in(language, d.unit),
        "range": levers.range_text(d, language),
        "role": translate(f"role.{d.role}", language),
        "mechanism_from": levers.mechanism_from(d, language),
        "number_from": levers.number_from(d, language),
        "tip": pick(language, d, "tip"),
    }
