"""Means placed beforehand 力量与物资前置: crews stand by near those warned, goods move to streets (mech:S07, mech:S01).

A district has a share of its crews and of its stock for that. The more communities are warned at once, the less stands by
for each. Both end with the warning: crews go home, and what has not been used goes back.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import numpy as np
from simpy.events import Event

from coprod.agents.dispatching import DISTRICT, STREET
from coprod.agents.forewarned import Foreseen
from coprod.fields.emergency.warning_setting import WarningSetting
from coprod.kernel.calendar import MINUTES_PER_HOUR
from coprod.kernel.shock import COLD, HEAT, STORM

GOODS = {STORM: ("pump", "relief_kit"), HEAT: ("medical_kit",), COLD: ("medical_kit", "relief_kit")}
"""What each kind of weather calls for."""


class Preposition:
    """The crews and goods that districts have placed beforehand, and what that costs.

    Attributes
    ----------
    yuan : shape (C,)
        Public money since it was last asked for.
    """

    def __init__(self, setting: WarningSetting) -> None:
        self._field, self._w = setting, setting.parameters.warning
        n = len(setting.town.communities)
        self.yuan = np.zeros(n)
        self._moved: dict[int, list[tuple[int, str, Event]]] = {}
        self._since: dict[int, tuple[float, float, list[int]]] = {}

    def order(self, district: int, warning: int, kind: int, levels: dict[int, int]) -> Generator[Event, Any, float]:
        """Send crews and goods to the communities of a district that are warned; return the crews that stand by."""
        w, field = self._w, self._field
        here = field.town.communities.district == district
        answer = float(field.rules["district.preposition"](self.foreseen(district, tuple(levels.values()))))
        near = [community for community, level in levels.items() if level >= w.standby_level] or list(levels)
        if not answer:
            return 0.0
        yield field.env.timeout(w.standby_minutes)
        of_streets = sum(field.crews.number(STREET, street) for street in set(field.town.communities.street[here].tolist()))
        crews = answer * w.standby_crews * (of_streets + field.crews.number(DISTRICT, district))
        if crews:
            self._since[warning] = field.env.now, crews, near
            gain = w.standby_gain * min(1.0, crews / len(near))
            field.crews.stand_by(near, warning, 1 - gain)
        if w.standby_goods:
            self._send_goods(district, warning, kind, near, answer * w.standby_goods)
        return crews

    def foreseen(self, district: int, levels: tuple[int, ...]) -> Foreseen:
        """Return what a district sees whose communities are warned at these levels."""
        from_level = self._w.standby_level
        communities = int(np.count_nonzero(self._field.town.communities.district == district))
        return Foreseen(max(levels, default=0), from_level, sum(level >= from_level for level in levels), communities)

    def end(self, warning: int) -> float:
        """Let crews go home and goods go back when a warning is over; return the crew-hours that were stood by."""
        field, hours = self._field, 0.0
        if warning in self._since:
            since, crews, near = self._since.pop(warning)
            field.crews.stand_down(near, warning)
            hours = crews * (field.env.now - since) / MINUTES_PER_HOUR
            self.yuan[near] += hours * self._w.standby_cost / len(near)
        for street, item, journey in self._moved.pop(warning, ()):
            field.env.process(self._send_back(street, item, journey))
        return hours

    def spent(self) -> np.ndarray:
        """Return the public money since this was last asked, shape (C,)."""
        spent, self.yuan = self.yuan, np.zeros(self.yuan.size)
        return spent

    def _send_goods(self, district: int, warning: int, kind: int, near: list[int], part: float) -> None:
        """Move this part of what the district has in store to the streets of the communities that are warned, in equal shares."""
        field, communities = self._field, self._field.town.communities
        streets = sorted({int(communities.street[community]) for community in near})
        moved = self._moved.setdefault(warning, [])
        for item in GOODS.get(kind, ()):
            each = int(part * field.reserves.in_store("district", district)[item] / len(streets))
            for street in streets if each else ():
                journey = field.reserves.bring_forward(street, item, each, self._w.goods_minutes)
                moved.append((street, item, field.env.process(journey)))
        for street in streets if moved else ():
            field.work_at_street(int(np.flatnonzero(communities.street == street)[0]), self._w.goods_hours)

    def _send_back(self, street: int, item: str, journey: Event) -> Generator[Event, Any, None]:
        """Send back to the district what came of a journey to a street."""
        units = yield journey
        yield from self._field.reserves.bring_back(street, item, units, self._w.goods_minutes)
