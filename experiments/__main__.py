"""Make studies and bring their pages up to date: ``python -m experiments [NAME…] [--quick] [--workers N]``.

For each study: sweep into ``results/NAME`` (what is finished is kept), write its report, and renew the generated part of
``experiments/NAME.md`` with its figures. What stands outside that part is written by hand and stays.
``--quick`` only tries the studies out, and leaves the pages alone.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from coprod.interfaces.cli.sweep_progress import ConsoleProgress, duration
from coprod.laboratory import Results, Study
from coprod.laboratory.provenance import sessions
from coprod.laboratory.report import write_report
from coprod.laboratory.report.effects_section import main_figures, sentence
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.svg import standalone
from coprod.laboratory.runner import Options, sweep

HERE = Path(__file__).parent
_PART = re.compile(r"(<!-- generated -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    """Make the studies whose names begin as asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m experiments", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--workers", type=int)
    asked = parser.parse_args()
    for path in sorted(HERE.glob("x*.toml")):
        if not asked.names or path.stem.startswith(tuple(asked.names)):
            _make(path, asked.quick, asked.workers)


def _make(path: Path, quick: bool, workers: int | None) -> None:
    study = Study.read(path, quick=quick)
    folder = Path("results") / (f"{path.stem}-quick" if quick else path.stem)
    results = sweep(study, folder, Options(workers=workers), ConsoleProgress(study.name, study.outcomes[0], "en"))
    write_report(results, folder / "report.html", "en")
    write_report(results, folder / "report.zh.html", "zh")
    if not quick:
        _renew(path.with_suffix(".md"), results)


def _renew(page: Path, results: Results) -> None:
    found = Findings(results, "en")
    figures = main_figures(found, found.outcomes[0])
    shown = []
    for i, figure in enumerate(figures):
        file = HERE / "figures" / f"{page.stem}-{i + 1}.svg"
        file.parent.mkdir(exist_ok=True)
        file.write_text(standalone(figure), encoding="utf-8")
        shown.append(f"![{found.label(found.outcomes[0])}](figures/{file.name})")
    facts = [_facts(found), *(f"- {sentence(found, outcome)}" for outcome in found.outcomes), "", *shown]
    text = page.read_text(encoding="utf-8")
    page.write_text(_PART.sub(lambda part: part.group(1) + "\n".join(facts) + "\n" + part.group(2), text),
                    encoding="utf-8")


def _facts(found: Findings) -> str:
    study, counts = found.study, found.results.counts()
    last = sessions(found.results.folder)[-1]
    seconds = found.results.seconds()
    return (f"{counts.get('ok', 0):,} runs of {study['days']} days, {study['replications']} replications of "
            f"{found.n_points} points; {sum(counts.values()) - counts.get('ok', 0)} failed. "
            f"{duration(seconds)} of computing ({last['platform'].split('-')[0]}, Python {last['python']}, "
            f"coprod {study['version']}).\n")


if __name__ == "__main__":
    main()
