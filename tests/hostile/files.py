"""Paths that are no plain files, odd names, and every format under every name."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from keyclient.ingest.base.refusals import BookIsFolder, BookNotFound, BookUnreadable
from tests.hostile.case import Case, Make, answered, refused, saved
from tests.hostile.texts import TABLE
from tests.making.cells import CUSTOMERS
from tests.making.ods import ods
from tests.making.xls import xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import xlsx

FORMATS: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx({"客户": CUSTOMERS}),
    "xlsm": lambda: xlsx({"客户": CUSTOMERS}, macros=True),
    "xlsb": lambda: xlsb({"客户": CUSTOMERS}),
    "xls": lambda: xls({"客户": CUSTOMERS}),
    "ods": lambda: ods({"客户": CUSTOMERS}),
    "csv": TABLE.encode,
    "tsv": TABLE.replace(",", "\t").encode,
}
SUFFIXES = (*FORMATS, "txt", "et", "XLSX", "")


def _folder(folder: Path) -> Path:
    path = folder / "x.xlsx"
    path.mkdir()
    return path


def _pipe(folder: Path) -> Path:
    path = folder / "x.csv"
    os.mkfifo(path)
    return path


def _link(to: str) -> Make:
    """A link to a book, or to something else of this name."""

    def make(folder: Path) -> Path:
        (folder / "真.csv").write_text(TABLE, "utf-8")
        path = folder / "x.csv"
        path.symlink_to(to)
        return path

    return make


def _bytes_name(folder: Path) -> Path:
    """A name that is no UTF-8."""
    name = os.path.join(os.fsencode(folder), b"\xbf\xcd\xbb\xa7.csv")  # noqa: PTH118 - paths of bytes are not pathlib's
    Path(os.fsdecode(name)).write_text(TABLE, "utf-8")
    return Path(os.fsdecode(name))


_UNIX = sys.platform != "win32"
_LONG = "客" * 82 + "x.csv"
NAMES = (
    "客户 (1).csv",
    "=cmd|' #.csv",
    "-m.csv",
    "a'b\"c.csv",
    "a[b]c{d}.csv",
    "é\u0301.csv",
    "book",
    ".csv",
    _LONG,
)
FILE_CASES = (
    *(Case(f"{kind} under the name .{suffix}", saved(f"book.{suffix}", content), answered(3)) for kind, content in FORMATS.items() for suffix in SUFFIXES),
    *(Case(f"a book called {name[:20]}", saved(name, TABLE.encode), answered(3)) for name in NAMES),
    Case("a folder called x.xlsx", _folder, refused(BookIsFolder)),
    Case("no file", lambda folder: folder / "x.xlsx", refused(BookNotFound)),
    Case("a name longer than any", lambda folder: folder / ("x" * 300), refused(BookNotFound, BookUnreadable)),
    *((
        Case("a pipe", _pipe, refused(BookIsFolder)),
        Case("a device", lambda _: Path("/dev/zero"), refused(BookIsFolder)),
        Case("a link to a book", _link("真.csv"), answered(3)),
        Case("a link to nothing", _link("假.csv"), refused(BookNotFound)),
        Case("a link to itself", _link("x.csv"), refused(BookNotFound, BookUnreadable)),
        Case("a link to a folder", _link("."), refused(BookIsFolder)),
        Case("a name that is no UTF-8", _bytes_name, answered(3)),
    ) if _UNIX else ()),
)  # fmt: skip
