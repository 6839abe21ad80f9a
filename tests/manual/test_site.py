"""The manual as a site: it is built strictly, its links lead somewhere, and it can be searched from a disk without network."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from coprod.interfaces.docs import FOLDER
from tests.failures import Failures

pytestmark = pytest.mark.slow
OF_THE_THEME = "assets/"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site once and return its folder."""
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", FOLDER / "site" / "mkdocs.yml",
                           "--site-dir", folder], capture_output=True, text=True, check=False,
                          env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr[-3000:]
    return folder


class Links(HTMLParser):
    """Collects where a page points to, what it loads, and the places in it."""

    def __init__(self, page):
        super().__init__()
        self.targets, self.loaded, self.places, self.language = [], [], {"", "__top"}, ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        """Note one element."""
        found = dict(attrs)
        self.places.add(found.get("id", ""))
        if tag == "html":
            self.language = found.get("lang")
        if tag == "a" and "href" in found:
            self.targets.append(found["href"])
        elif tag in ("script", "img", "iframe") and "src" in found:
            self.loaded.append(found["src"])
        elif tag == "link" and found.get("rel") in ("stylesheet", "icon", "preconnect"):
            self.loaded.append(found["href"])


def test_every_link_and_every_place_is_there(site):
    pages = {page: Links(page) for page in site.rglob("*.html")}
    assert len(pages) > 60
    with Failures() as failures:
        for page, links in pages.items():
            for target in [*links.targets, *links.loaded]:
                parts = urlsplit(target)
                if parts.scheme or target.startswith("//"):
                    continue
                with failures.case(f"{page.relative_to(site)}: {target}"):
                    if page.name == "404.html":
                        continue
                    aim = (page.parent / unquote(parts.path)).resolve() if parts.path else page
                    aim = aim / "index.html" if aim.is_dir() else aim
                    assert aim.is_file()
                    if parts.fragment and aim in pages:
                        assert unquote(parts.fragment) in pages[aim].places


def test_nothing_is_loaded_from_another_machine(site):
    found = {one for page in site.rglob("*.html") for one in Links(page).loaded}
    assert found and not [one for one in found if urlsplit(one).scheme or one.startswith("//")]


def test_pages_speak_their_own_language_and_lead_to_the_other(site):
    for english in FOLDER.glob("*.md"):
        name = english.name.removesuffix(".md")
        chinese = name.endswith(".zh")
        links = Links(site / f"{name}.html")
        assert links.language == ("zh" if chinese else "en"), name
        twin = f"{name.removesuffix('.zh')}.html" if chinese else f"{name}.zh.html"
        assert (twin if (site / twin).exists() else "index.zh.html") in {link.removeprefix("./") for link in links.targets}
        text = (site / f"{name}.html").read_text(encoding="utf-8")
        assert ("目录" in text) == chinese or not re.search(r"<nav[^>]*md-nav--secondary", text)


def test_everything_is_in_the_index_of_the_search(site):
    entries = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    pages = {entry["location"].split("#")[0] for entry in entries}
    assert {"first-question.html", "first-question.zh.html", "api.html", "glossary.zh.html"} <= pages
    assert any("\u200b积分\u200b" in entry["text"] for entry in entries), "Chinese is divided into words"


@pytest.mark.parametrize(("page", "words", "wanted"), [
    ("index.html", "golden window", "glossary.html"), ("index.zh.html", "积分", "glossary.zh.html")])
def test_the_search_answers_from_a_disk_without_network(site, page, words, wanted):
    sync = pytest.importorskip("playwright.sync_api")
    chromium = os.environ.get("COPROD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        pytest.skip("no Chromium")
    asked = []
    with sync.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto((Path(site) / page).as_uri())
        tab.keyboard.press("f")  # opens the search
        tab.locator("input.md-search__input").fill(words)
        tab.keyboard.press("End")
        tab.locator(".md-search-result__item").first.wait_for(timeout=60_000)
        found = tab.locator(".md-search-result__link").evaluate_all("links => links.map(link => link.href)")
        browser.close()
    assert any(wanted in link for link in found), found
    assert not [url for url in asked if not url.startswith(("file:", "data:", "about:", "blob:"))]
