"""The groups of outcomes, one file each."""
