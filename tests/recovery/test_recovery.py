"""Recovery: the queues of assessors, money and crews, relief and trust, and neighbours who help (note:B19)."""

import numpy as np
import pytest
import simpy

from coprod.agents.repairs import ByNeed, FirstCome, RepairJob
from coprod.fields.long_term.news import News
from coprod.fields.long_term.recovery import DISTRICT_PAYS, OWNERS_PAY, REPAIR, Damage, Recovery
from coprod.fields.long_term.relief import RELIEF
from coprod.kernel.records import Recorder
from coprod.kernel.streams import Streams
from coprod.parameters import Parameters
from coprod.parameters.codes import FIRE
from coprod.resources.repair_money import RepairMoney, next_grant
from coprod.resources.supplies import Supply
from tests.approvals.ladders import close
from tests.approvals.test_station import batches
from tests.emergencies.fields import dotted, town
from tests.theory import queues

BARE = {"resilience__assess_hours": 0.0, "resilience__repair_public": 0.0, "resilience__help_most": 0.0,
        "resilience__relief_kits": 0.0, "resilience__relief_yuan": 0.0}
"""Nothing but the queue for a crew."""


class Shop:
    """A reserve that brings everything, or nothing, after some minutes."""

    def __init__(self, env, minutes=60.0, short=0):
        self.env, self.minutes, self.short = env, minutes, short

    def draw(self, incident, community, item, amount):
        yield self.env.timeout(self.minutes)
        return Supply(self.minutes, 1, amount - self.short, self.short, self.minutes)


def recovery(shop=None, rules=None, **changes):
    """Return a live recovery of a town of four communities, its clock, its records and its news."""
    env, recorder, news = simpy.Environment(), Recorder(), News(4, 2.0)
    parameters = Parameters().replace({"town.communities": 4, "town.streets": 2, "town.residents_per_community": 500}
                                      | dotted(changes) | {f"rules.{name}": rule for name, rule in (rules or {}).items()})
    live = Recovery(env, parameters, town(), recorder, shop(env) if shop else None, news)
    return live, env, recorder, news


def damage(number=0, **changes):
    return Damage(**({"incident": number, "kind": FIRE, "community": 0, "size": 1.0, "yuan": 10_000.0} | changes))


def begin(live, env, at, one):
    def struck():
        yield env.timeout(at)
        live.begin(one)

    env.process(struck())


def repairs(recorder, kind=REPAIR):
    found = recorder.columns(kind)
    order = np.argsort(found["incident"], kind="stable")
    return {name: column[order] for name, column in found.items()}


