"""Several periods in one file: sheets, data dates, balances side by side."""

from pathlib import Path

import pytest

from keyclient.cli.input.taken import Taken
from keyclient.ingest.base.request import Request
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from keyclient.policy.parts.tier import TierPolicy
from tests.cli.input.compared import HEADINGS, NEW, OLD, changes, csv, periods, result, rows, told, workbook
from tests.making.cells import Value

YEARS: dict[str, list[list[Value]]] = {"2025": rows(OLD), "2026": rows(NEW), "说明": [["说明"], ["每年一张"]]}


@pytest.mark.parametrize(
    "typed",
    [(), ("--sheet", "20*"), ("--sheet", "2025,2026"), ("--sheet", "2026", "--sheet", "2025")],
    ids=["alone", "pattern", "commas", "repeated"],
)
def test_two_year_sheets_of_one_workbook_are_two_books_dated_by_their_names(
    tmp_path: Path, typed: tuple[str, ...]
) -> None:
    workbook(tmp_path / "years.xlsx", YEARS)
    figures = result(tmp_path, "years.xlsx", *typed)
    assert [(one["period"], one["sheet"]) for one in figures["periods"]] == [
        ("2025-12-31", "2025"),
        ("2026-12-31", "2026"),
    ]
    assert (figures["opening"], figures["closing"]) == (205, 286)


def test_sheets_named_by_months_are_periods_in_the_order_of_the_months(tmp_path: Path) -> None:
    workbook(tmp_path / "b.xlsx", {"2月": rows(NEW), "1月": rows(OLD)})
    assert periods(tmp_path, "b.xlsx") == ["1月", "2月"]


def test_a_sheet_that_is_not_there_is_refused_with_the_sheets_that_are(tmp_path: Path) -> None:
    workbook(tmp_path / "years.xlsx", YEARS)
    said = told(tmp_path, "years.xlsx", "--sheet", "19*", code=2)
    assert "there is no sheet “19*”. The sheets are: “2025”, “2026”, “说明”" in said


def test_a_pattern_means_no_hidden_sheet_but_a_name_does(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Value]]] = {"2024": rows({"a01": 1}), "2025": rows(OLD), "2026": rows(NEW)}
    workbook(tmp_path / "years.xlsx", sheets, hidden=("2024",))
    assert periods(tmp_path, "years.xlsx", "--sheet", "20*") == ["2025-12-31", "2026-12-31"]
    assert len(periods(tmp_path, "years.xlsx", "--sheet", "2024,2025")) == 2


def test_sheets_of_other_headings_are_offered_rather_than_compared(tmp_path: Path) -> None:
    other = rows(NEW, headings=("客户号", "客户名称", "存款余额"))
    workbook(tmp_path / "b.xlsx", {"2025": rows(OLD), "2026": other})
    assert 'keyclient compare b.xlsx --sheet "2025,2026"' in told(tmp_path, "b.xlsx", code=2)


def test_a_sheet_may_be_named_for_several_workbooks(tmp_path: Path) -> None:
    workbook(tmp_path / "m_202601.xlsx", {"客户": rows(OLD), "备份": rows(NEW)})
    workbook(tmp_path / "m_202602.xlsx", {"客户": rows(NEW), "备份": rows(OLD)})
    figures = result(tmp_path, "m_202601.xlsx", "m_202602.xlsx", "--sheet", "客户")
    assert (figures["opening"], figures["closing"]) == (205, 286)


def test_a_book_with_two_data_dates_is_a_series_by_itself(tmp_path: Path) -> None:
    body = [
        [day, *row] for day, values in (("2026-01-31", OLD), ("2026-02-28", NEW)) for row in rows(values)[1:]
    ]
    csv(tmp_path / "both.csv", [["数据日期", *HEADINGS], *body])
    figures = result(tmp_path, "both.csv")
    assert [one["period"] for one in figures["periods"]] == ["2026-01-31", "2026-02-28"]
    assert (figures["opening"], figures["closing"]) == (205, 286)
    assert "KC345" not in told(tmp_path, "both.csv")


