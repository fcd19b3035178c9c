from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import NoMeasure
from keyclient.model.portfolio import Loaded
from tests.ingest.writing import ANY, customers, issues, money, read, values, write_xlsx


def under(folder: Path, group: str, *parts: str) -> Loaded:
    """Two customers under a heading over several; the amounts of the first are 1, 2, 3 ..., of the second 10, 20, 30."""
    blanks = " | " * (len(parts) - 1)
    cells = [[str(at + 1), str(10 * (at + 1))] for at in range(len(parts))]
    lines = [f"客户号 | {group}{blanks}", f" | {' | '.join(parts)}"]
    lines += [f"C{row} | {' | '.join(cell[row] for cell in cells)}" for row in (0, 1)]
    return read(write_xlsx(folder, "\n".join(lines)), ANY)


def ranked_by(loaded: Loaded) -> str:
    assert loaded.portfolio.measure is not None
    return loaded.portfolio.measure.name


@pytest.mark.parametrize(
    ("group", "parts"),
    [
        ("金融资产", ["存款", "基金", "保险"]),
        ("AUM", ["存款余额", "理财余额", "基金时点余额"]),
        ("管理资产", ["活期", "定期", "其他"]),
        ("AUM", ["Deposits", "Funds", "Insurance"]),
        ("综合金融资产", ["贵金属", "信托", "国债"]),
    ],
)
def test_assets_without_a_column_of_the_whole_are_the_sum_of_their_parts(
    tmp_path: Path, group: str, parts: list[str]
) -> None:
    loaded = under(tmp_path, group, *parts)
    assert ranked_by(loaded) == "aum"
    assert customers(loaded, "customer_id", "value") == ["C0 | 6.00", "C1 | 60.00"]
    assert issues(loaded, "KC217", "KC359", "KC361") == ["KC359 客户!B2 note"]


def test_a_part_that_is_a_field_stays_one_and_has_one_line_in_the_receipt(tmp_path: Path) -> None:
    loaded = under(tmp_path, "金融资产", "存款", "基金", "保险")
    assert customers(loaded, "customer_id", "deposits") == ["C0 | 1", "C1 | 10"]
    assert list(money(loaded)) == ["存款", "金融资产 基金", "金融资产 保险"]


@pytest.mark.parametrize("whole", ["合计", "小计", "总额"])
def test_a_total_under_the_heading_is_the_whole(tmp_path: Path, whole: str) -> None:
    loaded = under(tmp_path, "金融资产", "存款", "基金", whole)
    assert ranked_by(loaded) == "aum"
    assert customers(loaded, "customer_id", "value") == ["C0 | 3.00", "C1 | 30.00"]
    assert issues(loaded, "KC359", "KC361") == []


@pytest.mark.parametrize(
    "parts",
    [
        ["存款余额", "存款日均", "基金"],
        ["存款", "活期", "基金"],
        ["存款", "基金", "笔数"],
        ["存款", "存款余额", "基金"],
        ["存款", "贷款", "基金"],
    ],
)
def test_parts_that_are_no_whole_are_not_added_up_and_that_is_told(tmp_path: Path, parts: list[str]) -> None:
    loaded = under(tmp_path, "金融资产", *parts)
    assert ranked_by(loaded).startswith("deposits")
    assert issues(loaded, "KC217", "KC359", "KC361") == ["KC361 客户!B2 warning"]


@pytest.mark.parametrize("parts", [["存款", "理财", "基金", "保险"], ["存款", "活期", "基金"]])
@pytest.mark.parametrize("named", ["存款", "基金"])
def test_whoever_names_a_part_is_not_told_that_the_parts_are_not_added_up(
    tmp_path: Path, parts: list[str], named: str
) -> None:
    under(tmp_path, "金融资产", *parts)
    loaded = read(tmp_path / "book.xlsx", replace(ANY, measure=named))
    assert issues(loaded, "KC217", "KC359", "KC361") == []


def test_an_average_of_loans_is_no_balance_of_loans_and_that_is_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | 贷款 | \n | 日均 | 笔数\nC1 | 5 | 1\nC2 | 6 | 2")
    with pytest.raises(NoMeasure):
        read(path)
    loaded = read(write_xlsx(tmp_path, "客户号 | 存款余额 | 贷款日均\nC1 | 5 | 1\nC2 | 6 | 2"))
    assert ranked_by(loaded) == "deposits"
    assert [item["heading"] for item in values(loaded, "KC362")] == ["贷款日均"]
    named = read(tmp_path / "book.xlsx", replace(ANY, measure="贷款日均"))
    assert customers(named, "customer_id", "value") == ["C1 | 1", "C2 | 2"]
