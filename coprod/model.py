"""The model: a town, its people and its institutions, one day after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from coprod.agents.participation_utility import HELP, PATROL, REPORT
from coprod.composition import Composition
from coprod.fields.emergency import DayContext
from coprod.kernel import renamed
from coprod.kernel.calendar import DAYS_PER_WEEK, MAX_DAYS, starts_month, starts_week
from coprod.kernel.columns import mean, rows_where, total
from coprod.kernel.records import RECORD_KINDS
from coprod.kernel.renamed import Renamed
from coprod.kernel.whole import whole_number
from coprod.kernel.work_items import (
    AFTERMATH,
    CHECKS,
    ORGANISING,
    RECTIFICATION,
    REQUEST,
    SOCIETY,
    STANDING,
    STUDY,
    UPKEEP,
    own_origin,
)
from coprod.outcomes.daily_series import DailySeries
from coprod.outcomes.series import SERIES
from coprod.parameters import Parameters

if TYPE_CHECKING:
    import pandas as pd

MAX_SEED = 2**128 - 1
"""As large as NumPy's own."""
HEADLINE = {
    "districts": "town.districts",
    "streets": "town.streets",
    "communities": "town.communities",
    "residents_per_community": "town.residents_per_community",
    "points_reward": "points.reward",
    "points_budget": "points.budget",
    "points_audit": "points.audit",
    "staff_count": "staff.count",
    "directive_lines": "directive.lines",
    "skills_registered": "resident.skill_registered",
    "inspect_prob": "property_firm.inspect_prob",
    "patrol_rate": "patrol.rate",
}
"""Levers that the model takes as keywords, for ``mesa.batch_run`` and ``SolaraViz``."""


