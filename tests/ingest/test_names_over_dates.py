"""Books without customer ids, whose customers are names at several dates."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ingest.writing import ANY, customers, issues, read, rows, values, write_csv

UNDATED = replace(ANY, as_of=None)


def names(heading: str, earlier: range, later: range) -> str:
    """The names of some numbers at two month ends, each with 100 and then 200 yuan."""
    lines = [f"2026-08-31 | 客户{number} | 100" for number in earlier]
    lines += [f"2026-09-30 | 客户{number} | 200" for number in later]
    return "\n".join([f"{heading} | 客户姓名 | AUM余额", *lines])


def test_where_any_of_a_few_names_recurs_the_latest_date_counts_and_those_who_left_are_told(
    tmp_path: Path,
) -> None:
    book = "数据日期 | 客户姓名 | AUM余额\n2026-08-31 | 甲 | 100\n2026-08-31 | 乙 | 200\n"
    loaded = read(write_csv(tmp_path, book + "2026-09-30 | 甲 | 150\n2026-09-30 | 丙 | 250"), UNDATED)
    assert customers(loaded, "name", "aum") == ["甲 | 150", "丙 | 250"]
    assert loaded.portfolio.as_of.isoformat() == "2026-09-30"
    (left,) = values(loaded, "KC364")
    assert (left["count"], left["there"], left["rows"], left["amount"]) == (1, 2, 1, "200.00")
    assert values(loaded, "KC345")[0]["earlier"] == "2026-08-31 300.00"


@pytest.mark.parametrize(
    ("heading", "earlier", "later"),
    [
        ("数据日期", range(10), range(5, 15)),
        ("数据日期", range(10), range(9, 19)),
        ("月份", range(40), range(10, 20)),
        ("日期", range(10), range(2, 12)),
        ("日期", range(10), range(5, 15)),
    ],
)
def test_names_that_recur_are_those_of_one_book_at_several_dates(
    tmp_path: Path, heading: str, earlier: range, later: range
) -> None:
    loaded = read(write_csv(tmp_path, names(heading, earlier, later)), UNDATED)
    assert customers(loaded, "name") == [f"客户{number}" for number in later]
    assert rows(loaded)["set_aside"] == len(earlier)
    gone = len(set(earlier) - set(later))
    assert [told["count"] for told in values(loaded, "KC364")] == [gone]
    assert issues(loaded, "KC363", "KC367") == []


def test_names_that_hardly_recur_are_added_up_and_what_may_be_too_much_is_told(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, names("数据日期", range(30), range(29, 60))), UNDATED)
    assert rows(loaded)["customers"] == 61
    (told,) = values(loaded, "KC367")
    assert (told["count"], told["of"], told["amount"]) == (1, 31, "3,000.00")


def test_names_that_hardly_recur_under_a_bare_date_are_added_up_and_told(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, names("日期", range(30), range(28, 60))), UNDATED)
    assert rows(loaded)["customers"] == 62
    assert [(told["count"], told["amount"]) for told in values(loaded, "KC363")] == [(2, "200.00")]


def test_of_names_a_period_that_is_asked_for_is_analysed_alone(tmp_path: Path) -> None:
    book = names("数据日期", range(10), range(5, 15))
    loaded = read(write_csv(tmp_path, book), replace(UNDATED, period="202608"))
    assert customers(loaded, "name") == [f"客户{number}" for number in range(10)]
    assert issues(loaded, "KC364", "KC367") == []


def test_what_names_have_earned_at_several_dates_is_not_told_as_balances(tmp_path: Path) -> None:
    book = names("数据日期", range(10), range(9, 19)).replace("AUM余额", "综合贡献度")
    assert issues(read(write_csv(tmp_path, book), UNDATED), "KC345", "KC364", "KC367") == []
