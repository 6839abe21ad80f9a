"""Every random number has a registered purpose, and no code of coprod passes a free string."""

import ast
from pathlib import Path

import coprod
from coprod import CoproductionModel, Parameters
from coprod.kernel import streams
from coprod.kernel.purposes import Purpose

ROOT = Path(coprod.__file__).parent
DRAWS = {"streams", "_streams", "uniform", "_uniform", "uniform_scalar", "_uniform_scalar", "draw_arrivals", "_seekers"}
"""Names under which a stream, or a function that takes a purpose, is called."""


def test_no_purpose_is_registered_twice():
    assert len({*Purpose}) == len(Purpose.__members__) == len({str(purpose) for purpose in Purpose})


def test_no_free_string_is_passed_as_a_purpose():
    found = []
    for path in ROOT.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and _name(call.func) in DRAWS:
                free = [arg for arg in call.args[:2] if isinstance(arg, ast.JoinedStr)
                        or (isinstance(arg, ast.Constant) and isinstance(arg.value, str))]
                found += [f"{path.relative_to(ROOT)}:{one.lineno}" for one in free]
    assert not found, found


def _name(func):
    if isinstance(func, ast.Call):  # Streams(0)(purpose)
        return "streams" if _name(func.func) == "Streams" else ""
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")


def test_every_registered_purpose_is_used_in_the_code():
    text = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py"))
    unused = [name for name in Purpose.__members__
              if f"Purpose.{name}" not in text and not name.startswith("LIFELINE_")]  # composed from names of services
    assert not unused, unused


def test_what_a_run_draws_is_registered(monkeypatch):
    """Also purposes that are composed, as those of lifelines and of rounds of a rumour, begin with a registered one."""
    drawn = set()
    key_of = streams.Streams._purpose_key

    def noted(self, purpose):
        drawn.add(str(purpose))
        return key_of(self, purpose)

    monkeypatch.setattr(streams.Streams, "_purpose_key", noted)
    model = CoproductionModel(Parameters.load("storm_night"), rng=1)
    for _ in range(30):
        model.step()
    registered = {str(purpose) for purpose in Purpose}
    free = {key for key in drawn if key not in registered
            and not (key.rpartition(".")[0] in registered and key.rpartition(".")[2].isdecimal())}
    assert not free and len(drawn) > 100, free


def test_a_registered_purpose_has_the_randomness_of_its_key():
    own_streams = streams.Streams(7)
    for purpose in Purpose:
        assert hash(purpose) == hash(str(purpose)) and own_streams.uniform_scalar(
            purpose, 3, 4
        ) == own_streams.uniform_scalar(str(purpose), 3, 4)
