"""The issues that `segment` raises about the values of a book."""

from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.issue import Issue
from keyclient.model.rules.segment import NegativeValues, TieAtClassEdge


def segment_issues(result: SegmentResult) -> tuple[Issue, ...]:
    """Large ties at the edge of a class, and negative values."""
    ties = (
        TieAtClassEdge(
            count=block.customers,
            share=f"{block.share_of_customers:.1%}",
            tied_value=f"{block.value:,}",
            klass=block.classes,
        )
        for block in result.tie_blocks
    )
    negative = (
        NegativeValues(count=size.customers, amount=f"{size.value:,}")
        for size in result.classes
        if size.class_ == "N"
    )
    return (*ties, *negative)
