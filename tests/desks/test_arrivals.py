"""What arrives: the right numbers, and the same ones whatever policy does."""

import numpy as np
import pytest
from scipy.stats import poisson

from coprod.fields.everyday.directives import DIRECTIVE_RECORD
from coprod.kernel.arrivals import poisson_counts
from coprod.kernel.streams import Streams
from coprod.kernel.work_items import DIRECTIVE, LEDGER
from coprod.parameters import Parameters
from tests.desks.offices import offices, standard_error


def requests(days=200, **changes):
    town = offices(**changes)
    return [town.requests.day(day) for day in range(days)]


def directives(days=100, **changes):
    town = offices(**changes)
    return np.concatenate([town.directives.day(day) for day in range(days)]), town.recorder.columns(DIRECTIVE_RECORD)


def total(days, name):
    return sum(getattr(day, name).sum() for day in days)


@pytest.mark.parametrize("rate", [0.0, 0.02, 0.4, 5.1, 60.0])
def test_counts_invert_the_poisson_distribution(rate):
    uniform = Streams(1).uniform("test", np.arange(3000))
    assert np.array_equal(poisson_counts(uniform, np.full(3000, rate)), np.maximum(poisson.ppf(uniform, rate), 0))


def test_requests_come_at_the_stated_rate():
    made = np.array([day.made for day in requests()])
    by_committee = made.mean(axis=0)
    assert by_committee.mean() == pytest.approx(5.1, abs=4 * standard_error(by_committee))
    assert made.var() / made.mean() == pytest.approx(1, abs=4 * (2 / made.size) ** 0.5)


def test_requests_are_the_same_in_both_arms():
    one, other = requests(60), requests(60, staff__enforcement=0.7, directive__lines=28, staff__count=9)
    for a, b in zip(one, other, strict=True):
        assert np.array_equal(a.items["origin"], b.items["origin"])
        same = (a.items["street_hours"] == 0) == (b.items["street_hours"] == 0)
        assert np.array_equal(a.items["hours"][same], b.items["hours"][same])
    assert total(one, "referred") > total(other, "referred") > 0


def test_more_requests_leave_the_others_as_they_are():
    few, many = requests(30), requests(30, request__rate=8.0)
    for a, b in zip(few, many, strict=True):
        kept = np.isin(b.items["origin"], a.items["origin"])
        assert np.array_equal(b.items["hours"][kept], a.items["hours"])


def test_authority_share_is_what_needs_authority():
    days = requests()
    share, made = total(days, "need_authority") / total(days, "made"), total(days, "made")
    assert share == pytest.approx(0.3, abs=4 * (0.21 / made) ** 0.5)
    assert total(days, "referred") == total(days, "need_authority")
    settled = requests(staff__enforcement=1.0)
    assert total(settled, "referred") == 0
    assert total(settled, "need_authority") == total(days, "need_authority")


def test_unowned_requests_fall_to_the_committee_or_are_left_to_a_department():
    with_duty, without = requests(), requests(request__backstop=0.0)
    assert total(with_duty, "declined") == 0 == total(without, "backstopped")
    assert total(with_duty, "backstopped") == total(without, "declined") > 0
    assert total(with_duty, "made") == total(without, "made")
    assert sum(day.items.size for day in without) == total(without, "made") - total(without, "declined")


def test_the_mandate_grows_by_categories():
    same, grown = requests(365), requests(365, request__mandate_growth=2.0)
    expected = 2.0 * 0.5 * 364 / 2 / 365 * 12 * 365
    more = total(grown, "made") - total(same, "made")
    assert more == pytest.approx(expected, abs=4 * expected**0.5)


def test_a_line_has_its_own_random_numbers_however_many_lines_there_are():
    few, _ = directives(directive__lines=3, directive__duplicate=0.0)
    many, _ = directives(directive__lines=20, directive__duplicate=0.0)
    many = many[many["line"] < 3]
    assert np.array_equal(np.sort(few, order=["origin", "work"]), np.sort(many, order=["origin", "work"]))


def test_every_line_reaches_every_desk_with_its_ledger():
    items, sent = directives()
    assert np.bincount(items["desk"]).tolist() == [2 * sent["id"].size] * 15
    assert (items["work"] == DIRECTIVE).sum() == (items["work"] == LEDGER).sum()
    first, d = sent["id"][~sent["duplicate"]].size, Parameters().directive
    expected = d.rate * d.lines * 100
    assert first == pytest.approx(expected, abs=4 * expected**0.5)


def test_other_lines_ask_again():
    _, sent = directives(days=400)
    first, again = (~sent["duplicate"]).sum(), sent["duplicate"].sum()
    assert again / first == pytest.approx(0.15, abs=4 * (0.15 * 0.85 / first) ** 0.5)
    parents = dict(zip(sent["id"][~sent["duplicate"]], sent["line"][~sent["duplicate"]], strict=True))
    lines = [(parents[i - 2048], line) for i, line in zip(sent["id"][sent["duplicate"]],
                                                          sent["line"][sent["duplicate"]], strict=True)]
    assert all(parent != line for parent, line in lines)


@pytest.mark.parametrize("changes", [
    {"directive__lines": 1}, {"directive__merge": 1.0}, {"directive__duplicate": 0.0, "directive__conflict": 0.0}])
def test_nothing_is_asked_twice_or_contradicted(changes):
    items, sent = directives(**changes)
    assert not sent["duplicate"].any()
    assert (items["needed"] == 1).all()


def test_no_ledgers_and_no_directives_when_switched_off():
    items, _ = directives(directive__ledger_auto=1.0)
    assert set(items["work"]) == {DIRECTIVE}
    assert directives(directive__rate=0.0)[0].size == 0


def test_a_day_is_the_same_wherever_one_starts():
    late, through = offices(), offices()
    for day in range(61):
        requests_of_day, directives_of_day = through.requests.day(day), through.directives.day(day)
    assert np.array_equal(late.requests.day(60).items, requests_of_day.items)
    assert np.array_equal(late.requests.day(60).made, requests_of_day.made)
    assert np.array_equal(late.directives.day(60), directives_of_day)
