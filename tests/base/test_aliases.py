"""Old names of parameters work wherever a name can be given, and are told once; a name never means two things."""

import json
import warnings

import pytest

from coprod.interfaces.dashboard.lessons import FOLDER, load_lesson
from coprod.interfaces.dashboard.state import read_address
from coprod.interfaces.dashboard.study import read_form
from coprod.laboratory import Results, Study
from coprod.laboratory.adapters.ema import StudyFunction, identifier
from coprod.laboratory.adapters.salib import SalibModel
from coprod.laboratory.runner import Options, sweep
from coprod.parameters import Parameters, aliases
from coprod.parameters.model import declarations_by_key, group_models
from coprod.text import renamed
from coprod.text.problems import InputProblems
from coprod.text.renamed import RenamedParameter
from tests.cli.conftest import SMALL_TOWN, coprod  # noqa: F401 - a fixture

OLD, NOW = "bonus.size", "points.reward"
TABLE = aliases.Table(keys={OLD: NOW}, groups={"bonus": "points.", "helpers": "volunteer."})


@pytest.fixture
def old_names(monkeypatch):
    """Let there be two old groups, and nothing told yet."""
    monkeypatch.setattr(aliases, "table", lambda: TABLE)
    monkeypatch.setattr(renamed, "_told", set())


def test_every_old_name_leads_to_one_parameter_and_no_name_means_two_things():
    table, known = aliases.table(), declarations_by_key()
    assert not set(table.groups) & set(group_models()), "an old group has the name of a group"
    assert not set(table.keys) & set(known), "an old key is the key of another parameter"
    assert set(table.keys.values()) <= set(known)
    starts = list(table.groups.values())
    nowhere = [start for start in starts if not any(key.startswith(start) for key in known)]
    assert nowhere == []


def test_python_takes_old_names_and_tells_them_in_one_line_at_the_line_that_used_them(old_names):
    with pytest.warns(RenamedParameter, match=r"bonus.size → points.reward, bonus.audit → points.audit$") as reported:
        changed = Parameters().replace({OLD: 5, "bonus.audit": 0.5})
    assert len(reported) == 1 and reported[0].filename == __file__
    assert changed == Parameters().replace({NOW: 5, "points.audit": 0.5})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert changed.value(OLD) == changed.bonus.size == changed.points.reward == 5  # told already
    with pytest.warns(RenamedParameter, match="bonus.budget → points.budget"):
        assert changed.bonus.budget == changed.points.budget
    for nothing in (lambda: changed.bonus.nothing, lambda: changed.nothing):
        with pytest.raises(AttributeError):
            nothing()
    with pytest.raises(KeyError):
        changed.value("nothing.here")


def test_many_old_names_are_one_short_line_in_either_language(old_names):
    names = {f"bonus.{name}": f"points.{name}" for name in group_models()["points"].model_fields}
    assert renamed.text_of(names, "en").endswith(f", and {len(names) - 3} more")
    assert renamed.text_of(names, "zh").startswith("参数已更名（旧名仍可用）：bonus.reward → points.reward, ")


def test_both_names_at_once_and_unknown_names_are_mistakes(old_names):
    with pytest.raises(InputProblems) as caught, pytest.warns(RenamedParameter):
        Parameters().replace({OLD: 5, NOW: 6, "bonus.rewrad": 1})
    reported = [str(problem) for problem in caught.value.problems]
    assert reported == [
        f"parameters: {OLD} = 5: is the old name of {NOW}, which is given too. Leave out the old one.",
        f"parameters: bonus.rewrad: there is no such parameter. Did you mean {NOW}?"]
    assert "旧名" in caught.value.problems[0].render("zh")


def test_scenario_files_may_have_old_tables_and_extend_one_another(old_names, tmp_path):
    below, above = tmp_path / "below.toml", tmp_path / "above.toml"
    below.write_text("[points]\nreward = 3\naudit = 0.5\n", encoding="utf-8")
    above.write_text(f'[scenario]\nextends = "{below}"\n[bonus]\nsize = 7\nbudget = 9.0\n', encoding="utf-8")
    with pytest.warns(RenamedParameter, match="bonus.size"):
        assert Parameters.load(above).differences() == {NOW: 7.0, "points.audit": 0.5, "points.budget": 9.0}
    above.write_text("[bonus]\nsize = 7\n[points]\nreward = 3\n", encoding="utf-8")
    with pytest.raises(InputProblems, match=r"is the old name of points\.reward, which is given too"):
        Parameters.load(above)


def test_commands_take_old_names_and_say_so_once(old_names, coprod):  # noqa: F811
    run = ("run", "--days", 3, *SMALL_TOWN, "--json")
    new = coprod(*run, "--set", f"{NOW}=5", "--set", "points.audit=0.1")
    old = coprod(*run, "--set", f"{OLD}=5", "--set", "bonus.audit=0.1")
    assert old.status == 0 and old.err.splitlines() == [
        "Renamed parameters (old names still work): bonus.size → points.reward, bonus.audit → points.audit"]
    assert json.loads(old.out)["outcomes"] == json.loads(new.out)["outcomes"] and new.err == ""
    listed = coprod("parameters", "helpers")
    assert "volunteer.recruit" in listed.out and listed.err.count("\n") == 1


