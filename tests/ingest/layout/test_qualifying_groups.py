import pytest

from keyclient.ingest.layout.located import Located
from tests.ingest.texts import table


def headings(located: Located) -> list[str]:
    return [heading.text for heading in located.understanding.headings]


@pytest.mark.parametrize(
    "group",
    ["保险", "基金", "信托", "国债", "贵金属", "信用卡", "代销产品", "Insurance", "Loans", "黄金积存"],
)
@pytest.mark.parametrize("lower", ["时点余额", "Account Balance", "Average Balance"])
def test_a_balance_under_a_product_is_no_balance_of_deposits(group: str, lower: str) -> None:
    located = table(f"客户号 | 客户名称 | {group} |\n | | {lower} | 笔数\n1 | 甲 | 2 | 3\n2 | 乙 | 5 | 6")
    assert headings(located)[2:] == [f"{group} {lower}", f"{group} 笔数"]
    assert "deposits" not in located.understanding.taken
    assert "deposits_average" not in located.understanding.taken


@pytest.mark.parametrize(
    "group", ["账户信息", "资产负债情况", "2026年10月", "人民币", "本期", "Account Data"]
)
def test_a_balance_under_a_heading_of_no_product_is_that_of_deposits(group: str) -> None:
    located = table(f"客户号 | 客户名称 | {group} |\n | | 时点余额 | 笔数\n1 | 甲 | 2 | 3\n2 | 乙 | 5 | 6")
    assert located.understanding.taken["deposits"].position == 2


@pytest.mark.parametrize("group", ["较年初增长", "他行", "日均", "目标值", "Average", "Growth"])
@pytest.mark.parametrize("lower", ["贷款", "理财", "贷款余额"])
def test_a_change_a_target_or_another_bank_is_no_balance_at_a_date(group: str, lower: str) -> None:
    located = table(f"客户号 | 客户名称 | {group} |\n | | {lower} | 户数\n1 | 甲 | 2 | 3\n2 | 乙 | 5 | 6")
    assert headings(located)[2] == f"{group} {lower}"
    assert not {"loans", "investments"}.intersection(located.understanding.taken)


def test_what_a_product_earns_is_not_what_the_customer_earns() -> None:
    located = table("客户号 | 客户名称 | 保险 |\n | | 保费 | 手续费收入\n1 | 甲 | 2 | 3\n2 | 乙 | 5 | 6")
    assert headings(located)[2:] == ["保险 保费", "保险 手续费收入"]
    assert "fee_income" not in located.understanding.taken


def test_each_of_several_products_has_its_own_balance_in_the_row_below() -> None:
    located = table(
        "客户号 | 存款 | 保险 | 贷款\n | 时点余额 | 时点余额 | 时点余额\n1 | 2 | 3 | 4\n2 | 5 | 6 | 7"
    )
    assert headings(located) == ["客户号", "存款 时点余额", "保险 时点余额", "贷款 时点余额"]
    assert {name: item.position for name, item in located.understanding.taken.items()} == {
        "customer_id": 0,
        "deposits": 1,
        "loans": 3,
    }
