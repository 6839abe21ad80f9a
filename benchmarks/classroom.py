"""Thirty readers on one small server: bets and reveals, whether any two are mixed, a hostile address, memory after they left.

Run it with Chromium at hand (``COPROD_CHROMIUM`` names another path):

    python -m benchmarks.classroom                # about five minutes on two cores
    python -m benchmarks.classroom --readers 10

Every reader is a page of its own context of one browser: its own cookies, its own websocket, its own session at the server,
drawn by the same two cores that serve it. They ask for reduced motion, so that a page at rest draws nothing: thirty phones
would draw on processors of their own. The server listens as one that is shared (``--host 0.0.0.0``).
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks.dashboard import FLAGS, RUNNING, Server, change, other_load, report

LESSON = "three-stamps"
LEVER = "approval.levels"
VALUES = (0, 2, 4, 5)
"""Values of the lever that readers set in world B, each its own."""
HOSTILE = "lang=en&guess=-1&a.town.communities=40&a.town.residents_per_community=50000"
SMALL = {"width": 1024, "height": 700}
WAIT = 180_000


class Shared(Server):
    """The dashboard as a server that others reach, or, with a class, the room it opens."""

    def __init__(self, *options: str) -> None:
        import socket

        with socket.socket() as probe:
            probe.bind(("localhost", 0))
            self.port = probe.getsockname()[1]
        self.began = time.perf_counter()
        command = [sys.executable, "-m", "coprod", "dashboard", "--port", str(self.port), "--host", "0.0.0.0", *options]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "COPROD_LANG": "en",
                       "SOLARA_RESOURCEZ_TOKEN": "benchmark", "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def said(self, pattern: str) -> str:
        """Return the first thing of a form that the server prints."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(pattern, line):
                return found[1]
        raise RuntimeError(f"the server never printed {pattern}")


def expected(value: int) -> str:
    """Return the minutes that a reader must see in world B, run here with the same parameters and seed."""
    from coprod.interfaces.dashboard.lessons import find_lesson
    from coprod.interfaces.dashboard.recording import record

    lesson = find_lesson(LESSON)
    assert lesson is not None
    run = record(lesson.parameters("b").replace({LEVER: value}), lesson.seed, lesson.days)
    assert run.scripted is not None
    minutes = run.scripted["marks"]["controlled"]
    return f"{minutes:,.1f}".removesuffix(".0")


def opened(browser: Any, address: str, trouble: list[str]) -> Any:
    """Return a page in a context of its own."""
    page = browser.new_context(viewport=SMALL, reduced_motion="reduce").new_page()
    page.set_default_timeout(WAIT)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(address)
    return page


def bet_and_reveal(browser: Any, server: Shared, count: int) -> None:
    """Have readers guess, see the answer, set a lever of their own and play; then measure what others notice of it."""
    trouble: list[str] = []
    opened(browser, f"{server.address}/?lang=en", trouble).context.close()  # the first page loads the model
    right = {value: expected(value) for value in VALUES}
    at_rest(server)  # it runs the towns of all lessons at its start, and keeps them
    before, threads = server.megabytes(), server.threads()
    pages = []
    for i in range(count):
        page = opened(browser, f"{server.address}/?lang={'zh' if i % 2 else 'en'}&lesson={LESSON}", trouble)
        page.wait_for_selector(".choice[aria-disabled=false]")
        pages.append(page)
    told = []
    for i, page in enumerate(pages):  # the films of the others play meanwhile
        page.click(f".choice >> nth={i % 4}")
        page.click(".question.is-film .link")
        began = time.perf_counter()
        page.wait_for_selector(".headline")
        told.append(time.perf_counter() - began)
    for page in pages:  # all of them pause, so that the figure is that of the server and not of thirty pictures
        page.wait_for_selector(RUNNING)
    taken = [change(page, VALUES[i % len(VALUES)]) for i, page in enumerate(pages)]
    mixed = sum(not is_own(page, i, right) for i, page in enumerate(pages))
    for page in pages:
        page.evaluate("document.querySelector('.transport .go').click()")
    hostile(browser, server, trouble)
    used, began = server.cpu_seconds(), time.perf_counter()
    time.sleep(8)
    used, passed = server.cpu_seconds() - used, time.perf_counter() - began
    full = server.megabytes()
    report(f"{count} readers: guess skipped to verdict drawn, median s", f"{statistics.median(told):.2f}")
    report(f"{count} readers: lever let go → redrawn, median ms", f"{statistics.median(taken):.0f}", "aim 500")
    report(f"{count} readers: mixed with another's guess, language or lever", mixed, "aim 0")
    report(f"{count} readers: errors in their pages", len(trouble), "aim 0")
    report(f"{count} readers play: processor of the server, cores", f"{used / passed:.2f}")
    for page in pages:
        page.context.close()
    leaving(server, before, full, threads)


def at_rest(server: Shared, most: float = 90.0) -> None:
    """Wait until the server has had nothing to do for five seconds."""
    until = time.perf_counter() + most
    while time.perf_counter() < until:
        used = server.cpu_seconds()
        time.sleep(5)
        if server.cpu_seconds() - used < 0.1:
            return


def is_own(page: Any, i: int, right: dict[int, str]) -> bool:
    """Tell whether a page has its own language, guess, lever and the result that belongs to it."""
    shown = page.evaluate("""() => ({
        lang: document.documentElement.lang,
        guess: [...document.querySelectorAll('.choice')].findIndex((one) => one.matches('.is-mine')),
        lever: document.querySelector('.lever .exact').value,
        minutes: [...document.querySelectorAll('.answer-bars .amount')].map((one) => one.textContent)[1],
    })""")
    value = VALUES[i % len(VALUES)]
    return shown == {"lang": "zh-CN" if i % 2 else "en", "guess": i % 4, "lever": str(value), "minutes": right[value]}


