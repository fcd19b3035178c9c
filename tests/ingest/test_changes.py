"""Changes of balances and maturities as a book gives them: which column they are, since when, and what counts of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import NoMeasure
from keyclient.model.since import Since
from tests.ingest.writing import ANY, customers, issues, money, read, values, write_csv

BOOK = """
客户号 | AUM余额（万元） | AUM较上月（万元） | AUM较年初（万元） | AUM较上月（%）
C1 | 120 | 20 | 30 | 20
C2 | 80 | -30 | -60 | -27
合计 | 200 | -10 | -30 | -5
"""
MONTHS = """
月份 | 客户号 | 客户名称 | AUM余额 | AUM较上月 | 到期日 | 到期金额
202603 | C1 | 甲 | 100 | 10 | 2026-04-10 | 30
202604 | C1 | 甲 | 150 | 50 | 2026-07-01 | 40
202603 | C2 | 乙 | 200 | 20 | 2026-04-15 | 90
202604 | C2 | 乙 | 80 | -120 | | 0
"""


def test_change_since_the_last_month_is_read_and_that_since_the_start_of_the_year_is_its_rival(
    tmp_path: Path,
) -> None:
    found = read(write_csv(tmp_path, BOOK), ANY)
    assert customers(found, "customer_id", "aum", "aum_change") == [
        "C1 | 1200000 | 200000",
        "C2 | 800000 | -300000",
    ]
    assert found.change_since == {"aum_change": Since.MONTH}
    (rival,) = values(found, "KC202")
    assert (rival["heading"], rival["other"]) == ("AUM较上月（万元）", "AUM较年初（万元）")
    assert found.portfolio.measure is not None
    assert found.portfolio.measure.name == "aum"


def test_negative_changes_add_up_to_their_own_total_without_a_warning(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path, BOOK), ANY)
    assert money(found)["AUM较上月（万元）"] == [-100_000, -100_000, 0, -100_000, 0]
    assert {issue.code for issue in found.issues} <= {"KC202"}


def test_of_several_months_the_changes_and_the_maturities_of_the_latest_count(tmp_path: Path) -> None:
    found = read(write_csv(tmp_path, MONTHS), replace(ANY, as_of=None))
    assert customers(found, "customer_id", "aum", "aum_change", "maturity_date", "maturity_amount") == [
        "C1 | 150 | 50 | 2026-07-01 | 40",
        "C2 | 80 | -120 |  | 0",
    ]


def test_change_that_does_not_say_of_what_is_suggested_for_the_balance_to_its_left(tmp_path: Path) -> None:
    text = "客户号 | AUM余额 | 较上月 | 存款余额 | 较上月\nC1 | 120 | 20 | 60 | 10\nC2 | 80 | -30 | 10 | 5\n"
    found = read(write_csv(tmp_path, text), ANY)
    assert "aum_change" not in found.portfolio.frame
    assert [(told["used"], told["label"]) for told in values(found, "KC460")] == [
        ("aum_change", "较上月#1"),
        ("deposits_change", "较上月#2"),
    ]
    mapped = read(write_csv(tmp_path, text), replace(ANY, mapping={"aum_change": "较上月#1"}))
    assert customers(mapped, "aum_change") == ["20", "-30"]
    assert mapped.change_since == {"aum_change": Since.MONTH}


def test_change_without_the_unit_of_its_balance_is_told(tmp_path: Path) -> None:
    text = "客户号 | AUM余额（万元） | AUM较上月\nC1 | 120 | 20\nC2 | 80 | -30\n"
    found = read(write_csv(tmp_path, text), ANY)
    assert "KC462" in "".join(issues(found))
    above = "单位：万元 | | \n客户号 | AUM余额（万元） | AUM较上月\nC1 | 120 | 20\nC2 | 80 | -30\n"
    assert "KC462" not in "".join(issues(read(write_csv(tmp_path, above), ANY)))


def test_book_with_changes_alone_has_no_measure_and_none_of_them_is_suggested_as_one(tmp_path: Path) -> None:
    text = "客户号 | 客户名称 | AUM较上月 | 较年初增减额\nC1 | 甲 | 20 | 1\nC2 | 乙 | -30 | 2\n"
    with pytest.raises(NoMeasure) as refused:
        read(write_csv(tmp_path, text), ANY)
    assert "columns with numbers: AUM较上月, 较年初增减额." in str(refused.value)
    assert "For example" not in str(refused.value)
