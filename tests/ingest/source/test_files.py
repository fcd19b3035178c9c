import errno
import os
import sys
from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_refusals import (
    BookForbidden,
    BookLocked,
    LinkBroken,
    NotAFile,
    OwnerFile,
    ShareOutOfReach,
)
from keyclient.ingest.base.refusals import BookIsFolder, BookNotFound, BookUnreadable
from keyclient.ingest.source.files import opened, refusal
from keyclient.ingest.source.opening import begin
from keyclient.ingest.source.sniff import sniff
from keyclient.model.label import Lang
from keyclient.policy.parts.read import ReadPolicy

POSIX = pytest.mark.skipif(os.name == "nt", reason="pipes, links and modes as POSIX has them")


class SharedError(OSError):
    """What Windows raises: an error with a number of its own beside that of POSIX."""

    def __init__(self, winerror: int, code: int) -> None:
        super().__init__(code, "said by Windows")
        self.winerror = winerror


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(errno.ENOENT, "no such file"), BookNotFound),
        (IsADirectoryError(errno.EISDIR, "is a directory"), BookIsFolder),
        (PermissionError(errno.EACCES, "permission denied"), BookForbidden),
        (PermissionError(errno.EPERM, "not permitted"), BookForbidden),
        (SharedError(32, errno.EACCES), BookLocked),
        (SharedError(33, errno.EACCES), BookLocked),
        (SharedError(5, errno.EACCES), BookForbidden),
        (SharedError(53, errno.ENOENT + 1000), ShareOutOfReach),
        (SharedError(59, errno.EINVAL), ShareOutOfReach),
        (OSError(errno.EBUSY, "busy"), BookLocked),
        (OSError(errno.EIO, "input/output error"), ShareOutOfReach),
        (OSError(errno.ELOOP, "too many links"), BookUnreadable),
        (OSError(errno.ENAMETOOLONG, "name too long"), BookUnreadable),
        (OSError("odd"), BookUnreadable),
    ],
)
def test_every_refusal_of_the_system_has_a_cause_and_a_line(
    tmp_path: Path, error: OSError, said: type[InputError]
) -> None:
    told = refusal(tmp_path / "客户.xlsx", error)
    assert type(told) is said
    for lang in Lang:
        assert "客户.xlsx" in told.text(lang)
        assert "\n" not in told.text(lang)
        assert "{" not in told.text(lang)


def test_a_book_that_excel_holds_open_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "~$客户.xlsx").write_bytes(b"\x04user")
    told = refusal(tmp_path / "客户.xlsx", PermissionError(errno.EACCES, "permission denied"))
    assert isinstance(told, BookLocked)


def test_a_book_that_is_locked_is_refused_from_wherever_it_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.csv"
    path.write_text("客户号,AUM\n1,5\n", encoding="utf-8")

    def locked(*_: object, **__: object) -> None:
        raise SharedError(32, errno.EACCES)

    book = begin(path).start_parsing(sheet=None, limits=ReadPolicy())
    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(BookLocked):
        begin(path)
    with pytest.raises(BookLocked):
        book.cells()


@POSIX
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFile):
        sniff(Path("/dev/null"))
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.xlsx").mkdir()
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "gone.xlsx")
    (tmp_path / "loop.xlsx").symlink_to(tmp_path / "loop.xlsx")
    (tmp_path / "to folder.xlsx").symlink_to(tmp_path / "folder.xlsx")
    for name, said in {
        "pipe.csv": NotAFile, "folder.xlsx": BookIsFolder, "link.xlsx": LinkBroken, "loop.xlsx": BookUnreadable,
        "to folder.xlsx": BookIsFolder, "nothing.xlsx": BookNotFound,
    }.items():  # fmt: skip
        with pytest.raises(InputError) as refused:
            sniff(tmp_path / name)
        assert type(refused.value) is said, name


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(BookForbidden):
        sniff(path)


def test_the_mark_that_excel_leaves_is_refused_with_the_name_of_its_book(tmp_path: Path) -> None:
    path = tmp_path / "~$客户.xlsx"
    wide = b"\x04\0" + "user".encode("utf-16-le")
    path.write_bytes(b"\x04user".ljust(55) + wide.ljust(110))
    with pytest.raises(OwnerFile, match=r"客户\.xlsx”"):
        sniff(path)


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8")
def test_a_name_that_is_no_text_is_a_name(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.csv"))
    path.write_text("客户号,AUM\n1,5\n", encoding="utf-8")
    with opened(path) as file:
        assert file.read(1) == "客".encode()[:1]
