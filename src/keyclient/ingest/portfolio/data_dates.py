"""Of which data date the rows of a portfolio are, and which of them count: of each branch those of its newest date."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from keyclient.ingest.cells.spans import FOLDERS, Span, period_in, span_of
from keyclient.ingest.layout.headings import heading_key
from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.odd_words import with_odd
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.refusals import NoCustomers
from keyclient.ingest.portfolio.schema import FileFooter, Kind, PortfolioColumn, Schema
from keyclient.ingest.portfolio.settled import with_names
from keyclient.ingest.portfolio.tables import Kept, Table
from keyclient.ingest.receipt.asof import HEADINGS
from keyclient.model.fields import DATA_DATE
from keyclient.model.label import NO_WORDS, Label

FILE_DATE = "data_date\x1ffile"
"""The key of the data date that a file's name says."""
_UNTIL = Label(" up to {day}", "（截至 {day}）")


class Group(NamedTuple):
    """The rows of one branch at one data date."""

    branch: str | None
    day: dt.date | None
    rows: int


@dataclass(frozen=True)
class DataDates:
    """Where the data dates stand, and how many rows each branch has at each."""

    date: Reading | None
    branch: Reading | None
    groups: tuple[Group, ...]
    by_file: Mapping[Path, tuple[str | None, dt.date | None]] | None
    """Branch and day of every file, where each has only one of both; None where rows have to be asked."""

    @property
    def days(self) -> tuple[dt.date, ...]:
        """All data dates, oldest first."""
        return tuple(sorted({group.day for group in self.groups if group.day is not None}))


@dataclass(frozen=True)
class Counted:
    """The rows that count."""

    newest: Mapping[str | None, dt.date | None]
    """Of each branch, the data date whose rows count; branches without any are not there."""
    rows: int
    earlier: tuple[Group, ...]
    """What is left out for being older."""
    later: tuple[Group, ...]
    """What is left out for being later than the day that was asked for."""
    undated: tuple[Group, ...]
    """What is left out for having no data date, in branches that have some."""
    groups: tuple[Group, ...]
    """All there is."""
    compared: tuple[Group, ...] = ()
    """What is left out here because the other side of a comparison has it."""
    single: tuple[Group, ...] = ()
    """What is left out of both sides of a comparison: branches that have one data date only."""

    @property
    def as_of(self) -> dt.date | None:
        """The newest day that counts."""
        return max((day for day in self.newest.values() if day is not None), default=None)

    @property
    def is_everything(self) -> bool:
        """Whether no row is left out."""
        return not (self.earlier or self.later or self.undated or self.compared or self.single)


def with_file_dates(
    found: PortfolioFields, mapping: Mapping[str, str]
) -> tuple[Schema, PortfolioColumn | None]:
    """The schema, and the column of data dates: one of the portfolio, else a key, else what the files' names say.

    Where files' names say several days, these become a key of their own.
    """
    schema = found.schema
    if (column := _own_column(schema.columns, mapping)) is not None:
        return _dated_by_file(schema, column, mapping)
    if (key := _period_key(schema)) is not None:
        days = {footer.file.path: span_of(footer.file.keys[key] or "") for footer in schema.footers}
    else:
        days = {footer.file.path: _named_period(footer.file.path) for footer in schema.footers}
    said = {path: None if span is None else span.last for path, span in days.items()}
    if not any(said.values()):
        return schema, None
    return schema.with_key(
        FILE_DATE, {path: None if day is None else day.isoformat() for path, day in said.items()}
    )


def _own_column(columns: Mapping[str, PortfolioColumn], mapping: Mapping[str, str]) -> PortfolioColumn | None:
    keys = {heading_key(name) for name in (DATA_DATE, *HEADINGS)}
    if (mapped := mapping.get(DATA_DATE)) in columns:
        return columns[mapped or ""]
    dated = [
        column
        for name, column in columns.items()
        if heading_key(name) in keys and column.kind in (Kind.DATE, Kind.TIME, Kind.TEXT, Kind.INT)
    ]
    return next(iter(dated), None)


def _dated_by_file(
    schema: Schema, column: PortfolioColumn, mapping: Mapping[str, str]
) -> tuple[Schema, PortfolioColumn]:
    """The schema in which the column of data dates is that of each file, whatever it is called there."""
    own = {
        footer.file.path: {column.name: other.name}
        for footer in schema.footers
        if not footer.has(column.name) and (other := _own_column(footer.columns, mapping)) is not None
    }
    named = with_names(schema, own)
    return named, named.columns[column.name]


def _period_key(schema: Schema) -> str | None:
    """The key whose every value is a period: 月份=202603."""
    keys = [name for name, column in schema.columns.items() if column.is_key]
    for key in keys:
        values = {footer.file.keys[key] for footer in schema.footers}
        if values and all(value is not None and _is_period(value) for value in values):
            return key
    return None


def _is_period(value: str) -> bool:
    return span_of(value) is not None and not (
        value.isdigit() and len(value) == 4 and not 1990 <= int(value) <= 2049
    )


def _named_period(path: Path) -> Span | None:
    texts = [path.stem, *(folder.name for folder in path.absolute().parents[:FOLDERS])]
    return next((span for text in texts if (span := period_in(text)) is not None), None)


