"""A small study made on the laboratory page: its form, its file, its run in the background, and what it found."""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod.interfaces.dashboard.state import Notice, checked
from coprod.laboratory.progress import Progress
from coprod.parameters import Parameters, Value, declarations
from coprod.parameters.model import declarations_by_key, toml_value

if TYPE_CHECKING:
    from coprod.laboratory.batches import Row

TOWNS: dict[str, dict[str, Value]] = {
    "small": {"town.communities": 4, "town.streets": 2, "town.residents_per_community": 500},
    "street": {"town.communities": 4, "town.streets": 1, "town.residents_per_community": 5000},
}
"""Towns that a study can be made on: 2,000 residents, or a street of 20,000."""

MOST_LEVERS, MOST_LEVELS, MOST_POINTS, MOST_OUTCOMES = 3, 6, 27, 8
REPLICATIONS = (2, 60)
DAYS = (30, 1095)

START: dict[str, str] = {
    "town": "small",
    "days": "180",
    "reps": "8",
    "outcomes": "approval_sojourn,loss,participation_effective,cost_yuan,misuse",
    "lever.approval.levels": "0,1,3",
    "lever.points.reward": "0,2,10",
}
"""The form as a new reader finds it."""


@dataclass(frozen=True)
class Form:
    """A study as it is designed on the page."""

    town: str
    days: int
    replications: int
    outcomes: tuple[str, ...]
    levers: Mapping[str, tuple[Value, ...]]

    @property
    def n_points(self) -> int:
        """Return how many policies are compared."""
        n = 1
        for levels in self.levers.values():
            n *= len(levels)
        return n

    @property
    def n_runs(self) -> int:
        """Return how many runs that takes."""
        return self.n_points * self.replications

    def toml(self, question: str, question_zh: str) -> str:
        """Return the study file that ``coprod sweep`` accepts."""
        head = {
            "question": question,
            "question_zh": question_zh,
            "scenario": "baseline",
            "days": self.days,
            "replications": self.replications,
            "outcomes": self.outcomes,
        }
        paid = [name for name in ("loss_avoidable", "loss", "total_cost", "cost_yuan", "cost_staff_hours")
                if name in self.outcomes][:2]
        tables: dict[str, Mapping[str, Any]] = {
            "design": {"kind": "factorial"},
            "levers": {f'"{key}"': levels for key, levels in self.levers.items()},
            "set": {f'"{key}"': value for key, value in TOWNS[self.town].items()},
            "analysis": {"trade_off": paid} if len(paid) == 2 else {},
        }
        lines = [f"{key} = {_toml(value)}" for key, value in head.items()]
        for name, table in tables.items():
            if table:
                lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in table.items())]
        return "\n".join(lines) + "\n"


def read_form(asked: Mapping[str, str]) -> tuple[Form, list[Notice]]:
    """Return the form that an address asks for, mistakes left out and named."""
    from coprod.outcomes.evaluate import OUTCOMES

    asked = (
        {**START, **asked}
        if not any(key.startswith("lever.") for key in asked)
        else {**_without_levers(START), **asked}
    )
    notices: list[Notice] = []
    known = [one.name for one in OUTCOMES]
    outcomes = tuple(dict.fromkeys(name for name in asked["outcomes"].split(",") if name in known))[:MOST_OUTCOMES]
    levers: dict[str, tuple[Value, ...]] = {}
    for key in [key[6:] for key in asked if key.startswith("lever.")][:MOST_LEVERS]:
        levels, wrong = read_levels(key, asked[f"lever.{key}"])
        notices += wrong
        if levels:
            levers[key] = levels
    town = asked["town"] if asked["town"] in TOWNS else "small"
    form = Form(
        town,
        _number("days", asked, *DAYS, notices),
        _number("reps", asked, *REPLICATIONS, notices),
        outcomes or ("loss_avoidable",),
        levers,
    )
    if form.n_points > MOST_POINTS:
        notices.append(Notice("notice.points", {"n": form.n_points, "most": MOST_POINTS}))
    return form, notices


def read_levels(key: str, text: str) -> tuple[tuple[Value, ...], list[Notice]]:
    """Return the levels of a lever from a list like ``0, 2, 10``."""
    found: list[Value] = []
    notices = []
    for word in [word.strip() for word in text.replace("，", ",").replace("、", ",").split(",") if word.strip()][
        :MOST_LEVELS
    ]:
        value, notice = checked(key, word, {}, Parameters())
        if notice:
            notices.append(notice)
        elif value not in found:
            found.append(value)
    return tuple(found), notices


