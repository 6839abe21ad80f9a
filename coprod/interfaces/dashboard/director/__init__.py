"""The street director: a year in four quarters, played with a given budget and a given number of staff-hours.

What is played stands in ``year.toml``; what a plan is, costs and does in :mod:`~coprod.interfaces.dashboard.director.plan`; what
came of it in :mod:`~coprod.interfaces.dashboard.director.results`. A quarter that has not been played has not been run.
"""
