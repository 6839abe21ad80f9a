"""Authorisation of an incident 处置授权: which acts need one, asking for it, waiting for it or going on meanwhile.

A call to a rescue service waits for nothing: what the community and the street do beside it is asked for in a branch of its
own (:meth:`AuthorisationStage.authorise_beside`), which brings goods and acts to the scene once it is granted. Everything
else waits for authorisation before anybody acts.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from simpy.events import Event

from coprod.agents.signing import Case
from coprod.fields.emergency.aids import Aid, end_of_work
from coprod.fields.emergency.incident_state import IncidentState
from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.kernel.purposes import Purpose
from coprod.linkage.acts import BY_ORDER, ENTRY, GOODS, acts_needed
from coprod.resources.supplies import Supply

Stage = Generator[Event, Any, None]


def shortfall(supply: Supply | None) -> float:
    """Return the share of what was asked that no store had."""
    asked = supply.filled + supply.short if supply else 0
    return supply.short / asked if supply and asked else 0.0


class AuthorisationStage(IncidentState):
    """The stage of an incident process that asks for what needs a signature."""

    def get_through(self, messenger: Purpose) -> Stage:
        """Wait on an island until telephones work again or a messenger is there (mech:T17)."""
        silent = self.field.lifelines.silence(self.incident.community, self.env.now, self.uniform(messenger))
        if silent:
            self.isolated += silent
            yield self.env.timeout(silent)

    def approve(self) -> Stage:
        """Ask for authorisation, and wait (mech:P01–mech:P05); beside a rescue service that is called, nobody waits for it."""
        must_ask = not self.field.responses.need_not_ask(self.incident.community)
        self.acts = acts_needed(self.incident, self.goods_needed > 0, must_ask)
        self.approved = self.env.now
        if not self.is_professional:
            yield from self.ask_and_wait()
            self.approved = self.env.now
        elif self.acts:
            if self.acts & BY_ORDER:
                self.order = Aid(self.field.parameters.crew.unaided, self.env.event())
                self.aids.append(self.order)
            if self.acts & GOODS:
                self.goods = Aid(self.field.parameters.crew.bare_hands * self.goods_needed, self.env.event())
                self.aids.append(self.goods)
            self.branch = self.env.process(self.authorise_beside())

    def ask_and_wait(self) -> Stage:
        """Climb the ladder; ask again if it has outgrown whoever was in charge (mech:P08)."""
        i, ladder, asked = self.incident, self.field.ladder, self.env.now
        case = Case(i.id, i.community, i.severity, self.need.window, i.amount, bool(self.acts & ENTRY),
                    bool(self.acts & BY_ORDER), i.off_template, i.off_duty_level, i.off_duty_tries, bool(self.acts & GOODS))
        if ladder.levels_for(case):
            yield from self.wait_deferral()
            yield from self.get_through(Purpose.HANDLING_MESSENGER_OF_ORDER)
        self.decision = yield from ladder.decide(case)
        if self.decision.levels and self.needs_another_owner():
            self.owner_changes += 1
            yield self.env.timeout(self.field.parameters.approval.plan_handover)
            yield from ladder.decide_anew(case, self.decision)
        self.approval_minutes = self.env.now - asked

    def authorise_beside(self) -> Stage:
        """Ask for what the community and the street add to a rescue service's work, and bring it once it is granted."""
        yield from self.ask_and_wait()
        if self.order:
            self.provide(self.order, 0.0)
        goods = self.env.process(self.bring_goods(self.goods)) if self.goods else None
        yield from self.pay()
        if goods:
            yield goods

    def provide(self, aid: Aid, lacking: float) -> None:
        """Have an aid be there now, a share of it lacking for good."""
        aid.at, aid.lacking = self.env.now, lacking
        assert aid.comes is not None, "what never comes is not waited for"
        aid.comes.succeed()

    def bring_goods(self, goods: Aid) -> Stage:
        """Fetch supplies beyond what the crew carries; none any more once all is under control."""
        self.supply = yield from self.fetch()
        self.provide(goods, shortfall(self.supply))

    def fetch(self) -> Generator[Event, Any, Supply | None]:
        """Find out who has supplies, and bring them from the reserves (mech:S01)."""
        space = self.field.parameters.infrastructure
        search = space.space_search * (1 - space.space_onestop)
        yield self.env.timeout(search)
        if self.is_controlled:
            return None
        self.access += search
        amount = self.field.supplies_for(self.incident)
        return (yield from self.field.reserves.draw(self.incident.id, self.incident.community, self.need.item, amount))

    def wait_deferral(self) -> Stage:
        """Lie on a desk for a while where all officials would rather not decide (mech:P07)."""
        self.deferred = self.field.accountability.puts_off(
            int(self.env.now // MINUTES_PER_DAY), self.incident.id, self.incident.community)
        if self.deferred:
            yield self.env.timeout(self.deferred)

    def pay(self) -> Stage:
        """Take reserve money from the community's fund; what it lacks somebody advances, which takes time (mech:C05)."""
        if not self.incident.amount:
            return
        community, tally = self.incident.community, self.field.tally
        left = max(0.0, float(self.field.state.fund[community] - tally.yuan[community]))
        self.paid = min(self.incident.amount, left)
        self.unfunded = self.incident.amount - self.paid
        tally.yuan[community] += self.paid
        if self.unfunded:
            yield self.env.timeout(self.field.parameters.incident.advance_wait)

    def delay_by(self, minutes: float) -> float:
        """Return by how many minutes control came later for so many minutes of approval.

        Where nobody sets out before, by all of them; beside a rescue service, by as much as goods and acts would have
        sped up its work had they come so much sooner.
        """
        if not self.is_professional:
            return minutes
        if not minutes or not self.aids:
            return 0.0
        return max(0.0, self.controlled - end_of_work(self.work, self.began_work, self.aids, minutes))
