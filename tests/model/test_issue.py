import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from keyclient.model.issue import Issue
from keyclient.model.label import Label, Lang
from keyclient.model.rules.archive import FilesBelowFloor, FilesIncomplete
from keyclient.model.rules.cells import AmountUnreadable, DateUnreadable, FormulaNotCalculated
from keyclient.model.rules.tiers import LoyaltyOnFewComponents

AMOUNT = Label("amount", "金额")
UNREADABLE = AmountUnreadable("客户!F17", "aum", "约50万", sets_aside=True, field_name=AMOUNT)


@pytest.mark.parametrize(
    ("cell", "row"),
    [("客户!F17", 17), ("客户!286", 286), ("'2026'!AA9", 9), ("C4", 4), ("7", 7), (None, None)],
)
def test_row_of_an_issue_is_what_its_address_ends_with(cell: str | None, row: int | None) -> None:
    assert FormulaNotCalculated(cell).row == row


def test_issues_are_equal_where_their_rule_and_all_their_fields_are() -> None:
    same = AmountUnreadable("客户!F17", "aum", "约50万", sets_aside=True, field_name=AMOUNT)
    assert same == UNREADABLE
    assert hash(same) == hash(UNREADABLE)
    assert same != AmountUnreadable("客户!F17", "aum", "约50万", sets_aside=True, field_name=Label("x", "x"))
    assert same != AmountUnreadable("客户!F18", "aum", "约50万", sets_aside=True, field_name=AMOUNT)
    assert DateUnreadable(field_name=AMOUNT) != AmountUnreadable(field_name=AMOUNT)


def test_an_issue_tells_its_fields() -> None:
    assert repr(FormulaNotCalculated("客户!F17", "aum")) == (
        "FormulaNotCalculated(cell='客户!F17', field='aum', value=None, sets_aside=False)"
    )
    assert repr(UNREADABLE).endswith(f"value='约50万', sets_aside=True, field_name={AMOUNT!r})")


def test_a_rule_has_the_places_of_its_family() -> None:
    assert FilesIncomplete.places == FilesBelowFloor.places == ("field_name", "missing", "customers", "held")
    assert not hasattr(UNREADABLE, "__dict__")


def test_an_issue_without_what_was_typed_says_the_rest() -> None:
    without_value = replace(UNREADABLE, value=None)
    assert without_value == AmountUnreadable("客户!F17", "aum", sets_aside=True, field_name=AMOUNT)


@pytest.mark.parametrize(
    "copied", [copy.copy, copy.deepcopy, lambda issue: pickle.loads(pickle.dumps(issue))]
)
def test_a_copy_of_an_issue_is_equal(copied: Callable[[Issue], Issue]) -> None:
    assert copied(UNREADABLE) == UNREADABLE


def test_a_count_in_a_sentence_has_its_thousands_set_off_as_in_tables() -> None:
    few = LoyaltyOnFewComponents(count=10_000, needed=2)
    assert few.message(Lang.ZH) == "10,000 个客户的忠诚度依据不足 2 项，不作判定，仅按价值分层。"
    assert "components: 10,000;" in few.message(Lang.EN)


@pytest.mark.parametrize("name", ["cell", "field_name", "unheard_of"])
def test_an_issue_does_not_change(name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(UNREADABLE, name, None)
    with pytest.raises(FrozenInstanceError):
        delattr(UNREADABLE, name)


@pytest.mark.parametrize("places", [{}, {"unheard_of": 1}, {"field_name": AMOUNT, "count": 1}, {"rule": 1}])
def test_an_issue_takes_exactly_its_places(places: dict[str, object]) -> None:
    kind: Callable[..., Issue] = AmountUnreadable
    with pytest.raises((TypeError, AttributeError)):
        kind("客户!F17", **places)
