"""``coprod run``: run one scenario and summarise the results."""

from __future__ import annotations

import json
from contextlib import nullcontext

from coprod.interfaces.cli.options import (
    All,
    AllowCode,
    AsJson,
    Assignments,
    Days,
    EnsembleOfRun,
    InLanguage,
    Member,
    Out,
    Policies,
    Rules,
    ScenarioName,
    Seed,
)
from coprod.interfaces.cli.progress import Progress
from coprod.text.glossary import preferred_language, translate


def run(
    scenario: ScenarioName = "baseline",
    days: Days = 365,
    seed: Seed = 1,
    assignments: Assignments = None,
    rules: Rules = None,
    policies: Policies = None,
    ensemble: EnsembleOfRun = None,
    member: Member = None,
    allow_code: AllowCode = False,
    out: Out = None,
    whole: All = False,
    as_json: AsJson = False,
    lang: InLanguage = None,
) -> None:
    """Simulate one scenario; its help text stands in the glossary."""
    from coprod.interfaces.cli.cases import read_cases
    from coprod.laboratory.run_folder import new_folder, summary, write_run

    language = lang or preferred_language()
    (case,) = read_cases([scenario], assignments or [], rules or [], allow_code=allow_code, policies=policies or [])
    if ensemble or member:
        from coprod.interfaces.cli.members import with_member

        case = with_member(case, ensemble, member or 1, assignments or [])
    with new_folder(out) if out else nullcontext() as folder:
        from coprod.model import run as simulate  # after the input is known to be good: Mesa takes a second to import

        with Progress("run.progress", language) as progress:
            finished = simulate(case.parameters, seed=seed, days=days, progress=progress)
        if folder:
            from coprod.interfaces.cli.run_page import write_page

            write_run(finished, case.name, folder)
            write_page(finished, case, folder, language)
    if as_json:
        print(json.dumps(summary(finished, case.name), ensure_ascii=False, allow_nan=False))
    else:
        from coprod.interfaces.cli.outcome_table import print_run

        print_run(finished, case, language, whole=whole)
        if out:
            print(translate("run.written", language, folder=out))
