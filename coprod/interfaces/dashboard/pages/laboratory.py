"""The laboratory: design a small study, run it in the background, see what it found, take everything home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import solara

from coprod.interfaces.dashboard import findings, levers
from coprod.interfaces.dashboard.parts import OnEvent, part
from coprod.interfaces.dashboard.session import render_notice
from coprod.interfaces.dashboard.state import State
from coprod.interfaces.dashboard.study import (
    MOST_LEVERS,
    MOST_POINTS,
    TOWNS,
    Form,
    Job,
    Status,
    finished_sweeps,
    levers_to_vary,
    read_form,
    usual_levels,
)
from coprod.parameters.model import declarations_by_key, group_models
from coprod.text.glossary import LANGUAGES, pick, translate
from coprod.text.problems import InputProblems

SECONDS_PER_RUN = {"small": 1.0, "street": 1.4}
"""What a year of a town takes on an ordinary core, for the promise beside the button."""


@solara.component
def LaboratoryPage(state: State, on_event: OnEvent) -> None:
    """Show the form of a study, its progress and its findings."""
    job: Any = solara.use_ref(None)
    status, set_status = solara.use_state(Status())
    wanted, ask_report = solara.use_state("")
    form, notices = read_form(state.lab)
    solara.use_effect(lambda: lambda: job.current and job.current.cancel(), [])

    def listen(event: dict[str, Any]) -> None:
        if event.get("do") == "run" and not notices and form.levers:
            job.current = Job(study_file(form), set_status)
            job.current.start()
        elif event.get("do") == "cancel" and job.current:
            job.current.cancel()
        elif event.get("do") == "report":
            ask_report(folder or "")  # the one on show: which folders are read and written is not for a browser to say
        else:
            on_event(event)

    opened = finished_sweeps()
    folder = folder_on_show(state, status, opened)
    outcome = state.lab.get("outcome", "")
    found, problem = solara.use_memo(
        lambda: what_was_found(folder, outcome, state), [folder, outcome, state.lang, status.state, status.done // 20]
    )
    page = solara.use_memo(lambda: findings.report(Path(wanted), state.lang) if wanted else b"", [wanted, state.lang])
    part(
        "laboratory",
        {
            **form_data(form, state),
            "problems": [render_notice(notice, state.lang) for notice in notices],
            "status": {
                "state": status.state,
                "done": status.done,
                "all": status.all,
                "failed": status.failed,
                "left": max(1, round(status.left)),
                "problem": status.problem,
            },
            "found": found,
            "found_problem": problem,
            "folder": folder or "",
            "report": page if wanted == folder else b"",
            "opened": [{"path": path, "name": Path(path).name} for path in opened],
            "open": state.lab.get("open", ""),
        },
        listen,
    )


def folder_on_show(state: State, status: Status, opened: dict[str, Path]) -> str | None:
    """Return the results on show: a finished sweep that was opened, else the study just made."""
    chosen = state.lab.get("open", "")
    if chosen in opened:
        return chosen
    return (
        status.folder
        if status.state in ("finished", "cancelled") or (status.state == "running" and status.done)
        else None
    )


def what_was_found(folder: str | None, outcome: str, state: State) -> tuple[dict[str, Any] | None, str]:
    """Return the findings in a folder, and what is wrong with it if anything."""
    if folder is None:
        return None, ""
    try:
        return findings.findings(Path(folder), outcome, state.lang), ""
    except (InputProblems, OSError, ValueError, KeyError) as error:
        return None, translate("lab.unreadable", state.lang, reason=str(error))


def study_file(form: Form) -> str:
    """Return the study file of a form, its question in both languages; empty without levers."""
    known = declarations_by_key()
    names = {lang: " × ".join(pick(lang, known[key], "label") for key in form.levers) for lang in LANGUAGES}
    return form.toml(*(translate("lab.question_of", lang, levers=names[lang]) for lang in LANGUAGES)) if form.levers else ""


def form_data(form: Form, state: State) -> dict[str, Any]:
    """Return the form as the page shows it."""
    from coprod.outcomes.evaluate import OUTCOMES

    lang, known = state.lang, declarations_by_key()
    return {
        "town": form.town,
        "towns": [{"name": name, "label": translate(f"lab.town_{name}", lang)} for name in TOWNS],
        "days": form.days,
        "reps": form.replications,
        "most_levers": MOST_LEVERS,
        "most_points": MOST_POINTS,
        "levers": [
            {
                "key": key,
                "label": pick(lang, known[key], "label"),
                "tip": pick(lang, known[key], "tip"),
                "range": levers.range_text(known[key], lang),
                "text": state.lab.get(f"lever.{key}", ", ".join(_written(v) for v in levels)),
            }
            for key, levels in form.levers.items()
        ],
        "choices": [
            {
                "title": pick(lang, group, "title"),
                "levers": [
                    {"key": key, "label": pick(lang, known[key], "label"), "usual": usual_levels(key)}
                    for key in levers_to_vary()
                    if known[key].group == name
                ],
            }
            for name, group in group_models().items()
            if any(known[key].group == name for key in levers_to_vary())
        ],
        "outcomes": [{"name": one.name, "label": pick(lang, one), "on": one.name in form.outcomes} for one in OUTCOMES],
        "n_points": form.n_points,
        "n_runs": form.n_runs,
        "study": study_file(form),
        "promise": translate("lab.promise", lang, points=form.n_points, runs=form.n_runs, seconds=seconds(form)),
    }


def seconds(form: Form) -> int:
    """Return about how long a study takes on this machine with one core to spare."""
    return max(3, round(2 + form.n_runs * SECONDS_PER_RUN[form.town] * form.days / 365 * 0.4))


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
