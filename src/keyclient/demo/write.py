"""The demo book as a file, in the format that the file's name asks for."""

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from keyclient.demo.book import DemoBook, Value
from keyclient.demo.table import cells, headings, total_cells
from keyclient.demo.workbook import xlsx_bytes
from keyclient.errors import UsageError
from keyclient.model.label import Label


class DemoFormatError(UsageError):
    """The demo book cannot be written in that format."""

    sentence = Label(
        "The demo book can be written as {formats}, not as “{suffix}”: end the file's name in one of them.",
        "示例客户表只能写成 {formats}，不支持“{suffix}”：请改用其中一种扩展名。",
    )


def csv_bytes(book: DemoBook) -> bytes:
    """Headings, customers and total as CSV in UTF-8 with a byte order mark, so that Excel shows the Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings(book.lang))
    writer.writerows(map(_plain, cells(row, book.lang)) for row in book.rows)
    writer.writerow(map(_plain, total_cells(book)))
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:.2f}" if isinstance(value, float) else str(value)


DEMO_FORMATS: Mapping[str, Callable[[DemoBook], bytes]] = MappingProxyType(
    {".xlsx": xlsx_bytes, ".csv": csv_bytes}
)
"""How the book is written, by the suffix of the file."""


def demo_bytes(book: DemoBook, suffix: str) -> bytes:
    """The file's content. Raises DemoFormatError for a suffix that is not in `DEMO_FORMATS`."""
    write = DEMO_FORMATS.get(suffix.lower())
    if write is None:
        raise DemoFormatError(formats=", ".join(DEMO_FORMATS), suffix=suffix)
    return write(book)


def write_demo(book: DemoBook, path: Path) -> None:
    """Write the book in the format of the suffix; the same book gives the same bytes.

    Raises DemoFormatError before anything is written, and OSError where the folder cannot be written to.
    """
    path.write_bytes(demo_bytes(book, path.suffix))
