"""The columns an analysis adds next to the customers, as cells by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from keyclient.model.label import Label, Lang
from keyclient.model.own import marked
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.render.text import Voice
from keyclient.render.writeback.cells import Value
from keyclient.render.writeback.sheet import AddedColumns
from keyclient.render.writeback.styles import Formats
from keyclient.render.writeback.typed import heading, typed

_IN_YUAN = Label("{heading} (yuan)", "{heading}（元）")
_HOLDS = {Kind.TEXT: "text", Kind.MONEY: "money", Kind.WAN: "money"}
_IF_THERE = {Kind.SHARE: "share", Kind.DATE: "date"}
"""Kinds that are written differently if the workbook has no format for them."""


@dataclass(frozen=True)
class CustomerCells:
    """Typed cells for the rows of a table."""

    columns: tuple[TableColumn, ...]
    cells: Mapping[int, Sequence[Cell]]
    """The cells by Excel row number."""
    header_row: int
    """The Excel row number of the headings."""
    after: int
    """The last column of the table, from 0."""

    def headings(self) -> Iterator[str]:
        """All headings these columns may have in a workbook, in every language and format."""
        for lang in Lang:
            for column in self.columns:
                for formats in (Formats(), Formats(share=0)):
                    yield _heading(column, formats, lang)


def beside_of(rows: CustomerCells, lang: Lang, formats: Formats) -> AddedColumns:
    """The cells for a workbook with these formats."""
    voice, columns = Voice(lang), rows.columns
    return AddedColumns(
        headings=tuple(_heading(column, formats, lang) for column in columns),
        header_row=rows.header_row,
        rows={row: _cells(cells, columns, formats, voice) for row, cells in rows.cells.items()},
        after=rows.after,
        holds=tuple(_holds(column.kind, formats) for column in columns),
        formats=formats,
    )


def _heading(column: TableColumn, formats: Formats, lang: Lang) -> str:
    """The heading with keyclient's mark; amounts name their unit, since the user's own may be in another one."""
    text = heading(column, formats, lang)
    return marked(_IN_YUAN.say(lang, {"heading": text}) if column.kind is Kind.MONEY else text)


def _cells(
    cells: Sequence[Cell], columns: Sequence[TableColumn], formats: Formats, voice: Voice
) -> tuple[Value, ...]:
    return tuple(
        typed(cell, column.kind, formats, voice)[0] for cell, column in zip(cells, columns, strict=True)
    )


def _holds(kind: Kind, formats: Formats) -> str:
    name = _IF_THERE.get(kind)
    if name is not None:
        return name if getattr(formats, name) is not None else "plain"
    return _HOLDS.get(kind, "plain")
