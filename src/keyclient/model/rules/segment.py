"""Rules 40x: what the segmentation saw."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC401",
    Severity.WARNING,
    title=Label("large tie", "大量并列"),
    message=Label(
        "{count} customers ({share}) have the same value {tied_value}; the boundary of class {klass} falls among them.",
        "{count} 个客户（{share}）数值同为 {tied_value}；{klass} 类的分界落在其中。",
    ),
    remedy=Label(
        "Choose how ties are classified with --set segment.ties=down or nearest.",
        "可用 --set segment.ties=down 或 nearest 指定并列的归类。",
    ),
    example=Label("500 customers with 10000.00", "500 个客户均为 10000.00"),
)
class TieAtClassEdge(Issue):
    """Many customers of one value at the edge of a class."""

    count: int
    share: str
    tied_value: Label
    klass: str


@rule(
    "KC402",
    Severity.NOTE,
    title=Label("negative values", "存在负值"),
    message=Label(
        "Customers with a negative value: {count}, {amount} in total; shares are based on the positive values.",
        "{count} 个客户为负值，合计 {amount}；占比按正值合计计算。",
    ),
    remedy=Label("No action needed.", "无需处理。"),
    example="-12.50",
)
class NegativeValues(Issue):
    """Customers with a negative value."""

    count: int
    amount: Label
