"""``coprod dashboard``: two worlds in the browser, served from this machine and needing no other."""

from __future__ import annotations

import os
import socket
import sys
from importlib.util import find_spec

from coprod.interfaces.cli.options import InLanguage, Port
from coprod.text.glossary import preferred_language, say
from coprod.text.problems import InputProblems, Problem


def dashboard(port: Port = 8765, lang: InLanguage = None) -> None:
    """Serve the dashboard until interrupted; the help text stands in the glossary."""
    language = lang or preferred_language()
    if not find_spec("solara"):
        raise InputProblems([Problem("dashboard", "solara", None, say("dashboard.missing", language))])
    _check_free(port)
    print(say("dashboard.open", language, address=f"http://localhost:{port}"), flush=True)
    from coprod.interfaces.dashboard.server import serve

    serve(port, language=lang, open_browser=_has_a_screen())


def _check_free(port: int) -> None:
    """Refuse a port that another program serves, or that only the superuser may."""
    with socket.socket() as probe:
        if os.name == "posix":  # as the server does: a port that was closed a moment ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise InputProblems([Problem("dashboard", "--port", port, f"cannot be served: {error.strerror}",
                                         f"Name another, for example --port {max(port, 1024) % 65535 + 1}.")]) from None


def _has_a_screen() -> bool:
    """Tell whether a browser could show anything here; over SSH or in a container it could not."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
