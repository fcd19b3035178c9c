"""The sums of money on both sides: of the rows that count, and of those that do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from keyclient.ingest.portfolio.data_dates import Counted, DataDates, Group, counted_files
from keyclient.ingest.portfolio.engines import OpenTable
from keyclient.ingest.portfolio.left_out import LeftOut
from keyclient.ingest.portfolio.ranked_by import RankedBy
from keyclient.ingest.portfolio.reading import Reading, Value
from keyclient.ingest.portfolio.schema import Schema
from keyclient.ingest.portfolio.tables import Kept, Table


@dataclass(frozen=True)
class Sides:
    """All rows of a portfolio, and which of them count."""

    schema: Schema
    dates: DataDates
    chosen: Counted
    kept: Kept
    """The rows of the data dates that count, among the files that count."""
    readable: Kept
    """Those of them whose value can be read."""


def with_readable(kept: Kept, ranked: RankedBy) -> Kept:
    """The rows of those that count whose value can be read."""
    if ranked.chosen is None:
        return kept
    bad = [reading for reading in ranked.chosen.readings if ranked.totals[reading.name].unread]
    return replace(kept, readable=tuple(bad)) if bad else kept


def left_out(ranked: RankedBy, sides: Sides, tables: OpenTable, table: Table) -> LeftOut:
    """The sums of all whole numbers that were read, in as few passes as there are sides with any rows."""
    money = [
        reading for reading in ranked.readings.values() if reading.is_whole and reading.name in ranked.totals
    ]
    dated = {reading.name: ranked.totals[reading.name].total or 0 for reading in money}
    accepted, unread = dated, 0
    if sides.readable is not sides.kept:
        accepted = _sums(table, money, sides.readable)
        unread = sides.chosen.rows - table.rows(sides.readable)
    of = {name: _of(groups, money, sides, tables) for name, groups in _reasons(sides.chosen).items()}
    read = {name: total + sum(sums.get(name, 0) for sums in of.values()) for name, total in dated.items()}
    return LeftOut(sides.chosen, unread, read, accepted, of)


def _reasons(chosen: Counted) -> dict[str, tuple[Group, ...]]:
    return {
        "earlier": chosen.earlier,
        "later": chosen.later,
        "undated": chosen.undated,
        "compared": chosen.compared,
        "single": chosen.single,
    }


def _of(
    groups: Sequence[Group], money: Sequence[Reading], sides: Sides, tables: OpenTable
) -> Mapping[str, int]:
    """The sums over the rows of some branches and days."""
    if not groups or not money:
        return {}
    wanted = {(group.branch, group.day) for group in groups}
    if sides.dates.by_file is not None:
        own = {path for path, side in sides.dates.by_file.items() if side in wanted}
        files = tuple(footer for footer in sides.schema.footers if footer.file.path in own)
        return _sums(tables(replace(sides.schema, footers=files)), money, Kept())
    table = tables(counted_files(sides.schema, sides.dates, sides.chosen))
    parts = [
        _sums(table, money, Kept(newest, sides.dates.date, sides.dates.branch)) for newest in _apart(groups)
    ]
    return {reading.name: sum(part[reading.name] for part in parts) for reading in money}


def _apart(groups: Sequence[Group]) -> Sequence[Mapping[str | None, Value | None]]:
    """The groups in parts with one day a branch each."""
    parts: list[dict[str | None, Value | None]] = []
    for group in groups:
        part = next((part for part in parts if group.branch not in part), None)
        if part is None:
            part = {}
            parts.append(part)
        part[group.branch] = group.day
    return parts


def _sums(table: Table, money: Sequence[Reading], kept: Kept) -> dict[str, int]:
    return {name: totals.total or 0 for name, totals in table.totals(money, kept).items()}
