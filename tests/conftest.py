"""What holds for every test: a shared machine is slow at times, so no hypothesis test has a deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("shared", deadline=None)
settings.load_profile("shared")
