"""What is told about the lines of a plan."""

from collections.abc import Mapping

from keyclient.analysis.common.evidence.books import risk_books
from keyclient.analysis.plan.calculate import basis_of, plan
from keyclient.analysis.plan.issues import plan_issues
from keyclient.analysis.plan.planned import planned
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from tests.analysis.plan.planned import SHA, entry
from tests.analysis.risk.held import TIERS
from tests.analysis.tier.tiered import book_of


def told(text: str, *triggers: str) -> Mapping[str, str]:
    """What is said by code about the plan of a book whose catalogue has entries for some reasons."""
    catalogue = [entry(trigger, trigger) for trigger in (*triggers, "key")]
    policy = Policy.model_validate({"tier": {"tiers": TIERS}, "plan": {"catalogue": catalogue}})
    made = planned(basis_of(risk_books([book_of(text)], policy), Lang.EN))
    return {one.code: one.message(Lang.EN) for one in plan_issues(made, plan(made, SHA))}


def test_reasons_of_the_catalogue_of_which_the_book_says_nothing_are_named() -> None:
    said = told("customer_id|value|last_contact\na|50|2026-01-20", "birthday", "new", "overdue")
    assert said["KC745"].startswith(
        "Reasons to get in touch that the book says nothing about: birthday, new customer. What would tell:"
    )


def test_reasons_that_the_catalogue_does_not_ask_for_are_not_missed() -> None:
    said = told("customer_id|value|last_contact\na|50|2026-01-20", "overdue")
    assert "KC745" not in said


def test_two_managers_in_one_cell_of_the_book_are_told() -> None:
    said = told("customer_id|value|manager\na|50|张三、李四\nb|60|李四\nc|55|张三")
    assert said["KC706"].startswith("Lines whose owner names several people: 1.")
    assert "KC706" not in told("customer_id|value|manager\nb|60|李四\nc|55|张三")
