"""What the columns of a portfolio leave open: a second column for a field, cells that are not read, nothing to group by."""

from collections.abc import Iterator
from dataclasses import replace

from keyclient.ingest.portfolio.engines import OpenTable
from keyclient.ingest.portfolio.fields_of import PortfolioFields, field_reading
from keyclient.ingest.portfolio.ranked_by import RankedBy
from keyclient.ingest.portfolio.reading import Reading
from keyclient.ingest.portfolio.schema import FileFooter, Schema
from keyclient.ingest.portfolio.tables import Kept, Table
from keyclient.ingest.portfolio.unread_cells import first_unread
from keyclient.model.amount_words import amount_words
from keyclient.model.fields import fields
from keyclient.model.issue import Issue
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.rules.portfolio_columns import GroupsBlank, OtherColumn


def column_issues(
    found: PortfolioFields, ranked: RankedBy, files: Schema, tables: OpenTable
) -> Iterator[Issue]:
    """Of the columns that are read. `files`: those whose rows count."""
    yield from _rivals(found, ranked, files, tables)
    for name, totals in ranked.totals.items():
        reading = ranked.readings[name]
        if totals.unread and (cell := first_unread(reading, files)) is not None:
            yield cell.issue(reading)


def blank_group(group: Reading | None, table: Table) -> Iterator[Issue]:
    """Whether no row says anything of what customers are grouped by; the footers mostly tell without reading a row."""
    if group is None or any(_says(footer, group) for footer in table.schema.filled):
        return
    if table.distinct(group, 1) == []:
        yield GroupsBlank(column=group.column.name)


def _says(footer: FileFooter, group: Reading) -> bool:
    """Whether a file is known to have several values, or one that is not blank."""
    if (one := footer.constant(group.column)) is not None:
        return not _is_blank(one.value, group)
    said = footer.statistics_of(group.column.name)
    return said is not None and not (_is_blank(said.low, group) and _is_blank(said.high, group))


def _is_blank(value: object, group: Reading) -> bool:
    return value is None or str(value).strip() in ("", *group.blank)


def _rivals(
    found: PortfolioFields, ranked: RankedBy, files: Schema, tables: OpenTable
) -> Iterator[OtherColumn]:
    for rival in found.rivals:
        column = found.schema.columns.get(rival.other)
        if rival.field not in ranked.readings or not fields()[rival.field].is_money or column is None:
            continue
        both = tuple(footer for footer in files.footers if footer.file.path in rival.files)
        # In these files the column is what it is called, whatever it stands for in others.
        plain = replace(found.schema, footers=tuple(replace(footer, own={}) for footer in both))
        reading = field_reading(rival.field, column)
        total = tables(plain).totals((reading,), Kept())[rival.field].total if both else 0
        if total:
            yield OtherColumn(
                field=rival.field,
                column=rival.taken,
                other=rival.other,
                field_name=fields()[rival.field].column.label,
                files=len(both),
                amount=amount_words(_money(rival.field).amount(total)),
            )


def _money(field: str) -> Measure:
    return Measure(field, fields()[field].column.label, (field,), MeasureKind.MONEY, 2)
