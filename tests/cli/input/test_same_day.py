"""One day in two files."""

from pathlib import Path

import pytest

from tests.cli.input.compared import compared, csv, periods, told
from tests.making.cells import Value
from tests.program import typed


def _months(folder: Path, name: str, *months: str, ids: str = "ab") -> None:
    body: list[list[Value]] = [
        [number, day, 100.5 + 3 * place] for day in months for place, number in enumerate(ids)
    ]
    csv(folder / name, [["客户号", "数据日期", "AUM"], *body])


JANUARY, FEBRUARY, MARCH = "2026-01-31", "2026-02-28", "2026-03-31"


@pytest.mark.parametrize("order", [("d1.csv", "d2.csv"), ("d2.csv", "d1.csv")])
def test_a_day_that_two_files_have_is_told_with_both_and_each_period_by_its_file(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    _months(tmp_path, "d1.csv", JANUARY, FEBRUARY)
    _months(tmp_path, "d2.csv", FEBRUARY, MARCH)
    first, second = order
    assert periods(tmp_path, *order) == [
        JANUARY,
        f"{FEBRUARY} ({first})",
        f"{FEBRUARY} ({second})",
        MARCH,
    ]
    said = (
        f"KC493: {first} and {second} both have the data date {FEBRUARY}, and customers who stand in both: 2."
    )
    assert said in told(tmp_path, *order)


def test_files_of_one_day_in_folders_of_one_name_are_told_apart_by_folder(tmp_path: Path) -> None:
    for folder, ids in (("old", "abc"), ("new", "abd")):
        (tmp_path / folder).mkdir()
        _months(tmp_path / folder, "book.csv", FEBRUARY, ids=ids)
    said = told(tmp_path, "old/book.csv", "new/book.csv")
    assert "KC493: old/book.csv and new/book.csv both have" in said
    assert "customers who stand in both: 2." in said


def test_files_of_one_day_with_other_customers_hold_no_day_twice(tmp_path: Path) -> None:
    _months(tmp_path, "east.csv", FEBRUARY, ids="ab")
    _months(tmp_path, "west.csv", FEBRUARY, ids="cd")
    codes = {issue["code"] for issue in compared(tmp_path, "east.csv", "west.csv")["issues"]}
    assert "KC493" not in codes


def test_the_time_axis_says_why_it_is_not_that_of_the_dates(tmp_path: Path) -> None:
    for name, days, factor in (("d1.csv", (JANUARY, FEBRUARY), 1), ("d2.csv", (FEBRUARY, MARCH), 2)):
        body: list[list[Value]] = [
            [number, day, amount]
            for place, day in enumerate(days)
            for number, amount in (("a", 1000), ("b", 100 * factor * (place + 1)))
        ]
        csv(tmp_path / name, [["客户号", "数据日期", "AUM"], *body])
    done = typed(tmp_path, "--lang", "en", "compare", "d1.csv", "d2.csv")
    assert "a month apart, as they do not all have data dates that differ." in done.stdout
    assert "of their own" not in done.stdout
