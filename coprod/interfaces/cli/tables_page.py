"""The tables of a district and their columns as a part of the manual."""

from __future__ import annotations

from coprod.districts.columns import ColumnSpec, tables
from coprod.text.glossary import Language, pick, translate, unit_in

HEADINGS = ("column", "twin", "unit", "meaning", "instead")


def tables_page(language: Language) -> str:
    """Return every table with its columns: names in both languages, unit, meaning, and what is used where nothing is given."""
    parts = []
    for name, spec in tables().items():
        rows = [_row(column, language) for column in spec.columns.values()]
        headings = [translate(f"district.page_{heading}", language) for heading in HEADINGS]
        lines = ["| " + " | ".join(cells) + " |" for cells in [headings, ["---"] * len(headings), *rows]]
        parts += [f"**`{name}.csv`**: {pick(language, spec)}. {pick(language, spec, 'about')}" if language == "en" else
                  f"**`{name}.csv`**（{pick(language, spec)}）：{pick(language, spec, 'about')}", "\n".join(lines)]
    return "\n\n".join(parts)


def _row(column: ColumnSpec, language: Language) -> list[str]:
    mine, other = (column.key, column.zh) if language == "en" else (column.zh, column.key)
    name = f"**`{mine}`**" if column.required else f"`{mine}`"
    codes = ", ".join(f"`{column.word(code, language)}`" for code in column.codes)
    return [name, f"`{other}`", codes or unit_in(language, column.unit), pick(language, column, "about"),
            ", ".join(f"`{key}`" for key in column.instead)]
