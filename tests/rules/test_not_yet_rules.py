"""The manual lists the choices that no rule decides yet, the same in both languages, and none of them as absent."""

import re
from pathlib import Path

from coprod.agents.decisions import all_decisions

ROOT = Path(__file__).parents[2]
HEADINGS = {"architecture.md": "## Choices that are not yet rules", "architecture.zh.md": "## 尚未成为规则的选择"}
AMONG_THEM = {"emergency/audience.py", "long_term/aftermath.py", "everyday/points.py"}


def test_choices_without_a_rule_are_listed_alike_in_both_languages():
    listed = []
    for name, heading in HEADINGS.items():
        section = (ROOT / "docs" / name).read_text(encoding="utf-8").split(f"{heading}\n")[1].split("\n## ")[0]
        listed.append(re.findall(r"\| `(coprod/[a-z_/]+\.py)` \|", section))
    assert listed[0] == listed[1] and len(set(listed[0])) == len(listed[0]) > 10
    missing = [file for file in listed[0] if not (ROOT / file).is_file()]
    assert not missing
    assert {f"coprod/fields/{file}" for file in AMONG_THEM} <= set(listed[0])
    assert not {"city.set_targets", "department.share_data"} & set(all_decisions())


def test_the_manual_says_when_crews_are_allocated():
    allocate = all_decisions()["district.allocate"]
    assert "only where crews are pooled" in allocate.en and "统一调度" in allocate.zh
