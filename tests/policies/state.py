"""Everything that a model holds, number by number, so that two models can be compared."""

import enum
import functools
import re
import types
from collections import deque

import numpy as np
from pydantic import BaseModel

from coprod.kernel.streams import Streams

SCALARS = (bool, int, float, str, bytes, complex, enum.Enum, np.generic, range, type(None), type, types.ModuleType,
           types.BuiltinFunctionType)
LEFT_OUT = {"nominal_parameters", "policies", "_rows", "_drawn", "_edges", "_nodes_nbrs", "recorder",
            "model_id", "_rng", "rng", "random", "_seed"}
"""What two equal models need not share: the parameters as decided, room that is not yet used, caches of chance."""


def state(model):
    """Return every number, text and array that can be reached from a model, by the shortest path to it."""
    found, seen, queue, kept = {}, set(), deque([("", model)]), []
    while queue:
        path, one = queue.popleft()
        if isinstance(one, SCALARS):
            found[path] = repr(one)
        elif id(one) not in seen and not isinstance(one, Streams):
            seen.add(id(one))
            kept.append(one)
            if isinstance(one, np.ndarray) and one.dtype != object:
                found[path] = one.shape, str(one.dtype), one.tobytes()
            else:
                queue.extend((f"{path}{name}", part) for name, part in _parts(one) if name[1:] not in LEFT_OUT)
    return found


def parts_of(model, kind):
    """Yield every object of a kind that can be reached from a model."""
    seen, queue, kept = set(), deque([model]), []
    while queue:
        one = queue.popleft()
        if isinstance(one, SCALARS) or id(one) in seen:
            continue
        seen.add(id(one))
        kept.append(one)
        if isinstance(one, kind):
            yield one
        if not isinstance(one, np.ndarray) or one.dtype == object:
            queue.extend(part for _, part in _parts(one))


def differing(first, second):
    """Return the paths at which two states differ, numbers of list elements left out."""
    return {re.sub(r"#\d+", "", path) for path in first.keys() | second.keys() if first.get(path) != second.get(path)}


def _parts(one):
    if isinstance(one, np.ndarray | list | tuple | set | frozenset | deque):
        elements = one.ravel() if isinstance(one, np.ndarray) else one
        return [(".length", len(one))] + [(f"[#{i}]", part) for i, part in enumerate(elements)]
    if isinstance(one, dict):
        return [(".length", len(one))] + [
            (f"[{key!r}]" if isinstance(key, str) else f"[#{i}]", part) for i, (key, part) in enumerate(one.items())]
    if isinstance(one, functools.partial):
        return [(".args", one.args), (".keywords", one.keywords)]
    if isinstance(one, types.MethodType):
        return [(".__self__", one.__self__)]
    if isinstance(one, types.FunctionType):
        held = zip(one.__code__.co_freevars, one.__closure__ or (), strict=True)
        return [(f".{name}", cell.cell_contents) for name, cell in held]
    if isinstance(one, types.GeneratorType):
        return [(f".{name}", value) for name, value in one.gi_frame.f_locals.items()] if one.gi_frame else []
    slots = [name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ()) if hasattr(one, name)]
    named = {name: getattr(one, name) for name in slots if not name.startswith("__")}
    return [(f".{name}", value) for name, value in (named | getattr(one, "__dict__", {})).items()
            if not isinstance(one, BaseModel) or not name.startswith("__")]