class CoproductionModel(Renamed, Composition):
    """A policy laboratory of how communities and their governments co-produce safety.

    Parameters
    ----------
    parameters : Parameters, optional
        The default town if omitted.
    rng : int, optional
        Seed of all chance; drawn and kept in ``base_seed`` if omitted.
    rules : mapping of decision name to rule, optional
        Rules that agents decide by instead of the default ones: :class:`~coprod.agents.decisions.RuleBook`.
    communities, points_reward, … : optional
        Headline levers (:data:`HEADLINE`); None means: as `parameters` have it.

    Raises
    ------
    TypeError, ValueError
        If `parameters` are none, or `rng` is no whole number from 0 to :data:`MAX_SEED`.
    InputProblems
        If a headline lever cannot have its value.
    """

    RENAMED = renamed.MODEL

    def __init__(
        self,
        parameters: Parameters | None = None,
        rng: int | None = None,
        districts: int | None = None,
        streets: int | None = None,
        communities: int | None = None,
        residents_per_community: int | None = None,
        points_reward: float | None = None,
        points_budget: float | None = None,
        points_audit: float | None = None,
        staff_count: float | None = None,
        directive_lines: int | None = None,
        skills_registered: float | None = None,
        inspect_prob: float | None = None,
        patrol_rate: float | None = None,
        rules: Mapping[str, Any] | None = None,
    ) -> None:
        keywords = locals()
        given = {key: keywords[name] for name, key in HEADLINE.items() if keywords[name] is not None}
        if not isinstance(parameters, Parameters | None):
            raise TypeError(f"parameters must be coprod.Parameters, not {type(parameters).__name__}")
        seed = (np.random.SeedSequence().entropy % 2**32 if rng is None  # type: ignore[operator]
                else whole_number("rng", rng, 0, MAX_SEED))
        super().__init__((parameters or Parameters()).replace(given), seed, rules)
        self.daily_series = DailySeries(SERIES)
        self.datacollector = mesa.DataCollector(model_reporters={name: partial(_today, name=name) for name in COLLECTED})

    def step(self) -> None:
        """Simulate one day."""
        self.rules.day = self.day
        self.policies_begin_and_end()
        self.costs.begin_day()
        if starts_week(self.day):
            self.begin_the_week()
        self.residents_act()
        self.points_change_hands()
        self.firms_keep_up_their_buildings()
        self.process_hazards()
        self.work_arrives()
        self.run_emergencies()
        self.streets_hand_down_what_nobody_owns()
        self.desks_work()
        self.safety_is_produced()
        self.daily_series.collect(self)
        self.datacollector.collect(self)
        self.day += 1

    def begin_the_week(self) -> None:
        """Update all long-term state by a week, from last week's emergencies on, then let residents choose for the week."""
        self.volunteers_serve_and_drill()
        self.staff_train_and_organise()
        self.update_social_state()
        self.officials_look_at_each_other()
        self.staff_come_and_go()
        self.points_open_and_close()
        self.residents_choose()
        self.committees_choose_where_to_patrol()

    def policies_begin_and_end(self) -> None:
        """Let policies in time begin, grow, fade and end, and all parts go on with what is then in force."""
        if self.policies:
            self.policies.day(self)

    def volunteers_serve_and_drill(self) -> None:
        """Let last week's service weigh on volunteers, some leave, others join, skills fade and drills be held."""
        people = self.town.residents
        hours = np.multiply(people.acts - self._acts_before, self.parameters.resident.act_hours, dtype=np.float32)
        self._acts_before[:] = people.acts
        self.volunteer_week = self.volunteer_corps.week(
            self.day, hours, self._called_hours, self.record_and_town.take_training())
        self._called_hours[:] = 0

    def staff_train_and_organise(self) -> None:
        """Put drills, training, the revision of plans, the upkeep of linkage and standing tasks on the desks."""
        self._organise(STUDY, self.volunteer_week.drill_staff_hours + self._study_hours)
        self._organise(UPKEEP, self.standing_costs.hours)
        self._organise(STANDING, self.mandate.hours, REQUEST)

    def update_social_state(self) -> None:
        """Update trust, memory, norms and preparedness by last week's emergencies; maintaining them takes staff time."""
        field = self.emergency_field
        self.social_state.trust.felt += self.request_process.trust_change()
        self.social_state.trust.suffer(field.lifelines.without, field.recovery.away_hours)
        self.social_state.week(self.day, field.news, field.aftermath, self._help_rate() if self.day else None)
        self._emergency_help[:] = 0
        self._organise(SOCIETY, self.social_state.staff_hours + self.patrol.map_hours)

    def _help_rate(self) -> np.ndarray:
        """Return the effective acts of help, everyday and in emergencies, a week and 1,000 residents, shape (C,)."""
        weekly = self.emergency_field.recovery.helped * DAYS_PER_WEEK + self._emergency_help
        return np.asarray(weekly * 1000 / self.town.communities.residents)

    def officials_look_at_each_other(self) -> None:
        """Let officials see what their colleagues do about blame, and close the books of last week's emergencies."""
        field = self.emergency_field
        field.accountability.begin_week(self.day, self.desks.load)
        field.passing_up.begin_week(self.desks.load)
        field.news.begin()
        field.aftermath.begin_week()

    def staff_come_and_go(self) -> None:
        """Let staff leave and newcomers learn, some be moved or lent for the week, and some follow a grown mandate."""
        granted = self.means.week(self.mandate.hours, self.desks.load)
        if self.means.yuan:
            self.costs.post("means", self.means.yuan)
        moved = self.staff_lending.week(self.desks.load, self.desks.backlog_days)
        self.desks.get_done(self.teams.week(self.day), granted + moved)

    def points_open_and_close(self) -> None:
        """Let the points scheme open and close on its days."""
        points = self.parameters.points
        if points.opens or points.lifetime:
            runs = points.opens <= self.day and not 0 < points.lifetime <= self.day
            self.participation.points = self.points_ledger.points = points if runs else points.withdrawn()

    def residents_choose(self) -> None:
        """Let habit, norm and motive settle, and every resident choose how likely to act on a day of this week."""
        field = self.emergency_field
        self.act_offset = self.social_state.utility_offset(field.aftermath) + self.reports.begin_week(self.day)
        self.act_offset[:, HELP] += field.recovery.call_for_help()
        self.act_offset[:, (PATROL, HELP)] -= field.initiative.lost[:, None]
        self.participation.begin_week(self.points_ledger.credibility, self.act_offset)

    def committees_choose_where_to_patrol(self) -> None:
        """Let every committee spread its hours of patrol over its buildings, by the risk map or otherwise."""
        self.hazards.direct_patrols(self.risk_map.week())

    def residents_act(self) -> None:
        """Let residents report, patrol, train, help, sham or do nothing."""
        self.acts = self.participation.day(self.day)
        self.emergency_field.recovery.day(self.acts.effective_by_community[:, HELP])

    def points_change_hands(self) -> None:
        """Credit acts, audit some, redeem and expire."""
        self.points_ledger.day(self.day, self.acts)

    def firms_keep_up_their_buildings(self) -> None:
        """Let property firms mend what decays, keep watch or pretend to, and be inspected."""
        if starts_month(self.day):
            self.property_firms.expect(self.record_and_town.attention(), self.record_and_town.inspections())
        self.property_day = self.property_firms.day(self.day, self.emergency_field.recovery.worn)

    def process_hazards(self) -> None:
        """Let hazards arise, be found by whoever comes first, concealed or ordered to be put right, or triggered."""
        self.funds.begin_day(self.day)
        self.means.budgets.begin_day(self.day)
        self.emergency_field.accountability.begin_day()
        self.report_day = self.reports.day(self.day, self.acts)
        discovery = self.patrol.discovery(
            self.patrol_hours + self.record_and_town.search_hours, self.report_day.by_riders,
            self.acts.effective_by_community[:, PATROL], self.property_day.night_watch)
        care = self.prevention.day(self.day, self.emergency_field.news.last_large) * self.coproduction.care
        self.hazard_day = self.hazards.day(
            self.day, self.property_day.condition, discovery, care, self.reports.heard_by_morning())
        self.risk_map.score(self.hazard_day.born)
        self.close_what_is_gone(self.hazard_day.triggered)
        delivered = self.hazards.still(self.information.deliver(self.day, self.hazard_day.found))
        on_record = self.hazard_concealment.filter(self.day, delivered)
        self.risk_map.draw(on_record)
        self.rectification.order(self.day, on_record)

    def close_what_is_gone(self, triggered: np.ndarray) -> None:
        """Take back orders about hazards that were triggered before they were put right."""
        self.reports.lost(triggered)
        known = triggered["id"][triggered["found"] >= 0]
        if known.size:
            self.rectification.cancel(self.day, known)

    def work_arrives(self) -> None:
        """Put citizens' requests, directives, ledgers, and the checking of points and firms on the desks."""
        self.requests.call_again(self.day, self.request_process.take_calls)
        self.request_day = self.requests.day(self.day, self.desks.backlog_days)
        self.desks.receive(self.request_day.items)
        self.desks.receive(self.report_day.items)
        self.directive_items = self.directives.day(self.day)
        self.desks.receive(self.directive_items)
        self.desks.receive(self.emergency_field.inquiries.inspections(self.day, self.directives.usual(self.day)))
        self._organise(CHECKS, self.points_ledger.audit_hours + self.property_day.staff_hours)
        self._organise(AFTERMATH, self.aftermath_work.day(self.day), REQUEST)

    def _organise(self, kind: int, hours: np.ndarray, work: int = ORGANISING) -> None:
        """Put audits, drills, training, revisions and the like on the desks, staff-hours by desk, behind all other work."""
        desk = rows_where(hours)
        if desk.size:
            origin = own_origin(self.day, kind, desk)
            self.desks.arrive(self.day, work=work, desk=desk, hours=hours[desk], origin=origin)

    def run_emergencies(self) -> None:
        """Simulate the day's incidents and the response to them, minute by minute, until midnight."""
        firms, acts = self.property_day, self.acts.effective_by_community
        per_thousand = acts / self.town.communities.residents[:, None] * 1000
        state = DayContext(
            desk_load=self.desk_load, load=self.desks.load, night_watch=firms.night_watch,
            alertness=per_thousand[:, REPORT], patrols=per_thousand[:, PATROL],
            volunteers=self.volunteer_corps.answer, offset=self.act_offset,
            motive_left=self.participation.weights.left[:, 0],
            recognition=self.participation.points.recognition,
            facility=firms.facility, fund=self.funds.left, preparedness=self.social_state.preparedness,
            staff_hours=self.desks.capacity, known=self.record_and_town.known,
            neighbour_hours=np.asarray(acts[:, HELP] * self.parameters.resident.act_hours),
            triggered=self.hazard_day.triggered)
        self.emergency_day = self.emergency_field.run_day(self.day, state)
        self.aftermath_work.note(self.emergency_day.ended)
        self.staff_lending.note(self.emergency_day.ended)
        self.funds.draw(self.day, self.emergency_day.yuan)
        self._called_hours += self.emergency_day.citizen_hours
        self.emergencies_leave_their_mark()

    def emergencies_leave_their_mark(self) -> None:
        """Let acts in emergencies count as acts of this week, and the helped trust and the norm of helping grow."""
        people, done = self.town.residents, self.emergency_day
        if done.actors.size:
            people.active[done.actors] = True
            np.add.at(people.acts, done.actors, 1)
            np.add.at(self._acts_before, done.actors, 1)  # their hours are booked as those of call-outs
            self.social_state.trust.gain(done.helped, self.parameters.resident.help_trust)
            self._emergency_help += done.helps

    def streets_hand_down_what_nobody_owns(self) -> None:
        """Let some of what no department owned become standing tasks, which streets assign and committees may refuse."""
        events = self.emergency_field.departments.take_unowned() + self.rectification.powers.take_turned_down()
        self.mandate.day(self.day, self.request_day.backstopped, np.array(events, dtype=np.int64), self.desks.load)

    def desks_work(self) -> None:
        """Let committees and street offices work off what lies on their desks, and patrol in what is left of the day."""
        self.desk_day = self.desks.work_day(
            self.day, self.emergency_day.staff_hours, self.patrol.ordered(self.day))
        self.desk_load = self.desk_day.utilisation
        self.request_process.close(self.day, self.desk_day.finished, self.request_day.left)
        self.directives.assessor.note(self.desk_day.finished, self.desks.load)
        self.record_and_town.day(self.directive_items, self.desk_day.finished)
        self.patrol_hours = self.patrol.hours(self.desk_day)
        right = self.hazards.rectified(self.desk_day.origins(RECTIFICATION), self.day)
        self.reports.take_in(self.day, self.desk_day.finished, right)

    def safety_is_produced(self) -> None:
        """Let staff, firms and citizens produce safety together, and see how every community does."""
        self.coproduction.day(
            self.desk_day, self.patrol_hours, self.property_day.night_watch,
            total(self.acts.effective_by_community, 1), self.emergency_day.citizen_hours)
        self.baseline_performance.day(self.desk_day, self.coproduction)

    @property
    def weekly_active(self) -> float:
        """Share of residents who have acted this week so far."""
        return float(mean(self.town.residents.active))

    @property
    def credibility(self) -> float:
        """Mean belief that points will be honoured."""
        return float(mean(self.points_ledger.credibility))

    @property
    def utilisation(self) -> float:
        """Mean share of the day that desks are busy."""
        return float(mean(self.desk_load))


