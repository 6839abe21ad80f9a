"""What policies cost in a report: the unit of the sum, which of two is cheaper and better, when the better one pays."""

import re

import numpy as np
import pytest

from coprod.laboratory import Study
from coprod.laboratory.analysis.multiplicity import paired_p
from coprod.laboratory.analysis.trade_off import frontier_probability
from coprod.laboratory.costs import COMPLETE
from coprod.laboratory.describe import description
from coprod.laboratory.report import write_report
from coprod.laboratory.report.answers import answer, comparisons, holm_of_contrasts
from coprod.laboratory.report.contrast_section import contrasts_part
from coprod.laboratory.report.findings import Findings
from coprod.text.problems import InputProblems
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


def cells(one):
    """Return the last cell of the first row of the first table: the price of the first outcome."""
    return re.findall(r"<td[^>]*>(.*?)</td>", contrasts_part(one).split("</tr>")[1])[-1]


BUYS = "{ a = { a = 1, b = 1 }, b = {} }"
QUADRANTS = {
    "buys": (BUYS, r"^1\d\.\d \(\d", "pays where a unit is worth more", "高于该数"),
    "saves": ("{ a = {}, b = { a = 1, b = 1 } }", r"^saves 1\d\.\d \(\d.*\) a unit lost$", "is worth less", "低于该数"),
    "dominates": ("{ a = { a = 1 }, b = { b = 1 } }", "^costs less and does better$", "pays at any price", "都合算"),
    "dominated": ("{ a = { b = 1 }, b = { a = 1 } }", "^costs more and does worse$", "pays at no price", "都不合算"),
    "same": ("{ a = { a = 1 }, b = {} }", "^costs the same$", "A and B cost the same.", "成本相同"),
    "even": ("{ a = { a = 1, c = 1 }, b = {} }", r"^\S+ \(−.* … \d.*\)$", "the interval of their difference in cost holds 0",
             "成本之差的区间含0"),
    "even_worse": ("{ a = {}, b = { a = 1, c = 1 } }", r"^saves \S+ \(−.* … \d.*\) a unit lost$",
                   "a unit that A is worse by saves", "所节省的成本"),
}


@pytest.mark.parametrize("key", QUADRANTS)
def test_a_price_is_said_by_which_is_better_and_which_cheaper(found, key):
    contrast, cell, english, chinese = QUADRANTS[key]
    one = found(contrast)
    (asked,) = comparisons(one)
    assert asked.pays(asked.priced) == key and re.search(cell, cells(one)) and english in answer(asked)
    assert chinese in answer(comparisons(Findings(one.results, "zh"))[0])


def test_a_break_even_price_is_listed_only_where_there_is_one(found, tmp_path):
    one = found(", ".join(QUADRANTS[key][0] for key in ("dominated", "buys", "same")))
    page = write_report(one.results, tmp_path / "page.html", "en").read_text(encoding="utf-8")
    assert "Contrast 2 turns where a unit of Y (people) is worth 1" in page
    assert "Contrast 1 turns" not in page and "Contrast 3 turns" not in page


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
    assert ("no price to: Paid." in said) == ("paid" not in costs) and "price to: Hours" not in said and "Hours × 18" in said
    one.costs_said.pop("unit")  # as studies of earlier versions
    assert one.currency == ("yuan" if "paid" in costs else "hours")


def test_what_has_no_price_is_named(found, tmp_path):
    page = write_report(found(BUYS).results, tmp_path / "page.html", "zh").read_text(encoding="utf-8")
    assert "全部成本为下列各项之和：paid。" in page and "本研究未对下列各项计价：hours。" in page and "居民投入的时间" not in page
    page = write_report(found(BUYS, "costs = { paid = 1, hours = 0 }").results, tmp_path / "page.html", "en").read_text()
    assert "is the sum of: Paid. It leaves out" in page and "no price to: Hours." in page and "overtime, as wages" in page


