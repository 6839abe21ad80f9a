"""The address of a room as a QR code, drawn on this machine."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=32)
def qr(address: str) -> dict[str, Any] | None:
    """Return the code as the outline of an SVG path and its size in modules, margin of four included.

    None if ``segno``, which makes it, is not installed: the address and the code can still be typed.
    """
    try:
        import segno
    except ImportError:
        return None
    made = segno.make(address, micro=False, error="m", boost_error=False)
    rows = list(made.matrix_iter(border=4))
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "size": len(rows)}
