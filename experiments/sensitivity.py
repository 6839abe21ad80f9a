"""Write ``experiments/sensitivity.toml``: every assumed number over its plausible range, judged by the group that it belongs to.

``python -m experiments.sensitivity`` writes the study anew after parameters were declared or dropped.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from coprod.parameters.declare import Declaration
from coprod.parameters.model import declarations

FILE = Path(__file__).parent / "sensitivity.toml"
HEAD = """# Written by `python -m experiments.sensitivity`; see there.
question = "Which of the assumed numbers matter?"
question_zh = "哪些假设的数值真正重要？"
hypothesis = "Not stated beforehand: report what is found."
hypothesis_zh = "事先不作假设：如实报告。"
days = 425
warmup_days = 60
replications = 1                 # trajectories repeat what replications would
outcomes = [
    "loss_avoidable", "golden_hit", "rdl", "udi", "workload", "participation_effective", "hazards_latent", "trust_mean",
]

[design]
kind = "morris"
trajectories = 20

[set]                            # the town of the other studies
"town.streets" = 1
"town.communities" = 6
"town.residents_per_community" = 2000
"""


def study() -> str:
    """Return the text of the study: a group for every group of parameters that has something assumed."""
    assumed = sorted((one for one in declarations() if one.role == "uncertainty"), key=_group)
    of_group = {name: [one.key for one in members] for name, members in groupby(assumed, _group)}
    lines = [HEAD, "[groups]"]
    lines += [f'{name} = [{", ".join(f"{key!r}" for key in keys)}]'.replace("'", '"') for name, keys in of_group.items()]
    lines += ["", "[uncertainties]", *(f'"{one.key}" = "plausible"' for one in assumed)]
    return "\n".join(lines) + "\n"


def _group(one: Declaration) -> str:
    return one.key.partition(".")[0]


if __name__ == "__main__":
    FILE.write_text(study(), encoding="utf-8")
