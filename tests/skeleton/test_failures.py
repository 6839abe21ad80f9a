"""The helper that checks many cases in one test names every one that fails."""

import pytest

from tests.failures import Failures, for_each


def test_all_failures_are_listed_by_name():
    with pytest.raises(pytest.fail.Exception) as caught, Failures() as failures:
        for number in range(5):
            with failures.case(f"number {number}"):
                assert number not in (1, 3)
        with failures.case("refused"), pytest.raises(KeyError):
            pass
        with failures.case("broken"):
            raise ValueError("odd")
    reported = str(caught.value)
    assert "4 of 7 cases failed" in reported
    assert all(name in reported for name in ("number 1:", "number 3:", "refused:", "broken:", "ValueError: odd"))
    assert "number 2" not in reported and "assert number not in (1, 3)" in reported


def test_no_case_is_a_failure():
    with pytest.raises(pytest.fail.Exception, match="no case"), Failures() as failures:
        assert failures.cases == 0


def test_skips_and_errors_outside_of_a_case_go_through():
    with pytest.raises(pytest.skip.Exception), Failures() as failures, failures.case("skipped"):
        pytest.skip("not here")
    with pytest.raises(ZeroDivisionError), Failures() as failures:
        raise ZeroDivisionError


def test_a_check_of_one_case_becomes_one_test():
    seen = []

    @for_each([1, 2, 3], lambda number: f"number {number}")
    def test_odd(number):
        seen.append(number)
        assert number % 2

    with pytest.raises(pytest.fail.Exception, match="1 of 3 cases failed:\nnumber 2: line"):
        test_odd()
    assert seen == [1, 2, 3] and test_odd.__name__ == "test_odd"
