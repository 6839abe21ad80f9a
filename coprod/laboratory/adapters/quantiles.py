"""Factors as frozen distributions of scipy, for tools that sample these: only quantiles and samples of them are known."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.stats import rv_continuous, rv_discrete

from coprod.laboratory.factors import Range


class NumberQuantiles(rv_continuous):  # type: ignore[misc]
    """A number between two ends, by the quantiles of a factor."""

    def __init__(self, factor: Range, **kept: Any) -> None:
        self.factor = factor
        super().__init__(**{**kept, "name": factor.name, "a": factor.low, "b": factor.high})

    def _ppf(self, q: Any, *_: Any) -> Any:
        return _values(self.factor, q)

    def _updated_ctor_param(self) -> dict[str, Any]:
        # scipy makes a distribution anew to freeze it; its stubs do not tell of this hook
        return {**super()._updated_ctor_param(), "factor": self.factor}  # type: ignore[misc]


class WholeQuantiles(rv_discrete):  # type: ignore[misc]
    """A whole number between two ends, by the quantiles of a factor."""

    def __new__(cls, *_: Any, **__: Any) -> WholeQuantiles:
        """Make an empty one: scipy's own knows its arguments by name."""
        return super().__new__(cls)

    def __init__(self, factor: Range, **kept: Any) -> None:
        self.factor = factor
        super().__init__(**{**kept, "name": factor.name, "a": int(factor.low), "b": int(factor.high)})

    def _ppf(self, q: Any, *_: Any) -> Any:
        return _values(self.factor, q)

    def _updated_ctor_param(self) -> dict[str, Any]:
        return {**super()._updated_ctor_param(), "factor": self.factor}  # type: ignore[misc]


def frozen(factor: Range) -> Any:
    """Return the distribution of a factor, a frozen distribution of scipy; whole numbers have a discrete one."""
    return (WholeQuantiles if factor.whole else NumberQuantiles)(factor)()


def _values(factor: Range, q: Any) -> Any:
    return np.vectorize(factor.at, otypes=[float])(q)
