"""A file of targets: read as it is meant, and every mistake in it named at once."""

import pytest

from coprod.laboratory.calibration.targets_file import read_calibration
from coprod.text.problems import InputProblems

GOOD = """
title = "Mine"
title_zh = "我的"
days = 90
[set]
"town.streets" = 1
[[target]]
series = "requests"
from = 10
period = 20
values = [100, 120]
error = [5, 6]
label = "Calls"
label_zh = "来电"
[[target]]
outcome = "participation_effective"
value = 12
interval = [9, 15]
held_back = true
discrepancy = 0.5
[[prior]]
parameter = "request.rate"
from = 3
to = 10
scale = "log"
[[prior]]
parameter = "request.hours"
dist = "triangular"
low = 1
mode = 2
high = 4
[[prior]]
parameter = "staff.count"
"""


def read(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return read_calibration(path)


def test_figures_windows_and_priors_are_read(tmp_path):
    found = read(tmp_path, GOOD)
    first, second, third = found.figures
    assert (first.name, first.value, first.error, first.zh) == ("requests.sum.10.30", 100, 5, "来电（第11—30天）")
    assert (second.name, second.error, second.en) == ("requests.sum.30.50", 6, "Calls, days 31–50")
    assert third.held_back and abs(third.error - 6 / (2 * 1.96)) < 1e-4 and abs(third.variance - third.error**2 - 0.25) < 1e-12
    assert [window.name for window in found.study.observed.windows] == [first.name, second.name]
    rate, hours, count = found.priors
    assert abs(rate.at(0.5) - 30**0.5) < 1e-12 and hours.distribution.name == "triangular" and count.whole
    assert found.method.points == 40 and not found.study.common_random_numbers and found.study.replications == 2
    assert (found.title_en, found.title_zh) == ("Mine", "我的")


MISTAKES = """
days = 30
sedes = 3
[set]
"request.rate" = 5
"town.street" = 1
[[target]]
outcome = "participation_efective"
value = "many"
error = -1
[[target]]
series = "requests"
values = [100, 120]
error = [5]
interval = [1, 2]
[[target]]
outcome = "workload"
series = "requests"
[[target]]
outcome = "udi"
value = 1
interval = [3, 2]
period = 4
[[prior]]
parameter = "request.rat"
[[prior]]
parameter = "request.rate"
from = 10
to = 3
[[prior]]
parameter = "request.rate"
[[prior]]
parameter = "desk.shed"
[method]
posterior = "magic"
points = 3
walks = 2
"""


def test_all_mistakes_are_named_at_once_with_their_lines(tmp_path):
    with pytest.raises(InputProblems) as error:
        read(tmp_path, MISTAKES)
    found = {(problem.key, int(problem.where.rpartition(":")[2])) for problem in error.value.problems}
    assert found >= {
        ("sedes", 3), ("set.town.street", 6), ("set.request.rate", 5), ("target[0].outcome", 8), ("target[0].value", 9),
        ("target[0].error", 10), ("target[1].values", 13), ("target[1].error", 14), ("target[2].outcome", 17),
        ("target[3].interval", 22), ("target[3].period", 23), ("prior[0].parameter", 25), ("prior[1].request.rate.to", 26),
        ("prior[3].parameter", 33), ("method.posterior", 35), ("method.points", 36), ("method.walks", 37)}, sorted(found)
    english, chinese = (" ".join(error.value.lines(language)) for language in ("en", "zh"))
    assert "participation_effective" in english and "request.rate" in english and "校准" not in english
    assert "只能" in chinese and "95%区间" in chinese


def test_nothing_to_fit_and_nothing_to_vary_is_said(tmp_path):
    with pytest.raises(InputProblems) as error:
        read(tmp_path, '[[target]]\noutcome = "udi"\nvalue = 1\nerror = 1\nheld_back = true\n')
    assert {problem.key for problem in error.value.problems} == {"target", "prior"}
    with pytest.raises(InputProblems) as error:
        read(tmp_path, 'target = 3\nprior = "all"\n')
    assert {"target", "prior"} == {problem.key for problem in error.value.problems}
    with pytest.raises(InputProblems, match=r"docs/calibration\.md"):
        read_calibration(tmp_path / "none" / "at_all.toml")
