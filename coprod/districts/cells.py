"""What a cell of a table says: numbers with separators and full-width digits, shares in percent, codes in words, dates."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from coprod.districts.columns import ColumnSpec
from coprod.text.messages import Message, message
from coprod.text.problems import nearest

Cell = str | int | float | None
MISSING = {"", "-", "--", "—", "——", "/", "\\", "na", "n/a", "nan", "null", "none", "#n/a",
           "不详", "未知", "缺", "缺失", "暂缺", "无数据"}
"""What stands for a cell that nobody filled in."""
LONGEST = 200
"""Characters of a name."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,'’ ]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?", re.IGNORECASE)
_UNIT = re.compile(r"(?:人|户|栋|幢|部|台|个|名|家|支|件|辆|平方公里|km²|km2|mm|毫米|度|°|元)$")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ t]0{1,2}:00(?::00(?:\.0+)?)?)?", re.IGNORECASE)


class Wrong(ValueError):
    """A cell that cannot be used: what is allowed, and how to mend it."""

    def __init__(self, allowed: Message, mend: str = "") -> None:
        super().__init__(str(allowed))
        self.allowed, self.mend = allowed, mend


def read_cell(text: str, column: ColumnSpec) -> Cell:
    """Return what a cell says, None if nothing.

    Raises
    ------
    Wrong
        With what is allowed in this column.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text.casefold() in MISSING:
        return None
    if column.kind == "text":
        return _name(text)
    if column.kind == "code":
        return _code(text, column)
    if column.kind == "date":
        return _date(text)
    return _number(text, column)


def _name(text: str) -> str:
    if len(text) > LONGEST or not text.isprintable():
        raise Wrong(message("district.name_of_one_line", most=LONGEST), message("district.shorten"))
    return text


def _code(text: str, column: ColumnSpec) -> str:
    code = column.code_of(text)
    if code is None:
        words = [word for key, others in column.codes.items() for word in (key, others[0])]
        raise Wrong(message("problem.one_of", names=", ".join(words)), nearest(text, words))
    return code


def _date(text: str) -> str:
    found = _DATE.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else date.fromisoformat(text).isoformat()
    except ValueError:
        raise Wrong(message("district.a_date"), message("district.write_date")) from None


def _number(text: str, column: ColumnSpec) -> int | float:
    percent, bare = text.endswith("%"), text.rstrip("%").strip()
    if percent and column.kind != "share":
        raise Wrong(_allowed(column), message("district.no_percent"))
    bare = _UNIT.sub("", bare).strip()
    if _GROUPED.fullmatch(bare):
        bare = re.sub(r"[,'’ ]", "", bare)
    if len(bare) > 40 or not _NUMBER.fullmatch(bare):
        raise Wrong(_allowed(column), message("district.write_number"))
    value = float(bare) / 100 if percent else float(bare)
    if not column.low <= value <= column.high:
        mend = message("district.write_share", share=f"{value / 100:g}", percent=f"{value:g}%")
        raise Wrong(_allowed(column), mend if column.kind == "share" and 1 < value <= 100 else "")
    if column.kind != "count":
        return value
    if not value.is_integer():
        raise Wrong(_allowed(column), message("district.round_it"))
    return int(value)


def _allowed(column: ColumnSpec) -> Message:
    low, high = (f"{end:,g}" if abs(end) < 1e6 else f"{end:,.0f}" for end in (column.low, column.high))
    return message("problem.whole_numbers_unit" if column.kind == "count" else "problem.numbers_unit",
                   low=low, high=high, unit=column.unit)
