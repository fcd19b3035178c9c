"""`keyclient maturity` as somebody types it."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from tests import golden
from tests.program import typed, typed_bytes

OLD = """数据日期：2026-10-31,,,,,,,
客户号,户名,联系电话,客户经理,网点,AUM,到期日,到期金额
100000001,张三,13800000001,李经理,城东支行,1000000,2026-11-10,500000
100000001,张三,13800000001,李经理,城东支行,1000000,2027-02-10,100000
100000002,李四,13800000002,李经理,城东支行,800000,2026-11-11,800000
100000003,王五,13800000003,赵经理,城西支行,500000,2026-11-12,300000
100000004,赵六,13800000004,赵经理,城西支行,400000,2026-11-13,400000
100000005,钱七,13800000005,赵经理,城西支行,100000,2026-11-30,100000
"""
NEW = """数据日期：2026-11-30,,,,,,,
客户号,户名,联系电话,客户经理,网点,AUM,到期日,到期金额
100000001,张三,13800000001,李经理,城东支行,1000000,2026-12-05,500000
100000001,张三,13800000001,李经理,城东支行,1000000,2027-02-10,100000
100000002,李四,13800000002,李经理,城东支行,800000,,
100000003,王五,13800000003,赵经理,城西支行,200000,,
100000004,赵六,13800000004,赵经理,城西支行,1000000,2027-05-01,1000000
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.csv").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.csv").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_the_answer_through_a_pipe(folder: Path, lang: str, form: str) -> None:
    done = typed_bytes(
        folder, "maturity", "new.csv", "--previous", "old.csv", "--lang", lang, "--format", form
    )
    assert done.returncode == 0
    golden.check(f"maturity/{lang}-{form}.txt", done.stdout)


def test_csv_has_a_line_for_each_product(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(typed(folder, "maturity", "new.csv", "--format", "csv").stdout)))
    assert [(row["customer_id"], row["own_row"], row["date"], row["amount"]) for row in rows] == [
        ("100000001", "3", "2026-12-05", "500000.00"),
        ("100000001", "4", "2027-02-10", "100000.00"),
        ("100000004", "7", "2027-05-01", "1000000.00"),
    ]


def test_equal_amounts_that_mature_on_different_days_are_several_products(folder: Path) -> None:
    rows = "C1,2026-12-05,100\nC1,2026-12-20,100\nC2,2026-12-06,50\nC2,2027-01-20,50\n"
    (folder / "equal.csv").write_text(f"客户号,到期日,到期金额\n{rows}", encoding="utf-8")
    answer = json.loads(
        typed(folder, "maturity", "equal.csv", "--as-of", "2026-11-30", "--format", "json").stdout
    )
    assert answer["result"]["total"] == {"customers": 2, "products": 4, "amount": 300.0, "unknown": 0}
    assert "KC342" not in [issue["code"] for issue in answer["issues"]]


def test_a_customer_whose_value_cannot_be_read_keeps_her_place_on_the_ladder(folder: Path) -> None:
    rows = "C1,100,2026-12-05,10\nC2,?,2026-12-06,20\n"
    (folder / "unread.csv").write_text(f"客户号,AUM,到期日,到期金额\n{rows}", encoding="utf-8")
    answer = json.loads(
        typed(folder, "maturity", "unread.csv", "--as-of", "2026-11-30", "--format", "json").stdout
    )
    assert answer["result"]["total"]["amount"] == 30.0


def test_what_is_missing_is_told_with_its_yuan(folder: Path) -> None:
    rows = "C1,2026-12-05,\nC2,,20\nC3,2026-12-05,-5\n"
    (folder / "gaps.csv").write_text(f"客户号,到期日,到期金额\n{rows}", encoding="utf-8")
    assert "20.00 yuan" in typed(folder, "maturity", "gaps.csv").stderr
    done = typed(folder, "maturity", "gaps.csv", "--as-of", "2026-11-30")
    assert "and products without an amount: 1; customers: 2, products: 2." in done.stdout
    said = typed(folder, "maturity", "gaps.csv").stderr
    assert all(code in said for code in ("KC475", "KC476", "KC477", "KC479"))


