"""Let ``python -m coprod`` be the ``coprod`` command."""

from coprod.cli import main

main()
