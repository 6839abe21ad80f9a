"""Districts that live apart: the same wherever they live, helped by aid, and no unit out of thin air."""

import json

import pytest

from coprod.laboratory.province import Province
from coprod.laboratory.province.hosts import LocalHost
from coprod.parameters import Parameters
from coprod.parameters.codes import ITEMS

SCARCE = {
    "town.streets": 1, "town.communities": 2, "town.residents_per_community": 300, "incident.utility_rate": 600.0,
    "reserve.household": 0.0, "reserve.street": 0.05, "reserve.agreement": 0.0, "reserve.district": 0.2,
    "reserve.city": 0.0, "reserve.lead_city": 240.0, "crew.carries": 0.0}
"""Districts in which every failure of power or water calls on stores that have little: a rescue service needs no stores."""


def province(aid, n=3, seed=3, **more):
    return Province([Parameters().replace(SCARCE | {"district.mutual_aid": aid} | more)] * n, seed)


def test_without_mutual_aid_each_district_is_a_model_of_its_own():
    from coprod.model import run

    members = province(0.0)
    apart = [run(parameters, seed, 25) for parameters, seed in zip(members.districts, members.seeds, strict=True)]
    together = members.run(25)
    assert together.aid.empty
    for one, result in zip(apart, together.results, strict=True):
        assert one.daily.equals(result.daily) and repr(one.outcomes) == repr(result.outcomes)


def test_aid_moves_goods_to_where_they_lack_and_reserves_meet_more():
    poor = SCARCE | {"incident.supply_share": 1.0}
    rich = SCARCE | {"reserve.district": 50.0, "incident.utility_rate": 0.0}
    alone, helped = (
        Province([Parameters().replace(one | {"district.mutual_aid": aid}) for one in (poor, rich)], seed=3).run(60)
        for aid in (0.0, 0.5))
    assert set(helped.aid.sender) == {1} and set(helped.aid.receiver) == {0}
    assert helped.outcomes.supply_rate[0] > alone.outcomes.supply_rate[0]


def test_every_unit_is_accounted_for():
    members = province(0.9, n=4)
    host = LocalHost(members.districts, members.seeds)
    transfers = members._step_all(host, 45, None)
    balances = [member.model.emergency_field.reserves.balance(item) for member in host._members for item in ITEMS]
    for b in balances:
        assert b.start + b.bought + b.taken_in == b.used + b.expired + b.sent + b.in_store + b.in_transit
    arrived = sum(b.taken_in for b in balances)
    assert 0 < arrived <= sum(transfer.units for _, transfer in transfers)


def test_a_longer_way_brings_aid_later():
    members = province(0.9, **{"district.aid_lead": 240.0})
    host = LocalHost(members.districts, members.seeds)
    transfers = members._step_all(host, 9, None)
    assert transfers and not any(b.taken_in for member in host._members
                             for b in map(member.model.emergency_field.reserves.balance, ITEMS))


def test_on_other_processes_the_province_is_the_same():
    members = province(0.9, n=3)
    here, there = members.run(12), members.run(12, workers=2)
    assert not here.aid.empty and here.aid.equals(there.aid)
    assert here.outcomes.equals(there.outcomes) and here.daily.equals(there.daily)


@pytest.mark.slow
def test_on_dask_the_province_is_the_same():
    distributed = pytest.importorskip("distributed")
    members = province(0.9, n=3)
    here = members.run(30)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        there = members.run(30, scheduler=local.scheduler_address)
    assert not here.aid.empty and here.aid.equals(there.aid)
    assert here.outcomes.equals(there.outcomes) and here.daily.equals(there.daily)


def test_the_command_tells_and_writes(coprod, tmp_path):
    small = [word for key, value in SCARCE.items() for word in ("--set", f"{key}={value}")]
    said = coprod("province", "baseline", "austerity", "--districts", 3, "--days", 5, *small, "--out", tmp_path / "p", "--json")
    facts = json.loads(said.out)
    assert [district["scenario"] for district in facts["districts"]] == ["baseline", "austerity", "baseline"]
    assert {path.name for path in (tmp_path / "p").iterdir()} >= {"outcomes.parquet", "daily.parquet", "aid.parquet",
                                                                 "district_2.toml", "provenance.json"}
    assert "一省2区" in coprod("province", "--districts", 2, "--days", 2, *small, "--lang", "zh").out


def test_a_scenario_of_many_districts_is_refused_in_words(coprod):
    refused = coprod("province", "megacity", "--days", 2)
    assert refused.status == 2 and "town.districts" in refused.err and "--districts" in refused.err