def test_customers_without_an_id_are_told_with_what_matured(folder: Path) -> None:
    (folder / "old.csv").write_text(OLD.replace("100000005,", ","), encoding="utf-8")
    said = typed(folder, "maturity", "new.csv", "--previous", "old.csv").stderr
    assert "KC478" in said
    assert "1, 100,000.00 yuan" in said


def test_only_picks_the_customers_of_both_lists(folder: Path) -> None:
    asked = ("--previous", "old.csv", "--only", "manager=李经理", "--format", "json")
    result = json.loads(typed(folder, "maturity", "new.csv", *asked).stdout)["result"]
    assert {line["manager"] for line in result["lines"]} == {"李经理"}
    assert {line["customer_id"] for line in result["takeover"]["lines"]} == {"100000001", "100000002"}
    assert (result["takeover"]["matured"], result["takeover"]["left"]) == (2_100_000, 400_000)


def test_who_is_no_longer_listed_is_counted_where_only_some_are(folder: Path) -> None:
    asked = ("--previous", "old.csv", "--only", "manager=赵经理")
    assert "no list that --only picks: 1." in typed(folder, "maturity", "new.csv", *asked).stdout


def test_a_masked_answer_names_nobody(folder: Path) -> None:
    for form in ("table", "csv", "json", "md"):
        done = typed(folder, "maturity", "new.csv", "--previous", "old.csv", "--mask", "--format", form)
        assert not any(word in done.stdout for word in ("张三", "钱七", "13800000001", "100000005"))


def test_a_column_of_the_book_groups_the_ladder(folder: Path) -> None:
    rows = "C1,甲组,2026-12-05,10\nC2,乙组,2026-12-06,20\nC3,,2026-12-06,5\n"
    (folder / "teams.csv").write_text(f"客户号,小组,到期日,到期金额\n{rows}", encoding="utf-8")
    asked = ("--by", "小组", "--format", "json")
    groups = json.loads(typed(folder, "maturity", "teams.csv", *asked).stdout)["result"]["groups"]
    assert [(group["group"], group["total"]["amount"]) for group in groups] == [
        ("乙组", 20.0),
        ("甲组", 10.0),
        (None, 5.0),
    ]
    assert {group["by"] for group in groups} == {"小组"}


