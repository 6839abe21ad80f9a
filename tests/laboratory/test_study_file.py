"""Study files: what they can say, and that every mistake in them is said back, all at once."""

import random
import re

import pytest

from coprod.laboratory import Study
from coprod.laboratory.factors import Levels, Package, Range
from coprod.laboratory.toml_lines import key_lines
from coprod.text.problems import InputProblems

GOOD = """\
question = "Does the store pay?"
model = "tests.laboratory.models:STORE"
days = 100
warmup_days = 10
replications = 4
outcomes = ["loss", "early"]

[design]
kind = "factorial"

[levers]
"store.price" = [1, 2, 5]

[uncertainties]
store.staff = { from = 0, to = 10, steps = 3 }

[packages.modern]
"store.mode" = "parallel"
"store.open" = true

[windows]
early = { series = "visits", from = 0, to = 30 }

[analysis]
reference = { "store.price" = 2 }
"""


@pytest.fixture
def read(tmp_path):
    def read(text, **reading):
        path = tmp_path / "study.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Study.read(path, **{"allow_code": True, **reading})

    return read


def mistakes(read, text):
    with pytest.raises(InputProblems) as caught:
        read(text)
    return {problem.key: problem for problem in caught.value.problems}


def test_a_study_says_what_is_varied(read):
    study = read(GOOD)
    assert study.factors == (
        Levels("store.price", "lever", (1.0, 2.0, 5.0)), Levels("store.staff", "uncertainty", (0, 5, 10)),
        Package("modern", "lever", {"off": {}, "on": {"store.mode": "parallel", "store.open": True}}, "modern", "modern"))
    assert study.n_points == 18 and study.design.point(3) == {"store.price": 1.0, "store.staff": 5, "modern": "on"}
    assert study.values(3) == {"store.mode": "parallel", "store.open": True, "store.price": 1.0, "store.staff": 5}
    assert study.design.point(study.reference_point())["store.price"] == 2


def test_values_at_their_defaults_do_not_enter_the_identity_of_a_point(read):
    head = 'outcomes = ["y"]\nquestion = "?"\nmodel = "tests.laboratory.models:STORE"\n[levers]\n'
    price = head + '"store.price" = [0.5, 2]\n'
    more = price + '"store.staff" = [0, 3]\n'
    assert read(price).digests() == [read(more).digests()[0], read(more).digests()[2]]


def test_several_scenarios_are_a_factor(read):
    study = read(GOOD.replace('days = 100', 'days = 100\nscenario = ["baseline", "rich"]').replace(
        '"store.price" = [1, 2, 5]', '').replace('reference = { "store.price" = 2 }', ''))
    assert study.factors[0].name == "scenario" and study.n_points == 12
    assert "store.price" not in study.values(0) and study.values(6)["store.price"] == 3.0


def test_ranges_default_to_what_is_plausible(read):
    text = GOOD.replace('"factorial"', '"latin_hypercube"\nsamples = 5').replace("[1, 2, 5]", '"plausible"').replace(
        'reference = { "store.price" = 2 }', '')
    assert read(text).factors[0] == Range("store.price", "lever", 0.5, 10)


def test_packages_can_have_several_levels(read):
    levels = '[packages.modern.no]\n"store.staff" = 3\n[packages.modern.yes]\n'
    text = GOOD.replace('[packages.modern]\n', levels).replace(
        'store.staff = { from = 0, to = 10, steps = 3 }', '')
    package = read(text).factors[-1]
    assert package.contents == {"no": {"store.staff": 3}, "yes": {"store.mode": "parallel", "store.open": True}}


def test_a_package_can_be_a_scenario_with_changes(read):
    text = GOOD.replace('[packages.modern]\n', '[packages.modern]\nscenario = "rich"\n').replace(
        '"store.price" = [1, 2, 5]', '').replace('reference = { "store.price" = 2 }', '')
    assert read(text).factors[-1].contents == {
        "off": {}, "on": {"store.price": 3.0, "store.mode": "parallel", "store.open": True}}
    found = mistakes(read, text.replace('"rich"', '"ritch"'))
    assert found["packages.modern.scenario"].mend == "Did you mean rich?"


