"""The commands of ``coprod``, one file each; declared here in the order of the help page."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from coprod.interfaces.cli.attribute import attribute
from coprod.interfaces.cli.chinese import translate_typer
from coprod.interfaces.cli.compare import compare
from coprod.interfaces.cli.dashboard import dashboard
from coprod.interfaces.cli.mechanisms import mechanisms
from coprod.interfaces.cli.options import ShowVersion, help_text
from coprod.interfaces.cli.parameters import parameters
from coprod.interfaces.cli.province import province
from coprod.interfaces.cli.report import report
from coprod.interfaces.cli.run import run
from coprod.interfaces.cli.scenarios import scenarios
from coprod.interfaces.cli.sweep import sweep
from coprod.interfaces.cli.validate import validate
from coprod.text.glossary import preferred_language, say

COMMANDS = (run, compare, attribute, province, sweep, report, scenarios, parameters, mechanisms, validate, dashboard)


class _SpeaksOurLanguage:
    """Give the option ``--help`` our text."""

    def get_help_option(self, *arguments: Any) -> Any:
        option = super().get_help_option(*arguments)  # type: ignore[misc]
        if option is not None:
            option.help = say("option.help")
        return option


class _Command(_SpeaksOurLanguage, TyperCommand):
    pass


class _Commands(_SpeaksOurLanguage, TyperGroup):
    pass


app = typer.Typer(
    cls=_Commands, help=say("cli.help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for command in COMMANDS:
    app.command(help=help_text(f"{command.__name__}.help"), cls=_Command)(command)


@app.callback()
def coprod(version: ShowVersion = False) -> None:
    """Declare what ``coprod`` accepts before a command."""


if preferred_language() == "zh":
    translate_typer()
