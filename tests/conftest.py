"""The profiles of properties: few examples in the quick run, many with `--hypothesis-profile=many`.

The same every time, so that a run answers for the change alone. None of them is measured by the clock: a busy machine
changes nothing.
"""

from hypothesis import HealthCheck, settings

from tests.examples import FEW, MANY

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("few", UNHURRIED, max_examples=FEW, derandomize=True)
settings.register_profile("many", UNHURRIED, max_examples=MANY, derandomize=True)
settings.load_profile("few")
