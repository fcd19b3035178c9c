"""A waterfall as stacked columns on an invisible base, since few programs draw Excel's own waterfall."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from keyclient.model.label import Label
from keyclient.model.report import Chart
from keyclient.render.palette import FALL, RISE, RULE, TOTAL
from keyclient.render.short import joined
from keyclient.render.text import Voice
from keyclient.render.waterfall import LOOKS, Look, Step, Waterfall, waterfall_of
from keyclient.render.workbook.texts import cell_text

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.chart import Chart as Drawn

_COLOURS = {Look.TOTAL: TOTAL, Look.RISE: RISE, Look.FALL: FALL}
_NAMES = Label("named", "名称")
_BASE, _FIGURES = Label("invisible base", "透明底"), Label("place of the figure", "数字位置")
_BELOW = Label("{look}, below zero", "{look}（零以下）")
_ROOM = 540.0
"""The width of the plot, in pixels."""
_BAR = 22
"""The height of a lying bar with the gap, in pixels."""
_HEIGHT, _AROUND = 360, 110
_HELD = 0.3
"""The height of the invisible part that bears a figure, in ticks of the axis."""

Font = Callable[..., dict[str, object]]


@dataclass(frozen=True)
class Part:
    """One series of the stack."""

    heading: str
    """What is above its cells."""
    name: str
    """What the legend calls it."""
    values: list[float]
    colour: str | None
    """None: invisible."""
    is_named: bool = False
    """Whether the legend shows it."""


@dataclass(frozen=True)
class StackedWaterfall:
    """A waterfall taken apart into series that a stacked chart draws."""

    fall: Waterfall
    voice: Voice

    @property
    def names(self) -> list[str]:
        """What stands at the axis: name and customers, on two lines below a column."""
        return [cell_text(self._name(step)) for step in self.fall.steps]

    def _name(self, step: Step) -> str:
        if self.stands:
            return f"{step.name}\n{step.customers}".rstrip()
        return joined(step.name, step.customers)

    @property
    def headings(self) -> list[str]:
        """The headings of the cells that the chart refers to."""
        return [self.voice.label(_NAMES), *(part.heading for part in self.parts)]

    @property
    def stands(self) -> bool:
        """Whether columns stand side by side; else bars lie one below the other."""
        return self.fall.stands(_ROOM)

    @property
    def height(self) -> int:
        """The height of the chart in pixels."""
        return _HEIGHT if self.stands else max(_HEIGHT, _AROUND + _BAR * len(self.fall.steps))

    @property
    def parts(self) -> list[Part]:
        """The series from the axis outwards. A column across zero has a part on either side, named and coloured alike.

        Below zero every look has one or none has: some programs count the series of lying bars from the other end when
        the legend leaves some out, and then show those in place of these.
        """
        say, fall, size = self.voice.label, self.fall, self.fall.scale.size
        looks = [look for look in Look if any(step.look is look for step in fall.steps)]
        found = [Part(say(_BASE), say(_BASE), [_base(step) / size for step in fall.steps], None)]
        for look in looks:
            name, values = say(LOOKS[look]), [_above(step) / size for step in fall.of(look)]
            found.append(Part(name, name, values, _COLOURS[look], is_named=True))
        if any(step.low < 0 for step in fall.steps):
            for look in looks:
                heading, name = say(_BELOW.filled(look=LOOKS[look])), say(LOOKS[look])
                values = [_below(step) / size for step in fall.of(look)]
                found.append(Part(heading, name, values, _COLOURS[look]))
        held = fall.tick * _HELD / size
        values = [-held if step.hangs else held for step in fall.steps]
        return [*found, Part(say(_FIGURES), say(_FIGURES), values, None)]

    def draw(
        self, workbook: "xlsxwriter.Workbook", cells: Callable[[int], dict[str, object]], font: Font
    ) -> "Drawn":
        """The chart. `cells`: the references of the series with this number."""
        drawn = workbook.add_chart({"type": "column" if self.stands else "bar", "subtype": "stacked"})
        parts = self.parts
        for place, part in enumerate(parts):
            look: dict[str, object] = {
                "gap": 30,
                "fill": {"color": part.colour} if part.colour else {"none": True},
            }
            if place == len(parts) - 1:
                figures = [{"value": step.figure} for step in self.fall.steps]
                look["data_labels"] = {
                    "value": True,
                    "position": "inside_base",
                    "custom": figures,
                    "font": font(size=9),
                }
            drawn.add_series(cells(place) | {"name": part.name} | look)
        hidden = [place for place, part in enumerate(parts) if not part.is_named]
        drawn.set_legend({"position": "bottom", "font": font(), "delete_series": hidden})
        self._axes(drawn, font)
        return drawn

    def _axes(self, drawn: "Drawn", font: Font) -> None:
        fall, size = self.fall, self.fall.scale.size
        names: dict[str, object] = {
            "num_font": font(size=9), "label_position": "low", "major_tick_mark": "none", "interval_unit": 1,
        }  # fmt: skip
        levels: dict[str, object] = {
            "min": fall.bottom / size, "max": fall.top / size, "major_unit": fall.tick / size,
            "num_format": _format(fall), "num_font": font(size=9),
            "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.5}},
        }  # fmt: skip
        note = fall.note(self.voice, with_unit=True)
        told = {"name": note, "name_font": font(size=9)} if note else {}
        if self.stands:
            drawn.set_x_axis(names | told)
            drawn.set_y_axis(levels)
        else:
            drawn.set_y_axis(names | {"reverse": True})
            drawn.set_x_axis(levels | told | {"label_position": "high"})


def stacked(chart: Chart, voice: Voice) -> StackedWaterfall:
    """The parts of a chart."""
    return StackedWaterfall(waterfall_of(chart, voice), voice)


def _base(step: Step) -> float:
    """The invisible part: between zero and the nearer end, none for a column across zero."""
    return step.low if step.low > 0 else step.high if step.high < 0 else 0.0


def _above(step: Step) -> float:
    return max(step.high, 0.0) - max(step.low, 0.0)


def _below(step: Step) -> float:
    return min(step.low, 0.0) - min(step.high, 0.0)


def _format(fall: Waterfall) -> str:
    """The number format of the axis: as many decimals as its ticks need."""
    return "#,##0." + "0" * fall.decimals if fall.decimals else "#,##0"