def usual_levels(key: str) -> str:
    """Return levels worth trying: the ends of the plausible range and the default, or every choice."""
    d = declarations_by_key()[key]
    if d.kind == "bool":
        return "false, true"
    if d.kind == "choice":
        return ", ".join(d.choices)
    low, high = d.plausible or d.bounds or (0, 1)
    levels = dict.fromkeys((low, d.default, high))
    return ", ".join(f"{int(v) if d.kind == 'int' else v:g}" for v in sorted(map(float, levels)))


def levers_to_vary() -> list[str]:
    """Return the keys of everything that a study can vary."""
    town = [d.key for d in declarations() if d.group == "town" and not d.key.startswith(("town.network_", "town.street_"))]
    return [d.key for d in declarations() if d.role != "constant" and d.key not in town]


def _toml(value: Any) -> str:
    return f"[{', '.join(map(toml_value, value))}]" if isinstance(value, list | tuple) else toml_value(value)


def _without_levers(form: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in form.items() if not key.startswith("lever.")}


def _number(name: str, asked: Mapping[str, str], low: int, high: int, notices: list[Notice]) -> int:
    text = asked[name].strip()
    if text.isdecimal() and low <= int(text) <= high:
        return int(text)
    notices.append(Notice("notice.number", {"key": name, "value": text, "low": low, "high": high}))
    return int(START[name])


@dataclass(frozen=True)
class Status:
    """How far a study has come."""

    state: str = "idle"  # idle, waiting, running, finished, cancelled, failed
    done: int = 0
    all: int = 0
    failed: int = 0
    left: float = 0.0
    folder: str = ""
    problem: str = ""


_one_at_a_time = threading.Lock()
"""Worker processes belong to the server, so studies take turns."""


class _Cancelled(Exception):
    """The reader does not want the study any more."""


class Job(Progress):
    """A study being made in the background; `on_status` is called with how far it is, at most four times a second."""

    def __init__(self, text: str, on_status: Callable[[Status], None]) -> None:
        self.folder = studies_folder() / blake2b(text.encode(), digest_size=8).hexdigest()
        self.status = Status("waiting", folder=str(self.folder))
        self._text, self._on_status, self._stop = text, on_status, threading.Event()
        self._began = self._last_status = 0.0
        self._before = 0

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._publish(self.status)
        threading.Thread(target=self._work, daemon=True).start()

    def cancel(self) -> None:
        """Ask the study to end; what is finished is kept, and the same study goes on from there."""
        self._stop.set()

    def begin(self, missing: int, finished: int, engine: str, n_points: int) -> None:
        """Hear how many runs there are."""
        self._began, self._before = time.monotonic(), finished
        self._publish(replace(self.status, state="running", done=finished, all=missing + finished))

    def advance(self, rows: Sequence[Row]) -> None:
        """Hear of finished runs."""
        if self._stop.is_set():
            raise _Cancelled
        done = self.status.done + len(rows)
        failed = self.status.failed + sum(row.status != "ok" for row in rows)
        left = (time.monotonic() - self._began) * (self.status.all - done) / max(1, done - self._before)
        self.status = replace(self.status, done=done, failed=failed, left=left)
        if time.monotonic() - self._last_status > 0.25:
            self._publish(self.status)

    def _work(self) -> None:
        from coprod.laboratory import Study, sweep
        from coprod.laboratory.executors import usable_cores
        from coprod.laboratory.files import make_folder, write_text

        try:
            file = make_folder(self.folder) / "study.toml"
            write_text(file, self._text)
            study = Study.read(file)
            while not _one_at_a_time.acquire(timeout=0.25):
                if self._stop.is_set():
                    raise _Cancelled
            try:
                sweep(study, self.folder, progress=self, workers=max(1, usable_cores() - 1))
            finally:
                _one_at_a_time.release()
            self._publish(replace(self.status, state="finished", left=0.0))
        except _Cancelled:
            self._publish(replace(self.status, state="cancelled"))
        except Exception as error:  # told in the page
            self._publish(replace(self.status, state="failed", problem=str(error)))

    def _publish(self, status: Status) -> None:
        self.status, self._last_status = status, time.monotonic()
        self._on_status(status)


@cache
def studies_folder() -> Path:
    """Return the folder in which studies made on the page are kept while the server runs."""
    return Path(tempfile.mkdtemp(prefix="coprod-studies-"))


def finished_sweeps(places: Sequence[Path] = ()) -> dict[str, Path]:
    """Return the result folders that ``coprod sweep`` left below the working folder, by name."""
    found: dict[str, Path] = {}
    for place in places or (Path("results"), Path("runs")):
        if place.is_dir():
            found |= {str(plan.parent): plan.parent for plan in sorted(place.glob("*/plan.parquet"))}
    return found
