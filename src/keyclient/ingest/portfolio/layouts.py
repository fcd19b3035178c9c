"""Files of several layouts as one table: each is read by the names and types of its own columns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from keyclient.ingest.portfolio.fields_of import fen_factor
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.schema import FileFooter, Kind, PortfolioColumn, Schema
from keyclient.ingest.portfolio.tables import MOST_LISTS, MOST_WORDS, FrameColumn, HeldBy, Kept, Table, Totals

if TYPE_CHECKING:
    import narwhals as nw

_Own = tuple[str, str, int, bool, bool] | None
_MANY_TYPES = (Kind.INT, Kind.DECIMAL, Kind.FLOAT, Kind.TIME)


@dataclass(frozen=True)
class _Part:
    """The files of one layout."""

    table: Table
    columns: Mapping[str, PortfolioColumn]
    """The columns of the portfolio as these files have them, where they differ from what all files together have."""

    def reading(self, reading: Reading) -> Reading:
        """What these files' own column is read as."""
        return own_reading(reading, self.columns.get(reading.column.name, reading.column))

    def kept(self, kept: Kept) -> Kept:
        """Which rows count, by these files' own columns."""
        date, branch = (None if one is None else self.reading(one) for one in (kept.date, kept.branch))
        return replace(kept, date=date, branch=branch, readable=tuple(map(self.reading, kept.readable)))

    def made(self, column: FrameColumn) -> FrameColumn:
        """A column to be made of these files' own columns."""
        return replace(
            column,
            readings=tuple(map(self.reading, column.readings)),
            held=tuple(map(self._held, column.held)),
            known=tuple(map(self._held, column.known)),
        )

    def _held(self, by: HeldBy) -> HeldBy:
        return replace(by, reading=self.reading(by.reading))

    def decimals(self, reading: Reading, most: int) -> int | None:
        """In how many decimals the numbers of these files are exact."""
        own = self.reading(reading)
        if own.column.kind is Kind.FLOAT:
            return self.table.whole_decimals(own, most)
        return min(own.column.decimals, most)


@dataclass(eq=False)
class ManyLayouts:
    """One table of files of several layouts; every answer is put together of theirs."""

    schema: Schema
    parts: tuple[_Part, ...]

    def totals(self, readings: Sequence[Reading], kept: Kept) -> Mapping[str, Totals]:
        """See `Table`."""
        each = [part.table.totals(tuple(map(part.reading, readings)), part.kept(kept)) for part in self.parts]
        return {reading.name: _together([one[reading.name] for one in each]) for reading in readings}

    def rows(self, kept: Kept) -> int:
        """See `Table`."""
        return sum(part.table.rows(part.kept(kept)) for part in self.parts)

    def odd_texts(self, reading: Reading) -> Sequence[str] | None:
        """See `Table`."""
        return _union((part.table.odd_texts(part.reading(reading)) for part in self.parts), MOST_WORDS)

    def with_words(self, reading: Reading) -> Reading:
        """See `Table`: files of another unit mean other amounts by one text."""
        own = [part.table.with_words(part.reading(reading)) for part in self.parts]
        odd = {text: value for one in own for text, value in one.odd.items()}
        is_written, is_cut = any(one.is_written for one in own), any(one.is_cut for one in own)
        odd_in = {one.column: one.odd for one in own}
        return replace(reading, odd=odd, odd_in=odd_in, is_written=is_written, is_cut=is_cut)

    def distinct(self, reading: Reading, most: int = MOST_LISTS) -> Sequence[str] | None:
        """See `Table`."""
        return _union((part.table.distinct(part.reading(reading), most) for part in self.parts), most)

    def cells(self, reading: Reading, kept: Kept, most: int = MOST_LISTS) -> Mapping[str, int] | None:
        """See `Table`."""
        counts: dict[str, int] = {}
        for part in self.parts:
            found = part.table.cells(part.reading(reading), part.kept(kept), most)
            if found is None:
                return None
            for text, count in found.items():
                counts[text] = counts.get(text, 0) + count
        return dict(sorted(counts.items())) if len(counts) <= most else None

    def dated(self, date: Reading, branch: Reading | None) -> Sequence[tuple[str | None, Any, int]]:
        """See `Table`."""
        rows: dict[tuple[str | None, Any], int] = {}
        for part in self.parts:
            own = None if branch is None else part.reading(branch)
            for name, day, count in part.table.dated(part.reading(date), own):
                rows[name, day] = rows.get((name, day), 0) + count
        return [(name, day, count) for (name, day), count in rows.items()]

    def whole_decimals(self, reading: Reading, most: int) -> int | None:
        """See `Table`."""
        found = [part.decimals(reading, most) for part in self.parts]
        return None if None in found else max(one for one in found if one is not None)

    def keep(self, frame: "nw.LazyFrame[Any]") -> "nw.LazyFrame[Any]":
        """See `Table`."""
        return self.parts[0].table.keep(frame)

    def frame(self, columns: Sequence[FrameColumn], kept: Kept) -> "nw.LazyFrame[Any]":
        """See `Table`."""
        import narwhals as nw

        frames = [part.table.frame(tuple(map(part.made, columns)), part.kept(kept)) for part in self.parts]
        if not all(frame.implementation.is_pandas() for frame in frames):
            several: nw.LazyFrame[Any] = nw.concat(frames)
            return several
        import pandas as pd

        native: pd.DataFrame = pd.concat(map(nw.to_native, frames), ignore_index=True)
        return nw.from_native(native).lazy()


