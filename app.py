"""The dashboard of coprod: ``solara run app.py --production``, or simply ``coprod dashboard``."""

from coprod.interfaces.dashboard.server import configure

configure()

from coprod.interfaces.dashboard.page import Page  # noqa: E402 - Solara's settings come first

__all__ = ["Page"]
