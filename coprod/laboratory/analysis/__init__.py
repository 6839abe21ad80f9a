"""From a table of runs to answers: paired differences, effects, sensitivity, discovery, robustness, tipping, attribution.

Every analysis is a function on plain arrays or frames; nothing here knows how the runs were made or how they are shown.
"""
