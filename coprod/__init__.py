"""coprod: a policy laboratory of how communities and their governments co-produce safety."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod.model import CoproductionModel, Run, run
    from coprod.parameters import Parameters

__version__ = "0.1.0"
__all__ = ["CoproductionModel", "Parameters", "Run", "run"]


def __getattr__(name: str) -> Any:
    """Import on first use: Mesa alone takes a second, which ``coprod --help`` must not."""
    if name == "Parameters":
        from coprod.parameters import Parameters

        return Parameters
    if name in __all__:
        from coprod import model

        return getattr(model, name)
    raise AttributeError(f"module 'coprod' has no attribute {name!r}")