POLICY = '[[policy]]\nname = "p"\nset = { crew = { street_crews = 4 }, "approval.signers" = 3 }\nfrom = 20\n'


@pytest.mark.parametrize(("text", "unpaid"), [
    ('[levers]\n"crew.ambulances" = [2, 3]', {"crew.ambulances"}), ('[packages.q]\nscenario = "rigid"', {"approval.signers"}),
    ('[levers]\n"staff.count" = [6, 7]', set()), (f'{POLICY}[levers]\n"staff.count" = [6, 7]', set()),
    (f'{POLICY}[levers]\n"policy.p.compliance" = [0, 1]', {"crew.street_crews", "approval.signers"}),
    (f'{POLICY}[levers]\n"policy.p.set.approval.signers" = [1, 3]', {"approval.signers"}),
    (f'{POLICY}[packages.q]\n"policy.p.from" = 30', {"crew.street_crews", "approval.signers"}),
    ('scenario = ["baseline", "rigid"]\n[levers]\n"staff.count" = [6, 7]', {"approval.signers"})])
def test_people_whom_no_account_pays_are_named_however_a_study_varies_them(tmp_path, text, unpaid):
    (tmp_path / "study.toml").write_text(f'question = "How dear?"\noutcomes = ["loss"]\n{text}\n', encoding="utf-8")
    costs = description(Study.read(tmp_path / "study.toml"), 2)["analysis"]["costs"]
    assert {one["name"] for one in costs["unpaid"]} == unpaid


def test_a_price_is_of_the_outcome_that_decides(found, tmp_path):
    """The first outcome could have a price, but the contrast is decided by the second."""
    one = found("{ a = { b = 1, a = 1 }, b = {}, by = 'y' }", outcomes='"hours", "y"')
    (asked,) = comparisons(one)
    assert asked.priced["name"] == "y" and "people" in answer(asked) and "worth more" in answer(asked)
    page = write_report(one.results, tmp_path / "page.html", "en").read_text(encoding="utf-8")
    assert "Contrast 1 turns where a unit of Y (people)" in page
    assert comparisons(found(BUYS.replace("b = {}", "b = {}, by = 'complete_cost'")))[0].priced["name"] == "y"


def test_the_first_paragraph_is_clear_only_among_all_that_are_read_together(found):
    """Three pairs, whose interval leaves out 0; with many contrasts beside it that is not clear any more."""
    alone = found(BUYS, replications=3)
    (asked,) = comparisons(alone)
    assert answer(asked, "Is it?").startswith("Yes. A (a 1 · b 1) does better than B (reference): Y")
    many = found(", ".join([BUYS] * 20), replications=3)
    first = comparisons(many)[0]
    p = holm_of_contrasts(many)[0]["y"]
    assert first.difference(first.decisive).clear and p >= 0.05
    said = answer(first, "Is it?")
    assert said.startswith("These runs cannot tell. By itself the interval") and "among the 20 comparisons" in said
    assert f"p after Holm {p:.3f}" in said and "alone: A buys" in said and "does better" not in said.split("Taken apart")[0]
    assert "20项比较中并不明确" in answer(comparisons(Findings(many.results, "zh"))[0])


