"""How workbooks are parsed in tests, and the profiles of properties: few examples in the quick run, many with `--hypothesis-profile=many`.

The same every time, so that a run answers for the change alone. None of them is measured by the clock: a busy machine
changes nothing.
"""

import os
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from tests.examples import FEW, MANY
from tests.forked import POSSIBLE, forked_children

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("few", UNHURRIED, max_examples=FEW, derandomize=True)
settings.register_profile("many", UNHURRIED, max_examples=MANY, derandomize=True)
settings.load_profile("few")


@pytest.fixture(scope="session", autouse=True)
def _forked_children() -> Iterator[None]:
    """Hundreds of tests read a workbook in a child process; those of the processes themselves start real ones."""
    if not POSSIBLE:
        yield
        return
    with forked_children():
        yield


_FSYNC = os.fsync


@pytest.fixture(scope="session", autouse=True)
def _unsettled_disk() -> Iterator[None]:
    """No test waits for a disk to settle, but those that ask for `settled_disk`; children of their own wait."""
    with patch.object(os, "fsync", lambda _: None):
        yield


@pytest.fixture
def settled_disk() -> Iterator[None]:
    """For tests of what is left after a failure: files are flushed as for users."""
    with patch.object(os, "fsync", _FSYNC):
        yield
