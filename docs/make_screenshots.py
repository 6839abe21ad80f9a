"""Take the screenshots of README and docs from the running dashboard: ``python docs/make_screenshots.py``.

Names of pictures (:data:`PICTURES`) take these alone.

It needs what the tests need (``make test`` installs it) and a Chromium (``COPROD_CHROMIUM`` names another than the one on
the path). Pictures are written to ``docs/images``, in both languages, as wide as a laptop and as narrow as a phone, with
few colours so that they stay small.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent / "images"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
RUNNING = ".transport .go:not([disabled])"

PICTURES = {
    "two-worlds": ("guess=2", 900, 62),
    "answer": ("guess=2&revealed=1", 1120, 178),
    "lesson": ("page=lessons&lesson=property-ledger&step=4&guess=1", 900, None),
    "people": ("page=people&guess=-1", 900, None),
    "compare": ("lesson=points-store&guess=-1&pin1=b&pin1.points.reward=5&pin2=b&pin2.points.reward=20", 900, None),
    "laboratory": ("page=laboratory&lab.days=180&lab.reps=5", 900, None),
}
"""Name → query of the address, height of the picture, minute of the night to stop at."""
PHONE = ("two-worlds", "answer")


def main() -> None:
    """Start the dashboard, visit the pages, save the pictures."""
    from playwright.sync_api import sync_playwright

    asked = sys.argv[1:]
    FOLDER.mkdir(exist_ok=True)
    with socket.socket() as door:
        door.bind(("localhost", 0))
        port = door.getsockname()[1]
    root = Path(__file__).parents[1]
    server = subprocess.Popen([sys.executable, "-m", "coprod", "dashboard", "--port", str(port)], cwd=root)
    try:
        _wait(port)
        chromium = os.environ.get("COPROD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
            for language in ("zh", "en"):
                for name in asked or PICTURES:
                    _take(browser, port, name, language, 1440)
                for name in PHONE:
                    if not asked or name in asked:
                        _take(browser, port, name, language, 390)
            browser.close()
    finally:
        server.terminate()


def _wait(port: int) -> None:
    for _ in range(1200):
        try:
            urllib.request.urlopen(f"http://localhost:{port}", timeout=5).read(1)
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the dashboard does not answer")


def _take(browser, port: int, name: str, language: str, width: int) -> None:
    query, height, minute = PICTURES[name]
    page = browser.new_page(viewport={"width": width, "height": height if width > 800 else 844})
    page.set_default_timeout(180_000)
    page.goto(f"http://localhost:{port}/?lang={language}&{query}")
    page.wait_for_selector("h1")
    if name == "laboratory":
        page.click(".lab-run .go")
        page.wait_for_selector(".rank-bar")
        page.wait_for_selector(".lab-found .progress", state="detached")
    else:
        page.wait_for_selector(RUNNING)
        page.wait_for_function("globalThis.coprodFrames > 4")
    if minute is not None:
        page.evaluate(
            f"const b = document.querySelector('.bar input'); b.value = {minute}; b.dispatchEvent(new Event('input'))"
        )
    if name == "compare":
        page.wait_for_selector(".policies-table")
        page.evaluate("document.querySelector('.compare').scrollIntoView()")
    page.wait_for_timeout(700)
    suffix = "" if width > 800 else "-phone"
    path = FOLDER / f"{name}{suffix}-{language}.png"
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as picture:
        picture.quantize(192, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
