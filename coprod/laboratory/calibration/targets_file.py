"""Reading and checking a file of targets: everything is looked at, then all mistakes are reported together."""

from __future__ import annotations

from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from coprod.kernel.calendar import MAX_DAYS
from coprod.laboratory.calibration.entries import entries
from coprod.laboratory.calibration.figure_file import read_targets
from coprod.laboratory.calibration.targets import WAYS, Calibration, Method
from coprod.laboratory.designs import Plan
from coprod.laboratory.factor_file import read_range, read_scenario, read_settings
from coprod.laboratory.factors import Factor
from coprod.laboratory.keys import digest
from coprod.laboratory.named_file import read_toml_named
from coprod.laboratory.observe import Observed
from coprod.laboratory.overlaps import check_overlaps
from coprod.laboratory.reader import Reader
from coprod.laboratory.simulator import TOWN, Simulator, load_simulator
from coprod.laboratory.staged_plans import CalibrationPlan
from coprod.laboratory.study import Study
from coprod.laboratory.toml_lines import key_lines
from coprod.parameters.aliases import current
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

_KEYS = ("title", "title_zh", "scenario", "days", "warmup_days", "seeds", "seed", "time_limit", "set", "target", "prior",
         "method")
_METHOD = ("points", "waves", "posterior", "particles", "generations", "sets", "checks")
_MOST_PRIORS = 40
_MAX_SEED = 2**53


def read_calibration(path: str | Path, model: str = TOWN) -> Calibration:
    """Read and check the file of targets at `path`.

    Parameters
    ----------
    model : str
        The model to calibrate, ``"package.module:NAME"`` of a :class:`Simulator`; by default coprod's own.

    Raises
    ------
    InputProblems
        All mistakes of the file, each with its line, what is allowed and the nearest valid name.
    """
    path = Path(path)
    _check_extra(path)
    text, tree = read_toml_named(path, message("calibrate.where_targets_are"))
    reader = Reader(tree, str(path), key_lines(text))
    reader.only(_KEYS)
    simulator = load_simulator(model, str(path))
    scenario = reader.text("scenario", "baseline")
    read_scenario(reader, scenario, simulator)
    days = reader.whole("days", 365, 1, MAX_DAYS)
    fixed = read_settings(reader.table("set"), simulator)
    figures, windows = read_targets(reader, simulator, days)
    priors = _priors(reader, simulator)
    check_overlaps(reader, priors)
    for factor in priors:
        if factor.name in fixed:
            reader.note(("set", factor.name), fixed[factor.name], message("calibrate.set_and_prior"))
    method = _method(reader, len(priors))
    if len(figures) == sum(figure.held_back for figure in figures):
        reader.note("target", None, message("calibrate.needs_targets"))
    title = reader.text("title", path.stem)
    asked = digest({"method": asdict(method), "figures": [asdict(figure) for figure in figures]})
    study = Study(
        name=path.stem, question=title, question_zh=reader.text("title_zh", title), factors=priors,
        outcomes=tuple(figure.name for figure in figures),
        plan=Plan("calibration", seed=method.seed, staged=CalibrationPlan(method.points, method.waves, asked)),
        scenarios=(scenario,), fixed=fixed, days=days, warmup_days=reader.whole("warmup_days", 0, 0, max(days - 1, 0)),
        replications=reader.whole("seeds", 2, 1, 1000), first_seed=reader.whole("seed", 0, 0, _MAX_SEED),
        common_random_numbers=False, observed=Observed(windows), model=model, text=text,
        time_limit=reader.number("time_limit", 0.0, 0.0) or None)
    if not reader.problems:
        _check_ends(study, reader)
    if reader.problems:
        raise InputProblems(reader.problems)
    return Calibration(study, figures, method, study.question, study.question_zh)


def _check_extra(path: Path) -> None:
    if find_spec("sklearn") is None or find_spec("SALib") is None:
        raise InputProblems([Problem(str(path), "scikit-learn", None, message("calibrate.needs_extra"),
                                     message("problem.install", command="pip install 'coprod[laboratory]'"))])


def _priors(reader: Reader, simulator: Simulator) -> tuple[Factor, ...]:
    found = [prior for one in entries(reader, "prior") if (prior := _prior(one, simulator)) is not None]
    if not reader.tree.get("prior"):
        reader.note("prior", None, message("calibrate.needs_priors"))
    if len(found) > _MOST_PRIORS:
        reader.note("prior", len(found), message("problem.whole_numbers", low=1, high=_MOST_PRIORS))
    return tuple(found)


def _prior(one: Reader, simulator: Simulator) -> Factor | None:
    """Return the prior of a parameter: what it is given by, else its plausible range."""
    name = one.text("parameter")
    key = current(name, simulator.known)
    declaration = simulator.known.get(key)
    if declaration is None:
        one.note("parameter", name or None, message("problem.no_such_parameter"), known=simulator.known)
        return None
    if declaration.kind not in ("int", "float"):
        one.note("parameter", name, message("calibrate.only_numbers"))
        return None
    given = {key: value for key, value in one.tree.items() if key != "parameter"}
    return read_range(Reader({key: given}, one.file, one.lines, one.path, one.problems), key, given, "uncertainty",
                      declaration, "latin_hypercube")


def _method(reader: Reader, n_priors: int) -> Method:
    """Return how much work to put in; by default ten points a wave for every parameter, 40 at least (Loeppky et al. 2009)."""
    table = reader.table("method")
    table.only((*_METHOD, "seed"))
    lows = {"points": 12, "waves": 1, "particles": 200, "generations": 2, "sets": 2, "checks": 0}
    highs = {"points": 10_000, "waves": 20, "particles": 20_000, "generations": 1000, "sets": 10_000, "checks": 10_000}
    defaults = Method(points=max(10 * n_priors, 40))
    whole = {key: table.whole(key, getattr(defaults, key), lows[key], highs[key]) for key in lows}
    way: Any = table.choice("posterior", WAYS, "emulator")
    return Method(**whole, posterior=way, seed=table.whole("seed", 0, 0, 2**31))


def _check_ends(study: Study, reader: Reader) -> None:
    """Let the model look at the ends and the middle of all priors together."""
    seen: set[str] = set()
    for place in (0.0, 0.5, 1.0):
        values = {factor.name: factor.at(place) for factor in study.factors}
        try:
            study.simulator.check(study.values_of(values), reader.file)
        except InputProblems as error:
            new = [problem for problem in error.problems if str(problem) not in seen]
            seen |= {str(problem) for problem in new}
            reader.problems += new
