"""What scenario files, command lines and the Python interface are guarded against, one by one."""

import difflib
import os

import numpy as np
import pytest
from typer.testing import CliRunner

from coprod import CoproductionModel, Parameters, run
from coprod.interfaces.cli import app
from coprod.interfaces.dashboard.lessons import load_lesson, own_lessons
from coprod.laboratory import Study
from coprod.parameters import load_scenario
from coprod.text.glossary import preferred_language
from coprod.text.problems import SHOWN, InputProblems, Problem
from coprod.text.toml_file import MAX_BYTES, read_toml

TOWN = Parameters().replace({"town.streets": 1, "town.communities": 1, "town.residents_per_community": 40})
DEEP = 3000

FILES = {
    "a list to extend": ("[scenario]\nextends = ['rigid']\n", "scenario.extends = ['rigid']: allowed are texts"),
    "a number to extend": ("scenario.extends = 3\n", "scenario.extends = 3: allowed are texts"),
    "a truth value to extend": ("scenario.extends = true\n", "scenario.extends = True: allowed are texts"),
    "itself": ("[scenario]\nextends = 'mine.toml'\n", "scenarios extend each other in a circle"),
    "itself by another path": ("[scenario]\nextends = './././mine.toml'\n", "scenarios extend each other in a circle"),
    "a parent that has no table": ("[scenario]\nextends = 'parent.toml'\n", "parent.toml: scenario = 1: must be a table"),
    "a folder to extend": ("[scenario]\nextends = 'folder'\n", "folder/communities.csv: file: a district needs this table"),
    "a name beyond all names": (f"[scenario]\nextends = '{'x' * 400}'\n", "no such scenario or file"),
    "nested lists": (f"x = {'[' * DEEP}{']' * DEEP}\n", "nested 16 deep"),
    "nested tables": (f"x = {'{ a = ' * DEEP}1{' }' * DEEP}\n", "nested 16 deep"),
    "nested headers": (f"[{'.'.join('a' * DEEP)}]\n", "nested 16 deep"),
    "nested keys": (f"{'.'.join('a' * DEEP)} = 1\n", "nested 16 deep"),
    "nested a little too deeply": (f"x = {'[' * 40}{']' * 40}\n", "nested 16 deep"),
    "thousands of digits": (f"[points]\nreward = {'9' * 6000}\n", "mine.toml:2: file: a number has too many digits"),
    "thousands of hexadecimal digits": (f"[points]\nreward = 0x{'f' * 6000}\n", "points.reward = int …: whole numbers"),
    "more than 64 bits": (f"[points]\nreward = {2**63}\n", "points.reward = 9223372036854775808: whole numbers may have 64"),
    "a date": ("[points]\nreward = 1979-05-27\n", "points.reward = datetime.date(1979, 5, 27): allowed are numbers"),
    "not a number": ("[points]\nreward = nan\n", "points.reward = nan: allowed are numbers"),
    "infinity": ("[town]\nstreets = inf\n", "town.streets = inf: allowed are whole numbers"),
    "a NUL character": ("[points]\nreward = \0\n", "mine.toml:2: file: cannot be read as TOML"),
    "a table that is no group": ("[nowhere]\n", "nowhere: there is no such parameter"),
    "a table for a number": ("[points.reward]\n", "points.reward = {}: allowed are numbers"),
    "a key in two spellings": ("'points.reward' = 1\n[points]\nreward = 2\n", "points.reward: is given twice"),
    "a key with a line break": ('"a\\nb" = 1\n', "a\\nb: there is no such parameter"),
    "not UTF-8": (b"[points]\nreward = 5 # \xff\n", "mine.toml: file: cannot be read: byte 22 is not UTF-8"),
    "UTF-16": ("[points]\n".encode("utf-16"), "byte 0 is not UTF-8"),
    "too large": (b"#" * (MAX_BYTES + 1), f"has {MAX_BYTES + 1:,} bytes; allowed are {MAX_BYTES:,}"),
}


