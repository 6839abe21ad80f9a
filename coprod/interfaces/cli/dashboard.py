"""``coprod dashboard``: two worlds in the browser, served from this machine and needing no other."""

from __future__ import annotations

import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Annotated

import typer

from coprod.interfaces.cli.options import ClassMode, Hosts, InLanguage, Port, help_text
from coprod.text.glossary import Language, preferred_language, translate
from coprod.text.messages import message
from coprod.text.problems import InputProblems, Problem

DistrictName = Annotated[str | None, typer.Argument(metavar="DIR", help=help_text("district.of_dashboard"))]


def dashboard(district: DistrictName = None, port: Port = 8765, host: Hosts = None, lang: InLanguage = None,
              class_mode: ClassMode = False) -> None:
    """Serve the dashboard until interrupted; the help text stands in the glossary."""
    language = lang or preferred_language()
    if not find_spec("solara"):
        raise InputProblems([Problem("dashboard", "solara", None, message("dashboard.missing"))])
    if district is not None:
        _check_district(district)
    hosts = tuple(host or (["0.0.0.0"] if class_mode else ["localhost"]))  # phones are to reach a class
    _check_free(hosts[0], port)
    from coprod.interfaces.dashboard.lessons import OF_DISTRICT
    from coprod.interfaces.dashboard.server import serve

    page = "" if district is None else f"/?lesson={OF_DISTRICT}"
    lines, query = _addresses(hosts, port, page, language, class_mode=class_mode)
    with _shown(district):
        serve(port, hosts=hosts, language=lang, open_browser=_has_a_screen(), query=query,
              announce=lambda: print("\n".join(lines), flush=True))


def _check_district(scenario: str) -> None:
    """Raise :class:`InputProblems` if a district, or a scenario, cannot be read."""
    from coprod.parameters import load_scenario

    load_scenario(scenario)


@contextmanager
def _shown(scenario: str | None) -> Iterator[None]:
    """Have the pages show a district, or a scenario, as a lesson of its own as long as they are served."""
    from coprod.interfaces.dashboard.lessons import DISTRICT

    before = os.environ.get(DISTRICT)
    os.environ |= {} if scenario is None else {DISTRICT: scenario}
    try:
        yield
    finally:
        os.environ.pop(DISTRICT, None)
        os.environ |= {} if before is None else {DISTRICT: before}


def _addresses(hosts: tuple[str, ...], port: int, page: str, language: Language, *,
               class_mode: bool) -> tuple[list[str], str]:
    """Return where everybody goes, in words, and what the address of this machine's own browser ends with; open a room first."""
    from coprod.interfaces.dashboard.address import address_of, serve_phones
    from coprod.interfaces.dashboard.limits import LARGEST_SHARED, share_with

    lines = [translate("dashboard.open", language, address=address_of(hosts, port) + page)]
    if share_with(hosts):
        lines.append(translate("dashboard.shared", language, most=f"{LARGEST_SHARED:,}"))
    if not class_mode:
        return lines, page
    from coprod.interfaces.dashboard.classroom.rooms import ROOMS

    room, secret = ROOMS.open()
    desk = f"/?drive={secret}"
    lines += [translate("dashboard.class", language, address=serve_phones(hosts, port), code=room.code),
              translate("dashboard.desk", language, address=address_of(hosts, port) + desk)]
    return lines, desk


def _check_free(host: str, port: int) -> None:
    """Refuse a name that is none of this machine, a port that another program serves, or that only the superuser may."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as error:
        raise InputProblems([Problem("dashboard", "--host", host, message("problem.cannot_be_served", error=_reason(error)),
                                     message("problem.name_this_machine"))]) from None
    with socket.socket(family, kind) as probe:
        if os.name == "posix":  # as the server does: a port that was closed a moment ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            key, found, mend = ("--port", port, message("problem.name_another", port=f"--port {max(port, 1024) % 65535 + 1}"))
            if error.errno == errno.EADDRNOTAVAIL:
                key, found, mend = "--host", host, message("problem.name_this_machine")  # type: ignore[assignment]
            raise InputProblems([Problem("dashboard", key, found, message("problem.cannot_be_served", error=_reason(error)),
                                         mend)]) from None


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _has_a_screen() -> bool:
    """Tell whether a browser could show anything here; over SSH or in a container it could not."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
