"""The sheets of an .xls by the native reader, for books that stop xlrd.

It takes the numbers that a chart keeps for cells of the sheet around it, and may mistake the encoding of texts: books
where either could be are refused.
"""

import mmap
from collections.abc import Iterator

from keyclient.ingest.child.job import DAMAGED, Refused
from keyclient.ingest.child.native import native_sheets
from keyclient.ingest.child.sheet import Sheet

_CHARTS = (b"\x09\x08\x10\0\0\x06\x20\0", b"\x09\x08\x08\0\0\x05\x20\0")
"""How a chart begins (BIFF 8 and 5)."""


def native_old_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name. Raises `Refused`."""
    if _has_chart(path):
        raise Refused(DAMAGED, "Chart")
    for sheet in native_sheets(path, wanted, "xls"):
        yield sheet if sheet.batches is None else _checked(sheet)


def _has_chart(path: str) -> bool:
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:  # noqa: PTH123
        return any(content.find(begin) >= 0 for begin in _CHARTS)


def _checked(sheet: Sheet) -> Sheet:
    import pyarrow.compute as pc

    batches = list(sheet.batches or ())
    for batch in batches:
        if any(pc.any(pc.match_substring(column, "\0")).as_py() for column in batch.columns):
            raise Refused(DAMAGED, "Encoding")
    return sheet._replace(batches=iter(batches))
