from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl

from tests.ingest.writing import ANY, customers, issues, money, read, values, write_xlsx


def book(folder: Path, sheet: str, formats: Mapping[str, str]) -> Path:
    """A workbook with number formats for some cells or columns."""
    path = write_xlsx(folder, sheet)
    found = openpyxl.load_workbook(path)
    page = found.worksheets[0]
    for place, code in formats.items():
        cells = page[place]
        for cell in cells if isinstance(cells, tuple) else (cells,):
            cell.number_format = code
    found.save(path)
    return path


def test_a_unit_in_the_format_of_a_cell_is_its_unit(tmp_path: Path) -> None:
    path = book(tmp_path, "客户号 | 存款余额\nC1 | 923.46\nC2 | 98000\nC3 | 20000", {"B2": '0.00"万元"'})
    loaded = read(path)
    assert customers(loaded, "customer_id", "deposits") == ["C1 | 9234600", "C2 | 98000", "C3 | 20000"]
    assert issues(loaded) == ["KC218 客户!B2 warning"]
    told = values(loaded, "KC218")[0]
    assert (told["stored"], told["yuan"], told["otherwise"]) == ("923.46", "9,234,600.00", "923.46")


def test_yuan_shown_in_ten_thousands_under_that_unit_are_not_multiplied(tmp_path: Path) -> None:
    sheet = "客户号 | 存款余额(万元)\nC1 | 9000\nC2 | 5000\nC3 | 3000\n合计 | 17000"
    for code in ("0!.0,", "0!.0000", '0!.0,"万元"', "0.00,,"):
        loaded = read(book(tmp_path, sheet, {"B": code}))
        assert customers(loaded, "deposits") == ["9000", "5000", "3000"]
        assert money(loaded)["存款余额(万元)"][3:] == [17_000, 0]
        assert issues(loaded) == ["KC218 客户!B2 warning"]
        assert values(loaded, "KC218")[0]["otherwise"] == "90,000,000.00"


def test_the_same_holds_under_a_line_with_the_unit(tmp_path: Path) -> None:
    sheet = "单位：万元 | \n客户号 | 存款余额\nC1 | 9000\nC2 | 5000"
    loaded = read(book(tmp_path, sheet, {"B": "0!.0,"}))
    assert customers(loaded, "deposits") == ["9000", "5000"]
    assert issues(loaded, "KC218") == ["KC218 客户!B3 warning"]


def test_a_format_that_agrees_with_the_heading_is_not_told(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "客户号 | 存款余额(万元)\nC1 | 9\nC2 | 5", {"B": '0.00"万元"'}))
    assert customers(loaded, "deposits") == ["90000", "50000"]
    loaded = read(book(tmp_path, "客户号 | 存款余额\nC1 | 9\nC2 | 5", {"B": "0.00,,"}))
    assert customers(loaded, "deposits") == ["9", "5"]
    assert issues(loaded) == []


def test_formats_of_what_is_no_money_change_nothing(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "客户号 | AUM | 年龄\nC1 | 9 | 30\nC2 | 5 | 40", {"C": "00000"}))
    assert customers(loaded, "aum", "age") == ["9 | 30", "5 | 40"]
    assert issues(loaded) == []


def test_an_id_with_zeros_of_its_format_is_the_text_that_is_shown(tmp_path: Path) -> None:
    sheet = "客户号 | 客户名称 | 网点 | 存款余额\n'0000000123 | 甲 | 12 | 100\n123 | 甲 | '0012 | 50\n1234 | 乙 | 12 | 5"
    loaded = read(book(tmp_path, sheet, {"A": "0000000000", "C": "0000"}))
    assert customers(loaded, "customer_id", "branch", "deposits") == [
        "0000000123 | 0012 | 150",
        "0000001234 | 0012 | 5",
    ]
    assert issues(loaded, "KC218", "KC108") == []


def test_amounts_with_zeros_in_front_are_the_same_amounts(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "客户号 | AUM\nC1 | 9\nC2 | 5", {"B": "000000"}))
    assert customers(loaded, "aum") == ["9", "5"]


def test_a_currency_in_the_format_is_one_as_a_sign_in_the_cell_is(tmp_path: Path) -> None:
    sheet = "客户号 | 存款余额(万元) | AUM\nC1 | 9 | 100\nC2 | -5 | 200\nC3 | 7 | 300\n合计 | 11 | 600"
    for code in ("[$$-409]#,##0", '"US$"0.00', "0\\ [$USD]"):
        loaded = read(book(tmp_path, sheet, {"B3": code, "C4": "[$¥-804]0"}), replace(ANY, measure="aum"))
        assert customers(loaded, "deposits", "aum") == ["90000 | 100", " | 200", "70000 | 300"]
        assert money(loaded)["存款余额(万元)"] == [110_000, 160_000, -50_000, 110_000, 0]
        assert issues(loaded) == ["KC111 客户!B3 warning"]
        assert values(loaded, "KC111")[0]["amounts"] == "USD -50,000.00"


def test_a_share_is_no_amount_however_it_is_stored(tmp_path: Path) -> None:
    sheet = "客户号 | AUM | 存款余额\nC1 | 100 | 0.05\nC2 | 200 | 60\nC3 | 300 | 70\nC4 | 400 | 80"
    for code in ("0%", "0.00%", "0.0%"):
        loaded = read(book(tmp_path, sheet, {"C": code}))
        assert customers(loaded, "deposits") == ["", "60", "70", "80"]
        assert issues(loaded) == ["KC102 客户!C2 warning"]


def test_a_column_of_shares_is_not_taken_for_money(tmp_path: Path) -> None:
    sheet = "客户号 | AUM | 贡献度\nC1 | 100 | 0.05\nC2 | 200 | 0.6\nC3 | 300 | 0.07"
    loaded = read(book(tmp_path, sheet, {"C": "0%"}))
    assert loaded.portfolio.measure is not None
    assert loaded.portfolio.measure.name == "aum"
    assert "贡献度" not in money(loaded)
