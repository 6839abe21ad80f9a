"""Short cuts on columns give what NumPy gives."""

import numpy as np

from coprod.kernel.columns import is_one_of, mean, rows_where


def test_short_cuts_agree_with_numpy_to_the_last_bit():
    draws = np.random.default_rng(0)
    for n in (0, 1, 7, 300):
        column, codes = draws.integers(0, 6, n).astype(np.uint8), draws.permutation(6).tolist()
        for few in (1, 2, 5):
            assert np.array_equal(is_one_of(column, codes[:few]), np.isin(column, codes[:few])), (n, few)
        assert np.array_equal(rows_where(column > 2), np.flatnonzero(column > 2))
        if n:
            values = draws.random(n).astype(np.float32)
            assert mean(values) == values.mean(dtype=np.float32) and mean(column > 2) == (column > 2).mean()
