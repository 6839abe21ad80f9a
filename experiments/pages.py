"""Write what is made of the findings kept: ``python -m experiments.pages [--check]``.

From ``findings/*.json``, ``answers.toml`` and ``expected.toml`` come the generated parts of the pages of studies, their pictures,
the policy maker's page, ``docs/findings.md`` and ``docs/findings.zh.md``, and from ``sensitivity.json``
and ``drawn_towns.json`` that on assumed numbers.
``--check`` writes nothing and names what differs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from coprod.laboratory.files import write_text
from coprod.text.glossary import LANGUAGES
from coprod.text.problems import InputProblems
from experiments.answers import Book
from experiments.measured import read
from experiments.policy_page import PolicyPage
from experiments.sensitivity_page import sensitivity_page
from experiments.study_page import renewed
from experiments.writing import picture, picture_file

HERE = Path(__file__).parent


def main(arguments: list[str] | None = None, folder: Path = HERE) -> int:
    """Write the pages, or check them; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m experiments.pages", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args(arguments)
    try:
        stale = outdated(folder)
    except InputProblems as error:
        print(error, file=sys.stderr)
        return 2
    for path, text in stale.items():
        print(f"{path.relative_to(folder.parent)} differs" if asked.check else path.relative_to(folder.parent))
        if not asked.check:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, text)
    return 1 if stale and asked.check else 0


def outdated(folder: Path = HERE) -> dict[Path, str]:
    """Return the pages and pictures that are not as they would be made, with their texts.

    Raises
    ------
    InputProblems
        If ``answers.toml`` or ``expected.toml`` has mistakes.
    """
    made = pages(folder)
    return {path: text for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text}


def pages(folder: Path = HERE) -> dict[Path, str]:
    """Return all that is made, by its path."""
    book = Book.open(folder)
    found = {}
    for study, data in book.measured.items():
        page = folder / f"{study}.md"
        said = {language: PolicyPage(book, language).said(study) for language in LANGUAGES}
        found[page] = renewed(page.read_text(encoding="utf-8"), data, said)
        rows = book.answers[study].picture if study in book.answers else ()
        for language in LANGUAGES if data["contrasts"] else ():
            found[folder / "figures" / picture_file(study, language)] = picture(data, rows, language)
    kept = folder / "sensitivity.json"
    screened = read(kept) if kept.is_file() else None
    for language in LANGUAGES:
        ending = ".md" if language == LANGUAGES[0] else f".{language}.md"
        found[folder.parent / "docs" / f"findings{ending}"] = str(PolicyPage(book, language))
        if screened:
            found[folder.parent / "docs" / f"sensitivity{ending}"] = sensitivity_page(screened, book, language)
    return found


if __name__ == "__main__":
    sys.exit(main())
