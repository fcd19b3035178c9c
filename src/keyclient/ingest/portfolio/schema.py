"""The columns of a portfolio by the footers of its files, which tell much without reading a row."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.ingest.portfolio.files import PortfolioFile
from keyclient.ingest.portfolio.refusals import (
    ColumnTwice,
    NamesAlike,
    NotParquet,
    SeveralDamaged,
    TypesDiffer,
)
from keyclient.model.label import listed

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

UNIT, FEN = b"unit", b"fen"
_MOST_NAMED = 10
"""So many damaged files are named."""
_CUT = 60
"""Some writers cut the smallest and largest text of a column at 64 bytes, which looks like one text."""


class Kind(StrEnum):
    """What kind of values a column has, whatever the width of its type."""

    TEXT = "text"
    INT = "int"
    DECIMAL = "decimal"
    FLOAT = "float"
    DATE = "date"
    TIME = "time"
    BOOL = "bool"
    NOTHING = "nothing"
    """A column that is blank in every row, of no type."""
    OTHER = "other"


NUMBERS = (Kind.INT, Kind.DECIMAL, Kind.FLOAT)


@dataclass(frozen=True)
class PortfolioColumn:
    """One column of the Parquet files, or a key of their partitions."""

    name: str
    kind: Kind
    arrow: "pa.DataType"
    decimals: int = 0
    """Of a decimal."""
    is_fen: bool = False
    """Whether its metadata say so."""
    is_fen_if_money: bool = False
    """Whether the metadata of its file say so of every amount, as DuckDB writes them, which knows no metadata of columns."""
    is_key: bool = False
    is_wide: bool = False
    """Whether an integer is an int64 as it is, which an engine reads without any work."""

    @property
    def has_nanoseconds(self) -> bool:
        """Whether it holds points in time as finely as pandas writes them, which engines read in ways of their own."""
        return str(self.arrow).startswith("timestamp[ns")

    @property
    def zone(self) -> str | None:
        """In which zone the days of its points in time begin; None without one."""
        zone: str | None = self.arrow.tz if self.kind is Kind.TIME else None
        return zone

    @property
    def said(self) -> str:
        """The type in words of Parquet, with its unit."""
        return f"{self.arrow}{' (fen)' if self.is_fen or self.is_fen_if_money else ''}"

    @property
    def unit(self) -> tuple[bool, bool]:
        """What its metadata say of its unit."""
        return self.is_fen, self.is_fen_if_money

    @property
    def unit_and_kind(self) -> tuple[Kind, int, bool, bool, str | None]:
        """What has to be alike in all files."""
        return self.kind, self.decimals, self.is_fen, self.is_fen_if_money, self.zone


@dataclass(frozen=True)
class ColumnStatistics:
    """What the footer of a file says of one column."""

    low: object
    high: object
    nulls: int


@dataclass(frozen=True)
class Constant:
    """What stands in all rows of a file."""

    value: object


@dataclass(frozen=True)
class FileFooter:
    """What one file says of itself."""

    file: PortfolioFile
    rows: int
    size: int
    columns: Mapping[str, PortfolioColumn]
    digest: bytes
    statistics: Mapping[str, ColumnStatistics]
    """Of the columns whose every row group has them."""
    own: Mapping[str, str] = field(default_factory=dict)
    """What this file calls columns of the portfolio that it has under another name."""

    def column(self, name: str) -> PortfolioColumn | None:
        """The column of this file that is a column of the portfolio; None where it lacks it."""
        return self.columns.get(self.own.get(name, name))

    def has(self, name: str) -> bool:
        """Whether this file has a column of the portfolio, in itself or by its partition."""
        return self.column(name) is not None or self.own.get(name, name) in self.file.keys

    def statistics_of(self, name: str) -> ColumnStatistics | None:
        """What the footer says of a column of the portfolio."""
        return self.statistics.get(self.own.get(name, name))

    def constant(self, column: PortfolioColumn) -> Constant | None:
        """What stands in all rows, where the footer or the partition says that it is one thing; else None."""
        if (key := self.own.get(column.name, column.name)) in self.file.keys:
            return Constant(self.file.keys[key])
        if self.column(column.name) is None:
            return Constant(None)
        said = self.statistics_of(column.name)
        if said is None or (0 < said.nulls < self.rows) or said.low != said.high:
            return None
        exact = not isinstance(said.low, str) or len(said.low.encode()) < _CUT
        return Constant(said.low) if exact else None


@dataclass(frozen=True)
class Schema:
    """The columns of all files together, by name; what a file lacks is blank in it."""

    footers: tuple[FileFooter, ...]
    columns: Mapping[str, PortfolioColumn]

    @property
    def rows(self) -> int:
        """How many rows all files have."""
        return sum(footer.rows for footer in self.footers)

    @property
    def filled(self) -> tuple[FileFooter, ...]:
        """The files that have rows; all where none has: the types of an empty file say nothing."""
        return tuple(footer for footer in self.footers if footer.rows) or self.footers

    @property
    def differs(self) -> bool:
        """Whether some file lacks a column that another has, or has it in another type of the same kind."""
        own = {name: column.arrow for name, column in self.columns.items() if not column.is_key}
        return any(
            {name: column.arrow for name, column in footer.columns.items()} != own for footer in self.footers
        )

    def with_key(self, name: str, values: Mapping[Path, str | None]) -> "tuple[Schema, PortfolioColumn]":
        """The schema with one more key of partitions, and its column. `values`: by file."""
        import pyarrow as pa

        column = PortfolioColumn(name, Kind.TEXT, pa.string(), is_key=True)
        footers = tuple(
            replace(
                footer, file=replace(footer.file, keys={**footer.file.keys, name: values[footer.file.path]})
            )
            for footer in self.footers
        )
        return Schema(footers, {**self.columns, name: column}), column

    def sha256(self, root: Path) -> str:
        """A digest of the files' names below a folder, their sizes and their footers, in order."""
        digest = hashlib.sha256()
        for footer in self.footers:
            name = _below(footer.file.path, root)
            digest.update(f"{name}\0{footer.size}\0".encode("utf-8", "surrogateescape") + footer.digest)
        return digest.hexdigest()


