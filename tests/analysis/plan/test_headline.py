"""What is said first of a plan: what is left to do, not what is finished."""

from dataclasses import replace

from keyclient.analysis.plan.look import visits, visits_kind
from keyclient.analysis.plan.totals import Totals
from keyclient.model.report import Kind
from tests.analysis.plan.planned import entry, plan_of
from tests.analysis.plan.test_kept import new


def test_what_is_finished_is_no_work() -> None:
    lines = [new("LA"), replace(new("LB"), status="done"), replace(new("LC"), status="dropped")]
    found = Totals.of_lines(lines, ["near"])
    assert (found.lines, found.without_owner, found.managers) == (1, 0, 1)
    assert [(one.entry, one.lines, one.effort) for one in found.entries] == [("near", 1, 1.0)]
    assert found.effort == {"王芳": 1.0}


def test_a_new_plan_has_all_lines_open_and_none_overdue() -> None:
    found = plan_of("aum|value|manager\n120|120|Wang\n", catalogue=[entry("call")])
    assert (found.total_lines, found.open_lines, found.overdue) == (1, 1, 0)


def test_whole_visits_are_shown_as_such() -> None:
    assert (visits(3770.0), visits(0.5), visits(None)) == (3770, 0.5, None)
    assert isinstance(visits(3770.0), int)
    assert visits_kind([2.0, None]) is Kind.COUNT
    assert visits_kind([2.0, 0.5]) is Kind.YEARS
