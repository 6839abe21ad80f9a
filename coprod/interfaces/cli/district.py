"""``coprod district``: templates of a district from tables, what is wrong with its files, and what was read of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod.interfaces.cli.options import InLanguage, help_text
from coprod.text.glossary import Language, pick, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.districts import Reading
    from coprod.districts.columns import ColumnSpec
    from coprod.parameters import Parameters

Folder = Annotated[Path, typer.Argument(metavar="DIR", help=help_text("district.folder"))]


def new(folder: Folder, lang: InLanguage = None) -> None:
    """Write templates; the help text stands in the glossary."""
    from coprod.districts.templates import write_templates
    from coprod.laboratory.writable import bad_name
    from coprod.text.toml_file import reason

    language, made = lang or preferred_language(), False
    try:
        if why := bad_name(folder):
            raise _unwritable(folder, why)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise _unwritable(folder, message("district.not_empty" if folder.is_dir() else "problem.file_of_this_name"))
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        files = write_templates(folder, language)
    except (OSError, ValueError) as error:
        if isinstance(error, InputProblems):
            raise
        if made:
            shutil.rmtree(folder, ignore_errors=True)
        raise _unwritable(folder, reason(error)) from None
    print(translate("district.written", language, folder=folder))
    print("\n".join(f"  {path.relative_to(folder)}" for path in files))
    print(translate("district.next", language, folder=folder))


def check(folder: Folder, lang: InLanguage = None) -> None:
    """Say what is wrong or doubtful with a district; the help text stands in the glossary."""
    language = lang or preferred_language()
    reading, parameters = _read(folder)
    _print_notes(reading, language)
    data = reading.data
    print(translate("district.fine", language, n=f"{len(data.names):,}", streets=parameters.town.streets,
                    residents=f"{int(data.numbers('residents').sum()):,}"))
    missing = _defaults(reading)
    if missing:
        print(translate("district.some_default", language, n=len(missing), folder=folder))


def show(folder: Folder, lang: InLanguage = None) -> None:
    """Show what was read of a district and what is default; the help text stands in the glossary."""
    from rich.console import Console
    from rich.table import Table

    from coprod.districts.columns import tables

    language = lang or preferred_language()
    reading, parameters = _read(folder)
    console = Console(highlight=False)
    for name, found in reading.tables.items():
        spec = tables()[name]
        title = translate("district.table_read", language, title=pick(language, spec), file=found.where, n=f"{len(found):,}")
        console.print(title, style="bold", markup=False)
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for heading in ("column", "given", "sum", "range"):
            table.add_column(translate(f"district.head_{heading}", language), overflow="fold")
        for key, column in spec.columns.items():
            if key in found.columns:
                table.add_row(*_summary(found.columns[key], column, found.headings[key], language))
        console.print(table)
        print()
    _print_default(reading, parameters, language)
    _print_notes(reading, language)
    print(translate("district.digest", language, digest=reading.data.digest()))


def _read(folder: Path) -> tuple[Reading, Parameters]:
    """Return what was read of a folder, and the parameters of its runs. Raises :class:`InputProblems`."""
    from coprod.districts import is_district, read_district
    from coprod.parameters import Parameters

    if not is_district(folder):
        raise InputProblems([Problem("district", str(folder), None, message("district.no_folder"),
                                     message("district.new_makes_it", folder=folder))])
    try:
        reading = read_district(folder)
    except InputProblems as error:
        found = list(error.problems)
        try:
            Parameters.load(folder)
        except InputProblems as more:  # its settings may be wrong too
            found += [one for one in more.problems if one not in found]
        raise InputProblems(found) from None
    return reading, Parameters.load(folder)


def _summary(values: tuple[object, ...], column: ColumnSpec, heading: str, language: Language) -> list[str]:
    """Return heading, how many cells are given, their sum, and their range or the codes that occur."""
    given = [value for value in values if value is not None]
    name = heading if heading == column.label(language) else f"{column.label(language)} ← {heading}"
    cells = [name, f"{len(given):,} / {len(values):,}"]
    if column.kind in ("text", "code", "date"):
        distinct = list(dict.fromkeys(column.word(str(value), language) for value in given))
        return [*cells, "", ", ".join(distinct[:4]) + (f" … ({len(distinct):,})" if len(distinct) > 4 else "")]
    numbers = [float(str(value)) for value in given]
    adds_up = column.kind == "count" and column.key != "day"
    return [*cells, f"{sum(numbers):,.0f}" if adds_up else "", f"{min(numbers):,g} … {max(numbers):,g}"]


def _defaults(reading: Reading) -> dict[str, tuple[ColumnSpec, int]]:
    """Return the columns of communities of which cells are not given, with how many."""
    from coprod.districts.columns import tables

    found, data = reading.tables["communities"], reading.data
    gaps = {key: (column, sum(value is None for value in found.columns.get(key, (None,) * len(found))))
            for key, column in tables()["communities"].columns.items()}
    elders = int(sum(value != value for value in data.elders))
    gaps |= {key: (gaps[key][0], elders) for key in ("elders", "elder_share")}
    return {key: gap for key, gap in gaps.items() if gap[1] and not (key == "elders" and elders)}


def _print_default(reading: Reading, parameters: Parameters, language: Language) -> None:
    """Say of everything that was not given what is used instead."""
    from coprod.districts.columns import tables

    print(translate("district.default_title", language))
    n = len(reading.data.names)
    for column, missing in _defaults(reading).values():
        values = translate("list.comma", language).join(f"{key} = {parameters.value(key):g}" for key in column.instead)
        cells = translate("district.all_rows" if missing == n else "district.some_rows", language, n=missing)
        print(f"  {column.label(language)} ({cells}): " + (values or translate("district.default_place", language)))
    for name, spec in tables().items():
        if name not in reading.tables:
            keys = [key for column in spec.columns.values() for key in column.instead]
            said = translate("list.comma", language).join(dict.fromkeys(keys)) or translate("district.default_even", language)
            print(f"  {name}.csv: {said}")
    print()


def _print_notes(reading: Reading, language: Language) -> None:
    if reading.notes:
        print(translate("district.notes", language, n=len(reading.notes)))
        print("".join(f"  {note.where}: {note.text.render(language)}\n" for note in reading.notes))


def _unwritable(folder: Path, why: str) -> InputProblems:
    return InputProblems([Problem("district new", str(folder), None, message("problem.cannot_be_written", text=why),
                                  message("problem.name_another_folder"))])
