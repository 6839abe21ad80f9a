"""What all tests share: drawn examples are the same on every machine, however slow it is."""

from hypothesis import settings

settings.register_profile("coprod", deadline=None, derandomize=True, database=None)
settings.load_profile("coprod")
