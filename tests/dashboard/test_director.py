"""The street director: a plan is policies in time, takes what the model books, and changes no quarter before its own."""

import numpy as np
import pytest

from coprod.interfaces.dashboard.director import results
from coprod.interfaces.dashboard.director.plan import ENDS, director_year, read, read_draft, written
from coprod.interfaces.dashboard.director.views import director, played_and_plan, runs_of
from coprod.interfaces.dashboard.lessons import Text
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.pages.lessons import contents
from coprod.interfaces.dashboard.reducers import reduce_state
from coprod.interfaces.dashboard.session import Session
from coprod.interfaces.dashboard.state import State, read_address
from coprod.model import run
from coprod.parameters.model import declarations_by_key

YEAR = director_year()
PLANS = tuple(YEAR.fixed_plan(i) for i in (1, 4, 2, 3))
"""A year in which every quarter has another plan."""
SMALL = {"town.residents_per_community": 60}


def on(page="director", **more):
    return State(page=page, **more)


def level(name, n, plan=YEAR.start):
    return tuple(n if item.name == name else old for item, old in zip(YEAR.items, plan, strict=True))


def texts_of(thing):
    if isinstance(thing, Text):
        yield thing
    elif hasattr(type(thing), "model_fields"):
        for name in type(thing).model_fields:
            yield from texts_of(getattr(thing, name))
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts_of(one)


def test_every_text_is_there_in_both_languages_and_every_lever_can_change_in_the_middle_of_a_year():
    found = list(texts_of(YEAR))
    assert len(found) > 30 and all(any("\u4e00" <= mark <= "\u9fff" for mark in one.zh) for one in found)
    known = declarations_by_key()
    for item in YEAR.items:
        assert all(known[key].changeable and known[key].role == "lever" for key in item.set), item.name
        assert all(value == YEAR.base.value(key) for key, value in YEAR.settings(YEAR.start).items()), "not as it always was"


def test_every_level_can_be_afforded_and_not_everything_at_once():
    for number, item in enumerate(YEAR.items):
        for n in range(item.n_levels):
            alone = tuple(n if i == number else 0 for i in range(len(YEAR.items)))
            assert YEAR.over(alone) is None, (item.name, n)
    assert YEAR.over(tuple(item.n_levels - 1 for item in YEAR.items)) is not None
    assert all(YEAR.over(YEAR.fixed_plan(i)) is None for i in range(len(YEAR.fixed)))
    assert len({YEAR.fixed_plan(i) for i in range(len(YEAR.fixed))}) == len(YEAR.fixed)


def test_what_a_plan_takes_is_the_sum_of_its_parts():
    idle = YEAR.takes(tuple(0 for _ in YEAR.items))
    for plan in (*PLANS, YEAR.start):
        parts = [YEAR.parts(i)[n] for i, n in enumerate(plan)]
        assert idle.hours + sum(part.hours for part in parts) == pytest.approx(YEAR.takes(plan).hours)
        assert idle.yuan + sum(part.yuan for part in parts) == pytest.approx(YEAR.takes(plan).yuan)


def test_people_and_equipment_cost_in_the_plan_what_the_model_books():
    days = 28
    base = YEAR.base.replace(SMALL)
    for name, n, account in (("colleagues", 2, "wage_yuan"), ("ready", 2, "readiness_yuan")):
        plan = level(name, n)
        booked = [run(base.replace(dict(settings)), 1, days).daily[account].sum()
                  for settings in ({}, YEAR.settings(plan))]
        planned = YEAR.takes(plan).yuan - YEAR.takes(YEAR.start).yuan
        assert (booked[1] - booked[0]) / days * 365 / 4 == pytest.approx(planned, rel=1e-9), name


