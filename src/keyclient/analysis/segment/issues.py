"""What a reader of the segmentation has to know about the values of the book."""

from keyclient.analysis.segment.result import SegmentResult
from keyclient.model.issue import Issue


def segment_issues(result: SegmentResult) -> tuple[Issue, ...]:
    """Large ties at the edge of a class (KC401) and negative values (KC402)."""
    ties = (
        Issue(
            "KC401",
            values={
                "count": block.customers,
                "share": f"{block.share_of_customers:.1%}",
                "value": f"{block.value:,}",
                "klass": block.classes,
            },
        )
        for block in result.tie_blocks
    )
    negative = (
        Issue("KC402", values={"count": size.customers, "amount": f"{size.value:,}"})
        for size in result.classes
        if size.class_ == "N"
    )
    return (*ties, *negative)
