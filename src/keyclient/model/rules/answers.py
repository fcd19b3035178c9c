"""Rules 4xx: what an analysis saw."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

ANSWER_RULES: dict[str, Rule] = {
    "KC401": Rule(
        _W,
        Label("large tie", "大量并列"),
        Label(
            "{count} customers ({share}) have the same value {value}; the edge of class {klass} falls among them.",
            "{count} 个客户（{share}）数值同为 {value}；{klass} 类的分界落在其中。",
        ),
        Label(
            "Choose how ties fall with --set segment.ties=down or nearest.",
            "可用 --set segment.ties=down 或 nearest 指定并列的归类。",
        ),
        Label("500 customers with 10000.00", "500 个客户均为 10000.00"),
    ),
    "KC402": Rule(
        _N,
        Label("negative values", "存在负值"),
        Label(
            "Customers with a negative value: {count}, {amount} together; shares are taken over the positive values.",
            "{count} 个客户为负值，合计 {amount}；占比按正值合计计算。",
        ),
        Label("Nothing to do.", "无需处理。"),
        "-12.50",
    ),
}
