"""Reading one column as the field that its heading means, and checking it with the field's own declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import ValidationError

from keyclient.ingest.cells.dates import DateOrder, is_ambiguous, order_shown_by, parse_date
from keyclient.ingest.cells.ids import LONG, ODD, clean_id, looks_rounded, trailing_zeros_lost
from keyclient.ingest.cells.plain import BLANK_WORDS, ERROR_WORDS, folded, is_blank
from keyclient.ingest.columns.numbers import Flags, Numbers, Texts, read_counts, read_money, read_numbers
from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec
from keyclient.model.rules.cells import (
    AmountUnreadable,
    ChoiceUnknown,
    DateAmbiguous,
    DateUnreadable,
    ErrorValue,
    NumberUnreadable,
    UnreadableCell,
    ValueOutOfRange,
)

Values: TypeAlias = npt.NDArray[Any] | pa.Array
CellRule: TypeAlias = type[UnreadableCell]

FIRST_DAY = np.datetime64("1900-01-01")
"""Days before it deserve a look: Excel has none."""
SAMPLE = 1000
"""Values that tell whether a column repeats itself; finding the distinct ones of ids costs more than checking all."""

UNREADABLE: Mapping[Reads, CellRule] = {
    Reads.MONEY: AmountUnreadable,
    Reads.DATE: DateUnreadable,
    Reads.COUNT: NumberUnreadable,
    Reads.NUMBER: NumberUnreadable,
    Reads.CHOICE: ChoiceUnknown,
}
"""The rule against a cell that holds something, but not what its column reads."""


@dataclass(frozen=True)
class Reading:
    """A column as values. Rows count from 0 within the rows that were read."""

    values: Values
    """int64 (fen or counts), float64, datetime64[D], or text as Arrow strings."""
    valid: Flags
    """False where the cell is blank or could not be read."""
    bad: Mapping[int, CellRule]
    """The rule against every row whose cell holds something that could not be read."""
    texts: Mapping[int, str] = field(default_factory=dict)
    """Those cells as typed."""
    decimals: int | None = None
    rounded: int = 0
    says_money: bool = False
    foreign: tuple[int, ...] = ()
    """Rows whose amount carries the sign of a foreign currency."""
    suspect: frozenset[int] = frozenset()
    """Rows whose id has lost digits."""

    @property
    def filled(self) -> int:
        """Cells that hold something, readable or not."""
        return int(self.valid.sum()) + len(self.bad)


@dataclass(frozen=True)
class Manner:
    """What a book's cells do not say of themselves."""

    order: DateOrder | None = None
    """How `03/04/2026` is meant; None: only where another date of the column proves it."""
    is_1904: bool = False
    """Whether its days are counted from 1904."""
    rounded_ids: float = 1.0
    """Excel has rounded the long ids of a column when more than this share of them ends in zeros; 1: never."""


def read_field(texts: Texts, spec: FieldSpec, factor: Decimal, manner: Manner) -> Reading:
    """A column read as a field and held against the field's constraint.

    `factor`: yuan in one of the column's unit. A value that breaks the constraint is a `ValueOutOfRange`.
    """
    match spec.column.reads:
        case Reads.MONEY:
            reading = of_numbers(read_money(texts, factor), Reads.MONEY)
        case Reads.COUNT:
            reading = of_numbers(read_counts(texts), Reads.COUNT)
        case Reads.NUMBER:
            reading = _floats(texts)
        case Reads.DATE:
            reading = read_dates(texts, manner)
        case Reads.CHOICE:
            reading = read_choices(texts, spec.column.choices)
        case Reads.ID:
            reading = _ids(texts, manner.rounded_ids)
        case Reads.TEXT:
            reading = read_text(texts)
    return checked(reading, spec, texts)


def of_numbers(numbers: Numbers, reads: Reads) -> Reading:
    """A reading from a column of numbers."""
    otherwise = UNREADABLE[reads]
    return Reading(
        numbers.values,
        numbers.valid,
        {row: _rule(text, otherwise) for row, text in numbers.bad.items()},
        numbers.bad,
        numbers.decimals,
        numbers.rounded,
        numbers.says_money,
        numbers.foreign,
    )


