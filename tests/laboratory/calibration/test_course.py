"""A calibration of a model with a known answer, from the file of targets to the ensemble."""

import csv
import html
import json
import math
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from coprod.interfaces.cli import app
from coprod.interfaces.dashboard.state import read_address
from coprod.laboratory import Study
from coprod.laboratory.calibration.course import Course
from coprod.laboratory.calibration.page import write_pages
from coprod.laboratory.calibration.run import calibrate
from coprod.laboratory.calibration.targets_file import read_calibration
from coprod.laboratory.progress import Progress
from coprod.laboratory.runner import Options, sweep
from coprod.text.problems import InputProblems

HIDDEN = {"a": 0.7, "b": 0.3, "c": 0.4}
Y, W, Z = math.exp(0.7) * 0.7, 0.49, 0.49
"""What the model says at the hidden parameters, without chance."""
TARGETS = f"""
title = "Known"
days = 10
[[target]]
outcome = "y"
value = {Y}
error = 0.1
[[target]]
outcome = "w"
value = {W}
interval = [{W - 0.1}, {W + 0.1}]
[[target]]
outcome = "z"
value = {Z}
error = 0.05
held_back = true
[method]
checks = 20
particles = 1000
[[prior]]
parameter = "a"
[[prior]]
parameter = "b"
[[prior]]
parameter = "c"
[[prior]]
parameter = "d"
"""


class Counting(Progress):
    def __init__(self):
        self.made = 0

    def advance(self, rows):
        self.made += len(rows)


def read(tmp_path, text=TARGETS, model="CURVED"):
    path = tmp_path / "targets.toml"
    path.write_text(text, encoding="utf-8")
    return read_calibration(path, f"tests.laboratory.calibration.models:{model}")


def test_what_is_known_comes_out_and_what_cannot_be_told_is_said(tmp_path):
    """y tells exp(a) (b + c), w tells a; b and c can only be told together, and nothing moves with d."""
    made = Counting()
    found = calibrate(read(tmp_path), tmp_path / "out", Options(workers=0), made)
    by_name = {one["name"]: one for one in found["parameters"]}
    assert [by_name[name]["verdict"] for name in "ad"] == ["identified", "not_identifiable"]
    assert all(by_name[name]["contraction"] < 0.5 for name in "bc") and abs(by_name["d"]["contraction"]) < 0.1
    assert all(low <= HIDDEN[name] <= high for name in "abc" for low, high in [by_name[name]["interval"]])
    assert [(pair["a"], pair["b"]) for pair in found["correlations"]] == [("c", "b")]
    assert found["correlations"][0]["correlation"] < -0.7 and found["directions"] == 2
    assert found["waves"][-1]["share"] < 0.2 and found["tolerance"] == 1 and found["ess"] > 400
    best = min(by_name["a"]["profile"], key=lambda one: one["deviance"])
    assert abs(best["value"] - 0.7) < 0.06 and max(one["deviance"] for one in by_name["a"]["profile"]) > 20
    assert max(one["deviance"] for one in by_name["d"]["profile"]) < 1
    assert [one["inside"] for one in found["checks"]] == [True, True, True]
    (held,) = [one for one in found["checks"] if one["held_back"]]
    assert held["high"] - held["low"] < 0.5 * (held["prior_high"] - held["prior_low"])
    assert made.made == found["runs"]
    check_files(tmp_path, found)


def check_files(tmp_path, found):
    """The report says it in both languages, a study takes the ensemble, and once more makes no run and the same bytes."""
    write_pages(tmp_path / "out")
    english, chinese = ((tmp_path / "out" / name).read_text(encoding="utf-8") for name in ("report.html", "report.zh.html"))
    assert "not identifiable from these data" in english and "依据这些数据不可识别" in chinese
    assert "can only be told together" in english and "只能合起来识别" in chinese
    rows = list(csv.DictReader((tmp_path / "out" / "posterior.csv").open(encoding="utf-8")))
    assert len(rows) == found["sets"] == 200 and set(rows[0]) == {"name", *"abcd"}
    a = np.array([float(row["a"]) for row in rows])
    low, high = next(one["interval"] for one in found["parameters"] if one["name"] == "a")
    assert 0.8 < np.mean((a >= low) & (a <= high)) <= 1
    study = tmp_path / "out" / "study.toml"
    study.write_text('question = "And now?"\nmodel = "tests.laboratory.calibration.models:CURVED"\noutcomes = ["y"]\n'
                     'replications = 1\n[nature]\nensemble = "posterior.csv"\n', encoding="utf-8")
    results = sweep(Study.read(study, allow_code=True), tmp_path / "swept", Options(workers=0))
    assert len(results.runs) == 200 and abs(results.runs["y"].mean() - Y) < 0.3
    before = (tmp_path / "out" / "calibration.json").read_bytes()
    again = Counting()
    calibrate(read(tmp_path), tmp_path / "out", Options(workers=0), again)
    assert again.made == 0 and (tmp_path / "out" / "calibration.json").read_bytes() == before
    assert json.loads(before)["runs"] == found["runs"]


