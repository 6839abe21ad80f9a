"""The frame that the framework puts around the page while it loads, and when the server is gone, in words and a style of ours.

Solara's template is read as it is and its texts are replaced, so that nothing of it is copied here. Each text stands there in
both languages; the language of the page decides which one is seen, already before the page has come.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

import jinja2

from coprod.interfaces.dashboard.startup import set_language
from coprod.text.glossary import LANGUAGES, translate

TEMPLATE, LOADER, LOADER_STYLE = "solara.html.j2", "loader-coprod.html", "loader-coprod.css"

REPLACED: tuple[tuple[str, str], ...] = (
    (r"<v-progress-circular indeterminate size=\"128\"[^>]*>\s*Server\s+disconnected\.\s*</v-progress-circular>", "frame.lost"),
    (r"Could not restore session\. Please refresh the page\.", "frame.expired"),
    (r"App is disconnected, and may not function properly\. Please refresh the page\.", "frame.expired"),
    (r"Restoring session…", "frame.restoring"),
    (r"Please refresh the page(?!\.)", "frame.expired_title"),
    (r"Could not restore session\. Please refresh\.", "frame.expired"),
    (r"Could not restore session\. Will refresh in \{\{autoRefreshCount\}\} seconds\.", "frame.expired"),
    (r"Refresh now", "frame.reload"),
    (r"(?<=setCancelAutoRefresh\(\)\">)\s*Cancel", "frame.cancel"),
)
"""What the framework says, as it stands in its template, and our text for it."""

VIEWPORT = r"width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui"
"""How the framework forbids readers to enlarge the page; ours may."""

_STYLE = """
html[lang^="zh"] .coprod-en, html:not([lang^="zh"]) .coprod-zh { display: none }
html, body { background: #f7f4ee }
.coprod-frame { font: 500 18px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
.coprod-loading { min-height: 60vh; display: grid; place-content: center; text-align: center; color: #1c2733 }
.coprod-lost { background: #fff; color: #1c2733; padding: 22px 30px; border-radius: 12px; max-width: 34em }
@media (prefers-color-scheme: dark) {
  html, body { background: #10161e }
  .coprod-loading, .coprod-lost { color: #e8edf3 }
  .coprod-lost { background: #18212c }
}
"""

_LANGUAGE = """<script>
(() => {
  const asked = new URLSearchParams(location.search).get("lang");
  const set = %s;
  const zh = asked ? asked === "zh" : set ? set === "zh" : navigator.language.toLowerCase().startsWith("zh");
  document.documentElement.lang = zh ? "zh-CN" : "en";
})();
</script>"""


_PATIENCE = """<script>
{
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (ms) => timeout(ms === 2000 ? 120000 : ms);
}
</script>"""
"""anywidget gives a widget two seconds to begin, and afterwards leaves out everything that the server tells it: a page that
a slow phone takes longer to begin would stand still for good."""


def both(key: str, role: str = "") -> str:
    """Return a text in both languages, of which the page shows one."""
    spans = "".join(f'<span class="coprod-{lang}" lang="{"zh-CN" if lang == "zh" else "en"}">{translate(key, lang)}</span>'
                    for lang in LANGUAGES)
    return f'<span class="coprod-frame {role}">{spans}</span>'


def template(text: str) -> str:
    """Return the framework's template with our texts, our loader's style, and the language set before anything is drawn."""
    for found, key in REPLACED:
        said = both(key, "coprod-lost") if key == "frame.lost" else both(key)
        text = re.sub(found, lambda match, said=said: said, text)  # type: ignore[misc]
    text = text.replace(VIEWPORT, "width=device-width, initial-scale=1")
    return text.replace("<head>", "<head>" + _PATIENCE + _LANGUAGE % (f'"{set_language()}"' if set_language() else "null"), 1)


def loader(text: str) -> str:
    """Return the framework's plain loader with our words in place of its card."""
    words = f'<div class="coprod-loading" role="status">{both("frame.loading")}</div>'
    return re.sub(r"<v-card.*?</v-card>", lambda match: words, text, flags=re.DOTALL)


def use_our_frame() -> None:
    """Have Solara's server frame every page of ours in this way."""
    from solara.server import server, settings

    folder = Path(server.directory) / "templates"
    texts = {
        TEMPLATE: template((folder / TEMPLATE).read_text(encoding="utf-8")),
        LOADER: loader((folder / "loader-plain.html").read_text(encoding="utf-8")),
        LOADER_STYLE: _STYLE,
    }
    ours = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.DictLoader(texts), jinja2.FileSystemLoader(str(folder))]), autoescape=True
    )
    server.get_jinja_env = lambda app_name: ours
    settings.theme.loader = "coprod"
    logging.getLogger("solara.server.starlette").addFilter(lambda record: record.msg != "no session cookie")
