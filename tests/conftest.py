"""What all tests share: drawn examples are the same on every machine, however slow it is, and processes keep to a core each."""

import os

import pytest
from hypothesis import settings

from coprod.laboratory.children import ONE_THREAD

os.environ.update(ONE_THREAD)  # before NumPy is read: threads of processes that test side by side would wait for each other

settings.register_profile("coprod", deadline=None, derandomize=True, database=None)
settings.load_profile("coprod")


def pytest_collection_modifyitems(config, items):
    """Leave slow tests out unless somebody asks for them: ``pytest -m slow``."""
    if "slow" not in config.getoption("-m"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="run with -m slow"))