def hostile(browser: Any, server: Shared, trouble: list[str]) -> None:
    """Measure how soon the address of a town of two million is answered while the others play."""
    began = time.perf_counter()
    urllib.request.urlopen(f"{server.address}/?{HOSTILE}", timeout=60).read()
    answered = time.perf_counter() - began
    page = opened(browser, f"{server.address}/?lang=en&guess=-1", trouble)
    page.wait_for_selector(RUNNING)
    drawn = page.evaluate("""async (query) => {
        const began = performance.now();
        history.pushState({}, "", "/?" + query);
        dispatchEvent(new PopStateEvent("popstate", {state: {}}));
        while (!document.querySelector(".notices")) await new Promise(requestAnimationFrame);
        return performance.now() - began;
    }""", HOSTILE)
    said = page.inner_text(".notices")
    report("hostile address (2,000,000 residents): HTTP answer, s", f"{answered:.2f}", "aim 1")
    report("hostile address: refused in words on the page, s", f"{drawn / 1000:.2f}", "aim 1")
    report("  which says", said.split(":")[0][:60])
    page.context.close()


def leaving(server: Shared, before: float, full: float, threads: int) -> None:
    """Measure memory, sessions and threads after all pages have closed."""
    began, back = time.perf_counter(), None
    while time.perf_counter() - began < 60 and back is None:
        time.sleep(2)
        if server.sessions() == 0 and server.megabytes() <= before + 0.1 * (full - before) + 5:
            back = time.perf_counter() - began
    report("memory before, with all, after they left, MB", f"{before:.0f}, {full:.0f}, {server.megabytes():.0f}")
    report("  back (within 10 % of what they took, or 5 MB) after, s", "not in 60" if back is None else f"{back:.0f}", "aim 60")
    report("  sessions left, threads more than before", f"{server.sessions()}, {server.threads() - threads}", "aim 0, 0")


def a_class(browser: Any, count: int) -> None:
    """Have two rooms of phones guess; measure how soon everybody knows, and count who sees what is not theirs."""
    server = Shared("--class")
    code, secret = server.said(r"code (\d{5})"), server.said(r"drive=([\w-]+)")
    server.wait()
    trouble: list[str] = []
    desks = [opened(browser, f"{server.address}/?lang=en&drive={secret}", trouble)]
    desks[0].wait_for_url(re.compile(r"room=\d{5}"))
    desks[0].wait_for_selector(".class-desk h1")
    other = browser.contexts[-1].new_page()
    other.set_default_timeout(WAIT)
    other.goto(desks[0].url)
    other.wait_for_selector(".class-desk")
    other.get_by_role("button", name="Open another room").click()
    other.wait_for_function("code => !document.body.innerText.includes(code)", arg=code)
    other.wait_for_url(re.compile(rf"room=(?!{code})\d{{5}}"))
    desks.append(other)
    codes = [re.search(r"room=(\d{5})", desk.url)[1] for desk in desks]  # type: ignore[index]
    began = time.perf_counter()
    phones = [opened(browser, f"{server.address}/?lang={'zh' if i % 3 else 'en'}&room={codes[i % 2]}", trouble)
              for i in range(count)]
    for phone in phones:
        phone.wait_for_selector(".class-who")
    report(f"class of {count} in two rooms: all have joined, s", f"{time.perf_counter() - began:.1f}")
    for desk in desks:
        desk.locator(".class-questions li", has_text="Three Stamps").get_by_role("button", name="Ask for guesses").click()
    for i, phone in enumerate(phones):
        phone.locator(".class-bet").nth(i // 2 % 4).click()
    began = time.perf_counter()
    bets = [[i // 2 % 4 for i in range(count) if i % 2 == room] for room in range(2)]
    for desk, mine in zip(desks, bets, strict=True):
        desk.wait_for_function("n => document.querySelectorAll('.class-roll .is-done').length === n", arg=len(mine))
    report(f"class of {count}: last guess to both desks showing all, s", f"{time.perf_counter() - began:.2f}")
    for desk in desks:
        desk.get_by_role("button", name="Close", exact=True).click()
    for phone in phones:
        phone.wait_for_selector(".class-bars")
    wrong = sum([int(text) for text in phone.locator(".class-bars strong").all_inner_texts()]
                != [bets[i % 2].count(choice) for choice in range(4)] for i, phone in enumerate(phones))
    began = time.perf_counter()
    for desk in desks:
        desk.get_by_role("button", name="Reveal the answer").click()
    for phone in phones:
        phone.wait_for_selector(".class-headline")
    report(f"class of {count}: reveal to the last phone, s", f"{time.perf_counter() - began:.2f}")
    report(f"class of {count}: phones with another room's guesses; errors", f"{wrong}, {len(trouble)}", "aim 0, 0")
    for page in (*phones, *desks):
        page.context.close()
    report("Ctrl-C → gone, s", f"{server.stop():.2f}", "aim 1")


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    from coprod.laboratory.model_version import model_version

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--readers", type=int, default=30)
    count = parser.parse_args().readers
    report("machine", f"{os.cpu_count()} cores", f"{platform.machine()}, Python {platform.python_version()}")
    report("model", model_version())
    report("cores that other work uses", f"{other_load():.2f}", "figures of a busy machine tell little")
    chromium = os.environ.get("COPROD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
        server = Shared()
        server.wait()
        for visit in ("the first", "the next"):  # what the first page of all imports stays; what a reader took must not
            report(f"--- {visit} {count} readers", "")
            bet_and_reveal(browser, server, count)
        report("Ctrl-C → gone, s", f"{server.stop():.2f}", "aim 1")
        a_class(browser, count)
        browser.close()


if __name__ == "__main__":
    main()
