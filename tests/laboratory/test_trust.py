"""A study file from others runs no code unasked: not for reading it, not for a dry run, not from the working folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coprod.laboratory import Study
from coprod.text.problems import InputProblems

ROOT = Path(__file__).parents[2]
THEIRS = """from pathlib import Path
Path(__file__).with_name("ran").touch()
from tests.laboratory.models import NO_WORK as MINE
"""
STUDY = """question = "Whose code is it?"
model = "theirs:MINE"
replications = 2
outcomes = ["y"]
[levers]
x = [0, 1]
"""
DISTRICT = """question = "?"
days = 2
replications = 1
outcomes = ["loss"]
[levers]
"points.reward" = [0, 1]
[set]
"town.streets" = 1
"town.communities" = 2
"town.residents_per_community" = 80
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "theirs.py").write_text(THEIRS)
    (tmp_path / "study.toml").write_text(STUDY)
    return tmp_path


def sweep(folder, *words):
    """Call coprod in a folder, whose modules it does not find by itself (-P), as an installed command does not."""
    return subprocess.run([sys.executable, "-P", "-m", "coprod", "sweep", "study.toml", "--lang", "en", *words], cwd=folder,
                          env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120)


def test_code_is_imported_only_on_request_and_never_by_a_dry_run(folder):
    for words, sentence in (((), "say --allow-code"), (("--quick",), "say --allow-code"), (("--verify", "1"), "say --allow-code"),
                            (("--dry-run",), "which --dry-run never does"),
                            (("--dry-run", "--allow-code"), "which --dry-run never does")):
        done = sweep(folder, *words)
        assert done.returncode == 2 and sentence in done.stderr and "study.toml:2: model = 'theirs:MINE'" in done.stderr
        assert sorted(path.name for path in folder.iterdir()) == ["study.toml", "theirs.py"]
    done = sweep(folder, "--allow-code", "--workers", "1")
    assert done.returncode == 0 and (folder / "ran").exists()
    assert f"Importing the code that study.toml names: theirs:MINE, from {folder / 'theirs.py'}" in done.stderr


def test_in_python_too(folder, monkeypatch):
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)
    with pytest.raises(InputProblems, match="allow_code=True"):
        Study.read("study.toml")
    with pytest.raises(InputProblems, match="never does"):
        Study.read("study.toml", allow_code=True, dry_run=True)
    assert not (folder / "ran").exists()
    assert Study.read("study.toml", model="tests.laboratory.models:NO_WORK").n_points == 2
    assert not (folder / "ran").exists()
    assert Study.read("study.toml", allow_code=True).n_points == 2 and (folder / "ran").exists()


def test_other_mistakes_of_the_file_are_told_with_it(folder):
    (folder / "study.toml").write_text("replicatons = 3\n" + STUDY)
    with pytest.raises(InputProblems) as reported:
        Study.read(folder / "study.toml")
    assert [problem.key for problem in reported.value.problems] == ["replicatons", "model"]


def test_files_of_the_working_folder_are_not_taken_for_modules_of_ours(tmp_path):
    (tmp_path / "study.toml").write_text(DISTRICT)
    for name in ("pickle", "queue", "mesa", "numexpr", "bottleneck", "pyarrow"):
        (tmp_path / f"{name}.py").write_text("from pathlib import Path\nPath(__file__).with_name('ran').touch()\n")
    done = sweep(tmp_path, "--workers", "1")
    assert done.returncode == 0 and "2 runs ok" in done.stdout and not (tmp_path / "ran").exists()
