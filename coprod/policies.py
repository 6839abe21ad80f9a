"""The policies in time of one model: carried into its parts every morning, and recorded when they begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from coprod.kernel.policy_keys import POLICY
from coprod.kernel.records import Field, RecordKind
from coprod.outcomes.series import SERIES
from coprod.parameters.condition import unknown_series
from coprod.parameters.effective import effective_parameters
from coprod.parameters.in_force import PoliciesInForce
from coprod.parameters.policy import Policy
from coprod.renewal import Renewal
from coprod.text.problems import InputProblems, Problem

if TYPE_CHECKING:
    from coprod.kernel.records import Recorder
    from coprod.kernel.streams import Streams
    from coprod.parameters import Parameters

EVENTS = ("begins", "full", "ends", "gone")
BEGINS, FULL, ENDS, GONE = range(len(EVENTS))
POLICY_RECORD = RecordKind("policy_change", "policies that began, reached full strength, ended or were gone", "政策启动与退出", {
    "day": Field("i4", "day", "day", "日"),
    "policy": Field("i4", "", "number of the policy, from 0", "政策序号（从0起）"),
    "event": Field("u1", "", "what became of it", "变化", codes=EVENTS),
})


class PolicyCourse:
    """The policies in time of one model.

    Raises
    ------
    InputProblems
        If a condition looks at a daily series that there is not.
    """

    def __init__(self, nominal: Parameters, streams: Streams, recorder: Recorder) -> None:
        if problems := series_problems(nominal.policies, "parameters"):
            raise InputProblems(problems)
        self._in_force = PoliciesInForce(nominal, streams)
        self._recorder = recorder
        self._seen = [(False, 0.0)] * len(nominal.policies)
        self._renewal: Renewal | None = None

    @classmethod
    def of(cls, nominal: Parameters, streams: Streams, recorder: Recorder) -> Self | None:
        """Return the policies of a model, None if it has none."""
        return cls(nominal, streams, recorder) if nominal.policies else None

    def first(self) -> Parameters:
        """Return what is done on the first day, as parameters that the model may change: the town is built with them."""
        nominal = self._in_force.day(0, None)
        assert nominal is not None, "the first day always has parameters"
        return effective_parameters(nominal).model_copy(deep=True)

    def day(self, model: Any) -> None:
        """Let a day begin: what is in force today is carried into all parts of the model."""
        if model.day:
            nominal = self._in_force.day(model.day, model.daily_series.today)
            if nominal is not None:
                self._renewal = self._renewal or Renewal(model)
                self._renewal.to(nominal, effective_parameters(nominal))
        self._record(model.day)

    @property
    def in_force(self) -> float:
        """How many policies are in force today, each counted by its strength and compliance."""
        return sum(self._in_force.strengths())

    def _record(self, day: int) -> None:
        now = [(course.is_on, course.strength) for course in self._in_force.courses]
        for number, ((was_on, before), (is_on, strength)) in enumerate(zip(self._seen, now, strict=True)):
            happened = ((BEGINS, is_on and not was_on), (FULL, strength == 1 > before), (ENDS, was_on and not is_on),
                        (GONE, strength == 0 < before))
            for event in (event for event, is_so in happened if is_so):
                self._recorder.append(POLICY_RECORD, day=day, policy=number, event=event)
        self._seen = now


def series_problems(policies: Sequence[Policy], where: str) -> list[Problem]:
    """Return what is wrong with the series that conditions name."""
    known = [series.name for series in SERIES]
    return [Problem(where, f"{POLICY}[{number}].{entry}", getattr(policy, entry), allowed, mend)
            for number, policy in enumerate(policies)
            for entry, condition in zip(("when", "end_when"), policy.conditions(), strict=True) if condition
            for allowed, mend in unknown_series(condition, known)]