def test_a_table_of_points(read, tmp_path):
    (tmp_path / "points.csv").write_text("store.price,store.mode,store.open\n1,serial,true\n2.5,parallel,0\n")
    text = re.sub(r"\[levers\].*?\[windows\]", "[windows]", GOOD, flags=re.DOTALL)
    text = text.replace('"factorial"', '"table"\nfile = "points.csv"').replace("= 2 }", "= 1 }")
    study = read(text)
    assert [study.design.point(i) for i in range(2)] == [
        {"store.price": 1.0, "store.mode": "serial", "store.open": True},
        {"store.price": 2.5, "store.mode": "parallel", "store.open": False}]
    (tmp_path / "points.csv").write_text("store.prize,store.mode\n1,serial\n2,cereal\n3\n")
    found = mistakes(read, text)
    assert found["row"].where.endswith("points.csv:4") and found["store.mode"].where.endswith("points.csv:3")
    assert "store.price?" in str(found["design.file"])


def test_all_mistakes_are_said_at_once_with_line_and_remedy(read):
    bad = (GOOD.replace("days = 100", "dais = 100").replace("replications = 4", "replications = 0")
           .replace('"loss"', '"losses"').replace("[1, 2, 5]", "[1, 99, true]").replace('"parallel"', '"paralel"')
           .replace("factorial", "factoral").replace("from = 0, to = 10", "from = 10, to = 2"))
    found = mistakes(read, bad)
    assert "store.toml:3: dais" not in found and str(found["dais"]).startswith(str(found["dais"].where))
    assert found["dais"].where.endswith("study.toml:3") and "Did you mean days?" in str(found["dais"])
    assert "Did you mean loss?" in str(found["outcomes"])
    assert "allowed are numbers from 0.5 to 10" in str(found["levers.store.price"])
    assert found["levers.store.price"].where.endswith(":12")
    assert found["packages.modern.store.mode"].where.endswith(":18")
    assert "Did you mean factorial?" in str(found["design.kind"])
    assert found["uncertainties.store.staff.to"].where.endswith(":15")
    assert {"replications", "levers.store.price"} <= set(found)


@pytest.mark.parametrize(("change", "key"), [
    (("replications = 4", 'replications = 4\nuntil = { outcome = "loss", half_width = 1 }'), "until"),
    (("replications = 4", 'until = { outcome = "loss" }'), "until.half_width"),
    (('"factorial"', '"sobol"\nsamples = 100'), "design.samples"),
    (('"factorial"', '"morris"'), "design.trajectories"),
    (('"factorial"', '"table"'), "design.file"),
    (("to = 30", "to = 300"), "windows.early"),
    (("to = 30", "to = 0"), "windows.early.to"),
    (('"store.price" = [1, 2, 5]', '"store.price" = [1, 1.0]'), "levers.store.price"),
    (('"store.price" = [1, 2, 5]', '"store.price" = []'), "levers.store.price"),
    (('"store.price" = [1, 2, 5]', '"store.price" = 3'), "levers.store.price"),
    (("steps = 3", "stops = 3"), "uncertainties.store.staff.stops"),
    (('"store.mode" =', '"store.price" = 3\n"store.mode" ='), "packages.modern"),
    (('= 2 }', '= 3 }'), "analysis.reference.store.price"),
    (("days = 100", 'scenario = "rich man"'), "scenario"),
    (('models:STORE', 'models:STORES'), "model"),
    (('tests.laboratory.models', 'no.such.module'), "model"),
    (('"store.price" = [1, 2, 5]', '"store.open" = "plausible"'), "packages.modern"),
    (("replications = 4", "replications = 999999"), "design"),
    (("steps = 3", "steps = 11"), "store.staff"),
    (("[analysis]", '[analysis]\ndiscovery = { outcome = "loss" }'), "analysis.discovery.above"),
    (("days = 100", "days = nan"), "days"),
    (('question = "Does the store pay?"', ""), "question"),
])
def test_each_mistake_names_its_key(read, change, key):
    assert change[0] in GOOD
    assert key in mistakes(read, GOOD.replace(*change, 1))


