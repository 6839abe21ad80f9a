"""The incident process 处置过程: one incident from the first minute to recovery, as a process on the clock of minutes (mech:F02).

Detect, report, approve, dispatch, act, recover. Residents, skilled neighbours and volunteers may come first and
keep it small; then nobody has to sign anything. All random numbers are addressed by the incident's id and the stage, so under
another policy the same incident meets the same random numbers, stage by stage.

Notice and report, the first response, authorisation, the crew's response and recovery are stages in files of their own.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from coprod.fields.emergency.closing import close
from coprod.fields.emergency.crew_stage import CrewStage
from coprod.fields.emergency.first_response import FirstResponseStage
from coprod.fields.emergency.notice_stage import NoticeStage
from coprod.fields.emergency.recovery_stage import RecoveryStage

Stage = Generator[Event, Any, None]


class IncidentProcess(NoticeStage, FirstResponseStage, CrewStage, RecoveryStage):
    """One incident as it unfolds in the field that it happens in, stage by stage."""

    def run(self) -> Stage:
        """Simulate the incident from its beginning to its end."""
        yield self.env.timeout(self.incident.minute - self.env.now)
        self.saved_damage, self.saved_life = self.field.warnings.saved(self.incident)
        self.field.tally.opened += 1
        self.field.under_way[self.incident.community] += 1
        yield from self.detect()
        yield from self.report()
        self.field.responses.begin(self.incident.community, self.field.losses.size(self.incident))
        self.call_out()
        if self.neighbours_can_contain():
            yield from self.contain()
        else:
            yield from self.approve()
            yield from self.send_help()
            yield from self.respond()
        self.brought_out = self.bring_out()
        self.thank()
        yield from self.recover()
        close(self)
