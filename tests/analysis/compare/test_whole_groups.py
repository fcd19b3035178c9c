"""Managers and branches that are gone, or new, as a whole."""

from pathlib import Path
from typing import Any

from tests.cli.input.compared import compared, csv, told
from tests.making.cells import Value

HEADINGS = ["客户号", "客户经理", "网点", "AUM余额"]


def _customers(first: int, count: int, manager: str, branch: str = "城东") -> list[list[Value]]:
    return [[f"k{number:03}", manager, branch, 1000 + number] for number in range(first, first + count)]


def _books(folder: Path, old: list[list[Value]], new: list[list[Value]]) -> tuple[str, str]:
    csv(folder / "m_202601.csv", [HEADINGS, *old])
    csv(folder / "m_202602.csv", [HEADINGS, *new])
    return "m_202601.csv", "m_202602.csv"


def _groups(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = compared(folder, *arguments)["result"]["vanished"]
    return found


def test_a_manager_whose_ten_customers_are_all_gone_is_taken_for_a_book_that_was_not_exported(
    tmp_path: Path,
) -> None:
    stay = _customers(100, 20, "李强")
    books = _books(tmp_path, [*_customers(1, 10, "王芳"), *stay], stay)
    (group,) = _groups(tmp_path, *books)
    assert group == {
        "by": "manager",
        "group": "王芳",
        "customers": 10,
        "value": 10055,
        "others": 10,
        "is_new": False,
    }
    assert "KC464" in told(tmp_path, *books)
    assert "王芳: 10 customers with 10.1k yuan in the book before, none in m_202602.csv" in told(
        tmp_path, *books
    )


def test_nine_customers_are_attrition_unless_the_policy_says_otherwise(tmp_path: Path) -> None:
    stay = _customers(100, 20, "李强")
    books = _books(tmp_path, [*_customers(1, 9, "王芳"), *stay], stay)
    assert _groups(tmp_path, *books) == []
    assert len(_groups(tmp_path, *books, "--set", "compare.vanished=9")) == 1


def test_a_manager_whose_customers_have_another_one_now_has_handed_them_over(tmp_path: Path) -> None:
    stay = _customers(100, 20, "李强")
    books = _books(tmp_path, [*_customers(1, 12, "王芳"), *stay], [*_customers(1, 12, "赵敏"), *stay])
    assert _groups(tmp_path, *books) == []


def test_the_managers_of_a_branch_that_is_gone_are_not_told_once_more(tmp_path: Path) -> None:
    stay = _customers(100, 20, "李强")
    gone = [*_customers(1, 10, "王芳", "城西"), *_customers(20, 15, "赵敏", "城西")]
    books = _books(tmp_path, [*gone, *stay], stay)
    assert [(group["by"], group["group"], group["customers"]) for group in _groups(tmp_path, *books)] == [
        ("branch", "城西", 25)
    ]


def test_a_branch_that_is_new_as_a_whole_is_a_note(tmp_path: Path) -> None:
    stay = _customers(100, 20, "李强")
    books = _books(tmp_path, stay, [*stay, *_customers(1, 11, "李强", "新区")])
    (group,) = _groups(tmp_path, *books)
    assert (group["by"], group["group"], group["is_new"]) == ("branch", "新区", True)
    assert "note KC465" in told(tmp_path, *books)


def test_a_book_without_the_column_says_nothing_about_managers(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [HEADINGS, *_customers(1, 20, "王芳")])
    alone: list[list[Value]] = [[f"k{number:03}", 5] for number in range(1, 21)]
    csv(tmp_path / "m_202602.csv", [["客户号", "AUM余额"], *alone])
    assert _groups(tmp_path, "m_202601.csv", "m_202602.csv") == []