def test_a_few_rows_of_an_earlier_date_make_no_book_of_their_own(tmp_path: Path) -> None:
    late = [["2026-02-28", *row] for row in rows(NEW)[1:]]
    csv(tmp_path / "feb.csv", [["数据日期", *HEADINGS], ["2026-01-31", "z01", "客户z01", 9], *late])
    csv(tmp_path / "m_202512.csv", rows(OLD))
    assert periods(tmp_path, "m_202512.csv", "feb.csv") == ["2025-12-31", "2026-02-28"]


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        ([f"{month}月AUM" for month in range(1, 7)], [f"{month}月AUM" for month in range(1, 7)]),
        ([f"20260{month}AUM余额" for month in range(1, 7)], [f"2026-0{month}" for month in range(1, 7)]),
    ],
    ids=["months", "dates"],
)
def test_six_balances_side_by_side_are_six_books(
    tmp_path: Path, headings: list[str], names: list[str]
) -> None:
    body: list[list[Value]] = [
        [f"k{number}", number, *(number * 100 + month for month in range(6))] for number in range(1, 5)
    ]
    csv(tmp_path / "six.csv", [["客户号", "排名", *headings], *body])
    figures = result(tmp_path, "six.csv")
    assert [one["period"][: len(name)] for one, name in zip(figures["periods"], names, strict=True)] == names
    assert [one["value"] for one in figures["periods"]] == [1000 + 4 * month for month in range(6)]
    assert figures["measure"] == "aum"


def test_balances_under_one_heading_over_months_are_books_too(tmp_path: Path) -> None:
    upper: list[Value] = ["客户号", "客户名称", "AUM", None, None]
    lower: list[Value] = [None, None, "1月", "2月", "3月"]
    body: list[list[Value]] = [
        [f"k{number}", f"客户{number}", number, 2 * number, 3 * number] for number in range(1, 6)
    ]
    workbook(tmp_path / "three.xlsx", {"客户": [upper, lower, *body]})
    assert [one["value"] for one in result(tmp_path, "three.xlsx")["periods"]] == [15, 30, 45]


def test_a_customer_with_a_blank_balance_is_not_in_the_book_of_that_date(tmp_path: Path) -> None:
    csv(
        tmp_path / "two.csv",
        [["客户号", "1月AUM", "2月AUM"], ["a", 100, 100], ["b", None, 30], ["c", 20, None], ["d", 0, 1]],
    )
    figures = result(tmp_path, "two.csv")
    assert (figures["customers_opening"], figures["customers_closing"]) == (3, 3)
    assert {name: change for name, change in changes(figures).items() if name in ("new", "lost")} == {
        "new": (1, 30),
        "lost": (1, -20),
    }


def test_averages_over_several_months_are_no_balances_side_by_side(tmp_path: Path) -> None:
    csv(tmp_path / "b.csv", [["客户号", "近3月AUM", "近6月AUM"], ["a", 100, 90], ["b", 20, 30]])
    assert "is the only book" in told(tmp_path, "b.csv", "-m", "近3月AUM", code=2)


def test_several_balances_side_by_side_are_asked_for(tmp_path: Path) -> None:
    csv(
        tmp_path / "b.csv",
        [["客户号", "1月甲额", "2月甲额", "1月乙额", "2月乙额"], ["a", 10, 25, 31, 47], ["b", 5, 16, 27, 38]],
    )
    assert 'Choose one with --measure, for example --measure "甲额"' in told(tmp_path, "b.csv", code=2)
    assert [one["value"] for one in result(tmp_path, "b.csv", "-m", "乙额")["periods"]] == [58, 85]