def test_every_guard_of_scenario_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "parent.toml").write_text("scenario = 1\n")
    wrong = []
    for name, (content, reported) in FILES.items():
        (tmp_path / "mine.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            load_scenario("mine.toml")
        except InputProblems as error:
            wrong += [] if reported in str(error) and len(error.problems) == 1 else [f"{name}: {error}"]
        except Exception as error:
            wrong.append(f"{name}: {type(error).__name__}")
        else:
            wrong.append(f"{name}: accepted")
    assert not wrong, "\n".join(wrong)


def test_files_as_other_editors_save_them(tmp_path):
    path = tmp_path / "mine.toml"
    for content in (b"\xef\xbb\xbf[points]\nreward = 5\n", b"[points]\r\nreward = 5\r\n", b"points.reward = 5"):
        path.write_bytes(content)
        assert Parameters.load(path).points.reward == 5
    path.write_bytes(b"")
    assert Parameters.load(path) == Parameters()


def test_circles_and_long_rows_of_scenarios(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(100):  # each extends the next twice, which read one by one would be 2**100 files
        (tmp_path / f"s{number}.toml").write_text(f"[scenario]\nextends = 's{number + 1}.toml ./s{number + 1}.toml'\n")
    (tmp_path / "s100.toml").write_text("[points]\nreward = 5\n")
    assert load_scenario("s90.toml").parameters.points.reward == 5
    with pytest.raises(InputProblems, match="extend each other 32 deep"):
        load_scenario("s0.toml")
    (tmp_path / "s99.toml").write_text("[scenario]\nextends = 's90.toml'\n")
    with pytest.raises(InputProblems, match="circle"):
        load_scenario("s90.toml")


def test_mistakes_of_parents_are_told_with_those_of_the_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("[scenario]\nextends = 'parent.toml rigdi'\nname = 1\n")
    (tmp_path / "parent.toml").write_text("[scenario]\ntitle = 1\n")
    with pytest.raises(InputProblems) as reported:
        load_scenario("mine.toml")
    assert {(one.where, one.key) for one in reported.value.problems} == {
        ("mine.toml", "scenario.name"), ("mine.toml", "scenario.extends"), ("parent.toml", "scenario.title")}


@pytest.mark.parametrize(("read", "table"), [(load_scenario, ""), (Study.read, "[levers]\n"), (load_lesson, "")])
def test_thousands_of_unknown_keys_are_counted_at_once(tmp_path, read, table, monkeypatch):
    path = tmp_path / "mine.toml"
    path.write_text(table + "\n".join(f"rewrd{i} = {i}" for i in range(5000)))
    compared = []
    alike = difflib.get_close_matches
    monkeypatch.setattr(difflib, "get_close_matches", lambda *names, **how: compared.append(names[0]) or alike(*names, **how))
    with pytest.raises(InputProblems) as reported:
        read(path)
    assert len(compared) <= 3 * SHOWN, "the nearest name is looked for where nobody will read it: 16 s for 5,000 keys"
    lines = reported.value.lines("en")
    assert len(lines) == SHOWN + 1 and lines[-1] == f"and {len(reported.value.problems) - SHOWN:,} more."
    assert len(reported.value.problems) >= 5000 and len(str(reported.value)) < 20_000
    assert reported.value.lines("zh")[-1] == f"另有{len(reported.value.problems) - SHOWN:,}处。"


def test_what_is_shown_of_a_value_is_short_whatever_it_is():
    endless = []
    endless.append(endless)
    deep = []
    for _ in range(10_000):
        deep = [deep]
    for value in (10**5000, endless, deep, "x" * 10**6):
        assert len(str(Problem("a.toml", "k" * 5000, value, "is wrong"))) < 300


COMMANDS = {
    "nested lists": (["run", "--set", f"points.reward={'[' * DEEP}"], "points.reward = '[[["),
    "digits": (["run", "--set", f"points.reward={'9' * 6000}"], "too many digits"),
    "a large exponent": (["run", "--set", f"points.reward=1e{'9' * 5000}"], "points.reward = inf"),
    "hexadecimal digits": (["run", "--set", f"points.reward=0x{'f' * 6000}"], "64 bits"),
    "a second line": (["run", "--set", "points.reward=1\nx = 2"], "points.reward = '1\\nx = 2'"),
    "twice": (["run", "--set", "points.reward=1", "--set", "points.reward=2"], "points.reward = '2': is given twice"),
    "an empty setting": (["run", "--set", ""], "--set"),
    "a long name": (["run", "x" * 5000], "no such scenario"),
    "a long path": (["run", "--out", "a/" * 3000], "its name is too long"),
    "a long name of a folder": (["run", "--out", f"new/{'x' * 256}"], "its name is too long"),
    "a name in no script": (["run", "--out", "\udcff"], "no file can have this name"),
    "a NUL character": (["run", "--out", "a\0b"], "NUL"),
    "a long name of results": (["report", "x" * 5000], "is not a folder of results"),
    "a long name of a page": (["validate", "--out", "x" * 300], "its name is too long"),
    "a long name of a study": (["sweep", "x" * 300], "its name is too long"),
    "digits of a seed": (["run", "--seed", "9" * 6000], "--seed"),
    "a seed that JSON cannot keep": (["run", "--seed", str(2**53 + 1)], "from 0 to 9007199254740992"),
    "digits of days": (["run", "--days", "9" * 6000], "from 1 to 36500"),
    "replications without end": (["compare", "rigid", "baseline", "--replications", "9" * 12], "from 2 to 100000"),
    "processes without end": (["compare", "rigid", "baseline", "--processes", "99999"], "from 1 to 256"),
    "districts without end": (["province", "--districts", "9" * 9], "from 1 to 1000"),
    "digits of a shard": (["sweep", "mine.toml", "--shard", f"1/{'9' * 5000}"], "0/n to n-1/n"),
    "no number": (["run", "--days", "many"], "coprod run: --days = 'many': allowed are whole numbers from 1 to 36500"),
    "a language we lack": (["run", "--lang", "xx"], "coprod run: --lang = 'xx': allowed are en, zh"),
    "an unknown option": (["run", "--dyas", "3"], "coprod run: --dyas: there is no such option. Did you mean --days?"),
    "an unknown command": (["rum"], "coprod: rum: there is no such command"),
    "a command without a name": ([""], "there is no such command"),
    "an unexpected argument": (["run", "rigid", "baseline"], "coprod run: baseline: unexpected argument"),
    "nothing to compare": (["compare"], "cannot be left out"),
    "an option without its value": (["run", "--days"], "--days: needs a value"),
    "a switch with a value": (["run", "--json=1"], "--json: takes no value"),
}


def test_every_guard_of_the_command_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    wrong = []
    for name, (words, reported) in COMMANDS.items():
        for language in ("en", "zh"):
            answer = CliRunner().invoke(app, words, prog_name="coprod", env={"COPROD_LANG": language})
            if answer.exit_code != 2 or answer.stdout or not isinstance(answer.exception, SystemExit):
                wrong.append(f"{name}: {answer.exit_code} {answer.exception!r:.200}")
            elif language == "en" and reported not in answer.stderr:
                wrong.append(f"{name}: {answer.stderr:.300}")
    assert not wrong, "\n".join(wrong)
    assert not list(tmp_path.iterdir())


def test_a_scenario_may_be_named_like_markup(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "[red].toml"
    path.write_text('[scenario]\ntitle_en = "A [/bold] title"\ntitle_zh = "[/]"\n' + TOWN.to_toml())
    answer = CliRunner().invoke(app, ["run", str(path), "--days", "2"], env={"COPROD_LANG": "en"})
    assert answer.exit_code == 0 and "A [/bold] title" in answer.stdout
    compare = ["compare", str(path), str(path), "--days", "2", "--replications", "2", "--all"]
    answer = CliRunner().invoke(app, compare, env={"COPROD_LANG": "en", "COLUMNS": "200"})
    assert answer.exit_code == 0 and "[red]" in answer.stdout


def test_values_of_the_environment_that_are_none(monkeypatch, coprod):
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        for value in ("9" * 6000, "²", "-1", "0", "", "wide"):
            monkeypatch.setenv(name, value)
            assert coprod("--version").status == 0
            assert name not in os.environ
    for value in ("xx", "9" * 6000, "", "zh-Hant"):
        assert preferred_language({"COPROD_LANG": value}) == ("zh" if value.startswith("zh") else "en")


def test_a_locale_that_python_does_not_know(monkeypatch):
    def unknown():
        raise ValueError("unknown locale: UTF-8")

    monkeypatch.setattr("locale.getlocale", unknown)
    assert preferred_language({}) == "en"


def test_a_trainers_folder_with_what_cannot_be_read(tmp_path, monkeypatch):
    (tmp_path / "broken.toml").symlink_to("nowhere.toml")
    (tmp_path / "folder.toml").mkdir()
    monkeypatch.setenv("COPROD_LESSONS", str(tmp_path))
    lessons, problems = own_lessons()
    assert not lessons and [one.where for one in problems] == ["broken.toml", "folder.toml"]
    monkeypatch.setenv("COPROD_LESSONS", "x" * 5000)
    assert own_lessons() == ((), ())


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_forbidden_file(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text("")
    path.chmod(0)
    for read in (load_scenario, Study.read, load_lesson, read_toml):
        with pytest.raises(InputProblems, match="permission denied"):
            read(path)


PYTHON = [
    (lambda: run(TOWN, days=0), ValueError, "days must be a whole number from 1 to 36,500, not 0"),
    (lambda: run(TOWN, days=-1), ValueError, "days"),
    (lambda: run(TOWN, days=3.5), TypeError, "days must be a whole number from 1 to 36,500, not float"),
    (lambda: run(TOWN, days="3"), TypeError, "days"),
    (lambda: run(TOWN, days=True), TypeError, "days"),
    (lambda: run(TOWN, days=None), TypeError, "days"),
    (lambda: run(TOWN, days=10**5000), ValueError, "days"),
    (lambda: run(TOWN, days=3, warmup_days=3), ValueError, "warmup_days"),
    (lambda: run(TOWN, seed=-1, days=3), ValueError, "seed"),
    (lambda: run(TOWN, seed="1", days=3), TypeError, "seed"),
    (lambda: run({"points.reward": 5}, days=3), TypeError, "parameters must be coprod.Parameters, not dict"),
    (lambda: CoproductionModel("rigid"), TypeError, "parameters must be coprod.Parameters, not str"),
    (lambda: CoproductionModel(TOWN, rng="one"), TypeError, "rng"),
    (lambda: CoproductionModel(TOWN, rng=1.5), TypeError, "rng"),
    (lambda: CoproductionModel(TOWN, rng=-1), ValueError, "rng"),
    (lambda: CoproductionModel(TOWN, points_reward="much"), InputProblems, "points.reward = 'much'"),
    (lambda: CoproductionModel(TOWN, communities=10**5000), InputProblems, "town.communities = int …"),
    (lambda: TOWN.replace({"points.reward": 10**400}), InputProblems, "points.reward"),
    (lambda: TOWN.replace({"points.reward": np.array([1, 2])}), InputProblems, "points.reward"),
    (lambda: TOWN.replace({"points.reward": object()}), InputProblems, "points.reward"),
    (lambda: TOWN.replace({3: 4, None: 5}), InputProblems, "allowed are names such as points.reward"),
    (lambda: TOWN.replace([("points.reward", 5)]), TypeError, "mapping"),
    (lambda: Parameters.load(3), TypeError, "a scenario is a name or the path of a file, not int"),
    (lambda: Parameters.load(None), TypeError, "NoneType"),
    (lambda: Parameters.load("a\0b"), InputProblems, "no such scenario or file"),
    (lambda: Parameters.load("."), InputProblems, "communities.csv: file: a district needs this table"),
]


def test_wrong_types_in_python_are_told_clearly():
    wrong = []
    for number, (call, kind, reported) in enumerate(PYTHON):
        try:
            call()
        except Exception as error:
            if type(error) is not kind or reported not in str(error):
                wrong.append(f"{number}: {type(error).__name__}: {error!s:.200}")
        else:
            wrong.append(f"{number}: accepted")
    assert not wrong, "\n".join(wrong)


def test_numbers_of_numpy_are_as_good_as_those_of_python():
    one, other = run(TOWN, seed=3, days=4), run(TOWN, seed=np.uint32(3), days=np.int64(4))
    assert one.outcomes == pytest.approx(other.outcomes, nan_ok=True) and type(other.seed) is int
