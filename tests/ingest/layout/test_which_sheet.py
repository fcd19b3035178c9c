from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.errors import InputError
from tests.ingest.writing import ANY, read, values, write_xlsx

KNOWN = "ID | Age | Income | Mortgage\n1 | 21 | 31 | 3\n2 | 22 | 32 | 6\n3 | 23 | 33 | 9"
UNKNOWN = "编码 | 名字 | 管的人 | 本月数\nK1 | 甲 | 王芳 | 100\nK2 | 乙 | 孙浩 | 200\nK3 | 丙 | 王芳 | 300"
BOTH = "客户号 | 客户名称 | 存款余额\nC1 | 甲 | 100\nC2 | 乙 | 200"
CODED = "客户号 | 本月数\nC1 | 100\nC2 | 200\nC3 | 300"
NO_MEASURE = replace(ANY, needs_measure=False)


@pytest.mark.parametrize(
    ("first", "customers"),
    [
        ("Data Description:\n\nID | Customer ID\nAge | Age in years\nIncome | Annual income ($000)", KNOWN),
        ("Field | Description\nID | Customer ID\nAge | Age\nIncome | Balance", KNOWN),
        (
            "No | Column Name | Type | Length\n1 | ID | VARCHAR(20) | 20\n2 | Age | INT | 3\n3 | Income | INT | 18",
            KNOWN,
        ),
        ("字段 | 说明\n客户号 | 核心客户号\n客户名称 | 户名\n存款余额 | 时点余额", BOTH),
        ("编码 | 客户号\n名字 | 客户名称\n管的人 | 客户经理\n本月数 | 存款余额", UNKNOWN),
        ("客户号 | 必填\n客户名称 | 必填\n存款余额 | 选填", BOTH),
        ("填表说明\n一、客户号填写核心客户号。\n二、存款余额以元为单位。\n客户号 | 必填", UNKNOWN),
        ("客户号 | 客户名称 | 存款余额\n核心系统的号码 | 证件上的名称 | 时点数", BOTH),
        ("Customer Report\nBranch | East\nPrepared by | J. Smith\nDate | 2026-10-31", KNOWN),
        ("客户情况表\n单位 | 城东支行\n负责人 | 张三\n日期 | 2026-10-31", UNKNOWN),
        ("Stage | Meaning\nLead | first contact\nWon | signed", "Client | Worth\nA1 | 100\nA2 | 200"),
        ("客户等级 | 说明\n1 | 普通\n2 | 黄金", UNKNOWN),
        ("网点号 | 网点 | 客户经理\n001 | 城东 | 王芳\n002 | 城西 | 孙浩", UNKNOWN),
        ("网点 | 客户经理 | 电话\n城东 | 王芳 | 13800000000\n城西 | 孙浩 | 13900000000", CODED),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_sheet_that_describes_columns_or_codes_is_not_that_of_the_customers(
    tmp_path: Path, first: str, customers: str, *, is_first: bool
) -> None:
    sheets = (first, customers) if is_first else (customers, first)
    names = ("其他", "客户") if is_first else ("客户", "其他")
    loaded = read(write_xlsx(tmp_path, *sheets, names=names), NO_MEASURE)
    assert loaded.portfolio.sources[0].sheet == "客户"
    assert [told["others"] for told in values(loaded, "KC203")] == ["其他"]


def test_a_table_of_words_with_several_known_headings_may_be_one_of_customers(tmp_path: Path) -> None:
    words = "客户名称 | 客户经理 | 销售阶段\n甲公司 | 王芳 | 接触\n乙公司 | 孙浩 | 成交"
    path = write_xlsx(tmp_path, "项目 | 数值\na | 1\nb | 2", words, names=("参数", "客户"))
    assert read(path, NO_MEASURE).portfolio.sources[0].sheet == "客户"


def test_a_column_of_managers_does_not_describe_a_table_with_a_column_for_each(tmp_path: Path) -> None:
    people = "客户号 | 客户名称 | 客户经理 | AUM\n" + "\n".join(
        f"C{at} | 甲{at} | {'王芳' if at % 2 else '孙浩'} | {at}" for at in range(9)
    )
    path = write_xlsx(tmp_path, "网点 | 王芳 | 孙浩\n城东 | 1 | 2", people, names=("汇总", "客户"))
    assert read(path).portfolio.sources[0].sheet == "客户"


@pytest.mark.parametrize("measure", [None, "AUM", "客户名称"])
def test_a_refusal_leads_to_the_sheet_that_is_meant(tmp_path: Path, measure: str | None) -> None:
    names = "客户号 | 客户名称 | 手机号\nC1 | 甲 | 13800000000\nC2 | 乙 | 13900000000"
    path = write_xlsx(tmp_path, names, "编码 | 本月余额\nK1 | 1\nK2 | 2", names=("客户", "余额"))
    with pytest.raises(InputError, match='add for example --sheet "余额"'):
        read(path, replace(ANY, measure=measure))
    with pytest.raises(InputError, match='--measure "本月余额"'):
        read(path, replace(ANY, sheet="余额"))
    loaded = read(path, replace(ANY, sheet="余额", measure="本月余额"))
    assert loaded.portfolio.sources[0].rows.customers == 2


def test_a_refusal_names_no_sheet_where_none_could_be_meant(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | 客户名称\nC1 | 甲", "说明\n没有表格。", names=("客户", "说明"))
    with pytest.raises(InputError, match=r"^(?!.*--sheet)"):
        read(path, ANY)
