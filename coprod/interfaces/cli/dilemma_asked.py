"""Reading what ``coprod dilemma`` is asked: axes, levers, arrows, the town and its seeds; and how its runs are made."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod.laboratory.writable import check_folder
from coprod.text.glossary import Language, pick, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem, nearest

if TYPE_CHECKING:
    from coprod.laboratory.dilemma.runs import Base, How, Runs
    from coprod.laboratory.dilemma.tipping_map import Axis
    from coprod.parameters import Scenario

QUICK_DAYS, QUICK_SEEDS, SEEDS = 120, 3, 6


@dataclass(frozen=True)
class Asked:
    """What every command of the dilemma is told."""

    kind: str
    scenario: str
    assignments: Sequence[str]
    rules: Sequence[str]
    allow_code: bool
    seeds: int | None
    first_seed: int
    days: int | None
    usual_days: int
    quick: bool
    own: Sequence[str] = ()
    """Options of this command alone, as they are written on the command line."""

    @property
    def command(self) -> str:
        """Return the command line that makes the same again."""
        words = ["coprod", "dilemma", self.kind, self.scenario]
        words += [word for given in self.assignments for word in ("--set", given)]
        words += [word for given in self.rules for word in ("--rule", given)]
        words += ["--seeds", str(self.n_seeds), "--seed", str(self.first_seed), "--days", str(self.n_days)]
        words += ["--quick"] * self.quick + ["--allow-code"] * self.allow_code
        return shlex.join([*words, *self.own])

    @property
    def n_seeds(self) -> int:
        """Number of seeds."""
        return self.seeds or (QUICK_SEEDS if self.quick else SEEDS)

    @property
    def n_days(self) -> int:
        """Days simulated."""
        return self.days or (QUICK_DAYS if self.quick else self.usual_days)

    def base(self, warmup_days: int = 0) -> tuple[Scenario, Base]:
        """Return the scenario asked for, and the town of all runs."""
        from coprod.interfaces.cli.cases import read_cases
        from coprod.laboratory.dilemma.runs import Base
        from coprod.laboratory.simulate import TOWN

        (case,) = read_cases([self.scenario], self.assignments, self.rules, allow_code=self.allow_code)
        parameters = case.parameters.replace(TOWN.quick, where="--quick") if self.quick else case.parameters
        seeds = range(self.first_seed, self.first_seed + self.n_seeds)
        return case, Base(case.name, parameters, seeds, self.n_days, min(warmup_days, self.n_days // 4))


def axis(option: str, text: str, base: Base) -> Axis:
    """Read ``directive.lines=4,10,16``.

    Raises
    ------
    InputProblems
        If it is no numerical parameter, has fewer than two levels, or one that cannot be.
    """
    from coprod.laboratory.dilemma.tipping_map import Axis

    key, _, values = (part.strip() for part in text.partition("="))
    levels = tuple(dict.fromkeys(_number(option, key, value, base, "dilemma.levels_wanted") for value in values.split(",")))
    if len(levels) < 2:
        raise InputProblems([Problem(option, text, None, message("dilemma.levels_wanted"))])
    if list(levels) not in (sorted(levels), sorted(levels, reverse=True)):
        raise InputProblems([Problem(option, text, None, message("dilemma.levels_in_order"))])
    return Axis(key, levels)


def settings(option: str, texts: Sequence[str], base: Base) -> dict[str, float]:
    """Read levers such as ``staff.count=8``; raises InputProblems naming every one that cannot be."""
    found: dict[str, float] = {}
    problems: list[Problem] = []
    for text in texts:
        key, _, value = (part.strip() for part in text.partition("="))
        try:
            found[key] = _number(option, key, value, base, "dilemma.number_wanted")
        except InputProblems as error:
            problems += error.problems
    if problems:
        raise InputProblems(problems)
    return found


def choices_named(option: str, texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read ``committee.tick=keep_requests``; raises InputProblems naming every decision or rule that there is not."""
    from coprod.agents.decisions import name_problems

    read = [(decision.strip(), rule.strip()) for decision, _, rule in (text.partition("=") for text in texts)]
    if problems := [problem for decision, rule in read for problem in name_problems({decision: rule}, option)]:
        raise InputProblems(problems)
    return tuple(dict.fromkeys(read))


def outcome_named(option: str, name: str) -> str:
    """Return an outcome that there is."""
    from coprod.outcomes.evaluate import OUTCOMES

    return _known(option, name, [one.name for one in OUTCOMES], "dilemma.no_such_outcome")


def series_named(option: str, name: str) -> str:
    """Return a daily series that there is."""
    from coprod.outcomes.series import SERIES

    return _known(option, name, [one.name for one in SERIES], "dilemma.no_such_series")


def _known(option: str, name: str, names: Sequence[str], key: str) -> str:
    if name not in names:
        raise InputProblems([Problem(option, name, None, message(key), nearest(name, names))])
    return name


def _number(option: str, key: str, value: str, base: Base, wanted: str) -> float:
    """Return the value of a numerical parameter, checked against its declaration."""
    from coprod.parameters.model import declarations_by_key, read_value

    declared = declarations_by_key().get(key)
    if declared is not None and declared.kind not in ("int", "float"):
        raise InputProblems([Problem(option, key, value or None, message(wanted))])
    try:
        read = read_value(value, key=key)
    except InputProblems:
        read = None
    if isinstance(read, bool) or not isinstance(read, int | float):
        raise InputProblems([Problem(option, f"{key}={value}", None, message(wanted),
                                     "" if declared else nearest(key, declarations_by_key()))])
    base.parameters.replace({key: read}, where=option)
    return float(read) if declared and declared.kind == "float" else read


@contextmanager
def runs_kept(out: Path | None, kind: str, workers: int | None, outcome: str, language: Language) -> Iterator[How]:
    """Give the folder of the runs, kept only if the caller wants one, and a progress that stops between two runs."""
    from coprod.interfaces.cli.sweep_progress import ConsoleProgress, stopping_softly
    from coprod.laboratory.dilemma.runs import How

    if out is not None:
        check_folder("--out", out)
    progress = ConsoleProgress(f"dilemma-{kind}", outcome, language)
    with tempfile.TemporaryDirectory(prefix="coprod-dilemma-") as lost, stopping_softly(progress):
        yield How((out or Path(lost)) / f"{kind}-runs", workers, progress)


def notes(asked: Asked, base: Base, case: Scenario, language: Language) -> list[str]:
    """Return what stands under a table: the town, the seeds, the version of the model."""
    from coprod.laboratory.model_version import model_version

    town = base.parameters.town
    made = translate("dilemma.made", language, n=len(base.seeds), first=base.seeds[0], last=base.seeds[-1], days=base.days,
                     residents=f"{town.communities * town.residents_per_community:,}", version=model_version())
    quick = [translate("dilemma.quick_note", language)] if asked.quick else []
    return [pick(language, case, "title"), made, *quick]


def refuse_failures(runs: Runs) -> None:
    """Say which runs failed, if any did, rather than show a table without them. Raises InputProblems."""
    if runs.failures:
        raise InputProblems([Problem("coprod dilemma", "runs", None, message("dilemma.failed", text=line))
                             for line in runs.failures])


def origin(asked: Asked, base: Base) -> Mapping[str, Any]:
    """Return where figures come from, for JSON."""
    from coprod.laboratory.model_version import model_version

    return {"command": asked.command, "scenario": base.name, "seeds": list(base.seeds), "days": base.days,
            "version": model_version()}
