"""How many processor cores this process may use."""

import os


def usable_cores() -> int:
    """Those it is not kept from, where the system says so, else all of the machine; at least 1."""
    affinity = getattr(os, "sched_getaffinity", None)
    return max(len(affinity(0)), 1) if affinity else os.cpu_count() or 1
