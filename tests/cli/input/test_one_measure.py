"""All books are compared by one measure."""

from pathlib import Path

import pytest

from tests.cli.input.compared import NEW, OLD, changes, csv, result, rows, told


def _books(folder: Path, old: tuple[str, ...], new: tuple[str, ...], *, factor: float = 1) -> tuple[str, str]:
    csv(folder / "m_202601.csv", rows(OLD, headings=old, factor=factor))
    csv(folder / "m_202602.csv", rows(NEW, headings=new))
    return "m_202601.csv", "m_202602.csv"


def test_a_point_balance_and_an_average_are_not_compared_and_both_headings_are_named(tmp_path: Path) -> None:
    books = _books(tmp_path, ("客户号", "客户名称", "月日均AUM"), ("客户号", "客户名称", "AUM余额"))
    said = told(tmp_path, *books, code=2)
    assert "m_202602.csv is measured by AUM (“AUM余额”), and m_202601.csv by" in said
    assert "“月日均AUM”" in said


def test_books_in_yuan_and_in_ten_thousands_are_compared_in_yuan(tmp_path: Path) -> None:
    books = _books(
        tmp_path, ("客户号", "客户名称", "AUM余额(万元)"), ("客户号", "客户名称", "AUM余额"), factor=0.0001
    )
    figures = result(tmp_path, *books, "--set", "tier.tiers=[{name='gold',floor=40},{name='iron'}]")
    assert (figures["opening"], figures["closing"]) == (205, 286)


def test_an_older_book_with_a_better_measure_of_its_own_is_read_by_that_of_the_newest(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "贡献度", "AUM余额"], ["a01", 7, 100], ["b01", 9, 50]])
    csv(tmp_path / "m_202602.csv", [["客户号", "AUM余额"], ["a01", 120], ["b01", 50]])
    figures = result(tmp_path, "m_202601.csv", "m_202602.csv")
    assert (figures["measure"], figures["opening"], figures["closing"]) == ("aum", 150, 170)


def test_the_measure_is_that_of_the_newest_by_date_although_another_was_opened_first(tmp_path: Path) -> None:
    csv(tmp_path / "a.csv", [["数据日期：2026-02-28", "", ""], ["客户号", "AUM余额", ""], ["a01", 120, ""]])
    csv(
        tmp_path / "b.csv",
        [["数据日期：2026-01-31", "", ""], ["客户号", "贡献度", "AUM余额"], ["a01", 7, 100]],
    )
    figures = result(tmp_path, "a.csv", "b.csv")
    assert (figures["measure"], figures["opening"], figures["closing"]) == ("aum", 100, 120)


def test_a_sum_has_the_same_parts_in_all_books(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "存款余额"], ["a01", 100]])
    csv(tmp_path / "m_202602.csv", [["客户号", "存款余额", "理财余额"], ["a01", 120, 30]])
    said = told(tmp_path, "m_202601.csv", "m_202602.csv", code=2)
    assert "m_202602.csv is measured by" in said
    assert "and m_202601.csv by" in said


def test_a_sum_that_an_older_book_has_beside_its_own_measure_is_taken_there_too(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "存款余额", "理财余额", "AUM余额"], ["a01", 100, 20, 500]])
    csv(tmp_path / "m_202602.csv", [["客户号", "存款余额", "理财余额"], ["a01", 120, 30]])
    figures = result(tmp_path, "m_202601.csv", "m_202602.csv")
    assert (figures["opening"], figures["closing"]) == (120, 150)


def test_plain_numbers_with_different_decimals_are_compared_on_one_scale(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "积分"], ["a01", 100], ["b01", 7]])
    csv(tmp_path / "m_202602.csv", [["客户号", "积分"], ["a01", 100.25], ["b01", 7]])
    csv(tmp_path / "m_202603.csv", [["客户号", "积分"], ["a01", 100.125], ["b01", 8]])
    figures = result(tmp_path, "m_202601.csv", "m_202602.csv", "m_202603.csv", "-m", "积分")
    assert [period["value"] for period in figures["periods"]] == [107, 107.25, 108.125]
    assert sum(change for _, change in changes(figures).values()) == 0.875


def test_a_number_beside_money_is_taken_as_yuan_and_that_is_told(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "成交额"], ["a01", 100], ["b01", 7]])
    csv(tmp_path / "m_202602.csv", [["客户号", "成交额（元）"], ["a01", 100.25], ["b01", 7]])
    books = ("m_202601.csv", "m_202602.csv", "-m", "成交额")
    assert [period["value"] for period in result(tmp_path, *books)["periods"]] == [107, 107.25]
    assert "KC466: m_202601.csv: “成交额” has no unit of money there" in told(tmp_path, *books)


def test_a_number_beside_money_in_ten_thousands_is_refused(tmp_path: Path) -> None:
    csv(tmp_path / "m_202601.csv", [["客户号", "成交额（万元）"], ["a01", 100], ["b01", 7]])
    csv(tmp_path / "m_202602.csv", [["客户号", "成交额"], ["a01", 100.25], ["b01", 7]])
    said = told(tmp_path, "m_202601.csv", "m_202602.csv", "-m", "成交额", code=2)
    assert "is in 万元 in" in said
    assert "m_202602.csv without a unit" in said


def _dated(path: Path, day: str, headings: str, *lines: str) -> None:
    text = [f"数据日期,{headings}", *(f"{day},{line}" for line in lines)]
    path.write_text("\n".join(text) + "\n", encoding="utf-8")


@pytest.mark.parametrize("order", [("b1.csv", "b2.csv"), ("b2.csv", "b1.csv")])
def test_a_refusal_names_both_books_and_headings_in_whatever_order_they_were_given(
    tmp_path: Path, order: tuple[str, str]
) -> None:
    _dated(tmp_path / "b1.csv", "2026-03-31", "客户号,AUM余额,存款余额", "a,120,60", "b,80,40")
    _dated(tmp_path / "b2.csv", "2026-01-31", "客户号,存款余额", "a,50", "b,45")
    said = told(tmp_path, *order, code=2)
    assert "b1.csv is measured by AUM (“AUM余额”), and b2.csv by" in said
    assert "“存款余额”" in said
    assert "--map aum" not in said


def test_three_books_that_each_have_another_measure_are_refused_by_what_they_have(tmp_path: Path) -> None:
    _dated(tmp_path / "a.csv", "2026-03-31", "客户号,存款余额", "a,50", "b,45")
    _dated(tmp_path / "b.csv", "2026-02-28", "客户号,贡献度", "a,5", "b,4")
    _dated(tmp_path / "c.csv", "2026-01-31", "客户号,AUM余额", "a,120", "b,80")
    for order in (("a.csv", "b.csv", "c.csv"), ("c.csv", "b.csv", "a.csv"), ("b.csv", "a.csv", "c.csv")):
        said = told(tmp_path, *order, code=2)
        assert "they are not the same" in said, order
        assert said.count(".csv") == 2, order
