"""The suite notices when one causal link of the model is cut: each link is cut in a copy, and a named test must fail."""

import importlib.util
import json
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
TESTS_FAILED, PARTS = 1, 4


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


class Copy:
    """A copy of the package and its tests, and a process that runs these tests."""

    def __init__(self, tree):
        self.tree = tree
        for name in ("coprod", "tests"):
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "experiments", "docs", "README.md"):
            (tree / name).symlink_to(ROOT / name)
        self._forks = subprocess.Popen([sys.executable, "-P", Path(__file__).with_name("forks.py")], cwd=tree, text=True,
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(tree)})

    def run_tests(self, tests):
        """Return the exit status of these tests, and what they wrote."""
        rows = [name.removeprefix("row:") for name in tests if name.startswith("row:")]
        files = [name for name in tests if not name.startswith("row:")]
        commands = [["pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *files]] * bool(files)
        commands += [["tests.mutation.row", row] for row in rows]
        said = ""
        for command in commands:
            print(json.dumps(command), file=self._forks.stdin, flush=True)
            status, written = json.loads(self._forks.stdout.readline())
            said += written
            if status:
                return status, said
        return 0, said

    def close(self):
        """End the process."""
        self._forks.communicate()


def cut_and_test(copy, link):
    """Cut a link in the copy, run its tests, and mend it again."""
    path = copy.tree / file_of(link)
    text = path.read_text(encoding="utf-8")
    compiled = path.parent / "__pycache__"
    try:
        path.write_text(text.replace(link.whole, link.cut), encoding="utf-8")
        shutil.rmtree(compiled, ignore_errors=True)  # two changes in a second would look the same to Python
        return copy.run_tests(link.tests)
    finally:
        path.write_text(text, encoding="utf-8")
        shutil.rmtree(compiled, ignore_errors=True)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    copy = Copy(tmp_path_factory.mktemp("tree"))
    yield copy
    copy.close()


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
def test_nothing_fails_when_nothing_is_cut(copy):
    status, said = copy.run_tests(sorted({name for link in LINKS for name in link.tests}))
    assert status == 0, said


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))  # so that processes can share the work
def test_every_cut_makes_a_named_test_fail(copy, part):
    with Failures() as failures:
        for link in LINKS[part::PARTS]:
            with failures.case(link.name):
                status, said = cut_and_test(copy, link)
                assert status == TESTS_FAILED, f"its tests passed, or could not run: {said[-500:]}"
