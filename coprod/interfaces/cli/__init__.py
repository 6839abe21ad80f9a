"""The commands of ``coprod``, one file each; declared here in the order of the help page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from coprod.interfaces.cli.attribute import attribute
from coprod.interfaces.cli.calibrate import calibrate
from coprod.interfaces.cli.chinese import translate_typer
from coprod.interfaces.cli.compare import compare
from coprod.interfaces.cli.dashboard import dashboard
from coprod.interfaces.cli.dilemma import loops, map_, path
from coprod.interfaces.cli.dilemma import rules as dilemma_rules
from coprod.interfaces.cli.district import check as district_check
from coprod.interfaces.cli.district import new as district_new
from coprod.interfaces.cli.district import show as district_show
from coprod.interfaces.cli.mechanisms import mechanisms
from coprod.interfaces.cli.options import ShowVersion, help_text
from coprod.interfaces.cli.parameters import parameters
from coprod.interfaces.cli.province import province
from coprod.interfaces.cli.report import report
from coprod.interfaces.cli.rules import rules
from coprod.interfaces.cli.run import run
from coprod.interfaces.cli.scenarios import scenarios
from coprod.interfaces.cli.sweep import sweep
from coprod.interfaces.cli.timeline import timeline
from coprod.interfaces.cli.usage import UsageError, check_arguments, in_our_words, unknown_command
from coprod.interfaces.cli.validate import validate
from coprod.interfaces.mistakes import BAD_INPUT, render_problems
from coprod.text.glossary import preferred_language, translate
from coprod.text.problems import InputProblems

_OF_DILEMMA: dict[str, Callable[..., None]] = {"map": map_, "loops": loops, "path": path, "rules": dilemma_rules}

_OF_DISTRICT: dict[str, Callable[..., None]] = {"new": district_new, "check": district_check, "show": district_show}

COMMANDS = (run, compare, attribute, timeline, province, sweep, calibrate, report, scenarios, parameters, rules, mechanisms,
            validate, dashboard)


class _TranslatedHelp:
    """Give the option ``--help`` our text, and say in our words what cannot be used."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        try:
            return super().make_context(*arguments, **more)  # type: ignore[misc]
        except UsageError as error:
            if type(error).__name__ == "NoArgsIsHelpError":
                raise
            raise in_our_words(error) from None

    def get_help_option(self, *arguments: Any) -> Any:
        option = super().get_help_option(*arguments)  # type: ignore[misc]
        if option is not None:
            option.help = translate("option.help")
        return option


class _Command(_TranslatedHelp, TyperCommand):
    pass


class _Commands(_TranslatedHelp, TyperGroup):
    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except UsageError:
            raise unknown_command(args[0], list(self.commands)) from None

    def main(self, args: Any = None, *arguments: Any, **more: Any) -> Any:
        """Leave with status 2 for input that cannot be used, whoever calls the app."""
        try:
            check_arguments(sys.argv[1:] if args is None else args)
            return super().main(args, *arguments, **more)
        except InputProblems as error:
            print(render_problems(error), file=sys.stderr)
            sys.exit(BAD_INPUT)


app = typer.Typer(
    cls=_Commands, help=translate("cli.help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for command in COMMANDS:
    app.command(help=help_text(f"{command.__name__}.help"), cls=_Command)(command)

dilemma = typer.Typer(cls=_Commands, help=help_text("dilemma.group_help"), no_args_is_help=True, rich_markup_mode="rich")
for name, of_dilemma in _OF_DILEMMA.items():
    dilemma.command(name, help=help_text(f"dilemma.{name}_help"), cls=_Command)(of_dilemma)
app.add_typer(dilemma, name="dilemma")

district = typer.Typer(cls=_Commands, help=help_text("district.group_help"), no_args_is_help=True, rich_markup_mode="rich")
for name, of_district in _OF_DISTRICT.items():
    district.command(name, help=help_text(f"district.{name}_help"), cls=_Command)(of_district)
app.add_typer(district, name="district")


@app.callback()
def coprod(version: ShowVersion = False) -> None:
    """Declare what ``coprod`` accepts before a command."""


if preferred_language() == "zh":
    translate_typer()
