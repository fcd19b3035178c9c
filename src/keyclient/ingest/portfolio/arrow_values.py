"""A reading as a column in memory, where points in time are days already: the values that its expression of SQL gives."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.portfolio.reading import PLAIN_DATE, PLAIN_NUMBER, TRIMMED, Reading, Want
from keyclient.ingest.portfolio.schema import Kind

if TYPE_CHECKING:
    from decimal import Decimal

Column: TypeAlias = pa.ChunkedArray
_SMALLEST, _LARGEST = -1e300, 1e300
_MOST_EXACT = 1e15


def texts_of(raw: Column, kind: Kind) -> Column:
    """A column as text; null where it is blank or nothing that has one text on all engines."""
    match kind:
        case Kind.TEXT:
            return pc.utf8_trim(raw.cast(pa.string()), characters=TRIMMED)
        case Kind.INT | Kind.DATE | Kind.TIME | Kind.BOOL:
            return raw.cast(pa.string())
        case Kind.FLOAT:
            numbers = raw.cast(pa.float64())
            whole = pc.and_(
                pc.equal(pc.floor(numbers), numbers), _between(numbers, -_MOST_EXACT, _MOST_EXACT)
            )
            return _only(numbers, whole).cast(pa.int64()).cast(pa.string())
        case Kind.DECIMAL:
            whole = pc.equal(pc.floor(raw), raw)
            return _only(raw, whole).cast(pa.decimal128(38, 0)).cast(pa.string())
        case _:
            return pa.chunked_array([pa.nulls(len(raw), pa.string())])


def filled_cells(reading: Reading, raw: Column) -> Column:
    """Whether each cell is not blank."""
    if reading.column.kind is Kind.TEXT:
        text = texts_of(raw, Kind.TEXT)
        blank = pc.is_in(text, value_set=pa.array(["", *reading.blank], pa.string()))
        return pc.and_(pc.is_valid(raw), pc.invert(blank))
    if reading.column.kind is Kind.FLOAT:
        return pc.and_(pc.is_valid(raw), pc.invert(pc.fill_null(pc.is_nan(raw), fill_value=False)))
    return pc.is_valid(raw)


def values_of(reading: Reading, raw: Column) -> Column:
    """The value of every cell; null where it is blank or cannot be read."""
    if reading.is_direct:
        return raw
    values = plain_values(reading, raw)
    if reading.odd:
        values = pc.coalesce(values, _odd(reading, raw, values.type))
    if reading.bounds is not None:
        values = _only(values, _between(values, *reading.bounds))
    return values


def plain_values(reading: Reading, raw: Column) -> Column:
    """The value of every cell that needs no reading of words."""
    kind = reading.column.kind
    match reading.want:
        case Want.TEXT:
            text = texts_of(raw, kind)
            return _only(text, filled_cells(reading, raw)) if kind is Kind.TEXT else text
        case Want.CHOICE:
            text = texts_of(raw, kind)
            return _only(text, pc.is_in(text, value_set=pa.array(reading.plain, pa.string())))
        case Want.DATE:
            return _dates(raw, kind)
        case Want.NUMBER:
            return _doubles(raw, kind)
        case Want.MONEY | Want.UNITS | Want.COUNT:
            return _whole(reading, raw)


def _only(values: Column, condition: Column) -> Column:
    return pc.if_else(pc.fill_null(condition, fill_value=False), values, pa.scalar(None, values.type))


def _between(values: Column, low: object, high: object) -> Column:
    return pc.and_(pc.greater_equal(values, pa.scalar(low)), pc.less_equal(values, pa.scalar(high)))


def _odd(reading: Reading, raw: Column, kind: pa.DataType) -> Column:
    text = texts_of(raw, reading.column.kind)
    keys = pa.array(list(reading.odd), pa.string())
    meant = pa.array([*reading.odd.values(), None], kind)
    at = pc.fill_null(pc.index_in(text, value_set=keys), len(keys))
    return pa.chunked_array([meant.take(at.combine_chunks())], kind)


def _dates(raw: Column, kind: Kind) -> Column:
    if kind in (Kind.DATE, Kind.TIME):
        return raw
    text = texts_of(raw, kind)
    text = _only(text, pc.match_substring_regex(text, PLAIN_DATE))
    days = np.array([_day(day) for day in text.to_pylist()], dtype="datetime64[D]")
    return pa.chunked_array([pa.array(days, pa.date32())])


def days_of(stamps: Column) -> Column:
    """The day of each point in time, in the zone of the column; a cast alone would round the nanoseconds before 1970 up."""
    naive = stamps if stamps.type.tz is None else pc.local_timestamp(stamps)
    return pc.floor_temporal(naive, unit="day").cast(pa.date32())


def _day(text: str | None) -> np.datetime64:
    try:
        return np.datetime64(text or "NaT", "D")
    except ValueError:
        return np.datetime64("NaT", "D")


def _doubles(raw: Column, kind: Kind) -> Column:
    if kind is Kind.TEXT:
        text = texts_of(raw, kind)
        return _only(text, pc.match_substring_regex(text, PLAIN_NUMBER)).cast(pa.float64())
    if kind in (Kind.INT, Kind.DECIMAL, Kind.FLOAT):
        numbers = raw.cast(pa.float64(), safe=False)
        return _only(numbers, _between(numbers, _SMALLEST, _LARGEST))
    return pa.chunked_array([pa.nulls(len(raw), pa.float64())])


def _whole(reading: Reading, raw: Column) -> Column:
    kind, factor, limit = reading.column.kind, reading.factor, reading.limit
    if kind is Kind.BOOL and reading.want is not Want.MONEY:
        return pc.multiply(raw.cast(pa.int64()), pa.scalar(factor, pa.int64()))
    if kind is Kind.INT:
        wide = _only(raw, _inside(raw, limit)).cast(pa.int64())
        return pc.multiply(wide, pa.scalar(factor, pa.int64()))
    if kind is Kind.FLOAT:
        return _from_floats(reading, raw)
    if kind is Kind.DECIMAL:
        return _from_decimals(reading, raw.to_pylist())
    if kind is Kind.TEXT:
        text = texts_of(raw, kind)
        text = _only(text, pc.match_substring_regex(text, PLAIN_NUMBER))
        return _from_decimals(reading, text.to_pylist())
    return pa.chunked_array([pa.nulls(len(raw), pa.int64())])


def _inside(raw: Column, limit: int) -> Column:
    if pa.types.is_unsigned_integer(raw.type):
        return pc.less_equal(raw, pa.scalar(limit).cast(pa.uint64()))
    return _between(raw, -limit, limit)


def _from_floats(reading: Reading, raw: Column) -> Column:
    numbers = raw.cast(pa.float64())
    inside = _between(numbers, -float(reading.limit), float(reading.limit))
    if reading.want is Want.COUNT:
        inside = pc.and_(inside, pc.equal(numbers, pc.floor(numbers)))
    known = np.asarray(pc.fill_null(inside, fill_value=False), dtype=bool)
    floats = np.where(known, np.asarray(pc.fill_null(numbers, 0.0)), 0.0)
    whole: npt.NDArray[Any] = np.rint(floats * float(reading.factor)).astype(np.int64)
    return pa.chunked_array([pa.array(whole, pa.int64(), mask=~known)])


def _from_decimals(reading: Reading, cells: "Sequence[Decimal | str | None]") -> Column:
    """Whole units of exact decimals, half to even; of a count nothing but whole ones. Each different cell is read once."""
    from decimal import ROUND_HALF_EVEN, Context, Decimal

    context, seen = Context(prec=80), dict[object, int | None]()

    def whole(cell: "Decimal | str | None") -> int | None:
        if cell is None:
            return None
        number = Decimal(cell)
        if not -reading.limit <= number <= reading.limit:
            return None
        exact = context.multiply(number, Decimal(reading.factor))
        rounded = exact.quantize(Decimal(1), ROUND_HALF_EVEN, context)
        return None if reading.want is Want.COUNT and rounded != exact else int(rounded)

    for cell in set(cells):
        seen[cell] = whole(cell)
    return pa.chunked_array([pa.array([seen[cell] for cell in cells], pa.int64())])
