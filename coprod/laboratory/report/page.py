"""The page itself: question, answer, figures, diagnostics, and how to make it again."""

from __future__ import annotations

import shlex
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from coprod.kernel.policy_keys import POLICY, SET
from coprod.kernel.rule_keys import rule_key
from coprod.laboratory.designs import STAGED
from coprod.laboratory.provenance import sessions
from coprod.laboratory.report.appendix import appendix
from coprod.laboratory.report.boxes_section import discovery_part
from coprod.laboratory.report.charts import level_text
from coprod.laboratory.report.claims import holds_part
from coprod.laboratory.report.contrast_section import contrast_sentence, contrasts_part
from coprod.laboratory.report.effects_section import outcome_part, sentence
from coprod.laboratory.report.event_section import event_part
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.left_out import unfinished_text
from coprod.laboratory.report.policy_section import robustness_part, shapley_part, tipping_part, trade_off_part
from coprod.laboratory.report.sampled_section import sampled_part, sensitivity
from coprod.laboratory.report.staged_section import staged_part, staged_sentence
from coprod.laboratory.report.tags import code, folded, paragraph, section, table
from coprod.laboratory.results import Results
from coprod.laboratory.simulator import TOWN
from coprod.parameters.policy import flat
from coprod.text.glossary import Language
from coprod.text.numbers import amount, digits, figure

_STYLE = Path(__file__).with_name("style.css")
_MOST_FAILURES = 12
_TABLES = ("events", "shocks", POLICY)
"""What a study fixes as lists of tables."""


def page(results: Results, language: Language) -> str:
    """Return the report of a study as one HTML page that needs nothing else."""
    found = Findings(results, language)
    translate = found.translate
    title = _text(found, "question")
    body = "".join((
        f'<header><p class="kind">{escape(translate("report.kind"))}</p><h1>{escape(title)}</h1>', _warnings(found),
        f'<p class="answer">{escape(_headline(found))}</p>', _hypothesis(found), "</header>",
        section(translate("contrast.section"), contrasts_part(found) if len(found.runs) else ""),
        section(translate("holds.section"), holds_part(found)), section(translate("report.how"), _design(found)),
        section(translate("report.found"), staged_part(found) if len(found.runs) else "",
                *(outcome_part(found, outcome) for outcome in _compared(found)),
                *(sampled_part(found, outcome) for outcome in found.outcomes if len(found.runs))),
        section(translate("event.section"), event_part(found)),
        section(translate("report.shares"), shapley_part(found)), section(translate("report.tipping"), tipping_part(found)),
        section(translate("report.choosing"), trade_off_part(found), robustness_part(found)),
        section(translate("report.where_it_fails"), discovery_part(found)),
        section(translate("report.diagnostics"), _diagnostics(found)), section(translate("referee.section"), appendix(found)),
        section(translate("report.again"), _again(found))))
    lang = "zh-CN" if language == "zh" else "en"
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>{body}</main></body></html>\n")


def _compared(found: Findings) -> list[dict[str, Any]]:
    return found.outcomes if found.kind in ("factorial", "table") and len(found.runs) else []


def _headline(found: Findings) -> str:
    """Return the answer in one sentence."""
    if found.runs.empty:
        return found.translate("report.no_replication" if len(found.results.runs) else "report.no_runs")
    answer = contrast_sentence(found, _text(found, "question"))
    if answer:
        return answer
    outcome = found.outcomes[0]
    if found.kind in ("factorial", "table"):
        return sentence(found, outcome)
    if found.kind == "latin_hypercube":
        return found.translate("report.see_below" if found.study["analysis"]["discovery"] else "report.see_inputs")
    if found.kind in STAGED:
        return staged_sentence(found)
    result = sensitivity(found, outcome["name"])
    column = "total" if found.kind == "sobol" else "mu_star"
    if result.indices[column].isna().all():
        return found.translate("report.no_variance" if not result.dropped else "report.no_blocks", outcome=found.label(outcome),
                               n=result.blocks, all=result.blocks + result.dropped)
    known = result.indices[result.indices[column].notna()]
    first = max(known.to_dict("records"), key=lambda row: row[column])
    value, half = (_size(found, first[key], outcome["unit"]) for key in (column, f"{column}_half"))
    most = found.translate(f"report.most_{found.kind}", outcome=found.label(outcome), factor=found.input_label(first["name"]),
                           value=value, half=half)
    return most if result.is_converged else most + found.translate("report.headline_not_converged", n=result.blocks)


