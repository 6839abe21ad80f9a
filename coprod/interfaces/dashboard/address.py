"""Where browsers find the server: on this machine, and, for the phones of a class, in its network."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress

from coprod.interfaces.dashboard.access import EVERYWHERE

_ANYWHERE = ("192.0.2.1", 9)
"""An address that is kept for documentation: nothing is sent to it, but the system says which way it would go."""

_address: list[str] = ["http://localhost:8765"]


def address_of(hosts: Sequence[str], port: int) -> str:
    """Return the address at which a browser finds the page: on this machine, the server may listen everywhere."""
    name = next((host for host in reversed(hosts) if host not in EVERYWHERE), "localhost")
    return f"http://{f'[{name}]' if ':' in name else name}:{port}"


def serve_phones(hosts: Sequence[str], port: int) -> str:
    """Set and return the address that is shown to the class."""
    if hosts[-1] in EVERYWHERE:  # no name of its own was given
        hosts = [own_address()]
    _address[:] = [address_of(hosts, port)]
    return _address[0]


def phones_address() -> str:
    """Return the address that phones are to open."""
    return _address[0]


def own_address() -> str:
    """Return the address of this machine in the network that it reaches others by; ``localhost`` without a network."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_ANYWHERE)
        return str(probe.getsockname()[0])
    return "localhost"
