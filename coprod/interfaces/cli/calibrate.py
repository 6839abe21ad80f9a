"""``coprod calibrate``: fit parameters to observed figures, and say what these cannot tell."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.interfaces.cli.options import InLanguage, help_text
from coprod.interfaces.cli.sweep import Scheduler, Workers
from coprod.laboratory.writable import check_folder
from coprod.text.glossary import Language, preferred_language, translate

if TYPE_CHECKING:
    from coprod.laboratory.calibration.targets import Calibration

_RULED_OUT = 1
"""Exit status when no setting of the parameters meets the figures."""

TargetsFile = Annotated[Path, typer.Argument(metavar="TARGETS.toml", help=help_text("calibrate.targets"))]
Out = Annotated[Path | None, typer.Option(metavar="DIR", help=help_text("calibrate.out"))]


def calibrate(targets: TargetsFile, out: Out = None, workers: Workers = None, scheduler: Scheduler = None,
              lang: InLanguage = None) -> None:
    """Calibrate parameters to observed figures; the help text stands in the glossary."""
    from coprod.laboratory.calibration.targets_file import read_calibration

    language = lang or preferred_language()
    asked = read_calibration(targets)
    folder = out or Path("results") / asked.study.name
    check_folder("--out", folder)
    _begin(asked, language)
    found = _calibrated(asked, folder, workers, scheduler, language)
    from coprod.laboratory.calibration.page import write_pages
    from coprod.laboratory.calibration.run import POSTERIOR
    from coprod.laboratory.calibration.words import Sentences

    write_pages(folder)
    for line in Sentences(found, language).lines():
        print(line)
    has_ensemble = (folder / POSTERIOR).is_file()
    print(translate("calibrate.written", language, folder=folder,
                    more=translate("calibrate.written_ensemble", language) if has_ensemble else ""))
    if not has_ensemble:
        raise typer.Exit(_RULED_OUT)
    print(translate("calibrate.next", language, file=shlex.quote(str(folder / POSTERIOR))))


def _begin(asked: Calibration, language: Language) -> None:
    from coprod.laboratory.calibration.targets import most_runs

    print(translate("calibrate.begins", language, parameters=len(asked.priors), figures=len(asked.fitted),
                    held=len(asked.held_back), runs=f"{most_runs(asked):,}", days=asked.study.days), file=sys.stderr)


def _calibrated(asked: Calibration, folder: Path, workers: int | None, scheduler: str | None,
                language: Language) -> dict[str, Any]:
    from coprod.interfaces.cli.sweep_progress import ConsoleProgress, stopping_softly
    from coprod.laboratory.calibration.run import calibrate as make
    from coprod.laboratory.runner import Options

    progress = ConsoleProgress(asked.study.name, asked.study.outcomes[0], language)
    try:
        with stopping_softly(progress):
            return make(asked, folder, Options(workers=workers, scheduler=scheduler), progress)
    except KeyboardInterrupt:
        print(translate("calibrate.stopped", language, done=f"{progress.done:,}"), file=sys.stderr)
        raise typer.Exit(130) from None
