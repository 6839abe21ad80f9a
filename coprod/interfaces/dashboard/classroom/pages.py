"""The pages of a class: joining, a phone, the screen that is projected, the trainer's desk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any
from urllib.parse import parse_qsl, urlencode

import solara

from coprod.interfaces.dashboard.address import phones_address
from coprod.interfaces.dashboard.classroom import views, year
from coprod.interfaces.dashboard.classroom.qr import qr
from coprod.interfaces.dashboard.classroom.room import Refused, Room
from coprod.interfaces.dashboard.classroom.rooms import ROOMS
from coprod.interfaces.dashboard.classroom.sheet import sheet
from coprod.interfaces.dashboard.director.plan import NAME
from coprod.interfaces.dashboard.hooks import reader_of_this_page
from coprod.interfaces.dashboard.lessons import find_lesson
from coprod.interfaces.dashboard.parts import Kit, Sealed, part
from coprod.interfaces.dashboard.session import render_notice
from coprod.interfaces.dashboard.state import checked
from coprod.interfaces.dashboard.texts import words
from coprod.text.glossary import LANGUAGES, Language, translate

CALM = 0.15
"""Seconds between two drawings of a page at least: thirty guesses in a second are a few drawings."""

Event = dict[str, Any]
Push = Callable[[str], None]


def is_of_a_class(query: str) -> bool:
    """Tell whether a page is one of a class: in class mode, all are but those of who may explore."""
    if not ROOMS.in_class_mode:
        return False
    asked = dict(parse_qsl(query))
    return bool({"room", "drive"} & set(asked)) or not asked.get("v") or not ROOMS.may_explore(reader_of_this_page())


@solara.component
def ClassPage(language: Language) -> None:
    """Show the page of a class that the address asks for."""
    router = solara.use_router()
    asked = dict(parse_qsl(router.search or ""))
    lang: Language = asked["lang"] if asked.get("lang") in LANGUAGES else language  # type: ignore[assignment]
    token = solara.use_memo(reader_of_this_page, [])
    notice, set_notice = solara.use_state("")
    room = ROOMS.find(asked.get("room", ""))
    if asked.get("drive"):
        room = ROOMS.take_desk(token, asked["drive"])
        if room is not None:
            asked = {"room": room.code, "view": "desk", "lang": lang}
    driven = urlencode(asked) if "drive" in (router.search or "") and room is not None else ""

    def hide_secret() -> None:
        if driven:  # the secret leaves the address bar, which a class may get to see
            router.push("/?" + driven)

    solara.use_effect(hide_secret, [driven])
    refused = _join(room, token, asked.get("view", ""))

    def on_event(event: Event) -> None:
        if not event:
            return
        try:
            _on_event(event, room, token, lang, asked, router.push)
            set_notice("")
        except Refused as error:
            set_notice(error.key)

    Kit.element(lang=lang, words=Sealed(words(lang)), worlds=Sealed({}))
    missing = "class.refused_code" if asked.get("room") and room is None else "class.refused_desk" if asked.get("drive") else ""
    sentences = [translate(key, lang) if key.startswith("class.") else key for key in (notice, missing, refused) if key]
    with solara.Div(classes=["coprod-page", "coprod-class"]):
        if room is None or refused:
            part("class_join", {"notices": sentences, "code": asked.get("room", "")}, on_event)
        else:
            InRoom(room, token, lang, asked.get("view", ""), sentences, on_event).key(f"{room.code}-{asked.get('view', '')}")


@solara.component
def InRoom(room: Room, token: Hashable, lang: Language, view: str, notices: list[str],
           on_event: Callable[[Event], None]) -> None:
    """Show a page of a room, and draw it anew when what it shows has changed."""
    is_desk = view == "desk" and room.is_driven_by(token)
    kind = "desk" if is_desk else "screen" if view in ("screen", "desk") else "phone"

    def look() -> dict[str, Any]:
        return (views.desk(room, lang) if kind == "desk" else views.screen(room, lang) if kind == "screen"
                else views.phone(room, token, lang))

    data = look()
    use_changes(room, look, data, f"{room.code} {kind} {lang}")
    data = dict(data)
    ends = data.pop("ends")
    data |= {"left": None if ends is None else max(0.0, ends - room.clock()), "ends": ends, "notices": notices}
    if kind != "phone":
        address = phones_address()
        data |= {"address": address, "qr": qr(f"{address}/?room={room.code}"),
                 "segno": translate("class.no_qr", lang)}
    if kind == "desk":
        data |= {"sheet": sheet(room, lang)}
    part(f"class_{kind}", data, on_event)


def use_changes(room: Room, look: Callable[[], Any], drawn: Any, key: str) -> None:
    """Draw this page again whenever what it looks at is no longer as it is drawn, until it closes."""
    _, redraw = solara.use_state(0)
    seen = solara.use_ref(drawn)
    seen.current = drawn

    def follow() -> Callable[[], None]:
        left = threading.Event()

        def work() -> None:
            version = -1
            while not left.is_set():
                version = room.wait(version, left.is_set)
                if not left.is_set() and look() != seen.current:
                    redraw(version)
                    left.wait(CALM)

        def leave() -> None:
            left.set()
            room.wake()

        threading.Thread(target=work, daemon=True).start()
        return leave

    solara.use_effect(follow, [key])


def _join(room: Room | None, token: Hashable, view: str) -> str:
    """Have a phone join its room; return the sentence why it cannot."""
    if room is None or view in ("desk", "screen"):
        return ""
    try:
        room.join(token)
    except Refused as error:
        return error.key
    return ""


def _on_event(event: Event, room: Room | None, token: Hashable, lang: Language, asked: dict[str, str], push: Push) -> None:
    what = event.get("do")
    if what == "lang":
        push("/?" + urlencode({**asked, "lang": "en" if lang == "zh" else "zh"}))
    elif what == "code":
        found = ROOMS.find(str(event.get("code", "")))
        if found is None:
            raise Refused("class.refused_code")
        push("/?" + urlencode({"room": found.code, "lang": lang}))
    elif room is None:
        return
    elif what == "bet":
        room.bet(token, int(event["choice"]))
    elif what == "group":
        room.choose_group(token, int(event["group"]))
    elif what == "policy":
        room.propose(token, _lever(room, event, lang))
    elif what == "plan":
        lever, sentence = year.proposed(str(event["plan"]), lang)
        if lever is None:
            raise Refused(sentence)
        room.propose(token, lever)
    elif room.is_driven_by(token):
        _drive(event, room, token, lang, push)


def _lever(room: Room, event: Event, lang: Language) -> tuple[str, Any]:
    """Return the lever that a group asks for, as the model takes it; one of those that the lesson puts on show."""
    current = room.round
    lesson = find_lesson(current.lesson) if current is not None else None
    key = str(event["key"])
    if lesson is None or key not in lesson.levers:
        raise Refused("class.refused_closed")
    value, notice = checked(key, event["value"], {}, lesson.parameters("a"))
    if notice is not None:
        raise Refused(render_notice(notice, lang))
    return key, value


def _drive(event: Event, room: Room, token: Hashable, lang: Language, push: Push) -> None:
    what = event.get("do")
    if what == "year":
        by = str(event.get("by", ""))
        seconds = float(event.get("seconds") or 0) or None
        room.ask(token, NAME, "year", seconds=seconds, start=year.start(), by=by if by in year.MEASURES else "")
    elif what == "ask":
        lesson = find_lesson(str(event["lesson"]))
        if lesson is None or lesson.question is None:
            return
        kind = "policy" if event.get("kind") == "policy" else "bet"
        seconds = float(event.get("seconds") or 0) or None
        room.ask(token, lesson.name, kind, len(lesson.question.choices), seconds)  # type: ignore[arg-type]
    elif what == "close":
        room.close(token)
    elif what == "reveal":
        room.reveal(token)
    elif what == "next":
        room.next(token)
    elif what == "end":
        room.end(token)
    elif what == "groups":
        room.set_groups(token, int(event["groups"]))
    elif what == "another":
        _, secret = ROOMS.open()
        push("/?" + urlencode({"drive": secret, "lang": lang}))
