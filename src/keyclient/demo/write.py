"""Writing the demo book to a file, in the format of its suffix."""

import csv
import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from keyclient.demo.book import DemoBook, Value, make_demo
from keyclient.demo.table import cells, headings, total_cells
from keyclient.demo.ugly import make_ugly
from keyclient.demo.ugly_workbook import ugly_bytes
from keyclient.demo.workbook import xlsx_bytes
from keyclient.errors import UsageError
from keyclient.model.label import Label, Lang, listed


class DemoFormatError(UsageError):
    """The demo book cannot be written in that format."""

    sentence = Label(
        "The demo book can be written as {formats}, not as “{suffix}”: change the suffix of the file name.",
        "示例客户表只能写成 {formats}，不支持“{suffix}”：请改用其中一种扩展名。",
    )


def csv_bytes(book: DemoBook) -> bytes:
    """Headings, customers and total as CSV in UTF-8 with a byte order mark, so that Excel reads the Chinese."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings(book.lang, book.fields))
    writer.writerows(map(_plain, cells(row, book.lang, book.fields)) for row in book.rows)
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
_MESSY = ".xlsx"
"""The only format with hidden sheets, merged cells and Excel errors."""


def demo_bytes(book: DemoBook, suffix: str) -> bytes:
    """The file's content. Raises DemoFormatError for a suffix that is not in `DEMO_FORMATS`."""
    write = DEMO_FORMATS.get(suffix.lower())
    if write is None:
        raise DemoFormatError(formats=listed(DEMO_FORMATS), suffix=suffix)
    return write(book)


def clean_bytes(suffix: str, customers: int, seed: int, lang: Lang) -> bytes:
    """The content of a file with a book of so many customers. Raises as `make_demo` and `demo_bytes`."""
    return demo_bytes(make_demo(customers, seed, lang=lang), suffix)


def messy_bytes(suffix: str, customers: int, seed: int, lang: Lang) -> bytes:
    """The same as messy as people make it.

    Raises as `make_ugly`, and DemoFormatError for any other suffix.
    """
    if suffix.lower() != _MESSY:
        raise DemoFormatError(formats=_MESSY, suffix=suffix)
    return ugly_bytes(make_ugly(customers, seed, lang=lang))
