"""A room of a class: who has joined, the question that is open, what was guessed, and who may drive.

A round goes ``open → closed → revealed``; between rounds the room is ``waiting``, after the last it is ``over``::

    waiting ──ask──▶ open ──close, or the timer──▶ closed ──reveal──▶ revealed ──next──▶ waiting

In a round of kind ``bet`` everybody picks an answer; in one of kind ``policy`` every group changes one lever; in one of kind
``year`` every group plans a quarter of the street director's year, and four of them are a year. People are
known by a token of their browser alone. Joining again changes nothing; whoever comes late finds the round as it is.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Phase = Literal["waiting", "open", "closed", "revealed", "over"]
Kind = Literal["bet", "policy", "year"]
Lever = tuple[str, float | int | bool | str]
"""The key of a parameter and its value; in a round of kind ``year`` the word ``year`` and a plan as addresses have it."""
QUARTERS = 4

MOST_MEMBERS = 300
MOST_GROUPS = 8
LONGEST_TIMER = 3600
"""Seconds."""


class Refused(Exception):
    """Something that cannot be done now; `key` names the sentence that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


@dataclass
class Member:
    """Somebody with a browser: a number in order of joining, and a group."""

    number: int
    group: int


@dataclass
class Round:
    """A question to the class and what came of it.

    Attributes
    ----------
    n_choices : answers to choose from; 0 in a round of policies
    quarter : of a year, from 0
    by : measure by which the best year is chosen
    before : the plans of each group in earlier quarters of the year
    ends : when the timer closes it, on the clock of the room; None without a timer
    bets : the choice of each member, by token
    policies : the lever of each group and the number of the member who set it last
    result : what the runs say, as pages show it; None until it is there
    """

    number: int
    lesson: str
    kind: Kind
    n_choices: int
    ends: float | None = None
    bets: dict[Hashable, int] = field(default_factory=dict)
    policies: dict[int, tuple[Lever, int]] = field(default_factory=dict)
    result: Mapping[str, Any] | None = None
    was_revealed: bool = False
    quarter: int = 0
    by: str = ""
    before: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def plans(self, group: int, start: str) -> tuple[str, ...]:
        """Return a group's plans up to this quarter: without a new one the last goes on, at first `start`."""
        before = self.before.get(group, ())
        proposed = self.policies.get(group)
        return (*before, str(proposed[0][1]) if proposed else before[-1] if before else start)

    @property
    def histogram(self) -> list[int]:
        """Return how many chose each answer."""
        chosen = list(self.bets.values())
        return [chosen.count(choice) for choice in range(self.n_choices)]


