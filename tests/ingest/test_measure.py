from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import (
    HeadingNotFound,
    HeadingTwice,
    MeasureNotNumeric,
    NoMeasure,
    NoRows,
)
from keyclient.model.label import Label, Lang
from keyclient.model.measure import MeasureKind
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from keyclient.policy.parts.segment import SegmentPolicy
from tests.ingest.writing import ANY, AS_OF, customers, issues, money, read, rows, write_csv


def ranked(folder: Path, book: str, measure: str | None = None) -> Loaded:
    return read(write_csv(folder, book), replace(ANY, measure=measure))


def chosen(loaded: Loaded) -> tuple[str, str, MeasureKind, int | None]:
    """Name, Chinese label, kind and decimals of the measure."""
    measure = loaded.portfolio.measure
    assert measure is not None
    return measure.name, measure.label.zh, measure.kind, measure.decimals


def book(*columns: str) -> str:
    """Four customers, with the given columns: a heading and four cells."""
    table = [["客户号", "1", "2", "3", "4"], *(column.split() for column in columns)]
    return "\n".join(
        " | ".join("" if cell == "." else cell for cell in row) for row in zip(*table, strict=True)
    )


@pytest.mark.parametrize(
    ("columns", "name", "label"),
    [
        (["综合贡献度 1 2 3 4", "AUM 5 6 7 8", "存款 1 1 1 1"], "revenue", "综合贡献度"),
        (["AUM 5 6 7 8", "存款 1 1 1 1"], "aum", "AUM"),
        (["贷款余额 5 6 7 8", "存款 1 1 1 1"], "deposits+loans", "存款+贷款"),
        (
            ["理财余额 1 1 1 1", "贷款 5 6 7 8", "存款 1 1 1 1"],
            "deposits+loans+investments",
            "存款+贷款+投资理财",
        ),
        (["理财余额 5 6 7 8"], "investments", "投资理财"),
        (["综合贡献度 1 2 . .", "AUM 5 6 7 8"], "revenue", "综合贡献度"),
        (["综合贡献度 1 . . .", "AUM 5 6 7 8"], "aum", "AUM"),
        (["综合贡献度 1 约2 #N/A #N/A", "AUM 5 6 7 8"], "aum", "AUM"),
        (["AUM 1 . . .", "存款 1 1 . .", "贷款 1 . . ."], "deposits", "存款"),
        (["月日均AUM 5 6 7 8", "存款 1 1 1 1"], "aum_average", "AUM日均"),
        (["AUM 5 6 7 8", "年日均AUM 1 1 1 1"], "aum", "AUM"),
        (["AUM 1 . . .", "年日均AUM 1 1 1 1"], "aum_average", "AUM日均"),
        (["存款年日均 5 6 7 8"], "deposits_average", "存款日均"),
        (["存款年日均 5 6 7 8", "贷款 1 1 1 1"], "deposits_average+loans", "存款日均+贷款"),
        (["存款年日均 5 6 7 8", "时点余额 1 1 1 1"], "deposits", "存款"),
        (
            ["活期存款 5 6 7 8", "定期存款余额 1 . 1 1", "理财 1 1 1 1"],
            "deposits+investments",
            "存款+投资理财",
        ),
        (["活期存款 1 0 1 1", "定期存款 1 0 0 1", "理财 5 1 1 1"], "investments", "投资理财"),
        (["活期存款 是 否 是 是", "定期存款 是 否 是 是", "理财 5 1 1 1"], "investments", "投资理财"),
    ],
)
def test_customers_are_ranked_by_the_first_measure_that_half_of_the_rows_have(
    tmp_path: Path, columns: list[str], name: str, label: str
) -> None:
    found = chosen(ranked(tmp_path, book(*columns)))
    assert found == (name, label, MeasureKind.MONEY, 2)


