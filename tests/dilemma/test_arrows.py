"""The table of the arrows: every one has a lever of the model, and cutting it sets that lever and nothing else."""

import pytest

from coprod.laboratory.dilemma.arrows import all_arrows, arrows, arrows_named, cut, is_on
from coprod.laboratory.dilemma.levers import levers, moved
from coprod.parameters import Parameters
from coprod.parameters.model import declarations_by_key
from coprod.text.problems import InputProblems


def test_every_arrow_has_its_levers():
    missing = {name for name, arrow in all_arrows().items() if not declarations_by_key().keys() >= arrow.off.keys()}
    assert not missing
    assert set(arrows()) == set(all_arrows())


def test_every_arrow_is_there_in_the_default_town():
    assert not [name for name, arrow in arrows().items() if not is_on(arrow, Parameters())]


def test_every_lever_to_try_is_one_of_the_model():
    assert {lever.key for lever in levers().values()} <= declarations_by_key().keys()
    assert set(moved(Parameters())) == set(levers())


def test_values_that_cut_are_within_bounds():
    bad = []
    for name, arrow in arrows().items():
        try:
            Parameters().replace(arrow.off)
        except InputProblems as error:
            bad.append((name, str(error)))
    assert not bad


def test_a_cut_changes_the_levers_of_the_arrow_alone():
    usual = Parameters()
    for name, arrow in arrows().items():
        changed = cut(usual, [arrow]).differences()
        assert changed.keys() <= arrow.off.keys(), name
        assert is_on(arrow, usual) == bool(changed), name
        assert not is_on(arrow, cut(usual, [arrow])), name
    assert cut(usual, []) is usual


def test_every_node_is_used_and_named_in_both_languages():
    for arrow in all_arrows().values():
        words = (arrow.en, arrow.zh, arrow.source.en, arrow.source.zh, arrow.target.en, arrow.target.zh)
        assert all(words) and arrow.source is not arrow.target, arrow.name


def test_unknown_arrows_are_all_named_at_once():
    with pytest.raises(InputProblems) as error:
        arrows_named(["backstopp", "load_to_formalism", "nothing"])
    text = str(error.value)
    assert "backstopp" in text and "nothing" in text and "backstop" in text


def test_nothing_can_be_cut_exactly_where_policies_are_half_in_force():
    half = Parameters().replace({"directive.policy_implementation": 0.5})
    with pytest.raises(InputProblems, match="policy_implementation"):
        cut(half, list(arrows().values()))
