"""What texts mean that are no plain numbers, dates or choices: read as cells of a book are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from keyclient.ingest.cells.spans import span_of
from keyclient.ingest.portfolio.reading import Reading, Value, Want
from keyclient.model.fields import DATA_DATE, fields

if TYPE_CHECKING:
    from keyclient.ingest.columns.reading import Reading as CellReading


def worded(reading: Reading, odd_texts: Callable[[Reading], Sequence[str] | None]) -> Reading:
    """The reading with all texts of its column that mean something.

    `odd_texts`: the different texts that a reading does not read; None if they are too many. Then those that people write in
    a usual notation are read by an expression, and the others as words, unless these are too many as well.
    """
    if not reading.has_words:
        return reading
    texts = odd_texts(reading)
    if texts is not None:
        return with_odd(reading, texts)
    written = replace(reading, is_written=True)
    rest = odd_texts(written)
    return replace(written, is_cut=True) if rest is None else with_odd(written, rest)


def with_odd(reading: Reading, texts: Sequence[str] | None) -> Reading:
    """The reading with the values of some texts; those that mean nothing stay unreadable."""
    if not texts:
        return reading
    if reading.name == DATA_DATE:
        spans = {text: span_of(text) for text in texts}
        return replace(reading, odd={text: span.last for text, span in spans.items() if span is not None})
    cells = _read(reading, texts)
    meant = {texts[row]: value for row, value in enumerate(_values(cells, reading.want)) if cells.valid[row]}
    return replace(reading, odd={text: value for text, value in meant.items() if _fits(reading, value)})


def _read(reading: Reading, texts: Sequence[str]) -> "CellReading":
    import pyarrow as pa

    from keyclient.ingest.columns.dates import read_dates
    from keyclient.ingest.columns.numbers import read_counts, read_money, read_numbers
    from keyclient.ingest.columns.reading import BookConventions, reading_of_numbers
    from keyclient.ingest.columns.words import read_choices
    from keyclient.model.column import Reads

    cells = pa.chunked_array([pa.array(list(texts), pa.string())])
    match reading.want:
        case Want.MONEY:
            return reading_of_numbers(read_money(cells, Decimal(reading.factor) / 100), Reads.MONEY)
        case Want.DATE:
            return read_dates(cells, BookConventions())
        case Want.CHOICE:
            return read_choices(cells, reading.words or _choices(reading.name))
        case Want.COUNT:
            return reading_of_numbers(read_counts(cells), Reads.COUNT)
        case _:
            return reading_of_numbers(read_numbers(cells), Reads.NUMBER)


def _choices(name: str) -> Mapping[str, tuple[str, ...]]:
    return fields()[name].column.choices


def _values(cells: "CellReading", want: Want) -> Iterator[Value]:
    scale = 10 ** (cells.decimals or 0)
    for value in cells.values:
        plain: Value = value.as_py() if hasattr(value, "as_py") else value.item()
        yield float(plain) / scale if want is Want.NUMBER else plain  # type: ignore[arg-type]


def _fits(reading: Reading, value: Value) -> bool:
    return not (reading.is_whole and abs(int(value)) > 10**16)  # type: ignore[arg-type]
