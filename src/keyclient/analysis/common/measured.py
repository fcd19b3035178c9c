"""How values of a measure look."""

from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.report import Kind


def amount_kind(measure: Measure) -> Kind:
    """Money, or a plain number."""
    return Kind.MONEY if measure.kind is MeasureKind.MONEY else Kind.NUMBER