def read_text(texts: Texts) -> Reading:
    """Text without the white space around it; a cell that says "nothing" is blank."""
    trimmed = pc.utf8_trim_whitespace(texts)
    nothing = pc.is_in(trimmed, value_set=pa.array(["", *BLANK_WORDS, *ERROR_WORDS]))
    values = pc.if_else(nothing, pa.scalar(None, pa.string()), trimmed)
    errors = np.flatnonzero(pc.is_in(trimmed, value_set=pa.array(ERROR_WORDS))).tolist()
    typed = dict(zip(errors, trimmed.take(pa.array(errors, pa.int64())).to_pylist(), strict=True))
    return Reading(values, _valid(values), dict.fromkeys(errors, ErrorValue), typed)


def checked(reading: Reading, spec: FieldSpec, texts: Texts) -> Reading:
    """The reading without the values that break the field's constraint.

    Values are held against the field's own annotation: the smallest and the largest where they speak for all of them,
    and where one of these is refused, each distinct value once.
    """
    if spec.is_interval and not _broken(_extremes(reading), spec):
        return reading
    broken = _broken(_distinct(reading), spec)
    if not broken:
        return reading
    if isinstance(reading.values, pa.ChunkedArray | pa.Array):
        wrong = np.asarray(pc.is_in(reading.values, value_set=pa.array(broken, pa.string())))
    else:
        wrong = np.isin(reading.values, np.array(broken, dtype=reading.values.dtype))
    at = np.flatnonzero(wrong & reading.valid).tolist()
    typed = dict(zip(at, texts.take(pa.array(at)).to_pylist(), strict=True))
    return without(reading, dict.fromkeys(at, ValueOutOfRange), typed)


def without(reading: Reading, unreadable: Mapping[int, CellRule], typed: Mapping[int, str]) -> Reading:
    """The reading with some more cells marked as unreadable."""
    valid = reading.valid.copy()
    valid[list(unreadable)] = False
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        values = pc.if_else(pa.array(valid), values, pa.scalar(None, pa.string()))
    bad, texts = {**reading.bad, **unreadable}, {**reading.texts, **typed}
    return replace(reading, values=values, valid=valid, bad=bad, texts=texts)


def _extremes(reading: Reading) -> list[object]:
    """The smallest and the largest value of a column; of text, the shortest and the longest."""
    values = reading.values
    if not reading.valid.any():
        return []
    if isinstance(values, pa.ChunkedArray | pa.Array):
        lengths = pc.utf8_length(values)
        ends = pc.min_max(lengths).as_py()
        return [values[pc.index(lengths, ends[end]).as_py()].as_py() for end in ("min", "max")]
    known = values if reading.valid.all() else values[reading.valid]
    return list(np.array([known.min(), known.max()], dtype=values.dtype).tolist())


def _distinct(reading: Reading) -> list[object]:
    """The values of a column; of a column that repeats itself, each once."""
    values = reading.values
    if isinstance(values, pa.ChunkedArray | pa.Array):
        repeats = pc.count_distinct(values[:SAMPLE]).as_py() <= len(values[:SAMPLE]) / 2
        return list((pc.unique(values) if repeats else values).drop_null().to_pylist())
    known = values[reading.valid] if not reading.valid.all() else values
    if values.dtype.kind == "M":
        known = np.unique(known.astype("int64")).astype("datetime64[D]")
    return list(known.tolist())


def _broken(values: list[object], spec: FieldSpec) -> list[object]:
    """The values that the field's own annotation refuses."""
    try:
        spec.values.validate_python(values)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)
        return [values[index] for index in sorted({int(item["loc"][0]) for item in wrong})]
    return []


def _floats(texts: Texts) -> Reading:
    numbers = read_numbers(texts)
    floats = numbers.values / 10.0 ** (numbers.decimals or 0)
    return replace(of_numbers(numbers, Reads.NUMBER), values=floats, decimals=None)


def read_dates(texts: Texts, manner: Manner) -> Reading:
    """Dates. Without an order of day and month the column's other dates may prove one."""
    try:
        days = _days(pc.cast(texts, pa.timestamp("s")))
    except pa.ArrowInvalid:
        return _typed_dates(texts, manner)
    if (days < FIRST_DAY).any():
        return _typed_dates(texts, manner)
    return Reading(days, _valid(texts), {})


