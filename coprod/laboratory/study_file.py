"""Reading and checking a study file: everything is looked at, then all mistakes are reported together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from coprod.kernel.calendar import MAX_DAYS
from coprod.kernel.policy_keys import POLICY
from coprod.laboratory.checked_study import GIVEN_DATA, Analysis, CheckedStudy, Discovery, Tipping, Until
from coprod.laboratory.contrast_file import check_contrasts, read_contrasts, read_costs, read_primary, read_reference
from coprod.laboratory.costs import COMPLETE, currency_of, judges_net
from coprod.laboratory.designs import CONTINUOUS, KINDS, SAMPLED, STAGED, Plan
from coprod.laboratory.ensemble import read_ensemble
from coprod.laboratory.factor_file import read_factors, read_scenario, read_settings, read_table_design
from coprod.laboratory.factors import SCENARIO, Factor, Levels
from coprod.laboratory.group_file import read_groups
from coprod.laboratory.named_file import read_toml_named
from coprod.laboratory.observe import HOWS, Observed, Series, Window
from coprod.laboratory.overlaps import check_overlaps, check_settings
from coprod.laboratory.policy_file import read_policies
from coprod.laboratory.quick import quickened
from coprod.laboratory.reader import Reader, is_number
from coprod.laboratory.rule_file import check_rule_trust, read_rules
from coprod.laboratory.simulator import TOWN, Simulator, load_simulator
from coprod.laboratory.stage_file import read_staged
from coprod.laboratory.toml_lines import key_lines
from coprod.laboratory.trust import NO_TRUST, Trust, check_trust
from coprod.parameters.aliases import current
from coprod.text.messages import message
from coprod.text.problems import InputProblems

Kind = TypeVar("Kind", bound=CheckedStudy)
MAX_RUNS = 10_000_000
_MAX_SEED = 2**53
_CHECKED_POINTS = 200
_GIVEN_DATA_DESIGNS = ("latin_hypercube", "table")
_KEYS = ("question", "question_zh", "hypothesis", "hypothesis_zh", "scenario", "model", "days", "warmup_days",
         "replications", "until", "seed", "common_random_numbers", "time_limit", "outcomes", "design", "levers",
         "uncertainties", "rules", "packages", "groups", "set", POLICY, "windows", "series", "analysis", "quick", "nature")


def read_study(path: Path, kind: type[Kind], model: str | None = None, *, quick: bool = False,
               trust: Trust = NO_TRUST) -> Kind:
    """Read, check and perhaps shorten the study at `path` as one of a `kind`; see :class:`coprod.laboratory.study.Study`."""
    text, tree = read_toml_named(path, message("problem.where_studies_are"))
    reader = Reader(tree, str(path), key_lines(text))
    reader.only(_KEYS)
    named = reader.text("model", TOWN)
    if model is None:
        check_trust(reader, named, trust)
    model = model or named
    study = _read(kind, reader, (model, _simulator(reader, model)), path, text)
    if study.analysis.given_data and study.plan.kind not in _GIVEN_DATA_DESIGNS:
        reader.note(("analysis", "given_data"), study.plan.kind,
                    message("problem.given_data_needs_design", kinds=", ".join(_GIVEN_DATA_DESIGNS)))
    shorter = quickened(study, reader)  # read in any case, so that its mistakes do not wait for --quick
    study = shorter if quick else study
    check_rule_trust(study, reader, trust)
    if not reader.problems:
        _check_size(study, reader)
    if not reader.problems:
        _check_points(study, reader)
    if not reader.problems:
        check_contrasts(study, reader)
    if reader.problems:
        raise InputProblems(reader.problems)
    return study


def _simulator(reader: Reader, model: str) -> Simulator:
    try:
        return load_simulator(model, reader.file)
    except InputProblems as error:
        raise InputProblems([*reader.problems, *error.problems]) from None


def _read(kind: type[Kind], reader: Reader, named: tuple[str, Simulator], path: Path, text: str) -> Kind:
    model, simulator = named
    observed = _observed(reader, simulator)
    scenarios = _scenarios(reader, simulator)
    rules, fixed_rules = read_rules(reader, simulator)
    sets, ensemble = read_ensemble(reader, simulator, path)
    given = (*rules, *([sets] if sets else []))
    factors, plan = _factors_and_plan(reader, simulator, path, scenarios, given)
    outcomes = _outcomes(reader, simulator, observed)
    settings = read_settings(reader.table("set"), simulator)
    check_settings(reader, settings, factors)
    policies = read_policies(reader, simulator, [*settings, *(key for factor in factors for key in factor.keys)])
    days = reader.whole("days", 365, 1, MAX_DAYS)
    question = reader.text("question")
    if not question.strip():
        reader.note("question", None, message("problem.study_needs_question"))
    return kind(
        name=path.stem, question=question, factors=factors, outcomes=outcomes, plan=plan,
        question_zh=reader.text("question_zh"), hypothesis=reader.text("hypothesis"),
        hypothesis_zh=reader.text("hypothesis_zh"), scenarios=scenarios,
        fixed={**settings, **fixed_rules, **policies}, days=days,
        warmup_days=reader.whole("warmup_days", 0, 0, max(days - 1, 0)),
        replications=reader.whole("replications", 10, 1, 1_000_000), until=_until(reader, outcomes),
        first_seed=reader.whole("seed", 0, 0, _MAX_SEED),
        common_random_numbers=reader.flag("common_random_numbers", True), time_limit=_time_limit(reader),
        observed=_within(observed, days, reader), analysis=_analysis(reader.table("analysis"), factors, outcomes, simulator),
        model=model, text=text, ensemble=ensemble)


def _scenarios(reader: Reader, simulator: Simulator) -> tuple[str, ...]:
    names = reader.names("scenario", None, ("baseline",))
    if not names:
        reader.note("scenario", [], message("problem.empty_names"), message("problem.for_example", example='"baseline"'))
        return ("baseline",)
    for name in names:
        read_scenario(reader, name, simulator)
    return names


def _factors_and_plan(reader: Reader, simulator: Simulator, path: Path,
                      scenarios: tuple[str, ...], given: tuple[Factor, ...]) -> tuple[tuple[Factor, ...], Plan]:
    table = reader.table("design")
    kind = table.choice("kind", KINDS, "factorial")
    if kind not in STAGED:
        table.only(("kind", "samples", "trajectories", "levels", "seed", "second_order", "file"))
    seed = table.whole("seed", 0, 0, 2**31)
    factors = (*read_factors(reader, simulator, kind), *given)
    check_overlaps(reader, factors)
    if len(scenarios) > 1:
        factors = (Levels(SCENARIO, "uncertainty", scenarios), *factors)
    if kind == "table":
        return read_table_design(table, simulator, path, seed, [f.name for f in factors])
    varying = ("levers", "uncertainties", "packages", "rules", "nature")
    if not factors and kind in CONTINUOUS and not any(map(reader.tree.get, varying)):
        table.note("kind", kind, message("problem.needs_a_factor"))
    if kind in STAGED:
        return factors, _staged_plan(reader, table, kind, seed, factors)
    plan = Plan(kind=kind, samples=_samples(table, kind), seed=seed,  # type: ignore[arg-type]
                second_order=table.flag("second_order", False), levels=_morris_levels(table),
                groups=read_groups(reader, factors, kind))
    return factors, plan


def _staged_plan(reader: Reader, table: Reader, kind: Any, seed: int, factors: tuple[Factor, ...]) -> Plan:
    groups = read_groups(reader, factors, kind)
    if "until" in reader.tree:
        reader.note("until", None, message("problem.stages_and_until"), message("problem.fixed_replications"))
    outcomes = reader.tree.get("outcomes", ())
    listed = outcomes if isinstance(outcomes, list) else [outcomes]
    names = [name for name in listed if isinstance(name, str)]
    return Plan(kind=kind, seed=seed, groups=groups, staged=read_staged(table, kind, factors, names))


def _samples(table: Reader, kind: str) -> int:
    if kind not in SAMPLED:
        return 0
    name = "trajectories" if kind == "morris" else "samples"
    if name not in table.tree:
        table.note(name, None, message("problem.design_needs_number", kind=kind, name=name))
        return 1
    count = table.whole(name, 2, 2 if kind == "morris" else 1, 1_000_000)
    if kind == "sobol" and count & (count - 1):
        table.note(name, count, message("problem.power_of_two", names="64, 128, 256, …"))
    return count


def _morris_levels(table: Reader) -> int:
    levels = table.whole("levels", 4, 2, 100)
    if levels % 2:
        table.note("levels", levels, message("problem.even_levels"))
    return levels


def _outcomes(reader: Reader, simulator: Simulator, observed: Observed) -> tuple[str, ...]:
    registry = simulator.outcomes()
    windows = [window.name for window in observed.windows]
    allowed = None if registry is None else [*registry, *windows]
    for name in windows:
        if registry and name in registry:
            reader.note(("windows", name), None, message("problem.name_of_outcome"))
    outcomes = reader.names("outcomes", allowed)
    if not outcomes:
        some = ", ".join((allowed or ["the names that the model returns"])[:12])
        reader.note("outcomes", None, message("problem.study_needs_outcomes", names=some))
    return outcomes


def _observed(reader: Reader, simulator: Simulator) -> Observed:
    table = reader.table("windows")
    series = simulator.series()
    windows = tuple(window for name in table.tree if (window := _window(table.table(name), name, series)))
    return Observed(windows, _series(reader.table("series"), series))


def _window(table: Reader, name: str, series: Iterable[str] | None) -> Window | None:
    table.only(("series", "from", "to", "how", "label", "label_zh"))
    missing = [key for key in ("series", "from", "to") if key not in table.tree]
    if missing:
        table.note(missing[0], None, message("problem.window_form",
                                             window='{ series = "…", from = a day, to = a day, how = "mean" }'))
        return None
    start, end = table.whole("from", 0, 0, MAX_DAYS), table.whole("to", 1, 1, MAX_DAYS)
    if end <= start:
        table.note("to", end, message("problem.window_ends_early", day=start))
    (one, *_) = table.names("series", series) or ("",)
    how: Any = table.choice("how", HOWS, "mean")
    return Window(name, one, start, end, how, label := table.text("label", name), table.text("label_zh", label))


def _series(table: Reader, known: Iterable[str] | None) -> Series | None:
    if not table.tree:
        return None
    table.only(("columns", "every"))
    return Series(table.names("columns", known), table.whole("every", 1, 1, MAX_DAYS))


def _within(observed: Observed, days: int, reader: Reader) -> Observed:
    for window in observed.windows:
        if window.end > days:
            reader.note(("windows", window.name), window.end, message("problem.ends_after_run", days=days))
    return observed


def _until(reader: Reader, outcomes: tuple[str, ...]) -> Until | None:
    if "until" not in reader.tree:
        return None
    if "replications" in reader.tree:
        reader.note("until", None, message("problem.replications_and_until"))
    table = reader.table("until")
    table.only(("outcome", "half_width", "max", "min", "difference"))
    low = table.whole("min", 5, 3, 1_000_000)
    return Until(outcome=table.choice("outcome", outcomes, ""), half_width=_positive(table, "half_width"),
                 max=table.whole("max", 200, low, 1_000_000), min=low, difference=table.flag("difference", False))


def _positive(table: Reader, key: str) -> float:
    found = table.tree.get(key)
    if not is_number(found) or found <= 0:  # type: ignore[operator]
        table.note(key, found, message("problem.above_zero"))
        return 1.0
    return float(found)  # type: ignore[arg-type]


def _time_limit(reader: Reader) -> float | None:
    return _positive(reader, "time_limit") if "time_limit" in reader.tree else None


def _analysis(table: Reader, factors: tuple[Factor, ...], outcomes: tuple[str, ...], simulator: Simulator) -> Analysis:
    table.only(("reference", "trade_off", "robustness", "threshold", "discovery", "shapley", "tipping", "contrasts", "primary",
                "costs", "given_data"))
    threshold = table.number("threshold", 0.0) if "threshold" in table.tree else None
    if "threshold" in table.tree and "robustness" not in table.tree:
        table.note("threshold", table.tree["threshold"], message("problem.threshold_without_robustness"))
    costs = read_costs(table, simulator)
    measures = (*outcomes, COMPLETE) if costs else outcomes
    known = simulator.outcomes() or {}
    net = judges_net(known.get(outcomes[0]) if outcomes else None, [name for name in costs if name in known],
                     simulator.costs.within, currency_of(simulator.costs, costs, known))
    contrasts = read_contrasts(table, factors, measures, net=net)
    return Analysis(
        reference=read_reference(table.table("reference"), factors), trade_off=table.names("trade_off", measures),
        robustness=_optional_outcome(table, "robustness", measures), threshold=threshold,
        discovery=_discovery(table, outcomes), shapley=_optional_outcome(table, "shapley", measures),
        tipping=_tipping(table, factors, outcomes), contrasts=contrasts, costs=costs,
        primary=read_primary(table, contrasts, outcomes, net=net), given_data=table.names("given_data", GIVEN_DATA))


def _optional_outcome(table: Reader, key: str, outcomes: tuple[str, ...]) -> str | None:
    return table.choice(key, outcomes, "") or None if key in table.tree else None


def _discovery(analysis: Reader, outcomes: tuple[str, ...]) -> Discovery | None:
    if "discovery" not in analysis.tree:
        return None
    table = analysis.table("discovery")
    if not isinstance(analysis.tree["discovery"], Mapping):
        return None
    table.only(("outcome", "above", "below", "boxes"))
    if ("above" in table.tree) == ("below" in table.tree):
        table.note("above", None, message("problem.when_it_fails"))
    above = table.number("above", 0.0) if "above" in table.tree else None
    below = table.number("below", 0.0) if "below" in table.tree else None
    return Discovery(table.choice("outcome", outcomes, ""), above, below, table.whole("boxes", 3, 1, 20))


def _tipping(analysis: Reader, factors: tuple[Factor, ...], outcomes: tuple[str, ...]) -> Tipping | None:
    if "tipping" not in analysis.tree:
        return None
    table = analysis.table("tipping")
    if not isinstance(analysis.tree["tipping"], Mapping):
        return None
    table.only(("lever", "outcome", "direction"))
    table = _renewed(table, ("lever", "direction"), [factor.name for factor in factors])
    lever = table.choice("lever", [f.name for f in factors if len(f.levels) > 1], "")
    direction = table.choice("direction", [f.name for f in factors if len(f.levels) == 2], "")
    if lever and lever == direction:
        table.note("direction", direction, message("problem.lever_and_direction"))
    return Tipping(lever, table.choice("outcome", outcomes, ""), direction)


def _renewed(table: Reader, entries: Sequence[str], names: Sequence[str]) -> Reader:
    """Return the table with the names of factors in some entries as they are now."""
    new = {key: current(value, names) if key in entries and isinstance(value, str) else value
           for key, value in table.tree.items()}
    return replace(table, tree=new)


def _check_size(study: CheckedStudy, reader: Reader) -> None:
    runs = study.n_points * study.max_replications
    if runs > MAX_RUNS:
        reader.note("design", None, message("problem.too_many_runs", runs=f"{runs:,}", most=f"{MAX_RUNS:,}"),
                    message("problem.fewer_levels"))


def _check_points(study: CheckedStudy, reader: Reader) -> None:
    """Let the model look at combinations that are impossible though each value is allowed; each key is told once."""
    step = max(study.n_points // _CHECKED_POINTS, 1)
    seen: set[str] = set()
    together = message("problem.impossible_together")
    for i in range(0, study.n_points, step):
        try:
            study.simulator.check(study.values(i), reader.file)
        except InputProblems as error:
            new = {problem.key: problem for problem in error.problems if problem.key not in seen}
            seen |= new.keys()
            reader.take(replace(problem, mend=problem.mend or together) for problem in new.values())
