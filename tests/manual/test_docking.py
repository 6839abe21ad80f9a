"""What the page on docking says is tested is tested, and what is tested against theory stands on it, in both languages."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / name for name in ("docking.md", "docking.zh.md")]


def named(page):
    return re.findall(r"`((?:tests|benchmarks)/[\w/.]+)`", page.read_text(encoding="utf-8"))


def test_both_pages_name_the_same_files_and_all_of_them_are_there():
    first, second = map(named, PAGES)
    assert first == second and len(first) > 15
    assert not [name for name in first if not (ROOT / name).exists()]


def test_every_test_that_uses_a_closed_form_is_on_the_page():
    used = {str(path.relative_to(ROOT)) for path in (ROOT / "tests").rglob("test_*.py")
            if re.search(r"^from tests\.theory", path.read_text(encoding="utf-8"), re.MULTILINE)}
    assert used and not used - set(named(PAGES[0]))
