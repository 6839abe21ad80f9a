"""What a scenario makes happen reaches the runs of a study."""

import math
import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from coprod.interfaces.entry import main
from coprod.laboratory import Study
from coprod.laboratory.describe import description
from coprod.laboratory.reproduce import command, settings
from coprod.laboratory.runner import sweep
from coprod.laboratory.simulate import TOWN, parameters_of, values_of
from coprod.parameters import load_scenario, scenario_names
from tests.failures import Failures


def test_every_scenario_comes_through_a_study_unchanged():
    lost = [name for name in scenario_names()
            if parameters_of(TOWN.differences(TOWN.scenario(name)), name) != load_scenario(name).parameters]
    assert not lost
    assert values_of(load_scenario("storm_night").parameters)["shocks"]

TOWN_OF_60 = '[set]\n"town.streets" = 1\n"town.communities" = 1\n"town.residents_per_community" = 60\n'


def test_the_line_that_makes_a_run_again_says_all_that_makes_it(tmp_path, capsys):
    texts = {
        "a policy": '[[policy]]\nname = "pilot"\nset = { "approval.levels" = 1 }\nfrom = 2\n'
                    '[levers]\n"policy.pilot.compliance" = [0.0, 1.0]\n',
        "a scenario as a package": '[packages.storm]\nscenario = "storm_night"\n',
        "a warm-up": 'warmup_days = 2\n[levers]\n"points.reward" = [5]\n',
        "parameters alone": '[levers]\n"points.reward" = [5]\n"approval.mode" = ["serial", "parallel"]\n'}
    with Failures() as failures:
        for name, text in texts.items():
            with failures.case(name):
                path = tmp_path / f"{name}.toml"
                path.write_text(f'question = "?"\ndays = 4\nreplications = 1\noutcomes = ["loss"]\n{text}{TOWN_OF_60}')
                results = sweep(Study.read(path), tmp_path / name, workers=0)
                row = results.runs.iloc[-1]
                words = shlex.split(command(results.study, row[results.factors], int(row["seed"])))
                assert words[0] == ("coprod" if name == "parameters alone" else "python")
                if words[0] == "python":
                    exec(words[2])
                else:
                    with suppress(SystemExit):
                        main([*words[1:], "--json"])
                made = eval(capsys.readouterr().out, {"nan": math.nan, "null": math.nan})
                made = made.get("outcomes", made)
                assert {one: float(made[one]) for one in ("loss", "udi", "workload")} == \
                    {one: row[one] for one in ("loss", "udi", "workload")}


@pytest.mark.skipif(os.name != "posix", reason="other shells read otherwise")
def test_what_a_shell_would_read_in_a_line_of_python_is_plain_text():
    value = 'a "b" $HOME `id` \\ \'c\''
    study = {"model": "mine:MODEL", "task": "os:fsencode", "fixed": {}, "scenarios": ["baseline"], "days": 1, "warmup_days": 0,
             "factors": [{"name": "x", "contents": None}]}
    line = command(study, {"x": value}, 0)
    said = subprocess.run(["sh", "-c", f"printf %s {line.removeprefix('python -c')}"], capture_output=True, text=True, check=True)
    assert said.stdout == f"from os import fsencode; print(fsencode({{'x': {value!r}}}, 0, 1, 0))"


def test_a_quick_study_of_a_district_from_tables_keeps_its_size_in_the_line_too(tmp_path):
    folder = Path(__file__).parents[2] / "examples" / "district_of_your_own" / "district"
    path = tmp_path / "quick.toml"
    path.write_text(f'question = "?"\nscenario = "{folder}"\ndays = 4\noutcomes = ["loss"]\n'
                    '[levers]\n"points.reward" = [5]\n[set]\n"staff.count" = 7\n', encoding="utf-8")
    data = description(Study.read(path, quick=True), 1)
    scenario, values = settings(data, {"points.reward": 5})
    assert scenario == str(folder) and values == {"staff.count": 7, "points.reward": 5}
    whole = settings({**data, "tables": []}, {"points.reward": 5})[1]
    assert set(TOWN.quick) <= set(whole)  # what another scenario would be made smaller by
