import os
from pathlib import Path

import pytest

from keyclient.cli.writeback.replacing import BookHeldError, keep, replace_book


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsm"
    path.write_bytes(b"old")
    return path


def _names(book: Path) -> list[str]:
    return sorted(path.name for path in book.parent.iterdir())


def test_kept_files_are_numbered_and_the_same_content_is_kept_once(book: Path) -> None:
    names = [keep(book, content).path.name for content in (b"1", b"1", b"2", b"2", b"3", b"1")]
    first, second, third, fourth = (f"台账{number}.bak.xlsm" for number in ("", " (2)", " (3)", " (4)"))
    assert names == [first, first, second, second, third, fourth]


def test_nothing_is_kept_where_the_book_cannot_be_replaced(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == book.name:
            raise PermissionError(13, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(BookHeldError):
        replace_book(book, b"old", b"new", lambda _: None)
    assert (_names(book), book.read_bytes()) == ([book.name], b"old")


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a privilege for links")
def test_a_link_stays_a_link_and_the_old_book_is_kept_beside_the_book_itself(book: Path) -> None:
    link = book.parent / "here" / "link.xlsm"
    link.parent.mkdir()
    link.symlink_to(book)
    kept = replace_book(link, b"old", b"new", lambda _: None)
    assert (link.is_symlink(), book.read_bytes(), kept.read_bytes()) == (True, b"new", b"old")
    assert kept.parent.resolve() == book.parent.resolve()
