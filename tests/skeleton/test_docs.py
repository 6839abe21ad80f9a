"""The documents say what the code says."""

import re
from pathlib import Path

import pytest

from coprod.interfaces.cli import COMMANDS
from coprod.interfaces.docs import FOLDER, pages, schedule, week
from coprod.interfaces.entry import main
from coprod.model import CoproductionModel
from coprod.parameters import Parameters, scenario_names
from coprod.references import notes
from tests.failures import Failures

ROOT = FOLDER.parent
READMES = ("README.md", "README.zh.md")


def test_generated_parts_are_current():
    stale = [page.name for page, text in pages().items() if page.read_text(encoding="utf-8") != text]
    assert not stale, "run `make docs`"


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_leads_to_every_page(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert not [page.name for page in FOLDER.glob("*.md") if f"(docs/{page.name})" not in text]


ODD = ("ODD.md", "ODD.zh.md")


@pytest.mark.parametrize("page", ODD)
def test_odd_describes_every_submodel_with_its_sources(page):
    submodels = (FOLDER / page).read_text(encoding="utf-8").split("## 7 ")[1]
    described = re.findall(r"^\*\*note:(B\d+) [^*]+\*\* ?[(（].*?(?=^\*\*)", submodels, re.M | re.S)
    assert described == list(notes()) and len(re.findall(r"\*(?:Sources:|出处：)\*", submodels)) == len(notes())
    for path in re.findall(r"`([a-z_]+/(?:[a-z_]+\.py)?)`", submodels):
        assert (ROOT / "coprod" / path).exists(), path


@pytest.mark.parametrize("page", ODD)
def test_odd_has_its_seven_elements_in_order(page):
    headings = re.findall(r"^## (\d) ", (FOLDER / page).read_text(encoding="utf-8"), re.M)
    assert headings == list("1234567")


def test_both_languages_of_the_odd_describe_the_same_model():
    texts = [(FOLDER / page).read_text(encoding="utf-8") for page in ODD]
    for pattern in (r"^\d+\. `(\w+)`", r"^\| note:\w+ \| [^|]+ \| ([^|]+) \|", r"^### ", r"^\*\*note:(\w+)"):
        english, chinese = (re.findall(pattern, text, re.M) for text in texts)
        assert english == chinese and english, pattern
    codes, files = (([sorted(set(re.findall(pattern, text))) for text in texts])
                    for pattern in (r"(?:src|note|fact):\w+", r"`([a-z_]+/[a-z_/]+\.py)`"))
    assert codes[0] == codes[1] and files[0] == files[1]
    assert re.findall(r"^\d+\. `(\w+)`", texts[1], re.M) == re.findall(r"^\d+\. `(\w+)`", schedule() + "\n" + week(), re.M)


@pytest.mark.parametrize(("listed", "method"), [(schedule, "step"), (week, "begin_the_week")])
def test_the_published_schedules_are_what_a_day_and_a_week_do(monkeypatch, listed, method):
    """The verbs of the numbered list are called in that order when a day, or the beginning of a week, is simulated."""
    published = re.findall(r"^\d+\. `(\w+)`", listed(), re.M)
    town = {"town.streets": 1, "town.communities": 1, "town.residents_per_community": 30}
    model, called = CoproductionModel(Parameters().replace(town), rng=1), []
    for verb in published:
        monkeypatch.setattr(model, verb, _listed(verb, getattr(model, verb), called))
    getattr(model, method)()
    assert len(published) > 5 and called == published


def _listed(verb, act, called):
    def act_and_tell():
        called.append(verb)
        act()

    return act_and_tell


def test_links_of_every_page_lead_somewhere():
    """Of the repository's pages, without building the site: a text that stands on two pages is right on one of them alone."""
    folders = [ROOT / name for name in ("docs", "experiments", "examples")]
    written = [*ROOT.glob("*.md"), *(page for folder in folders for page in folder.rglob("*.md"))]
    with Failures() as failures:
        for page in written:
            prose = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", prose):
                if not re.match(r"[a-z]+:", target):
                    with failures.case(f"{page.relative_to(ROOT)}: {target}"):
                        assert page.parent.joinpath(target).exists()
    assert len(written) > 80


def test_both_readmes_have_the_same_shape():
    shapes = []
    for name in READMES:
        text = (ROOT / name).read_text(encoding="utf-8")
        code = [re.sub(r"\s*#.*", "", block) for block in re.findall(r"^```.*?^```", text, re.M | re.S)]
        prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
        headings = re.findall(r"^(#+) ", prose, re.M)
        first_cells = re.findall(r"^\| (`[^|]*`)", prose, re.M)
        ticks = [re.findall("[✓○–]", row) for row in re.findall(r"^\|.*[✓○–].*\|$", prose, re.M)]
        shapes.append((headings, code, first_cells, ticks))
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_every_command(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert all(f"`coprod {command.__name__}" in text for command in COMMANDS)


@pytest.mark.parametrize("name", [*READMES, "docs/ODD.md"])
def test_commands_in_documents_parse(name, capsys):
    """Every ``coprod …`` line of a document is one that the command line knows."""
    text = "".join(re.findall(r"^```\w*\n(.*?)^```", Path(ROOT / name).read_text(encoding="utf-8"), re.M | re.S))
    for line in re.findall(r"^coprod (\w+)(.*?)(?:#.*)?$", text, re.M):
        command, rest = line
        with pytest.raises(SystemExit) as leaving:
            main([command, "--help"])
        assert leaving.value.code in (0, None), line
        page = capsys.readouterr().out
        assert all(option in page for option in re.findall(r"--[a-z]+", rest)), line


@pytest.mark.parametrize("name", READMES)
def test_scenarios_in_the_readme_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    named = [word for words in re.findall(r"^coprod (?:run|compare) ([\w ]*)", text, re.M) for word in words.split()]
    assert {word for word in named if word != "mine"} <= set(scenario_names())


def test_the_python_of_the_readme_runs():
    (block,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    names = {}
    exec(block.replace("days=365", "days=5"), names)
    assert names["year"].days == 5 and len(names["year"].incidents.columns) > 5
