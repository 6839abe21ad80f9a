"""A page for the referee: is the warm-up long enough, were there enough replications, and what would change the answer."""

from __future__ import annotations

import math

import numpy as np

from coprod.laboratory.analysis.alternatives import pairs_needed
from coprod.laboratory.analysis.cube import whole_replications
from coprod.laboratory.analysis.warm_up import drift, mser
from coprod.laboratory.report.answers import comparisons, p_value
from coprod.laboratory.report.claims import Claim, claims
from coprod.laboratory.report.contrast_section import priced, unpaid
from coprod.laboratory.report.findings import Findings
from coprod.laboratory.report.tags import heading, paragraph, table
from coprod.laboratory.statistics import half_widths
from coprod.text.numbers import figure

_MOST_POINTS, _MOST_FLIPS = 200, 4


def appendix(found: Findings) -> str:
    """Return the page for the referee."""
    if found.runs.empty:
        return ""
    return "".join((
        heading(found.translate("referee.replications")), paragraph(_reached(found)),
        heading(found.translate("referee.change")), _what_would_change(found),
        heading(found.translate("referee.failures")), paragraph(_failures(found)),
        heading(found.translate("referee.warm_up")), _warm_up(found),
        _costs(found)))


def _reached(found: Findings) -> str:
    """Return how many replications were asked for and are there, and how narrow the intervals are against what was asked."""
    until = found.study["until"]
    values = found.values(until["outcome"] if until else found.outcomes[0]["name"])
    there = np.sum(np.isfinite(values), axis=1)
    whole = whole_replications(values).shape[1]
    counted = found.translate("referee.there", low=int(there.min()), high=int(there.max()), whole=whole)
    if not until:
        return found.translate("referee.fixed", asked=found.study["replications"]) + counted
    outcome = found.outcome(until["outcome"])
    label = found.label(outcome)
    if until["difference"]:
        label = found.translate("referee.difference_in", outcome=label)
        values = np.delete(values - values[found.reference], found.reference, axis=0)
    widest = float(half_widths(values, values.shape[1]).max()) if len(values) else math.nan
    shown, asked = (figure(value, outcome["unit"], found.language) for value in (widest, until["half_width"]))
    key = "referee.until_met" if widest <= until["half_width"] else "referee.until_missed"
    return found.translate(key, outcome=label, half=shown, asked=asked, most=until["max"]) + counted


def _what_would_change(found: Findings) -> str:
    """Return, for every claim, how far its interval is from 0, how many pairs it takes, and where its sign is another."""
    made = claims(found)
    if not made:
        return paragraph(found.translate("referee.no_claims"))
    rows = [(claim.text, found.format_interval(claim.difference, claim.outcome["unit"]), p_value(claim.p_holm),
             _ratio(claim), _pairs(found, claim), _flips(found, claim)) for claim in made]
    header = [found.translate(key) for key in ("holds.finding", "holds.difference", "contrast.holm", "referee.ratio",
                                               "referee.pairs", "referee.flips")]
    single = "" if found.policies.n_states > 1 else paragraph(found.translate("referee.one_state"))
    return (table(header, rows) + paragraph(found.translate("referee.change_note"), "note") + _breaks_even(found) + single)


def _ratio(claim: Claim) -> str:
    one = claim.difference
    return f"{one.half_width / abs(one.estimate):.2f}" if one.estimate and math.isfinite(one.half_width) else "–"


def _pairs(found: Findings, claim: Claim) -> str:
    needed = pairs_needed(claim.difference)
    return found.translate("referee.pairs_of", n=claim.difference.n, needed="–" if needed is None else f"{needed:,}")


def _flips(found: Findings, claim: Claim) -> str:
    """Return the states in which the sign is the opposite and clear."""
    flipped = [claim.states[i] for i in claim.everywhere.flipped if i < len(claim.states)]
    if not flipped:
        return found.translate("referee.no_flip")
    more = found.translate("referee.and_more", n=len(flipped) - _MOST_FLIPS) if len(flipped) > _MOST_FLIPS else ""
    return "; ".join(flipped[:_MOST_FLIPS]) + more


