"""How many examples a property is tried with.

Few in the quick run, many with `--hypothesis-profile=many`; the same every time, so that a run answers for the change
alone. None of them is measured by the clock: a busy machine changes nothing.
"""

from hypothesis import HealthCheck, settings

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("few", UNHURRIED, max_examples=10, derandomize=True)
settings.register_profile("many", UNHURRIED, max_examples=100, derandomize=True)
settings.load_profile("few")
