"""Put together what an archive keeps of a release: ``python docs/make_bundle.py [FOLDER]``, by default ``dist/coprod-VERSION``.

The folder holds the wheel, the source distribution (the repository as it is tracked, from which ``make figures`` makes every
figure again), the pins, licence and citation, the manual as a site if it has been built, a note on how to use all that, and the
SHA-256 of every file. Nothing is fetched; setuptools must be installed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from coprod import __version__
from coprod.laboratory.model_version import model_version

ROOT = Path(__file__).parents[1]
KEPT = ("constraints.txt", "CITATION.cff", "LICENSE", "CHANGELOG.md", "README.md", "README.zh.md")
SITE = ROOT / "build" / "site"
SUMS = "SHA256SUMS"
NOTE = f"""coprod {__version__}, model {model_version()}

To install (Python 3.11 or newer):
    python -m pip install --constraint constraints.txt "coprod-{__version__}-py3-none-any.whl[dashboard]"
    coprod run

To make every figure again: unpack coprod-{__version__}.tar.gz, then in its folder
    make figures

To check the files:
    sha256sum --check {SUMS}

site/index.html is the manual, if the folder is there; it needs no network.
"""
BUILD = """
import sys
import tempfile
from setuptools import build_meta
folder = sys.argv[1]
build_meta.build_sdist(folder)
build_meta.build_wheel(folder)
"""


def tracked() -> list[str]:
    """Return the files that belong to the project: those that git keeps, or all of an unpacked source distribution."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [path.as_posix() for path in found if not path.parts[0].startswith((".venv", "build", "dist", "runs", "results"))]


def main(folder: Path) -> None:
    """Write the bundle into a folder that is not there yet or is a bundle already."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SUMS).exists():
        raise SystemExit(f"{folder} holds something else: name an empty folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as copy:  # what setuptools leaves behind must not lie in the repository
        for name in tracked():
            (Path(copy) / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, Path(copy) / name)
        subprocess.run([sys.executable, "-c", BUILD, str(folder.resolve())], cwd=copy, check=True, capture_output=True)
    for name in KEPT:
        shutil.copy2(ROOT / name, folder / name)
    if SITE.exists():
        shutil.copytree(SITE, folder / "site")
    (folder / "NOTE.txt").write_text(NOTE, encoding="utf-8")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / SUMS).write_text("\n".join(sums) + "\n", encoding="utf-8")
    print(f"{folder}: {len(files)} files")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / f"coprod-{__version__}")
