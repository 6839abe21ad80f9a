"""A server of one's own: a trainer's folder of lessons, readers who leave, and Ctrl-C."""

import http.client
import signal
import time

import pytest

from coprod.interfaces.dashboard.lessons import shipped
from tests.dashboard.conftest import Reader, Server
from tests.dashboard.test_access import UPGRADE


@pytest.fixture(scope="module")
def trainers(tmp_path_factory):
    pytest.importorskip("solara")
    folder = tmp_path_factory.mktemp("lessons")
    (folder / "broken.toml").write_text('title = 3\nsurprise = "yes"\n', encoding="utf-8")
    running = Server(COPROD_LESSONS=str(folder))
    yield running
    running.stop()


@pytest.fixture
def started():
    """Start servers that are stopped whatever happens."""
    pytest.importorskip("solara")
    running = []

    def start(*options, **environment):
        running.append(Server(*options, **environment))
        return running[-1]

    yield start
    for server in running:
        server.stop()


def test_mistakes_in_a_lesson_file_are_told_in_the_page(browser, trainers):
    somebody = Reader(browser, trainers)
    page = somebody.open("lang=en&page=lessons")
    reported = page.inner_text("[role=alert]")
    assert "broken.toml" in reported and "surprise" in reported
    assert page.locator(".lesson-card").count() == sum(bool(lesson.question) for lesson in shipped()) + 1  # the street director
    somebody.close()
    assert somebody.trouble == []


def test_a_shared_server_says_so_and_answers_an_address_with_two_million_residents_at_once(browser, started):
    server = started("--host", "0.0.0.0")
    somebody = Reader(browser, server)
    somebody.open("lang=en")
    somebody.see_worlds()
    began = time.monotonic()
    page = somebody.open("lang=en&b.town.communities=40&b.town.residents_per_community=50000")
    assert "larger than this shared server runs (50,000)" in page.inner_text("[role=alert]")
    somebody.see_worlds()
    taken = time.monotonic() - began
    somebody.close()
    server.stop()
    said = server.process.stdout.read()
    assert somebody.trouble == [] and taken < 20
    assert "Others can reach this server" in said and "no accounts" in said


def test_a_closed_page_is_forgotten_within_five_seconds(browser, trainers):
    somebody = Reader(browser, trainers)
    somebody.open("lang=en")
    somebody.see_worlds()
    assert trainers.sessions() >= 1
    somebody.page.click(".transport .go")
    somebody.close()
    until = time.monotonic() + 5
    while trainers.sessions() and time.monotonic() < until:
        time.sleep(0.1)
    assert trainers.sessions() == 0


def test_a_page_whose_browser_is_gone_is_forgotten_and_its_thread_returned(started):
    server = started(SOLARA_KERNEL_CULL_TIMEOUT="2s")
    threads = server.statistics()["threads"]["active"]
    gone = []
    for i in range(12):
        connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
        connection.request("GET", f"/jupyter/api/kernels/reader-{i}/page?session_id=page-{i}", headers=UPGRADE)
        assert connection.getresponse().status == 101
        gone.append(connection)
    wait_until(lambda: server.sessions() == 12)
    for connection in gone:
        connection.close()  # no word of farewell, as when a phone leaves the network
    wait_until(lambda: server.sessions() == 0 and server.statistics()["threads"]["active"] <= threads + 4)
    after = server.statistics()
    assert after["kernels"]["total"] == 0
    assert after["threads"]["active"] <= threads + 4


def wait_until(is_so, seconds=60):
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        time.sleep(0.3)


def test_ctrl_c_ends_the_server_at_once(browser, trainers):
    began = time.monotonic()
    trainers.process.send_signal(signal.SIGINT)
    assert trainers.process.wait(10) in (0, 130, -signal.SIGINT)
    assert time.monotonic() - began < 5
    assert "Traceback" not in trainers.process.stdout.read()