def read_schema(files: Sequence[PortfolioFile]) -> Schema:
    """Read the footers of all files. Raises `NotParquet`, or `TypesDiffer` where a column has two types."""
    footers = _footers(files)
    _check_names(footers)
    columns: dict[str, PortfolioColumn] = {}
    first: dict[str, Path] = {}
    filled = Schema(footers, {}).filled
    for footer in filled:
        for name, column in footer.columns.items():
            columns[name] = _merged(
                columns.get(name), column, first.setdefault(name, footer.file.path), footer
            )
    rest = {name: column for footer in footers for name, column in footer.columns.items()}
    return Schema(footers, rest | columns | dict(_key_columns(files[0])))


def _footers(files: Sequence[PortfolioFile]) -> tuple[FileFooter, ...]:
    """The footers of all files. Raises `NotParquet`, or `SeveralDamaged` with the first few that have none."""
    read, damaged = [], []
    for file in files:
        try:
            read.append(_footer(file))
        except NotParquet as error:
            damaged.append((file.path, error))
    if len(damaged) > 1:
        names = listed([path for path, _ in damaged[:_MOST_NAMED]])
        raise SeveralDamaged(count=len(damaged), of=len(files), names=names) from damaged[0][1]
    if damaged:
        raise damaged[0][1]
    return tuple(read)


def _check_names(footers: Sequence[FileFooter]) -> None:
    """Refuse names that differ in nothing but capitals: DuckDB takes them for one, and Spark for two."""
    known: dict[str, str] = {}
    for footer in footers:
        for name in (*footer.columns, *footer.file.keys):
            if known.setdefault(name.casefold(), name) != name:
                raise NamesAlike(path=footer.file.path, one=name, other=known[name.casefold()])


def _merged(
    known: PortfolioColumn | None, column: PortfolioColumn, elsewhere: Path, footer: FileFooter
) -> PortfolioColumn:
    if known is None or Kind.NOTHING in (known.kind, column.kind):
        return column if known is None or known.kind is Kind.NOTHING else known
    if not _are_alike(known, column):
        raise TypesDiffer(
            path=footer.file.path, column=column.name, one=column.said, other=known.said, elsewhere=elsewhere
        )
    return _both(known, column)


def _are_alike(one: PortfolioColumn, other: PortfolioColumn) -> bool:
    """Whether two columns of one name are one: of one kind, or both of numbers, and of one unit."""
    if one.kind in NUMBERS and other.kind in NUMBERS:
        return one.unit == other.unit
    return one.unit_and_kind == other.unit_and_kind and (
        one.kind is not Kind.OTHER or one.arrow == other.arrow
    )


def _both(one: PortfolioColumn, other: PortfolioColumn) -> PortfolioColumn:
    """The kind of number that both are: with fractions where one of them has some, inexact where one is."""
    if one.kind is other.kind and one.decimals == other.decimals:
        return one if one.is_wide else other
    if Kind.FLOAT in (one.kind, other.kind):
        return one if one.kind is Kind.FLOAT else other
    return max(one, other, key=lambda column: (column.kind is Kind.DECIMAL, column.decimals))