def test_an_average_that_stands_in_for_the_balance_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path, book("存款年日均 5 6 7 8"))
    assert issues(read(path)) == ["KC219 B1 note"]
    assert issues(read(path, replace(ANY, measure="存款年日均"))) == []


@pytest.mark.parametrize(
    ("upper", "lower", "total"),
    [
        ("存款 | | 理财余额", "活期 | 定期 | ", 48.0),
        ("存款余额 | | 理财余额", "对公 | 储蓄 | ", 48.0),
        ("Deposits | | Investments", "Current | Term | ", 48.0),
        ("存款 | | 理财余额", "时点 | 日均 | ", 18.0),
        ("存款 | | 理财余额", "活期 | 其中：冻结 | ", 15.0),
    ],
)
def test_deposits_split_into_parts_are_their_sum(
    tmp_path: Path, upper: str, lower: str, total: float
) -> None:
    path = write_csv(tmp_path, f"客户号 | {upper}\n | {lower}\nC1 | 1 | 10 | 7\nC2 | 2 | 20 | 8")
    loaded = read(path)
    assert float(loaded.portfolio.frame["value"].sum()) / 100 == total
    assert ("KC359 B2 note" in issues(loaded)) == (total == 48.0)


def test_the_parts_of_deposits_each_tie_with_the_books_own_total(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, book("活期存款 5 6 7 8", "定期存款 1 1 1 1") + "\n合计 | 26 | 5")
    assert money(loaded) == {"活期存款": [26, 26, 0, 26, 0], "定期存款": [4, 4, 0, 5, -1]}
    assert issues(loaded, "KC305") == ["KC305 C6 error"]


@pytest.mark.parametrize("wanted", ["deposits", "存款", "存款余额"])
def test_a_balance_that_is_asked_for_is_the_sum_of_its_parts(tmp_path: Path, wanted: str) -> None:
    loaded = ranked(tmp_path, book("AUM 9 9 9 9", "活期存款 5 6 7 8", "定期存款 1 1 1 1"), wanted)
    assert chosen(loaded)[0] == "deposits"
    assert customers(loaded, "value") == ["6.00", "7.00", "8.00", "9.00"]


def test_in_a_sum_blank_parts_count_nothing_and_all_blank_is_blank(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, book("存款 5 . . -1", "贷款 . 7 . 1"))
    assert customers(loaded, "customer_id", "value") == ["1 | 5.00", "2 | 7.00", "3 | ", "4 | 0.00"]


def test_a_row_in_which_a_part_of_the_sum_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, book("存款 5 6 7 8", "贷款 1 约2 3 4"))
    assert rows(loaded) == {"read": 4, "customers": 3, "set_aside": 1}
    assert money(loaded) == {"存款": [26, 20, 6, None, None], "贷款": [8, 8, 0, None, None]}


def test_the_policy_names_the_measure_and_how_full_it_must_be(tmp_path: Path) -> None:
    path = write_csv(tmp_path, book("综合贡献度 1 . . .", "AUM 5 6 7 8"))
    by_aum = read(path, replace(ANY, policy=Policy(segment=SegmentPolicy(measure="AUM"))))
    assert chosen(by_aum)[0] == "aum"
    rarely = read(path, replace(ANY, policy=Policy(read=ReadPolicy(measure_filled=0.2))))
    assert chosen(rarely)[0] == "revenue"


@pytest.mark.parametrize("wanted", ["revenue", "综合贡献度", "综合贡献度（万元）", "综合 贡献度"])
def test_a_measure_is_asked_for_by_field_or_heading(tmp_path: Path, wanted: str) -> None:
    loaded = ranked(tmp_path, book("AUM 9 9 9 9", "综合贡献度(万元) 1 . 0.5 -2"), wanted)
    assert chosen(loaded) == ("revenue", "综合贡献度", MeasureKind.MONEY, 2)
    assert customers(loaded, "value") == ["10000.00", "", "5000.00", "-20000.00"]


