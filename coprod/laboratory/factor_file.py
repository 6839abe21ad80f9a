"""Reading what a study varies: ``[levers]``, ``[uncertainties]``, ``[packages]``, ``[set]`` and CSV designs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from coprod.kernel.policy_keys import PREFIX, SET
from coprod.laboratory.designs import CONTINUOUS, Plan
from coprod.laboratory.distribution_file import default_ends, read_distribution
from coprod.laboratory.factors import Factor, Levels, Package, Range, Role
from coprod.laboratory.policy_factors import unknown_factor
from coprod.laboratory.reader import Reader, fits, is_number
from coprod.laboratory.simulator import Simulator, Value
from coprod.laboratory.toml_lines import line_of
from coprod.parameters.aliases import current, renamed, renew
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem
from coprod.text.toml_file import read_text

if TYPE_CHECKING:
    from coprod.parameters import Declaration

_PLAUSIBLE = "plausible"
MAX_TABLE_BYTES = 2**26
_RANGE_KEYS = ("from", "to", "steps", "scale")


def read_factors(reader: Reader, simulator: Simulator, kind: str) -> tuple[Factor, ...]:
    """Return the factors of the study in the order of the file: levers, uncertainties, packages."""
    factors: list[Factor] = []
    for table_name, role in (("levers", "lever"), ("uncertainties", "uncertainty")):
        table = reader.table(table_name)
        for key, value in _parameters(table, simulator).items():
            factor = _factor(table, key, value, cast(Role, role), simulator, kind)
            factors += [factor] if factor else []
    packages = reader.table("packages")
    factors += [package for name in packages.tree if (package := _package(packages.table(name), name, simulator))]
    return tuple(factors)


def read_settings(table: Reader, simulator: Simulator) -> dict[str, Any]:
    """Return the parameters of a table, each checked against its declaration."""
    return {key: simulator.as_declared(key, value)
            for key, value in _parameters(table, simulator).items()
            if _accepted(table, key, value, simulator)}


def read_scenario(table: Reader, name: str, simulator: Simulator) -> dict[str, Any]:
    """Return the values of a scenario that differ from the defaults; none if it cannot be read, which is noted."""
    try:
        return dict(simulator.scenario(name))
    except InputProblems as error:
        for problem in error.problems:
            table.note("scenario", name, f"{problem.key}: {problem.allowed}", problem.mend)
    except KeyError:
        known = list(simulator.scenarios())
        table.note("scenario", name, message("problem.no_such_scenario", names=", ".join(known)), known=known)
    return {}


def read_table_design(table: Reader, simulator: Simulator, study: Path, seed: int,
                      given: Sequence[str]) -> tuple[tuple[Factor, ...], Plan]:
    """Return the factors and points of a CSV file: one column a parameter, one row a point."""
    if given:
        table.note("kind", "table", message("problem.columns_are_factors", names=", ".join(given)))
    name = table.text("file")
    if not name:
        table.note("file", None, message("problem.design_needs_file", file='"points.csv"'))
        return (), Plan("table", seed=seed)
    rows = _csv_rows(table, study.parent / name, name)
    if rows is None:
        return (), Plan("table", seed=seed)
    header = [current(cell.strip(), simulator.known) for cell in rows[0]] if rows else []
    _check_header(table, header, name, simulator)
    known = [simulator.known.get(key) for key in header]
    points = [_csv_point(table, row, header, known, f"{study.parent / name}:{line}")
              for line, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]
    if not points and header:
        table.note("file", name, message("problem.has_no_points"))
    factors = tuple(
        Levels(key, "lever" if declaration is None or declaration.role == "lever" else "uncertainty",
               tuple(dict.fromkeys(point[j] for point in points)))
        for j, (key, declaration) in enumerate(zip(header, known, strict=True)))
    return factors, Plan("table", seed=seed, rows=tuple(points))


def _parameters(table: Reader, simulator: Simulator) -> dict[str, Any]:
    """Return the entries of a table by the names that parameters have now."""
    leaves = _leaves(table.tree, simulator.known)
    values, problems = renew(leaves, simulator.known, table.file)
    table.problems += [problem for problem in problems if problem not in table.problems]
    for key in leaves:  # so that mistakes are told with the line of the old name
        if line := line_of(table.lines, (*table.path, key)):
            table.lines.setdefault(".".join((*table.path, renamed(key))), line)
    return values


def _leaves(tree: Mapping[str, Any], known: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Read ``points.reward`` written as one quoted key or as a table in a table."""
    leaves: dict[str, Any] = {}
    for key, value in tree.items():
        full = prefix + key
        if isinstance(value, Mapping) and full not in known and renamed(full) not in known and _is_group(full):
            leaves |= _leaves(value, known, f"{full}.")
        else:
            leaves[full] = value
    return leaves