class Room:
    """One class.

    Parameters
    ----------
    code : str
        Joins; typed by hand.
    secret : str
        Drives; known to the trainer alone.
    on_work : callable, optional
        Called with the room and a round when its runs can be made: a question's as it is asked, policies as they are closed.
    clock : callable
        Seconds from any beginning.
    """

    def __init__(self, code: str, secret: str, on_work: Callable[[Room, Round], None] = lambda room, round_: None,
                 clock: Callable[[], float] = time.monotonic) -> None:
        self.code = code
        self.clock = clock
        self.phase: Phase = "waiting"
        self.members: dict[Hashable, Member] = {}
        self.rounds: list[Round] = []
        self.n_groups = 1
        self.year: Round | None = None
        self.version = 0
        self.touched = clock()
        self._secret = secret
        self._drivers: set[Hashable] = set()
        self._on_work = on_work
        self._changed = threading.Condition(threading.RLock())

    @property
    def round(self) -> Round | None:
        """Return the round that is on, or the last one while its results are shown."""
        return self.rounds[-1] if self.rounds and self.phase not in ("waiting", "over") else None

    # whoever has the code

    def join(self, token: Hashable) -> Member:
        """Return who a browser is here; a new one gets the next number and the smallest group."""
        with self._changed:
            known = self.members.get(token)
            if known is None:
                if self.phase == "over":
                    raise Refused("class.refused_over")
                if len(self.members) >= MOST_MEMBERS:
                    raise Refused("class.refused_full")
                known = self.members[token] = Member(len(self.members) + 1, self._smallest_group())
                self._tell_all()
            return known

    def choose_group(self, token: Hashable, group: int) -> None:
        """Go to another group."""
        with self._changed:
            member = self._member(token)
            if not 1 <= group <= self.n_groups:
                raise Refused("class.refused_group")
            if member.group != group:
                member.group = group
                self._tell_all()

    def bet(self, token: Hashable, choice: int) -> None:
        """Guess; until the question is closed, guess again."""
        with self._changed:
            self._member(token)
            current = self._open_round("bet")
            if not 0 <= choice < current.n_choices:
                raise Refused("class.refused_choice")
            if current.bets.get(token) != choice:
                current.bets[token] = choice
                self._tell_all()

    def propose(self, token: Hashable, lever: Lever) -> None:
        """Set the policy of one's group: the last one set before the round is closed counts."""
        with self._changed:
            member = self._member(token)
            current = self._open_round("policy", "year")
            current.policies[member.group] = lever, member.number
            self._tell_all()

    # whoever drives

    def take_desk(self, token: Hashable, secret: str) -> bool:
        """Let a browser drive if it has the secret; tell whether it has."""
        if not hmac.compare_digest(secret.encode(), self._secret.encode()):
            return False
        with self._changed:
            self._drivers.add(token)
        return True

    def is_driven_by(self, token: Hashable) -> bool:
        """Tell whether a browser drives."""
        return token in self._drivers

    def set_groups(self, token: Hashable, n: int) -> None:
        """Deal everybody out to so many groups, in order of joining."""
        with self._driven(token):
            if not 1 <= n <= MOST_GROUPS:
                raise Refused("class.refused_group")
            if self.phase in ("open", "closed"):
                raise Refused("class.refused_round")
            if n != self.n_groups:
                self.n_groups, self.year = n, None
                for member in self.members.values():
                    member.group = (member.number - 1) % n + 1
                self._tell_all()

    def ask(self, token: Hashable, lesson: str, kind: Kind, n_choices: int = 0, seconds: float | None = None,
            *, start: str = "", by: str = "") -> None:
        """Open a round; asking for the one that is open changes nothing. Of a year it is the next quarter, after four a new year.

        Parameters
        ----------
        start : str
            Of a year: the plan of groups that never set one.
        by : str
            Of a year: the measure by which the best one is chosen.
        """
        with self._driven(token):
            current = self.round
            if current is not None and self.phase == "open":
                if (current.lesson, current.kind) == (lesson, kind):
                    return
                raise Refused("class.refused_round")
            if seconds is not None and not 0 < seconds <= LONGEST_TIMER:
                raise Refused("class.refused_timer")
            ends = None if seconds is None else self.clock() + seconds
            self.rounds.append(Round(len(self.rounds) + 1, lesson, kind, n_choices if kind == "bet" else 0, ends))
            if kind == "year":
                self._begin_quarter(self.rounds[-1], start, by)
            self.phase = "open"
            if kind == "bet":
                self._on_work(self, self.rounds[-1])
            self._tell_all()

    def close(self, token: Hashable) -> None:
        """Take no more guesses; from now on everybody sees what was guessed."""
        with self._driven(token):
            if self.phase == "open":
                self._close()

    def reveal(self, token: Hashable) -> None:
        """Show what the runs say."""
        with self._driven(token):
            if self.phase == "open":
                raise Refused("class.refused_open")
            if self.phase == "closed":
                self.phase = "revealed"
                self.rounds[-1].was_revealed = True
                self._tell_all()

    def next(self, token: Hashable) -> None:
        """Leave the round, for the trainer to ask another question."""
        with self._driven(token):
            if self.phase in ("closed", "revealed"):
                self.phase = "waiting"
                self._tell_all()
            elif self.phase == "open":
                raise Refused("class.refused_open")

    def end(self, token: Hashable) -> None:
        """End the class."""
        with self._driven(token):
            self.phase = "over"
            self._tell_all()

    # the runs and the clock

    def put_result(self, number: int, result: Mapping[str, Any]) -> None:
        """Take in what the runs of a round say."""
        with self._changed:
            self.rounds[number - 1].result = result
            self._tell_all()

    def tick(self) -> None:
        """Close the round whose timer has run out."""
        with self._changed:
            current = self.round
            if self.phase == "open" and current is not None and current.ends is not None and self.clock() >= current.ends:
                self._close()

    def wait(self, version: int, is_over: Callable[[], bool] = lambda: False) -> int:
        """Wait until the room is no longer as it was at `version`, or until it is over; return the version now."""
        with self._changed:
            while self.version == version and not is_over():
                current = self.round
                ends = current.ends if current is not None and self.phase == "open" else None
                self._changed.wait(30.0 if ends is None else min(30.0, max(0.0, ends - self.clock()) + 0.01))
                self.tick()
            return self.version

    def wake(self) -> None:
        """Have everybody who waits look whether they still have to."""
        with self._changed:
            self._changed.notify_all()

    def _driven(self, token: Hashable) -> threading.Condition:
        if token not in self._drivers:
            raise Refused("class.refused_desk")
        self.tick()
        return self._changed

    def _member(self, token: Hashable) -> Member:
        self.tick()
        if token not in self.members:
            raise Refused("class.refused_join")
        return self.members[token]

    def _begin_quarter(self, current: Round, start: str, by: str) -> None:
        last = self.year
        current.by = by
        if last is not None and last.quarter + 1 < QUARTERS:
            current.quarter = last.quarter + 1
            current.before = {group: last.plans(group, start) for group in range(1, self.n_groups + 1)}
        self.year = current

    def _open_round(self, *kinds: Kind) -> Round:
        current = self.round
        if current is None or self.phase != "open" or current.kind not in kinds:
            raise Refused("class.refused_closed")
        return current

    def _close(self) -> None:
        self.phase = "closed"
        if self.rounds[-1].kind != "bet":
            self._on_work(self, self.rounds[-1])
        self._tell_all()

    def _smallest_group(self) -> int:
        sizes = [sum(member.group == group for member in self.members.values()) for group in range(1, self.n_groups + 1)]
        return sizes.index(min(sizes)) + 1

    def _tell_all(self) -> None:
        self.version += 1
        self.touched = self.clock()
        self._changed.notify_all()
