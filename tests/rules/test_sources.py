"""Every rule that comes with coprod says where it comes from, and what agents' docstrings cite is in the bibliography."""

import re

from coprod.agents.decisions import all_decisions
from coprod.interfaces.cli.rules import cited, is_assumed, listed, sources, table
from tests.references.citations import KNOWN, prose

BY_YEAR = re.compile(r"[A-Z\u4e00-\u9fff][\w'-]*(?: (?:(?:&|and) [A-Z][\w'-]+|et al\.))*,? \(?(?:18|19|20)\d\d\b")
"""``Becker (1968)``, ``Waugh & Streib 2006``, ``周雪光 2008``: works that no code resolves."""


def test_every_rule_names_a_source_or_says_that_it_is_assumed():
    rules = {f"{d.name}={name}": made for d in all_decisions().values() for name, made in d.rules.items()}
    assert len(rules) > 40 and sum(bool(cited(made)) for made in rules.values()) > len(rules) / 2
    assert not [name for name, made in rules.items() if not (cited(made) or is_assumed(made))]
    assert not [f"{name}: {code}" for name, made in rules.items() for code in cited(made) if code.key not in KNOWN[code.scheme]]


def test_agents_cite_works_by_their_codes():
    found = {name: BY_YEAR.findall(text) for name, text in prose() if name.startswith("coprod/agents/")}
    assert len(found) > 10 and not {name: works for name, works in found.items() if works}
    for text in ("(Becker 1968)", "Becker (1968)", "Waugh & Streib 2006", "Demerouti et al. 2001", "周雪光 2008", "Bass, 1969"):
        assert BY_YEAR.search(text), f"the search overlooks {text}"
    assert not BY_YEAR.search("(src:becker1968; note:B5) with 1968 people and λ = 2.25")


def test_a_rule_shows_its_works_in_the_readers_language():
    decision = all_decisions()["committee.order"]
    made = decision.rules["visible_to_superiors"]
    assert sources(made) == ["Lipsky (1980)", "Holmström and Milgrom (1991)"]
    assert sources(made, "zh") == ["Lipsky（1980）", "Holmström、Milgrom（1991）"]
    rows = {row[2]: row[-1] for row in table([decision], "zh")}
    assert rows == {"urgency": "Cobham（1954）", "visible_to_superiors": "Lipsky（1980）；Holmström、Milgrom（1991）；假定"}
    assert not [row for row in table(listed(), "en") if row[2] != "–" and not row[-1]]
