"""What the dashboard takes: start, levers, replay, pause, many readers at once.

Run it with Chromium at hand (``COPROD_CHROMIUM`` names another path):

    python -m benchmarks.dashboard            # everything, about four minutes
    python -m benchmarks.dashboard --readers 10 --seconds 5

Every figure is of a real browser and a real server on this machine. The first line says how busy the machine was with
other work, for figures of a busy machine tell little.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
TOKEN = "benchmark"
RUNNING = ".transport .go:not([disabled])"


FRAMES = """async () => {
    const before = globalThis.coprodFrames, began = performance.now();
    await new Promise((done) => setTimeout(done, 3000));
    return ((globalThis.coprodFrames - before) / 2 / (performance.now() - began)) * 1000;
}"""
PAUSE = """async () => {
    const began = performance.now(), bar = document.querySelector('.bar input');
    document.querySelector('.transport .go').click();
    for (let last; bar.value !== last; await new Promise(requestAnimationFrame)) last = bar.value;
    return performance.now() - began;
}"""
SCRUB = """for (let i = 0; i < 100; i++) {
    const bar = document.querySelector('.bar input');
    bar.value = i;
    bar.dispatchEvent(new Event('input'));
}"""
FASTEST = """async (seconds) => {
    const go = document.querySelector('.transport .go'), speed = document.querySelector('.speed select');
    speed.value = '4';
    speed.dispatchEvent(new Event('change'));
    const bar = document.querySelector('.bar input'), began = performance.now(), before = globalThis.coprodFrames;
    let last = null;
    while (performance.now() - began < 1000 * seconds) {
        if (bar.value >= Number(bar.max) - 0.01 || bar.value === last) go.click();
        last = bar.value;
        await new Promise((done) => setTimeout(done, 200));
    }
    return ((globalThis.coprodFrames - before) / 2 / (performance.now() - began)) * 1000;
}"""
PLAY_SLOWLY = "document.querySelector('.speed select').value = '0.5'; document.querySelector('.transport .go').click()"


class Server:
    """The dashboard in a process of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "coprod", "dashboard", "--port", str(self.port)]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "COPROD_LANG": "en",
                       "SOLARA_RESOURCEZ_TOKEN": TOKEN}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://localhost:{self.port}"

    def wait(self) -> float:
        """Return the seconds until it answers."""
        while True:
            try:
                urllib.request.urlopen(self.address, timeout=5).read(1)
                return time.perf_counter() - self.began
            except OSError:
                time.sleep(0.02)

    def megabytes(self) -> float:
        """Return the resident memory (Linux)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def threads(self) -> int:
        """Return the number of threads (Linux)."""
        return int(Path(f"/proc/{self.process.pid}/status").read_text().split("Threads:")[1].split()[0])

    def sessions(self) -> int:
        """Return how many pages the server remembers."""
        asked = urllib.request.Request(f"{self.address}/resourcez", headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return json.load(answer)["kernels"]["total"]

    def cpu_seconds(self) -> float:
        """Return the processor time used so far (Linux)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> float:
        """Interrupt it as Ctrl-C does and return the seconds until it is gone."""
        began = time.perf_counter()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)
        return time.perf_counter() - began


def other_load(seconds: float = 2.0) -> float:
    """Return how many cores other processes use."""

    def busy() -> float:
        fields = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
        return (sum(fields) - fields[3] - fields[4]) / os.sysconf("SC_CLK_TCK")

    before = busy()
    time.sleep(seconds)
    return (busy() - before) / seconds


def report(name: str, value: object, aim: str = "") -> None:
    """Print one figure."""
    print(f"{name:<58} {value!s:>12}  {aim}", flush=True)


def starting(browser) -> Server:
    """Measure the way from the command to a usable page."""
    server = Server()
    port = server.wait()
    page = browser.new_context().new_page()
    page.goto(f"{server.address}/?lang=en")
    page.wait_for_selector(".story h1")
    seen = time.perf_counter() - server.began
    page.wait_for_selector(RUNNING)
    page.wait_for_function("globalThis.coprodFrames > 1")
    usable = time.perf_counter() - server.began
    report("server answers, s", f"{port:.2f}")
    report("page with its story, s", f"{seen:.2f}")
    report("both worlds drawn, s", f"{usable:.2f}", "aim 5")
    began = time.perf_counter()
    page.reload()
    page.wait_for_function("globalThis.coprodFrames > 1")
    report("reload until drawn, s", f"{time.perf_counter() - began:.2f}")
    page.context.close()
    return server


def levers(browser, server: Server) -> None:
    """Measure the time from letting a lever go to both worlds redrawn, for values nobody has asked for before."""
    towns = (
        ("three-stamps", "2,000 residents, 180 days", "aim 300"),
        ("open-town", "20,000 residents, a year", "aim 1000"),
    )
    for lesson, name, aim in towns:
        page = browser.new_context().new_page()
        page.goto(f"{server.address}/?lang=en&guess=-1&lesson={lesson}")
        page.wait_for_selector(RUNNING)
        page.wait_for_function("globalThis.coprodFrames > 1")
        taken = [change(page, value) for value in (2, 4, 5, 0)]
        report(f"lever let go → redrawn, {name}, ms", f"{statistics.median(taken):.0f}", aim)
        page.context.close()


