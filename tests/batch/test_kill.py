"""A killed run leaves no trace once the next run has finished."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.batch_kill import differs, finished, killed, killed_when, share

MOMENTS = 4

pytestmark = pytest.mark.skipif(os.name == "nt", reason="another way of killing")


@pytest.mark.parametrize(
    ("sign", "more"),
    [
        ("books/**/*.keyclient.xlsx", ("--analyses", "tier")),
        pytest.param(".keyclient/staging/*", (), marks=pytest.mark.judgement),
    ],
)
def test_killed_run_leaves_no_trace_after_the_next_one(
    tmp_path: Path, sign: str, more: tuple[str, ...]
) -> None:
    """Killed when the first result is in place, and while the first book is processed."""
    books, out, right = share(tmp_path / "网点", demos=1), tmp_path / "out", tmp_path / "undisturbed"
    assert killed_when(books, out, lambda: any(out.glob(sign)), *more, jobs=1)
    for folder in (out, right):
        finished(books, folder, *more, jobs=1)
    assert differs(out, right) == []


@pytest.mark.judgement
def test_no_moment_of_a_kill_leaves_a_trace(tmp_path: Path) -> None:
    """Killed once from when the results begin to their end, and again and again before it is let to its end."""
    books, right = share(tmp_path / "网点", demos=2), tmp_path / "undisturbed"
    begun, whole = _measured(books, right)
    moments = [begun + (whole - begun) * number / MOMENTS for number in range(1, MOMENTS + 1)]
    cut = 0
    for number, kills in enumerate([moments[::2], *([moment] for moment in moments)]):
        out = tmp_path / f"out{number}"
        cut += sum(killed(books, out, seconds) for seconds in kills)
        finished(books, out)
        assert differs(out, right) == [], kills
    assert cut


def _measured(books: Path, out: Path) -> tuple[float, float]:
    """A run to its end: after how many seconds its results begin, and how many it takes."""
    start = time.monotonic()
    with ThreadPoolExecutor(1) as beside:
        run = beside.submit(finished, books, out)
        while not out.exists() and not run.done():
            time.sleep(0.005)
        begun = time.monotonic() - start
        run.result()
    return begun, time.monotonic() - start