COLLECTED = ("weekly_active", "credibility", "utilisation")
"""What ``model.datacollector`` collects every day, for Mesa's own tools: names of series of the daily series."""


def _today(model: CoproductionModel, name: str) -> float:
    return model.daily_series.today(name)


@dataclass(frozen=True)
class Run:
    """A finished run: outcomes by name, the daily series and every kind of record as pandas frames."""

    parameters: Parameters
    seed: int
    days: int
    residents: int
    outcomes: dict[str, float]
    seconds: dict[str, float]
    model: CoproductionModel

    @property
    def daily(self) -> pd.DataFrame:
        """One row per day."""
        return self.model.daily_series.frame()

    @property
    def frames(self) -> dict[str, pd.DataFrame]:
        """Every kind of record that has occurred, by name."""
        recorder = self.model.recorder
        return {kind.name: recorder.frame(kind) for kind in recorder.kinds()}

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return the records called ``name`` (``run.incidents`` for kind ``incident``); without rows if there are none."""
        kind = RECORD_KINDS.get(name.removesuffix("s")) if name.endswith("s") else None
        if kind:
            return self.model.recorder.frame(kind)
        raise AttributeError(f"the run has no records called {name!r}")


def run(
    parameters: Parameters | None = None,
    seed: int = 1,
    days: int = 365,
    *,
    rules: Mapping[str, Any] | None = None,
    warmup_days: int = 0,
    progress: Callable[[int, int], Any] | None = None,
) -> Run:
    """Simulate a town and return what happened.

    Parameters
    ----------
    rules : mapping of decision name to rule, optional
        ``{"property_firm.effort": "satisficing"}``, a class or an object: :mod:`coprod.agents.decisions`.
    warmup_days : int
        Days at the beginning that outcomes leave out; they count within `days`.
    progress : callable, optional
        Called every day with (days done, days).

    Raises
    ------
    TypeError, ValueError
        If `parameters` are none, or `seed`, `days` or `warmup_days` no whole numbers within their bounds.
    """
    from coprod.outcomes.evaluate import evaluate
    from coprod.outcomes.run_view import RunView

    days = whole_number("days", days, 1, MAX_DAYS)
    warmup_days = whole_number("warmup_days", warmup_days, 0, days - 1)
    seed = whole_number("seed", seed, 0, MAX_SEED)
    start = time.perf_counter()
    model = CoproductionModel(parameters, rng=seed, rules=rules)
    built = time.perf_counter()
    for done in range(days):
        model.step()
        if progress:
            progress(done + 1, days)
    outcomes = evaluate(RunView(model, warmup_days))
    seconds = {"build": built - start, "run": time.perf_counter() - built}
    return Run(model.nominal_parameters, seed, days, len(model.residents), outcomes, seconds, model)
