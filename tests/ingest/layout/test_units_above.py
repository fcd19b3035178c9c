from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.layout.units_above import unit_above
from tests.ingest.writing import ANY, customers, issues, read, values, write_csv

TABLE = """
客户号 | 客户名称 | {heading} | 客户经理
001 | 甲 | 100 | 王
002 | 乙 | 200 | 赵
"""


def book(folder: Path, *above: str, heading: str = "存款余额") -> Path:
    return write_csv(folder, "\n".join([*above, TABLE.strip().format(heading=heading)]))


@pytest.mark.parametrize(
    "above",
    [
        ["客户存款明细表（万元）"],
        ["2024年末客户存款明细表（人民币万元） | | | 2024-12-31"],
        ["资产500万元以上客户（万元）"],
        ["客户存款明细表（单位：户、万元）"],
        ["客户存款明细表（万元）", "币种：人民币"],
        ["客户存款明细表（亿元）", "单位：万元"],
        ["单位：万元", "币种：人民币"],
        ["单位：万元", "客户存款明细表（亿元）"],
        ["说明 | | | 单位：户、万元"],
    ],
)
def test_the_line_that_names_the_unit_beyond_doubt_gives_it(tmp_path: Path, above: list[str]) -> None:
    loaded = read(book(tmp_path, *above))
    assert customers(loaded, "deposits") == ["1000000", "2000000"]
    assert issues(loaded) == []


def test_a_title_in_a_foreign_currency_is_told(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "客户存款明细表（万美元）"))
    assert customers(loaded, "deposits") == ["1000000", "2000000"]
    assert values(loaded, "KC211") == [{"currency": "美元"}]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("客户存款（万元）明细表", "万元"),
        ("金额按万元列示", "万元"),
        ("单位：元、万元", "万元"),
        ("存款合计（万元） | 1234", "万元"),
        ("存款（万元） | | 贷款（元）", "万元"),
        (" | | 存款（万元）", "万元"),
        ("人民币（折算）（万）汇总", "万"),
        ("Deposits, 10k", "10k"),
        ("All figures rounded to millions", "millions"),
        ("币种：人民币 存款金额：万元", "万元"),
    ],
)
def test_a_unit_above_the_table_that_is_not_understood_is_told(tmp_path: Path, line: str, words: str) -> None:
    loaded = read(book(tmp_path, "某支行", line))
    assert customers(loaded, "deposits") == ["100", "200"]
    assert [issue for issue in issues(loaded) if "KC216" in issue] == ["KC216 2 warning"]
    assert values(loaded, "KC216") == [{"label": words, "unit": "元"}]


@pytest.mark.parametrize(
    "line",
    [
        "2024年100万元以上客户名单",
        "资产500万以上客户",
        "资产 500 万元 客户名单",
        "数百万元客户名单",
        "存款超万元客户",
        "千万元户客户名单",
        "填报单位：万寿路支行",
        "经办：万 芳",
        "Customers with over 10 million",
        "单位：元",
        "客户存款（元）明细表",
    ],
)
def test_an_amount_or_a_name_above_the_table_is_no_unit(tmp_path: Path, line: str) -> None:
    loaded = read(book(tmp_path, line))
    assert customers(loaded, "deposits") == ["100", "200"]
    assert issues(loaded) == []


def test_where_every_amount_has_its_own_unit_nothing_is_doubtful(tmp_path: Path) -> None:
    loaded = read(book(tmp_path, "客户存款（万元）明细表", heading="存款余额（元）"))
    assert customers(loaded, "deposits") == ["100", "200"]
    assert issues(loaded) == []


def test_nothing_above_a_table_says_nothing() -> None:
    assert unit_above([], 0) == unit_above([["", ""]], 3) == (None, None, None, 0)


@pytest.mark.parametrize(
    "heading", ["本月数 万元", "本月数（万元，折算）", "本月数（折人民币万元）", "Amount (RMB 10k)"]
)
def test_a_heading_that_is_mapped_or_measured_keeps_its_unit(tmp_path: Path, heading: str) -> None:
    path = book(tmp_path, heading=heading)
    assert customers(read(path, replace(ANY, mapping={"deposits": heading})), "deposits") == [
        "1000000",
        "2000000",
    ]
    assert customers(read(path, replace(ANY, measure=heading)), "value") == ["1000000.00", "2000000.00"]
