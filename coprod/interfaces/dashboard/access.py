"""Who may talk to the dashboard: pages of this server, asked for under a name of this machine.

Any web site that somebody visits can send requests to ``localhost`` and open websockets there. So the ``Origin`` that a
browser adds must be the very host that is asked. And as the name of a site can be made to lead to this machine (DNS
rebinding), the ``Host`` must be a name or an address that the dashboard is served under.
"""

from __future__ import annotations

import ipaddress
import logging
import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from coprod.interfaces.dashboard.asgi import App, Message, Receive, Scope, Send
from coprod.interfaces.dashboard.doors import Doors
from coprod.text.glossary import translate

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?P<port>\d{1,5}))?", re.ASCII)
_PORTS = {"http": 80, "https": 443}
_MOST_LOGGED = 100
_NO_FRAMES = ((b"content-security-policy", b"frame-ancestors 'self'"), (b"x-frame-options", b"SAMEORIGIN"))
"""Another site must not show the page within its own either: it would run there as if the reader had opened it."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the dashboard is served under, in lower case.

    ``any_address``: any IP address will do too, as the server listens beyond this machine; only names can be rebound.
    """

    names: frozenset[str]
    any_address: bool = False

    @classmethod
    def of(cls, hosts: Iterable[str]) -> Names:
        """Return the names for a server that listens on the first of `hosts`; the others are further names of it."""
        given = [host.lower().rstrip(".") for host in hosts]
        beyond = any(not is_loopback(host) for host in given)
        machine = {socket.gethostname().lower(), socket.getfqdn().lower()} if set(given) & set(EVERYWHERE) else set()
        return cls(frozenset({*LOOPBACK, *given, *machine} - set(EVERYWHERE)), beyond)

    def refusal(self, host: str | None, origin: str | None) -> str:
        """Return the key of the sentence that refuses a request with these headers; nothing if it may pass.

        Parameters
        ----------
        host, origin : str, optional
            None if there is no such header. Browsers send an origin with every websocket and with what a page sends.
        """
        asked = _HOST.fullmatch((host or "").lower())
        if asked is None or not self._is_served(asked["name"].strip("[]").rstrip(".")):
            return "dashboard.other_host"
        if origin is not None and not _is_same(origin.lower(), asked):
            return "dashboard.other_origin"
        return ""

    def _is_served(self, name: str) -> bool:
        return name in self.names or (_is_address(name) and (self.any_address or is_loopback(name)))


class AccessCheck:
    """An ASGI application that passes on to another what may pass, and answers 403 to the rest, with a line in the log."""

    def __init__(self, app: App, names: Names) -> None:
        self.app = app
        self.names = names
        self._logged: set[tuple[str, ...]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host, origin = _header(scope, b"host"), _header(scope, b"origin")
        key = self.names.refusal(host, origin)
        if key:
            await _refuse(scope, send, self._log(key, host, origin))
        elif scope["type"] == "http":
            await self.app(scope, receive, _without_frames(send))
        else:
            await self.app(scope, receive, send)

    def _log(self, key: str, host: str | None, origin: str | None) -> str:
        """Return the sentence, and log it once: a site that asks again and again must not fill the disk."""
        sentence = translate(key, host=repr(host)[:100], origin=repr(origin)[:100])
        if (key, sentence) not in self._logged and len(self._logged) < _MOST_LOGGED:
            self._logged.add((key, sentence))
            logging.getLogger("coprod.interfaces.dashboard").warning("%s", sentence)
        return sentence


def check_access(hosts: Iterable[str]) -> None:
    """Have Solara's server check who asks; `hosts` are where it listens and by what other names it is known."""
    from solara.server.starlette import app

    stack = app.middleware_stack or app.build_middleware_stack()
    inner = stack.app if isinstance(stack, AccessCheck) else Doors(stack)
    app.middleware_stack = AccessCheck(inner, Names.of(hosts))


async def _refuse(scope: Scope, send: Send, sentence: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})  # before it is accepted: the answer is 403
        return
    body = f"{sentence}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _without_frames(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *_NO_FRAMES]}
        await send(message)

    return sent


def _header(scope: Scope, name: bytes) -> str | None:
    """Return a header; several of one name are joined, which fits nothing and is refused."""
    found = [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]
    return ", ".join(found) if found else None


def _is_same(origin: str, host: re.Match[str]) -> bool:
    """Tell whether an origin is the host that is asked, port included."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    usual = _PORTS.get(parts.scheme)
    return (usual is not None and parts.hostname == host["name"].strip("[]") and not parts.path
            and (port or usual) == int(host["port"] or usual))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def is_loopback(name: str) -> bool:
    """Tell whether only this machine itself reaches a server that listens on `name`."""
    return name in LOOPBACK or (_is_address(name) and ipaddress.ip_address(name).is_loopback)
