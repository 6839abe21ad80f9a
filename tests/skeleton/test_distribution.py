"""What is handed out: the wheel and the source distribution hold every file, and the wheel works where there is no checkout."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import tarfile
import time
import urllib.request
import zipfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest

import coprod
from coprod.interfaces.cli import COMMANDS

ROOT = Path(coprod.__file__).parents[1]
SMALL = ("--set", "town.streets=1", "--set", "town.communities=2", "--set", "town.residents_per_community=60")
STUDY = ('question = "?"\ndays = 3\noutcomes = ["udi"]\nreplications = 2\n[levers]\n"points.reward" = [0, 5]\n[set]\n'
         '"town.streets" = 1\n"town.communities" = 2\n"town.residents_per_community" = 60\n')
TARGETS = ('days = 3\nseeds = 1\n[set]\n"town.streets" = 1\n"town.communities" = 2\n"town.residents_per_community" = 60\n'
           '[[target]]\noutcome = "participation_effective"\nvalue = 5\nerror = 50\n[[prior]]\nparameter = "points.reward"\n'
           "[method]\npoints = 12\nwaves = 1\nchecks = 2\nsets = 4\nparticles = 200\n")
BUILD = """
import sys
from setuptools import build_meta
folder = sys.argv[1]  # setuptools changes the list
build_meta.build_sdist(folder)
build_meta.build_wheel(folder)
"""


@pytest.fixture
def tracked():
    """Return the paths of all files that git keeps and that are there."""
    if not (ROOT / ".git").exists():
        pytest.skip("what belongs to the project is known only in a checkout")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}


@pytest.fixture
def built(tracked, tmp_path):
    """Build both distributions from a copy of the tracked files, with rubbish among them; return sdist and wheel."""
    copy, dist = tmp_path / "copy", tmp_path / "dist"
    for name in tracked:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    for rubbish in ("coprod/__pycache__/x.cpython-399.pyc", "coprod/model.py.orig", "results/runs.parquet"):
        (copy / rubbish).parent.mkdir(exist_ok=True)
        (copy / rubbish).write_text("rubbish")
    done = subprocess.run([sys.executable, "-c", BUILD, str(dist)], cwd=copy, capture_output=True, text=True, check=False,
                          env=_environment())
    assert done.returncode == 0, done.stderr
    return next(dist.glob("*.tar.gz")), next(dist.glob("*.whl"))


def _environment(**more):
    """Return the variables of a process that must not see this checkout."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | more


def test_both_distributions_hold_every_file_and_no_rubbish(tracked, built):
    sdist, wheel = built
    with tarfile.open(sdist) as archive:
        source = {name.partition("/")[2] for name in archive.getnames()}
    with zipfile.ZipFile(wheel) as archive:
        installed = {name for name in archive.namelist() if ".dist-info/" not in name}
    of_the_package = {name for name in tracked if name.startswith("coprod/")}
    assert {PurePosixPath(name).suffix for name in of_the_package} >= {".py", ".toml", ".css", ".js", ".typed"}
    assert not tracked - source, "MANIFEST.in leaves these out of the source distribution"
    assert not of_the_package - installed, "MANIFEST.in leaves these out of the wheel"
    assert not installed - of_the_package
    assert not [name for name in source if name.startswith("results") or "__pycache__" in name or name.endswith(".orig")]


