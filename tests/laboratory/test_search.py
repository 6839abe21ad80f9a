"""The search finds a known frontier, and an interrupted one goes on from where it was."""

import pytest

from coprod.laboratory import Study
from coprod.laboratory.runner import Options

pytest.importorskip("optuna")


@pytest.fixture
def valley(tmp_path):
    path = tmp_path / "valley.toml"
    path.write_text('question = "Where is the valley?"\nmodel = "tests.laboratory.models:VALLEY"\nreplications = 1\n'
                    'outcomes = ["y", "z"]\n[design]\nkind = "latin_hypercube"\nsamples = 1\n'
                    '[levers]\na = "plausible"\nb = "plausible"\n[analysis]\ntrade_off = ["y", "z"]\n')
    return Study.read(path, allow_code=True)


def test_a_search_finds_the_frontier_and_an_interrupted_one_costs_nothing_twice(valley, tmp_path):
    from coprod.laboratory.analysis.trade_off import frontier
    from coprod.laboratory.search import search

    options = Options(workers=0)
    short = search(valley, tmp_path / "out", generations=3, options=options)
    results = search(valley, tmp_path / "out", generations=12, options=options)
    assert list(results.runs.key[:60]) == list(short.runs.key) and len(results.runs) == 240
    best = results.runs[frontier(results.runs[["y", "z"]].to_numpy())]
    assert best.a.between(0.25, 0.75).all() and best.b.max() < 0.15 and best.a.max() - best.a.min() > 0.2


def test_a_lever_with_a_distribution_is_searched_by_its_quantiles(valley, tmp_path):
    """Before the search has learnt anything it tries a sample of the distribution: half below its median."""
    from coprod.laboratory.search import search

    path = tmp_path / "valley.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('a = "plausible"', 'a = { dist = "beta", alpha = 1, beta = 20 }'),
                    encoding="utf-8")
    tried = search(Study.read(path, allow_code=True), tmp_path / "out", generations=1, population=100,
                   options=Options(workers=0)).runs.a
    median, n = 1 - 0.5 ** (1 / 20), len(tried)
    assert abs((tried < median).mean() - 0.5) < 4 * (0.25 / n) ** 0.5 and tried.between(0, 1).all()
