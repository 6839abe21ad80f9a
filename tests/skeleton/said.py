"""What the code says, in Python and in the browser: every key of a text, with the values it is filled with."""

import ast
import re
from pathlib import Path

import coprod

KEY = re.compile(r"[a-z_]+(\.[\w]+)*")
SAY = ("say", "message")


def _trees():
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(Path(coprod.__file__).parent.rglob("*.py"))]


def calls():
    """Yield (key, names of the values or None if they are not written out) of every call that says a text by its key."""
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAY and node.args \
                    and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                names = {one.arg for one in node.keywords}
                yield node.args[0].value, None if None in names else names


def named():
    """Return every text in the code that may be a key, and a pattern for each that is put together from parts."""
    whole, patterns = set(), set()
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                pattern = "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.]+" for part in node.values)
                if re.match(r"[a-z_]+\\\.", pattern):
                    patterns.add(pattern)
    for path in Path(coprod.__file__).parent.rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        whole |= set(re.findall(r'"([a-z_]+(?:\.\w+)*)"', script))
        for start, parts in re.findall(r"`([a-z_]+\.)((?:\w|\.|\$\{[^}]*\})*)`", script):
            patterns.add(re.escape(start) + re.sub(r"\$\{[^}]*\}", r"[\\w.]+", parts))
    return whole, {re.compile(pattern) for pattern in patterns}
