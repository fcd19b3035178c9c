"""Writes the figures of a chart beside it: the table, what a native chart needs besides, and the shades of a heat map."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.report import Cell, Chart, ChartKind, Kind, TableColumn
from keyclient.render.palette import LINE
from keyclient.render.phrases import FEW_MARK, few_note
from keyclient.render.text import Voice, is_missing
from keyclient.render.workbook.styles import SHADES, Styles
from keyclient.render.workbook.texts import cell_text, lines
from keyclient.render.workbook.waterfall import stacked

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FIRST, OTHERS = 18, 12
"""Widths in characters: of the column with names, and of those with figures."""


@dataclass(frozen=True)
class ChartCells:
    """The cells of one chart."""

    sheet: "Worksheet"
    styles: Styles
    voice: Voice
    chart: Chart
    left: int = 0
    """The column of the names."""

    @property
    def columns(self) -> list[TableColumn]:
        """Those of the table that have a column here; the customers of a heat map stand in its cells."""
        hidden = self.chart.counts if self.chart.kind is ChartKind.HEAT else ()
        return [column for column in self.chart.table.columns if column.key not in hidden]

    @property
    def headings(self) -> list[str]:
        """The headings of the table and of what a native chart needs besides."""
        headings = [cell_text(self.voice.label(column.label)) for column in self.columns]
        if self.chart.kind is ChartKind.PARETO and self.chart.mark is not None:
            headings.append(f"{self.chart.mark:.0%}")
        if self.chart.kind is ChartKind.WATERFALL:
            headings += map(cell_text, stacked(self.chart, self.voice).headings)
        return headings

    def write(self, top: int) -> int:
        """Write title, headings and cells from a row on. Returns the row after the last one and a blank."""
        sheet, headings = self.sheet, self.headings
        sheet.write_string(top, self.left, cell_text(self.voice.label(self.chart.title)), self.styles.section)
        tallest = max(lines(heading, OTHERS if place else FIRST) for place, heading in enumerate(headings))
        sheet.set_row(top + 1, (tallest + 0.2) * LINE)
        for place, heading in enumerate(headings):
            is_text = place == 0 or (self.chart.kind is ChartKind.WATERFALL and place == len(self.columns))
            sheet.write_string(top + 1, self.left + place, heading, self.styles.head(text=is_text))
        first = top + 2
        keys = [column.key for column in self.chart.table.columns]
        for number, cells in enumerate(self.chart.table.rows):
            self._row(first + number, dict(zip(keys, cells, strict=True)))
        self._besides(first)
        last = first + len(self.chart.table.rows) - 1
        if self.chart.kind is ChartKind.HEAT and self.chart.table.rows:
            last += self._shaded(first, last)
        return last + 2

    def _row(self, row: int, cells: dict[str, Cell]) -> None:
        counted = dict(zip(self.chart.series, self.chart.counts, strict=False))
        for place, column in enumerate(self.columns, self.left):
            count = counted.get(column.key) if self.chart.kind is ChartKind.HEAT else None
            if count is None:
                self._cell(row, place, cells[column.key], column.kind)
            else:
                self._counted(row, place, cells[column.key], cells[count])

    def _cell(self, row: int, place: int, cell: Cell, kind: Kind) -> None:
        style = self.styles.line(kind)
        if is_missing(cell):
            self.sheet.write_blank(row, place, None, style)
        elif kind is Kind.TEXT:
            self.sheet.write_string(row, place, cell_text(self.voice.value(cell, Kind.TEXT)), style)
        else:
            self.sheet.write_number(row, place, cell, style)

    def _counted(self, row: int, place: int, share: Cell, count: Cell) -> None:
        """A share with the customers behind it in one cell, so that the shade is that of the share."""
        if is_missing(share) or not isinstance(count, int) or not count:
            self._cell(row, place, count, Kind.COUNT)
        else:
            mark = FEW_MARK if count < self.chart.few else ""
            self.sheet.write_number(
                row, place, share, self.styles.counted(self.voice.value(count, Kind.COUNT), mark)
            )

    def _besides(self, first: int) -> None:
        """The columns that a native chart refers to and the table does not have."""
        chart, place = self.chart, self.left + len(self.columns)
        if chart.kind is ChartKind.PARETO and chart.mark is not None:
            for number in range(len(chart.table.rows)):
                self.sheet.write_number(first + number, place, chart.mark, self.styles.line(Kind.SHARE))
        if chart.kind is ChartKind.WATERFALL:
            apart = stacked(chart, self.voice)
            for number, name in enumerate(apart.names):
                self.sheet.write_string(first + number, place, name, self.styles.line(Kind.TEXT))
            for at, part in enumerate(apart.parts, place + 1):
                for number, value in enumerate(part.values):
                    self.sheet.write_number(first + number, at, value, self.styles.line(Kind.NUMBER))

    def _shaded(self, first: int, last: int) -> int:
        """Shades the cells, darker for larger shares, since Excel has no heat map chart. Returns the rows added."""
        chart = self.chart
        places = [place for place, column in enumerate(self.columns, self.left) if column.key in chart.series]
        if not chart.counts:
            for place in places:
                self.sheet.conditional_format(first, place, last, place, SHADES)
            return 0
        shares = [
            any(not is_missing(cell) for cell in row)
            for row in zip(*map(chart.cells, chart.series), strict=True)
        ]
        for number, has_shares in enumerate(shares):
            if has_shares:
                self.sheet.conditional_format(first + number, places[0], first + number, places[-1], SHADES)
        if not chart.few:
            return 0
        self.sheet.write_string(
            last + 1, self.left, cell_text(self.voice.sentence(few_note(chart.few))), self.styles.remark
        )
        return 1
