"""A real server and a real browser, and what must never happen in any page."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("COPROD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).parents[2]
TOKEN = "how-are-you"
PATIENCE = 60_000  # ms; the machine may be busy


def free_port():
    with socket.socket() as door:
        door.bind(("localhost", 0))
        return door.getsockname()[1]


class Server:
    """`coprod dashboard` in a process of its own, which may be asked how it is."""

    def __init__(self, *options, **environment):
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        environment = {**os.environ, "COPROD_LANG": "en", "PYTHONPATH": str(ROOT), "SOLARA_RESOURCEZ_TOKEN": TOKEN,
                       **environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coprod", "dashboard", "--port", str(self.port), *options],
            env=environment,
            cwd=environment.pop("IN", ROOT),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._wait()

    def _wait(self):
        until = time.monotonic() + 240
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address, timeout=30).read(1)
                return
            except OSError:
                assert self.process.poll() is None, self.process.stdout.read()
                time.sleep(0.1)
        self.process.kill()
        raise TimeoutError("the dashboard does not answer")

    def statistics(self):
        """Return what Solara says about its pages and threads."""
        asked = urllib.request.Request(f"{self.address}/resourcez", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)

    def sessions(self):
        """Return how many pages the server remembers."""
        return self.statistics()["kernels"]["total"]

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()


@pytest.fixture(scope="session")
def server():
    pytest.importorskip("solara")
    running = Server()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM:
        pytest.skip("no Chromium; set COPROD_CHROMIUM to its path")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


class Reader:
    """Somebody at a browser, who notes everything that should not happen."""

    def __init__(self, browser, server, *, width=1440, height=900, locale="en-GB"):
        self.server = server
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.trouble = []
        self.page.on(
            "console", lambda message: message.type == "error" and self.trouble.append(f"console: {message.text}")
        )
        self.page.on("pageerror", lambda error: self.trouble.append(f"error: {error}"))
        self.page.on("request", self._check_request)
        self.page.on(
            "response", lambda answer: answer.status >= 400 and self.trouble.append(f"{answer.status} {answer.url}")
        )

    def _check_request(self, request):
        if not request.url.startswith((self.server.address, "data:", "blob:")):
            self.trouble.append(f"left the machine: {request.url}")

    def open(self, query=""):
        self.page.goto(f"{self.server.address}/?{query}")
        self.page.wait_for_selector("header.top")
        return self.page

    def see_worlds(self):
        """Wait until both worlds are drawn."""
        self.page.wait_for_selector(".transport .go:not([disabled])")
        self.page.wait_for_function("globalThis.coprodFrames > 2")

    def close(self):
        self.context.close()


@pytest.fixture
def reader(browser, server):
    """Give a reader who must not meet trouble."""
    somebody = Reader(browser, server)
    yield somebody
    somebody.close()
    assert somebody.trouble == []
