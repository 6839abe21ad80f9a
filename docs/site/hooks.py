"""What MkDocs does besides: the other pages of the repository, and one language at a time.

Pages are written to be read as Markdown in the repository, so their links are those of the repository. A link to a page beside
``docs/`` leads to a copy of it in the site; a link to code is shown as its name.
"""

from __future__ import annotations

import json
import os
import posixpath
import re
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

ROOT = Path(__file__).parents[2]
BESIDE = ("README*.md", "CONTRIBUTING*.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "constraints.txt", "examples/README*.md",
          "experiments/*.md", "experiments/figures/*.svg")
FOLDER = "project"
"""Where the copies of pages beside ``docs/`` stand in the site."""
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\]\([^)]*\))*?)\]\(([^)\s#]*)(#[^)\s]*)?\)")
LANGUAGES = (("en", "English"), ("zh", "中文"))
FILES: list[Files] = []
"""The files of the site, as soon as they are known."""


def beside() -> dict[str, str]:
    """Return where pages beside ``docs/`` stand in the site, by their path in the repository."""
    found = [path for pattern in BESIDE for path in sorted(ROOT.glob(pattern))]
    return {path.relative_to(ROOT).as_posix(): _plain(f"{FOLDER}/{path.relative_to(ROOT).as_posix()}") for path in found}


def _plain(uri: str) -> str:
    """Name files that a browser would not show as text."""
    return uri if PurePosixPath(uri).suffix else f"{uri}.txt"


def on_config(config: Any) -> Any:
    """Put pages that the navigation does not name at its end, so that no page can be forgotten."""
    named = set(re.findall(r"[\w.-]+\.md", json.dumps(config.nav)))
    for section, (title, chinese) in zip(config.nav, (("More", False), ("更多", True)), strict=True):
        rest = [page.name for page in sorted((ROOT / "docs").glob("*.md"))
                if page.name not in named and page.name.endswith(".zh.md") == chinese]
        if rest:
            next(iter(section.values())).append({title: rest})
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the pages beside ``docs/``, which no navigation needs to name."""
    for path, uri in beside().items():
        text = (ROOT / path).read_text(encoding="utf-8")
        files.append(File.generated(config, uri, content=text, inclusion=InclusionLevel.NOT_IN_NAV))
    shim = (Path(__file__).parent / "iframe-worker.js").read_text(encoding="utf-8")
    files.append(File.generated(config, "assets/iframe-worker.js", content=shim))
    FILES[:] = [files]
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn links of the repository into links of the site, outside blocks of code."""
    uri = page.file.src_uri
    own = {site: path for path, site in beside().items()}.get(uri, f"docs/{uri}")
    parts = re.split(r"(^ *```.*?^ *```)", markdown, flags=re.M | re.S)
    return "".join(part if i % 2 else LINK.sub(lambda link: _relinked(link, own, uri), part) for i, part in enumerate(parts))


def _relinked(link: re.Match[str], own: str, uri: str) -> str:
    mark, words, target, anchor = link[1], link[2], link[3], link[4] or ""
    if LINK.search(words):  # a picture that is a link
        words = LINK.sub(lambda inner: _relinked(inner, own, uri), words)
    if not target or re.match(r"[a-z]+:", target):
        return f"{mark}[{words}]({target}{anchor})"
    path = posixpath.normpath(posixpath.join(posixpath.dirname(own), target))
    site = path.removeprefix("docs/") if path.startswith("docs/") else beside().get(path)
    if site is None or not (ROOT / path).is_file() or PurePosixPath(site).suffix in (".py", ".json"):
        if not (ROOT / path).exists():
            return f"{mark}[{words}]({target}{anchor})"  # let the strict build name it
        return words
    return f"{mark}[{words}]({os.path.relpath(site, posixpath.dirname(uri) or '.')}{anchor})"


def on_page_context(context: dict[str, Any], page: Any, config: Any, nav: Navigation) -> dict[str, Any]:
    """Show a page with the words and the contents of its own language, and a way to the other."""
    chinese = page.file.src_uri.endswith(".zh.md")
    config.theme["language"] = "zh" if chinese else "en"
    config.extra["alternate"] = [
        {"lang": language, "name": name, "link": _twin(page.file, FILES[0], language)} for language, name in LANGUAGES]
    section = nav.items[int(chinese)]
    context["nav"] = Navigation(section.children or [], nav.pages)
    return context


def _twin(file: File, files: Files, language: str) -> str:
    """Return the address of a page in a language; the first page where there is none."""
    english = file.src_uri.replace(".zh.md", ".md")
    found = files.get_file_from_path(english if language == "en" else english.replace(".md", ".zh.md"))
    return found.url if found else ("index.html" if language == "en" else "index.zh.html")
