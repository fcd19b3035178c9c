"""Memory that pieces use one after the other."""

import numpy as np
import pyarrow as pa

_MOST = (32 << 20) - (1 << 13)
"""Bytes of the largest block that glibc learns from."""


def keep_memory() -> None:
    """Let the process keep what a piece needed for the next one; Arrow and NumPy share it.

    glibc gives blocks back to the system at once, and each page of them is cleared when it is asked for again, which takes as long as a
    third of all reading. Once it has seen a large block come and go it keeps up to twice as much; no page of this one is ever
    used. Elsewhere nothing happens.
    """
    pa.set_memory_pool(pa.system_memory_pool())
    np.empty(_MOST, dtype="u1")