def test_a_workbook_has_next_maturity_and_what_matures_soon_beside_each_customer(folder: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in csv.reader(io.StringIO(NEW)):
        book.active.append([float(cell) if cell.endswith("00000") else cell for cell in line])
    book.save(folder / "book.xlsx")
    assert typed(folder, "maturity", "book.xlsx", "--write-back").returncode == 0
    sheet = openpyxl.load_workbook(folder / "book.keyclient.xlsx").worksheets[0]
    headings, first, *_ = sheet.iter_rows(min_row=2, values_only=True)
    said = {str(heading): cell for heading, cell in zip(headings, first, strict=True)}
    assert said["keyclient·something matures"] == "in 30 days"
    assert str(said["keyclient·next maturity"])[:10] == "2026-12-05"
    assert said["keyclient·matures in 30 days (yuan)"] == 500_000


def test_a_book_without_maturity_dates_is_refused_and_left_out_of_a_report(folder: Path) -> None:
    (folder / "plain.csv").write_text("客户号,AUM\nC1,5\nC2,7\n", encoding="utf-8")
    done = typed(folder, "maturity", "plain.csv")
    assert (done.returncode, "--map maturity_date=HEADING" in done.stderr) == (2, True)
    result = json.loads(typed(folder, "report", "plain.csv", "--format", "json").stdout)["result"]
    assert result["maturity"] is None
    assert "maturity" in [lack["analysis"] for lack in result["lacking"]]


def test_a_report_has_the_ladder_where_the_book_has_maturity_dates(folder: Path) -> None:
    result = json.loads(typed(folder, "report", "new.csv", "--format", "json").stdout)["result"]
    assert result["maturity"]["total"]["products"] == 3


@pytest.mark.parametrize(
    ("older", "newest"),
    [
        ("客户号,到期日,到期金额", "客户号,AUM,到期日,到期金额"),
        ("客户号,AUM,到期日,到期金额", "客户号,综合贡献度,AUM,到期日,到期金额"),
        ("客户号,AUM,到期日,到期金额", "客户号,存款,到期日,到期金额"),
    ],
)
def test_what_matured_is_followed_whatever_the_older_book_is_measured_by(
    tmp_path: Path, older: str, newest: str
) -> None:
    for name, heading, day in (
        ("book_20261031", older, "2026-11-10"),
        ("book_20261130", newest, "2027-11-10"),
    ):
        amounts = ",".join("9" * (heading.count(",") - 2))
        row = ",".join(cell for cell in ("C1", amounts, day, "50") if cell)
        (tmp_path / f"{name}.csv").write_text(f"{heading}\n{row}\n", encoding="utf-8")
    asked = ("book_20261130.csv", "--previous", "book_20261031.csv", "--format", "json")
    done = typed(tmp_path, "maturity", *asked)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["result"]["takeover"]
    assert (found["matured"], found["rolled"]) == (50, 50)
    result = json.loads(typed(tmp_path, "report", *asked).stdout)["result"]
    assert result["maturity"]["takeover"]["rolled"] == 50
    lacking = {one["analysis"]: one["reason"] for one in result["lacking"]}
    assert "book_20261031.csv is ranked by" in lacking["compare"]


def _monthly(
    folder: Path, old: list[str], new: list[str], heading: str = "客户号,客户经理,AUM,到期日,到期金额"
) -> None:
    for name, rows in (("old_20261031", old), ("new_20261130", new)):
        (folder / f"{name}.csv").write_text("\n".join([heading, *rows, ""]), encoding="utf-8")


def _followed(folder: Path, *asked: str) -> dict[str, Any]:
    names = ("new_20261130.csv", "--previous", "old_20261031.csv")
    done = typed(folder, "maturity", *names, *asked, "--format", "json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_manager_who_was_not_exported_is_told_before_her_money_counts_as_left(tmp_path: Path) -> None:
    whose = {number: "张" if number % 2 else "李" for number in range(60)}
    old = [f"C{number},{name},90,2026-11-10,39" for number, name in whose.items()]
    _monthly(tmp_path, old, [f"C{number},张,90,2027-11-10,39" for number in range(1, 60, 2)])
    answer = _followed(tmp_path)
    assert answer["result"]["takeover"]["left"] == 1170
    assert answer["result"]["takeover"]["vanished"] == [
        {"customers": 30, "matured": 1170, "by": "manager", "group": "李"}
    ]
    (told,) = [issue["message"] for issue in answer["issues"] if issue["code"] == "KC464"]
    assert "30 customers with matured money of 1,170.00 yuan" in told


def test_who_was_handed_to_another_manager_or_had_nothing_to_mature_is_no_missing_export(
    tmp_path: Path,
) -> None:
    old = [f"C{number},李,90,2026-11-10,39" for number in range(12)]
    old += [f"D{number},王,90,2027-11-10,39" for number in range(12)]
    _monthly(tmp_path, old, [f"C{number},张,90,2027-11-10,39" for number in range(12)])
    assert _followed(tmp_path)["result"]["takeover"]["vanished"] == []


def test_money_of_a_customer_whose_row_cannot_be_read_has_not_left(tmp_path: Path) -> None:
    old = [f"C{number},李,90,2026-11-10,39" for number in range(1, 7)]
    new = [f"C{number},李,90,2027-11-10,39" for number in range(1, 6)]
    _monthly(tmp_path, old, [*new, "C6,李,多余,90,2027-11-10,39"])
    answer = _followed(tmp_path)
    assert "KC307" in [issue["code"] for issue in answer["issues"]]
    found = answer["result"]["takeover"]
    assert (found["rolled"], found["left"], found["unknown"]) == (195, 0, 39)
    assert found["set_aside"] == {"customers": 1, "matured": 39}
    said = typed(tmp_path, "maturity", "new_20261130.csv", "--previous", "old_20261031.csv").stdout
    assert "Customers whose rows in this book cannot be read: 1" in said
    assert "ranked" not in said


def test_what_became_of_it_is_grouped_as_the_ladder_is(tmp_path: Path) -> None:
    heading = "客户号,片区,AUM,到期日,到期金额"
    old = ["C1,东片,90,2026-11-10,40", "C2,西片,90,2026-11-10,30"]
    _monthly(tmp_path, old, ["C1,东片,90,2027-11-10,40"], heading)
    groups = _followed(tmp_path, "--by", "片区")["result"]["takeover"]["groups"]
    assert [(one["by"], one["group"], one["kept"]["left"]) for one in groups] == [
        ("片区", "东片", 0),
        ("片区", "西片", 30),
    ]


def test_a_file_of_customers_has_the_next_maturity_and_its_amount(tmp_path: Path) -> None:
    rows = ["C1,,90,2026-09-01,50", "C1,,90,2026-12-10,20", "C1,,90,2026-12-10,21", "C1,,90,2027-12-10,22"]
    rows += ["C2,,90,2026-09-01,3", "C2,,90,2026-10-01,4", "C3,,90,2026-12-10,5", "C4,,90,,6", "C4,,90,,7"]
    _monthly(tmp_path, [], rows)
    assert typed(tmp_path, "maturity", "new_20261130.csv", "--out", "customers.parquet").returncode == 0
    found = pq.read_table(tmp_path / "customers.parquet").to_pylist()
    assert [(row["maturity_date"], row["maturity_amount"]) for row in found] == [
        (dt.date(2026, 12, 10), 4100),
        (dt.date(2026, 10, 1), 400),
        (dt.date(2026, 12, 10), 500),
        (None, 1300),
    ]
    again = json.loads(typed(tmp_path, "maturity", "customers.parquet", "--format", "json").stdout)["result"]
    assert again["horizons"][0]["amount"] == 46


def test_a_file_of_customers_keeps_the_maturity_of_whoever_has_one(tmp_path: Path) -> None:
    _monthly(tmp_path, [], ["C1,,90,,6", "C1,,90,,7", "C2,,90,2026-12-10,5", "C3,,90,,"])
    assert typed(tmp_path, "maturity", "new_20261130.csv", "--out", "customers.parquet").returncode == 0
    found = pq.read_table(tmp_path / "customers.parquet").to_pylist()
    assert [(row["maturity_date"], row["maturity_amount"]) for row in found] == [
        (None, 1300),
        (dt.date(2026, 12, 10), 500),
        (None, None),
    ]


def test_the_amount_that_customers_are_ranked_by_stays_whole_in_their_file(tmp_path: Path) -> None:
    _monthly(tmp_path, [], ["C1,,90,2026-12-09,50", "C1,,90,2026-12-10,20"])
    asked = ("new_20261130.csv", "--measure", "maturity_amount", "--out", "customers.parquet")
    assert typed(tmp_path, "segment", *asked).returncode == 0
    (row,) = pq.read_table(tmp_path / "customers.parquet").to_pylist()
    assert (row["maturity_date"], row["maturity_amount"]) == (dt.date(2026, 12, 9), 7000)


def test_a_product_without_an_end_matures_after_the_last_step_and_is_told(tmp_path: Path) -> None:
    old = ["C1,,90,9999-12-31,50", "C1,,90,2026-11-10,40"]
    _monthly(tmp_path, old, ["C1,,90,9999-12-31,50", "C1,,90,2027-11-10,40", "C2,,9,2999-12-31,5"])
    answer = _followed(tmp_path)
    assert answer["result"]["beyond"]["amount"] == 95
    assert answer["result"]["undated"]["products"] == 0
    assert (answer["result"]["takeover"]["rolled"], answer["result"]["takeover"]["unknown"]) == (40, 0)
    told = {issue["code"]: issue["message"] for issue in answer["issues"]}
    assert "after the year 2199: 2" in told["KC496"]
    assert "KC105" not in told


@pytest.mark.parametrize(
    ("old", "new", "said", "unsaid"),
    [
        ([",,9,2026-11-10,50"], ["C1,,9,,"], "50 yuan matured from 2026-10-31", "Nothing had matured"),
        (["C1,,9,2026-11-10,"], ["C1,,9,,"], "has no amount in the earlier book", "Nothing had matured"),
        (["C1,,9,2027-11-10,5"], ["C1,,9,,"], "Nothing had matured between", "matured from"),
        (["C1,,,2026-11-10,5"], ["C1,,,2027-11-10,5"], "was rolled over", "of 0 yuan"),
    ],
)
def test_what_the_books_do_not_say_is_not_said_to_be_nothing(
    tmp_path: Path, old: list[str], new: list[str], said: str, unsaid: str
) -> None:
    _monthly(tmp_path, old, new)
    text = typed(tmp_path, "maturity", "new_20261130.csv", "--previous", "old_20261031.csv").stdout
    assert said in text
    assert unsaid not in text


def test_without_aum_nothing_is_unknown_where_all_was_rolled_over(tmp_path: Path) -> None:
    _monthly(tmp_path, ["C1,2026-11-10,5"], ["C1,2027-11-10,5"], "客户号,到期日,到期金额")
    text = typed(tmp_path, "maturity", "new_20261130.csv", "--previous", "old_20261031.csv").stdout
    assert "5 yuan was rolled over and 0 yuan has left with its customers." in text


def test_a_repeated_row_is_told_with_the_amount_that_it_doubles(tmp_path: Path) -> None:
    twice = ["C1,,90,2026-12-10,50", "C1,,90,2026-12-10,50", "C1,,90,2026-12-15,30"]
    _monthly(tmp_path, [], [*twice, "C2,,70,2026-12-11,20"])
    said = typed(tmp_path, "maturity", "new_20261130.csv").stderr
    assert "they add 50.00 yuan to maturity amount" in said


def _workbook(path: Path, day: str, *more: str) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "客户"
    for line in (["客户号", "姓名", "AUM"], ["C1", "张", 100], ["C2", "李", 90], ["C3", "王", 80]):
        book.active.append(line)
    for title in ("到期明细", *more):
        sheet = book.create_sheet(title)
        for row in (["客户号", "到期日", "到期金额"], ["C1", day, 50 if title == "到期明细" else 7]):
            sheet.append(row)
    book.save(path)


def test_of_several_sheets_the_one_with_maturity_dates_is_read_of_every_book(tmp_path: Path) -> None:
    _workbook(tmp_path / "new_20261130.xlsx", "2027-11-10")
    _workbook(tmp_path / "old_20261031.xlsx", "2026-11-10")
    names = ("new_20261130.xlsx", "--previous", "old_20261031.xlsx")
    done = typed(tmp_path, "maturity", *names, "--lang", "en", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "sheet 到期明细" in done.stderr
    assert json.loads(done.stdout)["result"]["takeover"]["rolled"] == 50


def test_the_sheet_that_is_named_is_that_of_the_earlier_book_where_it_has_one(tmp_path: Path) -> None:
    _workbook(tmp_path / "new_20261130.xlsx", "2027-11-10", "理财到期")
    _workbook(tmp_path / "old_20261031.xlsx", "2026-11-10", "理财到期")
    _workbook(tmp_path / "plain_20261031.xlsx", "2026-11-10")
    for old, matured in (("old_20261031.xlsx", 7), ("plain_20261031.xlsx", 50)):
        asked = ("new_20261130.xlsx", "--sheet", "理财到期", "--previous", old, "--format", "json")
        done = typed(tmp_path, "maturity", *asked)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["result"]["takeover"]["matured"] == matured


def test_two_earlier_books_of_one_day_are_told(tmp_path: Path) -> None:
    _monthly(tmp_path, ["C1,,9,2026-11-10,5"], ["C1,,9,2027-11-10,5"])
    (tmp_path / "again_20261031.csv").write_bytes((tmp_path / "old_20261031.csv").read_bytes() + b"\n")
    books = ("--previous", "old_20261031.csv", "--previous", "again_20261031.csv")
    done = typed(tmp_path, "maturity", "new_20261130.csv", *books, "--lang", "en")
    assert "KC497" in done.stderr
    assert "data date 2026-10-31: old_20261031.csv, again_20261031.csv" in done.stderr
    assert "KC497" not in typed(tmp_path, "maturity", "new_20261130.csv", *books[:2]).stderr
