"""A reading as an expression of SQL, in the words that DuckDB and Spark share."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from keyclient.ingest.portfolio.reading import (
    MOST_DIGITS,
    PLAIN_DATE,
    PLAIN_NUMBER,
    TRIMMED,
    Reading,
    Value,
    Want,
)
from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn
from keyclient.ingest.portfolio.written import AROUND, DATE, DATE_PARTS, DECIMALS, number_pattern
from keyclient.ingest.portfolio.zones import day_on_duckdb, day_on_spark

_TEXT_DECIMALS = 9
_EXACT = 18
"""So many decimals of an amount and its fen fit into the widest decimal of every engine."""
DAY = 86_400_000_000_000
"""Nanoseconds."""
_IN_DAY = f"((epoch_ns({{0}}) % {DAY} + {DAY}) % {DAY})"


class DayIn(Protocol):
    """Writes the day of a point in time in a zone."""

    def __call__(self, raw: str, zone: str, *, has_nanoseconds: bool) -> str:
        """An expression of type DATE."""


@dataclass(frozen=True)
class Dialect:
    """The SQL of one engine, where the two differ."""

    quote: str
    backslash: str
    """How a backslash is written in a text."""
    trim: str
    matches: str
    even: str
    """Rounds a double to a whole one, half to even."""
    finite: str
    """Whether a double is neither NaN nor infinite. DuckDB 2.0 takes a test with `isnan` or bounds for true where the Parquet
    footer's smallest and largest value prove it, and these leave NaN out."""
    number: str
    """Whether a double is not NaN."""
    nanoseconds: str
    """The day of a point in time with nanoseconds, whose cast to a day DuckDB rounds."""
    replace: str
    """A text without any sign that a pattern finds."""
    day_in: "DayIn"
    """The day of a point in time that has a zone."""

    def name(self, column: str) -> str:
        """A column's name in quotes."""
        return f"{self.quote}{column.replace(self.quote, self.quote * 2)}{self.quote}"

    def literal(self, value: Value) -> str:
        """A value as a constant."""
        if isinstance(value, dt.date):
            return f"DATE '{value.isoformat()}'"
        if isinstance(value, str):
            escaped = value.replace("\\", self.backslash).replace(
                "'", "\\'" if len(self.backslash) > 1 else "''"
            )
            return f"'{escaped}'"
        return f"CAST({value!r} AS DOUBLE)" if isinstance(value, float) else f"CAST({value} AS BIGINT)"

    def texts(self, values: Iterable[str]) -> str:
        """Several texts in brackets."""
        return f"({', '.join(map(self.literal, values))})"

    def trimmed(self, text: str) -> str:
        """A text without white space around it."""
        return self.trim.format(text=text, signs=self.literal(TRIMMED))

    def like(self, text: str, pattern: str) -> str:
        """Whether a text fits a pattern."""
        return self.matches.format(text=text, pattern=self.literal(pattern))

    def without(self, text: str, pattern: str) -> str:
        """A text without what a pattern finds in it."""
        return self.replace.format(text=text, pattern=self.literal(pattern))


_NO_SPACE = "({0} BETWEEN 33 AND 126 OR {0} BETWEEN 12289 AND 55295)"
"""Whether a code point is no white space: those of ASCII and of East Asian scripts."""
_UNSPACED = " AND ".join(map(_NO_SPACE.format, ("ord({text})", "ord(right({text}, 1))")))
"""Whether nothing is to be trimmed: DuckDB takes six times as long to trim a text by a set of signs."""

DUCKDB = Dialect(
    quote='"',
    backslash="\\",
    trim=f"CASE WHEN {_UNSPACED} THEN {{text}} ELSE trim({{text}}, {{signs}}) END",
    matches="regexp_matches({text}, {pattern})",
    even="round_even({0}, 0)",
    finite="isfinite({0})",
    number="(isfinite({0}) OR isinf({0}))",
    nanoseconds=f"(DATE '1970-01-01' + CAST((epoch_ns({{0}}) - {_IN_DAY}) / {DAY} AS INTEGER))",
    replace="regexp_replace({text}, {pattern}, '', 'g')",
    day_in=day_on_duckdb,
)
SPARK = Dialect(
    quote="`",
    backslash="\\\\",
    trim="trim(BOTH {signs} FROM {text})",
    matches="({text} RLIKE {pattern})",
    even="rint({0})",
    finite="(NOT isnan({0}) AND abs({0}) < double('infinity'))",
    number="(NOT isnan({0}))",
    nanoseconds="{0}",
    replace="regexp_replace({text}, {pattern}, '')",
    day_in=day_on_spark,
)


