"""The page: it shows what its address says, composed of the parts of one of the pages."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any

import solara
import solara.lab

import coprod.model
import coprod.outcomes.evaluate  # noqa: F401 - both whole, before the threads of several pages ask for parts of them
from coprod.interfaces.dashboard.classroom.pages import ClassPage, is_of_a_class
from coprod.interfaces.dashboard.hooks import NO_RUNS, Runs, Worlds, use_many, use_runs, use_worlds
from coprod.interfaces.dashboard.pages.director import DirectorPage
from coprod.interfaces.dashboard.pages.laboratory import LaboratoryPage
from coprod.interfaces.dashboard.pages.lessons import LessonsPage
from coprod.interfaces.dashboard.pages.people import PeoplePage
from coprod.interfaces.dashboard.pages.sources import SourcesPage
from coprod.interfaces.dashboard.pages.worlds import WorldsPage
from coprod.interfaces.dashboard.parts import Kit, Sealed, part
from coprod.interfaces.dashboard.sealing import number_of, packed_worlds
from coprod.interfaces.dashboard.session import Session
from coprod.interfaces.dashboard.startup import LANGUAGE
from coprod.interfaces.dashboard.state import PAGES, State
from coprod.interfaces.dashboard.texts import words
from coprod.text.glossary import LANGUAGES, Language, preferred_language, translate


@solara.component
def Page() -> None:
    """Show the page that the address asks for, or, if the program fails, say so."""
    error, forget = solara.use_exception()
    router = solara.use_router()
    language = solara.use_memo(reader_language, [])
    if error is not None:
        ErrorPage(error, forget)
    elif is_of_a_class(router.search or ""):
        ClassPage(language)
    else:
        Shown()


@solara.component
def Shown() -> None:
    """Show the page that the address asks for."""
    router = solara.use_router()
    session = solara.use_memo(Session, [])
    language = solara.use_memo(reader_language, [])
    _, redraw = solara.use_state(0)
    state = session.read(router.search or "", language)

    def on_event(event: dict[str, Any]) -> None:
        if event:
            session.on_event(event, router.push)
            redraw(lambda n: n + 1)

    a, b, days = state.parameters("a"), state.parameters("b"), state.scene.days
    worlds = use_worlds(a, b, state.the_seed, days)
    pinned = state.pinned()
    pins = use_runs(pinned, state.the_seed, days)
    many = use_many(state.many and not state.seal, (a, b, *pinned), state.the_seed, days)
    packed = solara.use_memo(lambda: packed_worlds(worlds, state), [number_of(worlds, state)])
    Kit.element(lang=state.lang, words=Sealed(words(state.lang)), worlds=Sealed(packed))
    with solara.Div(classes=["coprod-page", f"page-{state.page}"]):
        part("shell", shell(state, session, worlds, pins), on_event)
        if state.page == "worlds":
            WorldsPage(state, worlds, pins, many, session.hand, on_event)
        elif state.page == "lessons":
            LessonsPage(state, worlds, pins, many, session.hand, on_event)
        elif state.page == "director":
            DirectorPage(state, on_event)
        elif state.page == "people":
            PeoplePage(state, worlds, on_event)
        elif state.page == "laboratory":
            LaboratoryPage(state, on_event)
        else:
            SourcesPage(state, on_event)


@solara.component
def ErrorPage(error: BaseException, forget: Callable[[], None]) -> None:
    """Say that the program failed, and how to go on; the traceback is for whoever runs the server."""
    language = reader_language()
    logging.getLogger("coprod.interfaces.dashboard").error("a page failed", exc_info=error)
    Kit.element(lang=language, words=Sealed(words(language)), worlds=Sealed({}))
    with solara.Div(classes=["coprod-page"]):
        part("error_page", {"reason": f"{type(error).__name__}: {error}"}, lambda event: forget())


def reader_language() -> Language:
    """Return the language that the server was told, or that the reader's browser prefers, or that of the machine."""
    set_language = os.environ.get(LANGUAGE)
    if set_language in LANGUAGES:
        return set_language
    try:
        asked = (solara.lab.headers.value or {}).get("accept-language", [])
    except (AttributeError, KeyError, RuntimeError):  # outside a server, as in tests
        asked = []
    first = asked[0].lower() if asked else ""
    return "zh" if first.startswith("zh") else "en" if first.startswith("en") else preferred_language()


def shell(state: State, session: Session, worlds: Worlds, pins: Runs = NO_RUNS) -> dict[str, Any]:
    """Return what the frame of the page shows."""
    links = {page: "/?" + state.with_(page=page, step=0).query() for page in PAGES}
    failed = {one.problem for one in (worlds, pins) if one.problem}
    notices = [*session.notices, *(translate("notice.run", state.lang, reason=reason) for reason in sorted(failed))]
    page = "lessons" if state.page == "director" else state.page  # it stands among the lessons
    return {"page": page, "links": links, "present": state.present, "walking": state.step > 0, "notices": notices,
            "memory": session.memory}
