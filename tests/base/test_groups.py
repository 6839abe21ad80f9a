"""The groups of parameters: few enough to be named, and every key from before they were merged still leads somewhere."""

from pathlib import Path

import pytest

from coprod.parameters import Parameters, declarations
from coprod.parameters.aliases import groups_of, renamed
from coprod.parameters.model import declarations_by_key, group_models

BEFORE = Path(__file__).with_name("old_keys.txt")
"""One line a group: its name, and the names of its parameters as they were before groups were merged."""


def old_keys():
    lines = (line.partition(": ") for line in BEFORE.read_text(encoding="utf-8").splitlines())
    return {f"{group}.{name}" for group, _, names in lines for name in names.split()}


def test_there_are_under_thirty_groups_with_titles_of_their_own_in_both_languages():
    groups = group_models()
    assert 20 <= len(groups) <= 28
    for title in ("title_en", "title_zh"):
        assert len({getattr(model, title) for model in groups.values()}) == len(groups), title


def test_every_key_from_before_leads_to_a_parameter_of_its_own():
    old, known = old_keys(), declarations_by_key()
    lost = sorted(key for key in old if renamed(key) not in known)
    assert lost == []
    assert len({renamed(key) for key in old}) == len(old)
    kept = {key for key in old if key in known}
    assert {renamed(key) for key in kept} == kept, "a key that is still in use has not become another parameter"


@pytest.mark.filterwarnings("ignore::coprod.text.renamed.RenamedParameter")
def test_old_groups_read_the_parameters_of_the_new():
    parameters = Parameters.load("three_chain")
    gone = {key.partition(".")[0] for key in old_keys()} - set(group_models())
    assert gone and all(groups_of(group) for group in gone)
    for key in sorted(old_keys()):
        group, _, name = key.partition(".")
        assert getattr(getattr(parameters, group), name) == parameters.value(renamed(key)), key


def test_contracts_keep_their_names():
    keys = {d.key for d in declarations()}
    assert {f"resident.cost_{act}" for act in ("report", "help", "patrol", "train")} <= keys
    assert {"town.districts", "points.reward", "points.budget", "points.audit", "staff.count", "directive.lines",
            "patrol.rate", "approval.levels"} <= keys
    assert {renamed("skills.registered"), renamed("property.inspect_prob")} <= keys
