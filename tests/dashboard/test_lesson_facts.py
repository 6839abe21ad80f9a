"""What the lessons say in numbers is what the two runs have: a test per lesson compares its stake and its story with them."""

import re

import numpy as np
import pytest

from coprod.interfaces.dashboard.hooks import Worlds
from coprod.interfaces.dashboard.incidents import outages_of
from coprod.interfaces.dashboard.lessons import shipped
from coprod.interfaces.dashboard.library import LIBRARY
from coprod.interfaces.dashboard.pages.lessons import step
from coprod.interfaces.dashboard.question import figure, unit_of_measure
from coprod.interfaces.dashboard.state import State
from coprod.town.population import KINDS

LESSONS = [lesson for lesson in shipped() if lesson.question]

EN = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|half|hundred|thousand)\b", re.I)
ZH = re.compile(r"[\d零一二两三四五六七八九十百千万半倍]")
NO_NUMBER = {"en": (), "zh": ("一位居民", "少一分", "多等一分钟", "一年下来", "5月", "8月", "“三合一”",
                                "同一批")}
"""Words that count nothing."""


def event(lesson, number=0):
    return lesson.parameters("a").events[number]


def clock(lesson, number=0):
    minutes = round(event(lesson, number).hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def kinds_of_event(lesson):
    return [one.type for one in lesson.parameters("a").events]


def skilled_nearby(a, kind):
    people, place = a.model.town.residents, a.scripted["community"]
    return ((people.community == place) & people.skilled & (people.kind == KINDS.index(kind))).any()


FACTS = {
    "three-stamps": [
        ("23:40", "23:40", lambda one, a, b: clock(one) == "23:40"),
        ("four people are trapped", "四人被困", lambda one, a, b: event(one).people == 4 == a.scripted["people"]),
        ("three levels of signatures", "三级签批", lambda one, a, b: one.parameters("a").approval.levels == 3),
        ("power room of an estate is flooding, the lifts stop", "配电房正在进水，电梯停运", lambda one, a, b:
         kinds_of_event(one)[:3] == ["waterlogging", "utility_failure", "lift_entrapment"]),
        ("few of those who sign", "签批人大多不在岗", lambda one, a, b: one.parameters("a").approval.duty_night < 0.5),
        ("This is one street, twice", "同一条街道的两个世界", lambda one, a, b: a.layout == b.layout),
        ("On 15 July at 23:40", "7月15日23:40", lambda one, a, b: event(one).day == 31 + 28 + 31 + 30 + 31 + 30 + 14),
    ],
    "points-store": [
        ("every recorded patrol, report or drill earns a point", "每次有记录就得1分",
         lambda one, a, b: one.parameters("b").points.reward == 1 and one.parameters("a").points.reward == 0),
        ("the same four communities", "同样的四个社区", lambda one, a, b: len(a.layout["communities"]) == 4),
        ("on 29 January", "1月29日", lambda one, a, b: one.parameters("b").points.opens == 28),
        ("earns one point, worth one yuan", "得1分，可兑换1元", lambda one, a, b: one.parameters("b").points.price == 1),
    ],
    "thousand-threads": [
        ("eight departments", "八个部门", lambda one, a, b: one.parameters("a").directive.lines == 8),
        ("one desk of six people", "一支六个人的队伍", lambda one, a, b: one.parameters("a").staff.count == 6),
        ("Above a thousand threads, below one needle", "上面千条线，下面一根针", lambda one, a, b: True),  # the proverb
        ("The same six people", "同样的六个人", lambda one, a, b: one.parameters("b").staff.count == 6),
        ("about two directives in five days", "大约五天下达两件任务",
         lambda one, a, b: one.parameters("a").directive.rate == pytest.approx(2 / 5, abs=0.05)),
        ("half as many again in April", "4月检查月再加一半", lambda one, a, b: inspects(one.parameters("a"), 0.5)),
    ],
    "rider-veteran-aed": [
        ("18:20", "18:20", lambda one, a, b: clock(one) == "18:20" and kinds_of_event(one)[0] == "cardiac_arrest"),
        ("a veteran and a nurse among them", "有退伍老兵，也有护士",
         lambda one, a, b: skilled_nearby(a, "veteran") and skilled_nearby(a, "health_worker")),
        ("hardly any of them is on a list", "名单上却几乎没有他们",
         lambda one, a, b: one.parameters("a").resident.skill_registered <= 0.2),
    ],
    "property-ledger": [
        ("Twelve property firms", "十二家物业", lambda one, a, b: len(a.model.property_firms.table) == 12),
        ("four communities", "四个社区", lambda one, a, b: len(a.layout["communities"]) == 4),
        ("Part of the night watch exists on paper only", "夜间值守有一部分只在台账上",
         lambda one, a, b: 0.2 < a.outcomes["duty_real_share"] < 0.8),
        ("Twelve firms look after the same houses", "十二家物业管着同样的房子", lambda one, a, b: a.layout == b.layout),
        ("inspectors are strategic", "会看情况", lambda one, a, b: one.parameters("a").property_firm.inspector == "strategic"),
    ],
    "whole-chain": [
        ("Within three hours", "三个小时之内", lambda one, a, b:
         max(e.hour for e in one.parameters("a").events) - min(e.hour for e in one.parameters("a").events) <= 3),
        ("three estates flood, power fails, a lift stops, a heart stops, a crowd gathers",
         "三个小区进水、停电、电梯困人、有人心脏骤停、人群聚集", lambda one, a, b: sorted(kinds_of_event(one)) == sorted(
             ["waterlogging"] * 3 + ["utility_failure", "lift_entrapment", "cardiac_arrest", "public_order"])),
        ("Seven incidents in one afternoon", "一个下午，七起事件", lambda one, a, b: len(kinds_of_event(one)) == 7),
        ("all three chains: one level signs", "三条链都接通了：一级签批",
         lambda one, a, b: one.parameters("b").approval.levels == 1),
    ],
    "one-desk": [
        ("Ten lines feed one desk of six people", "十条线压在六个人的一张办公桌上",
         lambda one, a, b: one.parameters("a").directive.lines == 10 and one.parameters("a").staff.count == 6),
        ("In April an inspection comes, for thirty days", "4月来了一轮集中检查，为期三十天",
         lambda one, a, b: inspects(one.parameters("b"), 1.5) and one.parameters("a").directive.inspection == 0),
        ("the same ten lines", "同样的十条线", lambda one, a, b: one.parameters("b").directive.lines == 10),
        ("about two directives in five days", "大约五天下达两件任务",
         lambda one, a, b: one.parameters("a").directive.rate == pytest.approx(2 / 5, abs=0.05)),
    ],
    "storm-for-all": [
        ("On the afternoon of 20 July", "7月20日下午",
         lambda one, a, b: {e.day for e in that_day(one)} == {31 + 28 + 31 + 30 + 31 + 30 + 19}
         and min(e.hour for e in that_day(one)) >= 12),
        ("it rains on both districts at once", "暴雨同时落在两个区", lambda one, a, b:
         one.parameters("a").town.districts == 2 and one.parameters("a").shocks[0].district is None),
        ("fifteen calls within four hours", "四个小时之内十五起险情", lambda one, a, b: len(that_day(one)) == 15
         and max(e.hour for e in that_day(one)) - min(e.hour for e in that_day(one)) <= 4),
        ("roads under water", "道路被淹", lambda one, a, b: all(
            any(cut["service"] == "road" and cut["from"] // 1440 == 200 for cut in outages_of(side.model)) for side in (a, b))),
        ("up to half of what it can spare", "至多一半的余力",
         lambda one, a, b: one.parameters("a").district.mutual_aid == 0.5 and one.parameters("b").district.mutual_aid == 0),
        ("Half of all households keep a kit and the street's store lasts three days", "半数家庭备有应急包，街道储备够用三天",
         lambda one, a, b: (one.parameters("b").reserve.household, one.parameters("b").reserve.street) == (0.5, 3)),
        ("four in five people with a skill are on the list", "有技能的人五分之四已登记在册",
         lambda one, a, b: one.parameters("b").resident.skill_registered == 0.8),
    ],
}
"""By lesson: words of its stake and story in both languages, and what makes them true."""

REVEALED = {
    "three-stamps": lambda a, b: all(
        b.scripted["marks"][till] - b.scripted["marks"][since] == pytest.approx(
            a.scripted["marks"][till] - a.scripted["marks"][since], abs=0.05)
        for since, till in (("approved", "arrived"), ("arrived", "controlled"))),
    "points-store": lambda a, b: b.outcomes["sham_share"] > a.outcomes["sham_share"]
    and b.outcomes["participation_effective"] < a.outcomes["participation_effective"],
    "thousand-threads": lambda a, b: b.outcomes["backlog"] > 2 * a.outcomes["backlog"]
    and b.series("patrol_hours").mean() < a.series("patrol_hours").mean()
    and b.outcomes["hazards_latent"] > a.outcomes["hazards_latent"],
    "rider-veteran-aed": lambda a, b: a.scripted["marks"]["controlled"] == b.scripted["marks"]["controlled"]
    and b.scripted["survival"] > a.scripted["survival"],
    "property-ledger": lambda a, b: b.series("real_watch")[:90].mean() > b.series("real_watch")[-90:].mean() + 0.1
    and b.outcomes["duty_real_share"] > a.outcomes["duty_real_share"],
    "whole-chain": lambda a, b: b.outcomes["loss"] < a.outcomes["loss"] and b.outcomes["cost_yuan"] > a.outcomes["cost_yuan"],
    "storm-for-all": lambda a, b: abs(a.outcomes["supply_rate"] - b.outcomes["supply_rate"]) < 0.02
    and b.outcomes["control_minutes"] < a.outcomes["control_minutes"]
    and a.scripted["marks"]["approved"] - a.scripted["marks"]["reported"] > 0,
    "one-desk": lambda a, b: b.series("backlog_hours")[-1] > a.series("backlog_hours")[-1]
    and b.outcomes["symbolic_share"] > a.outcomes["symbolic_share"],
}
"""By lesson: what the text of its reveal says beside its figures."""


def that_day(lesson):
    """Return what is made to happen while the lesson lasts; the scenario goes on beyond it."""
    return [event for event in lesson.parameters("a").events if event.day < lesson.days]


def inspects(parameters, strength):
    d = parameters.directive
    return d.inspection == strength and (d.inspection_first, d.inspection_days) == (90, 30)  # 1 to 30 April


@pytest.fixture(scope="module", params=LESSONS, ids=lambda lesson: lesson.name)
def played(request):
    lesson = request.param
    return lesson, *(LIBRARY.get(lesson.parameters(side), lesson.seed, lesson.days) for side in "ab")


def before_the_guess(lesson, language):
    return " ".join(one[language] for one in (lesson.stake, *lesson.story)).replace("**", "")


def test_the_stake_and_the_story_are_true_of_the_runs(played):
    lesson, a, b = played
    for english, chinese, is_true in FACTS[lesson.name]:
        assert english in before_the_guess(lesson, "en") and chinese in before_the_guess(lesson, "zh"), english
        assert is_true(lesson, a, b), english


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.name)
def test_no_number_of_a_stake_is_left_unproved(lesson, language):
    text = lesson.stake[language].replace("**", "")
    for english, chinese, _ in FACTS[lesson.name]:
        text = text.replace(english if language == "en" else chinese, "")
    for word in NO_NUMBER[language]:
        text = text.replace(word, "")
    assert not (EN if language == "en" else ZH).findall(text), text


def test_the_figures_of_the_reveal_are_those_of_the_runs_and_none_is_typed(played):
    lesson, a, b = played
    worlds = Worlds("key", a, b)
    for language in ("en", "zh"):
        typed = re.sub(r"\{\w+\}", "", lesson.reveal.text[language])
        assert not re.search(r"\d", typed.replace("30 pairs", "").replace("30对", "")), typed
        at = lesson.steps.index("reveal") + 1
        state = State(lesson=lesson.name, page="lessons", step=at, guess=1, revealed=True, lang=language)
        shown = step(state, worlds)["text"]
        assert "{" not in shown and "–" not in shown
        for one in lesson.figures.values():
            value = figure(a if one.world == "a" else b, one.measure, one.when) * unit_of_measure(one.measure, language)[0]
            written = [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", shown)]
            assert any(abs(n - value) <= (0.5 if abs(value) >= 10 else 0.05) for n in written), one
    assert np.all(REVEALED[lesson.name](a, b)), "what the text says beside its figures does not hold"
