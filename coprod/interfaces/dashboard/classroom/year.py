"""The street director in a class: groups plan a quarter, see what came of it, and plan the next; the best year is the class's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from coprod.interfaces.dashboard.classroom.room import Round
from coprod.interfaces.dashboard.director import results
from coprod.interfaces.dashboard.director.plan import ENDS, NAME, Plan, director_year, read, read_draft, written
from coprod.interfaces.dashboard.director.views import measures, planner, shown
from coprod.interfaces.dashboard.director.words import over_words, plan_words, year_words
from coprod.interfaces.dashboard.recording import Recording
from coprod.parameters import Parameters
from coprod.text.glossary import LANGUAGES, Language, translate

YEAR = "year"
"""What stands for a lever where a group sets a plan."""
MEASURES = tuple(one.name for one in results.YEARLY)
"""What a trainer may choose the best year by."""

Get = Callable[[Parameters, int, int], Recording]


def start() -> str:
    """Return the plan of the year as it always was, as rooms keep plans."""
    return written([director_year().start])


def plans_of(current: Round, group: int) -> tuple[Plan, ...]:
    """Return a group's plans up to the quarter of a round; group 0 goes on as always."""
    texts = (start(),) * (current.quarter + 1) if group == 0 else current.plans(group, start())
    found = tuple(read_draft(text) for text in texts)
    return tuple(plan for plan in found if plan is not None)


def proposed(text: str, lang: Language) -> tuple[tuple[str, str] | None, str]:
    """Return a plan that a phone sends, as rooms keep it, or the sentence why it cannot be set."""
    plan = read_draft(text)
    if plan is None:
        return None, "class.refused_choice"
    sentence = over_words(plan, lang)
    return (None, sentence) if sentence else ((YEAR, written([plan])), "")


def result_of_year(current: Round, groups: int, get: Get) -> dict[str, Any]:
    """Return what the runs say of a quarter, or in the last of the whole year, for every group beside the year as always."""
    year, last = director_year(), current.quarter == len(ENDS) - 1
    which = results.YEARLY if last else results.QUARTERLY
    rows = []
    for group in range(groups + 1):
        plans = plans_of(current, group)
        run = get(year.parameters(plans), year.seed, ENDS[current.quarter])
        cells = results.year(run, plans) if last else results.quarter(run, current.quarter, plans[-1])
        rows.append((group, plans, cells))
    by = current.by or results.BY
    best = results.best([cells for group, _, cells in rows if group], by) if last else None
    return {
        "columns": {lang: measures(which, lang) for lang in LANGUAGES},
        "rows": [{"group": group, "cells": shown(cells, which),
                  "plan": {lang: year_words(plans, lang) if last else plan_words(plans[-1], lang) for lang in LANGUAGES}}
                 for group, plans, cells in rows],
        "best": None if best is None else best + 1, "by": by if last else "",
    }


def result_in(current: Round, lang: Language) -> dict[str, Any]:
    """Return the result of a quarter in one language; of a year with the sentence about the class's best."""
    result = current.result
    assert result is not None
    rows = [{**row, "plan": row["plan"][lang]} for row in result["rows"]]
    headline = ""
    if result["best"] is not None:
        row = next(row for row in rows if row["group"] == result["best"])
        headline = translate("director.class_best", lang, group=translate("class.group_n", lang, n=result["best"]),
                             measure=translate(f"director.measure.{result['by']}", lang), plan=row["plan"])
    return {"columns": result["columns"][lang], "rows": rows, "best": result["best"], "headline": headline}


def asked(current: Round, lang: Language) -> dict[str, Any]:
    """Return what everybody sees of a quarter that is asked for; a quarter that is not up is not told of."""
    year = director_year()
    quarter = year.quarters[current.quarter]
    return {"number": current.number, "kind": current.kind, "lesson": NAME, "title": year.title[lang],
            "stake": (f"{year.stake[lang]}\n\n" if current.quarter == 0 else "") + quarter.brief[lang],
            "text": f"{translate('director.quarter_n', lang, n=current.quarter + 1, of=len(ENDS))} · {quarter.name[lang]}"}


def for_phone(current: Round, group: int, lang: Language) -> dict[str, Any]:
    """Return what a group decides about: the quarter that is up, beginning with its last plan, and what it has set so far."""
    plan = plans_of(current, group)[-1]
    policy = current.policies.get(group)
    return {"planner": planner(current.quarter, plan, lang),
            "policy": policy and {"words": plan_words(plan, lang), "key": YEAR, "value": policy[0][1], "by": policy[1]}}


def plans_in(current: Round, lang: Language) -> list[dict[str, Any]]:
    """Return the plan of every group that set one."""
    return [{"group": group, "words": plan_words((read(str(lever[1]), 1) or (director_year().start,))[0], lang)}
            for group, (lever, _) in sorted(current.policies.items())]


def offered(last: Round | None, lang: Language) -> dict[str, Any]:
    """Return what the trainer can ask for: the next quarter, and by which measure the best year is chosen."""
    year = director_year()
    number = 0 if last is None or last.quarter + 1 == len(ENDS) else last.quarter + 1
    return {"name": NAME, "title": year.title[lang], "about": year.about[lang], "quarter": year.quarters[number].name[lang],
            "number": number, "by": [{"name": one.name, "label": translate(f"director.measure.{one.name}", lang)}
                                     for one in results.YEARLY],
            "chosen": (last.by if last is not None else "") or results.BY}


def notes(current: Round, phase: str, lang: Language) -> list[str]:
    """Return what the trainer may say beside what is said of every round."""
    year = director_year()
    if phase == "open":
        return [year.stake[lang]] if current.quarter == 0 else []
    return [year.talk[lang], year.note[lang]] if phase == "revealed" and current.quarter == len(ENDS) - 1 else []
