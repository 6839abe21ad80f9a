"""A report of one page to print: question, guess, answer, intervals over many pairs, the address to reopen it, sources."""

from __future__ import annotations

from html import escape
from typing import Any

from coprod.interfaces.dashboard import changes, levers
from coprod.interfaces.dashboard.compare import named
from coprod.interfaces.dashboard.hooks import Many, Worlds
from coprod.interfaces.dashboard.question import label_of, quantity, question, unit_of
from coprod.interfaces.dashboard.run_summaries import SEEDS
from coprod.interfaces.dashboard.state import SIDES, Pin, State
from coprod.laboratory.model_version import model_version
from coprod.laboratory.statistics import paired_difference
from coprod.parameters.model import declarations_by_key
from coprod.text.glossary import pick, translate

ADDRESS = "{address}"
"""What stands in the page for the address of this server, which only the browser knows."""
MOST_LEVERS = 8
"""Levers whose sources are named: more would not fit on a page."""

_STYLE = """@page{size:A4;margin:13mm 15mm}
body{font:13.5px/1.4 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC","Noto Sans CJK SC",sans-serif;
max-width:178mm;margin:1.5em auto;padding:0 1em;color:#111}
h1{font-size:1.5em;margin:0 0 .3em}h2{font-size:1.05em;margin:.9em 0 .2em}p,ul{margin:.2em 0}ul{padding-left:1.3em}
.answer{font-size:1.35em;font-weight:700;margin:.3em 0}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #bbb;padding:.22em .5em;text-align:left;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.soft{color:#444;font-size:.92em}.address{overflow-wrap:anywhere}section{break-inside:avoid}
@media print{body{margin:0;padding:0;max-width:none;font-size:11.5px}}"""


def paper(state: State, worlds: Worlds, many: Many) -> dict[str, Any]:
    """Return the report as a page of HTML once its pairs have been run, and the query of its address; nothing while sealed."""
    if state.seal:
        return {}
    is_ready = state.many and many.ready and worlds.a is not None and worlds.b is not None and not worlds.busy
    progress = many.progress if state.many and not many.ready and not many.problem else None
    problem = translate("notice.run", state.lang, reason=many.problem) if many.problem else ""
    return {"html": page_of(state, worlds, many) if is_ready else "", "many": state.many, "seeds": SEEDS, "progress": progress,
            "problem": problem, "query": state.query(), "place": ADDRESS, "name": f"coprod-{state.scene.name}-{state.lang}.html"}


def page_of(state: State, worlds: Worlds, many: Many) -> str:
    """Return the report as a page of HTML that needs nothing else."""
    lang = state.lang
    title = escape(state.scene.title[lang])
    sections = [_asked(state, worlds), _policies(state), _intervals(state, many), _sources(state), _again(state)]
    body = f"<h1>{title}</h1><p>{_plain(state.scene.stake[lang])}</p>{''.join(sections)}"
    return (f"<!doctype html><html lang='{'zh-CN' if lang == 'zh' else 'en'}'><meta charset='utf-8'>"
            f"<title>{title} · coprod</title><style>{_STYLE}</style><body>{body}</body></html>")


def _plain(text: str) -> str:
    return escape(text.replace("**", ""))


def _section(state: State, key: str, inner: str) -> str:
    return f"<section><h2>{escape(translate(f'paper.{key}', state.lang))}</h2>{inner}</section>" if inner else ""


def _asked(state: State, worlds: Worlds) -> str:
    """Return the question, what was guessed and the answer."""
    said = question(state, worlds)
    if not said:
        return ""
    lines = [f"<p>{escape(said['text'])}</p>"]
    if said.get("headline"):
        lines.append(f"<p class=answer>{escape(said['headline'])}</p>")
    lines.append(f"<p>{escape(translate('question.moved', state.lang) if said['moved'] else said.get('verdict', ''))}</p>")
    return _section(state, "question", "".join(lines))


def _policies(state: State) -> str:
    """Return what both worlds are called, and every lever in which they differ."""
    rows = [f"<tr><td></td>{''.join(f'<th>{side.upper()} · {escape(_name(state, side))}</th>' for side in SIDES)}</tr>"]
    for key, a, b in moved(state):
        declaration = declarations_by_key()[key]
        cells = [escape(levers.value_words(declaration, value, state.lang)) for value in (a, b)]
        rows.append(f"<tr><th>{escape(pick(state.lang, declaration, 'label'))}</th><td>{cells[0]}</td><td>{cells[1]}</td></tr>")
    return _section(state, "policies", f"<table>{''.join(rows)}</table>")