def test_figures_that_contradict_each_other_rule_everything_out(tmp_path):
    """w = a² cannot be 0.9 where y = exp(a) (b + c) is 5.9: that would take b + c > 2."""
    text = TARGETS.replace(f"value = {Y}\nerror = 0.1", "value = 5.9\nerror = 0.01").replace(
        f"value = {W}\ninterval = [{W - 0.1}, {W + 0.1}]", "value = 0.9\nerror = 0.01")
    found = calibrate(read(tmp_path, text), tmp_path / "out", Options(workers=0))
    assert found["reason"] == "ruled_out" and found["waves"][-1]["share"] == 0 and found["nearest"]["distance"] > 4
    assert not (tmp_path / "out" / "posterior.csv").exists()
    english, chinese = (path.read_text(encoding="utf-8") for path in write_pages(tmp_path / "out"))
    assert "No setting of the parameters meets the figures" in english and "没有任何参数取值能符合观测数据" in chinese


def test_the_model_itself_can_take_the_place_of_the_emulator(tmp_path):
    text = TARGETS.replace("particles = 1000", 'posterior = "direct"\npoints = 60\ngenerations = 8')
    found = calibrate(read(tmp_path, text), tmp_path / "out", Options(workers=0))
    assert found["posterior"] == "direct" and found["particles"] == 60 and found["tolerance"] >= 1
    low, high = found["parameters"][0]["interval"]
    assert low < 0.7 < high and high - low < 0.5


def test_a_figure_that_hardly_any_run_has_is_refused(tmp_path):
    with pytest.raises(InputProblems, match="w: only 0 of 40 settings of the parameters have this figure"):
        calibrate(read(tmp_path, model="WITHOUT_W"), tmp_path / "out", Options(workers=0))


def test_points_depend_on_outcomes_alone_and_failed_runs_are_left_out(tmp_path):
    calibration = read(tmp_path, model="BRITTLE")
    found = calibrate(calibration, tmp_path / "out", Options(workers=0))
    low, high = found["parameters"][0]["interval"]
    assert low < 0.7 < high
    first, second = (next(Course(calibration).stages()) for _ in range(2))
    assert np.array_equal(first, second) and first.shape == (40, 4)


COMMAND = """
import sys
from coprod.laboratory.calibration.run import calibrate
from coprod.laboratory.calibration.targets_file import read_calibration
from coprod.laboratory.runner import Options
calibrate(read_calibration(sys.argv[1], "tests.laboratory.calibration.models:SLOW"), sys.argv[2], Options(workers=0))
"""


def test_killed_and_resumed_it_ends_with_the_same_bytes(tmp_path):
    """Killed in the first wave and again later: what was stored is not made again, and the files are as if undisturbed."""
    text = TARGETS.replace("checks = 20", "checks = 10\nwaves = 2\nsets = 20")
    calibration = read(tmp_path, text, "SLOW")
    for stored in (1, 4):
        process = subprocess.Popen([sys.executable, "-c", COMMAND, str(tmp_path / "targets.toml"), str(tmp_path / "killed")],
                                   stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 120
        while len(list((tmp_path / "killed" / "runs" / "shards").glob("*.parquet"))) < stored and time.monotonic() < deadline:
            time.sleep(0.02)
            assert process.poll() is None
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert not (tmp_path / "killed" / "calibration.json").exists()
    made, whole = Counting(), Counting()
    calibrate(calibration, tmp_path / "killed", Options(workers=0), made)
    calibrate(calibration, tmp_path / "whole", Options(workers=0), whole)
    assert 0 < made.made < whole.made
    for name in ("calibration.json", "posterior.csv", "runs/runs.parquet"):
        assert (tmp_path / "killed" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name


def test_the_command_calibrates_the_town(tmp_path, capsys):
    """Two waves in a town of one community: what comes of it is a table that run and compare take."""
    path = tmp_path / "mine.toml"
    path.write_text(TOWN, encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        app([str(one) for one in ("calibrate", path, "--out", tmp_path / "out", "--workers", 0, "--lang", "zh")])
    said = capsys.readouterr()
    assert left.value.code == 0 and "未被排除" in said.out and "report.zh.html" in said.out
    with pytest.raises(SystemExit) as left:
        app(["report", str(tmp_path / "out"), "--lang", "en", "--out", str(tmp_path / "r.html")])
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert left.value.code == 0 and "What the data can identify" in page
    (query,) = re.findall(r"localhost:8765/\?([^<]*)<", html.unescape(page))
    state, notices = read_address(query, "en")
    assert not notices and set(state.a) == set(state.b) == {"request.rate"}


TOWN = """
days = 10
seeds = 1
[set]
"town.streets" = 1
"town.communities" = 1
"town.residents_per_community" = 100
[[target]]
series = "requests"
period = 10
values = [9]
error = 5
[[prior]]
parameter = "request.rate"
[method]
points = 12
waves = 1
checks = 2
sets = 4
particles = 200
"""