def _size(found: Findings, value: float, unit: str) -> str:
    """Return an effect in the unit of its outcome, or an index, which has none; a dash where there is none."""
    if not np.isfinite(value):
        return "–"
    return amount(value, unit, found.language) if found.kind == "morris" else f"{value:.2g}"


def _text(found: Findings, key: str) -> str:
    return str((found.study[f"{key}_zh"] if found.language == "zh" else "") or found.study[key])


def _hypothesis(found: Findings) -> str:
    text = _text(found, "hypothesis")
    return paragraph(found.translate("report.hypothesis", text=text), "hypothesis") if text else ""


def _warnings(found: Findings) -> str:
    said = []
    if found.study["is_quick"]:
        said.append(found.translate("report.quick"))
    finished = found.results.runs
    said += filter(None, [unfinished_text(found)])
    failed = int((finished["status"] != "ok").sum())
    if failed:
        said.append(found.translate("report.failed", n=f"{failed:,}", all=f"{len(finished):,}",
                                    share=figure(failed / len(finished), "share", found.language)))
    return "".join(paragraph(text, "warning") for text in said)


def _design(found: Findings) -> str:
    study, translate = found.study, found.translate
    rows = []
    for factor in found.factors:
        levels = ", ".join(found.level(level, factor) for level in factor["levels"]) if factor["levels"] else \
            _range(found, factor)
        rows.append((found.name(factor), factor["name"], translate(f"role.{factor['role']}"), levels))
    facts = translate("report.design_is", kind=translate(f"design.{found.kind}"), points=f"{found.n_points:,}",
                replications=study["replications"], days=study["days"], warmup=study["warmup_days"],
                scenarios=", ".join(study["scenarios"]))
    random_numbers = translate("report.same_random_numbers" if study["common_random_numbers"] else "report.own_random_numbers")
    fixed = ", ".join(_fixed(found, key, value) for key, value in study["fixed"].items() if key not in _TABLES)
    return "".join((
        paragraph(f"{facts} {random_numbers}"), paragraph(translate("report.fixed", values=fixed)) if fixed else "",
        *(paragraph(translate("report.policy_in_time", entries=_entries(found, one))) for one in study["fixed"].get(POLICY, ())),
        table([translate(f"report.{key}") for key in ("factor", "key", "role", "levels")], rows, texts=4) if rows else "",
        *(_package(found, factor["name"]) for factor in found.factors if factor["contents"])))


def _entries(found: Findings, policy: Mapping[str, Any]) -> str:
    """Return the entries of a policy in time, its levers first."""
    levers = [f"{key} = {found.level(value)}" for key, value in flat(policy[SET])]
    return ", ".join([*levers, *(f"{key} = {value}" for key, value in policy.items() if key != SET)])


def _range(found: Findings, factor: dict[str, Any]) -> str:
    """Return the ends of a range, its scale if that is logarithmic, and its distribution where that is not uniform."""
    ends = " … ".join(map(found.level, factor["range"]))
    law = factor.get("distribution")
    if not law:
        return found.translate("report.on_a_logarithmic_scale", ends=ends) if factor["log"] else ends
    values = found.translate("report.comma").join(f"{found.translate(f'distribution_of.{key}')} {level_text(law[key])}"
                                                  for key in law if key not in ("dist", "low", "high"))
    return found.translate("report.law", ends=ends, name=found.translate(f"distribution.{law['dist']}"), values=values)


