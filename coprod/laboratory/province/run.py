"""A run of a province: days simulated separately, aid exchanged at their end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar

from coprod.kernel import renamed
from coprod.kernel.calendar import HOURS_PER_DAY
from coprod.kernel.purposes import Purpose
from coprod.kernel.renamed import Renamed
from coprod.kernel.streams import Streams
from coprod.laboratory.province.exchange import Transfer, allocate_aid
from coprod.laboratory.province.hosts import Host, open_host
from coprod.laboratory.province.member import NOTHING, DistrictResult, Units
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS

if TYPE_CHECKING:
    import pandas as pd

SEEDS = 2**32
"""Seeds of districts are drawn from so many."""


@dataclass(frozen=True)
class ProvinceRun(Renamed):
    """A finished run of a province: the results of each district, and the aid between them."""

    RENAMED: ClassVar = renamed.PROVINCE_RUN

    seed: int
    days: int
    results: list[DistrictResult]
    transfers: list[tuple[int, Transfer]]
    """Days on which something was sent, and what."""

    @property
    def residents(self) -> int:
        """Number of residents of all districts."""
        return sum(result.residents for result in self.results)

    @property
    def outcomes(self) -> pd.DataFrame:
        """One row per district, one column per outcome."""
        import pandas as pd

        rows = [{"district": number, "residents": result.residents, **result.outcomes}
                for number, result in enumerate(self.results)]
        return pd.DataFrame(rows)

    @property
    def daily(self) -> pd.DataFrame:
        """One row per district and day."""
        import pandas as pd

        frames = [result.daily.assign(district=number) for number, result in enumerate(self.results)]
        return pd.concat(frames, ignore_index=True)

    @property
    def aid(self) -> pd.DataFrame:
        """One row per transfer: day, sender, receiver, item and units."""
        import pandas as pd

        rows = [
            (day, transfer.sender, transfer.receiver, ITEMS[transfer.item], transfer.units)
            for day, transfer in self.transfers
        ]
        return pd.DataFrame(rows, columns=["day", "sender", "receiver", "item", "units"])


class Province:
    """Districts and the scenario of each.

    Parameters
    ----------
    districts : sequence of Parameters
        One a district; ``town.districts`` of each must be 1. The lead time of aid is that of its receiver.
    seed : int
        Seed of all chance; the towns, storms and random numbers of districts differ.

    Examples
    --------
    >>> Province([Parameters()] * 4, seed=1).run(days=365, workers=2).aid  # doctest: +SKIP
    """

    def __init__(self, districts: Sequence[Parameters], seed: int = 1) -> None:
        self.districts, self.seed = list(districts), seed
        uniform_scalar = Streams(seed).uniform_scalar
        self.seeds = [int(uniform_scalar(Purpose.PROVINCE_DISTRICT, number) * SEEDS) for number in range(len(self.districts))]
        self._lead_days = [max(1, ceil(one.district.aid_lead / HOURS_PER_DAY)) for one in self.districts]

    def run(self, days: int = 365, *, workers: int = 0, scheduler: str | None = None,
            progress: Callable[[int, int], Any] | None = None) -> ProvinceRun:
        """Run the province; on which host (:func:`~coprod.laboratory.province.hosts.open_host`) changes no outcome.

        Parameters
        ----------
        progress : callable, optional
            Called every day with (days done, days).
        """
        with open_host(self.districts, self.seeds, workers, scheduler) as host:
            transfers = self._step_all(host, days, progress)
            return ProvinceRun(self.seed, days, host.results(), transfers)

    def _step_all(self, host: Host, days: int, progress: Callable[[int, int], Any] | None) -> list[tuple[int, Transfer]]:
        sent: list[tuple[int, Transfer]] = []
        on_the_way: deque[tuple[int, Transfer]] = deque()
        leaving: list[Transfer] = []
        for day in range(days):
            arriving = [transfer for due, transfer in on_the_way if due == day]
            on_the_way = deque((due, transfer) for due, transfer in on_the_way if due > day)
            leaving = allocate_aid(host.step(self._units(leaving, "sender"), self._units(arriving, "receiver")))
            sent += [(day, transfer) for transfer in leaving]
            on_the_way += [(day + self._lead_days[transfer.receiver], transfer) for transfer in leaving]
            if progress:
                progress(day + 1, days)
        return sent

    def _units(self, transfers: Sequence[Transfer], side: str) -> list[Units]:
        """Return the units by item that each district sends or receives."""
        units = [list(NOTHING) for _ in self.districts]
        for transfer in transfers:
            units[getattr(transfer, side)][transfer.item] += transfer.units
        return [tuple(one) for one in units]
