"""Templates of the tables of a district, with comments that say what every column means."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from coprod.districts.columns import ColumnSpec, TableSpec, tables
from coprod.districts.folder import SETTINGS
from coprod.text.glossary import Language, pick, translate, unit_in

OFF = "templates"
"""Folder of the templates of tables that need not be there: to use one, it is moved up and filled in."""


def write_templates(folder: Path, language: Language) -> list[Path]:
    """Write a template of every table and of the settings into a folder that is there; return the files.

    ``communities.csv`` is there at once, with one row as an example; the others wait in a folder of their own, so that examples
    are not taken for data.
    """
    texts = {folder / SETTINGS: settings(language)}
    for name, spec in tables().items():
        path = folder / f"{name}.csv" if name == "communities" else folder / OFF / f"{name}.csv"
        texts[path] = template(spec, language)
    (folder / OFF).mkdir()
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="")
    return list(texts)


def template(spec: TableSpec, language: Language) -> str:
    """Return the template of a table: comments, the heading, and a row as an example."""
    lines = [pick(language, spec, "about"), translate("district.template_comments", language)]
    lines += [about(column, language) for column in spec.columns.values()]
    text = io.StringIO(newline="")
    text.writelines(f"# {line}\r\n" for line in lines)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.label(language) for column in spec.columns.values()])
    writer.writerow([column.example[language == "zh"] for column in spec.columns.values()])
    return text.getvalue()


def about(column: ColumnSpec, language: Language) -> str:
    """Return what a column means, in one line: its heading, unit, what is allowed, and whether it is needed."""
    facts = [unit_in(language, column.unit)] if column.unit and column.unit != "share" else []
    facts += [" | ".join(column.word(code, language) for code in column.codes)] if column.codes else []
    facts += [translate("district.required", language)] if column.required else []
    said = f" ({', '.join(facts)})" if language == "en" else f"（{'，'.join(facts)}）"
    return f"{column.label(language)}{said if facts else ''}{': ' if language == 'en' else '：'}{pick(language, column, 'about')}"


def settings(language: Language) -> str:
    """Return the template of the settings: all of it comments."""
    return "".join(f"{line}\n" for line in translate("district.settings_template", language).split("|"))