def _days(stamps: pa.ChunkedArray) -> npt.NDArray[np.datetime64]:
    seconds = np.asarray(pc.fill_null(pc.cast(stamps, pa.int64()), 0), dtype="int64")
    return seconds.astype("datetime64[s]").astype("datetime64[D]")


def _typed_dates(texts: Texts, manner: Manner) -> Reading:
    """Dates of many shapes: every distinct text is read once."""
    encoded = pc.dictionary_encode(texts.combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    order = manner.order or order_shown_by(shapes)
    days = [None if is_blank(text) else parse_date(text, order, is_1904=manner.is_1904) for text in shapes]
    blank = np.array([is_blank(text) for text in shapes] + [True])
    known = np.array([day is not None for day in days] + [False])
    values = np.array([day or "1970-01-01" for day in days] + ["1970-01-01"], dtype="datetime64[D]")
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    bad = np.flatnonzero(~known[index] & ~blank[index]).tolist()
    typed = {row: shapes[index[row]] for row in bad}
    bad_rows = {
        row: _rule(text, DateAmbiguous if is_ambiguous(text) else DateUnreadable)
        for row, text in typed.items()
    }
    return Reading(values[index], known[index], bad_rows, typed)


def _rule(text: str, otherwise: CellRule) -> CellRule:
    """The rule against a cell that cannot be read: an Excel error typed out is one whatever the column holds."""
    return ErrorValue if text.strip() in ERROR_WORDS else otherwise


def read_choices(texts: Texts, choices: Mapping[str, tuple[str, ...]]) -> Reading:
    """The choices that words stand for, by value; a word that stands for none is bad."""
    meaning = {folded(word): value for value, words in choices.items() for word in words}
    encoded = pc.dictionary_encode(texts.combine_chunks())
    shapes: list[str] = encoded.dictionary.to_pylist()
    meant = [None if is_blank(text) else meaning.get(folded(text)) for text in shapes]
    values = pa.array([*meant, None], pa.string()).take(pc.fill_null(encoded.indices, len(shapes)))
    unknown = {index for index, text in enumerate(shapes) if meant[index] is None and not is_blank(text)}
    index = np.asarray(pc.fill_null(encoded.indices, -1), dtype="int64")
    bad = np.flatnonzero(np.isin(index, list(unknown))).tolist() if unknown else []
    typed = {row: shapes[index[row]] for row in bad}
    unreadable = {row: _rule(text, ChoiceUnknown) for row, text in typed.items()}
    return Reading(values, _valid(values), unreadable, typed)


def _ids(texts: Texts, rounded: float) -> Reading:
    reading = read_text(texts)
    values: pa.ChunkedArray = reading.values
    odd = np.flatnonzero(np.asarray(pc.fill_null(pc.match_substring_regex(values, ODD), fill_value=False)))
    if len(odd):
        typed = values.take(pa.array(odd)).to_pylist()
        cleaned = pa.array([clean_id(text) or None for text in typed], pa.string())
        mask = np.zeros(len(values), dtype=bool)
        mask[odd] = True
        values = pc.replace_with_mask(values.combine_chunks(), pa.array(mask), cleaned)
        suspect = {int(row) for row, text in zip(odd, typed, strict=True) if looks_rounded(text)}
    else:
        suspect = set()
    suspect |= _rounded_ids(values, rounded)
    return replace(reading, values=values, valid=_valid(values), suspect=frozenset(suspect))


def has_long_ids(reading: Reading) -> bool:
    """Whether any id is as long as a number that Excel would have rounded."""
    return (pc.max(pc.utf8_length(reading.values)).as_py() or 0) >= LONG


def _rounded_ids(values: Texts, rounded: float) -> set[int]:
    """Long ids of a text file whose ends Excel has turned to zeros, when more than the share `rounded` are.

    Ids are counted once each, and a single one is never too many.
    """
    lengths = np.asarray(pc.fill_null(pc.utf8_length(values), 0))
    long = np.flatnonzero(lengths >= LONG + 2)
    if not len(long):
        return set()
    typed = values.take(pa.array(long)).to_pylist()
    lost = {text for text in typed if trailing_zeros_lost(text)}
    if len(lost) <= max(1, rounded * len(set(typed))):
        return set()
    return {int(row) for row, text in zip(long, typed, strict=True) if text in lost}


def _valid(values: Texts) -> Flags:
    return np.asarray(pc.is_valid(values), dtype=bool)
