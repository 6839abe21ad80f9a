"""Benchmarks: how fast, how large, beside what others would do, all measured in one run."""
