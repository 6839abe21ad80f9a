"""No critical or serious obstacle for readers with assistive technology, by axe-core."""

import pytest

from coprod.interfaces.dashboard.state import PAGES

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

NOT_OURS = {"meta-viewport"}
"""Findings about the page that Solara serves, which no application can change before it starts."""


QUERIES = [*(f"page={name}" for name in PAGES), "page=lessons&step=3&lesson=three-stamps", "guess=1", "guess=1&revealed=1"]


@pytest.mark.parametrize("query", [QUERIES[0], *(pytest.param(query, marks=pytest.mark.slow) for query in QUERIES[1:])])
def test_no_critical_or_serious_finding_is_ours(reader, query):
    page = reader.open(f"lang=en&{query}{'&guess=-1' * (query == 'page=people')}")  # asked for: before that it is sealed
    page.wait_for_selector("h1")
    if not query.startswith(("page=lab", "page=sou", "page=dir")) and query != "page=lessons":
        reader.see_worlds()
    page.wait_for_timeout(700)  # until nothing moves any more: axe judges colours as they are at that moment
    found = [
        one
        for one in axe.Axe().run(page).response["violations"]
        if one["impact"] in ("critical", "serious") and one["id"] not in NOT_OURS
    ]
    assert not found, [
        (one["id"], [node["target"] for node in one["nodes"]][:4], one["nodes"][0].get("failureSummary", "")[:300])
        for one in found
    ]
