"""The command as its users call it."""

from tests.cli.conftest import coprod

__all__ = ["coprod"]
