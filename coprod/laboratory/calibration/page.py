"""The report of a calibration as one HTML page that needs no network."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import coprod.laboratory.report as report
from coprod.laboratory.calibration.run import POSTERIOR, TARGETS, load_findings
from coprod.laboratory.calibration.words import Sentences, share, value_text
from coprod.laboratory.files import write_text
from coprod.laboratory.report.charts import curve
from coprod.laboratory.report.tags import code, figures, folded, paragraph, section, table
from coprod.text.glossary import LANGUAGES, Language

_STYLE = Path(report.__file__).with_name("style.css")
_HIGHEST = 20.0
"""Profiles are drawn up to here: what lies higher is ruled out all the same."""
PAGES: dict[Language, str] = {"en": "report.html", "zh": "report.zh.html"}


def write_pages(folder: Path) -> list[Path]:
    """Write the report of a calibration in both languages into its folder."""
    found = load_findings(folder)
    for language in LANGUAGES:
        write_text(folder / PAGES[language], page(found, folder, language))
    return [folder / PAGES[language] for language in LANGUAGES]


def page(found: dict[str, Any], folder: Path, language: Language) -> str:
    """Return the report of what a calibration found."""
    text = Sentences(found, language)
    ruled_out = "nearest" in found
    body = "".join((
        f'<header><p class="kind">{escape(text.render("kind"))}</p><h1>{escape(text.title())}</h1>',
        "".join(paragraph(one, "warning") for one in text.warnings()),
        f'<p class="answer">{escape(text.answer())}</p></header>',
        section(text.render("ruled_out"), _waves(text)),
        section(text.render("nearest"), _nearest(text)) if ruled_out else
        section(text.render("identified"), _parameters(text)) + section(text.render("checks"), _checks(text)),
        section(text.render("how"), _how(text)),
        "" if ruled_out else section(text.render("ensemble"), _ensemble(text)),
        section(text.render("again"), _again(text, folder))))
    lang = "zh-CN" if language == "zh" else "en"
    return (f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(text.title())}</title>'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body><main>{body}</main></body></html>\n")


def _waves(text: Sentences) -> str:
    """Return the share of the prior that each wave left, and the range it left of every parameter."""
    found = text.found
    rows = [(str(i), str(wave["points"]), share(wave["share"])) for i, wave in enumerate(found["waves"], start=1)]
    boxes = [(text.label(one), one["name"], _range(one["low"], one["high"]), _range(*one["boxes"][-1]))
             for one in found["parameters"] if one["boxes"]]
    return "".join((
        table([text.render("wave"), text.render("wave_points"), text.render("wave_share")], rows),
        paragraph(text.render(f"end_{found['reason']}")),
        table([text.render(key) for key in ("parameter", "key", "prior", "box")], boxes, texts=4) if boxes else "",
        paragraph(text.render("ruled_out_note", cutoff=f"{found['cutoff']:.2f}"), "note")))


def _parameters(text: Sentences) -> str:
    """Return the verdict on every parameter, strong correlations, and a picture of profile and posterior for each."""
    found = text.found
    rows = [(text.label(one), one["name"], text.render(f"verdict_{one['verdict']}"), _range(*one["interval"]),
             value_text(one["median"]), f"{one['contraction']:.2f}".replace("-", "−")) for one in found["parameters"]]
    header = [text.render(key) for key in ("parameter", "key", "verdict", "interval", "median", "contraction")]
    ridges = text.ridges()
    pictures = [figures(_density(text, one), _profile(text, one)) for one in found["parameters"]]
    return "".join((
        table(header, rows, texts=4),
        paragraph(text.render("contraction_note", directions=found["directions"], n=len(found["parameters"])), "note"),
        *(paragraph(one) for one in ridges), "" if ridges else paragraph(text.render("no_ridge")), *pictures,
        paragraph(text.render("profile_note"), "note")))


def _density(text: Sentences, one: dict[str, Any]) -> str:
    """Draw the posterior as multiples of the prior, over quantiles of the prior turned into values."""
    places = [point["value"] for point in one["profile"]]
    heights = _at_places(one["density"], len(places))
    points = [(place, height, f"{value_text(place)}: {height:.2g}", False) for place, height in zip(places, heights, strict=True)]
    return curve(text.render("density", name=one[text.language]), points, text.label(one), text.render("density_axis"))


def _at_places(density: list[float], n: int) -> list[float]:
    """Return a histogram over the unit interval at the middles of `n` equal parts."""
    return [density[min(int((i + 0.5) / n * len(density)), len(density) - 1)] for i in range(n)]


def _profile(text: Sentences, one: dict[str, Any]) -> str:
    points = [(point["value"], min(point["deviance"], _HIGHEST), f"{value_text(point['value'])}: {point['deviance']:.3g}",
               point["deviance"] < 3.84) for point in one["profile"]]
    return curve(text.render("profile", name=one[text.language]), points, text.label(one), text.render("profile_axis"))


def _checks(text: Sentences) -> str:
    """Return every figure beside its predictive interval, those held back first."""
    checks = sorted(text.found["checks"], key=lambda one: not one["held_back"])
    if not checks:
        return paragraph(text.render("no_checks"))
    rows = []
    for one in checks:
        figure = text.figure(one["name"])
        rows.append((text.label(figure), text.render("held_back" if one["held_back"] else "fitted"),
                     text.number(figure["value"], figure), _span(text, one["prior_low"], one["prior_high"], figure),
                     _span(text, one["low"], one["high"], figure), text.render("inside" if one["inside"] else "outside")))
    held = [one["inside"] for one in checks if one["held_back"]]
    fitted = [one["inside"] for one in checks if not one["held_back"]]
    note = text.render("checks_note", runs=text.found["check_runs"], inside=sum(held), all=len(held), fitted_inside=sum(fitted),
                    fitted_all=len(fitted))
    header = [*(text.render(key) for key in ("figure", "use", "observed", "before", "after")), ""]
    return table(header, rows, texts=2) + paragraph(note, "note")


def _how(text: Sentences) -> str:
    found = text.found
    common = {"runs": f"{found['runs']:,}", "scenario": found["scenario"], "days": found["days"], "seeds": found["seeds"],
              "waves": len(found["waves"])}
    if "nearest" in found:
        said = text.render("how_ruled_out", **common)
    else:
        said = text.render("how_is", **common, warmup=found["warmup_days"], generations=found["generations"],
                        particles=f"{found['particles']:,}", ess=f"{found['ess']:,.0f}")
        said += ("" if text.language == "zh" else " ") + text.render(f"by_{found['posterior']}")
    rows = [(text.label(one), text.number(one["value"], one), text.number(one["error"], one), text.number(one["run_sd"], one),
             text.number(one["emulator_sd"], one), f"{one['q2']:.2f}".replace("-", "−"))
            for one in found["figures"] if "q2" in one]
    header = [text.render(key) for key in ("figure", "observed", "error", "run_sd", "emulator_sd", "q2")]
    return paragraph(said) + table(header, rows) + paragraph(text.render("emulator_note"), "note")


def _ensemble(text: Sentences) -> str:
    middle = text.found["middle"]
    address = urlencode([(f"{world}.{key}", value) for world in "ab" for key, value in middle["values"].items()])
    return paragraph(text.render("ensemble_text", sets=text.found["sets"])) + code(
        f'[nature]\nensemble = "{POSTERIOR}"\n\ncoprod compare baseline rigid --ensemble {POSTERIOR}\n'
        f"coprod run baseline --ensemble {POSTERIOR} --member {middle['member']}") + paragraph(
        text.render("ensemble_dashboard", member=middle["member"])) + code(f"http://localhost:8765/?{address}")


def _nearest(text: Sentences) -> str:
    values = text.found["nearest"]["values"]
    rows = [(text.label(one), one["name"], value_text(values[one["name"]])) for one in text.found["parameters"]]
    return table([text.render("parameter"), text.render("key"), text.render("value")], rows, texts=2)


def _again(text: Sentences, folder: Path) -> str:
    targets = (folder / TARGETS).read_text(encoding="utf-8")
    return (code(f"coprod calibrate {TARGETS}") + table(["", ""], [(text.render("version"), text.found["version"])], texts=2)
            + folded(text.render("targets_file"), code(targets)))


def _range(low: float, high: float) -> str:
    return f"{value_text(low)} … {value_text(high)}"


def _span(text: Sentences, low: float, high: float, figure: dict[str, Any]) -> str:
    return f"{text.number(low, figure)} … {text.number(high, figure)}"
