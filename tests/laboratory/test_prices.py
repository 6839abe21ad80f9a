"""What policies cost in a report: the unit of the sum, which of two is cheaper and better, when the better one pays."""

import re

import numpy as np
import pytest

from coprod.laboratory import Study
from coprod.laboratory.analysis.trade_off import frontier_probability
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.report import write_report
from coprod.laboratory.report.answers import answer, comparisons
from coprod.laboratory.report.contrast_section import contrasts_part
from coprod.laboratory.report.findings import Findings
from tests.laboratory.conftest import study_text

LEVERS = "a = [0, 1]\nb = [0, 1]\nc = [0, 1]"


@pytest.fixture
def found(run, tmp_path):
    """Run a study of tests.laboratory.models:SPENDING that asks contrasts, and return what was found in one language."""

    def make(contrasts, more="", *, language="en", outcomes='"y"', replications=8, fixed=""):
        text = f"[analysis]\n{more}\ncontrasts = [{contrasts}]\n{fixed}"
        text = study_text("SPENDING", text, levers=LEVERS, replications=replications)
        path = tmp_path / "study.toml"
        path.write_text(text.replace('outcomes = ["y"]', f"outcomes = [{outcomes}]"), encoding="utf-8")
        return Findings(run(Study.read(path, allow_code=True), f"out{len(list(tmp_path.iterdir()))}"), language)

    return make


BUYS = "{ a = { a = 1, b = 1 }, b = {} }"

@pytest.mark.parametrize("costs", ["hours = 18.0, paid = 1", "paid = 1, hours = 18.0", "hours = 18.0"])
def test_a_priced_sum_is_money_whatever_comes_first(found, costs, tmp_path):
    one = found(BUYS, f"costs = {{ {costs} }}", outcomes='"loss", "y"')
    (asked,) = comparisons(one)
    assert one.outcome(COMPLETE)["unit"] == "yuan" and asked.decisive["name"] == "net:loss"
    assert re.search(r"Complete cost \+[\d.]+ \(.*?\) yuan", answer(asked)) and "hours" not in answer(asked)
    shown = contrasts_part(one)
    assert "Hours × 18 (yuan)" in shown and "Complete cost (yuan)" in shown
    page = write_report(one.results, tmp_path / "page.html", "en").read_text(encoding="utf-8")
    said = re.search(r"The complete cost is the sum of.*?</p>", page)[0]
    assert ("no price to: Paid." in said) == ("paid" not in costs) and "price to: Hours" not in said
    one.costs_said.pop("unit")  # as studies of earlier versions
    assert one.currency == ("yuan" if "paid" in costs else "hours")


def test_what_has_no_price_is_named(found, tmp_path):
    page = write_report(found(BUYS).results, tmp_path / "page.html", "zh").read_text(encoding="utf-8")
    assert "全部成本为下列各项之和：paid。" in page and "本研究未对下列各项计价：hours。" in page and "居民投入的时间" not in page


def test_resampling_one_replication_says_nothing():
    costs = np.array([[[1.0, np.nan], [2.0, 3.0]], [[2.0, np.nan], [1.0, 2.0]]])
    assert np.isnan(frontier_probability(costs)).all()
    assert np.isfinite(frontier_probability(np.nan_to_num(costs, nan=1.5))).all()
