"""The fingerprint of the model: a translation invalidates no run, a changed rule always does."""

import shutil
from pathlib import Path

import pytest

import coprod
from coprod.laboratory.model_version import NOT_THE_MODEL, _remembered, fingerprint, meaning, model_version
from tests.failures import Failures

PACKAGE = Path(coprod.__file__).parent
TOLD = (
    ("a label", "parameters/groups/points.py", "en=\"", "en=\"Truly "),
    ("a label in Chinese", "parameters/groups/points.py", "zh=\"", "zh=\"真"),
    ("a tip", "parameters/groups/points.py", "tip_en=\"", "tip_en=\"Note: "),
    ("where a number comes from", "parameters/groups/approval.py", 'mechanism_from="note:B7"', 'mechanism_from="note:B5"'),
    ("the title of a group", "parameters/groups/approval.py", 'title_en = "Approval and', 'title_en = "An approval'),
    ("a column's meaning", "agents/property_firms.py", '"households served", "服务户数"', '"homes served", "户数"'),
    ("what is decided", "agents/property_firms.py", '"effort of upkeep this month"', '"effort"'),
    ("a rule's label", "agents/property_firms.py", '"maximises profit", "利润最大化"', '"seeks profit", "逐利"'),
    ("a reason", "agents/property_firms.py", 'Reason("Nobody complains, so', 'Reason("No complaint, so'),
    ("a docstring", "agents/property_firms.py", '"""The effort that maximises', '"""Effort that maximises'),
    ("the docstring of a field", "agents/property_firms.py", '"""Effort of last month', '"""Last effort'),
    ("a comment", "agents/property_firms.py", "Floats = NDArray[np.floating]", "Floats = NDArray[np.floating]  # shape (F,)"),
    ("a line break", "agents/property_firms.py", "gain, cost = np.asarray(gain, ", "gain, cost = np.asarray(\n        gain, "),
    ("a series' label", "outcomes/series.py", '"recorded acts", "有记录的行动"', '"acts on record", "行动"'),
    ("an outcome's formula in words", "outcomes/groups/cost.py", 'formula_en="', 'formula_en="= '),
    ("the glossary", "text/words/commands.toml", "[cli]", "[cli]\nnew = { en = \"x\", zh = \"某\" }"),
    ("a text of the dashboard", "text/words/dashboard.toml", "\n", "\n# …\n"),
    ("a reference", "references/bibliography.py", "import tomllib", "import tomllib, math"),
    ("a mistake's translation", "text/words/problems.toml", "\n", "\n# …\n"),
    ("the laboratory", "laboratory/quick.py", "_DAYS = 60", "_DAYS = 61"),
)
"""What only people read: (what, file, old, new)."""
DONE = (
    ("a default", "parameters/groups/approval.py", "2_000.0, unit", "2_001.0, unit"),
    ("a bound", "parameters/groups/approval.py", "bounds=(0, 5)", "bounds=(0, 6)"),
    ("a formula", "agents/property_firms.py", "fear >= wage", "fear > wage"),
    ("a constant of a rule", "agents/property_firms.py", "seen.fined == 0", "seen.fined <= 1"),
    ("which rule is the default", "agents/property_firms.py", '@WATCH.rule("profit"', '@WATCH.rule("other"'),
    ("the bound of a decision", "agents/property_firms.py", "low=0, high=1)", "low=0, high=2)"),
    ("the start of a column", "agents/property_firms.py", "start=1.0", "start=1.5"),
    ("the type of a column", "agents/property_firms.py", 'Column("f8", "yuan", "profit', 'Column("f4", "yuan", "profit'),
    ("a sign in a formula of outcomes", "outcomes/run_view.py", "float(part) / float(whole)", "float(part) * float(whole)"),
    ("the order of the day", "model.py", "        self.process_hazards()\n        self.work_arrives()",
     "        self.work_arrives()\n        self.process_hazards()"),
)
"""What a run does."""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy") / "coprod"
    for name in ("agents", "parameters", "outcomes", "interfaces", "references", "text", "laboratory", "model.py"):
        source, target = PACKAGE / name, copy / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.js", "*.css", "*.parquet"))
        else:
            shutil.copy(source, target)
    return copy