def data_dates(
    column: PortfolioColumn | None, branch: Reading | None, schema: Schema, table: Table
) -> DataDates:
    """How many rows each branch has at each data date, by the footers where they say it, else by one pass."""
    if column is None:
        return DataDates(None, branch, (Group(None, None, schema.rows),), None)
    date = Reading(DATA_DATE, column, Want.DATE)
    if column.is_key:
        date = with_odd(
            date, sorted({text for footer in schema.footers if (text := footer.file.keys[column.name])})
        )
    else:
        date = table.with_words(date)
    sides = {footer.file.path: _constants(footer, date, branch) for footer in schema.footers}
    days = {side[1] for side in sides.values() if side is not None}
    known = {path: side for path, side in sides.items() if side is not None}
    if len(known) == len(sides) and (len(days) == 1 or all(side[2] for side in known.values())):
        groups = tuple(
            Group(known[footer.file.path][0], known[footer.file.path][1], footer.rows)
            for footer in schema.footers
        )
        return DataDates(date, branch, groups, {path: side[:2] for path, side in known.items()})
    groups = tuple(Group(*found) for found in table.dated(date, branch))
    return DataDates(date, branch, groups, None)


def _constants(
    footer: FileFooter, date: Reading, branch: Reading | None
) -> tuple[str | None, dt.date | None, bool] | None:
    """Branch and day of all rows of a file, and whether it has one branch; None where it has several days."""
    day = footer.constant(date.column)
    if day is None:
        return None
    value = day.value
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        span = span_of(str(value))
        if span is None:
            return None
        value = span.last
    one = None if branch is None else footer.constant(branch.column)
    name = None if one is None or one.value is None else str(one.value).strip() or None
    is_one = branch is None or one is not None
    return (name, value if isinstance(value, dt.date) else None, is_one)


def newest_of_each(groups: Iterable[Group], said: dt.date | None, path: object) -> Counted:
    """What counts: of each branch the newest data date not after the day that was asked for.

    Rows without a data date count in branches that have none at all. Raises `NoCustomers` where nothing counts.
    """
    groups = [group for group in groups if group.rows]
    newest: dict[str | None, dt.date | None] = {}
    for group in groups:
        if group.day is not None and (said is None or group.day <= said):
            before = newest.get(group.branch)
            newest[group.branch] = group.day if before is None else max(before, group.day)
    dated = {group.branch for group in groups if group.day is not None}
    newest.update({group.branch: None for group in groups if group.branch not in dated})
    return counted(groups, newest, said, path)


def newest_two_of_each(
    groups: Iterable[Group], said: dt.date | None, path: object
) -> tuple[Counted, Counted] | None:
    """What is compared: of each branch its newest two data dates not after the day that was asked for, the earlier first.

    Branches with one are left out of both; None where every branch has one.
    """
    groups = [group for group in groups if group.rows]
    days: dict[str | None, set[dt.date]] = {}
    for group in groups:
        if group.day is not None and (said is None or group.day <= said):
            days.setdefault(group.branch, set()).add(group.day)
    two = {branch: sorted(own)[-2:] for branch, own in days.items() if len(own) > 1}
    if not two:
        return None
    before: _Newest = {branch: own[0] for branch, own in two.items()}
    after: _Newest = {branch: own[1] for branch, own in two.items()}
    single = frozenset(days) - frozenset(two)
    return (
        counted(groups, before, said, path, _Aside(after, single)),
        counted(groups, after, said, path, _Aside(before, single)),
    )


_Newest = dict[str | None, dt.date | None]


@dataclass(frozen=True)
class _Aside:
    """What is no loss of one side of a comparison."""

    other: Mapping[str | None, dt.date | None] = field(default_factory=dict)
    """What counts on the other side, by branch."""
    single: Collection[str | None] = ()
    """The branches that are left out of both."""

    def has(self, group: Group) -> bool:
        """Whether the other side has these rows."""
        return group.branch in self.other and self.other[group.branch] == group.day


_NOTHING_ASIDE = _Aside()


def counted(
    groups: Sequence[Group],
    newest: Mapping[str | None, dt.date | None],
    said: dt.date | None,
    path: object,
    aside: _Aside = _NOTHING_ASIDE,
) -> Counted:
    """The rows that count, and why the others do not. Raises `NoCustomers` where none do."""
    rows = 0
    out: dict[str, list[Group]] = {"earlier": [], "later": [], "undated": [], "compared": [], "single": []}
    for group in groups:
        if group.branch in newest and newest[group.branch] == group.day:
            rows += group.rows
        elif group.day is None:
            out["undated"].append(group)
        elif aside.has(group):
            out["compared"].append(group)
        elif said is not None and group.day > said:
            out["later"].append(group)
        else:
            out["single" if group.branch in aside.single else "earlier"].append(group)
    if not rows:
        raise NoCustomers(path=path, until=NO_WORDS if said is None else _UNTIL.filled(day=said.isoformat()))
    earlier, later, undated, elsewhere, single = map(tuple, out.values())
    return Counted(newest, rows, earlier, later, undated, tuple(groups), elsewhere, single)


def kept_rows(dates: DataDates, chosen: Counted) -> Kept:
    """What tells the rows that count; nothing where all do, or where whole files do. One day for all needs no branch."""
    if chosen.is_everything or dates.by_file is not None:
        return Kept()
    days = set(chosen.newest.values())
    is_one = len(days) == 1 and not any(
        group.day in days and group.branch not in chosen.newest for group in chosen.groups
    )
    return Kept(chosen.newest, dates.date, None if is_one else dates.branch)


def counted_files(schema: Schema, dates: DataDates, chosen: Counted, *, rest: bool = False) -> Schema:
    """The files whose rows count, or the others, where whole files do."""
    if dates.by_file is None or chosen.is_everything:
        return schema
    sides = dates.by_file

    def counts(footer: FileFooter) -> bool:
        branch, day = sides[footer.file.path]
        return branch in chosen.newest and chosen.newest[branch] == day

    return replace(schema, footers=tuple(footer for footer in schema.footers if counts(footer) is not rest))
