"""The page of the manual that shows a stored measurement beside the facts."""

from __future__ import annotations

from coprod.interfaces.cli.validate import demanded, in_order, interval, pairs, simulated, summary, target
from coprod.laboratory.validation import Fact, Measurement, stored
from coprod.laboratory.validation.fact import BASES, Basis
from coprod.text.glossary import Language, pick, translate

MARKS = {"within": "✓", "outside": "✗", "shown": "", "waiting": "–"}


def validation_page(language: Language) -> str:
    """Return where the measurement comes from, the counts, the table of every check, and every fact in words, by basis."""
    measurement, origin = stored.read()
    lead = translate("validate.measured", language, command=origin.command, date=origin.date, version=origin.coprod,
               commit=(origin.commit or "–")[:12])
    stale = [] if origin.is_current else [translate("validate.stale", language)]
    counts = "\n".join(f"- {line}" for line in summary(measurement, language).splitlines())
    return "\n\n".join([counts, lead, *stale, *(_of_basis(basis, measurement, language) for basis in BASES)])


def _of_basis(basis: Basis, measurement: Measurement, language: Language) -> str:
    means = translate(f"validate.{basis}_means", language)
    held = [fact for fact in in_order() if fact.basis == basis]
    return "\n\n".join([f"## {translate(f'validate.{basis}', language)}", f"*{means[0].upper()}{means[1:]}*",
                        _checks(held, measurement, language), *(_in_words(fact, measurement, language) for fact in held)])


def _checks(held: list[Fact], measurement: Measurement, language: Language) -> str:
    head = ["", *(translate(f"validate.{name}", language) for name in ("quantity", "target", "band", "simulated", "interval")),
            ""]
    rows = [[f"fact:{fact.id}", f"{pick(language, check)}{_unit(check.unit, language)}", target(check, language),
             demanded(check, language), simulated(check, measured, language), interval(check, measured, language),
             MARKS[measured.verdict(check)]] if measurement.knows(fact) else
            [f"fact:{fact.id}", f"{pick(language, check)}{_unit(check.unit, language)}", target(check, language),
             demanded(check, language), "", "", MARKS["waiting"]]
            for fact in held for check, measured in pairs(fact, measurement)]
    return _table([head, *rows])


def _in_words(fact: Fact, measurement: Measurement, language: Language) -> str:
    """Return a fact as it is known, its target, how each quantity is computed, and what is lacking."""
    mark = MARKS[measurement.verdict(fact)]
    lines = [f"**fact:{fact.id}** {mark} {pick(language, fact)}{'.' if language == 'en' else '。'} "
             f"[{fact.cited}] {translate('validate.of_target', language, target=pick(language, fact, 'target'))}"]
    lines += [pick(language, fact, "lacks")] if fact.lacks_en else []
    lines += [f"- {pick(language, check)}: {pick(language, check, 'how')}" for check in fact.checks]
    return "\n".join(lines)


def _unit(unit: str, language: Language) -> str:
    from coprod.text.numbers import unit_shown

    shown = unit_shown(unit, language)
    return f", {shown}" if shown and language == "en" else f"，{shown}" if shown else ""


def _table(rows: list[list[str]]) -> str:
    lines = [rows[0], ["---"] * len(rows[0]), *rows[1:]]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