def test_more_data_dates_than_can_be_compared_are_refused_before_they_are_read(tmp_path: Path) -> None:
    body: list[list[Value]] = [[f"2026-01-{day:02}", "a", "甲", day] for day in range(1, 31)]
    csv(tmp_path / "daily.csv", [["数据日期", *HEADINGS], *body])
    assert "These are 30 books; at most 24" in told(tmp_path, "daily.csv", code=2)


def test_a_data_date_given_for_the_newest_book_is_not_that_of_every_sheet(tmp_path: Path) -> None:
    workbook(tmp_path / "years.xlsx", YEARS)
    days = ("--as-of", "2026-06-30")
    assert periods(tmp_path, "years.xlsx", *days) == ["2025-12-31", "2026-12-31"]


def test_sheets_of_one_name_in_several_workbooks_are_told_apart_by_their_files(tmp_path: Path) -> None:
    workbook(tmp_path / "甲.xlsx", {"1月": rows(OLD), "2月": rows(NEW)})
    workbook(tmp_path / "乙.xlsx", {"1月": rows(NEW), "2月": rows(OLD)})
    assert periods(tmp_path, "甲.xlsx", "乙.xlsx", "--sheet", "*月") == [
        "甲 1月",
        "甲 2月",
        "乙 1月",
        "乙 2月",
    ]


def test_only_the_two_newest_books_keep_the_names_of_their_customers(tmp_path: Path) -> None:
    for month in (1, 2, 3):
        csv(tmp_path / f"m_20260{month}.csv", rows({**OLD, "a01": month}))
    paths = [tmp_path / f"m_20260{month}.csv" for month in (1, 2, 3)]
    taken = Taken(TierPolicy(), None, (), paths, {})
    for path in reversed(paths):
        cells = open_book(path, sheet=None, limits=ReadPolicy()).cells()
        taken.take(path, cells, Request())
    assert [("name" in book.snapshot.frame) for book in taken.ordered] == [False, True, True]


def test_columns_headed_by_periods_alone_are_books_too(tmp_path: Path) -> None:
    body: list[list[Value]] = [
        [f"k{number}", f"客户{number}", number, 2 * number] for number in range(11, 16)
    ]
    csv(tmp_path / "b.csv", [["客户号", "客户名称", "202601", "202602"], *body])
    figures = result(tmp_path, "b.csv")
    assert [(one["period"], one["value"]) for one in figures["periods"]] == [
        ("2026-01-31", 65),
        ("2026-02-28", 130),
    ]
    assert figures["measure"] == "value"
    assert "Ranked by value; data date 2026-02-28." in told(tmp_path, "b.csv")
    assert result(tmp_path, "b.csv", "--measure", "余额") == figures


def test_balances_of_no_field_are_one_measure_by_what_their_headings_have_in_common(tmp_path: Path) -> None:
    body: list[list[Value]] = [[f"k{number}", number, 2 * number] for number in range(11, 16)]
    csv(tmp_path / "b.csv", [["客户号", "1月成交额", "2月成交额"], *body])
    figures = result(tmp_path, "b.csv")
    assert (figures["measure"], figures["opening"], figures["closing"]) == ("成交额", 65, 130)


@pytest.mark.parametrize(
    ("headings", "order"),
    [
        (("11月余额", "12月余额", "1月余额"), ["11月余额", "12月余额", "1月余额"]),
        (("10月AUM", "11月AUM", "12月AUM", "1月AUM", "2月AUM"), None),
        (("3月余额", "1月余额", "2月余额"), ["1月余额", "2月余额", "3月余额"]),
        (("2026年1月余额", "2025年12月余额"), ["2025-12-31", "2026-01-31"]),
    ],
)
def test_months_side_by_side_over_the_turn_of_a_year_stay_as_they_stand(
    tmp_path: Path, headings: tuple[str, ...], order: list[str] | None
) -> None:
    body = [[number, *(100.5 + 7 * at for at in range(len(headings)))] for number in ("a01", "b01")]
    csv(tmp_path / "wide.csv", [["客户号", *headings], *body])
    assert periods(tmp_path, "wide.csv") == (order or list(headings))