def changed(package, file, old, new):
    """Return the fingerprint with a text in a file replaced, and put the file back."""
    path = package / file
    before = path.read_text(encoding="utf-8")
    assert old in before, f"{file} has no {old!r}: mend this test"
    try:
        path.write_text(before.replace(old, new, 1), encoding="utf-8")
        return fingerprint(package)
    finally:
        path.write_text(before, encoding="utf-8")


def test_a_translation_invalidates_no_run_and_a_changed_rule_always_does(package):
    now = fingerprint(package)
    with Failures() as failures:
        for what, *how in TOLD:
            with failures.case(what):
                assert changed(package, *how) == now
        for what, *how in DONE:
            with failures.case(what):
                assert changed(package, *how) != now


def test_a_new_file_is_another_model_and_a_file_beside_the_model_is_not(package):
    now = fingerprint(package)
    for name, same in (("agents/new.py", False), ("laboratory/new.py", True), ("interfaces/new.py", True)):
        path = package / name
        path.write_text("X = 1\n")
        assert (fingerprint(package) == now) == same, name
        path.unlink()
    assert all((PACKAGE / name).exists() for name in NOT_THE_MODEL)


def test_texts_of_strangers_count():
    """A call of another name, and a text that a formula compares with, are no labels."""
    for one, other in (("f(en='a')", "f(en='b')"), ("x == 'a'", "x == 'b'"), ("parameter(1, unit='a')", "parameter(2, unit='a')"),
                       ("Column('f4', '', 'a', 'b', 0)", "Column('f4', '', 'a', 'b', 1)"), ("a - b - c", "a - (b - c)"),
                       ("x = 1", "x: int = 1"), ("-1", "1")):
        assert meaning(one) != meaning(other), (one, other)
    for one, other in (("Column('f4', '', 'a', 'b')", "Column('f4', '', 'c', 'd')"), ("x=(1,2)", "x = (1, 2)  # two"),
                       ("def f():\n  'a'\n  return 1", "def f():\n  return 1"), ("Reason(f'a{x}', 'b')", "Reason('c', 'd')")):
        assert meaning(one) == meaning(other), (one, other)


def test_the_source_is_written_down_alike_by_every_python():
    """By hand, as no Python of another version need be here: what 3.11, 3.12 and 3.13 have in common."""
    source = "class A(B):\n    x: int = 1\n    def f(self, *, a=u'1'):\n        return f'{a!r:>{self.x}}' if a else [1]"
    assert meaning(source) == (
        "Module [ ClassDef 'A' [ B ] [ ] [ AnnAssign x int 1 1 . FunctionDef 'f' arguments [ ] [ arg 'self' None . ] None "
        "[ arg 'a' None . ] [ '1' ] None [ ] . [ Return IfExp a JoinedStr [ FormattedValue a 114 JoinedStr [ '>' FormattedValue "
        "Attribute self 'x' . -1 None . ] . . ] . List [ 1 ] . . . ] [ ] None . ] [ ] . ] .")


def test_it_is_remembered_by_the_bytes(package, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    memory = tmp_path / "cache" / "model_version.txt"
    now = _remembered(package, memory)
    assert now == fingerprint(package) and memory.read_text().endswith(f" {now}")
    monkeypatch.setattr("coprod.laboratory.model_version.meaning", lambda source: pytest.fail("hashed again"))
    assert _remembered(package, memory) == now
    memory.write_text("nonsense")
    with pytest.raises(pytest.fail.Exception):
        _remembered(package, memory)


def test_runs_carry_version_and_fingerprint():
    assert model_version() == f"{coprod.__version__}+{fingerprint(PACKAGE)}"
