"""The sheets of an .xls by the native reader, for books that stop xlrd.

It takes the numbers that a chart keeps for cells of the sheet around it, may mistake the encoding of texts, and does
not tell whether the book was cut off: books where any of this could be are refused.
"""

from collections.abc import Iterator

from keyclient.ingest.child.content import content_of
from keyclient.ingest.child.job import DAMAGED, Refused
from keyclient.ingest.child.native import native_sheets
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.xls.old_records import has_chart
from keyclient.ingest.child.xls.ole import workbook_stream


def native_old_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name. Raises `Refused`."""
    stream = workbook_stream(content_of(path))
    if has_chart(memoryview(stream)):
        raise Refused(DAMAGED, "Chart")
    for sheet in native_sheets(path, wanted, "xls"):
        yield sheet if sheet.batches is None else _checked(sheet)


def _checked(sheet: Sheet) -> Sheet:
    import pyarrow.compute as pc

    batches = list(sheet.batches or ())
    for batch in batches:
        if any(pc.any(pc.match_substring(column, "\0")).as_py() for column in batch.columns):
            raise Refused(DAMAGED, "Encoding")
    return sheet._replace(batches=iter(batches))