def _name(state: State, side: Any) -> str:
    one = named(Pin(side, state.changes(side)), state)
    return translate("stage.yours", state.lang) if one["words"] else one["name"]


def moved(state: State) -> list[tuple[str, Any, Any]]:
    """Return the parameters in which the two worlds differ, with both values: the first :data:`MOST_LEVERS`."""
    a, b = (state.parameters(side).values() for side in SIDES)
    return [(key, a[key], b[key]) for key in a if a[key] != b[key]][:MOST_LEVERS]


def _intervals(state: State, many: Many) -> str:
    """Return a table: means of both worlds over the pairs, and their difference with its interval."""
    lang = state.lang
    names = tuple(name for name in state.scene.outcomes if name != _asked_outcome(state))
    outcomes = [[run.outcomes for run in runs] for runs in (many.a, many.b)]
    rows = [*([_asked_row(state, many)] if state.scene.question else []), *changes.rows_of(outcomes[0], outcomes[1], names, lang)]
    heads = [translate("changes.outcome", lang), "A", "B", "B − A", translate("paper.interval", lang)]
    head = "".join(f"<th{' class=n' if i else ''}>{escape(text)}</th>" for i, text in enumerate(heads))
    lines, same = [], translate("changes.short_same", lang)
    for row in rows:
        pair = row.pair
        clear = translate("changes.short_unclear", lang) if row.changed and not pair.clear else ""
        interval = f"{changes.signed(pair.low)} … {changes.signed(pair.high)}" if row.changed else same
        cells = [changes.amount(pair.first), changes.amount(pair.second), changes.signed(pair.mean), interval]
        unit = f" <span class=soft>{escape(row.unit)}</span>" if row.unit else ""
        lines.append(f"<tr><td>{escape(row.label)}{unit}</td>{''.join(f'<td class=n>{cell}</td>' for cell in cells[:3])}"
                     f"<td class=n>{cells[3]}{f' <span class=soft>{escape(clear)}</span>' if clear else ''}</td></tr>")
    caution = escape(translate("changes.caution_many", lang, n=SEEDS))
    return _section(state, "pairs", f"<table><tr>{head}</tr>{''.join(lines)}</table><p class=soft>{caution}</p>")


def _asked_outcome(state: State) -> str:
    asked = state.scene.question
    kind, _, name = asked.measure.partition(".") if asked else ("", "", "")
    return name if kind == "outcome" else ""


def _asked_row(state: State, many: Many) -> changes.Row:
    """Return the quantity that was asked about, over all pairs."""
    scene = state.scene
    factor = unit_of(scene, state.lang)[0]
    a, b = ([factor * quantity(scene, run) for run in runs] for runs in (many.a, many.b))
    return changes.Row("asked", label_of(scene, state.lang), unit_of(scene, state.lang)[1], 0, paired_difference(a, b))


def _sources(state: State) -> str:
    """Return the sources of every lever in which the worlds differ, and the mechanisms of the lesson."""
    from coprod.laboratory.mechanisms import mechanisms

    lang, known = state.lang, declarations_by_key()
    lines = [f"<li>{escape(pick(lang, known[key], 'label'))}: {escape(levers.source_text(known[key], lang))}</li>"
             for key, _, _ in moved(state)]
    rows = [f"{key} {pick(lang, mechanisms()[key])}" for key in state.scene.mechanisms if key in mechanisms()]
    if rows:
        lines.append(f"<li>{escape(translate('paper.mechanisms', lang))} {escape(translate('list.comma', lang).join(rows))}</li>")
    return _section(state, "sources", f"<ul class=soft>{''.join(lines)}</ul>" if lines else "")


def _again(state: State) -> str:
    """Return the address that opens this page, and what made its numbers."""
    made = translate("paper.made", state.lang, version=model_version(), seed=state.the_seed, last=state.the_seed + SEEDS - 1,
                     days=state.scene.days, scenario=state.scene.scenario)
    where = f"{ADDRESS}/?{escape(state.query())}"
    return _section(state, "again", f"<p class=address>{where}</p><p class=soft>{escape(made)}</p>")