def text_of(column: PortfolioColumn, dialect: Dialect) -> str:
    """A column as text; null where it is blank or nothing that has one text on all engines."""
    raw = dialect.name(column.name)
    match column.kind:
        case Kind.TEXT:
            return dialect.trimmed(raw)
        case Kind.INT | Kind.DATE | Kind.BOOL:
            return f"CAST({raw} AS STRING)"
        case Kind.FLOAT:
            number = f"CAST({raw} AS DOUBLE)"
            whole = f"{dialect.finite.format(number)} AND {number} = floor({number}) AND {number} BETWEEN -1e15 AND 1e15"
            return f"CASE WHEN {whole} THEN CAST(TRY_CAST({number} AS BIGINT) AS STRING) END"
        case Kind.DECIMAL:
            whole = f"{raw} = floor({raw})"
            return f"CASE WHEN {whole} THEN CAST(CAST({raw} AS DECIMAL(38, 0)) AS STRING) END"
        case Kind.TIME:
            return f"CAST({day_of(column, dialect)} AS STRING)"
        case _:
            return "CAST(NULL AS STRING)"


def day_of(column: PortfolioColumn, dialect: Dialect) -> str:
    """The day of a date or a point in time, in the zone of the column."""
    raw = dialect.name(column.name)
    if column.zone is not None:
        return dialect.day_in(raw, column.zone, has_nanoseconds=column.has_nanoseconds)
    if column.kind is Kind.TIME and column.has_nanoseconds:
        return dialect.nanoseconds.format(raw)
    return f"CAST({raw} AS DATE)"


def filled_sql(reading: Reading, dialect: Dialect) -> str:
    """Whether a cell is not blank."""
    raw = dialect.name(reading.column.name)
    if reading.column.kind is Kind.TEXT:
        text = dialect.trimmed(raw)
        return f"({raw} IS NOT NULL AND {text} NOT IN {dialect.texts(('', *reading.blank))})"
    if reading.column.kind is Kind.FLOAT:
        return f"({raw} IS NOT NULL AND {dialect.number.format(raw)})"
    return f"({raw} IS NOT NULL)"


def value_sql(reading: Reading, dialect: Dialect) -> str:
    """The value of a cell; null where it is blank or cannot be read."""
    if reading.is_direct:
        return dialect.name(reading.column.name)
    value = plain_sql(reading, dialect)
    if reading.odd:
        value = f"COALESCE({value}, {_meant(reading, dialect)})"
    if reading.bounds is not None:
        low, high = map(dialect.literal, reading.bounds)
        value = f"CASE WHEN {value} BETWEEN {low} AND {high} THEN {value} END"
    return value


def _meant(reading: Reading, dialect: Dialect) -> str:
    """The values of words; texts of one value stand together, as engines look many up at once."""
    texts: dict[Value, list[str]] = {}
    for text, value in reading.odd.items():
        texts.setdefault(value, []).append(text)
    said = text_of(reading.column, dialect)
    cases = (f"WHEN {said} IN {dialect.texts(some)} THEN {dialect.literal(to)}" for to, some in texts.items())
    return f"CASE {' '.join(cases)} END"


def plain_sql(reading: Reading, dialect: Dialect) -> str:
    """The value of a cell that needs no reading of words."""
    match reading.want:
        case Want.TEXT:
            text = text_of(reading.column, dialect)
            return _filled_text(reading, dialect) if reading.column.kind is Kind.TEXT else text
        case Want.CHOICE:
            text = text_of(reading.column, dialect)
            return f"CASE WHEN {text} IN {dialect.texts(reading.plain)} THEN {text} END"
        case Want.DATE:
            return _date(reading, dialect)
        case Want.NUMBER:
            return _double(reading, dialect)
        case Want.MEANT:
            return "CAST(NULL AS BIGINT)"
        case Want.MONEY | Want.UNITS | Want.COUNT:
            return _whole(reading, dialect)


def _filled_text(reading: Reading, dialect: Dialect) -> str:
    """A text without white space around it; null where it is blank."""
    return f"CASE WHEN {filled_sql(reading, dialect)} THEN {dialect.trimmed(dialect.name(reading.column.name))} END"


def _date(reading: Reading, dialect: Dialect) -> str:
    if reading.column.kind in (Kind.DATE, Kind.TIME):
        return day_of(reading.column, dialect)
    text = text_of(reading.column, dialect)
    if not reading.is_written:
        return f"CASE WHEN {dialect.like(text, PLAIN_DATE)} THEN TRY_CAST({text} AS DATE) END"
    parts = dialect.literal(DATE_PARTS)
    year, month, day = (f"regexp_extract({text}, {parts}, {part})" for part in (1, 2, 3))
    either = f"{dialect.like(text, PLAIN_DATE)} OR {dialect.like(text, DATE)}"
    return f"CASE WHEN {either} THEN TRY_CAST(concat({year}, '-', {month}, '-', {day}) AS DATE) END"