def test_a_plan_is_a_policy_of_its_quarter_and_the_year_as_always_has_none():
    policies = YEAR.parameters([YEAR.start, PLANS[1]]).policies
    assert [(one.begins, one.until) for one in policies] == [(90, 181)]
    assert dict(policies[0].settings)["infrastructure.backup"] == YEAR.settings(PLANS[1])["infrastructure.backup"]
    assert YEAR.parameters([YEAR.start] * 4) == YEAR.base


def test_later_choices_change_no_earlier_quarter_to_the_last_byte():
    base = YEAR.base.replace(SMALL)

    def played(plans, days):
        parameters = base.model_copy(update={"policies": YEAR.parameters(plans).policies})
        return run(parameters, YEAR.seed, days).daily

    whole, other = played(PLANS, ENDS[3]), played((*PLANS[:2], YEAR.start, YEAR.start), ENDS[3])
    for n, end in enumerate(ENDS[:2], 1):
        alone = played(PLANS[:n], end)
        for column in alone.columns:
            first = alone[column].to_numpy().tobytes()
            for longer in (whole, other):
                assert longer[column].to_numpy()[:end].tobytes() == first, (n, column)
    assert whole["backlog_hours"].to_numpy()[ENDS[1]:].tobytes() != other["backlog_hours"].to_numpy()[ENDS[1]:].tobytes()


@pytest.fixture(scope="module")
def years():
    """Return the year of four plans up to the end of each quarter, and those that it is compared with."""
    own = [LIBRARY.get(YEAR.parameters(PLANS[:n]), YEAR.seed, ENDS[n - 1]) for n in (1, 2, 3, 4)]
    return own, [LIBRARY.get(*one) for one in runs_of(())]


def test_what_is_said_of_a_quarter_stays_so_whatever_comes_later(years):
    own, _ = years
    for n, plan in enumerate(PLANS):
        said = [results.quarter(one, n, plan) for one in own[n:]]
        assert all(str(one) == str(said[0]) for one in said), n


def test_a_year_is_its_quarters(years):
    whole = results.year(years[0][3], PLANS)
    quarters = [results.quarter(years[0][3], n, plan) for n, plan in enumerate(PLANS)]
    for name in ("loss", "unsolved", "acts", "money"):
        assert whole[name] == pytest.approx(sum(one[name] for one in quarters)), name
    for name in ("backlog", "hazards", "gap"):
        assert whole[name] == quarters[3][name]


def test_the_total_is_the_model_s_and_the_ledger(years):
    run_, ledger = years[0][3], sum(YEAR.ledger(plan) for plan in PLANS)
    assert ledger == pytest.approx(3 * 4 * YEAR.ledger_yuan / 4), "three of the plans merge all ledgers of four communities"
    assert results.total(run_, PLANS) == run_.outcomes["total_cost"] + ledger


def test_the_points_store_never_pays_more_than_was_set_aside_for_it(years):
    for run_, plans in ((years[0][3], PLANS), (years[1][0], [YEAR.start] * 4)):
        aside = sum(YEAR.takes(plan).yuan - YEAR.takes(level("points", 0, plan)).yuan for plan in plans)
        assert 0 < run_.outcomes["points_cost"] <= aside


def test_the_best_year_is_the_best_by_what_was_chosen():
    rows = [{"total": 3.0, "golden": 0.5, "gap": np.nan}, {"total": 2.0, "golden": 0.1, "gap": 0.2}, {"total": 2.0, "golden": 0.9,
            "gap": 0.1}]
    assert results.best(rows) == 1 and results.best(rows, "golden") == 2 and results.best(rows, "gap") == 2
    assert results.best([{"gap": np.nan}], "gap") is None


def page(n, runs, **more):
    return director(on(year=written(PLANS[:n]), **more), runs)


