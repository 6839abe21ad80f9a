"""Judge every row in the default town: ``python -m coprod.laboratory.mechanisms.judge [ID...]``.

A row is *supported* if, with its lever at both ends of its plausible range in the default town, its indicator moves as the source
says; at least one outcome downstream that the source names moves too, both beyond `CLEAR` over paired seeds; zero switches it
off exactly; and a causal link on the way is one whose cutting a test notices. It is a *definition* if its indicator is the
lever or computed from it, *local* if the indicator moves and something else is lacking, and otherwise *no effect found*.

Runs are kept as they are finished (``--runs``), so that a judgement that was broken off goes on where it was, and arms that
several rows share are simulated once. ``--sample 30 --seed-offset 100`` judges rows drawn at random anew, on other seeds, and
says how many verdicts are the same.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from coprod.laboratory.children import each_of
from coprod.laboratory.executors import usable_cores
from coprod.laboratory.kept_runs import Job, KeptRuns
from coprod.laboratory.mechanisms.asked import rows_named
from coprod.laboratory.mechanisms.claims import CLEAR, DAYS, SEEDS, Arms, arms, claims, rows
from coprod.laboratory.mechanisms.experiments import probe_zero
from coprod.laboratory.mechanisms.inventory import Mechanism
from coprod.laboratory.mechanisms.verdicts import FILE, Moved, Verdict, verdicts, word_of, write
from coprod.laboratory.statistics import paired_difference, paired_t
from coprod.parameters import Parameters
from coprod.text.glossary import preferred_language
from coprod.text.problems import InputProblems

BAD_INPUT = 2


def jobs_of(row: Mechanism, seeds: Sequence[int], days: int = DAYS) -> tuple[list[Job], list[Job]]:
    """Return the runs of both arms of a row, seed by seed."""
    found = arms(row)
    low, high = (Parameters().replace(dict(arm), where=row.id).canonical() for arm in (found.low, found.high))
    return [(low, seed, days) for seed in seeds], [(high, seed, days) for seed in seeds]


def judge(row: Mechanism, runs: KeptRuns, leaks: Sequence[str], seeds: Sequence[int], days: int = DAYS) -> Verdict:
    """Return the verdict on a row whose runs are there."""
    low, high = jobs_of(row, seeds, days)
    found, claim = arms(row), claims()[row.id]
    moved = {name: _moved([runs.value(job, name) for job in low], [runs.value(job, name) for job in high], way)
             for name, way in found.expected.items()}
    indicator = moved.pop(row.direction.indicator)
    word, lacks = word_of(indicator, moved, claim, bool(leaks))
    return Verdict(word, tuple(lacks), fingerprint(found, seeds, days), len(seeds), row.direction.indicator, indicator, moved)


def fingerprint(found: Arms, seeds: Sequence[int], days: int) -> str:
    """Return to what a verdict belongs: arms, claims, and how they were run if not in full."""
    return found.fingerprint() if (len(seeds), days) == (SEEDS, DAYS) else f"{found.fingerprint()}-{len(seeds)}x{days}"


def _moved(low: Sequence[float], high: Sequence[float], way: str) -> Moved:
    difference, t = paired_difference(low, high), paired_t(low, high)
    t = t if np.isfinite(t) else float(np.sign(difference.mean) * 1e9)
    as_said = (t if way == "up" else -t) > CLEAR
    return Moved(way, difference.first, difference.second, difference.mean, (difference.low, difference.high), t, as_said)


def _leaks(row: Mechanism) -> list[str]:
    leaks, moves = probe_zero(row.zero)
    return leaks or ([] if moves else ["the probe moves nothing"])


def main(arguments: Sequence[str]) -> None:
    """Judge the rows of these ids, all if none are given, and keep the verdicts; or a sample of them anew."""
    parser = ArgumentParser("python -m coprod.laboratory.mechanisms.judge", description="Judge rows in the default town.")
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed-offset", type=int, default=0, help="seeds begin after this number")
    parser.add_argument("--sample", type=int, default=0, help="judge so many rows, drawn at random, anew; nothing is written")
    parser.add_argument("--processes", type=int, default=usable_cores())
    parser.add_argument("--runs", type=Path, default=Path("judge_runs.jsonl"), help="file in which finished runs are kept")
    parser.add_argument("--out", type=Path, default=FILE)
    given = parser.parse_args(arguments)
    try:
        asked = rows_named(given.ids) or rows()
    except InputProblems as error:
        print("\n".join(error.lines(preferred_language())), file=sys.stderr)
        sys.exit(BAD_INPUT)
    if given.sample:
        drawn = np.random.default_rng(given.seed_offset).permutation(len(asked))[: given.sample]
        asked = [asked[number] for number in sorted(drawn)]
    seeds = range(given.seed_offset + 1, given.seed_offset + given.seeds + 1)
    try:
        found = judged(asked, seeds, given.days, given.processes, given.runs)
    except InputProblems as error:
        print("\n".join(error.lines(preferred_language())), file=sys.stderr)
        sys.exit(BAD_INPUT)
    for id_, verdict in found.items():
        print(line(id_, verdict))
    if given.sample:
        print(agreement(found, verdicts()))
    else:
        kept = {**verdicts(given.out), **found}
        write({row.id: kept[row.id] for row in rows() if row.id in kept}, given.out)
        print(counted(kept))


def judged(asked: Sequence[Mechanism], seeds: Sequence[int], days: int, processes: int, file: Path | None) -> dict[str, Verdict]:
    """Return the verdicts on these rows, having simulated what is missing."""
    runs = KeptRuns(file)
    runs.simulate((job for row in asked for arm in jobs_of(row, seeds, days) for job in arm), processes)
    leaks = each_of(_leaks, asked, processes)
    return {row.id: judge(row, runs, leaking, seeds, days) for row, leaking in zip(asked, leaks, strict=True)}


def line(id_: str, verdict: Verdict) -> str:
    """Return a verdict in one line."""
    downstream = ", ".join(f"{name} t = {one.t:+.1f}{'✓' if one.as_said else ''}" for name, one in verdict.downstream.items())
    lacks = f" (lacks {', '.join(verdict.lacks)})" if verdict.lacks else ""
    return f"{id_}  {verdict.word}{lacks}: {verdict.indicator} t = {verdict.moved.t:+.1f}; {downstream}"


def counted(found: Mapping[str, Verdict]) -> str:
    """Return how many verdicts there are of each kind."""
    from coprod.laboratory.mechanisms.verdicts import WORDS

    return ", ".join(f"{sum(one.word == word for one in found.values())} {word}" for word in WORDS)


def agreement(found: Mapping[str, Verdict], kept: Mapping[str, Any]) -> str:
    """Return how many verdicts of a sample are those that are kept, and which are not."""
    both = [id_ for id_ in found if id_ in kept]
    other = [f"{id_} ({kept[id_].word} → {found[id_].word})" for id_ in both if kept[id_].word != found[id_].word]
    return f"{len(both) - len(other)} of {len(both)} verdicts reproduce" + (f"; not: {', '.join(other)}" if other else "")


if __name__ == "__main__":
    from coprod.laboratory.mechanisms import judge as module  # by its name, as other processes import its functions

    module.main(sys.argv[1:])
