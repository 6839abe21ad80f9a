"""The guides for contributors name nothing that is not there, and say the same in both languages."""

import importlib.util
import re
from pathlib import Path

import coprod
from coprod.agents.decisions import DECISIONS, all_decisions
from coprod.interfaces.docs import decisions_table
from coprod.outcomes.evaluate import OUTCOMES
from tests.failures import Failures
from tests.skeleton.places import names_in, where

ROOT = Path(coprod.__file__).parents[1]
TWINS = (("CONTRIBUTING.md", "CONTRIBUTING.zh.md"), ("docs/architecture.md", "docs/architecture.zh.md"),
         ("examples/README.md", "examples/README.zh.md"))
PAGES = [page for pair in TWINS for page in pair]


def text_of(page):
    return (ROOT / page).read_text(encoding="utf-8")


def named(page):
    """Return what a page names in `code`, once each, generated tables left out."""
    by_hand = re.sub(r"<!-- generated: .*?<!-- end -->", "", text_of(page), flags=re.S)
    return set(re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", by_hand, flags=re.M | re.S)))


def check_path(name):
    file, _, symbol = name.partition(":")
    path = ROOT / file
    assert path.exists(), f"there is no {file}"
    assert path.is_dir() == file.endswith("/"), f"folders end with a stroke: {file}"
    if symbol:
        assert symbol in names_in(path), f"{symbol} is not in {file}; it is in {where(ROOT / 'coprod', symbol)}"


def test_every_path_and_symbol_that_is_named_exists():
    with Failures() as failures:
        for page in PAGES:
            for name in named(page):
                if re.fullmatch(r"[\w.]+/[\w./]*(:[\w.]+)?", name):
                    with failures.case(f"{page}: {name}"):
                        check_path(name)


def test_enough_is_named_that_the_test_above_means_something():
    architecture = [name for name in named("docs/architecture.md") if name.startswith("coprod/")]
    assert sum(":" in name for name in architecture) > 20 and len(architecture) > 35


def test_commands_that_are_named_exist():
    targets = set(re.findall(r"^(\w+):", text_of("Makefile"), re.M))
    with Failures() as failures:
        for page in PAGES:
            for name in named(page):
                with failures.case(f"{page}: {name}"):
                    if made := re.match(r"make (\w+)", name):
                        assert made[1] in targets
                    for folder in re.findall(r"TESTS=(tests/\w+)", name):
                        assert (ROOT / folder).is_dir()
                    if module := re.match(r"python -m ([\w.]+)", name):
                        assert importlib.util.find_spec(module[1])


def test_decisions_that_are_named_are_taken():
    all_decisions()  # known once their files are imported, in whatever order tests run
    kinds = {name.partition(".")[0] for name in DECISIONS} - {"resident", "volunteer"}  # those are groups of parameters too
    dotted = {name for page in PAGES for name in named(page) if re.fullmatch(r"\w+\.\w+", name)}
    mentioned = {name for name in dotted if name.split(".")[0] in kinds}
    assert {"committee.order", "committee.tick", "committee.refer"} <= mentioned
    assert not [name for name in mentioned if name not in DECISIONS or not DECISIONS[name].rules]


def test_both_languages_name_the_same_things_in_the_same_shape():
    with Failures() as failures:
        for english, chinese in TWINS:
            with failures.case(english):
                ours = [{name for name in named(page) if re.match(r"(coprod|tests|docs)/|make |python ", name)}
                        for page in (english, chinese)]
                assert ours[0] == ours[1]
                shapes = [re.findall(r"^(#+ |\d\. |- |\| (?=[`\w]))", text_of(page), re.M) for page in (english, chinese)]
                assert len(shapes[0]) == len(shapes[1])
                assert len(re.findall("[\u4e00-\u9fff]", text_of(chinese))) > 200


def test_every_room_of_the_house_is_described():
    rooms = {path.name for path in (ROOT / "coprod").iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    for page in TWINS[1]:
        assert set(re.findall(r"^\| `coprod/(\w+)/` \|", text_of(page), re.M)) == rooms


def test_the_layers_are_drawn_as_they_are_written():
    written = re.findall(r"\w+", re.search(r"kernel < .*?interfaces", text_of("CONTRIBUTING.md"), re.S)[0])
    drawn = re.search(r"^```\n(.*?)^```", text_of("docs/architecture.md"), re.M | re.S)[1]
    first = [word for line in reversed(drawn.splitlines()) for word in line.split()[:3] if word in written]
    assert [word for word in first if word in written] == written


def test_the_table_of_decisions_lists_all_with_their_rules():
    for language in ("en", "zh"):
        table = decisions_table(language)
        for one in DECISIONS.values():
            (row,) = [line for line in table.splitlines() if line.startswith(f"| `{one.name}` |")]
            assert all(f"`{rule}`" in row for rule in one.rules) and bool(one.rules) == ("coprod/agents/" in row)


def test_the_golden_window_is_read_by_the_outcome_that_the_page_names():
    assert "golden_hit" in {one.name for one in OUTCOMES}


def test_the_readme_leads_to_all_guides():
    for readme, pages in (("README.md", [en for en, _ in TWINS]), ("README.zh.md", [zh for _, zh in TWINS])):
        assert not [page for page in pages if f"({page})" not in text_of(readme)]
