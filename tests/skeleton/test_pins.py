"""What is installed is pinned, and pins hold no address."""

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from coprod import __version__
from coprod.interfaces.docs import FOLDER

ROOT = FOLDER.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [Requirement(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")]
WANTED = [Requirement(text) for text in
          (*PROJECT["dependencies"], *(text for extra in PROJECT["optional-dependencies"].values() for text in extra))]


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_dependency_has_one_pin_that_it_allows(python):
    pins = {canonicalize_name(pin.name): pin for pin in PINS
            if not pin.marker or pin.marker.evaluate({"python_version": python, "python_full_version": f"{python}.0"})}
    for wanted in WANTED:
        (pinned,) = pins[canonicalize_name(wanted.name)].specifier
        assert pinned.operator == "==" and wanted.specifier.contains(pinned.version), wanted


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_every_dependency_is_told_what_for(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert not [wanted.name for wanted in WANTED if f"`{wanted.name}`" not in text]


def test_no_index_addresses():
    for name in ("constraints.txt", "pyproject.toml", "Makefile", ".ci/run"):
        assert not re.search(r"index-url|find-links|https?://", (ROOT / name).read_text(encoding="utf-8")), name


def test_make_knows_its_targets():
    targets = ["run", "test", "coverage", "dashboard", "lint", "docs", "site", "figures", "bundle"]
    done = subprocess.run(["make", "--dry-run", *targets], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("-m pytest") == 2 and all(word in done.stdout for word in ("mypy", ".docs", "dashboard"))


def test_make_says_what_it_can_do():
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {target}" in said for target in "run test coverage dashboard lint site figures bundle".split())


def test_a_python_that_is_too_old_is_told_so(tmp_path):
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(["make", "run", f"PYTHON={old}", f"VENV={tmp_path}/venv"], cwd=ROOT, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 2 and "older than Python 3.11" in done.stderr


def test_the_citation_names_this_version():
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_scripts_are_sound():
    for script in (".ci/run", ".ci/newer-python"):
        subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_the_newest_python_is_found_on_the_path_and_under_pyenv(tmp_path):
    def found(than):
        environment = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "PYENV_ROOT": str(tmp_path / "py env")}
        done = subprocess.run([ROOT / ".ci" / "newer-python", than], capture_output=True, text=True, check=False,
                              env=environment)
        assert done.returncode == (0 if done.stdout else 1) and not done.stderr
        return done.stdout.strip()

    shim, ours, pyenvs = (tmp_path / name for name in ("bin/python3.13", "bin/python3.12",
                                                      "py env/versions/3.13.1/bin/python3.13"))
    for python, text in ((shim, "exit 127"), (ours, "echo 3.12")):
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text(f"#!/bin/sh\n{text}\n")
        python.chmod(0o755)
    assert [found("3.11"), found("3.12"), found("3.13")] == [str(ours), "", ""]
    pyenvs.parent.mkdir(parents=True)
    pyenvs.write_text("#!/bin/sh\necho 3.13\n")
    pyenvs.chmod(0o755)
    assert [found("3.11"), found("3.12"), found("3.13")] == [str(pyenvs), str(pyenvs), ""]
