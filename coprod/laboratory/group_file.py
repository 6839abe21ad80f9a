"""Reading ``[groups]``: factors that Sobol' and Morris analyses vary and judge together, at the price of one factor."""

from __future__ import annotations

from collections.abc import Sequence

from coprod.laboratory.factors import Factor
from coprod.laboratory.reader import Reader
from coprod.parameters.aliases import current
from coprod.text.messages import message

KINDS = ("sobol", "morris")


def read_groups(reader: Reader, factors: Sequence[Factor], kind: str) -> tuple[str, ...]:
    """Return the group of every factor, its own name where no group lists it; nothing if there are no groups."""
    table = reader.table("groups")
    if not table.tree:
        return ()
    if kind not in KINDS:
        reader.note("groups", kind, message("problem.groups_need_design", kinds=", ".join(KINDS)))
    names = [factor.name for factor in factors]
    owners: dict[str, str] = {}
    for group in table.tree:
        if group in names:
            table.note(group, None, message("problem.group_named_as_factor"))
        members = [current(name, names) for name in table.names(group, None)]
        if not members:
            table.note(group, None, message("problem.empty_group"))
        for name in members:
            if name not in names:
                table.note(group, name, message("problem.not_varied"), known=names)
            elif name in owners:
                table.note(group, name, message("problem.in_two_groups", group=owners[name]))
            owners.setdefault(name, group)
    groups = tuple(owners.get(name, name) for name in names)
    if len(set(groups)) < 2 and len(names) > 1:
        reader.note("groups", None, message("problem.one_group"))
    return groups
