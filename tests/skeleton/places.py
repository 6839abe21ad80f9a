"""Where things stand in the source: what guides for contributors name must be there."""

import ast
from functools import cache


@cache
def names_in(path):
    """Return what a Python file defines at its top level, and what its classes define, as ``Class.name``."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names |= set(_names(node))
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{name}" for one in node.body for name in _names(one)}
    return names


def _names(node):
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [leaf.id for target in targets for leaf in ast.walk(target) if isinstance(leaf, ast.Name)]


def where(root, symbol):
    """Return the files under `root` that define the symbol, for a message that helps."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.py") if symbol in names_in(path))