def test_primary_outcomes_are_a_family_of_their_own(found):
    """What is corrected among fewer comparisons is what Holm makes of those alone, computed here by hand."""
    by_outcomes, two = '"y", "hours", "loss"', f"{BUYS}, {{ a = {{ c = 1 }}, b = {{}} }}"

    def holm(raw):
        order = sorted(raw, key=raw.get)
        steps = [min(1.0, (len(order) - rank) * raw[key]) for rank, key in enumerate(order)]
        return {key: max(steps[: rank + 1]) for rank, key in enumerate(order)}

    plain, named = (found(two, more, outcomes=by_outcomes, replications=4) for more in ("", 'primary = ["y"]'))
    raw = {(one.number, name): paired_p(*one.values(name)) for one in comparisons(named) for name in one.read_by}
    raw = {key: p for key, p in raw.items() if np.isfinite(p)}
    first, second = ({key: p for key, p in raw.items() if (key[1] == "y") == is_first} for is_first in (True, False))
    assert first and second
    for one, families in ((plain, [raw]), (named, [first, second])):
        adjusted = holm_of_contrasts(one)
        for family in families:
            for (number, name), p in holm(family).items():
                assert adjusted[number][name] == pytest.approx(p), (number, name)
    said = contrasts_part(named)
    assert f"The {len(first)} comparisons by what is primary are one family and the {len(second)} others another" in said
    assert said.count("Y (people): primary") == 2 and "主要结果为：" in contrasts_part(Findings(named.results, "zh"))
    alone = found(two, 'primary = ["y"]')
    assert f"All {len(first)} that are read here together" in contrasts_part(alone)


def test_what_no_contrast_is_read_by_is_not_primary(found):
    for name in ("gone", "complete_cost"):
        with pytest.raises(InputProblems, match=f"analysis.primary = '{name}'"):
            found(BUYS, f'primary = ["{name}"]')
    by_cost = found(BUYS.replace("b = {}", "b = {}, by = 'complete_cost'"), 'primary = ["complete_cost"]')
    assert "Complete cost (yuan): primary" in contrasts_part(by_cost)
    both = found(BUYS, 'primary = ["net"]\ncosts = { hours = 18.0, paid = 1 }', outcomes='"loss", "y"')
    assert set(holm_of_contrasts(both)[0]) == {"net:loss", "loss", "y"}
    assert "complete cost together (yuan): primary" in contrasts_part(both) and "not primary" not in contrasts_part(both)
    other = found(BUYS, 'primary = ["loss"]', outcomes='"loss", "y"')
    assert "decided by what is not primary: Loss and complete cost together." in contrasts_part(other)
    assert "由非主要结果决定：loss与全部成本合计。" in contrasts_part(Findings(other.results, "zh"))


@pytest.mark.parametrize(("contrasts", "more", "said"), [
    ("", 'primary = ["y"]', "analysis.primary = .* needs contrasts"),
    ("", 'costs = ["paid", "paid"]', "costs = 'paid': is given twice"),
    (BUYS.replace("b = {}", "b = {}, by = 'net', cost = 'hours'"), "", r"contrasts\[0\].by = 'net': .* cost = hours")])
def test_what_a_study_asks_in_vain_is_refused(found, contrasts, more, said):
    with pytest.raises(InputProblems, match=said):
        found(contrasts, more, outcomes='"loss", "hours", "y"')


def test_one_pair_is_no_knowledge(found):
    one = found("{ a = { a = 1, b = 1 }, b = {} }, { a = { a = 1 }, b = {}, by = 'complete_cost' }", fixed="[set]\nfew = 1")
    first, second = comparisons(one)
    said = answer(first, "Is it?")
    assert said.startswith("These runs cannot tell. There is one pair of runs") and "no interval" in said
    assert "holds 0" not in said and "probability" not in said and "1 pairs" not in said and "price" not in said
    assert "(one pair: no interval)" in answer(second) and cells(one) == "one pair: no price"
    assert "仅一对" in contrasts_part(Findings(one.results, "zh"))


def test_resampling_one_replication_says_nothing():
    costs = np.array([[[1.0, np.nan], [2.0, 3.0]], [[2.0, np.nan], [1.0, 2.0]]])
    assert np.isnan(frontier_probability(costs)).all()
    assert np.isfinite(frontier_probability(np.nan_to_num(costs, nan=1.5))).all()


@pytest.mark.parametrize(("language", "word"), [("en", "B: reference."), ("zh", "B：参照。")])
def test_what_sets_nothing_is_the_reference(found, language, word):
    assert word in contrasts_part(found(BUYS, language=language))