@pytest.mark.parametrize("servers", [1, 3])
def test_the_queue_for_a_crew_is_that_of_erlang(servers):
    live, env, recorder, _ = recovery(resilience__repair_crews=servers, incident__recovery_hours=1.0, **BARE)
    n, streams, offered = 12_000, Streams(4), 0.8 * servers
    rows = np.arange(n)
    at = np.cumsum(-np.log(streams.uniform("gap", rows)) / offered) * 60
    size = -np.log(streams.uniform("work", rows))
    for row in rows:
        begin(live, env, at[row], damage(int(row), size=float(size[row])))
    env.run()
    found = repairs(recorder)
    waited = ((found["begun"] - found["controlled"]) / 60)[n // 20 :]
    assert close(batches(waited), queues.waiting_time(servers, offered))
    assert close(batches(waited > 1e-9), queues.erlang_c(servers, offered))
    assert not live.open.any() and not live.wear.any() and live.away == live.unfunded == 0


def test_every_repair_is_counted_until_it_is_done_and_makes_facilities_worse():
    live, env, _, _ = recovery(**BARE | {"resilience__repair_wear": 0.01})
    live.begin(damage(displaced=7, size=2.0))
    env.run(until=1)
    assert live.open.tolist() == [1, 0, 0, 0] and live.away == 7
    lost = 0.01 * 2 * 5000 / town().communities.residents[0]
    assert live.worn(np.full(4, 0.5)) == pytest.approx([0.5 * (1 - lost), 0.5, 0.5, 0.5])
    env.run()
    assert not live.open.any() and live.away == 0
    sound = np.full(4, 0.5)
    assert live.worn(sound) is sound


def test_money_comes_by_the_month_and_what_it_cannot_pay_waits():
    money = RepairMoney(np.array([1200.0]))
    assert money.left(0, 0) == 100 and money.left(31, 0) == 200 and next_grant(0) == 31 and next_grant(360) == 365
    assert money.pay(0, 0, 100.0) and not money.pay(0, 0, 1.0) and money.pay_part(31, 0, 1e9) == 100
    assert money.left(364, 0) == 1000 and money.left(365, 0) == 100  # what is left in December lapses


def test_a_bill_is_paid_by_the_district_the_next_month_or_in_the_end_the_owners():
    a_month = 10 / 12 * town().communities.residents.sum()
    usual = {**BARE, "resilience__repair_public": 1.0, "resilience__repair_budget": 10.0}
    for days, payer in ((60.0, DISTRICT_PAYS), (10.0, OWNERS_PAY), (0.0, OWNERS_PAY)):
        live, env, recorder, _ = recovery(**usual, resilience__self_fund_days=days)
        live.begin(damage(0, yuan=a_month * 0.9))
        live.begin(damage(1, yuan=a_month * 0.9))
        env.run()
        found = repairs(recorder)
        assert found["payer"].tolist() == [DISTRICT_PAYS, payer]
        assert found["funded"].tolist() == [0.0, min(31.0, days) * 1440]
        assert live.paid_today().sum() == pytest.approx(a_month * 0.9 * (1 + (payer == DISTRICT_PAYS)))
        assert live.paid_today() is None


def test_need_goes_before_turn_and_shortens_waiting_where_work_differs():
    home, hall = RepairJob(1, 0, 10, 2, 2.0, 1.0), RepairJob(2, 0, 0, 0, 8.0, 30.0)
    assert ByNeed().decide(home) < ByNeed().decide(hall) and FirstCome().decide(home) == FirstCome().decide(hall)
    away = {}
    for rule in ("first_come", "need"):
        live, env, recorder, _ = recovery(rules={"district.repair_order": rule}, resilience__repair_crews=1, **BARE)
        for number in range(20):
            live.begin(damage(number, size=2.0 if number % 2 else 0.5, displaced=0 if number % 2 else 8))
        env.run()
        away[rule] = repairs(recorder)["person_hours"].sum()
    assert away["need"] < 0.7 * away["first_come"]


def test_prompt_relief_wins_trust_and_late_or_short_relief_loses_it():
    changes = {}
    for name, minutes, short in (("prompt", 60.0, 0), ("late", 1200.0, 0), ("short", 60.0, 4)):
        live, env, recorder, news = recovery(lambda env, m=minutes, s=short: Shop(env, m, s), resilience__relief_kits=0.4)
        live.begin(damage(displaced=10), load=0.5)
        env.run()
        found = repairs(recorder, RELIEF)
        assert found["hours"] == pytest.approx(minutes / 60 + 0.1 * 4 * 2 * (1 - live.help_share(0)), abs=0.3)
        changes[name] = news.relief[0]
    p = Parameters().resilience
    assert changes == {"prompt": pytest.approx(p.relief_trust), "late": pytest.approx(-p.relief_distrust),
                       "short": pytest.approx(-p.relief_distrust)}
    live, env, recorder, news = recovery(Shop, resilience__relief_kits=0.0)
    live.begin(damage(displaced=10))
    env.run()
    assert not news.relief.any() and not recorder.columns(RELIEF)["hours"].size


def test_neighbours_take_over_a_share_of_the_work_and_none_if_none_helps():
    hours = {}
    for acts in (0.0, 4.0, 1e9):
        live, env, recorder, _ = recovery(**BARE | {"resilience__help_most": 0.3, "resilience__help_half": 4.0})
        live.helped[:] = acts
        live.begin(damage())
        env.run()
        hours[acts] = repairs(recorder)["work_hours"][0]
    usual = Parameters().incident.recovery_hours
    assert list(hours.values()) == pytest.approx([usual, 0.85 * usual, 0.7 * usual])
    live.helped[:] = 7.0
    for _ in range(200):
        live.day(np.zeros(4))
    assert live.helped == pytest.approx(np.zeros(4), abs=1e-9)
    assert live.call_for_help().tolist() == [0.0] * 4


def test_levers_at_zero_switch_off():
    live, env, recorder, _ = recovery(**BARE | {"resilience__repair_crews": 0, "resilience__assessors": 0,
                                                "resilience__assess_hours": 5.0, "resilience__repair_alone": 2.0})
    for number in range(9):
        live.begin(damage(number))
    env.run()
    found = repairs(recorder)
    assert (found["begun"] == 0).all() and found["work_hours"] == pytest.approx(2 * Parameters().incident.recovery_hours)
