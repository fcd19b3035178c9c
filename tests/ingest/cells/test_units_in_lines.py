import pytest

from keyclient.ingest.cells.units import meaning_of_line, unit_in_line, unit_of


def _currency(line: str) -> str | None:
    """The foreign currency that a line gives to a whole table."""
    meaning = meaning_of_line(line)
    return None if meaning is None else meaning.currency


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("单位：万元", "万元"),
        ("单位:元", "元"),
        ("客户资产表   金额单位：人民币万元   2026年1月", "万元"),
        ("（单位：亿元）", "亿元"),
        ("单位： 万元", "万元"),
        ("单位（千元）", "千元"),
        ("单位 万元", "万元"),
        ("单位：百万元", "百万元"),
        ("单位：万", "万元"),
        ("单位：元，户", "元"),
        ("单位：万元、%", "万元"),
        ("单位：万元人民币", "万元"),
        ("币种：人民币 单位：元", "元"),
        ("单位：分", "分"),
        ("Unit: yuan", "元"),
        ("Unit: RMB million", "百万元"),
        ("UNIT: RMB’000", "千元"),
        ("Unit: RMB", "元"),
        ("Unit: RMB 10000", "万元"),
        ("Unit: RMB 10,000", "万元"),
        ("Amounts in RMB million", "百万元"),
        ("(in thousands of yuan)", "千元"),
        ("单 位：10万元", "十万元"),
        ("币种：人民币  单位：万元", "万元"),
        ("（人民币万元）", "万元"),
        ("  万元 ", "万元"),
        ("单位：户、万元", "万元"),
        ("单位：户，万元", "万元"),
        ("单位：个、万元", "万元"),
        ("单位：%、亿元", "亿元"),
        ("单位：本外币折人民币万元", "万元"),
        ("单位：美元折人民币万元", "万元"),
        ("金额：万元", "万元"),
        ("币种：人民币 金额：万元", "万元"),
        ("币种：人民币金额：万元", "万元"),
        ("单位：人民币（万元）", "万元"),
        ("币种：人民币（万元）", "万元"),
        ("单位：RMB (万元)", "万元"),
        ("单位：人民币-万元", "万元"),
        ("单位：人民币·万元", "万元"),
        ("单位：人民币分", "分"),
        ("人民币：万元", "万元"),
        ("折人民币，万元", "万元"),
        ("以下金额均以万元为单位", "万元"),
        ("Unit: RMB 10k", "万元"),
        ("Unit: RMB ten thousand", "万元"),
        ("Currency: RMB, in 10 thousand", "万元"),
        ("Unit: RMB 100 million", "亿元"),
        ("Unit: RMB 10,000 / customers", "万元"),
    ],
)
def test_a_line_above_the_table_names_its_unit(line: str, name: str) -> None:
    unit = unit_in_line(line)
    assert unit is not None
    assert unit.name == name


@pytest.mark.parametrize(
    "line",
    [
        "填报单位：万寿路支行",
        "单位：千山支行",
        "单位：元宝街支行",
        "单位：分行营业部",
        "工作单位：百货公司",
        "单位：户",
        "客户清单",
        "客户经理 万元",
        "Unit price: 5",
        "Customers in Yuanshan",
        "单位：",
        "万",
        "金额：100万元",
        "交易金额：万元店",
        "2024年100万元以上客户名单",
        "资产500万以上客户",
        "千万元户客户名单",
        "单位：个贷中心",
    ],
)
def test_the_name_of_an_office_is_no_unit(line: str) -> None:
    assert unit_in_line(line) is None


@pytest.mark.parametrize(
    ("line", "currency", "name"),
    [
        ("单位：万美元", "美元", "万元"),
        ("币种：美元 单位：万元", "美元", "万元"),
        ("单位：港币千元", "港币", "千元"),
        ("Unit: USD million", "usd", "百万元"),
        ("Unit: $", "$", "元"),
    ],
)
def test_a_line_may_name_another_currency(line: str, currency: str, name: str) -> None:
    unit = unit_in_line(line)
    assert unit is not None
    assert (_currency(line), unit.name) == (currency, name)


@pytest.mark.parametrize("line", ["单位：万元", "币种：人民币", "美元客户清单", "单位：美元街支行"])
def test_yuan_and_the_names_of_offices_are_no_other_currency(line: str) -> None:
    assert _currency(line) is None


def test_customers_beside_a_currency_are_no_unit() -> None:
    assert unit_in_line("币种：人民币 1000 户") == unit_of("元")


def test_amounts_that_are_converted_to_yuan_are_in_no_other_currency() -> None:
    assert _currency("单位：美元折人民币万元") is None
