"""Lines of the plan that are due."""

import datetime as dt

import pytest

from keyclient.analysis.today.plan_due import PlanDue, plan_due
from keyclient.model.filled_in import FormKind, Written
from keyclient.model.label import Lang
from tests.analysis.tier.tiered import AS_OF, book_of
from tests.analysis.today.made import codes, filled, ids, made

BOOK = book_of("customer_id|name|value\na|Li|1\nb|Wu|2\nc|Xu|3\n|Xu|4")


def line(
    customer: str | None, deadline: Written, status: str = "todo", **cells: Written
) -> dict[str, Written]:
    """A line of a plan."""
    return {"line_id": "L", "customer_id": customer, "deadline": deadline, "status": status, **cells}


def due(*rows: dict[str, Written]) -> PlanDue:
    """What is due of a plan on 31 January 2026."""
    return plan_due([filled(*rows, kind=FormKind.PLAN)], BOOK)


@pytest.mark.parametrize(
    ("deadline", "status", "is_due"),
    [
        (dt.date(2026, 1, 31), "todo", "due"),
        (dt.date(2026, 1, 1), "doing", "due"),
        (dt.date(2026, 2, 1), "todo", "not"),
        (dt.date(2026, 1, 31), "done", "not"),
        (dt.date(2026, 1, 31), "dropped", "not"),
        (None, "todo", "not"),
        ("soon", "todo", "not"),
    ],
)
def test_a_line_is_due_from_its_deadline_on_until_it_is_done(
    deadline: Written, status: str, is_due: str
) -> None:
    assert bool(due(line("a", deadline, status)).lines) is (is_due == "due")


def test_the_lines_of_a_customer_stand_together_the_earliest_first() -> None:
    found = due(
        line("a", dt.date(2026, 1, 31), activity="tasting", owner="Li"),
        line("a", dt.date(2026, 1, 29), strategy="win back"),
    )
    assert found.text(0, AS_OF, Lang.EN) == (
        "plan: win back, due 2026-01-29, 2 days late; plan: tasting (Li), due 2026-01-31"
    )
    assert found.text(0, AS_OF, Lang.ZH) == (
        "行动计划：win back，时限 2026-01-29，已逾期 2 天；行动计划：tasting（责任人 Li），时限 2026-01-31"
    )


def test_a_line_without_a_number_is_found_by_a_name_that_one_customer_has() -> None:
    day = dt.date(2026, 1, 31)
    found = due(line(None, day, name="Wu"), line(None, day, name="Xu"), line("z", day), line(None, day))
    assert list(found.lines) == [1]
    assert found.strangers == 3


def test_a_line_that_is_due_is_a_reason_between_a_near_tier_and_a_contact_that_is_overdue() -> None:
    book = "customer_id|value|last_contact\na|30|2025-01-01\nb|20|2025-01-01\nc|99|2026-01-01"
    plan = filled(line("b", dt.date(2026, 1, 31)), kind=FormKind.PLAN)
    result = made(book, written=[plan])
    assert ids(result) == ["c", "b", "a"]
    assert codes(result, "b") == ["plan_due", "overdue"]
    assert "b" not in ids(
        made(book, written=[plan], settings={"quotas": {"plan_due": 0}, "overdue_others": 1})
    )
