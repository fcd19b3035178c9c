import platform

import numpy as np
import pytest

from keyclient.ingest.pieces.memory import keep_memory

PAGES, TIMES = 512, 20


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems keep memory in their own way")
def test_memory_is_used_again() -> None:
    resource = pytest.importorskip("resource")
    keep_memory()
    np.ones(PAGES << 12, dtype="u1")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(TIMES):
        np.ones(PAGES << 12, dtype="u1")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before < PAGES * TIMES / 2
