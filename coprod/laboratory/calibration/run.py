"""Making a calibration: its runs by the laboratory's sweeps, what it found as files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from coprod.laboratory.calibration.course import Course
from coprod.laboratory.calibration.findings import findings
from coprod.laboratory.calibration.targets import Calibration
from coprod.laboratory.files import make_folder, write_json, write_text
from coprod.laboratory.progress import Progress
from coprod.laboratory.runner import Options, sweep
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

FINDINGS, POSTERIOR, TARGETS, RUNS = "calibration.json", "posterior.csv", "targets.toml", "runs"


def calibrate(calibration: Calibration, folder: str | Path, options: Options | None = None,
              progress: Progress | None = None) -> dict[str, Any]:
    """Calibrate, and return what was found; finished runs of the same question in `folder` are not made again.

    Raises
    ------
    InputProblems
        As :func:`coprod.laboratory.runner.sweep`, and if too few runs have one of the figures.
    KeyboardInterrupt
        When interrupted; what was finished is stored, and the same call goes on from there.
    """
    folder = make_folder(Path(folder))
    course = Course(calibration)
    sweep(calibration.study, folder / RUNS, options, progress, choose=course.stages())
    found = findings(course)
    if course.population is not None:
        write_text(folder / POSTERIOR, posterior_table(course))
    else:
        (folder / POSTERIOR).unlink(missing_ok=True)
    write_text(folder / TARGETS, calibration.study.text)
    write_json(folder / FINDINGS, found)
    return found


def posterior_table(course: Course) -> str:
    """Return the ensemble as a CSV file that studies take as ``[nature] ensemble``: one row a set of parameters."""
    priors = course.calibration.priors
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["name", *(prior.name for prior in priors)])
    for number, unit in enumerate(course.sets.tolist(), start=1):
        writer.writerow([number, *(repr(prior.at(u)) for prior, u in zip(priors, unit, strict=True))])
    return text.getvalue()


def load_findings(folder: Path) -> dict[str, Any]:
    """Return what a calibration found, from its folder.

    Raises
    ------
    InputProblems
        If the file is damaged.
    """
    try:
        found: dict[str, Any] = json.loads((folder / FINDINGS).read_text(encoding="utf-8"))
        return found
    except (OSError, ValueError) as error:
        raise InputProblems([Problem(str(folder), FINDINGS, None, message("problem.cannot_be_read", text=str(error)),
                                     message("calibrate.again"))]) from None
