"""Which columns of a portfolio were taken for which field, where that is not by the field's own name."""

from collections.abc import Iterable, Mapping

from keyclient.ingest.layout.headings import heading_key
from keyclient.ingest.portfolio.reading import Reading
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.tables import FrameColumn
from keyclient.model.fields import DATA_DATE, fields


def understood(
    read: Mapping[str, Reading], date: Reading | None, held: Iterable[FrameColumn], files: Schema
) -> dict[str, tuple[str, ...]]:
    """The columns by field, as the files call them; `data_date` and `holdings` among the fields.

    A field is not there whose columns all have its name or its heading in either language, nor is a date that the names of
    files say.
    """
    found = {name: _called(reading, files) for name, reading in read.items() if name in fields()}
    if date is not None and "\x1f" not in date.column.name:
        found[DATA_DATE] = _called(date, files)
    products = [called for column in held for by in column.held for called in _called(by.reading, files)]
    if products:
        found["holdings"] = tuple(dict.fromkeys((*found.get("holdings", ()), *products)))
    return {name: called for name, called in found.items() if not _is_plain(name, called)}


def _called(reading: Reading, files: Schema) -> tuple[str, ...]:
    name = reading.column.name
    return tuple(dict.fromkeys(footer.own.get(name, name) for footer in files.filled if footer.has(name)))


def _is_plain(field: str, called: Iterable[str]) -> bool:
    own = {heading_key(field)}
    if field in fields():
        label = fields()[field].column.label
        own |= {heading_key(label.en), heading_key(label.zh)}
    return {heading_key(name) for name in called} <= own
