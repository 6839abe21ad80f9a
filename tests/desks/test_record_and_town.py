"""What directives ask for in the town is done or only on record, and what follows from either (mech:C04)."""

import numpy as np
import pytest

from coprod import CoproductionModel, Parameters, run
from coprod.agents.inspecting import ByRecord, Everywhere, OnRecord
from coprod.fields.everyday.directive_content import content_shares, contents, daily_hours
from coprod.fields.everyday.directives import DIRECTIVE_RECORD
from coprod.fields.everyday.record_and_town import RECORD_DAYS, RecordAndTown
from coprod.fields.long_term.drills import DRILL
from coprod.kernel.calendar import DAYS_PER_MONTH
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import (
    CONTENT,
    DIRECTIVE,
    DONE,
    FIRMS,
    FORM,
    HAZARDS,
    LEDGER,
    REQUEST_RECORD,
    SHED,
    SYMBOLIC,
    TRAINING,
    VULNERABLE,
    make_items,
)
from tests.desks.offices import live, offices

STREET_OF = np.array([0, 0, 1])
RESIDENTS, HELPLESS = np.array([1000, 3000, 2000]), np.array([50, 150, 100])
OVERLOADED = {"directive.lines": 28, "staff.count": 5.0, "town.communities": 6, "town.residents_per_community": 400}


def directive(**changes):
    return Parameters().replace({f"directive.{name}": value for name, value in changes.items()}).directive


def record(**changes):
    parameters = Parameters().replace({key.replace("__", "."): value for key, value in changes.items()})
    return RecordAndTown(parameters, RESIDENTS, HELPLESS, STREET_OF)


def items(desk, content, hours, state=DONE, work=DIRECTIVE):
    rows = make_items(work=work, desk=np.asarray(desk), hours=hours, line=0, origin=0, arrived=0, ready=0, content=content)
    rows["state"] = state
    return rows


NONE = items([], FORM, 1.0)


def test_contents_come_in_their_shares_and_forms_are_what_is_left():
    d, n = directive(substance=0.6), 40_000
    drawn = np.bincount(contents(d, Streams(1).uniform("test", np.arange(n))), minlength=len(CONTENT)) / n
    shares = content_shares(d)
    assert shares.sum() == pytest.approx(1) and shares[FORM] == pytest.approx(0.4)
    assert np.abs(drawn - shares).max() < 4 * np.sqrt(0.25 / n)
    uniform = np.linspace(0.0001, 0.9999, 500)
    assert (contents(directive(substance=0.0), uniform) == FORM).all()
    assert (contents(directive(substance=1.0), uniform) != FORM).all()
    nothing = {f"about_{name}": 0.0 for name in CONTENT[1:]}
    assert (contents(directive(substance=1.0, **nothing), uniform) == FORM).all()


def test_a_directive_is_about_the_same_on_all_desks_and_under_all_policies():
    plain = offices()
    other = offices(staff__count=9, staff__shed_rate=0.9, directive__ledger_auto=0.7, directive__record_trust=0.9)
    seen = 0
    for day in range(60):
        a, b = plain.directives.day(day), other.directives.day(day)
        number = a["origin"] // plain.desks.n
        for one in np.unique(number):
            assert len(set(a["content"][(number == one) & (a["work"] == DIRECTIVE)])) == 1
        same = np.isin(a["origin"], b["origin"]) & (a["work"] == DIRECTIVE)
        about = dict(zip(b["origin"][b["work"] == DIRECTIVE], b["content"][b["work"] == DIRECTIVE], strict=True))
        assert [about[origin] for origin in a["origin"][same]] == a["content"][same].tolist()
        seen += same.sum()
    assert seen > 1000


def test_duplicates_are_paper_and_one_table_lessens_those_of_forms_alone():
    def sent(**changes):
        town = offices(directive__duplicate=0.4, **changes)
        for day in range(400):
            town.directives.day(day)
        return town.recorder.columns(DIRECTIVE_RECORD)

    def copied(found):
        first, copies = found["content"][~found["duplicate"]], found["id"][found["duplicate"]] - 2048
        again = np.isin(found["id"][~found["duplicate"]], copies)
        return [(again & chosen).sum() / chosen.sum() for chosen in (first == FORM, first != FORM)], (first == FORM).sum()

    plain, auto = sent(), sent(directive__ledger_auto=0.75)
    assert (plain["content"][plain["duplicate"]] == FORM).all()
    (forms, others), n = copied(plain)
    (forms_auto, others_auto), _ = copied(auto)
    error = 4 * (0.4 * 0.6 / n) ** 0.5
    assert forms == pytest.approx(0.4, abs=error) and forms_auto == pytest.approx(0.1, abs=error)
    assert others_auto == others == pytest.approx(0.4, abs=error * 1.2)
    assert np.array_equal(plain["content"][~plain["duplicate"]], auto["content"][~auto["duplicate"]])


