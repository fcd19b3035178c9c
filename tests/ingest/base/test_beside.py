"""Work on columns by several threads: nothing shows that there are any."""

import threading

import pytest

from keyclient.ingest.base import beside as module
from keyclient.ingest.base.beside import MOST_THREADS, beside, both
from keyclient.ingest.base.bulk import MANY_ROWS


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "usable_cores", lambda: 2)


def test_results_come_in_the_order_of_the_items_and_the_threads_end() -> None:
    before = threading.active_count()
    assert beside(lambda item: item * 2, range(9), MANY_ROWS) == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert both(lambda: "a", lambda: 1, MANY_ROWS) == ("a", 1)
    assert threading.active_count() == before


def test_the_first_failure_in_order_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        beside(lambda item: 1 // (item - 3) if item < 4 else [][item], range(9), MANY_ROWS)
    with pytest.raises(ZeroDivisionError):
        both(lambda: 1 // 0, lambda: "a".index("b"), MANY_ROWS)
    with pytest.raises(ValueError, match="substring"):
        both(lambda: 1, lambda: "a".index("b"), MANY_ROWS)


def test_many_rows_are_worked_on_by_several_threads_at_the_same_time() -> None:
    meeting = threading.Barrier(2, timeout=10)
    beside(lambda _: meeting.wait(), range(2), MANY_ROWS)
    both(meeting.wait, meeting.wait, MANY_ROWS)


@pytest.mark.parametrize(("cores", "threads"), [(2, 2), (64, MOST_THREADS)])
def test_there_are_as_many_threads_as_cores_and_never_more_than_may_be(
    monkeypatch: pytest.MonkeyPatch, cores: int, threads: int
) -> None:
    monkeypatch.setattr(module, "usable_cores", lambda: cores)
    meeting = threading.Barrier(threads, timeout=10)

    def work(_: int) -> int:
        meeting.wait()
        return threading.get_ident()

    assert len(set(beside(work, range(8 * threads), MANY_ROWS))) == threads


def test_few_rows_are_worked_on_by_the_thread_that_asks() -> None:
    own = threading.get_ident()
    assert beside(lambda _: threading.get_ident(), range(3), MANY_ROWS - 1) == [own] * 3
    assert both(threading.get_ident, threading.get_ident, 0) == (own, own)
