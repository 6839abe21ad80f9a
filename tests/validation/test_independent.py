"""Measures of the independent patterns, on runs that one can count by hand."""

import numpy as np
import pytest

from coprod.fields.emergency.incident_record import BYSTANDER, INCIDENT, NOBODY
from coprod.fields.emergency.lifelines import OUTAGE
from coprod.fields.emergency.shock_impacts import SHOCK_RECORD
from coprod.fields.emergency.warning_record import WARNING
from coprod.fields.everyday.hazards import HAZARD_RECORD
from coprod.fields.everyday.points import REPORT_RECORD
from coprod.kernel.records import Recorder
from coprod.kernel.shock import SHOCKS
from coprod.laboratory.validation.measures import MEASURES
from coprod.laboratory.validation.observed import WARM_UP, _active
from coprod.parameters.codes import WATERLOGGING
from coprod.town.infrastructure import POWER, ROAD
from tests.validation.test_measures import BEGIN, at, seen, with_incidents


def with_records(kind, *rows, **given):
    recorder = Recorder()
    for row in rows:
        recorder.append(kind, **(dict.fromkeys(kind.fields, 0) | row))
    return seen(recorder=recorder, **given)


def reports(*rows):
    return with_records(REPORT_RECORD, *({"resident": who, "day": WARM_UP + day, "valid": valid} for who, day, valid in rows))


def test_shares_active_by_span():
    """Twelve months; one of four acts monthly, one once; a child and the very old are not asked."""
    acts = np.zeros((13, 4), dtype=int)
    acts[:, 0] = np.arange(13)
    acts[5:, 1] = 1
    acts[:, 3] = np.arange(13)
    found = _active(list(acts), np.array([18, 69, 40, 70]))
    assert found["month"] == pytest.approx((12 / 3 + 1 / 3) / 12)
    assert found["quarter"] == pytest.approx((4 / 3 + 1 / 3) / 4)
    assert found["year"] == pytest.approx(2 / 3)


def test_who_reports_how_often():
    run = reports(*[(1, day, True) for day in range(8)], (2, 0, True), (3, 9, False), *[(who, 3, True) for who in range(4, 11)])
    assert MEASURES["reported_once"](run) == (9, 10)
    assert MEASURES["reports_by_busiest"](run) == (8, 17)


def test_reporting_again_after_a_first_success():
    """Of two whose first report worked one comes back; of two others one, but too late; a first report long ago is left out."""
    run = reports((1, 0, True), (1, 20, False), (2, 5, True), (3, 5, False), (4, 5, False), (4, 300, True), (5, -1, True),
                  (5, 0, True))
    assert MEASURES["again_after_success"](run) == (0.5, 0)


def test_half_of_the_hazards_lie_in_few_buildings():
    found = [*[3] * 6, *[1] * 2, *[4] * 2]
    run = with_records(HAZARD_RECORD, *({"building": where, "found": WARM_UP} for where in found), {"building": 0, "found": -1},
                       buildings=20)
    assert MEASURES["places_of_half"](run) == (1, 20)


def test_flood_damage_of_the_costliest_days():
    """Twenty days with floods of 1 yuan, but two on the first with 40 each: two days of twenty hold 81 of 99."""
    days = [at(24 * day) for day in range(20)]
    run = with_incidents(*({"type": WATERLOGGING, "started": start, "loss_yuan": 1.0} for start in days[1:]),
                         *({"type": WATERLOGGING, "started": days[0], "loss_yuan": 40.0} for _ in range(2)))
    assert MEASURES["costliest_days"](run, kind="waterlogging") == (81, 99)


def test_hours_without_power_are_per_resident():
    """Four hours in a community of 4,000 of 10,000: 1.6 hours a head; roads and the warm-up do not count."""
    out = {"service": POWER, "community": 0, "failed": BEGIN, "restored": BEGIN + 240}
    run = with_records(OUTAGE, out, out | {"service": ROAD}, out | {"failed": BEGIN - 1})
    part, whole = MEASURES["hours_without_power"](run)
    assert part / whole == pytest.approx(1.6)


def test_late_arrivals_and_help_after_an_earthquake():
    run = with_incidents(*({"type": WATERLOGGING, "arrived": BEGIN + minutes, "reported": BEGIN} for minutes in range(11)))
    assert MEASURES["late_to_mean"](run, kind="waterlogging") == (9, 5)
    recorder = Recorder()
    recorder.append(SHOCK_RECORD, **(dict.fromkeys(SHOCK_RECORD.fields, 0) | {"id": 7, "kind": SHOCKS.index("earthquake")}))
    for shock, who, people in ((7, BYSTANDER, 1), (7, NOBODY, 1), (7, BYSTANDER, 0), (8, BYSTANDER, 1)):
        recorder.append(INCIDENT, **(dict.fromkeys(INCIDENT.fields, 0) | {
            "started": BEGIN, "shock": shock, "first_responder": who, "people": people}))
    assert MEASURES["helped_first_in"](seen(recorder=recorder), shock="earthquake") == (1, 2)


def test_hours_from_warning_to_response():
    def warned(*minutes):
        return with_records(WARNING, *({"day": WARM_UP, "warned": 0.0, "declared": minute} for minute in minutes))

    slow, quick = warned(*np.arange(0, 660, 60.0), np.nan), warned(60.0)
    assert MEASURES["hours_to_response"](slow) == pytest.approx(9)
    assert MEASURES["later_response"](quick, slow) == pytest.approx(4)


def test_requests_and_reports_of_two_arms():
    class Series:
        def series(self, name):
            return np.r_[np.zeros(WARM_UP), np.full(10, 4.0)]

    def town(n):
        return with_records(REPORT_RECORD, *({"day": WARM_UP} for _ in range(n)), daily_series=Series(), communities=[0, 0])

    assert MEASURES["asked_and_reported"](town(10), town(30)) == pytest.approx(1.0)