@pytest.mark.parametrize(
    ("column", "decimals", "values"),
    [
        ("存量 3 1 . 20", 0, ["3", "1", "", "20"]),
        ("存量 0.125 1 2.5 -4", 3, ["0.125", "1.000", "2.500", "-4.000"]),
        ("占比 12% 5% 0.5% 50%", 3, ["0.120", "0.050", "0.005", "0.500"]),
        ("存量 1,234 3 4 5", 0, ["1234", "3", "4", "5"]),
        ("存量 1e300 3 4 5", None, ["1E+300", "3.0", "4.0", "5.0"]),
    ],
)
def test_any_heading_can_be_the_measure_and_is_a_plain_number(
    tmp_path: Path, column: str, decimals: int | None, values: list[str]
) -> None:
    heading = column.split(maxsplit=1)[0]
    loaded = ranked(tmp_path, book(column), heading)
    assert chosen(loaded) == (heading, heading, MeasureKind.NUMBER, decimals)
    assert customers(loaded, "value") == values
    assert money(loaded) == {}


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("存量(元) 1 2.345 3 4", ["1.00", "2.34", "3.00", "4.00"]),
        ("存量(万元) 1 2 3 .", ["10000.00", "20000.00", "30000.00", ""]),
        ("存量 ￥1 2 3 4", ["1.00", "2.00", "3.00", "4.00"]),
        ("存量 1.5万 2 3 4", ["15000.00", "2.00", "3.00", "4.00"]),
    ],
)
def test_a_heading_is_money_where_a_unit_or_a_currency_sign_says_so(
    tmp_path: Path, column: str, values: list[str]
) -> None:
    heading = column.split(maxsplit=1)[0]
    loaded = ranked(tmp_path, book(column), heading)
    assert chosen(loaded)[2:] == (MeasureKind.MONEY, 2)
    assert customers(loaded, "value") == values
    assert list(money(loaded)) == [heading]


def test_the_unit_above_the_table_makes_money_of_a_plain_heading_but_not_of_percentages_or_counts(
    tmp_path: Path,
) -> None:
    table = "单位：万元 | | |\n" + book("存量 1 2 3 4", "占比 5% 5% 5% 85%", "持有产品数 1 2 3 3")
    assert customers(ranked(tmp_path, table, "存量"), "value")[0] == "10000.00"
    assert customers(ranked(tmp_path, table, "占比"), "value")[0] == "0.05"
    assert customers(ranked(tmp_path, table, "products"), "value")[0] == "1"


@pytest.mark.parametrize("heading", ["value", "row", "Value", "age", "客户号"])
def test_a_heading_may_be_called_like_a_column_of_the_frame(tmp_path: Path, heading: str) -> None:
    loaded = read(
        write_csv(tmp_path, f"名称 | {heading} | x\n张三 | 7 | 1\n李四 | 8 | 2\n李四 | ￥9 | 2"),
        replace(ANY, measure=heading, by=heading),
    )
    assert [value.removesuffix(".00") for value in customers(loaded, "value")] == ["7", "8", "9"]
    assert loaded.portfolio.frame["row"].tolist() == [2, 3, 4]
    assert loaded.group is not None
    assert customers(loaded, loaded.group)[:2] == ["7", "8"]


def test_a_heading_that_a_field_passed_over_keeps_its_own_values(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, book("存款 1 2 3 4", "deposits 5 6 7 8"), "deposits#1")
    assert customers(loaded, "deposits", "value")[0] == "1 | 5"


def test_a_field_that_is_no_money_is_measured_and_merged_as_a_number(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, "客户号 | 持有产品数\n1 | 2\n1 | 3\n2 | 4\n3 | 三个", "products")
    assert chosen(loaded) == ("products", "持有产品数", MeasureKind.NUMBER, 0)
    assert customers(loaded, "customer_id", "value", "products") == ["1 | 5 | 2", "2 | 4 | 4"]
    assert issues(loaded, "KC104") == ["KC104 B5 error"]
    assert [issue.field for issue in loaded.issues if issue.code == "KC104"] == ["products"]