def _double(reading: Reading, dialect: Dialect) -> str:
    kind, raw = reading.column.kind, dialect.name(reading.column.name)
    if kind is Kind.TEXT:
        pattern, text = _number_text(reading, dialect)
        return f"CASE WHEN {pattern} THEN TRY_CAST({text} AS DOUBLE) END"
    if kind in (Kind.INT, Kind.DECIMAL, Kind.FLOAT):
        number = f"CAST({raw} AS DOUBLE)"
        return f"CASE WHEN {dialect.finite.format(number)} AND {number} BETWEEN -1e300 AND 1e300 THEN {number} END"
    return "CAST(NULL AS DOUBLE)"


def _whole(reading: Reading, dialect: Dialect) -> str:
    kind, raw, factor = reading.column.kind, dialect.name(reading.column.name), reading.factor
    limit = reading.limit
    if kind is Kind.BOOL and reading.want is not Want.MONEY:
        return f"CAST(CASE WHEN {raw} THEN {factor} WHEN NOT {raw} THEN 0 END AS BIGINT)"
    if kind is Kind.INT:
        return f"CASE WHEN {raw} BETWEEN -{limit} AND {limit} THEN CAST({raw} AS BIGINT) * {factor} END"
    if kind is Kind.FLOAT:
        number = f"CAST({raw} AS DOUBLE)"
        inside = f"{dialect.finite.format(number)} AND {number} BETWEEN CAST(-{limit} AS DOUBLE) AND CAST({limit} AS DOUBLE)"
        if reading.want is Want.COUNT:
            inside += f" AND {number} = floor({number})"
        product = dialect.even.format(f"{number} * CAST({factor} AS DOUBLE)")
        return f"CASE WHEN {inside} THEN TRY_CAST({product} AS BIGINT) END"
    if kind is Kind.DECIMAL:
        return _from_decimal(raw, reading.column.arrow.precision, reading.column.decimals, reading)
    if kind is Kind.TEXT:
        decimals = DECIMALS if reading.is_written else _TEXT_DECIMALS
        matches, text = _number_text(reading, dialect)
        digits = MOST_DIGITS + decimals
        plain = f"CASE WHEN {matches} THEN TRY_CAST({text} AS DECIMAL({digits}, {decimals})) END"
        return _from_decimal(f"({plain})", digits, decimals, reading)
    return "CAST(NULL AS BIGINT)"


def _number_text(reading: Reading, dialect: Dialect) -> tuple[str, str]:
    """Whether a text is a number, and the text that an engine casts."""
    text = text_of(reading.column, dialect)
    if not reading.is_written:
        return dialect.like(text, PLAIN_NUMBER), text
    return dialect.like(text, number_pattern(reading)), dialect.without(text, AROUND)


def _from_decimal(raw: str, precision: int, decimals: int, reading: Reading) -> str:
    """Whole units of an exact decimal, half to even; of a count nothing but whole ones.

    More than `_EXACT` decimals are rounded to so many first; a half is none then if the rest says that it is more or less.
    """
    factor, limit = reading.factor, reading.limit
    kept = min(decimals, _EXACT)
    digits = MOST_DIGITS + 1 - len(str(factor))
    exact = f"TRY_CAST({raw} AS DECIMAL({digits + kept}, {kept}))"
    product = exact if factor == 1 else f"({exact} * CAST({factor} AS DECIMAL({len(str(factor))}, 0)))"
    inside = (
        f"{raw} BETWEEN -{limit} AND {limit}"
        if 10 ** (precision - decimals) > limit
        else f"{raw} IS NOT NULL"
    )
    if 10**kept <= factor:
        return f"CASE WHEN {inside} THEN CAST({product} AS BIGINT) END"
    floor = f"CAST(floor({product}) AS BIGINT)"
    rest = f"({product} - floor({product}))"
    back = f"TRY_CAST({exact} AS DECIMAL({precision}, {decimals}))"
    if reading.want is Want.COUNT:
        whole = f"{rest} = 0 AND {raw} = {back}" if decimals > kept else f"{rest} = 0"
        return f"CASE WHEN {inside} AND {whole} THEN {floor} END"
    is_up = f"{floor} % 2 <> 0"
    if decimals > kept:
        is_up = f"({raw} > {back} OR ({raw} = {back} AND {is_up}))"
    up = f"CASE WHEN {rest} > 0.5 OR ({rest} = 0.5 AND {is_up}) THEN 1 ELSE 0 END"
    return f"CASE WHEN {inside} THEN {floor} + {up} END"
