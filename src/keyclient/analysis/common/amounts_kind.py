"""How values of the measure look in a table."""

from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Kind


def amount_kind(measure: Measure | None) -> Kind:
    """Yuan, or the plain number that the measure is; what there is none of looks like yuan."""
    is_number = measure is not None and measure.kind is MeasureKind.NUMBER
    return Kind.NUMBER if is_number else Kind.MONEY
