"""Rule 447: what the days of a funnel say against each other."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC447",
    Severity.WARNING,
    title=Label("won before the first contact", "成交早于首次接触"),
    message=Label(
        "Customers or deals won before the first day at any other stage: {count}; they count as won.",
        "{count} 个客户或商机的成交日期早于其他各阶段的最早日期；按成交计。",
    ),
    remedy=Label(
        "Check the dates of the first contact and of the signing.",
        "请核对首次接触与成交的日期。",
    ),
    example=Label("won 2026-01-05, first contact 2026-02-01", "成交 2026-01-05，首次接触 2026-02-01"),
)
class WonBeforeContact(Issue):
    """Deals won before any contact."""

    count: int
