"""Measure what every mechanism does, in a process a core: ``python -m coprod.laboratory.mechanisms.measure [ID...]``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from coprod.laboratory.children import each_of
from coprod.laboratory.executors import usable_cores
from coprod.laboratory.mechanisms.asked import rows_on_command_line
from coprod.laboratory.mechanisms.experiments import examine
from coprod.laboratory.mechanisms.findings import Finding, findings, write
from coprod.laboratory.mechanisms.inventory import Mechanism, mechanisms


def main(arguments: Sequence[str]) -> None:
    """Examine the rows of these ids, all if none are given, and write the findings."""
    asked = rows_on_command_line("measure", arguments) or list(mechanisms().values())
    rows, found = mechanisms(), dict(findings())
    examined = each_of(examine, asked, min(usable_cores(), len(asked)))
    for row, finding in zip(asked, examined, strict=True):
        found[row.id] = finding
        print(summary_line(row, finding), flush=True)
    write({id_: found[id_] for id_ in rows if id_ in found})


def summary_line(row: Mechanism, finding: Finding) -> str:
    """Return what was found about a row in one line."""
    direction = row.direction
    verdict = "supported" if direction.supported_by(finding.t) else "NOT SUPPORTED"
    zero = f"leaks: {', '.join(finding.leaks)}" if finding.leaks else "exact"
    return (f"{row.id}  {direction.indicator} {finding.low:.4g} -> {finding.high:.4g}, expected {direction.expect}, "
            f"t = {finding.t:.1f}: {verdict}; zero {zero}, probe moves {finding.moves}")


if __name__ == "__main__":
    main(sys.argv[1:])
