"""A province 省域: many separately simulated districts that help each other overnight.

A district is a whole model of its own, so districts can run in as many processes or machines as there are; what
crosses their borders is exchanged once a day, at its end. Where they run changes nothing of what happens.
"""

from coprod.laboratory.province.run import Province, ProvinceRun

__all__ = ["Province", "ProvinceRun"]