def test_mistakes_of_a_quick_study_do_not_wait_for_it(read):
    found = mistakes(read, GOOD + '[quick]\ndays = -3\nwurst = 1\n[quick.set]\n"store.staf" = 3\n')
    assert list(found) == ["quick.wurst", "quick.days", "quick.set.store.staf"]
    assert found["quick.days"].where.endswith(":27")


def test_a_quick_study_sets_nothing_that_is_varied(read):
    found = mistakes(read, GOOD + '[quick.set]\n"store.staff" = 3\n"store.mode" = "queue"\n')
    assert set(found) == {"quick.set.store.staff", "quick.set.store.mode"}
    assert "uncertainties.store.staff varies it" in str(found["quick.set.store.staff"])


def test_what_is_varied_twice_is_said_once_with_both_tables(read):
    text = GOOD.replace("[uncertainties]", '[uncertainties]\n"store.price" = [2, 4]')
    (problem,) = mistakes(read, text).values()
    assert problem.key == "uncertainties.store.price" and problem.where.endswith(":15")
    assert "already varied by levers.store.price" in str(problem)


def test_a_table_that_cannot_be_read_is_one_mistake(read):
    text = re.sub(r"\[levers\].*?\[windows\]", "[windows]", GOOD, flags=re.DOTALL).replace("reference", "# reference")
    for name in ("no.csv", "no.parquet"):
        files = text + f'[nature]\nensemble = "{name}"\n', text.replace('"factorial"', f'"table"\nfile = "{name}"')
        for one, key in zip(files, ("nature.ensemble", "design.file"), strict=True):
            found = mistakes(read, one)
            assert list(found) == [key] and found[key].found == name


REFUSED = {
    "set.store.price": GOOD + '[set]\n"store.price" = 4\n',
    "set.store.mode": GOOD.replace("[packages.modern]", '[packages.modern.no]\n"store.mode" = "serial"\n'
                                   "[packages.modern.yes]") + '[set]\n"store.mode" = "parallel"\n',
    "analysis.contrasts[0].b": GOOD + 'contrasts = [{ a = { "store.price" = 1 }, b = { "store.price" = 1.0 } }]\n',
    "analysis.contrasts[1].b": GOOD + 'contrasts = [{ a = { "store.price" = 1 }, b = {} }, { a = {}, b = {} }]\n',
    "analysis.contrasts[0].b ": GOOD + 'contrasts = [{ a = {}, b = { "store.price" = 2 } }]\n',
    "analysis.contrasts[0].a.store.price": GOOD + 'contrasts = [{ a = { "store.price" = true }, b = {} }]\n',
    "analysis.reference.store.price": GOOD.replace("= 2 }", "= true }"),
    "analysis.tipping.direction": GOOD + 'tipping = { lever = "modern", outcome = "loss", direction = "modern" }\n',
    "scenario": GOOD.replace("days = 100", "days = 100\nscenario = []"),
    "analysis.costs.cost": GOOD + "costs = { loss = 1e12, cost = 1e308 }\n",
    "analysis.costs.loss": GOOD + "costs = { loss = -1, cost = 2 }\n",
}


def test_what_would_be_ignored_or_means_nothing_is_refused_once(read):
    found = {key: list(mistakes(read, text)) for key, text in REFUSED.items()}
    assert found == {key: [key.strip()] for key in REFUSED}
    study = read(GOOD + '[set]\n"store.mode" = "serial"\n')
    assert study.fixed == {"store.mode": "serial"}, "a package that leaves it alone at one level uses it there"
    study = read(GOOD + 'costs = { loss = 1e12, cost = 0 }\ncontrasts = [{ a = {}, b = { "store.price" = 1 } }]\n')
    assert study.analysis.costs == {"loss": 1e12, "cost": 0.0}


def test_what_is_no_toml_is_said_with_its_line(read, tmp_path):
    assert mistakes(read, GOOD + "\n[levers\n")["file"].where.endswith(":27")
    assert "cannot be read" in str(mistakes(read, b"\xff\xfe\x00")["file"])
    with pytest.raises(InputProblems, match=r"no such file.*experiments of coprod's source"):
        Study.read(tmp_path / "experiments" / "x01_points.toml")
    with pytest.raises(InputProblems, match=r"no such file\. Did you mean study\.toml\?"):
        Study.read(tmp_path / "stduy.toml")
    with pytest.raises(InputProblems, match="cannot be read"):
        Study.read(tmp_path)


