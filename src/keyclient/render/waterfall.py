"""Lays out a waterfall for whatever draws it: where each column begins and ends, its colour, its figures, the axis."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from math import ceil, floor, log10

from keyclient.model.label import Label, in_turn
from keyclient.model.report import Cell, Chart, Kind
from keyclient.render.short import Scale, counted, scale_of, short_figure
from keyclient.render.text import Voice, is_missing
from keyclient.render.width import cells, cut

_NEAR = 0.1
"""If all levels are within this share of the highest, an axis from zero would hide the changes: it begins above zero."""
_ROOM = 0.08
"""What is left free beyond the columns for their figures, as a share of the axis."""
_STUB = 0.5
"""How much of a column that is cut stays below the lowest level, as a share of the distance of the levels."""
_TICKS = 5
_LETTER = 6.0
"""The width of a letter in a picture."""
_NAME_CELLS = 26
_MOST_DECIMALS = 9
_YUAN = {Kind.MONEY: Label(" yuan", "元"), Kind.WAN: Label(" ×10k yuan", "万元")}
_UNIT = Label("Unit: {unit}", "单位：{unit}")
_CUT = Label("axis begins at {amount}, not at zero", "纵轴自 {amount} 起，非从零起")


class Look(StrEnum):
    """What a column shows."""

    TOTAL = "total"
    RISE = "rise"
    FALL = "fall"


LOOKS = {
    Look.TOTAL: Label("start and end", "期初与期末"),
    Look.RISE: Label("rise", "增加"),
    Look.FALL: Label("fall", "减少"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One column, or one bar where they lie."""

    name: str
    start: float
    """Where it begins: zero for a total, the level before it for a change."""
    end: float
    look: Look
    figure: str
    customers: str
    """How many, in words; empty if that is not said."""

    @property
    def low(self) -> float:
        """The lower end."""
        return min(self.start, self.end)

    @property
    def high(self) -> float:
        """The upper end."""
        return max(self.start, self.end)

    @property
    def hangs(self) -> bool:
        """Whether all of it is below zero, so that its figure is too."""
        return self.low < 0 and self.high <= 0


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All columns, and the axis they stand on."""

    steps: tuple[Step, ...]
    bottom: float
    top: float
    tick: float
    scale: Scale
    """The unit of the axis."""
    kind: Kind

    @property
    def is_cut(self) -> bool:
        """Whether the axis begins above zero."""
        return self.bottom > 0

    @property
    def origin(self) -> float:
        """Where totals stand: zero, or where the axis begins."""
        return max(self.bottom, 0.0)

    def of(self, look: Look) -> list[Step]:
        """The steps, those of another look without length."""
        return [step if step.look is look else replace(step, start=0.0, end=0.0) for step in self.steps]

    @property
    def ticks(self) -> list[float]:
        """The levels to label."""
        return [self.bottom + self.tick * at for at in range(round((self.top - self.bottom) / self.tick) + 1)]

    def tick_text(self, level: float) -> str:
        """A level of the axis in words."""
        if abs(level) < self.tick / 2:
            return "0"
        return f"{level / self.scale.size:,.{self.decimals}f}{self.scale.word}"

    @property
    def decimals(self) -> int:
        """How many decimals tell the ticks apart in the unit of the axis."""
        tick = self.tick / self.scale.size
        exact = (places for places in range(_MOST_DECIMALS) if abs(round(tick, places) - tick) < tick * 1e-6)
        return next(exact, _MOST_DECIMALS)

    def told(self, step: Step) -> Step:
        """The step; the figure of a total has as many digits as it takes to see what changed."""
        if step.look is not Look.TOTAL:
            return step
        text = f"{step.end / self.scale.size:,.{self.decimals + 1}f}".rstrip("0").rstrip(".")
        longer = f"{text}{self.scale.word}"
        return replace(step, figure=longer) if len(longer) > len(step.figure) else step

    def unit(self, voice: Voice) -> str:
        """The unit of the axis in words; empty for a plain number that is not shortened."""
        yuan = _YUAN.get(self.kind)
        return (self.scale.word + (voice.label(yuan) if yuan else "")).strip()

    def note(self, voice: Voice, *, with_unit: bool) -> str:
        """What stands below the axis: its unit, that it does not begin at zero. Empty if there is nothing to say."""
        unit = self.unit(voice) if with_unit or self.kind is Kind.WAN else ""
        told = [voice.label(_UNIT.filled(unit=unit)) if unit else "", self.cut_text(voice)]
        return voice.label(in_turn(filter(None, told)))

    def cut_text(self, voice: Voice) -> str:
        """That the axis begins above zero; empty if it does not."""
        if not self.is_cut:
            return ""
        yuan = _YUAN.get(self.kind)
        amount = self.tick_text(self.bottom) + (voice.label(yuan) if yuan else "")
        return voice.label(_CUT.filled(amount=amount))

    def stands(self, room: float) -> bool:
        """Whether columns side by side in this width leave room for every name and figure; else bars are better."""
        texts = (text for step in self.steps for text in (step.name, step.figure, step.customers))
        return max(map(cells, texts), default=0) * _LETTER * len(self.steps) <= room


def waterfall_of(chart: Chart, voice: Voice) -> Waterfall:
    """The layout of a chart whose first and last rows are totals."""
    kind = next(column.kind for column in chart.table.columns if column.key == chart.series[0])
    steps = tuple(_steps(chart, kind, voice))
    bottom, top, tick = _axis([step.end for step in steps])
    fall = Waterfall(steps, bottom, top, tick, scale_of(max(abs(bottom), abs(top)), kind, voice.lang), kind)
    return replace(fall, steps=tuple(map(fall.told, steps))) if fall.is_cut else fall


def _steps(chart: Chart, kind: Kind, voice: Voice) -> Iterator[Step]:
    names = [voice.value(row[0], chart.table.columns[0].kind) for row in chart.table.rows]
    values, counts = chart.cells(chart.series[0]), _customers(chart, voice)
    level, last = 0.0, len(names) - 1
    for place, (name, value) in enumerate(zip(names, values, strict=True)):
        is_total, amount = place in {0, last}, _number(value)
        start = 0.0 if is_total else level
        level = start + amount
        look = Look.TOTAL if is_total else Look.FALL if amount < 0 else Look.RISE
        figure = short_figure(value, kind, voice, signed=not is_total)
        yield Step(cut(name, _NAME_CELLS), start, level, look, figure, counts[place])


def _customers(chart: Chart, voice: Voice) -> list[str]:
    """The customers behind each row in words."""
    if not chart.counts:
        return [""] * len(chart.table.rows)
    return [counted(count, voice) for count in chart.cells(chart.counts[0])]


def _number(value: Cell) -> float:
    return 0.0 if is_missing(value) or not isinstance(value, int | float | Decimal) else float(value)


def _axis(levels: Sequence[float]) -> tuple[float, float, float]:
    """Where the axis begins and ends, and the distance of its ticks. `levels`: where totals and changes end."""
    low, high = min(levels, default=0.0), max(levels, default=0.0)
    if not (0 < high - low < _NEAR * high and low > 0):
        low, high = min(low, 0.0), max(high, 0.0)
        begin = low - _ROOM * (high - low) if low < 0 else 0.0
    else:
        begin = low - (high - low) * _STUB
    end = high + _ROOM * (high - begin) if high > 0 else 0.0
    tick = _round_step((end - begin) / _TICKS or 1.0)
    return floor(begin / tick) * tick, ceil(end / tick or 1) * tick, tick


def _round_step(step: float) -> float:
    """The next larger of 1, 2, 2.5, 5 times a power of ten."""
    size = 10.0 ** floor(log10(step))
    return next(size * times for times in (1, 2, 2.5, 5, 10) if size * times >= step * (1 - 1e-9))
