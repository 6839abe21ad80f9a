"""Results of earlier versions under the names that parameters have now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from coprod.laboratory.simulator import TOWN


def renewed_names(study: Mapping[str, Any], names: Iterable[str]) -> dict[str, str]:
    """Return what each of some factors is called now; those of another model, packages and scenarios keep their names."""
    if study["model"] != TOWN:
        return {name: name for name in names}
    from coprod.parameters.aliases import current
    from coprod.parameters.model import declarations_by_key

    return {name: current(name, declarations_by_key()) for name in names}


def renewed_study(study: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a study, as :func:`coprod.laboratory.describe.description` makes it, under today's names."""
    if study["model"] != TOWN:
        return study
    from coprod.parameters.aliases import renew
    from coprod.parameters.model import declarations_by_key

    known, where = declarations_by_key(), "study.json"
    values = [study["fixed"], study["analysis"]["reference"],
              *(part for factor in study["factors"] for part in (factor["contents"] or {}).values())]
    old = {name: None for part in values for name in part} | {factor["name"]: None for factor in study["factors"]}
    renew(old, known, where)  # all of them told in one line

    def settings(part: Mapping[str, Any]) -> dict[str, Any]:
        return renew(part, known, where)[0]

    factors = [
        factor | renewed_factor(study, factor)
        | {"contents": factor["contents"] and {level: settings(part) for level, part in factor["contents"].items()}}
        for factor in study["factors"]
    ]
    analysis = study["analysis"] | {"reference": settings(study["analysis"]["reference"])}
    analysis["contrasts"] = [asked | {key: settings(asked[key]) for key in ("a", "b", "given")}
                             for asked in analysis.get("contrasts") or []]
    if analysis.get("tipping"):
        names = {key: analysis["tipping"][key] for key in ("lever", "direction")}
        now = renewed_names(study, names.values())
        analysis["tipping"] = analysis["tipping"] | {key: now[name] for key, name in names.items()}
    return study | {"fixed": settings(study["fixed"]), "factors": factors, "analysis": analysis}


def renewed_factor(study: Mapping[str, Any], factor: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of a factor, and its labels if these are but its name, as they are now."""
    now = renewed_names(study, [factor["name"]])[factor["name"]]
    return {key: now for key in ("name", "en", "zh") if factor[key] == factor["name"]}
