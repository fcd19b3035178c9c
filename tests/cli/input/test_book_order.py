"""In which order books are compared."""

from pathlib import Path

import pytest

from tests.cli.input.compared import NEW, OLD, csv, periods, result, rows, told, workbook


@pytest.mark.parametrize("given", [("jan.csv", "feb.csv"), ("feb.csv", "jan.csv")])
def test_books_are_ordered_by_the_data_dates_they_name_however_they_are_given(
    tmp_path: Path, given: tuple[str, str]
) -> None:
    csv(tmp_path / "jan.csv", [["数据日期：2026-01-31"], *rows(OLD)])
    csv(tmp_path / "feb.csv", [["数据日期：2026-02-28"], *rows(NEW)])
    figures = result(tmp_path, *given)
    assert [period["period"] for period in figures["periods"]] == ["2026-01-31", "2026-02-28"]
    assert (figures["opening"], figures["closing"]) == (205, 286)


def test_the_newest_book_is_the_one_that_is_read_in_full_even_if_it_was_given_first(tmp_path: Path) -> None:
    csv(tmp_path / "jan.csv", [["数据日期：2026-01-31"], *rows(OLD)])
    csv(tmp_path / "feb.csv", [["数据日期：2026-02-28"], *rows(NEW)])
    moved = result(tmp_path, "feb.csv", "jan.csv", "--only", "customer_id=b01")["moved"]
    assert {line["customer_id"]: line["row"] for line in moved}["b01"] == 4


def test_a_date_in_the_name_of_a_file_orders_books(tmp_path: Path) -> None:
    for name, values in (("客户表_202602.csv", NEW), ("客户表_202601.csv", OLD)):
        csv(tmp_path / name, rows(values))
    assert periods(tmp_path, "客户表_202602.csv", "客户表_202601.csv") == ["2026-01-31", "2026-02-28"]


def test_months_without_a_year_order_books_and_date_none(tmp_path: Path) -> None:
    for name, values in (("10月.csv", NEW), ("9月.csv", OLD)):
        csv(tmp_path / name, rows(values))
    figures = result(tmp_path, "10月.csv", "9月.csv")
    assert [(one["period"], one["as_of"]) for one in figures["periods"]] == [
        ("9月.csv", None),
        ("10月.csv", None),
    ]
    assert "KC419" not in told(tmp_path, "10月.csv", "9月.csv")


def test_months_over_the_turn_of_a_year_stay_as_they_are_given(tmp_path: Path) -> None:
    for name, values in (("11月.csv", OLD), ("12月.csv", {**OLD, "e01": 6}), ("1月.csv", NEW)):
        csv(tmp_path / name, rows(values))
    assert periods(tmp_path, "11月.csv", "12月.csv", "1月.csv") == ["11月.csv", "12月.csv", "1月.csv"]


def test_books_without_dates_are_taken_as_given_and_that_is_told(tmp_path: Path) -> None:
    for name, values in (("b.csv", OLD), ("a.csv", NEW)):
        csv(tmp_path / name, rows(values))
    assert periods(tmp_path, "b.csv", "a.csv") == ["b.csv", "a.csv"]
    assert (
        "KC419: Not every book has a data date; they are taken in this order, oldest first: b.csv, a.csv"
        in told(tmp_path, "b.csv", "a.csv")
    )


def test_books_of_one_date_are_taken_as_given(tmp_path: Path) -> None:
    for name, values in (("b_202601.csv", OLD), ("a_202601.csv", NEW)):
        csv(tmp_path / name, rows(values))
    assert result(tmp_path, "b_202601.csv", "a_202601.csv")["opening"] == 205


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder, values in (("old", OLD), ("new", NEW)):
        (tmp_path / folder).mkdir()
        csv(tmp_path / folder / "客户.csv", rows(values))
    assert periods(tmp_path, "old/客户.csv", "new/客户.csv") == ["old 客户.csv", "new 客户.csv"]


def test_one_book_under_two_names_is_refused_by_name(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        csv(tmp_path / name, rows(OLD))
    assert "b.csv has the same content as a.csv" in told(tmp_path, "a.csv", "b.csv", code=2)


def test_more_than_two_years_of_months_are_refused(tmp_path: Path) -> None:
    names = [f"{number}.csv" for number in range(25)]
    for number, name in enumerate(names):
        csv(tmp_path / name, rows({"a": number}))
    assert "These are 25 books; at most 24 can be compared at once" in told(tmp_path, *names, code=2)


def test_one_book_of_one_period_is_refused(tmp_path: Path) -> None:
    csv(tmp_path / "a.csv", rows(OLD))
    assert "a.csv is the only book, so there is nothing to compare" in told(tmp_path, "a.csv", code=2)


def test_the_books_are_named_in_one_line_and_the_older_ones_are_not_described(tmp_path: Path) -> None:
    for month in range(1, 9):
        csv(tmp_path / f"m_20260{month}.csv", rows({**OLD, "a01": month}))
    said = told(tmp_path, *(f"m_20260{month}.csv" for month in range(1, 9)))
    first = said.splitlines()[0]
    assert first.startswith("8 books, oldest first: m_202601.csv (2026-01-31), m_202602.csv (2026-02-28) … ")
    assert "headings in row" not in said
    assert said.count("Ranked by") == 1


def test_what_is_wrong_with_an_older_book_is_counted_with_the_command_that_lists_it(tmp_path: Path) -> None:
    workbook(tmp_path / "m_202601.xlsx", {"客户": [*rows(OLD), ["g01", "客户g01", "很多"]]})
    workbook(tmp_path / "m_202602.xlsx", {"客户": rows(NEW)})
    said = told(tmp_path, "m_202601.xlsx", "m_202602.xlsx")
    assert "KC469: m_202601.xlsx: warnings and errors: 1;" in said
    assert "keyclient check m_202601.xlsx --sheet 客户" in said


def test_a_heading_given_for_one_book_need_not_be_in_the_others(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", rows(OLD, headings=("客户号", "客户名称", "期末数")))
    csv(tmp_path / "m_202602.csv", rows(NEW))
    figures = result(tmp_path, "m_202601.csv", "m_202602.csv", "--map", "aum=期末数")
    assert (figures["opening"], figures["closing"]) == (205, 286)


def test_a_heading_that_no_book_has_is_refused(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", rows(OLD))
    csv(tmp_path / "m_202602.csv", rows(NEW))
    said = told(tmp_path, "m_202601.csv", "m_202602.csv", "--map", "deposits=期初数", code=2)
    assert "there is no column “期初数”" in said