def own_reading(reading: Reading, column: PortfolioColumn) -> Reading:
    """What the column of a file is read as that is one of the portfolio's."""
    factor = fen_factor(column) if reading.want is Want.MONEY else reading.factor
    return replace(reading, column=column, factor=factor, odd=reading.odd_in.get(column, reading.odd))


def as_one_table(schema: Schema, tables: Callable[[Schema], Table]) -> Table:
    """The files as one table of an engine, or where columns differ, as one for each layout."""
    layouts = _layouts(schema)
    parts = tuple(_part(schema, files, tables) for files in layouts)
    if len(parts) == 1 and not parts[0].columns:
        return parts[0].table
    return ManyLayouts(schema, parts)


def _layouts(schema: Schema) -> list[tuple[FileFooter, ...]]:
    """The files with rows, by the columns in which files differ."""
    names = [
        name for name in schema.columns if len({_own(footer, name) for footer in schema.filled} - {None}) > 1
    ]
    found: dict[tuple[_Own, ...], list[FileFooter]] = {}
    for footer in schema.filled:
        found.setdefault(tuple(_own(footer, name) for name in names), []).append(footer)
    return list(map(tuple, found.values()))


def _own(footer: FileFooter, name: str) -> _Own:
    """What a file calls a column and how it has it; None where it says nothing of it."""
    called, column = footer.own.get(name, name), footer.column(name)
    if column is None:
        return (called, "", 0, False, False) if called in footer.file.keys else None
    if column.kind is Kind.NOTHING:
        return None
    said = str(column.arrow) if column.kind in _MANY_TYPES else column.kind.value
    return called, said, column.decimals, column.is_fen, column.is_fen_if_money


def _part(schema: Schema, files: Sequence[FileFooter], tables: Callable[[Schema], Table]) -> _Part:
    """The files of one layout, and their own columns."""
    import pyarrow as pa

    columns: dict[str, PortfolioColumn] = {}
    for name in schema.columns:
        columns[name] = next(
            (own for footer in files if (own := _column(footer, name, schema)) is not None),
            PortfolioColumn(name, Kind.NOTHING, pa.null()),
        )
    others = {name: own for name, own in columns.items() if own != schema.columns[name]}
    keys = {name: column for name, column in schema.columns.items() if column.is_key}
    plain = tuple(replace(footer, own={}) for footer in files)
    named = {column.name: column for column in columns.values()} | keys
    return _Part(tables(Schema(plain, named)), others)


def _column(footer: FileFooter, name: str, schema: Schema) -> PortfolioColumn | None:
    called = footer.own.get(name, name)
    if called in footer.file.keys:
        return schema.columns[called]
    column = footer.column(name)
    return None if column is None or column.kind is Kind.NOTHING else column


def _together(parts: Sequence[Totals]) -> Totals:
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    totals = [part.total for part in parts if part.total is not None]
    return Totals(
        sum(part.filled for part in parts),
        sum(part.read for part in parts),
        min(lows, default=None),
        max(highs, default=None),
        sum(totals) if totals else None,
    )


def _union(parts: Iterable[Sequence[str] | None], most: int) -> Sequence[str] | None:
    found: set[str] = set()
    for texts in parts:
        if texts is None:
            return None
        found |= set(texts)
    return sorted(found) if len(found) <= most else None
