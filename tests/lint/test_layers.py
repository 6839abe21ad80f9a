"""Who may import whom: agents decide, fields carry out, the model composes; nothing looks upwards and nothing runs in a circle.

Imports for type checking count as much as any other: they too say who knows whom.
"""

import ast
from pathlib import Path

import networkx as nx

import coprod

LAYERS = (
    ("kernel",), ("references", "text"), ("districts",), ("parameters",), ("town",), ("agents",), ("linkage",), ("resources",),
    ("fields",), ("outcomes",), ("renewal",), ("policies",), ("composition",), ("model",), ("laboratory",), ("interfaces",))
"""From the lowest to the highest; of those that know no town, districts speak by texts, and parameters cite references."""
BESIDE = {("references", "text")}
"""Imports within a layer: a reference is written out in the reader's language."""
HEIGHT = {name: height for height, layer in enumerate(LAYERS) for name in layer}
PACKAGE = Path(coprod.__file__).parent


def imports(package):
    """Give (module, line, imported module) of every import of a package's own modules."""
    paths = {_name(path, package): path for path in sorted(package.rglob("*.py"))}
    for module, path in paths.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for target in _targets(node, module, path):
                known = next((name for name in (target, target.rpartition(".")[0]) if name in paths), None)
                if known and known != module:
                    yield module, node.lineno, known


def violations(package):
    """Return one message for every import that looks upwards or sideways."""
    told = []
    for module, line, target in imports(package):
        low, high = _layer(module), _layer(target)
        if low not in HEIGHT or high not in HEIGHT or low == high or (low, high) in BESIDE:
            continue
        if HEIGHT[high] >= HEIGHT[low]:
            told.append(f"{module.replace('.', '/')}.py:{line}: {low} must not import {high} ({target}): the order is "
                        f"{' < '.join(', '.join(layer) for layer in LAYERS)}")
    return told


def circles(package):
    """Return the circles of modules, and of packages that are neither inside each other nor in different layers.

    A package and one inside it do know each other: parameters are composed of groups, which are declared by parameters.declare.
    """
    pairs = [(module, target) for module, _, target in imports(package)]
    folders = {(_folder(module), _folder(target)) for module, target in pairs}
    apart = [(a, b) for a, b in folders if a != b and _layer(a) == _layer(b) and not _inside(a, b) and not _inside(b, a)]
    return [set(found) for edges in (pairs, apart)
            for found in nx.strongly_connected_components(nx.DiGraph(edges)) if len(found) > 1]


def test_nothing_looks_upwards():
    assert not (told := violations(PACKAGE)), "\n".join(told)


def test_nothing_runs_in_a_circle():
    found = [sorted(circle) for circle in circles(PACKAGE)]
    assert not found, "\n".join(f"these import each other in a circle: {', '.join(circle)}" for circle in found)


def test_an_arrow_upwards_and_a_circle_are_seen(tmp_path):
    """Also an import inside a function, and one for type checking alone."""
    package = tmp_path / "coprod"
    for path, text in {
        "__init__.py": "", "model.py": "", "town/__init__.py": "", "agents/__init__.py": "",
        "town/a.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from coprod.model import X\n",
        "agents/b.py": "def f():\n    import coprod.agents.c\n", "agents/c.py": "from coprod.agents import b\n",
        "agents/d.py": "from . import b\nfrom coprod.town.a import y\n"}.items():
        (package / path).parent.mkdir(exist_ok=True, parents=True)
        (package / path).write_text(text)
    (told,) = violations(package)
    assert told.startswith("coprod/town/a.py:3: town must not import model (coprod.model): the order is kernel <")
    assert circles(package) == [{"coprod.agents.b", "coprod.agents.c"}]


def _name(path, package):
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _targets(node, module, path):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        parents = module.split(".")[: len(module.split(".")) - node.level + (path.name == "__init__.py")]
        base = ".".join([*parents, *([node.module] if node.module else [])])
    return [f"{base}.{alias.name}" for alias in node.names]


def _layer(module):
    return [*module.split("."), ""][1]


def _folder(module):
    path = PACKAGE.parent.joinpath(*module.split("."))
    return module if path.is_dir() else module.rpartition(".")[0]


def _inside(inner, outer):
    return inner.startswith(f"{outer}.")