def test_hours_done_are_those_of_what_was_done_and_streets_share_theirs_out():
    town = record()
    town.day(NONE, items([0, 1, 3, 4], HAZARDS, [2.0, 1.0, 4.0, 3.0]))
    assert town.search_hours == pytest.approx([2 + 4 / 4, 1 + 4 * 3 / 4, 3])
    assert town.done.sum() == pytest.approx(10)
    town.day(NONE, np.concatenate([items([0, 1], HAZARDS, 2.0, state) for state in (SYMBOLIC, SHED)]))
    assert town.search_hours.tolist() == [0, 0, 0]
    assert town.ticked[:, HAZARDS] == pytest.approx([2, 2, 0])
    town.day(NONE, items([0, 1], FORM, 2.0, work=LEDGER))
    assert not town.done.any()


def test_the_gap_is_the_ticked_share_of_the_record_and_fades_in_a_quarter():
    town = record()
    assert town.gap().tolist() == [0, 0, 0] and town.recorded() == pytest.approx([1, 1, 1])
    half = [np.concatenate([items([0, 1, 2], VULNERABLE, 1.0, state) for state in (DONE, SYMBOLIC)]), items([0, 1, 2], FORM, 9.0)]
    for _ in range(10 * RECORD_DAYS):
        town.day(items([0, 1, 2], VULNERABLE, 4.0), np.concatenate(half))
    assert town.gap() == pytest.approx(0.5, abs=1e-3) and town.recorded() == pytest.approx(0.5, abs=1e-3)
    before = town.gap()
    for _ in range(RECORD_DAYS):
        town.day(items([0, 1, 2], VULNERABLE, 2.0), items([0, 1, 2], VULNERABLE, 2.0))
    kept = (1 - 1 / RECORD_DAYS) ** RECORD_DAYS
    assert town.gap() == pytest.approx(before * kept, rel=1e-4)
    nothing = record(directive__substance=0.0)
    nothing.day(NONE, items([0], FORM, 1.0, SYMBOLIC))
    assert not nothing.gap().any() and not nothing.recorded().any() and (nothing.attention() == 1).all()


def test_who_is_known_settles_where_visits_and_forgetting_balance():
    town = record(directive__visit_hours=0.5, directive__visit_days=100.0)
    for _ in range(2000):
        town.day(NONE, items([0, 1, 2], VULNERABLE, [0.5, 1.5, 0.0 + 1.0]))
    a_day = np.array([0.5, 1.5, 1.0]) / 0.5 / HELPLESS
    assert town.known == pytest.approx(a_day * 100 / (1 + a_day * 100))
    usual = record()
    hours = daily_hours(Parameters().directive)[VULNERABLE] * (1 + RESIDENTS / np.array([4000, 4000, 2000]))
    a_day = hours / 0.5 / HELPLESS
    assert usual.known == pytest.approx(a_day * 180 / (1 + a_day * 180))


def test_visits_to_firms_count_as_the_share_of_inspections_that_is_followed_up():
    town = record(directive__firm_followed=0.2)
    for _ in range(1000):
        town.day(NONE, items([0, 1, 2], FIRMS, [0.9, 1.8, 0.45]))
    assert town.inspections() == pytest.approx(0.2 * np.array([0.9, 1.8, 0.45]) * DAYS_PER_MONTH / (3 * 3.0), rel=1e-3)
    assert not record(directive__firm_followed=0.0).inspections().any()


def test_districts_go_by_the_record_or_inspect_everywhere():
    seen = OnRecord(np.array([0.0, 0.5, 1.0]), 0.4)
    assert ByRecord().decide(seen) == pytest.approx([1, 0.8, 0.6])
    assert Everywhere().decide(seen).tolist() == [1, 1, 1]
    ticked = record(directive__record_trust=0.4)
    for _ in range(10 * RECORD_DAYS):
        ticked.day(items([0, 1, 2], HAZARDS, 2.0), items([0, 1, 2], HAZARDS, 2.0, SYMBOLIC))
    assert ticked.attention() == pytest.approx(0.6, abs=0.01) and ticked.gap() == pytest.approx(1.0, abs=1e-3)
    assert (record(directive__record_trust=0.0).attention() == 1).all()


def test_firms_feel_who_inspects_them_and_only_superiors_cost_hours():
    model = CoproductionModel(Parameters().replace({"town.communities": 40, "town.streets": 1, "property_firm.firms": 10,
                                                    "town.residents_per_community": 50, "property_firm.audit_rate": 0.0}), rng=1)
    firms = model.property_firms
    n = len(model.town.communities)
    effort, hours, inspected = [], [], []
    for superiors, visits in ((1.0, 0.0), (0.5, 0.0), (0.5, 0.3)):
        firms.expect(np.full(n, superiors), np.full(n, visits))
        assert firms.inspect_prob == pytest.approx(0.1 * superiors + visits)
        effort.append(firms.month().gain.mean())
        firms._plan_inspections(0)
        inspected.append((firms.table.inspection >= 0).mean())
        real = np.ones(len(firms.table), dtype=bool)
        hours.append(sum(firms._inspect(day, real)[0].sum() for day in range(28)) / 3.0 / len(firms.table))
    assert effort[1] < effort[0] < effort[2]
    error = 4 * (0.25 / len(firms.table)) ** 0.5
    assert inspected == pytest.approx([0.1, 0.05, 0.35], abs=error)
    assert hours[0] == inspected[0] and hours[1] == hours[2] == inspected[1]


