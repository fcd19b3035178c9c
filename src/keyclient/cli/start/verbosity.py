"""How much a run says on standard error."""

from enum import IntEnum


class Verbosity(IntEnum):
    """How much is shown."""

    QUIET = 0
    """Errors only."""
    NORMAL = 1
    VERBOSE = 2
    """Details too, and values as typed."""
