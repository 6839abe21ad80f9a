"""Where the districts of a province run: in this process, in others of this machine, or on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from coprod.laboratory.children import Children
from coprod.laboratory.executors import dask_client
from coprod.laboratory.province.exchange import DailyReport
from coprod.laboratory.province.member import DistrictResult, Member, Units, result, settle_in, step
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from distributed import Client


class Host(Protocol):
    """Keeps the districts and simulates their days."""

    def step(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[DailyReport]:
        """Simulate a day of every district; return their reports in order."""

    def results(self) -> list[DistrictResult]:
        """Return the results of every district."""


class LocalHost:
    """Runs districts one after the other, in this process."""

    def __init__(self, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        self._members = [Member(number, *of) for number, of in enumerate(zip(districts, seeds, strict=True))]

    def step(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[DailyReport]:
        """Simulate a day of every district; return their reports in order."""
        return [member.step(*morning) for member, *morning in zip(self._members, gives, receives, strict=True)]

    def results(self) -> list[DistrictResult]:
        """Return the results of every district."""
        return [member.result() for member in self._members]


class InProcesses:
    """Lets districts live in processes of this machine, dealt out in turn; a day costs each process one message both ways.

    A process that dies takes its districts with it, and the run ends with :class:`ProcessDied`.
    """

    def __init__(self, children: Children, n: int, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        processes = [children.borrow() for _ in range(min(n, len(districts)))]
        self._process_of = [processes[number % len(processes)] for number in range(len(districts))]
        self._each(settle_in, zip(districts, seeds, strict=True))

    def step(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[DailyReport]:
        """Simulate a day of every district, all at once; return their reports in order."""
        return self._each(step, zip(gives, receives, strict=True))

    def results(self) -> list[DistrictResult]:
        """Return the results of every district."""
        return self._each(result, [()] * len(self._process_of))

    def _each(self, function: Callable[..., Any], arguments: Iterable[Sequence[Any]]) -> list[Any]:
        for number, (process, given) in enumerate(zip(self._process_of, arguments, strict=True)):
            process.ask(function, number, *given)
        return [process.answer() for process in self._process_of]


class DaskHost:
    """Runs districts as actors on the workers of a Dask cluster; a day costs each one short message there and back.

    A worker that is lost takes its districts with it, and the run ends with an error: they are nowhere else.
    """

    def __init__(self, client: Client, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        made = [client.submit(Member, number, *of, actor=True, pure=False)
                for number, of in enumerate(zip(districts, seeds, strict=True))]
        self._actors: list[Any] = [future.result() for future in made]

    def step(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[DailyReport]:
        """Simulate a day of every district, all at once; return their reports in order."""
        days = [actor.step(*morning) for actor, *morning in zip(self._actors, gives, receives, strict=True)]
        return [day.result() for day in days]

    def results(self) -> list[DistrictResult]:
        """Return the results of every district."""
        pending = [actor.result() for actor in self._actors]
        return [one.result() for one in pending]


@contextmanager
def open_host(districts: Sequence[Parameters], seeds: Sequence[int], workers: int = 0,
              scheduler: str | None = None) -> Iterator[Host]:
    """Run the districts on a scheduler's cluster, on so many processes of this machine, or (0) in this one.

    Raises
    ------
    InputProblems
        If a scheduler is asked for and Dask is not installed, or no scheduler answers.
    """
    if scheduler:
        with dask_client(scheduler) as client:
            yield DaskHost(client, districts, seeds)
    elif workers:
        children = Children()
        try:
            yield InProcesses(children, workers, districts, seeds)
        finally:
            children.stop()
    else:
        yield LocalHost(districts, seeds)
