"""The axes of a chart on a page: grid lines, tick labels, and the plot area they enclose."""

from collections.abc import Sequence

from keyclient.model.report import Chart, Kind, TableColumn
from keyclient.render.page.shapes import WIDTH, Drawing, Path, Word, point_list, rounded
from keyclient.render.short import scale_of
from keyclient.render.text import Voice

HEIGHT = 300.0
TOP, BOTTOM, SIDE = 24.0, 44.0, 64.0
GRID = (0.25, 0.5, 0.75, 1.0)


def draw_axes(drawing: Drawing, ticks: Sequence[str]) -> None:
    """Adds the grid lines with their tick labels, and the horizontal axis."""
    for part, text in zip(GRID, ticks, strict=True):
        drawing.paths.append(
            Path(point_list([(SIDE, height_at(part)), (WIDTH - SIDE, height_at(part))]), "grid")
        )
        drawing.words.append(Word(SIDE - 8, height_at(part) + 4, text, "end", "tick"))
    drawing.paths.append(Path(point_list([(SIDE, height_at(0)), (WIDTH - SIDE, height_at(0))]), "axis"))


def axis_name(chart: Chart, voice: Voice) -> Word:
    """The name of the horizontal axis."""
    label = voice.label(chart.table.columns[0].label)
    return Word(WIDTH / 2, TOP + HEIGHT + BOTTOM - 6, label, "middle", "tick")


def tick_labels(top: float, column: TableColumn, voice: Voice) -> list[str]:
    """The tick labels of the vertical axis, with large figures shortened; figures in 万元 are short already."""
    if column.kind is Kind.SHARE:
        return [voice.value(top * part, Kind.SHARE) for part in GRID]
    size, word = scale_of(top, column.kind, voice.lang)
    return [
        f"{top * part / size:,.3g}{word}" if top / size < 1000 else f"{top * part / size:,.0f}{word}"
        for part in GRID
    ]


def label_step(count: int) -> int:
    """Every how many columns one is labelled, so that labels do not overlap."""
    return 1 if count <= 10 else 2 if count <= 24 else -(-count // 12)


def height_at(part: float) -> float:
    """The vertical position of a share of the plot height."""
    return rounded(TOP + HEIGHT * (1 - part))
