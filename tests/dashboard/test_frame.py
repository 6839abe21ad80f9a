"""What the framework says while a page loads, and when the server is gone, is said in our words in both languages."""

import re
from pathlib import Path

import pytest

from coprod.interfaces.dashboard import frame
from coprod.text.glossary import texts

solara_server = pytest.importorskip("solara.server.server")
FOLDER = Path(solara_server.directory) / "templates"
SOURCE = (FOLDER / frame.TEMPLATE).read_text(encoding="utf-8")


def test_every_text_of_the_framework_is_where_we_look_for_it():
    gone = [found for found, _ in frame.REPLACED if not re.search(found, SOURCE)]
    assert not gone, f"the framework's template has changed: {gone}"
    assert frame.VIEWPORT in SOURCE, "readers are no longer forbidden to enlarge the page, or in other words"


@pytest.mark.parametrize("word", ["disconnected", "refresh", "session", "Loading app", "user-scalable"])
def test_no_text_of_the_framework_is_left(word):
    page = frame.template(SOURCE) + frame.loader((FOLDER / "loader-plain.html").read_text(encoding="utf-8"))
    seen = re.sub(r"<script>.*?</script>|<!--.*?-->|\{#.*?#\}|<[^>]*>", "", page, flags=re.DOTALL)
    assert word.lower() not in (page if "-" in word else seen).lower()


def test_every_text_stands_there_in_both_languages():
    page = frame.template(SOURCE) + frame.loader((FOLDER / "loader-plain.html").read_text(encoding="utf-8"))
    ours = {key: text for key, text in texts().items() if key.startswith("frame.")}
    assert ours and all(text[lang] in page for text in ours.values() for lang in ("en", "zh"))


def test_the_server_says_it_in_its_page(server):
    import urllib.request

    page = urllib.request.urlopen(f"{server.address}/?lang=zh").read().decode()
    assert "正在打开实验室" in page and "Server" not in re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)


def test_somebody_whose_server_has_gone_is_told_so(browser):
    from tests.dashboard.conftest import Reader, Server

    running = Server()
    somebody = Reader(browser, running)
    page = somebody.open("lang=zh")
    running.stop()
    page.wait_for_selector("text=服务器没有回应")
    assert not page.is_visible("text=does not answer")
    somebody.close()