def _fixed(found: Findings, key: str, value: object) -> str:
    rule = found.study.get("fixed_rules", {}).get(key)
    if rule is None:
        return f"{key} = {found.level(value)}"
    return f"{rule['decision'][found.language]}{'：' if found.language == 'zh' else ': '}{rule['rule'][found.language]}"


def _package(found: Findings, name: str) -> str:
    factor = found.factor(name)
    rows = [(found.level(level, factor),
             "; ".join(f"{key} = {found.level(value)}" for key, value in settings.items()) or "–")
            for level, settings in factor["contents"].items()]
    is_rule = all(set(settings) == {rule_key(name)} for settings in factor["contents"].values())
    key = "report.rules" if is_rule else "report.package"
    return folded(found.translate(key, name=found.label(factor)),
                  table([found.translate("report.level"), found.translate("report.settings")], rows, texts=2))


def _diagnostics(found: Findings) -> str:
    translate = found.translate
    counts = found.results.counts()
    parts = [paragraph(translate("report.counts", ok=f"{counts.get('ok', 0):,}",
                           failed=f"{sum(n for s, n in counts.items() if s != 'ok'):,}",
                           planned=f"{found.results.planned:,}"))]
    gain = _gain(found)
    if np.isfinite(gain) and found.study["common_random_numbers"]:
        parts.append(paragraph(translate("report.gain_is", outcome=found.label(found.outcomes[0]), gain=f"{gain:.2g}",
                                         runs=digits(float(f"{gain ** 2:.2g}")))))
    failures = found.results.failures.head(_MOST_FAILURES)
    if len(failures):
        rows = [(row["status"], str(row["error"]), row["command"]) for _, row in failures.iterrows()]
        parts.append(table([translate("report.status"), translate("report.error"), translate("report.command")], rows, texts=3))
    parts += [paragraph(translate("report.intervals"), "note"), paragraph(translate("report.claims"), "note")]
    return "".join(parts)


def _gain(found: Findings) -> float:
    """Return how many times narrower common random numbers make the intervals of the first outcome, the median of points."""
    if not _compared(found) or found.n_points < 2:
        return np.nan
    return float(found.differences(found.outcomes[0]["name"])["gain"].replace(np.inf, np.nan).median())


def _again(found: Findings) -> str:
    study, folder = found.study, found.results.folder
    history = sessions(folder)
    last = history[-1] if history else {}
    packages = ", ".join(f"{name} {number}" for name, number in last.get("packages", {}).items())
    rows = [(found.translate("report.version"), study["version"]), (found.translate("report.commit"), last.get("commit") or "–"),
            (found.translate("report.python"), f"{last.get('python', '–')} · {last.get('platform', '–')}"),
            (found.translate("report.packages"), packages), (found.translate("report.sessions"), str(len(history)))]
    text = found.results.study_file
    copy = paragraph(found.translate("report.no_study_file"), "warning") if text is None else \
        folded(found.translate("report.study_file"), code(text))
    return _commands(found, text) + table(["", ""], rows, texts=2) + copy


def _commands(found: Findings, text: str | None) -> str:
    """Return the commands that make the study again, unless a program chose other points than the study file does."""
    study, folder = found.study, found.results.folder
    if text is not None and tomllib.loads(text).get("design", {}).get("kind", "factorial") != found.kind:
        return paragraph(found.translate("report.rerun_program"))
    options = " --quick" * study["is_quick"] + " --allow-code" * (study["model"] != TOWN or bool(study.get("code")))
    if folder.absolute().parts[-2:] != ("results", study["name"] + "-quick" * study["is_quick"]):
        options += f" --out {shlex.quote(str(folder))}"
    line = f"coprod sweep {shlex.quote(study['name'] + '.toml')}{options}"
    return paragraph(found.translate("report.rerun")) + code(f"{line}\n{line} --verify 5")
