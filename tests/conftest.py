"""For every test: how busy the machine is must not decide."""

from hypothesis import HealthCheck, settings

# A deadline and the check of how long examples take to draw are measured by the clock, which a busy machine stops for seconds.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")
