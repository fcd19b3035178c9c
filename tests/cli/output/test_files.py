import errno
import os
from pathlib import Path

import pytest

from keyclient.cli.output.files import NotWritableError, WouldReplaceBookError, write_result


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"book")
    return path


def _hold(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Another program holds the file of this name."""
    real = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == name:
            raise OSError(errno.EACCES, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_an_earlier_result_is_replaced(book: Path) -> None:
    out = book.with_name("out.xlsx")
    assert [write_result(out, content, books=[book]) for content in (b"1", b"2")] == [out, out]
    assert out.read_bytes() == b"2"


@pytest.mark.parametrize("way", ["itself", "link", "hard link", "another spelling"])
def test_the_book_is_never_replaced_by_whatever_name(book: Path, way: str) -> None:
    out = book
    if way == "link":
        out = book.with_name("link.xlsx")
        out.symlink_to(book)
    elif way == "hard link":
        out = book.with_name("hard.xlsx")
        out.hardlink_to(book)
    elif way == "another spelling":
        out = book.parent / "x" / ".." / book.name
        (book.parent / "x").mkdir()
    with pytest.raises(WouldReplaceBookError, match=r"is the book"):
        write_result(out, b"new", books=[book])
    assert book.read_bytes() == b"book"


def test_a_result_that_is_open_elsewhere_gets_the_next_number(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, second = book.with_name("out.xlsx"), book.with_name("out (2).xlsx")
    out.write_bytes(b"old")
    second.write_bytes(b"older")
    _hold(monkeypatch, "out.xlsx")
    assert write_result(out, b"new", books=[book]) == book.with_name("out (3).xlsx")
    assert [path.read_bytes() for path in (out, second, book.with_name("out (3).xlsx"))] == [
        b"old",
        b"older",
        b"new",
    ]


@pytest.mark.parametrize("mark", ["~$out.keyclient.xlsx", ".~lock.out.keyclient.xlsx#"])
def test_a_result_whose_mark_says_that_it_is_open_gets_the_next_number(book: Path, mark: str) -> None:
    out = book.with_name("out.keyclient.xlsx")
    out.write_bytes(b"old")
    book.with_name(mark).touch()
    written = write_result(out, b"new", books=[book])
    assert (written.name, written.read_bytes(), out.read_bytes()) == (
        "out (2).keyclient.xlsx",
        b"new",
        b"old",
    )


@pytest.mark.parametrize("name", ["nowhere/out.xlsx", "folder.xlsx", "book.xlsx/out.xlsx"])
def test_a_place_that_cannot_be_written_is_named_with_the_reason(book: Path, name: str) -> None:
    (book.parent / "folder.xlsx").mkdir()
    with pytest.raises(NotWritableError, match=r"cannot be written \(.+\)"):
        write_result(book.parent / name, b"new", books=[book])
    assert sorted(path.name for path in book.parent.iterdir()) == ["book.xlsx", "folder.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a privilege for links")
def test_links_in_a_circle_are_refused(book: Path) -> None:
    out = book.with_name("a.xlsx")
    out.symlink_to(book.with_name("b.xlsx"))
    book.with_name("b.xlsx").symlink_to(out)
    with pytest.raises(NotWritableError):
        write_result(out, b"new", books=[book])
