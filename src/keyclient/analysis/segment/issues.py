"""The issues that `segment` raises about the values of a book."""

from decimal import Decimal

from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.amount_words import amount_words, share_words
from keyclient.model.issue import Issue
from keyclient.model.measure import MeasureKind
from keyclient.model.rules.segment import NegativeValues, TieAtClassEdge


def segment_issues(result: SegmentResult, kind: MeasureKind = MeasureKind.MONEY) -> tuple[Issue, ...]:
    """Large ties at the edge of a class, and negative values. `kind`: that of the measure."""
    ties = (
        TieAtClassEdge(
            count=block.customers,
            share=share_words(block.share_of_customers),
            tied_value=amount_words(block.value, kind),
            klass=block.classes,
        )
        for block in result.tie_blocks
    )
    negative = (
        NegativeValues(count=size.customers, amount=amount_words(size.value or Decimal(0), kind))
        for size in result.classes
        if size.class_ == "N"
    )
    return (*ties, *negative)
