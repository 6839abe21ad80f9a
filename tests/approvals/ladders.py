"""Live ladders to climb: a town of two streets in one district, without anything random but what a test turns on."""

import numpy as np
import simpy

from coprod.agents.decisions import all_decisions
from coprod.agents.signing import Case
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.linkage.approvals import ApprovalLadder
from coprod.parameters import Parameters

PLAIN = {
    "levels": 3, "signers": 1, "service_time": 10.0, "duty_day": 1.0, "duty_night": 1.0, "interruption": 0.0,
    "return_share": 0.0, "off_template_rounds": 0, "hesitation": 0.0, "misuse": 0.0, "bypass_quota": 0,
}
all_decisions()  # so that one of these files can be run alone
STREET_OF, DISTRICT_OF = np.array([0, 0, 1]), np.array([0, 0])


class Town:
    """A ladder on a clock of its own, with the staff-hours it took."""

    def __init__(self, seed=1, cases_per_quarter=0.0, **settings):
        self.env, self.recorder = simpy.Environment(), Recorder()
        self.hours = np.zeros(STREET_OF.size + DISTRICT_OF.size)
        parameters = Parameters().replace({f"approval.{name}": value for name, value in (PLAIN | settings).items()})
        self.ladder = ApprovalLadder(
            self.env, parameters, Streams(seed), STREET_OF, DISTRICT_OF, np.full(3, cases_per_quarter), self.recorder,
            self._spend)
        self.decisions, self.minutes = [], []

    def climb(self, *cases):
        """Let each case ask when the one before it is decided; return the minutes that each took."""
        def one_by_one():
            for case in cases:
                yield from self._ask(case)

        self.env.process(one_by_one())
        self.env.run()
        return np.array(self.minutes)

    def climb_together(self, arrivals, cases):
        """Let cases ask at their own minutes and compete; return the minutes that each took, in order of leaving."""
        def ask_at(minute, case):
            yield self.env.timeout(minute)
            yield from self._ask(case)

        for minute, case in zip(arrivals, cases, strict=True):
            self.env.process(ask_at(minute, case))
        self.env.run()
        return np.array(self.minutes)

    def _ask(self, case):
        asked = self.env.now
        self.decisions.append((yield from self.ladder.decide(case)))
        self.minutes.append(self.env.now - asked)

    def _spend(self, desk, hours):
        self.hours[desk] += hours


def case(number=0, **changes):
    """Return a case that has to pass all levels unless told otherwise."""
    plain = {"incident": number, "community": 0, "severity": 0.5, "urgency": 30.0, "needs_entry": True}
    return Case(**(plain | changes))


def cases(n, **changes):
    return [case(number, **changes) for number in range(n)]


def minutes(n=4000, case_=None, **settings):
    """Return the minutes that n cases take one after the other."""
    return Town(**settings).climb(*cases(n, **(case_ or {})))


def close(sample, expected, errors=4.0):
    """Tell whether the mean of a sample lies within so many standard errors of what theory expects."""
    sample = np.asarray(sample, dtype=float)
    return abs(sample.mean() - expected) <= errors * sample.std(ddof=1) / np.sqrt(sample.size)
