"""Judging rows in the default town: what was declared, the rule of the verdict, and runs that are kept."""

import json
import tomllib
from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from coprod.laboratory import kept_runs as module
from coprod.laboratory.kept_runs import KeptRuns
from coprod.laboratory.mechanisms import mechanisms
from coprod.laboratory.mechanisms.claims import DAYS, SEEDS, Claim, arms, claims, ends
from coprod.laboratory.mechanisms.judge import agreement, counted, jobs_of, judge, main
from coprod.laboratory.mechanisms.verdicts import Moved, Verdict, verdicts, word_of, write
from coprod.outcomes.evaluate import OUTCOMES
from coprod.outcomes.series import SERIES
from coprod.parameters.model import declarations_by_key
from coprod.text.problems import InputProblems
from tests.failures import Failures, for_each

LINKS = tomllib.loads((Path(__file__).parents[1] / "mutation" / "links.toml").read_text(encoding="utf-8"))
OBSERVED = {one.name for one in (*OUTCOMES, *SERIES)}
each_row = for_each(mechanisms().values(), lambda row: row.id)
UP = Moved("up", 1.0, 2.0, 1.0, (0.5, 1.5), 9.0, True)
FLAT = replace(UP, t=0.5, as_said=False)


def test_every_row_has_a_claim_and_no_other_has():
    assert list(claims()) != [] and claims().keys() == mechanisms().keys()


@each_row
def test_claims_name_what_there_is(row):
    claim = claims()[row.id]
    assert claim.moves and claim.moves.keys() <= OBSERVED and row.direction.indicator not in claim.moves
    assert set(claim.moves.values()) <= {"up", "down"}
    assert set(claim.links) <= LINKS.keys()


@each_row
def test_levers_stay_within_their_plausible_ranges(row):
    found = arms(row)
    assert found.low != found.high
    for arm in (found.low, found.high):
        for key, value in arm.items():
            declared = declarations_by_key()[key]
            if declared.plausible and not isinstance(value, str | bool):
                assert declared.plausible[0] <= value <= declared.plausible[1]


def test_arms_keep_the_order_of_the_row():
    least, most = declarations_by_key()["points.reward"].plausible
    assert ends("points.reward", 2.0, 20.0) == (least, most) and ends("points.reward", 20.0, 2.0) == (most, least)
    assert ends("district.hub", False, True) == (False, True)


@pytest.mark.parametrize(("indicator", "downstream", "claim", "leaks", "word", "lacks"), [
    (UP, {"loss": UP}, Claim({}, ("a link",)), False, "supported", []),
    (UP, {"loss": FLAT, "deaths": UP}, Claim({}, ("a link",)), False, "supported", []),
    (UP, {"loss": FLAT}, Claim({}, ("a link",)), False, "local", ["downstream"]),
    (UP, {"loss": UP}, Claim({}), False, "local", ["mutant"]),
    (UP, {"loss": UP}, Claim({}, ("a link",)), True, "local", ["exact zero"]),
    (FLAT, {"loss": UP}, Claim({}, ("a link",)), False, "no effect found", ["indicator"]),
    (UP, {"loss": UP}, Claim({}, ("a link",), definition=True), False, "definition", []),
])
def test_the_rule_of_the_verdict(indicator, downstream, claim, leaks, word, lacks):
    assert word_of(indicator, downstream, claim, leaks) == (word, lacks)


class Lived(KeptRuns):
    """Runs in which the indicator is 1 in the low arm and 2 in the high one, give or take little; nothing else moves."""

    def __init__(self, row, sign=1):
        super().__init__()
        self.low, self.indicator, self.sign = jobs_of(row, [1])[0][0][0], row.direction.indicator, sign

    def value(self, job, name):
        return (1 if name != self.indicator or job[0] == self.low else 1 + self.sign) + 0.001 * job[1] ** 2 * (job[0] == self.low)


