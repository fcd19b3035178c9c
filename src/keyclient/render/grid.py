"""Draws one table on a terminal: title, heading, right-aligned figures, and a bar after the last column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat

from rich.box import Box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from keyclient.model.label import LISTED
from keyclient.model.report import Cell, Kind, Sentence, Table, TableColumn, Tone
from keyclient.render.bars import bar, scale, shade
from keyclient.render.fit import TableLayout, fit, need
from keyclient.render.phrases import EMPTY, hidden_columns, more_rows
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import balanced, cut, pad, wrap
from keyclient.render.width import cells as cells_of

TITLE = "bold cyan"
FAINT = "dim"
ACCENT = "cyan"
_TONES = {
    Tone.RED: "bold red",
    Tone.ORANGE: "bold yellow",
    Tone.YELLOW: "yellow",
    Tone.GREY: FAINT,
    Tone.GREEN: "green",
}
"""A terminal has no orange; the word says it."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as text."""

    heading: str
    body: Sequence[str]
    text: bool
    styles: Sequence[str]
    """How each cell is coloured; empty: not at all."""


def draw(table: Table, voice: Voice, screen: Screen, *, rows: int | None = None) -> Iterator[RenderableType]:
    """The table with its first `rows` rows (None: all), no wider than the screen; values are never read as markup.

    A line below says how many rows are not shown, another which columns a narrow screen leaves out.
    """
    yield Text(voice.label(table.title), TITLE)
    if not table.rows:
        yield Text(voice.label(EMPTY), FAINT)
        return
    visible = _visible(table, rows)
    columns = _columns(table, visible, voice, screen)
    bar_of = next((place for place, column in enumerate(table.columns) if column.bar), None)
    shares = [row[bar_of] for row in visible] if bar_of is not None else []
    full = scale(shares)
    needs = [
        need(
            column.heading,
            column.body,
            text=column.text,
            spare=declared.spare,
            whole=declared.is_whole,
            least=declared.least,
        )
        for declared, column in zip(table.columns, columns, strict=True)
    ]
    layout = fit(needs, screen.width - 1, bar_of=bar_of if full else None)
    bars = [bar(share, full, layout.bar, screen.marks) for share in shares] if full else []
    yield _grid([columns[place] for place in layout.kept], layout, bars, screen)
    total = table.total_rows or len(table.rows)
    if rows is not None and total > len(visible):
        yield _remark(more_rows(len(visible), total), voice, screen)
    if left_out := [column.heading for place, column in enumerate(columns) if place not in layout.kept]:
        yield _remark(hidden_columns(voice.label(LISTED).join(left_out)), voice, screen)


def _visible(table: Table, rows: int | None) -> Sequence[Sequence[Cell]]:
    """The first rows; a single further row is shown too, since a line about it would take as much room."""
    return table.rows if rows is None or len(table.rows) <= rows + 1 else table.rows[:rows]


def _remark(sentence: Sentence, voice: Voice, screen: Screen) -> Text:
    return Text("\n".join(wrap(voice.sentence(sentence), screen.width)), FAINT)


def _columns(table: Table, rows: Sequence[Sequence[Cell]], voice: Voice, screen: Screen) -> list[_Column]:
    return [
        _Column(
            voice.label(column.label),
            _texts(column, cells, voice, screen),
            column.kind is Kind.TEXT,
            _styles(column, cells),
        )
        for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True)
    ]


def _styles(column: TableColumn, cells: Sequence[Cell]) -> list[str]:
    tones = map(column.tone, cells) if column.tones else ()
    return ["" if tone is None else _TONES[tone] for tone in tones]


def _texts(column: TableColumn, cells: Sequence[Cell], voice: Voice, screen: Screen) -> list[str]:
    """The cells as text, after their shaded blocks if the column has them."""
    said = [*map(voice.formatter(column.kind, blanks=column.shade), cells)]
    if not column.shade:
        return said
    room = max(map(cells_of, said))
    shades = (shade(cell, screen.marks) for cell in cells)
    return [f"{block} {pad(text, room, right=True)}" for block, text in zip(shades, said, strict=True)]


def _grid(columns: Sequence[_Column], layout: TableLayout, bars: Sequence[str], screen: Screen) -> Grid:
    """The remaining columns in their widths, with headings wrapped to fit."""
    mark = screen.marks.ellipsis
    grid = Grid(box=_box(screen), show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    body = []
    for column, width in zip(columns, layout.widths, strict=True):
        heading = Text("\n".join(balanced(column.heading, width)))
        grid.add_column(heading, justify="left" if column.text else "right", width=width, vertical="bottom")
        styles = column.styles or repeat("")
        body.append(
            [
                Text(cut(text, width, mark), style, no_wrap=True)
                for text, style in zip(column.body, styles, strict=False)
            ]
        )
    if layout.bar:
        grid.add_column("", width=layout.bar, style=ACCENT)
        body.append([Text(drawn, no_wrap=True) for drawn in bars])
    for row in zip(*body, strict=True):
        grid.add_row(*row)
    return grid


def _box(screen: Screen) -> Box:
    """A single line below the heading."""
    blank, ruler = "    \n", f" {screen.marks.rule * 2} \n"
    return Box(blank * 2 + ruler + blank * 5, ascii=not screen.marks.rule.isascii())
