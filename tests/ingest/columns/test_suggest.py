import re
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import HeadingNotFound, NoMeasure
from keyclient.ingest.columns.suggest import join_names
from keyclient.model.label import Label, Lang
from tests.ingest.writing import ANY, customers, read, write_csv

BOOK = "客户号 | AUM余额合计 | 存款余额（折算后） | 积分\nC1 | 5 | 6 | 7"


def refusal(folder: Path, measure: str | None, book: str = BOOK) -> str:
    with pytest.raises((HeadingNotFound, NoMeasure)) as found:
        read(write_csv(folder, book), replace(ANY, measure=measure))
    assert "{" not in found.value.text(Lang.ZH)
    return found.value.text(Lang.EN)


def test_a_field_that_the_book_lacks_is_refused_with_the_nearest_heading_and_what_to_type(
    tmp_path: Path,
) -> None:
    text = refusal(tmp_path, "aum")
    assert "Nearest: AUM余额合计" in text
    assert 'add --map aum="AUM余额合计"' in text
    assert 'add --map deposits="存款余额（折算后）"' in refusal(tmp_path, "存款")
    assert 'add --map birth_date="…"' in refusal(tmp_path, "birth_date")


def test_a_column_of_words_or_of_ids_is_not_offered_for_money(tmp_path: Path) -> None:
    text = refusal(tmp_path, "aum", "Customer ID | Name | 积分 | 备用\n1 | Zhang | 5 | 甲")
    assert "there is no column “aum”. Columns with numbers: 积分." in text
    assert 'add for example --map aum="…"' in text
    assert "Columns with numbers" not in refusal(tmp_path, "aum", "客户号 | 积分\nC1 | 甲")


def test_a_misspelt_field_is_refused_with_the_heading_that_is_taken_for_it(tmp_path: Path) -> None:
    book = "客户号 | 客户经理 | AUM\nC1 | 王 | 5"
    assert "Nearest: 客户经理." in refusal(tmp_path, "manger", book)


def test_what_is_offered_is_a_heading_as_the_book_has_it_and_works_when_typed(tmp_path: Path) -> None:
    book = "客户号 | 名 称 | 账面 余额 | 备用\nC1 | 张三 | 5 | 甲"
    offered = re.findall('--map ([a-z]+)="(.*?)"', refusal(tmp_path, "aum", book))
    assert offered == [("aum", "账面 余额")]
    loaded = read(tmp_path / "book.csv", replace(ANY, measure="aum", mapping=dict(offered)))
    assert customers(loaded, "value") == ["5.00"]


def test_a_column_that_is_read_as_a_field_is_not_offered_for_another(tmp_path: Path) -> None:
    text = refusal(tmp_path, "aum", "客户号 | 存款余额 | 交易笔数\nC1 | 5 | 3")
    assert re.findall('--map ([a-z]+)="(.*?)"', text) == [("aum", "…")]


def test_an_id_an_age_a_count_or_a_column_read_as_a_field_is_no_candidate_for_the_measure(
    tmp_path: Path,
) -> None:
    book = "客户号 | 年龄 | SKU | ISBN | 商品条码 | 产品编号 | Item No. | 交易笔数 | 记录\nC1 | 40 | 1 | 2 | 3 | 4 | 5 | 6 | 7"
    assert "columns with numbers: 记录." in refusal(tmp_path, None, book)
    assert "Columns with numbers: 记录." in refusal(tmp_path, "aum", book)


def test_where_no_column_of_numbers_may_be_an_amount_all_are_named(tmp_path: Path) -> None:
    assert "columns with numbers: 积分, 排名." in refusal(tmp_path, None, "客户号 | 积分 | 排名\nC1 | 5 | 6")


