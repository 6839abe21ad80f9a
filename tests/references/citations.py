"""Where codes are cited: the prose and the data of the repository, piece by piece."""

import io
import re
import tokenize
from pathlib import Path

import coprod
from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.validation import facts
from coprod.parameters import scenario_names
from coprod.references import bibliography, notes

ROOT = Path(coprod.__file__).parents[1]
KNOWN = {
    "src": set(bibliography()), "note": set(notes()), "mech": set(mechanisms()), "fact": {fact.id for fact in facts()},
    "scenario": set(scenario_names()),
}
CITED = re.compile(rf"(?<![\w:])({'|'.join(KNOWN)}):([A-Za-z]\w*)")
"""Anything that looks like a code, well-formed or not."""
FORMER = {code for work in bibliography().values() for code in work.former if code != "K" and not code.isdigit()}
BARE = KNOWN["note"] | KNOWN["mech"] | KNOWN["fact"] | FORMER
"""What would be ambiguous, or mean nothing, without its prefix."""
_TYPED = re.compile(r"coprod mechanisms [A-Z]\d\d|`[A-Z]\d\d`")
"""Ids as users type them, in commands and in the files of lessons."""
_FORMERLY = re.compile(r"(Formerly|旧编号：).*")


def prose():
    """Give the name and the text of every piece of prose: docstrings, comments, documents, and texts of data files."""
    for path in sorted([*(ROOT / "coprod").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]):
        yield _name(path), "\n".join(_said(path))
    for path in sorted([*(ROOT / "docs").glob("*.md"), *ROOT.glob("README*.md"), *(ROOT / "experiments").glob("x*.*")]):
        yield _name(path), _FORMERLY.sub("", _TYPED.sub("", path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "coprod" / "laboratory" / "validation" / "facts").glob("*.toml")):
        yield _name(path), re.sub(r"^\[.*\]$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def data():
    """Give the name and the text of every file that declares parameters, rows and facts."""
    for folder in ("parameters", "laboratory/mechanisms/rows", "laboratory/validation/facts"):
        for path in sorted((ROOT / "coprod" / folder).rglob("*.*")):
            if path.suffix in (".py", ".toml"):
                yield _name(path), path.read_text(encoding="utf-8")


def unresolved(text):
    """Return the codes of a text that stand for nothing."""
    return sorted({f"{scheme}:{key}" for scheme, key in CITED.findall(text) if key not in KNOWN[scheme]})


def bare(text):
    """Return the codes of a text that lack their prefix."""
    return sorted({word for word in re.findall(r"(?<![\w:./-])[A-Z]\d{1,3}(?!\w)", text) if word in BARE})


def _said(path):
    source = path.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and token.string.startswith('"""')):
            yield token.string


def _name(path):
    return path.relative_to(ROOT).as_posix()
