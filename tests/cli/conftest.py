"""A way to call the command as its users do."""

from dataclasses import dataclass

import pytest

from coprod.interfaces.entry import main

SMALL_TOWN = ("--set", "town.streets=1", "--set", "town.communities=2", "--set", "town.residents_per_community=80")


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


@pytest.fixture
def coprod(capsys, monkeypatch):
    """Call ``coprod`` with these words and return its status and what it wrote."""
    monkeypatch.setenv("COPROD_LANG", "en")
    monkeypatch.setenv("COLUMNS", "240")

    def call(*words):
        with pytest.raises(SystemExit) as leaving:
            main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(leaving.value.code or 0, said.out, said.err)

    return call
