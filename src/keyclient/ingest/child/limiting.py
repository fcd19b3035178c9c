"""The limits that a child process sets itself, where the system has such."""

import os
from contextlib import suppress
from pathlib import Path

_STATM = Path("/proc/self/statm")
_DATA = 5


def limit(seconds: int, memory_mb: int) -> None:
    """Processor time and memory of this process from now on; no memory image of it is ever written."""
    with suppress(ImportError):
        import resource

        for what, amount in ((resource.RLIMIT_DATA, memory_mb << 20), (resource.RLIMIT_CPU, seconds + 1)):
            hard = resource.getrlimit(what)[1]
            top = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
            resource.setrlimit(what, (top, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def held_mb() -> int:
    """The memory that this process already has, as its limit counts it; 0 where the system does not say."""
    with suppress(OSError, ValueError, IndexError):
        return int(_STATM.read_text().split()[_DATA]) * os.sysconf("SC_PAGE_SIZE") >> 20
    return 0
