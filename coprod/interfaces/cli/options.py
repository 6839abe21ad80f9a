"""The arguments and options that commands share, with their help texts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from coprod.interfaces.cli.chinese import breakable
from coprod.kernel.calendar import MAX_DAYS
from coprod.text.glossary import Language, translate

MAX_SEED = 2**53
"""As in studies: JSON keeps larger numbers only in part."""
MAX_REPLICATIONS = 100_000
"""More are for ``coprod sweep``, which keeps what is finished."""
MAX_WORST = 1000
MAX_MEMBERS = 10_000
MAX_PROCESSES = 256
"""They are all started at once."""
MAX_DISTRICTS = 1000
"""Each is a model of its own; the largest province of China has fewer than 200 counties and districts."""


def help_text(key: str) -> str:
    """Return a text for a help page, with places where a line of Chinese may break."""
    return breakable(translate(key))


def _argument(key: str, metavar: str) -> Any:
    return typer.Argument(metavar=metavar, help=help_text(f"option.{key}"))


def _option(key: str, *names: str, **more: Any) -> Any:
    return typer.Option(*names, help=help_text(f"option.{key}"), **more)


def _print_version(wanted: bool) -> None:
    if wanted:
        from coprod import __version__

        typer.echo(f"coprod {__version__}")
        raise typer.Exit


ScenarioName = Annotated[str, _argument("scenario", "SCENARIO")]
ScenarioNames = Annotated[list[str], _argument("scenarios", "SCENARIO SCENARIO...")]
ProvinceScenarios = Annotated[list[str] | None, _argument("of_districts", "SCENARIO...")]
Groups = Annotated[list[str] | None, _argument("groups", "GROUP...")]
Days = Annotated[int, _option("days", min=1, max=MAX_DAYS)]
Seed = Annotated[int, _option("seed", min=0, max=MAX_SEED)]
FirstSeed = Annotated[int, _option("first_seed", "--seed", min=0, max=MAX_SEED)]
Assignments = Annotated[list[str] | None, _option("set", "--set", metavar="GROUP.NAME=VALUE")]
Rules = Annotated[list[str] | None, _option("rule", "--rule", metavar="DECISION=RULE")]
Policies = Annotated[list[str] | None, _option("policy", "--policy", metavar="POLICY")]
AllowCode = Annotated[bool, _option("allow_code", "--allow-code")]
Out = Annotated[Path | None, _option("out", metavar="DIR")]
All = Annotated[bool, _option("all", "--all")]
AsJson = Annotated[bool, _option("json", "--json")]
InLanguage = Annotated[Language | None, _option("lang", "--lang")]
Replications = Annotated[int, _option("replications", min=2, max=MAX_REPLICATIONS)]
Ensemble = Annotated[Path | None, _option("ensemble", "--ensemble", metavar="FILE")]
EnsembleOfRun = Annotated[Path | None, _option("ensemble_of_run", "--ensemble", metavar="FILE")]
Member = Annotated[int | None, _option("member", "--member", min=1, max=MAX_MEMBERS)]
Worst = Annotated[int, _option("worst", min=0, max=MAX_WORST)]
Processes = Annotated[int, _option("processes", min=1, max=MAX_PROCESSES)]
Port = Annotated[int, _option("port", min=1, max=65535)]
Hosts = Annotated[list[str] | None, _option("host", "--host", metavar="NAME")]
ClassMode = Annotated[bool, _option("class", "--class")]
MechanismId = Annotated[str | None, _argument("mechanism", "ID")]
DecisionName = Annotated[str | None, _argument("decision", "DECISION")]
RoleName = Annotated[Literal["lever", "uncertainty", "constant"] | None, _option("role", "--role")]
Format = Annotated[Literal["table", "json", "toml", "schema"], _option("format", "--format")]
ShowVersion = Annotated[bool, _option("version", "--version", callback=_print_version, is_eager=True)]
