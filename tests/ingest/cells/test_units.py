from decimal import Decimal

import pytest

from keyclient.ingest.cells.unit_words import FACTORS
from keyclient.ingest.cells.units import (
    is_in_fen,
    split_unit,
    unit_in_line,
    unit_of,
    units_in_row,
)

IN_WAN = [
    "AUM(万元)",
    "AUM（万元）",
    "AUM[万元]",
    "AUM【万元】",
    "AUM〔万〕",
    "AUM/万元",
    "AUM（单位：万元）",
    "AUM（ 单位：\n万元 ）",
    "AUM(人民币万元)",
    "(万元)AUM",
    "AUM（金额单位:人民币/万元）",
    "AUM（折人民币万元）",
    "AUM（本外币折人民币，万元）",
    "AUM（户、万元）",
    "AUM（万元/户）",
    "AUM (RMB 10k)",
    "AUM (10k RMB)",
    "AUM (in RMB ten thousand)",
    "AUM 万元",
    "AUM_万元",
    "AUM-万元",
    "AUM:万元",
    "AUM 万",
    "AUM RMB 10k",
    "AUM万元",
    "AUM（万元",
]


@pytest.mark.parametrize("heading", IN_WAN)
def test_the_unit_is_found_in_any_kind_of_brackets(heading: str) -> None:
    stem, unit = split_unit(heading)
    assert (stem.strip(), unit) == ("AUM", ("万元", Decimal(10_000)))


def test_units_are_as_large_as_they_are_called() -> None:
    yuan = {
        "元": 1,
        "百元": 100,
        "千元": 1000,
        "万元": 10**4,
        "十万元": 10**5,
        "百万元": 10**6,
        "千万元": 10**7,
        "亿元": 10**8,
        "十亿元": 10**9,
    }
    assert yuan == FACTORS


@pytest.mark.parametrize("name", FACTORS)
def test_every_unit_is_known_in_full_and_short(name: str) -> None:
    assert unit_of(name) == (name, FACTORS[name])
    assert unit_of(name.removesuffix("元")) == (None if name == "元" else (name, FACTORS[name]))


@pytest.mark.parametrize(
    ("word", "yuan"),
    [
        ("人民币", 1),
        ("RMB", 1),
        ("cny", 1),
        ("Yuan", 1),
        ("thousand", 1000),
        ("RMB'000", 1000),
        ("RMBmillion", 10**6),
        ("RMB 10,000", 10**4),
        ("10000元", 10**4),
        ("10万元", 10**5),
        ("RMB bn", 10**9),
        ("¥", 1),
    ],
)
def test_english_units_are_known(word: str, yuan: int) -> None:
    unit = unit_of(word)
    assert unit is not None
    assert unit.factor == yuan


@pytest.mark.parametrize(
    "word", ["", "单位:", "折人民币", "美元", "万美元", "10000", "分", "岁", "%", "日均", "万万元"]
)
def test_other_words_are_no_unit_of_money(word: str) -> None:
    assert unit_of(word) is None


@pytest.mark.parametrize(
    "heading", ["年龄(岁)", "年龄（周岁）", "满意度(分)", "占比(%)", "Age (Years)", "拜访次数[次]"]
)
def test_a_unit_that_is_no_money_is_taken_off_the_heading(heading: str) -> None:
    stem, unit = split_unit(heading)
    assert unit is None
    assert not set("()[]（）") & set(stem)


@pytest.mark.parametrize(
    "heading",
    [
        "AUM(日均)",
        "存款/贷款",
        "AUM()",
        "万元户",
        "AUM 500万元",
        "AUM 500 万元",
        "AUM 数百万元",
        "AUM 人民币",
        "AUM 美元",
        "AUM 万美元",
        "AUM 户",
    ],
)
def test_what_is_no_bracketed_unit_stays_in_the_heading(heading: str) -> None:
    assert split_unit(heading) == (heading, None)


def test_the_first_of_two_units_counts() -> None:
    assert split_unit("AUM(万元)/元") == ("AUM", unit_of("万元"))


def test_one_hundred_fen_are_a_yuan() -> None:
    unit = unit_in_line("单位：分")
    assert unit is not None
    assert unit.factor == Decimal("0.01")


@pytest.mark.parametrize(
    ("heading", "fen"),
    [("余额(分)", True), ("余额（单位：分）", True), ("分行", False), ("(分行)", False), ("得分", False)],
)
def test_a_heading_can_say_fen(heading: str, *, fen: bool) -> None:
    assert is_in_fen(heading) is fen


def test_a_row_of_nothing_but_units_gives_each_column_its_own() -> None:
    units = units_in_row(["", "（万元）", "岁", "元"])
    assert [None if unit is None else unit.name for unit in units] == [None, "万元", None, "元"]


@pytest.mark.parametrize("row", [["", ""], ["岁", "个"], ["C001", "万元"], ["1", "元"]])
def test_a_row_with_anything_else_is_no_row_of_units(row: list[str]) -> None:
    assert units_in_row(row) == []
