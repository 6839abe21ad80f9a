"""Where the districts of a province live: in this process, in others of this machine, or on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from coprod.laboratory.children import Children
from coprod.laboratory.executors import dask_client
from coprod.laboratory.province.exchange import Evening
from coprod.laboratory.province.member import Chronicle, Member, Units, chronicle, live, settle_in
from coprod.parameters import Parameters

if TYPE_CHECKING:
    from distributed import Client


class Host(Protocol):
    """Keeps the districts and lets them live."""

    def live(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[Evening]:
        """Let every district live a day; return their evenings in order."""

    def chronicles(self) -> list[Chronicle]:
        """Return what became of every district."""


class Here:
    """Lets districts live one after the other, in this process."""

    def __init__(self, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        self._members = [Member(number, *of) for number, of in enumerate(zip(districts, seeds, strict=True))]

    def live(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[Evening]:
        """Let every district live a day; return their evenings in order."""
        return [member.live(*morning) for member, *morning in zip(self._members, gives, receives, strict=True)]

    def chronicles(self) -> list[Chronicle]:
        """Return what became of every district."""
        return [member.chronicle() for member in self._members]


class InProcesses:
    """Lets districts live in processes of this machine, dealt out in turn; a day costs each process one message both ways.

    A process that dies takes its districts with it, and the run ends with :class:`ProcessDied`.
    """

    def __init__(self, children: Children, n: int, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        processes = [children.borrow() for _ in range(min(n, len(districts)))]
        self._process_of = [processes[number % len(processes)] for number in range(len(districts))]
        self._each(settle_in, zip(districts, seeds, strict=True))

    def live(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[Evening]:
        """Let every district live a day, all at once; return their evenings in order."""
        return self._each(live, zip(gives, receives, strict=True))

    def chronicles(self) -> list[Chronicle]:
        """Return what became of every district."""
        return self._each(chronicle, [()] * len(self._process_of))

    def _each(self, function: Callable[..., Any], arguments: Iterable[Sequence[Any]]) -> list[Any]:
        for number, (process, given) in enumerate(zip(self._process_of, arguments, strict=True)):
            process.ask(function, number, *given)
        return [process.answer() for process in self._process_of]


class OnDask:
    """Lets districts live as actors on the workers of a Dask cluster; a day costs each one short message there and back.

    A worker that is lost takes its districts with it, and the run ends with an error: they live nowhere else.
    """

    def __init__(self, client: Client, districts: Sequence[Parameters], seeds: Sequence[int]) -> None:
        made = [client.submit(Member, number, *of, actor=True, pure=False)
                for number, of in enumerate(zip(districts, seeds, strict=True))]
        self._actors: list[Any] = [future.result() for future in made]

    def live(self, gives: Sequence[Units], receives: Sequence[Units]) -> list[Evening]:
        """Let every district live a day, all at once; return their evenings in order."""
        days = [actor.live(*morning) for actor, *morning in zip(self._actors, gives, receives, strict=True)]
        return [day.result() for day in days]

    def chronicles(self) -> list[Chronicle]:
        """Return what became of every district."""
        told = [actor.chronicle() for actor in self._actors]
        return [one.result() for one in told]


@contextmanager
def open_host(districts: Sequence[Parameters], seeds: Sequence[int], workers: int = 0,
              scheduler: str | None = None) -> Iterator[Host]:
    """Let the districts live on a scheduler's cluster, on so many processes of this machine, or (0) in this one.

    Raises
    ------
    InputProblems
        If a scheduler is asked for and Dask is not installed, or no scheduler answers.
    """
    if scheduler:
        with dask_client(scheduler) as client:
            yield OnDask(client, districts, seeds)
    elif workers:
        children = Children()
        try:
            yield InProcesses(children, workers, districts, seeds)
        finally:
            children.stop()
    else:
        yield Here(districts, seeds)
