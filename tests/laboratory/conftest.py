"""Ways to write and run a study in a line or two."""

import pytest

from coprod.laboratory import Study
from coprod.laboratory.children import CHILDREN
from coprod.laboratory.progress import Progress
from coprod.laboratory.runner import Options, sweep


@pytest.fixture(autouse=True)
def no_worker_left():
    yield
    CHILDREN.stop()


@pytest.fixture
def study(tmp_path):
    """Write a study file over one of tests.laboratory.models and read it."""

    def write(model, text="", *, levers="x = [0, 1, 2, 3]", replications=5, **reading):
        path = tmp_path / "study.toml"
        path.write_text(study_text(model, text, levers=levers, replications=replications), encoding="utf-8")
        return Study.read(path, allow_code=True, **reading)

    return write


def study_text(model, text="", *, levers="x = [0, 1, 2, 3]", replications=5):
    head = f'question = "Does it hold?"\nmodel = "tests.laboratory.models:{model}"\noutcomes = ["y"]\ndays = 10\n'
    if replications and "until" not in text:
        head += f"replications = {replications}\n"
    return f"{head}{text}\n[levers]\n{levers}\n"


@pytest.fixture
def run(tmp_path):
    """Sweep a study into a folder of its own and return the results; in this process, as starting others takes time."""

    def make(study, folder="out", **options):
        return sweep(study, tmp_path / folder, Options(**{"workers": 0, **options}))

    return make


@pytest.fixture
def table(tmp_path):
    """Return the bytes of a final table."""
    return lambda folder="out": (tmp_path / folder / "runs.parquet").read_bytes()


class Heard(Progress):
    """Keeps what a sweep says, and how many runs it makes."""

    def __init__(self):
        self.notes, self.made = [], 0

    def note(self, key, **values):
        self.notes.append((key, values))

    def advance(self, rows):
        self.made += len(rows)

    @property
    def keys(self):
        return [key for key, _ in self.notes]


@pytest.fixture
def listened(tmp_path):
    """Sweep a study here and return what was said."""
    def make(study, folder="out", **options):
        heard = Heard()
        sweep(study, tmp_path / folder, Options(**{"workers": 0, **options}), heard)
        return heard

    return make


@pytest.fixture
def many_shards(study, run):
    """Make a study with a shard for every two runs."""
    question = study("NO_WORK", levers="x = [0, 1, 2, 3]", replications=5)
    return question, run(question, workers=0, batch=1)
