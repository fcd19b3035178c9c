"""What became of key customers after a change of manager."""

import pytest

from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.risk.handovers import after_changes
from keyclient.analysis.risk.result import AfterChange
from keyclient.analysis.risk.trials import trials
from keyclient.policy.parts.risk import RiskPolicy
from tests.analysis.risk.held import books_of, policy_of
from tests.analysis.risk.past import trial

CHANGED = Why.MANAGER_CHANGED
OLD = (
    "customer_id|manager|branch|value\na|Li|N|100\nb|Li|N|100\nc|Sun|N|100\nd|Zhou|S|100\ne|Li|N|9\nf|Li|N|9"
)
MIDDLE = (
    "customer_id|manager|branch|value\na|Wu|N|100\nb|Wu|N|100\nc|Sun|N|100\nd|Zhou|S|100\ne|Wu|N|9\nf|Sun|N|9"
)
NEW = "customer_id|manager|branch|value\na|Wu|N|60\nc|Sun|N|100\nd|Zhou|S|10\ne|Wu|N|1"


def after(*texts: str) -> list[AfterChange]:
    """That of such books."""
    return list(after_changes(trials(books_of(*texts), policy_of()), RiskPolicy()))


def test_of_two_handed_over_one_lost_much_and_one_left() -> None:
    (found,) = after(OLD, MIDDLE, NEW)
    assert (found.branch, found.changed, found.fell, found.rate) == ("N", 2, 2, 1.0)
    assert (found.others, found.others_fell, found.others_rate) == (1, 0, 0.0)
    assert (found.low, found.high) == pytest.approx((0.3424, 1.0), abs=5e-5)


def test_before_the_change_nothing_is_ascribed_to_it() -> None:
    """They fell in the month in which the manager changed: no warning could have been given."""
    fell = MIDDLE.replace("a|Wu|N|100", "a|Wu|N|40").replace("b|Wu|N|100", "b|Wu|N|40")
    (found,) = after(OLD, fell, fell)
    assert (found.changed, found.fell) == (2, 0)


def test_the_branch_with_most_changes_is_told_first_and_one_without_a_change_not_at_all() -> None:
    few = trial((1, True, True), (5, False, False), why=CHANGED, branch="Few")
    many = trial((4, True, False), why=CHANGED, branch="Many")
    none = trial((9, False, True), why=CHANGED, branch="None")
    told = after_changes([few, many, none, few], RiskPolicy())
    assert [(one.branch, one.changed, one.fell, one.others, one.others_rate) for one in told] == [
        ("Many", 4, 0, 0, None),
        ("Few", 2, 2, 10, 0.0),
    ]


def test_a_book_without_branches_has_one_line() -> None:
    (found,) = after(*(text.replace("branch", "remark") for text in (OLD, MIDDLE, NEW)))
    assert (found.branch, found.changed) == (None, 2)


@pytest.mark.parametrize("texts", [(OLD, MIDDLE), (OLD,), (OLD, OLD, OLD), (OLD, OLD, MIDDLE)])
def test_without_a_change_and_a_book_after_it_nothing_is_said(texts: tuple[str, ...]) -> None:
    assert after(*texts) == []
