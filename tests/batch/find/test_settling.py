from pathlib import Path

from keyclient.batch.find.candidates import Candidate, FileStamp, stamp_of
from keyclient.batch.find.settling import Settling, is_unchanged
from keyclient.batch.find.sources import SourceFolder
from tests.batch.shares import placed

_NANO = 1_000_000_000


def _book(seconds: float) -> Candidate:
    stamp = FileStamp(10, int(seconds * _NANO), 1, 2)
    return Candidate("s/a.csv", Path("a.csv"), SourceFolder(Path(), "s"), stamp)


def _settling(now: float) -> Settling:
    return Settling(5.0, now_ns=lambda: int(now * _NANO))


def test_book_changed_long_ago_has_settled() -> None:
    assert _settling(1000).wait_for(_book(990)) == 0.0


def test_recently_changed_book_and_one_from_the_future_have_to_wait() -> None:
    assert _settling(1000).wait_for(_book(998)) == 5.0
    assert _settling(1000).wait_for(_book(999_999)) == 5.0


def test_no_waiting_when_the_time_is_zero() -> None:
    assert Settling(0.0, now_ns=lambda: 0).wait_for(_book(5)) == 0.0


def test_book_that_has_grown_is_not_unchanged(tmp_path: Path) -> None:
    path = placed(tmp_path / "a.csv", b"x")
    book = Candidate("s/a.csv", path, SourceFolder(tmp_path, "s"), stamp_of(path.stat()))
    assert is_unchanged(book)
    with path.open("ab") as file:
        file.write(b"y")
    assert not is_unchanged(book)
