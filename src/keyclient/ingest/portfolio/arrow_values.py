"""A reading as a column in memory, where points in time are days already: the values that its expression of SQL gives."""

import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.ingest.portfolio.reading import PLAIN_DATE, PLAIN_NUMBER, TRIMMED, Reading, Want
from keyclient.ingest.portfolio.schema import Kind
from keyclient.ingest.portfolio.written import AROUND, DATE, DATE_PARTS, number_pattern

if TYPE_CHECKING:
    from decimal import Decimal

Column: TypeAlias = pa.ChunkedArray
_SMALLEST, _LARGEST = -1e300, 1e300
_MOST_EXACT = 1e15
_DATE_PARTS = re.compile(DATE_PARTS)


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
            return _dates(reading, raw, kind)
        case Want.NUMBER:
            return _doubles(reading, raw)
        case Want.MEANT:
            return pa.chunked_array([pa.nulls(len(raw), pa.int64())])
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


def _dates(reading: Reading, raw: Column, kind: Kind) -> Column:
    if kind in (Kind.DATE, Kind.TIME):
        return raw
    text = texts_of(raw, kind)
    is_date = pc.match_substring_regex(text, PLAIN_DATE)
    if reading.is_written:
        is_date = pc.or_(is_date, pc.match_substring_regex(text, DATE))
    text = _only(text, is_date)
    return each_once(text, _day, pa.date32())


def days_of(stamps: Column) -> Column:
    """The day of each point in time, in the zone of the column; a cast alone would round the nanoseconds before 1970 up."""
    naive = stamps if stamps.type.tz is None else pc.local_timestamp(stamps)
    return pc.floor_temporal(naive, unit="day").cast(pa.date32())


def _day(text: str) -> dt.date | None:
    parts = _DATE_PARTS.match(text)
    try:
        return None if parts is None else dt.date(*map(int, parts.groups()))
    except ValueError:
        return None


def each_once(cells: Column, read: "Callable[[Any], object]", kind: pa.DataType) -> Column:
    """What each different cell is read as; a blank is null."""
    encoded = cells.combine_chunks().dictionary_encode()
    meant = pa.array([*map(read, encoded.dictionary.to_pylist()), None], kind)
    return pa.chunked_array([meant.take(pc.fill_null(encoded.indices, len(meant) - 1))], kind)


def _number_texts(reading: Reading, raw: Column) -> Column:
    """The texts that are numbers, as they can be cast."""
    text = texts_of(raw, Kind.TEXT)
    if not reading.is_written:
        return _only(text, pc.match_substring_regex(text, PLAIN_NUMBER))
    text = _only(text, pc.match_substring_regex(text, number_pattern(reading)))
    return pc.replace_substring_regex(text, AROUND, "")


def _doubles(reading: Reading, raw: Column) -> Column:
    kind = reading.column.kind
    if kind is Kind.TEXT:
        return _number_texts(reading, raw).cast(pa.float64())
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
        return _from_short(reading, raw) if _is_short(reading, raw.type) else _from_decimals(reading, raw)
    if kind is Kind.TEXT:
        return _from_decimals(reading, _number_texts(reading, raw))
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


def _is_short(reading: Reading, kind: pa.DataType) -> bool:
    """Whether every amount within the limit is a whole number of 64 bits in the smallest unit of the column's type."""
    if not pa.types.is_decimal128(kind) or kind.scale < 0:
        return False
    size, factor = 10**kind.scale, reading.factor
    return bool(reading.limit * size < 2**62 and (size % factor == 0 or factor % size == 0))


def _from_short(reading: Reading, raw: Column) -> Column:
    """Whole units of decimals, half to even, by the whole numbers that their type keeps."""
    size, scale = 10**raw.type.scale, reading.factor
    parts = []
    for chunk in filter(len, raw.chunks):
        words = np.frombuffer(chunk.buffers()[1], np.int64).reshape(-1, 2)[
            chunk.offset : chunk.offset + len(chunk)
        ]
        low, high = words[:, 0], words[:, 1]
        most = reading.limit * size
        valid = np.asarray(chunk.is_valid()) & (high == low >> 63) & (low >= -most) & (low <= most)
        whole, is_whole = _scaled(np.where(valid, low, 0), scale, size)
        valid &= is_whole | (reading.want is not Want.COUNT)
        parts.append(pa.array(whole, pa.int64(), mask=~valid))
    return pa.chunked_array(parts, pa.int64())


def _scaled(
    numbers: npt.NDArray[np.int64], factor: int, size: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """`numbers * factor / size` half to even, and whether it is exact. One of the two is a multiple of the other."""
    if factor % size == 0:
        return numbers * (factor // size), np.ones(len(numbers), dtype=bool)
    width = size // factor
    below, rest = np.divmod(numbers, width)
    up = (rest * 2 > width) | ((rest * 2 == width) & (below % 2 != 0))
    return below + up, rest == 0


def _from_decimals(reading: Reading, cells: Column) -> Column:
    """Whole units of exact decimals, half to even; of a count nothing but whole ones. Each different cell is read once."""
    from decimal import ROUND_HALF_EVEN, Context, Decimal

    context = Context(prec=120)

    def whole(cell: "Decimal | str") -> int | None:
        number = Decimal(cell)
        if not -reading.limit <= number <= reading.limit:
            return None
        exact = context.multiply(number, Decimal(reading.factor))
        rounded = exact.quantize(Decimal(1), ROUND_HALF_EVEN, context)
        return None if reading.want is Want.COUNT and rounded != exact else int(rounded)

    return each_once(cells, whole, pa.int64())