@pytest.mark.parametrize(
    ("heading", "field"), [("存款余额", "deposits"), ("AUM", "aum"), ("Loan\u3000Balance", "loans")]
)
def test_of_several_identical_headings_the_first_is_offered_in_words_that_work(
    tmp_path: Path, heading: str, field: str
) -> None:
    book = f"客户号 | 积分 | {heading} | {heading}\nC1 | 7 | 5 | 6"
    text = refusal(tmp_path, None, book)
    typed = " ".join(heading.split())
    assert f"columns with numbers: {typed}#1, {typed}#2." in text
    offered = re.findall('--map ([a-z]+)="(.*?)"', text)
    assert offered == [(field, f"{typed}#1")]
    loaded = read(tmp_path / "book.csv", replace(ANY, mapping=dict(offered)))
    assert customers(loaded, "value") == ["5.00"]


def test_a_heading_that_means_no_field_is_refused_with_the_nearest_alone(tmp_path: Path) -> None:
    text = refusal(tmp_path, "总积分")
    assert "Nearest: 积分. Columns: 客户号" in text
    assert "--map" not in text


def test_a_book_without_a_measure_says_what_to_type_for_a_column_of_numbers(tmp_path: Path) -> None:
    text = refusal(tmp_path, None)
    assert 'For example, add --measure "AUM余额合计" or --map aum="AUM余额合计".' in text
    assert refusal(tmp_path, None, "客户号 | 备用\nC1 | 甲").endswith("columns with numbers: -.")


@pytest.mark.parametrize(
    "heading", ["贷款日均", "Total_Revolving_Bal", "保险 时点余额", "成交码洋", "消费额", "授信额度"]
)
def test_a_part_or_a_debt_is_offered_as_measure_but_never_for_all_assets(
    tmp_path: Path, heading: str
) -> None:
    book = f"客户号 | 姓名 | {heading}\nC1 | 张三 | 60\nC2 | 李四 | 51"
    text = refusal(tmp_path, None, book)
    assert f'For example, add --measure "{heading}".' in text
    assert "--map" not in text
    assert re.findall('--map ([a-z]+)="(.*?)"', refusal(tmp_path, "aum", book)) == [("aum", "…")]


def test_a_debt_is_offered_for_loans_alone(tmp_path: Path) -> None:
    book = "客户号 | 姓名 | 贷款日均\nC1 | 张三 | 60\nC2 | 李四 | 51"
    offered = [
        re.findall('--map [a-z]+="(.*?)"', refusal(tmp_path, name, book)) for name in ("loans", "存款")
    ]
    assert offered == [["贷款日均"], ["…"]]


def test_of_very_many_headings_the_first_are_listed_with_their_number() -> None:
    assert join_names([]) == Label("-", "-")
    assert join_names(["甲", "乙"]) == Label("甲, 乙", "甲、乙")
    many = join_names([str(number) for number in range(16_384)])
    assert many.en.endswith("38, 39, … (16384)")
    assert many.zh.endswith("38、39……（共 16384 个）")


@pytest.mark.parametrize(
    ("headings", "offered"),
    [
        ("户号 | 年龄 | 交易笔数 | 消费额", "消费额"),
        ("RowNumber | CreditScore | Sale Price", "Sale Price"),
        ("序号 | 积分 | 交易金额", "交易金额"),
        ("序号 | Age | 规模", "规模"),
        ("序号 | Age | 积分", None),
        ("Months_on_book | Total_Ct_Chng_Q4_Q1 | Total_Trans_Amt", "Total_Trans_Amt"),
        ("Income | Score | Total Balance", "Total Balance"),
        ("balance_id | 存款增长率 | 金卡数", None),
        ("流水号 | 是否贷款 | 贷款期限", None),
        ("Account No | Visits Count | 年限", None),
        ("CustomerId | NumOfVisits | AGE", None),
        ("单价 | 成交均价 | 成交码洋", "成交码洋"),
        ("List Price | Price per Unit | Sales", "Sales"),
    ],
)
def test_no_id_age_or_count_is_suggested_as_measure_and_amounts_come_first(
    tmp_path: Path, headings: str, offered: str | None
) -> None:
    rows = [
        " | ".join(str(number + place) for place in range(3 + headings.count("|"))) for number in (20, 31)
    ]
    text = refusal(tmp_path, None, "\n".join([f"客户号 | 户名 | {headings}", *rows]))
    assert re.findall('--measure "(.*?)"', text) == ([] if offered is None else [offered])
