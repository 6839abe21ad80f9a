"""Let ``python -m coprod`` be the ``coprod`` command."""

from coprod.interfaces.entry import main

main()