def test_a_row_is_judged_by_its_pairs():
    row = mechanisms()["W08"]
    said = judge(row, Lived(row), [], range(1, 9))
    assert (said.word, said.pairs, said.indicator) == ("local", 8, "hazards_latent")
    assert said.moved.difference == pytest.approx(1 - 0.001 * 204 / 8) and said.moved.t > 3
    assert judge(row, Lived(row, -1), [], range(1, 9)).word == "no effect found", "it moves the other way"


def test_verdicts_are_kept_as_they_are(tmp_path):
    row = mechanisms()["W08"]
    made, file = judge(row, Lived(row), [], range(1, 9)), tmp_path / "verdicts.toml"
    write({"W08": made}, file)
    back = verdicts(file)["W08"]
    assert back == replace(made, moved=back.moved, downstream=back.downstream)
    assert back.moved.t == pytest.approx(made.moved.t, rel=1e-5) and back.downstream.keys() == made.downstream.keys()
    assert counted({"W08": made}) == "0 supported, 1 local, 0 definition, 0 no effect found"
    assert agreement({"W08": made}, {"W08": replace(made, word="supported")}) == (
        "0 of 1 verdicts reproduce; not: W08 (supported → local)")


def test_runs_that_are_kept_are_not_lived_again(tmp_path, monkeypatch):
    file, lived = tmp_path / "runs.jsonl", []

    def each_of(function, jobs, processes):
        for job in jobs:
            lived.append(job)
            yield {"loss": float(len(lived)), "rdl": None}

    monkeypatch.setattr(module, "each_of", each_of)
    first, second, third = ("a", 1, 30), ("a", 2, 30), ("b", 1, 30)
    KeptRuns(file).simulate([first, second, first], 1)
    again = KeptRuns(file)
    again.simulate([first, second, third], 1)
    assert lived == [first, second, third]
    assert [again.value(job, "loss") for job in (first, second, third)] == [1, 2, 3]
    assert isnan(again.value(first, "rdl"))
    assert [list(json.loads(line)) for line in file.read_text().splitlines()] == [["key", "values"]] * 3
    file.write_text(file.read_text()[:-12])  # killed while it wrote
    mended = KeptRuns(file)
    mended.simulate([first, third], 1)
    assert lived == [first, second, third, third] and KeptRuns(file).value(third, "loss") == 4


def test_a_file_of_runs_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "each_of", lambda function, jobs, processes: ({"loss": 1.0} for _ in jobs))
    with pytest.raises(InputProblems, match="cannot be written"):
        KeptRuns(tmp_path / "nowhere" / "runs.jsonl").simulate([("a", 1, 30)], 1)


def test_kept_verdicts_belong_to_what_was_declared_and_follow_from_their_numbers():
    if not verdicts():
        pytest.skip("no row has been judged yet")
    with Failures() as failures:
        for id_, verdict in verdicts().items():
            with failures.case(id_):
                row = mechanisms()[id_]
                assert verdict.fingerprint == arms(row).fingerprint(), "run `python -m coprod.laboratory.mechanisms.judge`"
                assert verdict.pairs == SEEDS and DAYS == 365
                leaks = "exact zero" in verdict.lacks
                assert (verdict.word, list(verdict.lacks)) == word_of(verdict.moved, verdict.downstream, claims()[id_], leaks)


def test_a_verdict_is_one_of_four():
    assert {one.word for one in verdicts().values()} <= {"supported", "local", "definition", "no effect found"}
    assert Verdict.__dataclass_fields__.keys() >= {"word", "lacks", "moved", "downstream"}


def test_judging_unknown_rows_is_one_clear_message(capsys, monkeypatch):
    monkeypatch.setenv("COPROD_LANG", "en")
    with pytest.raises(SystemExit) as leaving:
        main(["Q99"])
    assert leaving.value.code == 2 and "Q99" in capsys.readouterr().err
