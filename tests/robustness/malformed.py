"""Files and command lines that are wrong in every way we could think of, drawn from a seeded generator."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from coprod.parameters import declarations, scenario_names
from coprod.parameters.model import group_models
from coprod.parameters.scenario_file import FOLDER

KEYS = [declaration.key for declaration in declarations()]
GROUPS = list(group_models())
SCENARIOS = scenario_names()
VALUES = [
    "1", "0", "-1", "1e999", "nan", "-inf", "inf", "true", '""', '"x"', "[]", "[1, 2]", "[[1], [2]]", "{}", "{ a = 1 }",
    "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "0x" + "f" * 5000, "9" * 400, "9" * 6000, "1_000_000", "-" + "9" * 30,
    "0.5", "1e-400", '"""a\nb"""', "'it''s'", '"\\u0000"', '"[/bold]"', "0o777", "1.", ".5", "--1", "1 # note", "1\nx = 2",
    "[" * 40 + "]" * 40, "[" * 3000, "[" * 900 + "]" * 900, "{ a = " * 200 + "1" + " }" * 200, "१२", "∞", "1,5", '"\\ud800"',
]
WORDS = ["", " ", "x", "baselin", "rigit", ".", "..", "/", "/dev/null", "/dev/zero", "/proc/self/mem", "a" * 300, "a/" * 3000,
         "é" * 200, "\0", "a\0b", "\n", "\x1b[31m", "[/red]", "'", '"', "-", "--", "-1", "1e3", "١", "\udcff", "nan",
         "9" * 5000, "0x10", "1_0", "+5", "5.0", "%s{0}", "$HOME", "~", "mine.toml", "folder", "mine.toml/x", "*", "a\\b"]


def scenario_text(chance: random.Random, extends: list[str]) -> bytes:
    """Return the bytes of a scenario file, wrong in one way or several; `extends` are names it may refer to."""
    parts = [chance.choice(_PARTS)(chance, extends) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    text = "\n".join(parts)
    return chance.choice(_CODINGS)(text, chance) if chance.random() < 0.2 else text.encode("utf-8", "surrogatepass")


def mutated(text: str, chance: random.Random) -> bytes:
    """Return a good file after some slips: lines lost or doubled, characters and values changed."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        slip = chance.randrange(6)
        if slip == 0:
            del lines[at : at + chance.randint(1, 3)]
        elif slip == 1:
            lines.insert(at, chance.choice(lines))
        elif slip == 2 and "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {chance.choice(VALUES)}"
        elif slip == 3 and "=" in lines[at]:
            lines[at] = f"{chance.choice(WORDS)} = {lines[at].partition('=')[2]}"
        elif lines[at]:
            where = chance.randrange(len(lines[at]))
            other = chance.choice(["", "[", "]", '"', "=", ".", "\t", "#", "9", "\x00"])
            lines[at] = lines[at][:where] + other + lines[at][where + 1 :]
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def command_line(chance: random.Random, commands: dict[str, list[str]]) -> list[str]:
    """Return the words of a command with arguments and options that are mostly wrong."""
    command = chance.choice([*commands, chance.choice(WORDS)])
    words = [command]
    for _ in range(chance.randint(0, 3)):
        words.append(chance.choice([chance.choice(WORDS), chance.choice(SCENARIOS), chance.choice(GROUPS), "mine.toml"]))
    for _ in range(chance.randint(0, 4)):
        option = chance.choice([*commands.get(command, []), "--set", "--out", "--days", chance.choice(WORDS), "--lang"])
        value = assignment(chance) if option == "--set" else chance.choice([*WORDS, "0", "1", "3", "en", "zh", "json"])
        words += chance.choice(([option, value], [f"{option}={value}"], [option]))
    return words


def assignment(chance: random.Random) -> str:
    """Return what may follow ``--set``."""
    key = chance.choice([*KEYS, chance.choice(GROUPS), f"{chance.choice(GROUPS)}.{chance.choice(WORDS)}", chance.choice(WORDS)])
    return f"{key}{chance.choice(('=', '=', '=', '==', '', ' = '))}{chance.choice(VALUES + WORDS)}"


