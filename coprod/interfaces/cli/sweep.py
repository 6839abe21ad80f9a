"""``coprod sweep``: the runs of a study, and what it will take to make them."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from coprod.interfaces.cli.options import MAX_PROCESSES, MAX_REPLICATIONS, InLanguage, help_text
from coprod.laboratory.writable import check_folder
from coprod.text.glossary import Language, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.laboratory.pilot import Compared, Forecast
    from coprod.laboratory.results import Results
    from coprod.laboratory.study import Study

_COUNT = re.compile("[0-9]{1,9}")
_NOT_ALL_WELL = 1
"""Exit status when runs failed, or when a run made again came out otherwise."""

_REASONS = 5
"""So many kinds of failure are told, the most frequent first."""
_VALUES = 4
"""So many values tell which point is meant."""


def _option(key: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=help_text(f"sweep.{key}"), **more)


StudyFile = Annotated[Path, typer.Argument(metavar="STUDY.toml", help=help_text("sweep.study"))]
Out = Annotated[Path | None, _option("out", metavar="DIR")]
Workers = Annotated[int | None, _option("workers", min=0, max=MAX_PROCESSES)]
Scheduler = Annotated[str | None, _option("scheduler", metavar="ADDRESS")]
Shard = Annotated[str | None, _option("shard", metavar="I/N")]
Quick = Annotated[bool, _option("quick", "--quick")]
DryRun = Annotated[bool, _option("dry_run", "--dry-run")]
Verify = Annotated[int | None, _option("verify", min=1, max=MAX_REPLICATIONS, metavar="RUNS")]
RetryFailed = Annotated[bool, _option("retry_failed", "--retry-failed")]
AllowCode = Annotated[bool, _option("allow_code", "--allow-code")]


def sweep(
    study: StudyFile,
    out: Out = None,
    workers: Workers = None,
    scheduler: Scheduler = None,
    shard: Shard = None,
    quick: Quick = False,
    dry_run: DryRun = False,
    verify: Verify = None,
    retry_failed: RetryFailed = False,
    allow_code: AllowCode = False,
    lang: InLanguage = None,
) -> None:
    """Make the runs of a study; the help text stands in the glossary."""
    from coprod.laboratory.executors import warm_up

    language = lang or preferred_language()
    part = _part(shard)
    if not (scheduler or verify or dry_run):
        warm_up(study, workers)
    from coprod.laboratory.study import Study

    announce = partial(_announce, study, language) if allow_code else None
    checked = Study.read(study, quick=quick, allow_code=allow_code, dry_run=dry_run, announce=announce)
    folder = out or Path("results") / (f"{checked.name}-quick" if quick else checked.name)
    if dry_run:
        _promise(checked, folder, workers, language)
    elif verify:
        _verify(checked, folder, verify, language)
    else:
        _sweep(checked, folder, (workers, scheduler, part, retry_failed), language)


def _part(shard: str | None) -> tuple[int, int] | None:
    """Read ``2/5``: the third of five parts."""
    if shard is None:
        return None
    i, _, n = shard.partition("/")
    if not (_COUNT.fullmatch(i) and _COUNT.fullmatch(n) and int(i) < int(n)):
        raise InputProblems([Problem("--shard", "i/n", shard, message("problem.shard_numbers"),
                                     message("problem.for_example", example="0/4"))])
    return int(i), int(n)


def _sweep(study: Study, folder: Path, how: tuple[Any, ...], language: Language) -> None:
    from coprod.interfaces.cli.sweep_progress import ConsoleProgress, stopping_softly
    from coprod.laboratory.runner import Options
    from coprod.laboratory.runner import sweep as make

    check_folder("--out", folder)
    workers, scheduler, part, retry_failed = how
    progress = ConsoleProgress(study.name, study.outcomes[0], language)
    options = Options(workers=workers, scheduler=scheduler, shard=part, retry_failed=retry_failed)
    try:
        with stopping_softly(progress):
            results = make(study, folder, options, progress)
    except KeyboardInterrupt:
        print(translate("sweep.stopped", language, done=f"{progress.done:,}"), file=sys.stderr)
        raise typer.Exit(130) from None
    if not _print_summary(results, folder, language, is_part=part is not None):
        raise typer.Exit(_NOT_ALL_WELL)


def _print_summary(results: Results, folder: Path, language: Language, *, is_part: bool) -> bool:
    """Say what came of the runs; return whether all went well."""
    counts = results.counts()
    failed = sum(n for status, n in counts.items() if status != "ok")
    shown = translate("sweep.failures", language, n=f"{failed:,}") if failed else ""
    print(translate("sweep.summary", language, ok=f"{counts.get('ok', 0):,}", failed=shown, folder=folder))
    if failed:
        _tell_failures(results, language)
    absent, undefined = results.without_value()
    everywhere = [name for name, n in undefined.items() if n == counts["ok"]]
    for key, names in (("sweep.without_value", absent), ("sweep.undefined", everywhere)):
        if names:
            print(translate(key, language, names=", ".join(names)))
    if somewhere := [name for name in undefined if name not in everywhere]:
        named = ", ".join(translate("sweep.undefined_in", language, name=name, n=f"{undefined[name]:,}") for name in somewhere)
        print(translate("sweep.undefined_somewhere", language, names=named, all=f"{counts['ok']:,}"))
    print(translate("sweep.next", language, folder=shlex.quote(str(folder))))
    return not failed and not absent and (is_part or sum(counts.values()) == results.planned)


def _tell_failures(results: Results, language: Language) -> None:
    """Say why runs failed, the most frequent reasons first, each with the command that makes one such run again."""
    failures = results.failures
    kinds = failures.groupby(["status", "error"], sort=False).size().sort_values(ascending=False, kind="stable")
    for status, error in kinds.index[:_REASONS]:
        group = failures[(failures["status"] == status) & (failures["error"] == error)]
        print(translate("sweep.failure", language, n=f"{len(group):,}", status=status, error=error))
        print(translate("sweep.again", language, command=group["command"].iloc[0]))
    if len(kinds) > _REASONS:
        print(translate("sweep.more_failures", language, n=f"{len(kinds) - _REASONS:,}"))


def _announce(study: Path, language: Language, model: str, place: str) -> None:
    print(translate("sweep.importing", language, study=study, model=model, place=place), file=sys.stderr, flush=True)


def _promise(study: Study, folder: Path, workers: int | None, language: Language) -> None:
    from coprod.interfaces.cli.sweep_progress import duration
    from coprod.laboratory.pilot import estimate

    found = estimate(study, folder, workers)
    key = "sweep.estimate_staged" if study.plan.staged else "sweep.estimate"
    print(translate(key, language, points=f"{found.points:,}", replications=found.replications,
              runs=f"{found.points * found.replications:,}", finished=f"{found.finished:,}",
              missing=f"{found.missing:,}"))
    if found.shared:
        print(translate("sweep.shared_points", language, n=f"{found.shared:,}", different=f"{found.finished + found.missing:,}"))
    print(translate("sweep.time", language, each=duration(found.seconds_a_run), all=duration(found.seconds),
              workers=found.workers, pilot=found.pilot_runs))
    print(translate("sweep.disk", language, size=f"{found.bytes / 1e6:,.1f} MB"))
    if found.forecast:
        _foretell(study, found.forecast, language)
    if found.error:
        print(translate("sweep.pilot_failed", language, error=found.error))


def _foretell(study: Study, forecast: Forecast, language: Language) -> None:
    """Say how narrow the interval of the difference will be, of which policies it is, or why nothing can be said."""
    compared, outcome = forecast.compared, forecast.compared.outcome
    if forecast.valued < forecast.replications:
        print(translate("sweep.without_pairs", language, outcome=outcome, n=forecast.valued, all=forecast.replications))
    if forecast.half_width is None:
        print(translate("sweep.no_promise", language, outcome=outcome, n=forecast.valued))
        return
    a, b = (_point_said(study, compared, part, language) for part in ("a", "b"))
    key = "sweep.promise_contrast" if study.analysis.contrasts else "sweep.promise"
    print(translate(key, language, outcome=outcome, a=a, b=b,
                    replications=study.max_replications, half=f"{forecast.half_width:.3g}",
                    mean=f"{forecast.mean_difference:+.3g}"))
    if forecast.states < len(compared.a):
        print(translate("sweep.few_states", language, n=forecast.states, all=f"{len(compared.a):,}"))


def _point_said(study: Study, compared: Compared, part: Literal["a", "b"], language: Language) -> str:
    """Return A or B in the words of the contrast, else its values; a point of no contrast by its number and where it differs."""
    asked = compared.asked
    if asked:
        names = (language == "zh" and asked.names_zh) or asked.names
        return names.get(part) or _values_said(asked.a if part == "a" else asked.b)
    point, other = ((compared.a, compared.b) if part == "a" else (compared.b, compared.a))
    mine, others = study.design.point(point[0]), study.design.point(other[0])
    differing = _values_said({name: value for name, value in mine.items() if value != others[name]})
    return translate("sweep.point", language, number=point[0], values=differing)


def _values_said(values: Mapping[str, Any]) -> str:
    said = [f"{name} = {value:.4g}" if isinstance(value, float) else f"{name} = {value}" for name, value in values.items()]
    return ", ".join([*said[:_VALUES], *(["…"] if len(said) > _VALUES else [])])


def _verify(study: Study, folder: Path, count: int, language: Language) -> None:
    from coprod.laboratory.verify import verify

    made, differences = verify(study, folder, count)
    for one in differences:
        print(translate("sweep.differs", language, key=one.key, point=one.point, replication=one.replication,
                  names=", ".join(one.names)))
    if differences:
        raise typer.Exit(_NOT_ALL_WELL)
    print(translate("sweep.verified", language, n=made))
