"""What the pages of a class may see of their room: nobody sees what was guessed, or any result, before it is time."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from coprod.interfaces.dashboard.classroom import year
from coprod.interfaces.dashboard.classroom.answers import lever_words
from coprod.interfaces.dashboard.classroom.room import MOST_GROUPS, Room, Round
from coprod.interfaces.dashboard.lessons import Lesson, find_lesson, shipped
from coprod.interfaces.dashboard.levers import lever as lever_data
from coprod.interfaces.dashboard.state import State
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import Language, translate

TIMERS = (0, 30, 60, 90, 120, 300)
"""Seconds that the trainer chooses from; 0: no timer."""


def phone(room: Room, token: Hashable, lang: Language) -> dict[str, Any]:
    """Return what somebody who has joined sees."""
    member = room.members[token]
    current = room.round
    data = {**_common(room, lang), "number": member.number, "group": member.group, "groups": room.n_groups}
    if current is None:
        return data
    data["mine"] = current.bets.get(token)
    if current.kind == "policy":
        policy = current.policies.get(member.group)
        data["policy"] = policy and {"words": lever_words(policy[0], lang), "key": policy[0][0], "value": policy[0][1],
                                     "by": policy[1]}
        data["levers"] = lever_choices(_lesson(current), lang) if room.phase == "open" else []
    if current.kind == "year":
        data |= year.for_phone(current, member.group, lang)
    return data


def screen(room: Room, lang: Language) -> dict[str, Any]:
    """Return what is projected: what phones see, and how many have guessed."""
    return {**_common(room, lang), "joined": len(room.members), "done": len(_done(room)), "groups": room.n_groups,
            "of": room.n_groups if room.round is not None and room.round.kind != "bet" else len(room.members)}


def desk(room: Room, lang: Language) -> dict[str, Any]:
    """Return what the trainer sees: the screen's, who has guessed, what can be asked, and notes to speak from."""
    current = room.round
    done = _done(room)
    members = [{"number": one.number, "group": one.group,
                "done": (one.group if current is not None and current.kind != "bet" else token) in done}
               for token, one in room.members.items()]
    asked = [{"name": one.name, "title": one.title[lang], "question": one.question.text[lang], "minutes": one.minutes}
             for one in shipped() if one.question]
    return {**screen(room, lang), "members": members, "lessons": asked, "timers": list(TIMERS), "most_groups": MOST_GROUPS,
            "notes": notes(room, lang), "year": year.offered(room.year, lang),
            "problem": (current.result or {}).get("problem", "") if current is not None else "",
            "ready": current is not None and current.result is not None,
            "played": [one.lesson for one in room.rounds if one.was_revealed]}


def _common(room: Room, lang: Language) -> dict[str, Any]:
    """Return what everybody may see now."""
    current = room.round
    data: dict[str, Any] = {"code": room.code, "phase": room.phase, "ends": None, "round": None}
    if current is None:
        return data
    data["ends"] = current.ends if room.phase == "open" else None
    data["round"] = year.asked(current, lang) if current.kind == "year" else _asked(current, lang)
    if room.phase in ("closed", "revealed"):
        data |= {"histogram": current.histogram, "policies": policies(current, lang)}
    if room.phase == "revealed":
        data |= {"result": result_in(current, lang), "waiting": current.result is None}
    return data


def _asked(current: Round, lang: Language) -> dict[str, Any]:
    lesson = _lesson(current)
    asked: dict[str, Any] = {"number": current.number, "kind": current.kind, "lesson": lesson.name,
                             "title": lesson.title[lang], "stake": lesson.stake[lang]}
    if lesson.question is not None and current.kind == "bet":
        asked |= {"text": lesson.question.text[lang], "choices": [one.text[lang] for one in lesson.question.choices]}
    return asked


def policies(current: Round, lang: Language) -> list[dict[str, Any]]:
    """Return the lever, or the plan, of every group that set one."""
    if current.kind == "year":
        return year.plans_in(current, lang)
    return [{"group": group, "words": lever_words(lever, lang)} for group, (lever, _) in sorted(current.policies.items())]


def result_in(current: Round, lang: Language) -> dict[str, Any] | None:
    """Return a result in one language."""
    result = current.result
    if result is None or "problem" in result:
        return None
    if current.kind == "year":
        return year.result_in(current, lang)
    if current.kind == "bet":
        return {"right": result["right"], "headline": result["headline"][lang]}
    columns = [{"label": one["label"][lang], "unit": one["unit"][lang]} for one in result["columns"]]
    rows = [{**one, "policy": one["policy"][lang]} for one in result["rows"]]
    return {"columns": columns, "rows": rows}


def lever_choices(lesson: Lesson, lang: Language) -> list[dict[str, Any]]:
    """Return the levers that a group chooses from, as they stand in the world that nobody has changed."""
    state, base = State(lesson=lesson.name, lang=lang, side="a"), lesson.parameters("a")
    known = declarations_by_key()
    kept = ("key", "kind", "label", "tip", "unit", "value", "low", "high", "step", "choices", "choice_labels")
    found = [lever_data(known[key], state, base, base, base) for key in lesson.levers]
    return [{name: one[name] for name in kept if name in one} for one in found]


def notes(room: Room, lang: Language) -> list[str]:
    """Return what the trainer may say now: how to go on, and what the lesson says."""
    current = room.round
    if current is not None and current.kind == "year":
        return [translate(f"director.class_note_{room.phase}", lang), *year.notes(current, room.phase, lang)]
    kind = "" if current is None else f"_{current.kind}"
    said = [translate(f"class.note_{room.phase}{kind}", lang)]
    if current is None:
        return said
    lesson = _lesson(current)
    if room.phase == "open":
        said += [lesson.stake[lang], *(one[lang] for one in lesson.story)]
    elif room.phase == "revealed":
        explanation = (current.result or {}).get("explanation", {}).get(lang)  # its runs may still be under way
        said += [*([explanation] if explanation else []), *(one[lang] for one in (lesson.talk, lesson.note) if one)]
    return said


def _done(room: Room) -> set[Hashable]:
    """Return who has answered: tokens of members, or groups in a round of policies."""
    current = room.round
    if current is None:
        return set()
    return set(current.policies) if current.kind != "bet" else set(current.bets)


def _lesson(current: Round) -> Lesson:
    lesson = find_lesson(current.lesson)
    assert lesson is not None, current.lesson
    return lesson
