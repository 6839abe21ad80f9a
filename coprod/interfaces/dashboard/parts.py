"""The widgets of a page: one that carries the browser's code, and one for every part of the page.

The code in ``web/`` is written as ordinary modules and handed over as one. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import anywidget
import traitlets

WEB = Path(__file__).parent / "web"
FILES = (
    "dom",
    "kit",
    "hand",
    "clock",
    "palette",
    "drawing",
    "scene",
    "night",
    "ladder",
    "tools",
    "stage",
    "transport",
    "shell",
    "story",
    "sealed",
    "answer",
    "levers",
    "minutes",
    "hours",
    "desk",
    "charts",
    "dials",
    "changes",
    "map",
    "compare",
    "paper",
    "lesson",
    "reveal",
    "people",
    "sources",
    "findings",
    "laboratory",
    "planner",
    "director",
    "classroom",
    "class_desk",
)
"""The files of ``web/``, each after those that it imports from."""


STYLES = ("stage", "frame", "figures", "pages", "classroom", "director", "compare", "modes")
"""The style sheets of ``web/``, in the order of their precedence."""


@cache
def code() -> str:
    """Return the browser's code as one module that starts the kit."""
    modules = [_module(name, (WEB / f"{name}.js").read_text(encoding="utf-8")) for name in FILES]
    return _MEETING_POINT + "\n".join(modules) + "\nexport default { render: kit_js.start };\n"


def _module(name: str, text: str) -> str:
    """Wrap a module into a function of its own, so that names stay its own, and hand out what it exports."""
    text = re.sub(
        r'^import (\{.*?\}) from "\./(\w+)\.js";$', r"const \1 = \2_js;", text, flags=re.MULTILINE | re.DOTALL
    )
    exported = re.findall(r"^export (?:async )?(?:const|function|class) (\w+)", text, flags=re.MULTILINE)
    text = re.sub(r"^export ", "", text, flags=re.MULTILINE)
    return f"const {name}_js = (() => {{\n{text}\nreturn {{ {', '.join(exported)} }};\n}})();"


_MEETING_POINT = """
if (!globalThis.coprodKit) {
  const kit = {};
  kit.ready = new Promise((resolve) => (kit.resolve = resolve));
  globalThis.coprodKit = kit;
}
"""


@dataclass(frozen=True)
class Sealed:
    """Data on its way to the browser, closed to Reacton, which would walk through every number of it at every drawing."""

    data: dict[str, Any]


def _sealed() -> Any:
    return traitlets.Instance(Sealed, args=({},)).tag(sync=True, to_json=lambda sealed, widget: sealed.data)


class Kit(anywidget.AnyWidget):
    """Carries the code, the words of the language in use and the two recorded worlds; shows nothing itself."""

    _esm = code()
    _css = "\n".join((WEB / f"{name}.css").read_text(encoding="utf-8") for name in STYLES)
    lang = traitlets.Unicode("en").tag(sync=True)
    words = _sealed()
    worlds = _sealed()


class Part(anywidget.AnyWidget):
    """One part of a page: its `kind` names the view in ``web/``, `data` is what it shows, `event` what the reader did."""

    _esm = (
        _MEETING_POINT
        + """
    export default {
      async render(context) {
        const kit = await globalThis.coprodKit.ready;
        return kit.mount(context);
      },
    };
    """
    )
    kind = traitlets.Unicode("").tag(sync=True)
    data = _sealed()
    event = traitlets.Dict({})

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.on_msg(self._hear)

    def _hear(self, widget: object, content: dict[str, Any], buffers: object) -> None:
        """Take what the reader did; every message arrives, however fast they follow each other."""
        self.event = content


OnEvent = Callable[[dict[str, Any]], None]


def part(kind: str, data: dict[str, Any], on_event: OnEvent) -> Any:
    """Put a part on the page; its `kind` is also its key, so that one part never turns into another."""
    return Part.element(kind=kind, data=Sealed(data), on_event=on_event).key(kind)
