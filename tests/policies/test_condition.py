"""Conditions: what they say, and what they refuse."""

import math

import pytest

from coprod.parameters.condition import read_condition


def test_and_binds_more_closely_than_or():
    condition = read_condition("a > 1 and b <= 2 or c == 0")
    truth = {(2, 2, 1): True, (2, 3, 1): False, (0, 0, 0): True, (0, 0, 1): False, (2, 3, 0): True}
    for values, expected in truth.items():
        assert condition.holds(dict(zip("abc", values, strict=True)).__getitem__, 0.0) is expected, values
    assert condition.series == ("a", "b", "c") and not condition.has_threshold


def test_every_sign_and_the_threshold():
    signs = {"<": (True, False, False), "<=": (True, True, False), ">": (False, False, True), ">=": (False, True, True),
             "==": (False, True, False), "!=": (True, False, True)}
    for sign, expected in signs.items():
        for number in ("-1.5e0", "threshold"):
            condition = read_condition(f"x{sign}{number}")
            held = tuple(condition.holds(lambda name, value=value: value, -1.5) for value in (-2.0, -1.5, 0.0))
            assert held == expected, (sign, number)
            assert not condition.holds(lambda name: math.nan, -1.5), "what is not a number fulfils nothing"


@pytest.mark.parametrize("text", [
    "", "backlog", "backlog >", "> 5", "a > b", "a > 1 und b > 2", "a > 1 and", "a > 1 or or b > 2", "(a > 1)",
    "a > 1; import os", "__import__('os') > 1", "a.b > 1", "a > 1e999", "a > nan", "a > 0x10", "a => 1",
    "a > 1 " + "and a > 1 " * 400])
def test_what_is_no_condition(text):
    with pytest.raises(ValueError, match="must compare daily series"):
        read_condition(text)
