"""The time line tells what the records hold, in order, in both languages, and nothing else."""

from coprod.kernel.calendar import MINUTES_PER_DAY
from coprod.laboratory.timeline import SENTENCES_OF, busiest_day, by_hour, moments, together
from coprod.model import run
from coprod.parameters import load_scenario


def night():
    scenario = load_scenario("storm_night")
    return run(scenario.parameters, 1, 198).model


def test_a_night_is_told_in_order_and_completely():
    model = night()
    begin, end = 195 * MINUTES_PER_DAY, 197 * MINUTES_PER_DAY
    found = moments(model, begin, end)
    assert [one.minute for one in found] == sorted(one.minute for one in found) and found
    incidents = {kind.name: model.recorder.columns(kind) for kind in model.recorder.kinds()}["incident"]
    of_night = (incidents["started"] >= begin) & (incidents["started"] < end)
    assert sum(one.key == "begins" for one in found) == of_night.sum() >= 3
    controlled = (incidents["controlled"] >= begin) & (incidents["controlled"] < end)
    assert sum(one.key in ("controlled", "controlled_late") for one in found) == controlled.sum()
    for one in found:
        assert one.text("en") and one.text("zh") and "{" not in one.text("en") + one.text("zh")
    assert [moment for _, within in by_hour(found) for moment in within] == found


def test_moments_that_read_alike_in_one_minute_are_one_line():
    found = moments(night(), 195 * MINUTES_PER_DAY, 197 * MINUTES_PER_DAY)
    lines = together(found, "en")
    assert sum(len(communities) for _, communities, _ in lines) == len(found)
    assert len(lines) < len(found)


def test_an_empty_night_and_the_busiest_day():
    model = night()
    assert moments(model, 0, 0) == []
    day = busiest_day(model)
    counts = [len(moments(model, at * MINUTES_PER_DAY, (at + 1) * MINUTES_PER_DAY)) for at in range(model.day)]
    assert counts[day] == max(counts)
    assert set(SENTENCES_OF) >= {"incident", "signature", "outage", "response", "supply"}
