"""Reading what a study asks to be compared, and at what cost: ``[analysis] reference``, ``contrasts`` and ``costs``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coprod.laboratory.checked_study import Asked, CheckedStudy
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.factors import Factor
from coprod.laboratory.reader import Reader, is_number
from coprod.laboratory.simulator import Simulator
from coprod.parameters.aliases import renew
from coprod.text.messages import message

MAX_PRICE = 1e12
"""Sums of what costs more would overflow."""
NET = "net"
"""What a contrast may be judged by besides outcomes: an outcome in money and the complete cost together."""


def read_reference(table: Reader, factors: Sequence[Factor]) -> Mapping[str, Any]:
    """Return values of factors that a table names, each one of the levels of its factor."""
    by_name = {factor.name: factor for factor in factors}
    reference, problems = renew(_flat_to(table.tree, by_name), by_name, table.file)
    table.problems += problems
    for name, value in reference.items():
        if name not in by_name:
            table.note(name, None, message("problem.not_varied"), known=by_name)
        elif not _is_level(value, by_name[name]):
            levels = ", ".join(map(str, by_name[name].levels)) or "none: it is a range"
            table.note(name, value, message("problem.one_of_levels", levels=levels))
    return reference


def _is_level(value: Any, factor: Factor) -> bool:
    """Tell whether a factor has a level; true and false are no numbers."""
    return any(level == value and isinstance(level, bool) == isinstance(value, bool) for level in factor.levels)


def read_contrasts(table: Reader, factors: Sequence[Factor], measures: Sequence[str], *, net: bool) -> tuple[Asked, ...]:
    """Return the contrasts that ``[analysis]`` asks for.

    Parameters
    ----------
    measures : sequence of str
        The outcomes, and the complete cost if there is one.
    net : bool
        The first outcome and the complete cost are both money, so that policies can be judged by their sum.
    """
    found = table.tree.get("contrasts", [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) and {"a", "b"} <= set(one) for one in found):
        table.note("contrasts", found, message("problem.contrast_form"))
        return ()
    reference = read_reference(replace(table.table("reference"), problems=[]), factors)  # its mistakes are told already
    asked = []
    for number, tree in enumerate(found):
        one = replace(table, tree=tree, path=(*table.path, f"contrasts[{number}]"))
        one.only(("a", "b", "given", "cost", "by", "names", "names_zh"))
        a, b, given = (read_reference(one.table(key), factors) for key in ("a", "b", "given"))
        if {**reference, **a} == {**reference, **b}:
            one.note("b", b, message("problem.contrast_of_one"))
        for name in sorted((set(a) | set(b)) & set(given)):
            one.note(("given", name), given[name], message("problem.given_is_of_policy"))
        by, cost = _measure(one, "by", [*measures, *([NET] if net else [])]), _measure(one, "cost", measures)
        if by == NET and cost not in (None, COMPLETE):
            one.note("by", by, message("problem.net_of_another_cost", cost=cost))
        asked.append(Asked(a, b, given, cost, by, _names(one, "names"), _names(one, "names_zh")))
    return tuple(asked)


def decided_by(by: str | None, cost: str | None, *, net: bool) -> str | None:
    """Return what decides a contrast that names these: an outcome, :data:`NET`, or None for the first outcome.

    Where policies can be judged by the first outcome and the complete cost together (`net`), one that names nothing else is.
    """
    return by or (NET if net and cost in (None, COMPLETE) else None)


def read_primary(table: Reader, contrasts: Sequence[Asked], outcomes: Sequence[str], *, net: bool) -> tuple[str, ...]:
    """Return the primary outcomes: some of those that the contrasts of the study are read by, :data:`NET` included."""
    if table.tree.get("primary") and not table.tree.get("contrasts"):
        table.note("primary", table.tree["primary"], message("problem.primary_without_contrasts"))
        return ()
    decisive = filter(None, (decided_by(one.by, one.cost, net=net) for one in contrasts))
    return table.names("primary", dict.fromkeys([*outcomes, *decisive]))


def read_costs(table: Reader, simulator: Simulator) -> Mapping[str, float]:
    """Return the lines of costs of a study, by default those of its model: a list of outcomes, or a table of prices."""
    if "costs" not in table.tree:
        return simulator.costs.lines
    found = table.tree["costs"]
    is_list = isinstance(found, list) and all(isinstance(name, str) for name in found)
    prices: dict[Any, Any] = dict.fromkeys(table.names("costs", None), 1.0) if is_list else found
    if not isinstance(prices, Mapping):
        table.note("costs", found, message("problem.costs_form", most=f"{MAX_PRICE:,.0f}"))
        return simulator.costs.lines
    wrong = [name for name, price in prices.items() if not is_number(price) or not 0 <= price <= MAX_PRICE]
    for name in wrong:
        table.note(("costs", name), prices[name], message("problem.costs_form", most=f"{MAX_PRICE:,.0f}"))
    known = simulator.outcomes()
    for name in prices:
        if known is not None and name not in known:
            table.note("costs", name, message("problem.no_such_outcome_for_costs"), known=known)
    return {str(name): float(price) for name, price in prices.items() if name not in wrong}


def check_contrasts(study: CheckedStudy, reader: Reader) -> None:
    """Note contrasts of which the design does not have both points."""
    for number, asked in enumerate(study.analysis.contrasts):
        if not study.contrast_points(asked)[0]:
            reader.note(("analysis", f"contrasts[{number}]"), None, message("problem.contrast_without_point"),
                        message("problem.contrast_needs_crossed"))


def _measure(one: Reader, key: str, allowed: Sequence[str]) -> str | None:
    return one.choice(key, allowed, "") or None if key in one.tree else None


def _names(one: Reader, key: str) -> Mapping[str, str]:
    """Return what the question calls A, B and the state."""
    table = one.table(key)
    table.only(("a", "b", "given"))
    return {part: table.text(part) for part in table.tree if part in ("a", "b", "given")}


def _flat_to(tree: Mapping[str, Any], names: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in tree.items():
        inner = isinstance(value, Mapping) and prefix + key not in names
        flat |= _flat_to(value, names, f"{prefix}{key}.") if inner else {prefix + key: value}
    return flat
