import os
from pathlib import Path

import pytest

from tests.batch_kill import differs, finished, killed, share

MOMENTS = (0.6, 1.5, 2.2, 2.8, 3.4, 4.0, 4.6, 5.5)
"""Seconds after the start: on most machines between the first book and the last file."""


@pytest.mark.skipif(os.name == "nt", reason="another way of killing")
def test_folder_of_a_run_that_was_killed_is_as_if_nobody_had_been(tmp_path: Path) -> None:
    books, right = share(tmp_path / "网点"), tmp_path / "undisturbed"
    finished(books, right)
    out = tmp_path / "out"
    cut = sum(killed(books, out, seconds) for seconds in MOMENTS[:4])
    finished(books, out)
    assert differs(out, right) == []
    for number, seconds in enumerate(MOMENTS[4:]):
        again = tmp_path / f"out{number}"
        cut += killed(books, again, seconds)
        finished(books, again)
        assert differs(again, right) == []
    assert cut
