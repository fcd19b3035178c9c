"""Who holds which product family, by a column of lists and by columns about single products."""

from keyclient.ingest.cells.plain import BLANK_WORDS
from keyclient.ingest.holdings.families import Families, families_of
from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.held_words import list_words, said_words
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind, PortfolioColumn
from keyclient.ingest.portfolio.tables import FrameColumn, HeldBy, Table
from keyclient.model.fields import fields
from keyclient.model.portfolio import held_column

_NUMERIC = (Kind.INT, Kind.DECIMAL, Kind.FLOAT, Kind.BOOL)


def held_columns(found: PortfolioFields, table: Table, request: ScanRequest) -> tuple[FrameColumn, ...]:
    """A column `FAMILY#held` for each family that serves a need and that the portfolio says anything of.

    A list covers every family. A column about a single product covers its own; in a row in which any of these is
    filled, a blank one means no.
    """
    declared = request.policy.lifecycle.families
    families = families_of(declared)
    serving = [name for name, family in declared.items() if family.need is not None]
    single = _single(found, table, families, serving)
    lists = _lists(found, table, families, serving)
    filled = tuple(by for own in single.values() for by in own)
    made = []
    for name in serving:
        own = single.get(name, ())
        if own or name in lists:
            listed = (lists[name],) if name in lists else ()
            others = filled if own else ()
            made.append(FrameColumn(held_column(name), held=(*listed, *own), known=others))
    return tuple(made)


def _single(
    found: PortfolioFields, table: Table, families: Families, serving: list[str]
) -> dict[str, tuple[HeldBy, ...]]:
    """The columns about single products, by family."""
    own: dict[str, tuple[HeldBy, ...]] = {}
    for name in found.usable:
        column = found.schema.columns[name]
        field = found.field_of(column)
        family = families.named(name)
        if family in serving and (field is None or fields()[field].is_money):
            own[family or ""] = (*own.get(family or "", ()), _held_by(table, column))
    return own


def _held_by(table: Table, column: PortfolioColumn) -> HeldBy:
    if column.kind in _NUMERIC:
        return HeldBy(Reading(column.name, column, Want.NUMBER), (), ())
    reading = Reading(column.name, column, Want.TEXT, blank=BLANK_WORDS)
    return HeldBy(reading, *said_words(table.distinct(Reading(column.name, column, Want.TEXT)) or []))


def _lists(found: PortfolioFields, table: Table, families: Families, serving: list[str]) -> dict[str, HeldBy]:
    """What the column of lists says, by family; empty without one."""
    reading = found.reading("holdings")
    if reading is None or reading.column.kind is not Kind.TEXT:
        return {}
    words = list_words(table.distinct(reading) or [], families, serving)
    return {name: HeldBy(reading, yes, no) for name, (yes, no) in words.items()}
