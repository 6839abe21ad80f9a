"""The suite notices when one causal link of the model is cut: each link is cut in a copy, and a named test must fail."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

import coprod
from tests.failures import Failures

ROOT = Path(coprod.__file__).parents[1]
TESTS_FAILED, PATIENCE = 1, 300


@dataclass(frozen=True)
class Link:
    name: str
    module: str
    whole: str
    cut: str
    tests: list[str]


LINKS = [Link(name, **fields) for name, fields in
         tomllib.loads(Path(__file__).with_name("links.toml").read_text(encoding="utf-8")).items()]


def file_of(link):
    """Return the file that holds a link, relative to the root: that of its module, or the only one with its text."""
    try:
        named = [Path(importlib.util.find_spec(link.module).origin)]
    except (ImportError, AttributeError):
        named = []
    for files in (named, Path(coprod.__file__).parent.rglob("*.py")):
        if found := [path for path in files if link.whole in path.read_text(encoding="utf-8")]:
            assert len(found) == 1, f"{link.name}: in several files: {found}"
            assert found[0].read_text(encoding="utf-8").count(link.whole) == 1, f"{link.name}: more than once in {found[0]}"
            return found[0].relative_to(ROOT)
    raise AssertionError(f"{link.name}: nowhere in coprod is the text {link.whole!r}; bring links.toml up to date")


def run_tests(tree, tests):
    """Return the exit status of these tests in a copy of the project, and what they wrote."""
    rows = [name.removeprefix("row:") for name in tests if name.startswith("row:")]
    files = [name for name in tests if not name.startswith("row:")]
    commands = [["-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *files]] * bool(files)
    commands += [["-m", "tests.mutation.row", row] for row in rows]
    said = ""
    for command in commands:
        done = subprocess.run([sys.executable, *command], cwd=tree, env=os.environ | {"PYTHONPATH": str(tree)},
                              capture_output=True, text=True, check=False, timeout=PATIENCE)
        said += done.stdout[-2000:] + done.stderr[-2000:]
        if done.returncode:
            return done.returncode, said
    return 0, said


def cut_and_test(tree, link):
    """Cut a link in the copy, run its tests, and mend it again."""
    path = tree / file_of(link)
    text = path.read_text(encoding="utf-8")
    compiled = path.parent / "__pycache__"
    try:
        path.write_text(text.replace(link.whole, link.cut), encoding="utf-8")
        shutil.rmtree(compiled, ignore_errors=True)  # two changes in a second would look the same to Python
        return run_tests(tree, link.tests)
    finally:
        path.write_text(text, encoding="utf-8")
        shutil.rmtree(compiled, ignore_errors=True)


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """Return a copy of the package and its tests."""
    copy = tmp_path_factory.mktemp("tree")
    for name in ("coprod", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "experiments", "docs", "README.md"):
        (copy / name).symlink_to(ROOT / name)
    return copy


def test_the_links_are_in_the_code():
    assert len(LINKS) >= 20
    with Failures() as failures:
        for link in LINKS:
            with failures.case(link.name):
                changed = (ROOT / file_of(link)).read_text(encoding="utf-8").replace(link.whole, link.cut)
                compile(changed, link.module, "exec")
                assert link.whole != link.cut and link.tests
                assert all(name.startswith("row:") or (ROOT / name.split("::")[0]).is_file() for name in link.tests)


@pytest.mark.slow
def test_nothing_fails_when_nothing_is_cut(tree):
    status, said = run_tests(tree, sorted({name for link in LINKS for name in link.tests}))
    assert status == 0, said


@pytest.mark.slow
def test_every_cut_makes_a_named_test_fail(tree):
    with Failures() as failures:
        for link in LINKS:
            with failures.case(link.name):
                status, said = cut_and_test(tree, link)
                assert status == TESTS_FAILED, f"its tests passed, or could not run: {said[-500:]}"