def test_lines_are_found_in_tables_quotes_and_after_long_strings():
    text = 'a = 1\nb = """\nc = 2\n"""\nd.e = 3\n[f."g.h"]\ni = 4\n[[j]]\n'
    assert key_lines(text) == {"a": 1, "b": 2, "d": 5, "d.e": 5, "f.g.h": 6, "f.g.h.i": 7, "j": 8, "j[0]": 8}


IMPOSSIBLE = """question = "What matters?"
days = 40
outcomes = ["utilisation"]
[design]
kind = "sobol"
samples = 128
[[policy]]
name = "pilot"
set = { "approval.levels" = 1 }
from = 10
until = 30
[levers]
"policy.pilot.from" = { from = 0, to = 39 }
"policy.pilot.until" = { from = 5, to = 40 }
"""


def test_what_is_impossible_at_many_points_is_told_once_with_how_to_mend_it(read):
    (problem,) = mistakes(read, IMPOSSIBLE).values()
    assert problem.key == "policy[0].until" and "Narrow the ranges" in str(problem) and "请缩小取值范围" in problem.render("zh")


def test_quick_keeps_what_is_set_and_makes_nothing_larger(read):
    text = """question = "Does it matter?"
days = 30
replications = 1
outcomes = ["loss"]
[set]
"town.residents_per_community" = 150
"town.communities" = 4
"staff.count" = 5
[packages.more]
off = {}
on = { "staff.count" = 8 }
"""
    study = read(text, quick=True)
    assert (study.replications, study.n_points) == (1, 2)
    assert [study.values(point).get("staff.count") for point in range(2)] == [5, 8]
    assert (study.fixed["town.residents_per_community"], study.fixed["town.communities"]) == (150, 2)
    assert read(text + "[quick]\nreplications = 2\n", quick=True).replications == 2


def test_quick_is_short_and_still_valid(read):
    study = read(GOOD, quick=True)
    assert (study.replications, study.days, study.n_points, study.is_quick) == (2, 60, 8, True)
    assert study.observed.windows[0].end <= 60


WORDS = ("nan", "-inf", "true", '""', '"x"', "[]", "{}", "[[1]]", "1e400", "99999999999999999999999", "-1", "0",
         "1979-05-27", '"\\u0000"', "[1, [2, [3]]]", '{ from = "a" }', "0.1",
         '["loss", "loss"]', '"../../etc"', "[nan]", "[true, 1]")


def malformed(chance):
    """Return the good study with one to four things wrong in it."""
    text = GOOD
    for _ in range(chance.randint(1, 4)):
        kind = chance.randrange(6)
        lines = text.split("\n")
        at = chance.randrange(len(lines))
        if kind == 0 and "=" in lines[at]:  # another value
            lines[at] = lines[at].split("=")[0] + "= " + chance.choice(WORDS)
        elif kind == 1:  # a letter more in some word
            lines[at] = lines[at].replace("e", "eq", 1)
        elif kind == 2:  # a line lost or doubled
            lines[at : at + 1] = [] if chance.random() < 0.5 else [lines[at]] * 2
        elif kind == 3:  # noise
            place = chance.randrange(len(lines[at]) + 1)
            letter = chr(chance.choice((0, 9, 34, 39, 91, 93, 123, 46, 61, 0x4E2D)))
            lines[at] = lines[at][:place] + letter + lines[at][place:]
        elif kind == 4:  # two lines change places
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        else:  # an unknown table or key
            lines.insert(at, chance.choice(("[nothing]", "some = 3", "[levers.x]", '"store.pric" = [1]', "a.b.c = 1")))
        text = "\n".join(lines)
    return text


def test_a_thousand_malformed_files_get_a_message_and_nothing_is_written(read, tmp_path):
    chance = random.Random(4)
    refused = 0
    for _ in range(1200):
        try:
            read(malformed(chance))
        except InputProblems as error:
            refused += 1
            assert error.problems
            assert all("study.toml" in one.where and len(str(one)) > len(one.where) + 10 for one in error.problems)
    assert refused >= 1000
    assert [path.name for path in tmp_path.iterdir()] == ["study.toml"]
