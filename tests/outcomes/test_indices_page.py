"""The page of the indices: what is stored, in both languages, and an honest sentence where nothing is."""

import pytest

from coprod.interfaces.cli import indices_page as page
from coprod.laboratory.validation.indices import Index, stored, write


@pytest.mark.parametrize(("language", "words"), [
    ("en", ("Of 3 indices 1 get worse at every step", "2 from the first step to the last", "1 rank avoidable loss")),
    ("zh", ("3项指数中", "有1项", "首尾相比变差的有2项"))])
def test_what_is_stored_is_shown(tmp_path, monkeypatch, language, words):
    rises = Index("rrg", 1, (0.1, 0.2, 0.3), 0.2, 0.1, 0.3, 0.6, 0.2, 0.9)
    dips = Index("udi", 1, (0.1, 0.05, 0.3), 0.2, 0.1, 0.3, 0.1, -0.4, 0.5)
    falls = Index("wci", 1, (0.5, 0.4, 0.3), -0.2, -0.3, -0.1, -0.5, -0.8, 0.1)
    write([rises, dips, falls], range(1, 4), tmp_path / "indices.json")
    monkeypatch.setattr(page, "stored", lambda: stored(tmp_path / "indices.json"))
    text = page.indices_page(language)
    assert all(word in text for word in words) and "--seeds 3" in text
    rows = {line.split("`")[1]: line for line in text.splitlines() if line.startswith("|") and "`" in line}
    assert (rows["rrg"].count("✓"), rows["udi"].count("✓"), rows["wci"].count("✓")) == (2, 0, 0)
    assert "0.100 → 0.200 → 0.300" in rows["rrg"] and "−0.200 (" in rows["wci"]


def test_nothing_stored_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "stored", lambda: stored(tmp_path / "none.json"))
    assert page.indices_page("en") == "Not measured yet."
