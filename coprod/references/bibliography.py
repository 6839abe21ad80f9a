"""The entries of the bibliography, read from ``entries/*.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from coprod.references.codes import Code

FOLDER = Path(__file__).parent / "entries"
Kind = Literal["source paper", "literature", "statistics", "press", "standard", "software"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Reference:
    """A work or a page that can be cited.

    ``title`` is in the language of the work and ``title_en`` its English form where that is another; what is not known stays
    empty. ``former`` lists the codes by which earlier versions cited it. ``incomplete``: author, title, year or place is
    missing. ``unverified``: something that is given has not been confirmed by look-up.
    """

    key: str
    kind: Kind
    authors: tuple[str, ...] = ()
    authors_en: tuple[str, ...] = ()
    year: str = ""
    title: str = ""
    title_en: str = ""
    venue: str = ""
    doi: str = ""
    url: str = ""
    grade: str = ""
    former: tuple[str, ...] = ()
    incomplete: bool = False
    unverified: bool = False
    note_en: str = ""
    note_zh: str = ""

    @property
    def code(self) -> Code:
        """Return the code by which it is cited."""
        return Code("src", self.key)

    @property
    def en(self) -> str:
        """Return it in short: ``Brock and Durlauf (2001)``; the title, or the key, where no author is known."""
        names = [name.split(",")[0] for name in self.authors_en or self.authors]
        who = _listed(names, " and ", " et al.") or self.title_en or self.title or self.key
        return f"{who} ({self.year or 'n.d.'})"

    @property
    def zh(self) -> str:
        """Return it in short, in Chinese: ``黄成亮（2026）``."""
        names = [name.split(",")[0] for name in self.authors]
        who = _listed(names, "、", " 等") or self.title or self.key
        return f"{who}（{self.year or '年份不详'}）"


@dataclass(frozen=True, slots=True)
class Note:
    """The project's note on a submodel: its title, and the works (keys) that the form of its rules comes from."""

    key: str
    title_en: str
    title_zh: str
    after: tuple[str, ...]

    @property
    def code(self) -> Code:
        """Return the code by which it is cited."""
        return Code("note", self.key)

    @property
    def en(self) -> str:
        """Return it in short."""
        return f"submodel {self.key}, {self.title_en.lower()}"

    @property
    def zh(self) -> str:
        """Return it in short, in Chinese."""
        return f"子模型{self.key} {self.title_zh}"


@cache
def bibliography() -> dict[str, Reference]:
    """Return every work by key, in order of files.

    Raises
    ------
    ValueError
        If two files use one key, or an entry has a kind or a field that there is not.
    """
    found: dict[str, Reference] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        if path.stem == "notes":
            continue
        for key, entry in _tables(path).items():
            if key in found or entry.get("kind") not in KINDS:
                raise ValueError(f"{path.name}: {key} is declared twice, or its kind is none of {', '.join(KINDS)}")
            found[key] = _built(Reference, path, key, entry)
    return found


@cache
def notes() -> dict[str, Note]:
    """Return the project's notes on submodels by key, in order."""
    path = FOLDER / "notes.toml"
    return {key: _built(Note, path, key, entry) for key, entry in _tables(path).items()}


def entry_of(code: Code) -> Reference | Note | None:
    """Return the work or the note that a code stands for; nothing for codes that other packages resolve or that do not exist."""
    return bibliography().get(code.key) if code.scheme == "src" else notes().get(code.key) if code.scheme == "note" else None


def _tables(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _built(kind: Callable[..., Entry], path: Path, key: str, entry: dict[str, Any]) -> Entry:
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    try:
        return kind(key=key, **values)
    except TypeError as wrong:
        raise ValueError(f"{path.name}: {key}: {wrong}") from None


def _listed(names: list[str], joined: str, more: str) -> str:
    named = [name for name in names if name != "et al."]
    if not named:
        return ""
    if len(named) < len(names) or len(named) > 2:
        return named[0] + more
    return joined.join(named)
