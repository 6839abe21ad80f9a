"""Codes resolve, entries are used and honest about what is not known, and numbers say where they come from."""

import re

import pytest

from coprod.interfaces.docs import FOLDER
from coprod.laboratory.validation import facts
from coprod.parameters import declarations, parameter
from coprod.parameters.provenance import numbers_in_words
from coprod.references import SCHEMES, Code, bibliography, codes_in, notes, parse_code, parse_number
from coprod.references.bibliography import KINDS
from coprod.references.render import full
from tests.references.citations import CITED, KNOWN, bare, data, prose, unresolved

LISTS_IDS = {"tests/mechanisms/test_inventory.py"}
"""Lists bare ids of rows as data."""


def test_every_code_resolves():
    found = {name: codes for name, text in (*prose(), *data()) if (codes := unresolved(text))}
    assert not found
    assert sum(bool(CITED.search(text)) for _, text in prose()) > 100, "the search finds no codes at all"


def test_no_code_lacks_its_prefix():
    found = {name: codes for name, text in prose() if name not in LISTS_IDS and (codes := bare(text))}
    assert not found


def test_what_does_not_resolve_is_found():
    assert unresolved("src:nobody1900 fact:C99 mech:A01 note:B7") == ["fact:C99", "src:nobody1900"]
    assert bare("as B7, C11 and S004 have it; mech:A01–A03; x = P0") == ["A03", "B7", "C11", "S004"]


def test_every_code_of_a_declaration_resolves():
    cited = {code for d in declarations() for code in (*d.mechanism_from, *d.number.codes)}
    assert not [str(code) for code in cited if code.key not in KNOWN[code.scheme]]


def test_no_work_is_unused():
    cited = {key for note in notes().values() for key in note.after}
    cited |= {key for name, text in (*prose(), *data()) if not name.startswith("docs/references")
              for scheme, key in CITED.findall(text) if scheme == "src"}
    assert not sorted(set(bibliography()) - cited)


def test_prefixes_tell_apart_what_shares_an_id():
    assert {"C11", "C14"} <= KNOWN["fact"] & KNOWN["mech"], "the reason for prefixes"
    assert [str(code) for code in codes_in("(fact:C11, mech:C11) src:huang2026; note:B7.")] == [
        "fact:C11", "mech:C11", "src:huang2026", "note:B7"]


def test_every_entry_is_whole_or_says_that_it_is_not():
    wrong = []
    for work in bibliography().values():
        whole = bool(work.authors and work.year and work.title and (work.venue or work.doi or work.url))
        undated = work.kind in ("standard", "software")  # living works: their year is that of whatever one has
        if not whole and not (work.incomplete or undated or work.unverified or work.kind == "statistics"):
            wrong.append(f"{work.key}: something is missing, and it does not say incomplete")
        if whole and work.incomplete and work.kind != "source paper":
            wrong.append(f"{work.key}: says incomplete, and nothing is missing")
        if work.doi and not re.fullmatch(r"10\.\d{4,}/\S+", work.doi):
            wrong.append(f"{work.key}: {work.doi} is no DOI")
        if bool(work.note_en) != bool(work.note_zh):
            wrong.append(f"{work.key}: the note is in one language only")
        if work.kind == "press" and not work.grade:
            wrong.append(f"{work.key}: no grade of evidence")
        if work.authors_en and len(work.authors_en) != len(work.authors):
            wrong.append(f"{work.key}: authors do not match")
        if re.search("[\u4e00-\u9fff]", work.title) and not work.title_en:
            wrong.append(f"{work.key}: no English title")
    assert not wrong
    assert {work.kind for work in bibliography().values()} == set(KINDS)


@pytest.mark.parametrize(("language", "word"), [("en", "Not verified"), ("zh", "未核实")])
def test_what_is_not_verified_says_so_on_the_page(language, word):
    page = (FOLDER / {"en": "references.md", "zh": "references.zh.md"}[language]).read_text(encoding="utf-8")
    lines = dict(re.findall(r"^- \*\*(src:\w+)\*\* (.*)$", page, re.MULTILINE))
    assert set(lines) == {str(work.code) for work in bibliography().values()}
    assert {code for code, line in lines.items() if f"*{word}*" in line} == {
        str(work.code) for work in bibliography().values() if work.unverified}


def test_works_are_cited_in_both_languages():
    work = bibliography()["huang2026"]
    assert (work.en, work.zh) == ("Huang (2026)", "黄成亮（2026）")
    assert bibliography()["brock_durlauf2001"].en == "Brock and Durlauf (2001)"
    assert bibliography()["bruneau2003"].en == "Bruneau et al. (2003)"
    assert "黄成亮" in full(work, "en") and "Huang" not in full(work, "zh") and f"https://doi.org/{work.doi}" in full(work, "zh")


def test_works_behind_notes_exist():
    assert not [key for note in notes().values() for key in note.after if key not in bibliography()]
    numbers = [int(key.removeprefix("B")) for key in notes()]
    assert numbers == sorted(set(numbers)) and numbers[:20] == list(range(20))


@pytest.mark.parametrize("text", ["guessed", "measured", "derived", "fitted C14", "measured fact:", "assumed huang2026"])
def test_a_provenance_that_says_nothing_is_refused(text):
    with pytest.raises(ValueError, match=r"provenance|cites|no code"):
        parse_number(text)


@pytest.mark.parametrize("text", ["S004", "src:", "fact:A01", "mech:C9", "page:P22", "note:B7 ", "src:Huang 2026"])
def test_a_malformed_code_is_refused_with_the_prefixes_there_are(text):
    with pytest.raises(ValueError) as refused:
        parse_code(text)
    assert all(f"{scheme}:" in str(refused.value) for scheme in SCHEMES)


def test_the_mechanism_defaults_to_the_rows_that_a_parameter_belongs_to():
    field = parameter(1.0, en="a", zh="b", tip_en="c.", tip_zh="d。", bounds=(0, 1), mechanisms=("P01", "P12"))
    about = field.json_schema_extra["coprod"]
    assert about["mechanism_from"] == (Code("mech", "P01"), Code("mech", "P12")) and str(about["number"]) == "assumed"


def test_only_evidence_measures_and_the_source_papers_give_no_numbers():
    papers = {work.code for work in bibliography().values() if work.kind == "source paper"}
    wrong = [d.key for d in declarations() if papers & set(d.number.codes)
             or (d.number.kind == "measured" and not all(code.scheme in ("src", "fact") for code in d.number.codes))]
    assert not wrong


def test_a_measured_number_stands_in_the_fact_that_it_cites():
    by_code = {f"fact:{fact.id}": fact for fact in facts()}
    wrong = []
    for d in declarations():
        if d.number.kind == "measured":
            cited = [by_code[str(code)] for code in d.number.codes]
            works = [bibliography()[parse_code(code).key] for fact in cited for code in fact.source]
            said = " ".join([*(f"{fact.en} {fact.target_en}" for fact in cited), *(work.note_en for work in works),
                             *(f"{check.en} {check.target} {check.how_en}" for fact in cited for check in fact.checks)])
            figures = {float(figure) for figure in re.findall(r"\d+(?:\.\d+)?", said)}
            if not figures & {float(d.default), round(100 * float(d.default), 6)}:
                wrong.append(f"{d.key} = {d.default} in: {said}")
    assert not wrong


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_the_readme_counts_the_numbers_as_they_are(readme, language):
    line = numbers_in_words(declarations(), language)
    assert line in (FOLDER.parent / readme).read_text(encoding="utf-8"), f"put this into the limits of {readme}: {line}"
