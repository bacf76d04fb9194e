"""What all tests share: no property is judged by the clock, for the machine may be busy."""

from hypothesis import settings

settings.register_profile("holdspace", deadline=None)
settings.load_profile("holdspace")
