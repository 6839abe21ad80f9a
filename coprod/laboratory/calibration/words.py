"""What a calibration found, in sentences: the same for the report and the terminal."""

from __future__ import annotations

from typing import Any

from coprod.laboratory.report.charts import level_text
from coprod.text.glossary import Language
from coprod.text.glossary import translate as glossary_text
from coprod.text.numbers import figure as in_unit
from coprod.text.numbers import percent, with_unit

POOR = 0.5
"""Q² below which an emulator is said to foretell poorly."""
_FEW = 200


class Sentences:
    """Texts about the findings of a calibration in one language."""

    def __init__(self, found: dict[str, Any], language: Language) -> None:
        self.found, self.language = found, language

    def render(self, key: str, **values: object) -> str:
        """Return a text of the glossary's section on calibration."""
        return glossary_text(f"calibration.{key}", self.language, **values)

    def title(self) -> str:
        """Return what the calibration is called."""
        return str(self.found[f"title_{self.language}"])

    def label(self, item: dict[str, Any]) -> str:
        """Return the label of a parameter or figure with its unit."""
        return with_unit(str(item[self.language] or item["name"]), item["unit"], self.language)

    def parameter(self, name: str) -> str:
        """Return the label of a parameter."""
        return str(next(one for one in self.found["parameters"] if one["name"] == name)[self.language])

    def figure(self, name: str) -> dict[str, Any]:
        """Return a figure by its name."""
        return dict(next(one for one in self.found["figures"] if one["name"] == name))

    def number(self, value: float | None, item: dict[str, Any]) -> str:
        """Return a value of a figure."""
        return "–" if value is None or value != value else in_unit(value, item["unit"], self.language)

    def answer(self) -> str:
        """Return what came of it in a sentence or three."""
        if "nearest" in self.found:
            nearest = self.found["nearest"]
            missed = self.figure(nearest["figure"])
            return self.render("answer_ruled_out", figure=missed[self.language], distance=f"{nearest['distance']:.2g}",
                            foretold=self.number(nearest["foretold"], missed), value=self.number(missed["value"], missed))
        verdicts = [one["verdict"] for one in self.found["parameters"]]
        text = self.render("answer", left=share(self.found["waves"][-1]["share"]), n=len(verdicts),
                        identified=verdicts.count("identified"), weak=verdicts.count("weakly_identified"),
                        **{"not": verdicts.count("not_identifiable")})
        held = [one for one in self.found["checks"] if one["held_back"]]
        if held:
            text += self.render("answer_held", all=len(held), inside=sum(one["inside"] for one in held))
        return text

    def warnings(self) -> list[str]:
        """Return what makes the result less than it seems."""
        said = []
        if self.found.get("tolerance", 1) > 1:
            said.append(self.render("answer_widened", tolerance=f"{self.found['tolerance']:.3g}").strip())
        if self.found.get("ess", _FEW) < _FEW:
            said.append(self.render("few", ess=f"{self.found['ess']:.0f}"))
        poor = [str(one[self.language]) for one in self.found["figures"] if one.get("q2", 1.0) < POOR]
        if poor:
            said.append(self.render("poor_emulator", names=glossary_text("report.comma", self.language).join(poor)))
        return said

    def ridges(self) -> list[str]:
        """Return which parameters can only be told together."""
        return [self.render("ridge", a=self.parameter(pair["a"]), b=self.parameter(pair["b"]), r=f"{pair['correlation']:+.2f}")
                for pair in self.found.get("correlations", [])]

    def lines(self) -> list[str]:
        """Return the answer and every parameter in a line, for the terminal."""
        said = [self.answer(), *self.warnings()]
        if "nearest" in self.found:
            return [*said, self.render("end_ruled_out")]
        for one in self.found["parameters"]:
            low, high = one["interval"]
            verdict = self.render(f"verdict_{one['verdict']}")
            said.append("  " + self.render("line", name=pick_label(one, self.language), low=value_text(low),
                                           high=value_text(high), verdict=verdict))
        return [*said, *self.ridges()]


def pick_label(item: dict[str, Any], language: Language) -> str:
    """Return a parameter's name in the model and its label."""
    return f"{item['name']} ({item['en']})" if language == "en" else f"{item['name']}（{item['zh']}）"


def value_text(value: float) -> str:
    """Return a value of a parameter to three places."""
    return level_text(float(f"{value:.3g}"))


def share(of_space: float) -> str:
    """Return a share of the prior space, however small."""
    return percent(of_space)