STUDY = """\
question = "Does it pay?"
outcomes = ["loss"]
days = 3
replications = 1
scenario = "baseline"
[set]
town.streets = 1
town.communities = 2
town.residents_per_community = 80
{fixed}
[levers]
{levers}
[packages.help]
"{helpers}.recruit" = 0.5
[analysis]
reference = {{ "{lever}" = 2.0 }}
"""


def _study(path, lever, levers, fixed, helpers):
    path.write_text(STUDY.format(lever=lever, levers=levers, fixed=fixed, helpers=helpers), encoding="utf-8")
    return path


@pytest.fixture
def studies(tmp_path):
    """Write one study twice, in old names and in new."""
    old = _study(tmp_path / "old.toml", OLD, "bonus.size = [1.0, 2.0]", "bonus.audit = 0.5", "helpers")
    return old, _study(tmp_path / "new.toml", NOW, "points.reward = [1.0, 2.0]", "points.audit = 0.5", "volunteer")


def test_studies_salib_and_ema_take_old_names(old_names, studies):
    with pytest.warns(RenamedParameter):
        old = Study.read(studies[0])
    new = Study.read(studies[1])
    assert (old.factors, old.fixed, old.analysis) == (new.factors, new.fixed, new.analysis)
    assert SalibModel(old, studies[0].parent / "out").problem["names"] == [NOW, "help"]
    given = {identifier(OLD): 1.0, "help": "on"}
    assert StudyFunction(old, 1)(**given) == StudyFunction(new, 1)(**{identifier(NOW): 1.0, "help": "on"})


def test_a_mistake_under_an_old_name_is_told_with_its_line(old_names, studies):
    text = studies[0].read_text(encoding="utf-8").replace("bonus.audit = 0.5", "bonus.audit = 7")
    studies[0].write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as caught, pytest.warns(RenamedParameter):
        Study.read(studies[0])
    line = text.splitlines().index("bonus.audit = 7") + 1
    assert [problem.where for problem in caught.value.problems] == [f"{studies[0]}:{line}"]


def test_csv_designs_take_old_names(old_names, tmp_path):
    (tmp_path / "points.csv").write_text(f"{OLD},points.audit\n1,0.5\n2,0.1\n", encoding="utf-8")
    path = tmp_path / "study.toml"
    path.write_text('question = "?"\noutcomes = ["loss"]\n[design]\nkind = "table"\nfile = "points.csv"\n', encoding="utf-8")
    with pytest.warns(RenamedParameter):
        assert [factor.name for factor in Study.read(path).factors] == [NOW, "points.audit"]


def test_folders_of_old_results_load_under_the_names_of_today(tmp_path, studies, monkeypatch):
    folder = tmp_path / "out"
    sweep(Study.read(studies[1]), folder, Options(workers=1))
    before = Results.load(folder)
    runs, study = before.runs, before.study
    # from now on what has been written is old
    later = aliases.Table(keys={}, groups={"points": "bonus.", "volunteer": "helpers."})
    known = {key.replace("points.", "bonus.").replace("volunteer.", "helpers."): None for key in declarations_by_key()}
    monkeypatch.setattr(aliases, "table", lambda: later)
    monkeypatch.setattr(renamed, "_told", set())
    monkeypatch.setattr("coprod.parameters.model.declarations_by_key", lambda: known)
    with pytest.warns(RenamedParameter) as reported:
        after = Results.load(folder)
        assert after.factors == ["bonus.reward", "help"]
    assert len(reported) == 1
    assert after.study["fixed"]["bonus.audit"] == 0.5 and after.study["factors"][1]["contents"]["on"] == {
        "helpers.recruit": 0.5}
    assert after.study["analysis"]["reference"] == {"bonus.reward": 2.0}
    assert after.study["outcomes"] == study["outcomes"]
    assert list(after.design) == ["bonus.reward", "help"]
    assert after.runs.rename(columns={"bonus.reward": NOW}).equals(runs)
    assert after.sql('SELECT sum("bonus.reward") AS s FROM runs')["s"][0] == runs[NOW].sum()


def test_addresses_of_the_dashboard_take_old_names_and_the_page_says_so_once(old_names):
    new, _ = read_address(f"b.{NOW}=5&a.points.audit=0.5&lab.lever.{NOW}=1,2", "en")
    state, notices = read_address(f"b.{OLD}=5&a.bonus.audit=0.5&lab.lever.{OLD}=1,2", "zh")
    assert state.with_(lang="en") == new and read_form(state.lab)[0].levers == {NOW: (1.0, 2.0)}
    assert [notice.key for notice in notices] == ["notice.renamed"]
    assert "bonus.size → points.reward" in notices[0].values["names"]
    state, _ = read_address(f"b.{OLD}=5&b.{NOW}=7", "en")
    assert state.b == {NOW: 7.0}, "the new name goes before the old"


def test_lessons_take_old_names(old_names, tmp_path):
    shipped = next(path for path in sorted(FOLDER.glob("*.toml")) if '"points.reward"' in path.read_text(encoding="utf-8"))
    path = tmp_path / shipped.name
    path.write_text(shipped.read_text(encoding="utf-8").replace("points.reward", OLD), encoding="utf-8")
    with pytest.warns(RenamedParameter):
        assert load_lesson(path, check=False) == load_lesson(shipped, check=False)