def _breaks_even(found: Findings) -> str:
    """Return the price of a unit at which the answer to each contrast turns, where there is one."""
    said = []
    for i, one in enumerate(comparisons(found)):
        outcome = one.priced
        price = one.price(outcome)
        if price is None or not one.cost or one.pays(outcome) not in ("buys", "saves"):
            continue
        unit = found.outcome(one.cost)["unit"]
        estimate, low, high = (figure(value, unit, found.language) for value in (price.estimate, price.low, price.high))
        said.append(found.translate("referee.break_even", i=i + 1, outcome=found.name(outcome), price=estimate, low=low,
                                    high=high))
    return paragraph(" ".join(said)) if said else ""


def _failures(found: Findings) -> str:
    failed = int((found.runs["status"] != "ok").sum())
    lost = len({*found.runs.loc[found.runs["status"] != "ok", "replication"]})
    key = "referee.some_failed" if failed else "referee.none_failed"
    return found.translate(key, n=f"{failed:,}", all=f"{len(found.runs):,}", lost=lost)


def _warm_up(found: Findings) -> str:
    """Return where MSER-5 would cut the daily series that were kept, against the warm-up that the study leaves out."""
    kept, warmup = found.study["observed"]["series"], found.study["warmup_days"]
    if not kept or not kept["columns"]:
        return paragraph(found.translate("referee.no_series", warmup=warmup))
    frame, every = found.results.series, kept["every"]
    rows, labels = [], found.study.get("series", {})
    for name in kept["columns"]:
        described = labels.get(name, {"en": name, "zh": name, "unit": ""})  # studies of earlier versions have no labels
        by_point = frame[frame["point"] < _MOST_POINTS].pivot_table(index="point", columns="step", values=name, dropna=False)
        cuts = [mser(one) for one in by_point.to_numpy(dtype=float)]
        settled = [cut.start * every for cut in cuts if cut.is_settled]
        latest = max(settled, default=0)
        counted = frame[frame["step"] * every >= warmup].pivot_table(index="replication", columns="step", values=name)
        change = drift(counted.to_numpy(dtype=float))
        key = _verdict(len(cuts), len(settled), latest <= warmup, change.clear)
        rows.append((found.name(described), f"{latest:,}" if settled else "–", f"{warmup:,}",
                     found.translate(f"referee.{key}", n=len(cuts) - len(settled), all=len(cuts)),
                     found.format_interval(change, described["unit"]) if change.n else ""))
    header = [found.translate(f"referee.{key}") for key in ("series", "truncation", "asked_warm_up", "verdict", "drift")]
    return table(header, rows) + paragraph(found.translate("referee.warm_up_note"), "note")


def _verdict(cuts: int, settled: int, is_long_enough: bool, drifts: bool) -> str:
    if not cuts:
        return "nothing_kept"
    if settled < cuts:
        return "unsettled"
    return "too_short" if not is_long_enough else "drifts" if drifts else "long_enough"


def _costs(found: Findings) -> str:
    """Return what the complete cost consists of, and what it leaves out."""
    if not found.cost_lines:
        return ""
    lines = found.translate("costs.list").join(priced(found, line) for line in found.cost_lines if line["price"])
    left_out = found.costs_said["left_out"]
    said = [found.translate("costs.are", lines=lines), found.translate(left_out) if left_out else "", _not_counted(found)]
    return heading(found.translate("referee.costs")) + paragraph("".join(said)) + unpaid(found)


def _not_counted(found: Findings) -> str:
    """Return what the model counts and the study gives no price, in a sentence; nothing if there is nothing."""
    names = [found.label(one) for one in found.cost_lines if not one["price"]]
    names += [found.label(one) for key in ("not_counted", "shown") for one in found.costs_said.get(key, ())]
    return found.translate("costs.not_counted", names=found.translate("costs.list").join(names)) if names else ""
