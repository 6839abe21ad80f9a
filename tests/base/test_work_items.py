"""Items of work are joined whole, into rows of their own."""

import numpy as np
import pytest

from coprod.kernel.work_items import ITEM, NO_ITEMS, stack


def some_items(n, seed):
    items = np.zeros(n, ITEM)
    items["hours"], items["origin"] = np.random.default_rng(seed).random(n), np.arange(n) * seed
    return items


def test_joined_items_are_those_of_all_blocks_in_order():
    blocks = [some_items(3, 5), NO_ITEMS, some_items(10, 7)[2:9]]
    joined = stack(blocks)
    np.testing.assert_array_equal(joined, np.concatenate(blocks))
    assert joined.dtype == ITEM and joined.flags.aligned
    assert stack([NO_ITEMS, NO_ITEMS]).size == 0


def test_joined_items_are_a_copy():
    block = some_items(2, 3)
    joined = stack([block])
    joined["hours"] = -1.0
    assert (block["hours"] >= 0).all()


def test_blocks_must_be_contiguous():
    with pytest.raises(TypeError, match="bytes-like"):
        stack([some_items(4, 3)[::2]])
