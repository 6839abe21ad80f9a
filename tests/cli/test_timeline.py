"""``coprod timeline``: a night hour by hour, in Markdown and as JSON."""

import json

from tests.cli.conftest import SMALL_TOWN

NIGHT = ("timeline", "storm_night", *SMALL_TOWN)


def test_a_night_is_told_hour_by_hour_in_both_languages(coprod):
    for language, words in (("en", ("hour by hour", "## 23:00 to 00:00", "Flooding begins")),
                            ("zh", ("逐时实录", "## 23:00—00:00", "内涝积水发生"))):
        out = coprod(*NIGHT, "--lang", language).out
        assert all(word in out for word in words), (language, out[:500])


def test_json_and_the_page_tell_the_same_moments(coprod):
    told = json.loads(coprod(*NIGHT, "--json").out)
    page = coprod(*NIGHT).out
    assert told and all(f"- {one['clock']} · " in page and one["text"] in page for one in told)
    assert coprod("timeline", "storm_night", *SMALL_TOWN, "--day", 195, "--hours", 1, "--json").out.strip().startswith("[")