def refused(folder: Path, table: str, measure: str | None) -> tuple[type, str]:
    with pytest.raises((NoMeasure, NoRows, MeasureNotNumeric, HeadingNotFound, HeadingTwice)) as refusal:
        ranked(folder, table, measure)
    text = refusal.value.text(Lang.EN)
    assert "book.csv" in text
    assert refusal.value.text(Lang.ZH) != text
    return refusal.type, text


def test_a_measure_that_cannot_be_is_refused_with_what_the_book_has(tmp_path: Path) -> None:
    table = book(
        "AUM余额 1 . . .",
        "备用 甲 乙 丙 丁",
        "年龄 30 40 50 60",
        "存款 1 1 1 1",
        "存款 2 2 2 2",
        "评分 1 2 3 4",
    )
    cause, text = refused(tmp_path, table, None)
    assert (cause, "numbers: AUM余额, 存款#1, 存款#2." in text) == (NoMeasure, True)
    cause, text = refused(tmp_path, table, "备用")
    assert (cause, "C2" in text, "存款#1" in text) == (MeasureNotNumeric, True, True)
    cause, text = refused(tmp_path, table, "AUM余")
    assert (cause, "Nearest: AUM余额" in text) == (HeadingNotFound, True)
    cause, text = refused(tmp_path, table, "存款")
    assert (cause, "2 columns (E, F)" in text, "“存款#1” for the first" in text) == (
        HeadingTwice,
        True,
        True,
    )


@pytest.mark.parametrize("column", ["评分 . . . .", "评分 - 无 -- ."])
def test_a_blank_column_is_no_measure(tmp_path: Path, column: str) -> None:
    assert refused(tmp_path, book(column, "年龄 30 40 50 60"), "评分")[0] is MeasureNotNumeric


def test_a_book_without_customers_has_no_measure(tmp_path: Path) -> None:
    assert refused(tmp_path, "客户号 | AUM", None)[0] is NoRows


def test_a_command_that_needs_no_measure_reads_a_book_that_has_none(tmp_path: Path) -> None:
    loaded = read(write_csv(tmp_path, book("备用 甲 乙 丙 丁")), replace(ANY, needs_measure=False))
    assert (loaded.portfolio.measure, rows(loaded)) == (None, {"read": 4, "customers": 4})
    assert "value" not in loaded.portfolio.frame
    with pytest.raises(MeasureNotNumeric):
        read(write_csv(tmp_path, book("备用 甲 乙 丙 丁")), replace(ANY, measure="备用", needs_measure=False))


def test_customers_are_grouped_by_field_or_heading_as_text(tmp_path: Path) -> None:
    path = write_csv(tmp_path, book("AUM 1 2 3 4", "网点 甲 甲 乙 .", "年龄 30 30.0 40 .", "分组 A A B -"))
    for by, groups in {
        "branch": ["甲", "甲", "乙", ""],
        "年龄": ["30", "30.0", "40", ""],
        "分组": ["A", "A", "B", ""],
    }.items():
        loaded = read(path, replace(ANY, by=by))
        assert loaded.group is not None
        assert customers(loaded, loaded.group) == groups
    with pytest.raises(HeadingNotFound):
        read(path, replace(ANY, by="经理"))


def test_what_was_chosen_is_told(tmp_path: Path) -> None:
    loaded = ranked(tmp_path, book("存款 1 2 3 4", "贷款 1 2 3 4"))
    place, ranking = loaded.told
    assert (place.values["row"].value, place.values["read"].value, place.values["customers"].value) == (
        1,
        4,
        4,
    )
    assert ranking.values["measure"].value == Label("deposits + loans", "存款+贷款")
    assert ranking.values["as_of"].value == AS_OF
