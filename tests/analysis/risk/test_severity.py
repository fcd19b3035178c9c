"""How serious it is."""

from collections.abc import Collection

import numpy as np
import pytest

from keyclient.analysis.common.evidence.finding import Finding, finding
from keyclient.analysis.common.evidence.reasons import FAMILY_OF, REASONS, Family, Why
from keyclient.analysis.common.evidence.severity import SEVERITY_NAMES, severities

ALL = frozenset(Family)


def judged(*held: Why, known: Collection[Family] = ALL, value: bool = True) -> str:
    """The severity of a customer of whom these reasons hold, and of whom some families are known."""
    findings = [_finding(reason.why, reason.why in held, known) for reason in REASONS]
    (place,) = severities(findings, np.array([value])).tolist()
    return SEVERITY_NAMES[place]


def _finding(why: Why, holds: bool, known: Collection[Family]) -> Finding:  # noqa: FBT001
    return finding(why, np.array([holds]), np.array([holds or FAMILY_OF[why] in known]))


@pytest.mark.parametrize(
    ("held", "severity"),
    [
        ((Why.DOWN, Why.OVERDUE), "red"),
        ((Why.UNDER_FLOOR, Why.MATURING), "red"),
        ((Why.EMPTIED,), "red"),
        ((Why.DOWN,), "orange"),
        ((Why.DOWN, Why.UNDER_FLOOR), "orange"),
        ((Why.OVERDUE, Why.ONE_PRODUCT), "orange"),
        ((Why.COMPETITOR, Why.MATURING), "orange"),
        ((Why.OVERDUE, Why.COMPLAINT, Why.NO_OWNER, Why.MANAGER_CHANGED), "yellow"),
        ((Why.GRACE_ENDS,), "yellow"),
        ((), "none"),
    ],
)
def test_families_decide_and_reasons_of_one_family_are_not_added_up(
    held: tuple[Why, ...], severity: str
) -> None:
    assert judged(*held) == severity


@pytest.mark.parametrize("lacking", [Family.MONEY, Family.RELATION])
def test_without_a_reason_it_is_grey_where_money_or_the_relation_is_unknown(lacking: Family) -> None:
    assert judged(known=ALL - {lacking}) == "grey"


def test_what_holds_her_and_the_calendar_need_not_be_known_to_call_her_quiet() -> None:
    assert judged(known={Family.MONEY, Family.RELATION}) == "none"


def test_one_known_reason_of_a_family_is_enough() -> None:
    findings = [
        finding(reason.why, np.array([False]), np.array([reason.why in (Why.UNDER_FLOOR, Why.COMPLAINT)]))
        for reason in REASONS
    ]
    assert severities(findings, np.array([True])).tolist() == [SEVERITY_NAMES.index("none")]


def test_reasons_count_though_others_are_unknown() -> None:
    assert judged(Why.ONE_PRODUCT, known=()) == "yellow"


def test_a_customer_without_a_value_is_never_called_quiet() -> None:
    assert judged(value=False) == "grey"
    assert judged(Why.COMPLAINT, value=False) == "yellow"


@pytest.mark.parametrize("why", [Why.NO_OWNER, Why.MANAGER_CHANGED])
def test_who_her_manager_is_does_not_make_the_relation_known(why: Why) -> None:
    known = (Why.DOWN, why)
    findings = [finding(reason.why, np.array([False]), np.array([reason.why in known])) for reason in REASONS]
    assert severities(findings, np.array([True])).tolist() == [SEVERITY_NAMES.index("grey")]
