"""``coprod mechanisms``: all rows at a glance, one in full, both languages, JSON."""

import json
import re

import pytest

from coprod.interfaces.entry import main
from coprod.laboratory.mechanisms import fresh, measure, mechanisms
from coprod.laboratory.mechanisms.asked import rows_named
from coprod.laboratory.mechanisms.findings import findings
from coprod.text.glossary import translate


@pytest.fixture
def say(capsys, monkeypatch):
    """Call ``coprod mechanisms`` with these words; return what it wrote, on one line each."""
    monkeypatch.setenv("COPROD_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words, status=0):
        with pytest.raises(SystemExit) as leaving:
            main(["mechanisms", *words])
        assert (leaving.value.code or 0) == status
        return capsys.readouterr()

    return call


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_list_has_a_line_for_every_row(say, language):
    out = say("--lang", language).out
    for row in mechanisms().values():
        line = next(line for line in out.splitlines() if line.startswith(row.id))
        assert getattr(row, language) in line and row.direction.indicator in line
        assert ("✓" in line) == row.direction.supported_by(findings()[row.id].t)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_one_row_is_told_with_everything(say, language):
    row = mechanisms()["P13"]
    out = re.sub(r"\s+", " ", say("p13", "--lang", language).out)
    for text in (row.zh, row.en, row.source, row.quote, getattr(row, f"does_{language}"), "approvals.py",
                 "ApprovalLadder.decide", *row.levers, *row.indicators, *row.all_tests, "approval.tolerance = 0.9",
                 {"en": "as the sources say", "zh": "与来源所述一致"}[language]):
        assert text in out


def test_a_row_is_found_by_its_id_and_by_its_code(say):
    reported = say("A14", "--lang", "en").out
    assert say("mech:A14", "--lang", "en").out == reported
    assert "src:wu2025 Wu et al. (2025)" in reported


def test_every_row_can_be_told(say):
    for id_ in mechanisms():
        assert say(id_).out.startswith(id_)


def test_json_tells_everything_about_every_row(say):
    reported = json.loads(say("--json").out)
    assert [row["id"] for row in reported] == list(mechanisms())
    assert {"zh", "en", "source", "quote", "rules", "levers", "indicators", "tests", "direction", "zero"} <= reported[0].keys()
    assert all(row["finding"]["supported"] == (not row["found_en"]) for row in reported)
    assert all(row["finding"]["exact_zero"] for row in reported)


def test_json_of_one_row_names_rule_and_file(say):
    reported = json.loads(say("A11", "--json").out)
    assert reported["rules"][0] == {"rule": "coprod.fields.everyday.patrol:candour", "file": "coprod/fields/everyday/patrol.py"}
    assert reported["finding"]["t"] == findings()["A11"].t


def test_an_unknown_row_is_one_clear_message(say):
    error = say("P99", status=2).err
    assert "P99" in error and f"all {len(mechanisms())}" in error and "Traceback" not in error


@pytest.mark.parametrize("module", [measure, fresh])
@pytest.mark.parametrize(("language", "words"), [("en", ("Did you mean P", "Q99")), ("zh", ("没有这个编号", "Q99"))])
def test_ids_that_there_are_not_are_told_before_anything_is_measured(module, language, words, capsys, monkeypatch):
    monkeypatch.setenv("COPROD_LANG", language)
    monkeypatch.setattr(module, "write", lambda found: pytest.fail("wrote findings"), raising=False)
    with pytest.raises(SystemExit) as leaving:
        module.main(["P01", "p011", "Q99"])
    said = capsys.readouterr()
    assert leaving.value.code == 2 and not said.out and len(said.err.splitlines()) == 2
    assert all(word in said.err for word in words) and "P011" in said.err


@pytest.mark.parametrize("module", [measure, fresh])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_says_what_a_measurement_does(module, language, capsys, monkeypatch):
    monkeypatch.setenv("COPROD_LANG", language)
    with pytest.raises(SystemExit) as leaving:
        module.main(["--help"])
    said = "".join(capsys.readouterr().out.split())
    name = module.__name__.rpartition(".")[2]
    assert not leaving.value.code and all(
        "".join(translate(f"mechanisms.{name}_{part}", language).split()) in said for part in ("help", "ids"))


def test_rows_are_named_as_documents_cite_them():
    assert [row.id for row in rows_named(["p01", "mech:P13", "P01"])] == ["P01", "P13"]
