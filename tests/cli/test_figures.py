"""Figures for people: three digits, per cent for shares, nothing invented."""

import math

import pytest

from coprod.text.numbers import change, digits, figure


@pytest.mark.parametrize(("value", "text"), [
    (0, "0"), (3, "3"), (12345, "12,345"), (12345.6, "12,346"), (123.4, "123"), (12.34, "12.3"), (1.234, "1.23"),
    (0.1234, "0.123"), (0.01234, "0.0123"), (-2.5, "−2.50"), (1e-7, "1.00e-07"), (0.9999, "1.000"),
])
def test_three_digits(value, text):
    assert digits(value) == text


def test_shares_are_told_in_per_cent():
    assert figure(0.1234, "share", "en") == "12.3 %"
    assert change(-0.05, "share") == "−5 pp"
    assert change(0.001, "share") == "+0.100 pp"
    assert change(2.0, "hours") == "+2"


@pytest.mark.parametrize(("language", "words"), [("en", "n/a (no such events)"), ("zh", "无此类事件")])
def test_what_was_not_measured_is_not_a_number(language, words):
    assert figure(math.nan, "share", language) == words
    assert change(math.nan, "share") == ""
