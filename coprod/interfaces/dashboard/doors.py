"""Addresses of the web framework that readers have no business with.

Solara answers everybody's questions about the server (``/resourcez``), and its mirror of a network of JavaScript packages
fetches from the internet whatever it is asked for, and deletes a folder that it is asked for by name. Here the statistics
need a token, and the mirror only hands out files that were installed with the program.
"""

from __future__ import annotations

import asyncio
import hmac
import os
from pathlib import Path

from coprod.interfaces.dashboard.asgi import App, Receive, Scope, Send
from coprod.interfaces.dashboard.housekeeping import keep_house

TOKEN = "SOLARA_RESOURCEZ_TOKEN"
"""Environment variable with a word of one's own choice: whoever sends it as a bearer token may read the statistics."""
_STATISTICS = ("/resourcez", "/readyz")
_MIRROR = "/_solara/cdn/"


class Doors:
    """An ASGI application that answers 404 at what is closed, and passes everything else on to another."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and is_closed(scope["path"].removeprefix(scope.get("root_path", "")), _token(scope)):
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
        elif scope["type"] == "lifespan":  # from the start of the server to its end
            task = asyncio.create_task(keep_house())
            await self.app(scope, receive, send)
            task.cancel()
        else:
            await self.app(scope, receive, send)


def is_closed(path: str, token: str = "") -> bool:
    """Tell whether a path is closed to whoever sends a token, or none."""
    clean = "/" + path.strip("/")
    if clean in _STATISTICS:
        word = os.environ.get(TOKEN, "")
        return not word or not hmac.compare_digest(word.encode(), token.encode())
    return path.startswith(_MIRROR) and not _is_installed(path.removeprefix(_MIRROR))


def _is_installed(name: str) -> bool:
    from solara.server import settings

    folder = Path(settings.assets.proxy_cache_dir).resolve()
    try:
        file = (folder / name / "__main.js" if "/" not in name else folder / name).resolve()
        return file.is_relative_to(folder) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _token(scope: Scope) -> str:
    kind, _, word = next((value for key, value in scope["headers"] if key.lower() == b"authorization"), b"").partition(b" ")
    return word.decode("latin-1") if kind.lower() == b"bearer" else ""