def _is_group(key: str) -> bool:
    """Tell whether a key is but the beginning of those of parameters, ``points``, or of a policy's, ``policy.pilot``."""
    if not key.startswith(PREFIX):
        return "." not in key
    _, _, entry = key.removeprefix(PREFIX).partition(".")
    return entry in ("", SET) or (entry.startswith(f"{SET}.") and entry.count(".") == 1)


def _accepted(table: Reader, key: str, value: Any, simulator: Simulator) -> bool:
    declaration = _declared(table, key, simulator)
    if declaration is None:
        return False
    if not fits(value, declaration):
        table.note(tuple(key.split(".")) if key not in table.tree else key, value, declaration.allowed)
        return False
    return True


def _declared(table: Reader, key: str, simulator: Simulator) -> Declaration | None:
    declaration = simulator.known.get(key)
    if declaration is None:
        allowed, names = unknown_factor(key, simulator.known)
        table.note(key, None, allowed, known=names)
    return declaration


def _factor(table: Reader, key: str, value: Any, role: Role, simulator: Simulator, kind: str) -> Factor | None:
    declaration = _declared(table, key, simulator)
    if declaration is None:
        return None
    if isinstance(value, list):
        return _levels(table, key, value, role, simulator)
    if value in (_PLAUSIBLE, {}):
        value = {}
    if isinstance(value, Mapping):
        return read_range(table, key, value, role, declaration, kind)
    table.note(key, value, message("problem.levels_or_range", range="{ from = …, to = … }"))
    return None


def _levels(table: Reader, key: str, value: list[Any], role: Role, simulator: Simulator) -> Factor | None:
    if not value:
        table.note(key, value, message("problem.empty_levels"))
        return None
    good = [level for level in value if _accepted(table, key, level, simulator)]
    levels = tuple(simulator.as_declared(key, level) for level in good)
    seen: set[Value] = set()
    for level in levels:
        if level in seen:
            table.note(key, level, message("problem.level_given_twice"))
        seen.add(level)
    return Levels(key, role, levels) if len(good) == len(value) else None


def read_range(table: Reader, key: str, value: Mapping[str, Any], role: Role, declaration: Declaration,
               kind: str) -> Factor | None:
    """Return a factor that takes any number of a range or distribution; None if it cannot be read, which is noted."""
    inner = Reader(value, table.file, table.lines, (*table.path, key), table.problems)
    if declaration.kind in ("bool", "choice"):
        if value:
            inner.note((), dict(value), message("problem.give_levels", text=declaration.allowed))
        return Levels(key, role, (False, True) if declaration.kind == "bool" else declaration.choices)
    if "dist" in value:
        if kind not in CONTINUOUS:
            inner.note("dist", value["dist"], message("problem.distribution_needs_sample", kinds=", ".join(CONTINUOUS)))
        return read_distribution(inner, role, declaration)
    inner.only(_RANGE_KEYS)
    ends = _ends(inner, value, declaration)
    if ends is None:
        return None
    log = inner.choice("scale", ("linear", "log"), "linear") == "log"
    if log and ends[0] <= 0:
        inner.note("scale", "log", message("problem.log_above_zero"))
        return None
    found = Range(key, role, *ends, whole=declaration.kind == "int", log=log)
    if kind in CONTINUOUS:
        return found
    if "steps" not in value:
        inner.note("steps", None, message("problem.design_needs_levels"))
        return None
    return found.spread(inner.whole("steps", 2, 2, 1_000_000))