@pytest.mark.slow
def test_the_bundle_of_a_release_is_whole(tmp_path):
    """Every file is summed, the source distribution can make the figures, and a folder of somebody else is left alone."""
    folder = tmp_path / "bundle"
    script = [sys.executable, ROOT / "docs" / "make_bundle.py", folder]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(script, check=True, capture_output=True, env=environment)
    summed = [line.split("  ") for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for _, name in summed} == there - {"SHA256SUMS"}
    assert all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for digest, name in summed)
    with tarfile.open(next(folder.glob("*.tar.gz"))) as archive:
        source = {name.partition("/")[2] for name in archive.getnames()}
    recipe = re.search(r"^figures:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[1]
    assert set(re.findall(r"docs/make_\w+\.py", recipe)) == {name for name in source if re.fullmatch(r"docs/make_\w+\.py", name)
                                                              } - {"docs/make_bundle.py"}
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("dear")
    done = subprocess.run([*script[:2], tmp_path / "theirs"], check=False, capture_output=True, env=environment)
    assert done.returncode and (tmp_path / "theirs" / "letter.txt").exists()


@pytest.fixture
def elsewhere(built, tmp_path):
    """Install the wheel into a fresh environment inside somebody else's repository; yield that folder."""
    theirs = tmp_path / "theirs"
    environment = theirs / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = str(environment / "bin" / "python")
    subprocess.run([sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index",
                    "--disable-pip-version-check", str(built[1])], check=True, env=_environment())
    packages = next(environment.glob("lib/python*/site-packages"))
    (packages / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")  # what coprod needs, without coprod itself
    for beside in ("etc", "share"):  # where Jupyter's widgets keep their settings and what a browser loads
        if (Path(sys.prefix) / beside).exists() and not (environment / beside).exists():
            (environment / beside).symlink_to(Path(sys.prefix) / beside)
    git = ["git", "-c", "user.name=them", "-c", "user.email=them@example.org"]
    for words in (["init", "--quiet"], ["commit", "--quiet", "--allow-empty", "-m", "theirs"]):
        subprocess.run([*git, *words], cwd=theirs, check=True)
    return theirs


def _coprod(folder, *words):
    done = subprocess.run([folder / "env" / "bin" / "coprod", *map(str, words)], cwd=folder, capture_output=True, text=True,
                          check=False, env=_environment(COPROD_LANG="en"))
    assert done.returncode == 0 and "Traceback" not in done.stderr, f"coprod {words}: {done.stderr[-2000:]}"
    return done.stdout


@contextmanager
def _started(folder, *words):
    """Start a command that takes long or for ever; end it at last."""
    process = subprocess.Popen([folder / "env" / "bin" / "coprod", *map(str, words)], cwd=folder, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment(COPROD_LANG="en"))
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_every_command_works_outside_the_checkout(elsewhere):
    (elsewhere / "mine.toml").write_text(STUDY)
    (elsewhere / "targets.toml").write_text(TARGETS)
    town = (*SMALL, "--days", 10)
    calls = {
        "run": ["baseline", *town, "--out", "year"],
        "compare": ["baseline", "rigid", *town, "--replications", 2],
        "timeline": ["storm_night", *SMALL],
        "attribute": ["baseline", *town, "--replications", 2, "--worst", 1],
        "province": ["baseline", *town, "--districts", 2, "--out", "province"],
        "sweep": ["mine.toml", "--out", "results"],
        "calibrate": ["targets.toml", "--out", "calibrated", "--workers", 0],
        "report": ["results", "--csv", "runs.csv"],
        "scenarios": [],
        "parameters": ["points"],
        "mechanisms": [],
        "rules": [],
    }
    assert set(calls) | {"validate", "dashboard"} == {command.__name__ for command in COMMANDS}
    where = subprocess.run([elsewhere / "env" / "bin" / "python", "-c", "import coprod; print(coprod.__file__)"],
                           cwd=elsewhere, capture_output=True, text=True, check=True, env=_environment()).stdout
    assert Path(where.strip()).is_relative_to(elsewhere)
    written = {command: _coprod(elsewhere, command, *words) for command, words in calls.items()}
    assert all(written.values())
    assert (elsewhere / "year" / "outcomes.json").exists() and list((elsewhere / "year").glob("*.html"))
    assert "<style" in (elsewhere / "results" / "report.html").read_text(encoding="utf-8")
    (sweep,) = json.loads((elsewhere / "results" / "provenance.json").read_text(encoding="utf-8"))["sessions"]
    assert sweep["commit"] is None, "the commit of another repository is not ours"
    with _started(elsewhere, "validate", "--seeds", 2) as validation:
        assert re.match(r"run \d+ of \d+ done", validation.stderr.readline())


@pytest.mark.slow
def test_the_dashboard_is_served_outside_the_checkout(elsewhere):
    pytest.importorskip("solara")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _started(elsewhere, "dashboard", "--port", port) as server:
        page = _page(f"http://localhost:{port}/", server)
    assert "coprod" in page


def _page(address, server, seconds=90):
    failure: object = "no answer"
    end, direct = time.monotonic() + seconds, urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < end and server.poll() is None:
        try:
            with direct.open(address, timeout=10) as answer:
                return answer.read().decode()
        except OSError as error:
            failure = error
            time.sleep(0.2)
    raise AssertionError(server.stderr.read() if server.poll() is not None else failure)
