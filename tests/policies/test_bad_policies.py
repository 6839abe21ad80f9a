"""One clear message for every mistake in a policy, all at once."""

import pytest

from coprod import CoproductionModel, Parameters
from coprod.kernel.policy_keys import PREFIX
from coprod.text.problems import InputProblems

GOOD = {"set": {"points.reward": 1.0}}
BAD = {
    "policy[0].set.points.rewrad: there is no such parameter. Did you mean": {"set": {"points.rewrad": 1}},
    "policy[0].set.points.redemption = 0.1: is not a lever": {"set": {"points.redemption": 0.1}},
    "policy[0].set.town.drainage = 0.9: is built into the town when it is made": {"set": {"town.drainage": 0.9}},
    "policy[0].set.points.reward = 5000.0: allowed are": {"set": {"points.reward": 5000}},
    "policy[0].set.approval.mode = 'both': allowed are serial": {"set": {"approval.mode": "both"}},
    "policy[0].set.approval.levels = 1.5: allowed are whole": {"set": {"approval.levels": 1.5}},
    "policy[0].set.staff.count = [9]: allowed are whole numbers from 1 to 200": {"set": {"staff.count": [9]}},
    "policy[0].set.staff.count = inf: allowed are whole numbers": {"set": {"staff.count": float("inf")}},
    "policy[0].set.points.reward = nan: allowed are numbers": {"set": {"points.reward": float("nan")}},
    "policy[0].set.approval.mode = ['serial']: allowed are serial": {"set": {"approval.mode": ["serial"]}},
    "policy[0].set.approval.levels: allowed are whole": {"set": {"approval.levels": None}},
    "policy[0].set = 5: must be a table": {"set": 5},
    "policy[0].set = (('points.reward', inf),): must be a table": {"set": (("points.reward", float("inf")),)},
    "policy[0].until = 5: must not be before": {**GOOD, "from": 9, "until": 5},
    "policy[0].set: must set one lever at least": {"set": {}},
    "policy[0].set: a policy needs it": {"from": 3},
    "policy[0].form: there is no such entry": {**GOOD, "form": 3},
    "policy[0].compliance = 1.2: must be": {**GOOD, "compliance": 1.2},
    "policy[0].from = '3': must be": {**GOOD, "from": "3"},
    "policy[0].when = 'backlog': must compare daily series": {**GOOD, "when": "backlog"},
    "policy[0].threshold: is a number where": {**GOOD, "when": "trust < threshold"},
    "policy[0].threshold = 1.0: no condition has": {**GOOD, "threshold": 1},
    "policy[0].hold = 3: needs a condition": {**GOOD, "hold": 3},
    "policy[0].name = 'a.b': every policy needs a name": {**GOOD, "name": "a.b"},
    "approval.quorum = 2: ": {"set": {"approval.mode": "quorum", "approval.signers": 1}},
}


def told(values):
    with pytest.raises(InputProblems) as raised:
        Parameters().replace(values, where="file")
    return [str(problem) for problem in raised.value.problems]


def test_every_mistake_has_one_message():
    wrong = []
    for text, policy in BAD.items():
        problems = told({"policy": [policy]})
        if len(problems) != 1 or not problems[0].startswith(f"file: {text}"):
            wrong.append((text, problems))
    assert not wrong, "\n".join(map(str, wrong))


def test_all_mistakes_at_once_and_two_of_one_name():
    problems = told({"policy": [{**GOOD, "name": "x"}, {"name": "x", "set": {"a.b": 1}, "until": 3, "from": 4}]})
    assert len(problems) == 3, problems
    assert told({"policy": {"set": {}}})[0].startswith("file: policy")
    problems = told({"policy": [5, {"set": {"a.b": 1, "points.reward": [1]}, "compliance": 2}, {**GOOD, "until": 3, "from": 4}],
                     "wurst.count": 3})
    keys = ["wurst.count", "policy[0]", "policy[1].compliance", "policy[1].set.a.b", "policy[1].set.points.reward",
            "policy[2].until"]
    assert [one.removeprefix("file: ").partition(": ")[0].partition(" = ")[0] for one in problems] == keys, problems


def test_a_series_that_there_is_not():
    parameters = Parameters().replace({"policy": [{**GOOD, "when": "backlog > 500"}]})
    with pytest.raises(InputProblems, match=r"there is no daily series backlog\. Did you mean backlog_"):
        CoproductionModel(parameters, rng=1)


def test_entries_by_name():
    parameters = Parameters().replace({"policy": [{**GOOD, "name": "pilot"}, GOOD]})
    other = parameters.replace({f"{PREFIX}pilot.from": 30, f"{PREFIX}1.set.points.reward": 7, f"{PREFIX}pilot.compliance": 1})
    assert [(one.begins, dict(one.settings)["points.reward"]) for one in other.policies] == [(30, 1.0), (0, 7.0)]
    for key, text in {"pilto.from": "there is no policy pilto; policies are pilot, 1", "pilot.form": "there is no such entry",
                      "pilot.set.points.fine": "policy pilot sets no such lever; it sets points.reward"}.items():
        with pytest.raises(InputProblems, match=text):
            parameters.replace({f"{PREFIX}{key}": 1})


def test_a_file_and_its_parameters_say_the_same(tmp_path):
    policies = [{"name": "试点", "set": {"approval.levels": 1, "warning.issued": False}, "from": 120, "until": 300, "ramp": 30,
                 "when": "backlog_hours > threshold", "end_when": "backlog_hours < 10", "threshold": 500,
                 "hold": 7, "for_days": 2, "fade": 3, "compliance": 0.8}, {"set": {"approval.mode": "parallel"}}]
    parameters = Parameters().replace({"policy": policies})
    (tmp_path / "full.toml").write_text(parameters.to_toml(), encoding="utf-8")
    again = Parameters.load(tmp_path / "full.toml")
    assert again == parameters and again.digest() == parameters.digest() != Parameters().digest()
    assert again.policies[0].when == "backlog_hours > threshold" and again.policies[0].last == 300
    assert '"policies":' not in Parameters().canonical(), "parameters without policies keep their digests"