def _ends(inner: Reader, value: Mapping[str, Any], declaration: Declaration) -> tuple[float, float] | None:
    ends = []
    for name, default in zip(("from", "to"), default_ends(declaration), strict=True):
        end = value.get(name, default)
        if end is None:
            inner.note(name, None, message("problem.no_plausible_range", range="{ from = …, to = … }"))
            return None
        if not fits(end, declaration):
            inner.note(name, end, declaration.allowed)
            return None
        ends.append(end)
    if ends[0] >= ends[1]:
        inner.note("to", ends[1], message("problem.above_from", low=ends[0]))
        return None
    return ends[0], ends[1]


def _package(table: Reader, name: str, simulator: Simulator) -> Package | None:
    """Read settings that are off or on, those of a scenario perhaps, or settings for every named level; and labels."""
    labels = table.text("label", name), table.text("label_zh", table.text("label", name))
    scenario = table.text("scenario")
    role = cast(Role, table.choice("role", ("lever", "uncertainty"), "lever"))
    table = Reader({key: value for key, value in table.tree.items() if key not in ("label", "label_zh", "scenario", "role")},
                   table.file, table.lines, table.path, table.problems)
    if not (table.tree or scenario):
        table.note((), None, message("problem.empty_package"))
        return None
    flat = _parameters(table, simulator)
    if scenario or any(not isinstance(value, Mapping) and key in simulator.known for key, value in flat.items()):
        base = read_scenario(table, scenario, simulator) if scenario else {}
        return Package(name, role, {"off": {}, "on": base | read_settings(table, simulator)}, *labels)
    contents = {}
    for level in table.tree:
        contents[level] = read_settings(table.table(level), simulator)
    if len(contents) < 2:
        table.note((), None, message("problem.package_levels"))
    return Package(name, role, contents, *labels)


def _csv_rows(table: Reader, path: Path, name: str) -> list[list[str]] | None:
    """Return the cells of a CSV file; None if it cannot be read, which is noted."""
    try:
        return list(csv.reader(io.StringIO(read_text(path, str(path), MAX_TABLE_BYTES), newline="")))
    except InputProblems as error:
        table.note("file", name, error.problems[0].allowed, error.problems[0].mend)
    except csv.Error as error:
        table.note("file", name, message("problem.cannot_be_read", text=str(error)))
    return None


def _check_header(table: Reader, header: Sequence[str], name: str, simulator: Simulator) -> None:
    if not header:
        table.note("file", name, message("problem.needs_header"))
    times = Counter(header)
    for key in times:
        if times[key] > 1:
            table.note("file", key, message("problem.column_twice"))
        if key not in simulator.known:
            allowed, names = unknown_factor(key, simulator.known)
            table.note("file", key, allowed, known=names)


def _csv_point(table: Reader, row: Sequence[str], header: Sequence[str], known: Sequence[Declaration | None],
               where: str) -> tuple[Value, ...]:
    if len(row) != len(header):
        table.problems.append(Problem(where, "row", len(row), message("problem.needs_cells", n=len(header))))
        return tuple(0 for _ in header)
    point = []
    for key, cell, declaration in zip(header, row, known, strict=True):
        value = csv_value(cell.strip(), declaration)
        if declaration is not None and not fits(value, declaration):
            table.problems.append(Problem(where, key, cell, declaration.allowed))
        point.append(value)
    return tuple(point)


def csv_value(cell: str, declaration: Declaration | None) -> Value:
    """Return the value that a cell of a table holds, the cell itself where it does not fit the parameter."""
    if declaration is None or declaration.kind == "choice":
        return cell
    if declaration.kind == "bool":
        return {"true": True, "false": False, "1": True, "0": False}.get(cell.lower(), cell)
    try:
        number = float(cell)
    except ValueError:
        return cell
    whole = declaration.kind == "int" and is_number(number) and number.is_integer()
    return int(number) if whole else number
