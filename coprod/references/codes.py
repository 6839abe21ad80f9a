"""Codes of references: one prefix for each kind of thing that can be cited, so that no two codes collide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCHEMES = {
    "src": (r"[a-z][a-z0-9_]*", "a work of the bibliography", "参考文献条目"),
    "note": (r"B\d{1,2}", "the project's note on a submodel (docs/ODD.md, section 7)", "本项目的子模型说明（docs/ODD.md 第7节）"),
    "mech": (r"[A-Z]\d\d", "a row of the mechanism inventory (docs/mechanisms.md; `coprod mechanisms P01`)",
             "机制清单条目（docs/mechanisms.md；`coprod mechanisms P01`）"),
    "fact": (r"C\d{1,2}", "a stylised fact with its sources (docs/validation.md)", "典型事实及其出处（docs/validation.zh.md）"),
    "scenario": (r"[a-z][a-z0-9_]*", "a scenario (`coprod scenarios`)", "情景（`coprod scenarios`）"),
}
"""By prefix: the form of its keys, and what the code stands for in English and Chinese."""
_CODE = re.compile("|".join(rf"(?<![\w:]){scheme}:{form}(?!\w)" for scheme, (form, *_) in SCHEMES.items()))


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A parsed code: prefix and key."""

    scheme: str
    key: str

    def __str__(self) -> str:
        """Return the code as it is written."""
        return f"{self.scheme}:{self.key}"


def parse_code(text: str) -> Code:
    """Return the parsed code.

    Raises
    ------
    ValueError
        If the prefix is unknown, or the key is not of the form that the prefix demands.
    """
    if not _CODE.fullmatch(text):
        raise ValueError(f"{text!r} is no code of a reference: they are written {', '.join(f'{s}:…' for s in SCHEMES)}")
    scheme, _, key = text.partition(":")
    return Code(scheme, key)


def codes_in(text: str) -> Iterator[Code]:
    """Give every code of a text, in order."""
    return (parse_code(found) for found in _CODE.findall(text))