def united(column: PortfolioColumn, parts: Sequence[PortfolioColumn]) -> PortfolioColumn:
    """One column that is called otherwise in some files, by what it is in each; texts where these are of several kinds."""
    filled = [part for part in parts if part.kind is not Kind.NOTHING]
    if not filled:
        return column
    kinds = {part.kind for part in filled}
    if len(kinds) > 1 and not kinds <= set(NUMBERS):
        part = min(filled, key=lambda part: (part.kind is not Kind.TEXT, part.kind is Kind.DATE))
        return replace(part, name=column.name, is_wide=False)
    both = filled[0]
    for part in filled[1:]:
        both = _both(both, part)
    is_one = len({part.unit for part in filled}) == 1
    return replace(both, name=column.name, is_wide=both.is_wide and is_one and both.is_fen)


def _key_columns(file: PortfolioFile) -> Iterator[tuple[str, PortfolioColumn]]:
    import pyarrow as pa

    for name in file.keys:
        yield name, PortfolioColumn(name, Kind.TEXT, pa.string(), is_key=True)


def _footer(file: PortfolioFile) -> FileFooter:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file.path, memory_map=False) as opened:
            schema, metadata = opened.schema_arrow, opened.metadata
            is_fen = (schema.metadata or metadata.metadata or {}).get(UNIT) == FEN
            columns = {
                about.name: _column(about, is_fen_if_money=is_fen)
                for about in schema
                if about.name not in file.keys
            }
            if len(set(schema.names)) < len(schema.names):
                twice = next(name for name in schema.names if schema.names.count(name) > 1)
                raise ColumnTwice(path=file.path, column=twice)
            size = file.path.stat().st_size
            digest = hashlib.sha256(_tail(file.path)).digest()
            return FileFooter(file, metadata.num_rows, size, columns, digest, _statistics(metadata, columns))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise NotParquet(path=file.path) from error


def _tail(path: Path) -> bytes:
    """The footer as it stands at the end of a file."""
    with path.open("rb") as file:
        file.seek(-8, 2)
        length = int.from_bytes(file.read(4), "little")
        file.seek(-8 - length, 2)
        return file.read(length)


def _column(about: "pa.Field", *, is_fen_if_money: bool) -> PortfolioColumn:
    import pyarrow.types as kinds

    arrow = about.type.value_type if kinds.is_dictionary(about.type) else about.type
    kind = _kind(arrow)
    is_fen = kind is Kind.INT and (about.metadata or {}).get(UNIT) == FEN
    decimals = arrow.scale if kind is Kind.DECIMAL else 0
    is_wide = kind is Kind.INT and str(arrow) == "int64"
    of_file = is_fen_if_money and kind is Kind.INT and UNIT not in (about.metadata or {})
    return PortfolioColumn(about.name, kind, arrow, decimals, is_fen, of_file, is_wide=is_wide)


def _kind(arrow: "pa.DataType") -> Kind:
    import pyarrow.types as kinds

    tests = {
        Kind.TEXT: (kinds.is_string, kinds.is_large_string, kinds.is_string_view),
        Kind.INT: (kinds.is_integer,),
        Kind.DECIMAL: (kinds.is_decimal,),
        Kind.FLOAT: (kinds.is_floating,),
        Kind.DATE: (kinds.is_date,),
        Kind.TIME: (kinds.is_timestamp,),
        Kind.BOOL: (kinds.is_boolean,),
        Kind.NOTHING: (kinds.is_null,),
    }
    return next((kind for kind, those in tests.items() if any(test(arrow) for test in those)), Kind.OTHER)


def _statistics(
    metadata: "pq.FileMetaData", columns: Mapping[str, PortfolioColumn]
) -> dict[str, ColumnStatistics]:
    """Smallest, largest and nulls of the columns of whole numbers, dates and texts; floats hide their NaN."""
    found: dict[str, list[ColumnStatistics] | None] = {}
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for index in range(row_group.num_columns):
            chunk = row_group.column(index)
            name = chunk.path_in_schema
            if name in columns and columns[name].kind in (Kind.INT, Kind.DATE, Kind.TEXT):
                _add(found, name, chunk.statistics, row_group.num_rows)
    return {name: _together(parts) for name, parts in found.items() if parts}


def _add(
    found: dict[str, list[ColumnStatistics] | None],
    name: str,
    said: "pq.Statistics | None",
    rows: int,
) -> None:
    known = found.setdefault(name, [])
    if known is None:
        return
    if said is None or not said.has_null_count or (not said.has_min_max and said.null_count < rows):
        found[name] = None
        return
    low, high = (said.min, said.max) if said.has_min_max else (None, None)
    known.append(ColumnStatistics(low, high, said.null_count))


def _together(parts: Sequence[ColumnStatistics]) -> ColumnStatistics:
    filled = [part for part in parts if part.low is not None]
    low = min((part.low for part in filled), default=None)  # type: ignore[type-var]
    high = max((part.high for part in filled), default=None)  # type: ignore[type-var]
    return ColumnStatistics(low, high, sum(part.nulls for part in parts))


def _below(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
