"""Many cases in one test: every case is checked, and all that fail are listed together."""

import traceback
from contextlib import contextmanager

import pytest


class Failures:
    """Collect the failures of many cases, and fail once at the end with all of them.

    ::

        with Failures() as failures:
            for declaration in declarations():
                with failures.case(declaration.key):
                    assert declaration.source

    A list of cases that turns out to be empty is a failure too: such a test would check nothing.
    """

    def __init__(self):
        self.cases, self.found = 0, []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is None:
            self.report()

    @contextmanager
    def case(self, name):
        """Check one case; what fails inside is noted under `name`."""
        self.cases += 1
        try:
            yield
        except (Exception, pytest.fail.Exception) as error:
            here = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
            line = f"line {here[0].lineno}: {here[0].line}" if here else ""
            self.found.append(f"{name}: {line}\n    {type(error).__name__}: {error}".rstrip())

    def report(self):
        """Fail with every case that failed, or if there was no case at all."""
        __tracebackhide__ = True
        if not self.cases:
            pytest.fail("there was no case to check")
        if self.found:
            pytest.fail(f"{len(self.found)} of {self.cases} cases failed:\n" + "\n".join(self.found), pytrace=False)


def for_each(cases, name):
    """Make one test out of the check of one case: ``@for_each(declarations(), lambda one: one.key)``."""

    def one_test(check):
        def test():
            with Failures() as failures:
                for case in cases:
                    with failures.case(name(case)):
                        check(case)

        for attribute in ("__name__", "__qualname__", "__doc__", "__module__"):
            setattr(test, attribute, getattr(check, attribute))
        return test

    return one_test
