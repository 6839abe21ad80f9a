"""The generated part of the page of a study: contrasts in words and figures, in how many states they hold, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coprod.interfaces.cli.sweep_progress import duration
from coprod.laboratory.report.answers import p_value
from coprod.laboratory.report.findings import interval_text
from coprod.text.glossary import LANGUAGES, Language, translate
from experiments.judging import interval, turned
from experiments.writing import against, holds, label, picture_file, say, share, size, table, value

PART = re.compile(r"(<!-- generated -->\n).*?(<!-- end -->)", re.DOTALL)
"""What stands outside this part of a page is written by hand and stays."""


def renewed(page: str, data: Mapping[str, Any], said: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a page with its generated part made of what was measured, and of what is `said` of it by language."""
    text = "\n\n".join(part for language in LANGUAGES for part in _parts(data, language, said.get(language, ())) if part)
    return PART.sub(lambda part: f"{part[1]}{text}\n{part[2]}", page)


def _parts(data: Mapping[str, Any], language: Language, said: Sequence[str]) -> Iterator[str]:
    yield say("study.found", language) if said else ""
    yield from said
    yield say("study.language", language)
    yield _facts(data["made"], language)
    if data["contrasts"]:
        yield "\n".join(f"{i}. {one['said'][language]}" for i, one in enumerate(data["contrasts"], 1))
        yield _all_outcomes(data["contrasts"], language)
        yield say("study.decides", language)
        yield _by_level(data, language)
        yield f"![{data['question'][language]}](figures/{picture_file(data['study'], language)})"
        yield say("study.best", language)
    yield "\n".join(f"- {outcome['said'][language]}" for outcome in data["outcomes"])
    yield "\n".join(f"![{data['outcomes'][0][language]}](figures/{name})" for name in data["figures"].get(language, ()))


def _facts(made: Mapping[str, Any], language: Language) -> str:
    counted = {key: f"{made[key]:,}" for key in ("runs", "days", "replications", "points", "policies", "states", "failed")}
    facts = say("study.facts", language, **counted, seconds=_time(made["seconds"], language),
                **{key: made[key] for key in ("platform", "python", "model")})
    return f"{facts} {say('study.missing', language, n=made['missing'])}" if made["missing"] else facts


def _time(seconds: float, language: Language) -> str:
    said = duration(seconds)
    if language == "zh":
        for unit, chinese in ((" h", "小时"), (" min", "分"), (" s", "秒")):
            said = said.replace(unit, chinese)
        said = said.replace(" ", "")
    return said


def _all_outcomes(contrasts: Sequence[Mapping[str, Any]], language: Language) -> str:
    """Return every contrast by every outcome."""
    rows = []
    for i, one in enumerate(contrasts, 1):
        for outcome in one["outcomes"].values():
            name = label(outcome, language)
            p = p_value(float("nan") if outcome["p_holm"] is None else outcome["p_holm"])
            rows.append((str(i), f"**{name}**" if outcome["name"] == one["by"] else name,
                         value(outcome["a"], outcome, language), value(outcome["b"], outcome, language),
                         size(outcome, language), share(outcome["better"]), p, holds(outcome, language)))
    keys = ("contrast.outcome", "contrast.under_a", "contrast.under_b", "contrast.difference")
    header = [say("study.contrast", language), *(translate(key, language) for key in keys),
              *(say(f"study.{key}", language) for key in ("better", "holm", "holds"))]
    return table(header, rows)


def _by_level(data: Mapping[str, Any], language: Language) -> str:
    """Return the outcome that decides every contrast at every level of what nobody chooses, empty if there is one state."""
    factors = {factor["name"]: factor[language] for factor in data["nature"]}
    rows = []
    for i, one in enumerate(data["contrasts"], 1):
        outcome = one["outcomes"][one["by"]]
        opposite = turned(outcome)
        for row, level in enumerate(outcome["by_level"]):
            shown = interval_text(interval(level["difference"]), outcome["unit"], language)
            mark = f" ({say('study.turned', language)})" if level in opposite else ""
            rows.append(("" if row else f"{i} · {against(one, language)}", factors[level["factor"]], level["level"][language],
                         f"{shown}{mark}", say("of.n", language, k=level["holds"], n=level["n"])))
    if not rows:
        return ""
    header = [say("study.contrast", language), say("study.factor", language), say("study.level", language),
              translate("contrast.difference", language), say("study.holds", language)]
    return f"{say('study.where', language)}\n\n{table(header, rows)}"
