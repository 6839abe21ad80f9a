"""The server: Solara with the dashboard as its page, telling nobody and asking nothing of any other machine."""

from __future__ import annotations

import os
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from coprod.interfaces.dashboard.access import check_access
from coprod.interfaces.dashboard.address import address_of
from coprod.interfaces.dashboard.frame import use_our_frame
from coprod.interfaces.dashboard.housekeeping import share_arenas
from coprod.interfaces.dashboard.limits import share_with
from coprod.interfaces.dashboard.startup import LANGUAGE

if TYPE_CHECKING:
    import uvicorn

PAGE = "coprod.interfaces.dashboard.page"


QUIET = {
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "coprod",
    "SOLARA_KERNEL_CULL_TIMEOUT": "30s",
    "SOLARA_STATE_AUTO_REMOUNT": "True",
}
"""Solara's settings: no telemetry, no banner; a page whose browser is gone is forgotten after half a minute, not a day.

A browser that comes back later gets its page anew, by itself: the address holds all that is on it.
"""


def configure() -> None:
    """Set Solara's settings for a server that is started by hand, with ``solara run app.py``."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    from solara.server import settings

    settings.telemetry.mixpanel_enable = False
    settings.theme.show_banner = False
    settings.theme.title = "coprod"
    settings.kernel.cull_timeout = os.environ["SOLARA_KERNEL_CULL_TIMEOUT"]
    settings.state.auto_remount = os.environ["SOLARA_STATE_AUTO_REMOUNT"].lower() == "true"
    guard()


def guard() -> None:
    """Have a server that was started by hand check who asks it; in a notebook there is none."""
    if "solara.server.starlette" in sys.modules:
        use_our_frame()
        hosts = [os.environ.get("SERVER_NAME", "localhost")]
        check_access(hosts)
        share_with(hosts)


def serve(port: int, hosts: Sequence[str] = ("localhost",), *, language: str | None = None,
          open_browser: bool = False, query: str = "", announce: Callable[[], None] | None = None) -> None:
    """Serve the dashboard until interrupted; in `language`, if given, unless a reader chooses another.

    Parameters
    ----------
    hosts : sequence of str
        The name or address to listen on, then other names that readers may ask for this machine by.
    query : str
        What the browser on this machine is opened with.
    announce : callable, optional
        Called as soon as pages can be asked for: an address that is told earlier leads nowhere for some seconds.
    """
    host = hosts[0]
    if language:
        os.environ[LANGUAGE] = language
    os.environ.update({**QUIET, **os.environ, "SOLARA_APP": PAGE, "SERVER_NAME": host, "SERVER_PORT": str(port)})
    import uvicorn
    from solara.server import settings

    import coprod.interfaces.dashboard.page  # noqa: F401 - whole, before several threads at once ask for parts of it

    share_arenas()
    settings.main.mode = "production"
    use_our_frame()
    check_access(hosts)
    share_with(hosts)
    server = uvicorn.Server(
        uvicorn.Config(
            "solara.server.starlette:app", host=host, port=port, log_level="warning", timeout_graceful_shutdown=1
        )
    )
    threading.Thread(target=_prepare, args=(server,), daemon=True).start()
    address = address_of(hosts, port) + query if open_browser else None
    threading.Thread(target=_tell_when_ready, args=(server, announce, address), daemon=True).start()
    with suppress(KeyboardInterrupt):  # how uvicorn passes Ctrl-C on, once it has closed the doors
        server.run()
    _leave()


def _leave() -> None:
    """End the process at once: threads still at a world would trip over an interpreter that is being taken down.

    Worker processes see that their parent is gone, and end themselves.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(0)


def _prepare(server: uvicorn.Server) -> None:
    """Run the first scene as soon as pages can be asked for, and then those of the other lessons.

    What the first revealed page would import and work out is there too, so that it is no slower than the next, and memory
    after a class is what it was before.
    """
    _wait_for(server)
    from coprod.interfaces.dashboard.lessons import shipped
    from coprod.interfaces.dashboard.library import LIBRARY

    for lesson in shipped():
        for world in ("a", "b"):
            run = lesson.parameters(world), lesson.seed, lesson.days
            LIBRARY.prepare(*run)
            if (recording := LIBRARY.look(*run)) is not None:
                _ = recording.world
    for module in ("coprod.laboratory.maps.figure_map", "coprod.outcomes.of_communities"):
        import_module(module)


def _tell_when_ready(server: uvicorn.Server, announce: Callable[[], None] | None, address: str | None) -> None:
    _wait_for(server)
    if server.started and announce:
        announce()
    if server.started and address:
        webbrowser.open(address)


def _wait_for(server: uvicorn.Server) -> None:
    while not server.started and not server.should_exit:
        time.sleep(0.05)
