"""A server of one's own: a trainer's folder of lessons, readers who leave, and Ctrl-C."""

import json
import signal
import time
import urllib.request

import pytest

from coprod.interfaces.dashboard.lessons import shipped
from tests.dashboard.conftest import Reader, Server


@pytest.fixture(scope="module")
def trainers(tmp_path_factory):
    pytest.importorskip("solara")
    folder = tmp_path_factory.mktemp("lessons")
    (folder / "broken.toml").write_text('title = 3\nsurprise = "yes"\n', encoding="utf-8")
    running = Server(COPROD_LESSONS=str(folder))
    yield running
    running.stop()


def sessions(server):
    with urllib.request.urlopen(f"{server.address}/resourcez", timeout=10) as answer:
        return json.load(answer)["kernels"]["total"]


def test_mistakes_in_a_lesson_file_are_told_in_the_page(browser, trainers):
    somebody = Reader(browser, trainers)
    page = somebody.open("lang=en&page=lessons")
    reported = page.inner_text("[role=alert]")
    assert "broken.toml" in reported and "surprise" in reported
    assert page.locator(".lesson-card").count() == sum(bool(lesson.question) for lesson in shipped())
    somebody.close()
    assert somebody.trouble == []


def test_a_closed_page_is_forgotten_within_five_seconds(browser, trainers):
    somebody = Reader(browser, trainers)
    somebody.open("lang=en")
    somebody.see_worlds()
    assert sessions(trainers) >= 1
    somebody.page.click(".transport .go")
    somebody.close()
    until = time.monotonic() + 5
    while sessions(trainers) and time.monotonic() < until:
        time.sleep(0.1)
    assert sessions(trainers) == 0


def test_ctrl_c_ends_the_server_at_once(browser, trainers):
    began = time.monotonic()
    trainers.process.send_signal(signal.SIGINT)
    assert trainers.process.wait(10) in (0, 130, -signal.SIGINT)
    assert time.monotonic() - began < 5
    assert "Traceback" not in trainers.process.stdout.read()
