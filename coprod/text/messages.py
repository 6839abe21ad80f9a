"""Messages: what the code says by key and values, put into words at the end, in the reader's language.

What others say (the operating system, Python's reader of TOML, Pydantic) arrives as finished English; :func:`quoted`
translates what of it is known, by the patterns of ``quoted.toml``.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Self

from coprod.text.glossary import Language, translate, unit_in


class Message(str):
    """A text of the glossary with its values: as a ``str`` it is English, :meth:`render` gives it in any language.

    Values may be messages themselves; one called ``unit`` is a unit.
    """

    __slots__ = ("key", "values")
    key: str
    values: dict[str, Any]

    def __new__(cls, key: str, values: dict[str, Any]) -> Self:
        """Make a message whose text is the English of `key`."""
        made = super().__new__(cls, _filled(key, values, "en"))
        made.key, made.values = key, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.key, self.values)

    def render(self, language: Language) -> str:
        """Return the message in `language`."""
        return _filled(self.key, self.values, language)


class Quoted(Message):
    """A text of somebody else's."""

    __slots__ = ()

    def __new__(cls, key: str, values: dict[str, Any]) -> Self:
        """Make a text of `key` itself."""
        made = str.__new__(cls, key)
        made.key, made.values = key, values
        return made

    def render(self, language: Language) -> str:
        """Return the text in `language` as far as its sentences are known, else as it is."""
        return str(self) if language == "en" else _in_chinese(self)


def message(key: str, /, **values: Any) -> Message:
    """Return the text of `key` in the glossary with ``{name}`` replaced by `values`, to be render in any language."""
    return Message(key, values)


def quoted(text: str) -> Message:
    """Return a text of the operating system's, of Python's or of Pydantic's, to be render in any language."""
    return Quoted(text, {})


def render(text: str, language: Language) -> str:
    """Return a message in `language`; a plain text is shown as it is."""
    return text.render(language) if isinstance(text, Message) else text


def _filled(key: str, values: dict[str, Any], language: Language) -> str:
    words = {name: unit_in(language, value) if name == "unit" else render(value, language) if isinstance(value, str) else value
             for name, value in values.items()}
    return translate(key, language, **words)


def _in_chinese(text: str) -> str:
    for pattern, chinese in _sentences():
        if found := pattern.fullmatch(text):
            return chinese.format(**{name: _in_chinese(part) if name == "text" else part
                                     for name, part in found.groupdict().items()})
    return text


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    """Return what sentences of others look like, with their Chinese, in the order of the file."""
    pairs = tomllib.loads(Path(__file__).with_name("quoted.toml").read_text(encoding="utf-8"))
    return [(re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(english)), re.DOTALL), chinese)
            for english, chinese in pairs.items()]
