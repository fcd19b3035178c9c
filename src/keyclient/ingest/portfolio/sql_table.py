"""A portfolio in an engine that speaks SQL: what is asked of it, in as few passes as there are questions."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from keyclient.ingest.portfolio.odd_words import worded
from keyclient.ingest.portfolio.reading import Reading, Value, Want
from keyclient.ingest.portfolio.refusals import RowsNotRead
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.sql import Dialect, filled_sql, plain_sql, text_of, value_sql
from keyclient.ingest.portfolio.tables import MOST_LISTS, MOST_WORDS, FrameColumn, HeldBy, Kept, Totals
from keyclient.model.engine import Engine

if TYPE_CHECKING:
    import narwhals as nw

Rows = list[tuple[Any, ...]]
_FEW = 2**12
"""A column of no more different cells has each of them read once."""
_FIGURES = 5
"""So many figures are asked of each column."""


class SqlTable:
    """The relation `source` of an engine; every value is a constant of the program or written by the dialect."""

    def __init__(self, schema: Schema, dialect: Dialect, source: str) -> None:
        self.schema = schema
        self._dialect = dialect
        self._source = source

    def fetch(self, query: str) -> Rows:
        """The rows of a query. What the engine raises is told by `open_scan`."""
        raise NotImplementedError

    def lazy(self, query: str) -> "nw.LazyFrame[Any]":
        """A query to be computed later."""
        raise NotImplementedError

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`."""
        raise NotImplementedError

    def totals(self, readings: Sequence[Reading], kept: Kept) -> Mapping[str, Totals]:
        """See `Table`."""
        if not readings:
            return {}
        cells = [sql for at, reading in enumerate(readings) for sql in self._cells(reading, at)]
        asked = [sql for at, reading in enumerate(readings) for sql in self._figures(reading, at)]
        inner = f"SELECT {', '.join(cells)} FROM {self._source}{self._where(kept)}"
        ((*row, rows),) = self.fetch(f"SELECT {', '.join(asked)}, COUNT(*) FROM ({inner}) AS t")
        if not self._where(kept):
            self._check_rows(rows)
        parts = [row[at : at + _FIGURES] for at in range(0, len(row), _FIGURES)]
        return {reading.name: _totals(part) for reading, part in zip(readings, parts, strict=True)}

    def _cells(self, reading: Reading, at: int) -> tuple[str, ...]:
        """Value and blankness of each cell, computed once however many figures need them."""
        value = f"{value_sql(reading, self._dialect)} AS v{at}"
        return (value,) if reading.is_direct else (value, f"{filled_sql(reading, self._dialect)} AS f{at}")

    def _figures(self, reading: Reading, at: int) -> tuple[str, ...]:
        value = f"v{at}"
        total = f"CAST(SUM(CAST({value} AS DECIMAL(38, 0))) AS STRING)" if self.sums_wrap else f"SUM({value})"
        return (
            f"COUNT({value})" if reading.is_direct else f"COUNT(CASE WHEN f{at} THEN 1 END)",
            f"COUNT({value})",
            f"MIN({value})",
            f"MAX({value})",
            total if reading.is_whole else "NULL",
        )

    engine: Engine
    sums_wrap = False
    """Whether sums of int64 are int64 in this engine."""

    def rows(self, kept: Kept) -> int:
        """See `Table`."""
        where = self._where(kept)
        return (
            int(self.fetch(f"SELECT COUNT(*) FROM {self._source}{where}")[0][0])
            if where
            else self.schema.rows
        )

    def odd_texts(self, reading: Reading) -> Sequence[str] | None:
        """See `Table`."""
        text, dialect = text_of(reading.column, self._dialect), self._dialect
        odd = (
            f"{filled_sql(reading, dialect)} AND {plain_sql(reading, dialect)} IS NULL AND {text} IS NOT NULL"
        )
        return self._texts(f"CASE WHEN {odd} THEN {text} END", reading, MOST_WORDS)

    def with_words(self, reading: Reading) -> Reading:
        """See `Table`."""
        return worded(reading, self.odd_texts)

    def distinct(self, reading: Reading, most: int = MOST_LISTS) -> Sequence[str] | None:
        """See `Table`."""
        return self._texts(value_sql(reading, self._dialect), reading, most)

    def _texts(self, value: str, reading: Reading, most: int) -> Sequence[str] | None:
        """The different texts that an expression makes of the cells of a column; None if there are more than `most`."""
        each = (
            f"SELECT DISTINCT {self._dialect.name(reading.column.name)} FROM {self._source} LIMIT {_FEW + 1}"
        )
        rows = self.fetch(f"SELECT {value} AS t FROM ({each}) AS r")
        if len(rows) > _FEW:
            rows = self.fetch(f"SELECT DISTINCT {value} AS t FROM {self._source} LIMIT {most + 2}")
        found = {str(text) for (text,) in rows if text is not None}
        return sorted(found) if len(found) <= most else None

    def cells(self, reading: Reading, kept: Kept, most: int = MOST_LISTS) -> Mapping[str, int] | None:
        """See `Table`."""
        inner = f"SELECT {value_sql(reading, self._dialect)} AS t FROM {self._source}{self._where(kept)}"
        found = self.fetch(f"SELECT t, COUNT(*) FROM ({inner}) AS s GROUP BY t LIMIT {most + 2}")
        texts = {str(text): int(count) for text, count in found if text is not None}
        return dict(sorted(texts.items())) if len(texts) <= most else None

    def dated(self, date: Reading, branch: Reading | None) -> Sequence[tuple[str | None, Any, int]]:
        """See `Table`."""
        name = "NULL" if branch is None else value_sql(branch, self._dialect)
        query = (
            f"SELECT b, d, COUNT(*) FROM (SELECT CAST({name} AS STRING) AS b, "
            f"{value_sql(date, self._dialect)} AS d FROM {self._source}) AS t GROUP BY b, d"
        )
        found = [(branch, day, int(rows)) for branch, day, rows in self.fetch(query)]
        self._check_rows(sum(rows for _, _, rows in found))
        return found

    def _check_rows(self, read: int) -> None:
        """Raises `RowsNotRead` where the engine reads other rows than the footers of the files say."""
        if read != self.schema.rows:
            raise RowsNotRead(engine=self.engine.value, read=read, rows=self.schema.rows)

    def whole_decimals(self, reading: Reading, most: int) -> int | None:
        """See `Table`."""
        number = f"CAST({self._dialect.name(reading.column.name)} AS DOUBLE)"
        finite = f"{self._dialect.finite.format(number)} AND {number} BETWEEN -1e300 AND 1e300"
        tests = [
            f"COUNT(CASE WHEN {finite} AND {_is_inexact(number, power, self._dialect)} THEN 1 END)"
            for power in range(most + 1)
        ]
        largest = f"MAX(CASE WHEN {finite} THEN abs({number}) END)"
        (row,) = self.fetch(f"SELECT {largest}, {', '.join(tests)} FROM {self._source}")
        return next((at for at, wrong in enumerate(row[1:]) if not wrong and fits(row[0], at)), None)

    def frame(self, columns: Sequence[FrameColumn], kept: Kept) -> "nw.LazyFrame[Any]":
        """See `Table`."""
        made = ", ".join(f"{self._made(column)} AS {self._dialect.name(column.name)}" for column in columns)
        return self.lazy(f"SELECT {made} FROM {self._source}{self._where(kept)}")

    def _made(self, column: FrameColumn) -> str:
        values = [value_sql(reading, self._dialect) for reading in column.readings]
        if column.held:
            return _held(column, self._dialect)
        if not values:
            constant = "NULL" if column.constant is None else self._dialect.literal(column.constant)
            return f"CAST({constant} AS {column.type})"
        value = values[0] if len(values) == 1 else _sum(values)
        return (
            value
            if column.otherwise is None
            else f"COALESCE({value}, {self._dialect.literal(column.otherwise)})"
        )

    def _where(self, kept: Kept) -> str:
        found = [
            f"NOT ({filled_sql(reading, self._dialect)} AND {value_sql(reading, self._dialect)} IS NULL)"
            for reading in kept.readable
        ]
        if kept.newest is not None and kept.date is not None:
            found.append(self._newest(kept.newest, value_sql(kept.date, self._dialect), kept.branch))
        return f" WHERE {' AND '.join(found)}" if found else ""

    def _newest(self, newest: Mapping[str | None, Value | None], date: str, branch: Reading | None) -> str:
        """Whether a row is of the data date that counts for its branch; branches of one date stand together."""
        days = {day: [name for name, other in newest.items() if other == day] for day in newest.values()}
        if branch is None:
            return self._is_of(date, next(iter(days)))
        said = f"COALESCE({value_sql(branch, self._dialect)}, '')"
        parts = [
            f"({self._is_of(date, day)} AND {said} IN {self._dialect.texts(name or '' for name in names)})"
            for day, names in days.items()
        ]
        return f"({' OR '.join(parts)})"

    def _is_of(self, date: str, day: Value | None) -> str:
        return f"{date} IS NULL" if day is None else f"{date} = {self._dialect.literal(day)}"