def test_ordered_drills_are_held_when_their_hours_are_worked():
    model = CoproductionModel(Parameters().replace({"town.communities": 3, "town.residents_per_community": 100,
                                                    "volunteer.drill_freq": 0.0}), rng=1)
    drills, nobody = model.volunteer_corps.drills, np.zeros(len(model.residents), dtype=bool)
    ordered = np.array([5.0, 24.0, 0.0])
    for week in range(12):
        assert not drills.week(7 * week, nobody, ordered).any()  # their hours have been worked as directives
    held = np.bincount(drills._recorder.columns(DRILL)["community"], minlength=3)
    assert held.tolist() == [5, 12, 0]
    assert drills._ordered == pytest.approx([0, 144, 0])


def test_the_town_finds_by_hours_of_inspection_and_the_record_adds_up():
    model = CoproductionModel(Parameters().replace(OVERLOADED), rng=2)
    given = []
    discovery = model.patrol.discovery
    model.patrol.discovery = lambda hours, *rest: given.append(hours) or discovery(hours, *rest)
    asked = done = ticked = 0.0
    for day in range(60):
        before = model.patrol_hours + model.record_and_town.search_hours if day else None
        model.step()
        assert day == 0 or np.array_equal(given[day], before)
        town = model.record_and_town
        asked, done, ticked = asked + town.asked, done + town.done, ticked + town.ticked
    records = model.recorder.columns(REQUEST_RECORD)
    of_work = records["work"] == DIRECTIVE
    for state, total in ((DONE, done), (SYMBOLIC, ticked)):
        hours = np.bincount(records["content"][of_work & (records["state"] == state)],
                            records["hours"][of_work & (records["state"] == state)], len(CONTENT))
        assert total.sum(axis=0) == pytest.approx(hours)
    still = model.desks.open_items
    still = still[still["work"] == DIRECTIVE]
    assert (done + ticked).sum() + still["hours"].sum() == pytest.approx(asked.sum())
    inquired = [model.emergency_field.inquiries.record_gap(community) for community in range(6)]
    assert inquired == model.record_and_town.gap().tolist()
    assert ticked[:, TRAINING:].sum() > 0 and model.record_and_town.gap().min() > 0


def test_what_leaves_no_paper_is_ticked_first_and_no_more_is_ticked():
    flood = {"directive__lines": 28, "directive__rate": 1.0, "directive__ledger_hours": 0.0, "staff__switch_hours": 0.0}
    ticked = {}
    for rule in ("unseen_first", "newest_first"):
        town = offices(rules={"committee.tick_first": rule}, **flood)
        gone = np.concatenate([day.finished for day in live(town, 60)])
        gone = gone[(gone["state"] == SYMBOLIC) & (gone["work"] == DIRECTIVE)]
        ticked[rule] = np.bincount(gone["content"] != FORM, gone["hours"], 2)
    share = {rule: hours[1] / hours.sum() for rule, hours in ticked.items()}
    assert ticked["unseen_first"].sum() == pytest.approx(ticked["newest_first"].sum(), rel=0.02)
    assert share["newest_first"] == pytest.approx(0.5 / 1.15, abs=0.1)  # those asked again are paper
    assert share["unseen_first"] > share["newest_first"] + 0.1
    forms = offices(rules={"committee.tick_first": "newest_first"}, directive__substance=0.0, **flood)
    same = offices(directive__substance=0.0, **flood)
    for one, other in zip(live(forms, 30), live(same, 30), strict=True):
        assert np.array_equal(one.finished, other.finished)


def test_ticking_off_is_paid_for_in_the_town():
    small = OVERLOADED | {"town.communities": 3, "town.streets": 1, "town.residents_per_community": 200}
    ticking, keeping = (run(Parameters().replace(small | {"staff.shed_rate": rate}), 1, 80).outcomes for rate in (0.2, 0.0))
    assert keeping["record_gap"] == 0 and ticking["record_gap"] > 0.5
    assert ticking["substance_done"] < 0.8 * keeping["substance_done"] and ticking["known_share"] < keeping["known_share"]
    assert ticking["backlog"] < 0.5 * keeping["backlog"]  # the relief
    assert ticking["facility_condition"] < keeping["facility_condition"]  # districts believe the record


def test_without_substance_nothing_else_matters():
    small = {"town.communities": 3, "town.residents_per_community": 300, "directive.substance": 0.0}
    others = {"directive.record_trust": 0.9, "directive.firm_followed": 1.0, "directive.about_firms": 9.0,
              "directive.visit_days": 5.0}
    plain, other = (run(Parameters().replace(small | more), 1, 40).outcomes for more in ({}, others))
    assert {name for name in plain if repr(plain[name]) != repr(other[name])} == set()
    assert np.isnan(plain["record_gap"]) and plain["known_share"] == 0
