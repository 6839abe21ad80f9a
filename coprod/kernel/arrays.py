"""Array types 数组类型: what arrays of the model hold."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.void]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
