"""For every test: how busy the machine is must not decide, and books that live for a second are written to memory."""

import os

from hypothesis import HealthCheck, settings

# A deadline and the check of how long examples take to draw are measured by the clock, which a busy machine stops for seconds.
settings.register_profile(
    "any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any-machine")

MEMORY = "/dev/shm"
if os.access(MEMORY, os.W_OK) and "TMPDIR" not in os.environ:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)