def _head(chance: random.Random, extends: list[str]) -> str:
    name = chance.choice(["extends", "extends", "title_en", "about_zh", "extend", chance.choice(WORDS)])
    parents = " ".join(chance.choice(extends) for _ in range(chance.choice((1, 1, 2, 40))))
    value = chance.choice([chance.choice(VALUES), f'"{parents}"', f'"{chance.choice(WORDS)}"'])
    return chance.choice((f"[scenario]\n{name} = {value}", f"scenario.{name} = {value}", f"scenario = {value}",
                          f"[scenario]\n{name} = {value}\n{name} = 1"))


def _known(chance: random.Random, _: list[str]) -> str:
    group, name = chance.choice(KEYS).split(".")
    return chance.choice(("[{0}]\n{1} = {2}", "{0}.{1} = {2}", '"{0}.{1}" = {2}', "{0} = {{ {1} = {2} }}", "[[{0}]]\n{1} = {2}",
                          "[{0}.{1}]\nx = {2}")).format(group, name, chance.choice(VALUES))


def _unknown(chance: random.Random, _: list[str]) -> str:
    count = chance.choice((1, 3, 30, 3000))
    return "\n".join(f"[{chance.choice(GROUPS)}{i}]\n{chance.choice('abc')}{i} = {i}" if count < 9 else f"k{i}.rewrd{i} = 1"
                     for i in range(count))


def _deep(chance: random.Random, _: list[str]) -> str:
    depth = chance.choice((10, 17, 120, 500, 1100, 5000))
    dotted = ".".join("a" * (1 + i % 2) for i in range(depth))
    return chance.choice((f"x = {'[' * depth}{']' * depth}", f"x = {'[' * depth}", f"{dotted} = 1", f"[{dotted}]",
                          f"[[{dotted}]]", f"x = {'{ a = ' * depth}1{' }' * depth}", f'"a".{dotted} = 1\n"a".{dotted} = 2'))


def _event(chance: random.Random, _: list[str]) -> str:
    lines = [f"{name} = {chance.choice([*VALUES, value])}" for name, value in (
        ("type", '"waterlogging"'), ("day", "1"), ("hour", "3"), ("community", "99"), ("severity", "0.5"), ("nowhere", "1"))
        if chance.random() < 0.7]
    table = "\n".join(["[[events]]", *lines])
    return chance.choice((table, "\n".join([table] * chance.choice((2, 300))), f"events = {chance.choice(VALUES)}",
                          "[events]\nday = 1"))


def _soup(chance: random.Random, _: list[str]) -> str:
    tokens = ["[", "]", "[[", "]]", "=", ".", ",", "{", "}", "\n", "#", '"', "'", '"""', " ", "a", "town", "1", "1e5",
              "true", "\r"]
    return "".join(chance.choice(tokens) for _ in range(chance.randint(0, 60)))


def _shipped(chance: random.Random, _: list[str]) -> str:
    text = (FOLDER / f"{chance.choice(SCENARIOS)}.toml").read_text(encoding="utf-8")
    return mutated(text, chance).decode("utf-8", "surrogatepass")


def _large(chance: random.Random, _: list[str]) -> str:
    return chance.choice(("", "\n" * 5, "# nothing\n", "# " + "x" * 3_000_000, f'x = "{"y" * 200_000}"', f"x{'y' * 200_000} = 1"))


_PARTS: list[Callable[[random.Random, list[str]], str]] = [
    _head, _head, _known, _known, _known, _unknown, _deep, _event, _soup, _shipped, _shipped, _large]

_CODINGS: list[Callable[[str, random.Random], bytes]] = [
    lambda text, chance: b"\xef\xbb\xbf" + text.encode("utf-8", "replace"),
    lambda text, chance: text.encode("utf-16", "replace"),
    lambda text, chance: text.encode("latin-1", "replace") + b"\xff",
    lambda text, chance: text.encode("gb18030", "replace"),
    lambda text, chance: text.replace("\n", "\r\n").encode("utf-8", "replace"),
    lambda text, chance: text.replace("\n", "\r").encode("utf-8", "replace"),
    lambda text, chance: text.encode("utf-8", "replace").replace(b"=", b"\x00", 1),
    lambda text, chance: chance.randbytes(chance.randint(0, 400)),
]


def write_family(folder: Path, chance: random.Random) -> None:
    """Write a scenario file, ``mine.toml``, and two that it may extend."""
    paths = [folder / name for name in ("mine.toml", "parent.toml", "elder.toml")]
    names = [str(path) for path in paths] + [path.name for path in paths] + SCENARIOS[:2]
    for path in paths:
        path.write_bytes(scenario_text(chance, names))
