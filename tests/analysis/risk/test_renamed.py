"""A manager who is called otherwise in the next book is no other manager."""

import pytest

from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.common.evidence.renamed import renamed
from tests.analysis.risk.evident import HOLDS, QUIET, evident
from tests.analysis.risk.held import books_of


def book(**managers: str) -> str:
    """A customer for each manager."""
    return "customer_id|value|manager\n" + "\n".join(
        f"{one}|9|{manager}" for one, manager in managers.items()
    )


def told(old: str, new: str, **settings: object) -> list[tuple[str, str, int]]:
    """Who is renamed in the second of two books."""
    books = books_of(old, new, settings=settings)
    return [(one.before, one.now, one.customers) for one in renamed(books, books.newest)]


@pytest.mark.parametrize("now", ["王芳(0123)", "王芳（城东）", "0123 王芳", "王芳-0123"])
def test_a_number_beside_the_name_makes_no_other_manager(now: str) -> None:
    books = books_of(book(a="王芳", b="李强"), book(a=now, b="李强"))
    assert evident(books, Why.MANAGER_CHANGED) == {"a": QUIET, "b": QUIET}
    assert told(book(a="王芳", b="李强"), book(a=now, b="李强")) == [("王芳", now, 1)]
    assert told(book(a=now), book(a="王芳")) == [(now, "王芳", 1)]


def test_all_customers_of_a_name_under_one_new_name_are_told_once_and_no_reason() -> None:
    old, new = book(a="王芳", b="王芳", c="李强"), book(a="WF01", b="WF01", c="李强", d="WF01")
    assert told(old, new) == [("王芳", "WF01", 2)]
    assert evident(books_of(old, new), Why.MANAGER_CHANGED)["a"] == QUIET


@pytest.mark.parametrize(
    "new",
    [
        {"a": "Zhao", "b": "Zhao", "c": "Sun", "d": "Sun"},
        {"a": "Sun", "b": "Sun", "c": "Li", "d": "Sun"},
        {"a": "Zhao", "b": "Zhao", "c": "Li", "d": "Sun"},
        {"a": "Zhao", "b": "Zhao", "c": "Zhao", "d": "Zhao"},
        {"a": "Zhao", "b": "Zhao", "c": "", "d": "Sun"},
    ],
    ids=["to two", "to one who was there", "some stay", "with those of another", "one to nobody"],
)
def test_customers_who_are_handed_over_have_another_manager(new: dict[str, str]) -> None:
    old = book(a="Li", b="Li", c="Li", d="Sun")
    assert told(old, book(**new)) == []
    assert evident(books_of(old, book(**new)), Why.MANAGER_CHANGED)["a"] == HOLDS


def test_one_customer_who_has_somebody_new_has_another_manager() -> None:
    assert told(book(a="Li", b="Sun"), book(a="Wu", b="Sun")) == []


def test_the_policy_can_say_that_a_new_name_is_another_person() -> None:
    old, new = book(a="Li", b="Li"), book(a="Wu", b="Wu")
    assert told(old, new, renaming=False) == []
    assert evident(books_of(old, new, settings={"renaming": False}), Why.MANAGER_CHANGED)["a"] == HOLDS
