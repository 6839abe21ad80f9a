"""The resident rules once more, slowly and plainly, one person at a time.

This is the oracle: the columns of :mod:`coprod.fields.everyday.acts` must agree with it bit for
bit. It shares the formulas of the community's terms (weights of the acts) and nothing else.
"""

import numpy as np

from coprod.agents.decisions import DECISIONS
from coprod.agents.motives import payment_of
from coprod.agents.participation_utility import ACTS, REPORT, SHAM, TRAIN, act_weights, sham_weight
from coprod.town.population import RIDER

f4 = np.float32


class Person:
    """One resident with ordinary attributes."""

    def __init__(self, row, columns):
        self.row = row
        for name in columns.spec:
            setattr(self, name, getattr(columns, name)[row])


class SlowTown:
    """Everybody as an object, and the same week and day as the live rule."""

    def __init__(self, parameters, streams, town):
        self.r, self.p, self.c = parameters.resident, parameters.points, parameters.society
        self.streams, self.rule = streams, dict(parameters.rules).get("resident.act", "logit")
        self.payment = payment_of(DECISIONS["resident.act"].rules[self.rule])
        self.people = [Person(row, town.residents) for row in range(len(town.residents))]
        ties = town.ties
        self.neighbours = [ties.indices[ties.indptr[i] : ties.indptr[i + 1]] for i in range(len(self.people))]

    def begin_week(self, credibility):
        """Renew every person's habit and motive, then what they make of their neighbours."""
        gain = f4(1 - 0.05 ** (7 / self.r.habit_days))
        paid = self.p.reward > 0 and self.p.exchange == "individual"
        goal = f4(1 - self.r.motive_erosion if paid else 1.0)
        rate = f4(1 - (1 - (self.r.erosion_rate if paid else self.r.erosion_recovery)) ** 7)
        for person in self.people:
            person.habit += gain * (person.active - person.habit)
            person.was_active, person.active = person.active, np.False_
            person.motive += rate * (goal - person.motive)
        self.credibility = credibility
        self.weights = act_weights(self.r, self.p, credibility, payment=self.payment)
        self.sham = sham_weight(self.r, self.p, credibility, payment=self.payment)
        for person in self.people:
            self.renew_probability(person)

    def renew_probability(self, person):
        """Compute one person's chance of acting on a day of this week."""
        if person.age < self.r.adult_age:
            person.act_probability = f4(0)
            return
        utility = self.utility(person)
        pull = np.exp(np.array([utility / f4(self.r.choice_noise)]))[0]
        weights = self.weights[person.community, int(person.kind == RIDER), person.motive_type]
        odds = pull * f4(weights.sum()) + f4(self.sham[person.community, person.motive_type])
        person.act_probability = odds / (1 + odds)

    def utility(self, person):
        """Return the part of utility that all real acts share."""
        r = self.r
        known = self.neighbours[person.row]
        norm = f4(sum(int(self.people[i].was_active) for i in known) / max(len(known), 1))
        return (
            person.motivation * person.motive * f4(self.left(person))
            + f4(self.p.recognition)
            + f4(r.habit_weight) * person.habit
            + f4(r.norm_weight) * (norm - f4(0.5))
            + f4(r.risk_weight) * person.perceived_risk
            + f4(r.trust_weight) * person.trust
            - f4(r.burnout_weight) * person.burnout
            - f4(r.time_weight) * person.time_cost
        )

    def left(self, person):
        """Return the share of the motive that payment leaves one person."""
        r, p = self.r, self.p
        if self.rule == "crowding":
            return (1 - r.crowding_categorical * (p.reward > 0)) * np.exp(-r.crowding_marginal * p.reward)
        if p.reward == 0 or p.exchange == "collective":
            return 1.0
        loss = r.signal_loss * np.exp(-p.reward * p.price * self.credibility[person.community] / r.signal_scale)
        return 1 - loss * (1.0, 0.5, 0.0)[person.motive_type]

    def day(self, day):
        """Let everybody decide; return (row, act, effective) of those who act."""
        uniform = self.streams("act", day).random(len(self.people), dtype=f4)
        done = []
        for person in self.people:
            if uniform[person.row] < person.act_probability:
                act = self.choose(person, uniform[person.row])
                effective = self.streams.uniform_scalar("ability", person.row, day) < self.ability(person, act)
                person.active, person.acts = np.True_, person.acts + 1
                if act == TRAIN and effective:
                    person.skill += f4(self.r.training_gain) * (1 - person.skill)
                done.append((person.row, act, effective))
        return done

    def choose(self, person, uniform):
        """Return the act in whose share of the person's chance the draw falls."""
        chance = float(person.act_probability)
        weights = self.weights[person.community, int(person.kind == RIDER), person.motive_type]
        real = 1 - f4(self.sham[person.community, person.motive_type]) * (1 - chance) / chance
        edges = real * (np.cumsum(weights) / weights.sum())
        return min(sum(float(uniform) / chance >= edge for edge in edges), SHAM)

    def ability(self, person, act):
        """Return the chance that the act has effect."""
        if ACTS[act] in ("patrol", "help"):
            substance = 1 - self.c.civic_ritual * (1 - self.c.civic_empowerment)
            return (self.r.unskilled_ability + (1 - self.r.unskilled_ability) * float(person.skill)) * substance
        if act == REPORT:
            return 1.0 if person.app_reach else self.r.report_without_app
        return 0.0 if act == SHAM else 1.0