def fits(largest: float | None, decimals: int) -> bool:
    """Whether whole units of so many decimals are exact as floats."""
    return largest is None or largest * 10.0**decimals < 2.0**53


def _is_inexact(number: str, power: int, dialect: Dialect) -> str:
    scale = f"CAST({10**power} AS DOUBLE)"
    return f"{dialect.even.format(f'{number} * {scale}')} / {scale} <> {number}"


def _sum(values: Sequence[str]) -> str:
    some = " OR ".join(f"{value} IS NOT NULL" for value in values)
    return (
        f"CASE WHEN {some} THEN {' + '.join(f'COALESCE({value}, CAST(0 AS BIGINT))' for value in values)} END"
    )


def _totals(part: Sequence[Any]) -> Totals:
    filled, read, low, high, total = part
    return Totals(int(filled), int(read), low, high, None if total is None else int(total))


def _held(column: FrameColumn, dialect: Dialect) -> str:
    yes = " OR ".join(_says(by, dialect, yes=True) for by in column.held)
    no = " OR ".join(_says(by, dialect, yes=False) for by in column.held)
    other = [_says(by, dialect, yes=says) for by in column.known for says in (True, False)]
    unread = " OR ".join(_is_unread(by, dialect) for by in column.held) if other else "FALSE"
    blank = f"(({' OR '.join(other)}) AND NOT ({unread}))" if other else "FALSE"
    return f"CAST(CASE WHEN {yes} THEN 1 WHEN {no} OR {blank} THEN 0 END AS BIGINT)"


def _is_unread(by: HeldBy, dialect: Dialect) -> str:
    """Whether a cell is filled and says neither yes nor no."""
    said = f"{_says(by, dialect, yes=True)} OR {_says(by, dialect, yes=False)}"
    return f"({filled_sql(by.reading, dialect)} AND NOT ({said}))"


def _says(by: HeldBy, dialect: Dialect, *, yes: bool) -> str:
    if by.reading.want is Want.TEXT:
        texts = by.yes if yes else by.no
        return (
            f"COALESCE({text_of(by.reading.column, dialect)} IN {dialect.texts(texts)}, FALSE)"
            if texts
            else "FALSE"
        )
    sign = ">" if yes else "<="
    return f"COALESCE({value_sql(by.reading, dialect)} {sign} 0, FALSE)"