def test_nothing_of_a_quarter_that_was_not_played_is_sent(years):
    own, others = years
    for n in range(4):
        needed = runs_of(PLANS[:n])
        assert all(one[2] <= ENDS[n - 1] for one in needed[:1 if n else 0]), "one's own year is run beyond what was played"
        shown = page(n, [*own[n - 1:n], *others] if n else others)
        assert len(shown["played"]) == n and shown["end"] is None
        text = repr(shown)
        for later in YEAR.quarters[n + 1:]:
            assert later.name.en not in text and later.brief.en not in text
        swapped = page(n, [*own[n - 1:n], others[0], *others[:0:-1]] if n else others[::-1])
        assert repr(swapped) == text, "the page depends on years that are not compared yet"


def test_the_end_shows_all_years_with_the_best_marked(years):
    own, others = years
    for lang in ("en", "zh"):
        end = director(on(year=written(PLANS), lang=lang), [own[3], *others])["end"]
        totals = [row["cells"]["total"] for row in end["rows"]]
        assert len(totals) == 1 + len(YEAR.fixed) and totals[end["best"]] == min(totals)
        assert f"{abs(totals[1] - totals[0]):,.0f}" in end["verdict"]
        assert ({"en": "yuan less than", "zh": "少花"}[lang] in end["verdict"]) == (totals[0] < totals[1])
    assert totals[1] == pytest.approx(others[0].outcomes["total_cost"])


def test_while_the_runs_are_made_the_page_says_so():
    assert page(1, [None] * 6)["busy"] and not page(1, [None] * 6)["played"]
    assert not page(0, [None] * 5)["busy"] and not page(1, [None] * 6, lang="zh").get("measures")


def test_a_year_is_played_by_its_address_and_undone():
    session, pushed = Session(), []
    session.read("page=director", "en")
    session.on_event({"do": "plan", "plan": written([PLANS[0]])}, pushed.append)
    session.on_event({"do": "play", "quarter": 0}, pushed.append)
    session.on_event({"do": "play", "quarter": 0}, pushed.append)  # pressed twice
    state, notices = read_address(pushed[-1][2:], "en")
    assert not notices and played_and_plan(state) == ((PLANS[0],), PLANS[0])
    session.read(pushed[-1][2:], "en")
    session.on_event({"do": "undo"}, pushed.append)
    assert played_and_plan(read_address(pushed[-1][2:], "en")[0]) == ((), PLANS[0])
    again, _ = reduce_state(on(year=written(PLANS), seed=7), {"do": "reset"})
    assert again.year == "" and again.seed == 7


def test_a_plan_beyond_the_means_is_refused_in_one_sentence():
    dear = level("colleagues", 2)
    state, notice = reduce_state(on(plan=written([dear])), {"do": "play", "quarter": 0})
    assert state.year == "" and "168,000 yuan of 120,000" in notice.values["sentence"]
    assert director(state, [None] * 5)["quarter"]["over"] == notice.values["sentence"]
    session = Session()
    session.read(f"page=director&plan={written([dear])}", "zh")
    session.on_event({"do": "play", "quarter": 0}, print)
    assert len(session.notices) == 1 and "168,000" in session.notices[0]


@pytest.mark.parametrize("entry", ["year=1.2", "year=" + written([level("colleagues", 2)]), "year=" + written(PLANS * 2),
                                   "plan=9.9.9.9.9.9.9", "plan=a", "year=-1.0.0.0.0.0.0", "year=٣.0.0.0.0.0.0"])
def test_an_address_that_is_no_year_is_named(entry):
    state, notices = read_address(f"page=director&{entry}", "en")
    assert (state.year, state.plan) == ("", "") and [one.key for one in notices] == ["notice.plan"]


def test_plans_are_written_and_read_alike():
    assert read(written(PLANS)) == PLANS and read("") == () and read_draft(written(PLANS[:1])) == PLANS[0]


def test_the_lesson_stands_in_the_list():
    listed = contents(State())["lessons"]
    assert listed[-1]["page"] == "director" and [one["n"] for one in listed] == list(range(1, len(listed) + 1))
    assert all(listed[-1][name] for name in ("title", "stake", "about", "minutes"))