def change(page, value: int) -> float:
    """Set the first lever and return the milliseconds until the page has worlds of that value."""
    return page.evaluate(
        """async (value) => {
            const before = globalThis.coprodWorlds;
            const box = document.querySelector('.lever .exact');
            const began = performance.now();
            box.value = value;
            box.dispatchEvent(new Event('change'));
            while (globalThis.coprodWorlds === before) await new Promise(requestAnimationFrame);
            await new Promise(requestAnimationFrame);
            return performance.now() - began;
        }""",
        value,
    )


def replay(browser, server: Server, seconds: float) -> None:
    """Measure frames while a year is replayed, messages while it is scrubbed, and the pause."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    sent: list[int] = []
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("websocket", lambda it: it.on("framesent", lambda data: sent.append(len(data))))
    page.on("websocket", lambda it: it.on("framereceived", lambda data: sent.append(len(data))))
    page.goto(f"{server.address}/?lang=en&guess=-1&lesson=thousand-threads")
    page.wait_for_selector(RUNNING)
    page.wait_for_timeout(1500)
    quiet = len(sent)
    page.click(RUNNING)
    frames = page.evaluate(FRAMES)
    pause = page.evaluate(PAUSE)
    page.evaluate(SCRUB)
    report("frames a second while replaying, both worlds", f"{frames:.0f}", "aim 60")
    report("messages to and from the server while playing and scrubbing", len(sent) - quiet, "aim 0")
    report("bytes a drawn frame from the server while playing", sum(sent[quiet:]), "aim 10,000")
    report("pause, ms", f"{pause:.0f}", "aim 200")
    frames = page.evaluate(FASTEST, seconds)
    report(f"frames a second at the fastest speed, {seconds:.0f} s of it", f"{frames:.0f}", "aim 15")
    report("errors meanwhile", len(trouble), "aim 0")
    page.context.close()


def readers(browser, server: Server, count: int) -> None:
    """Measure many readers who play at once, each with a guess and a language of his or her own."""
    before, threads = server.megabytes(), server.threads()
    pages = []
    trouble: list[str] = []
    for i in range(count):
        page = browser.new_context(viewport={"width": 1024, "height": 700}).new_page()
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(f"{server.address}/?lang={'zh' if i % 2 else 'en'}&guess={i % 4}&revealed=1")
        page.wait_for_selector(RUNNING)
        pages.append(page)
    grown = (server.megabytes() - before) / count
    for page in pages:
        page.evaluate(PLAY_SLOWLY)
    marks = [page.evaluate("[globalThis.coprodFrames, performance.now()]") for page in pages]
    used, began = server.cpu_seconds(), time.perf_counter()
    time.sleep(8)
    used, passed = server.cpu_seconds() - used, time.perf_counter() - began
    rates = []
    for page, (frames, at) in zip(pages, marks, strict=True):
        now_frames, now = page.evaluate("[globalThis.coprodFrames, performance.now()]")
        rates.append((now_frames - frames) / 2 / (now - at) * 1000)
    own = sum(
        page.evaluate("[...document.querySelectorAll('.choice')].findIndex((one) => one.matches('.is-mine'))") == i % 4
        and page.get_attribute("html", "lang") == ("zh-CN" if i % 2 else "en")
        for i, page in enumerate(pages)
    )
    for page in pages:
        page.context.close()
    time.sleep(5)
    sessions, idle = server.sessions(), server.cpu_seconds()
    time.sleep(3)
    idle = (server.cpu_seconds() - idle) / 3
    report(
        f"{count} readers play: slowest, frames a second",
        f"{min(rates):.0f}",
        "aim 10; all tabs share this machine's browser",
    )
    report(f"{count} readers play: processor of the server, cores", f"{used / passed:.2f}", "aim 0.6")
    report("memory for each reader beyond the first, MB", f"{grown:.1f}", "aim 10")
    report(f"{count} readers play: who see their own state, errors", f"{own}, {len(trouble)}", f"aim {count}, 0")
    report("sessions left 5 s after all pages closed", sessions, "aim 0")
    report("processor of the server then, cores", f"{idle:.3f}", "aim 0.02")
    report("threads more than before", server.threads() - threads, "idle ones, kept by the web server for its next reader")


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--readers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=60, help="how long to play at the fastest speed")
    asked = parser.parse_args()
    count = asked.readers
    report("machine", f"{os.cpu_count()} cores", f"{platform.machine()}, Python {platform.python_version()}")
    report("cores that other work uses", f"{other_load():.2f}", "figures of a busy machine tell little")
    chromium = os.environ.get("COPROD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
        server = starting(browser)
        levers(browser, server)
        replay(browser, server, asked.seconds)
        if count:
            readers(browser, server, count)
        report("Ctrl-C → gone, s", f"{server.stop():.2f}", "aim 1")
        browser.close()


if __name__ == "__main__":
    main()
