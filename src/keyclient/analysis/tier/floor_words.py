"""A tier's floor in words, and the values that are held against it."""

from keyclient.analysis.common.amounts import compact, compact_fen, told_apart
from keyclient.analysis.tier.customers import Step
from keyclient.metrics.exact_shares import Number
from keyclient.model.label import Lang
from keyclient.model.measure import MeasureKind

_CLOSE = 100
"""A value that is within a hundredth of the floor may look like it in a few digits."""


class FloorWords:
    """The floor of a tier above the last, in one language."""

    def __init__(self, step: Step, column: str, lang: Lang) -> None:
        self.column = column
        """The column that the floor is about."""
        self.floor = None if step.rung is None else step.rung.floor
        self.needed = step.tier.loyalty
        self.top = step.tier.top
        self.name = step.tier.label.text(lang)
        self._step = step
        self._is_money = step.measure.kind is MeasureKind.MONEY
        self._about = "" if column == "value" else f"{step.measure.label.text(lang)} "
        self._said = "" if step.floor is None else compact(step.floor, step.measure)

    def said(self, value: Number) -> tuple[str, str]:
        """A value and the floor; the value with the name of its measure where that is the tier's own."""
        measure, exact, floor = self._step.measure, self._step.floor, self.floor or 0
        if exact is not None and abs(value - floor) * _CLOSE < floor:
            amount, beside = told_apart(measure.amount(value), exact, measure)
            return f"{self._about}{amount}", beside
        amount = compact_fen(int(value)) if self._is_money else compact(measure.amount(value), measure)
        return f"{self._about}{amount}", self._said
