"""Rules 355 to 359: what cells are taken for beyond what their own column says."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC359",
    Severity.NOTE,
    title=Label("sum of its parts", "由分项相加"),
    message=Label(
        "{field_name}: the book has no column for the whole; customers are ranked by the sum of {column}.",
        "{field_name}：表中没有合计列，客户按{column}之和排序。",
    ),
    remedy=Label(
        "No action needed if these are all its parts; otherwise add a column for the whole, or name a column with --measure.",
        "如各分项齐全，无需处理；否则请增加合计列，或用 --measure 指定列。",
    ),
    example=Label("deposits split into current and fixed", "存款下分活期、定期"),
)
class SumOfParts(Issue):
    """A balance that is the sum of its parts, since the book has no column for the whole."""

    field_name: Label
    column: str
