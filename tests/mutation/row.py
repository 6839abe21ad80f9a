"""The direction of one row of the mechanism inventory, as a program that fails: ``python -m tests.mutation.row mech:W06``."""

import sys

from coprod.laboratory.mechanisms import mechanisms
from tests.mechanisms.test_rows import compared

if __name__ == "__main__":
    row = mechanisms()[sys.argv[1]]
    _, t = compared(row.direction)
    sys.exit(row.direction.supported_by(t) == bool(row.found_en))
