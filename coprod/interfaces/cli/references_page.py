"""The page of the manual that lists every reference: what the codes mean, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Iterable

from coprod.parameters import declarations
from coprod.parameters.provenance import mechanisms_in_words, numbers_in_words
from coprod.references import SCHEMES, Reference, bibliography, notes
from coprod.references.bibliography import KINDS
from coprod.references.render import full, kind_in_words
from coprod.text.glossary import Language, pick, translate


def references_page(language: Language) -> str:
    """Return the meaning of codes, the counts, every work kind by kind, and the notes on submodels."""
    works = sorted(bibliography().values(), key=lambda work: work.key)
    counts = translate("reference.counted", language, n=len(works), incomplete=sum(work.incomplete for work in works),
               unverified=sum(work.unverified for work in works))
    counted = [print_run(declarations(), language) for print_run in (numbers_in_words, mechanisms_in_words)]
    parts = [_schemes(language), counts, *counted]
    for kind in KINDS:
        members = [work for work in works if work.kind == kind]
        parts += [f"## {kind_in_words(kind, language)}", _bullets(_entry(work, language) for work in members)]
    parts += [f"## {translate('reference.note', language)}", translate("reference.about_notes", language), _notes(language)]
    return "\n\n".join(parts)


def _schemes(language: Language) -> str:
    return _bullets(f"`{scheme}:…` {en if language == 'en' else zh}" for scheme, (_, en, zh) in SCHEMES.items())


def _entry(work: Reference, language: Language) -> str:
    parts = [f"**{work.code}** {full(work, language)}"]
    if work.grade:
        name = work.grade.replace(" ", "_").replace("-", "_")
        parts.append(translate("reference.grade", language, grade=translate(f"grade.{name}", language)))
    former = [code for code in work.former if code != "K"]
    if former:
        parts.append(translate("reference.formerly", language, codes=translate("list.comma", language).join(former)))
    return " ".join(parts)


def _notes(language: Language) -> str:
    comma, colon = translate("list.comma", language), ": " if language == "en" else "："
    return _bullets(f"**{note.code}** {pick(language, note, 'title')}{colon}{comma.join(f'src:{key}' for key in note.after)}"
                    for note in notes().values())


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)
