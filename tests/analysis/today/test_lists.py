"""Whose list a customer is on."""

import pytest

from keyclient.analysis.common.evidence.seen import as_judged
from keyclient.analysis.today.lists import CallLists, NamesNoManagers, NoSuchManager, call_lists
from keyclient.model.label import Lang
from keyclient.policy.parts.managers import ManagersPolicy
from tests.analysis.tier.tiered import book_of

NOBODY = ManagersPolicy()


def lists(text: str) -> CallLists:
    """Those of a book as it is judged."""
    return call_lists(as_judged([book_of(text)], NOBODY)[0])


def named(found: CallLists) -> list[tuple[str | None, str | None]]:
    """Whose they are."""
    return [(one.manager, one.branch) for one in found.lists]


BOOK = """manager|branch|value
Wu|East|1
Li|West|2
L i|East|3
Li|West|4
unassigned|East|5
|West|6
||7"""


def test_a_manager_has_one_list_and_customers_of_nobody_one_a_branch() -> None:
    found = lists(BOOK)
    assert named(found) == [("Li", "West"), ("Wu", "East"), (None, "East"), (None, "West"), (None, None)]
    assert found.owner.tolist() == [1, 0, 0, 0, 2, 3, 4]


def test_a_book_without_managers_and_branches_has_one_list() -> None:
    assert named(lists("value\n1\n2")) == [(None, None)]
    assert named(lists("value")) == []


def test_of_two_branches_with_as_many_customers_the_first_by_name_is_hers() -> None:
    assert named(lists("manager|branch|value\nLi|West|1\nLi|East|1")) == [("Li", "East")]


@pytest.mark.parametrize("wanted", ["li", " L I ", "ＬＩ"])
def test_one_manager_is_found_however_her_name_is_typed(wanted: str) -> None:
    found = lists(BOOK).of(wanted, NOBODY)
    assert named(found) == [("Li", "West")]
    assert found.owner.tolist() == [-1, 0, 0, 0, -1, -1, -1]


def test_a_word_for_nobody_means_the_customers_without_a_manager() -> None:
    found = lists(BOOK).of("待分配", NOBODY)
    assert named(found) == [(None, "East"), (None, "West"), (None, None)]
    assert found.owner.tolist() == [-1, -1, -1, -1, 0, 1, 2]


def test_a_manager_whom_nobody_knows_is_refused_with_those_most_like_her() -> None:
    with pytest.raises(NoSuchManager) as refusal:
        lists("manager|value\nWang Fang|1\nLi Qiang|1").of("Wang Fan", NOBODY)
    assert "Most like it: Wang Fang." in refusal.value.text(Lang.EN)
    with pytest.raises(NoSuchManager) as refusal:
        lists("manager|value\nWang Fang|1\nLi Qiang|1").of("张伟", NOBODY)
    assert "Li Qiang、Wang Fang" in refusal.value.text(Lang.ZH)


def test_a_book_without_managers_is_refused_for_one() -> None:
    with pytest.raises(NamesNoManagers):
        lists("value\n1").of("Li", NOBODY)
