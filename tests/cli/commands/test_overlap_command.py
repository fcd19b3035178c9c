"""`overlap`, as somebody types it: what is listed, masked and written."""

import csv
import io
import json
import warnings
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.program import typed

EAST = """客户号,客户名称,证件号码,手机号,客户经理,开户日期,AUM
0001234567,张三,995308198103026439,13800001111,李娜,2015-03-01,400000
0001234568,王强,990617198203032842,13800002222,李娜,2012-05-06,300000
0001234569,孙丽,,13800003333,赵磊,2019-01-01,1000
0001234570,周平,,13800003333,赵磊,2019-01-01,1000
"""
WEST = """客户号,客户名称,证件号码,手机号,客户经理,开户日期,AUM
0009876543,张三,995308198103026439,13800001111,王伟,2018-07-01,250000
0001234568,王强,990617198203032842,13800004444,王伟,,50000
0009876545,孙丽,,13800003333,王伟,2023-01-01,2000
"""
TELLING = ("1234567", "9876543", "张三", "王强", "孙丽", "周平", "1380000", "995308198103026439")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "城东支行.csv").write_text(EAST, "utf-8")
    (tmp_path / "城西支行.csv").write_text(WEST, "utf-8")
    return tmp_path


def _run(folder: Path, *arguments: str, lang: str = "zh") -> str:
    books = ("城东支行.csv", "城西支行.csv", "--as-of", "2026-09-30", "--quiet")
    done = typed(folder, "--lang", lang, "overlap", *books, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _json(folder: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(folder, "--format", "json", *arguments))["result"]
    return found


def _csv(folder: Path, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_run(folder, "--format", "csv", *arguments))))


def _sheets(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """The cells of `o.xlsx`, by sheet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO((folder / "o.xlsx").read_bytes()))
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def test_csv_has_every_claim_on_every_shared_customer(folder: Path) -> None:
    lines = [(one["person"], one["branch"], one["manager"], one["is_owner"]) for one in _csv(folder)]
    assert lines == [
        ("1", "城东支行", "李娜", "yes"),
        ("1", "城西支行", "王伟", "no"),
        ("2", "城东支行", "李娜", ""),
        ("2", "城西支行", "王伟", ""),
    ]


def test_only_lists_those_whom_one_step_decided_and_leaves_the_figures(folder: Path) -> None:
    whole, some = _json(folder), _json(folder, "--only", "判定依据=待协商")
    assert [one["step"] for one in whole["same"]] == ["opening", "undecided"]
    assert [one["step"] for one in some["same"]] == ["undecided"]
    assert (some["total"], some["steps"]) == (whole["total"], whole["steps"])
    assert [rule["pairs"] for rule in some["perhaps"]] == [[] for _ in some["perhaps"]]


def test_only_takes_whomever_any_book_names_so(folder: Path) -> None:
    some = _json(folder, "--only", "manager=赵磊")
    assert some["same"] == []
    assert [pair["customer_id"] for rule in some["perhaps"] for pair in rule["pairs"]] == ["0001234569"]
    assert len(some["households"]) == 1


def test_top_shortens_every_list(folder: Path) -> None:
    short = _json(folder, "--top", "1")
    assert [len(short["same"]), short["total"]["persons"]] == [1, 2]
    assert _json(folder, "--top", "0")["households"] == []


@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_masked_answers_name_nobody_of_any_book(folder: Path, form: str) -> None:
    told = _run(folder, "--mask", "--format", form)
    assert [text for text in TELLING if text in told] == []
    assert "城东支行" in told


def test_masked_files_name_nobody(folder: Path) -> None:
    _run(folder, "--mask", "--out", "o.html")
    _run(folder, "--mask", "--out", "o.xlsx")
    page = (folder / "o.html").read_text("utf-8")
    told = page + "".join(str(cell) for rows in _sheets(folder).values() for row in rows for cell in row)
    assert [text for text in TELLING if text in told] == []


def test_a_workbook_has_every_claim_with_whom_to_call(folder: Path) -> None:
    _run(folder, "--out", "o.xlsx")
    rows = _sheets(folder)["重叠客户认领明细"]
    lines = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    told = [(one["序号"], one["客户名称"], one["机构"], one["归属方"], one["是否归属"]) for one in lines]
    assert told == [
        (1, "张三", "城东支行", "李娜", "是"),
        (1, "张三", "城西支行", "李娜", "否"),
        (2, "王强", "城东支行", None, None),
        (2, "王强", "城西支行", None, None),
    ]


def test_a_report_lists_those_whom_a_step_decided(folder: Path) -> None:
    several = "客户号,客户名称,网点,客户经理,开户日期,AUM\nC1,甲,东,李,2020-01-01,900\nC1,甲,西,王,2021-01-01,100\nC2,乙,东,李,,5\n"
    (folder / "one.csv").write_text(several, "utf-8")
    done = typed(
        folder, "--lang", "en", "report", "one.csv", "--only", "step=opening", "--format", "json", "--quiet"
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["result"]
    found = json.dumps(results, ensure_ascii=False)
    assert '"C1"' in found
    assert '"C2"' not in found


def test_the_customers_of_one_of_the_books_are_no_answer(folder: Path) -> None:
    done = typed(folder, "--lang", "en", "overlap", "城东支行.csv", "城西支行.csv", "--out", "o.parquet")
    assert done.returncode == 2
    assert not (folder / "o.parquet").exists()


def _refused(folder: Path, *arguments: str) -> str:
    done = typed(folder, "--lang", "en", "overlap", "城东支行.csv", "城西支行.csv", *arguments)
    assert done.returncode == 2
    return done.stderr


def test_a_value_that_no_book_has_is_refused_with_what_stands_in_any_of_them(folder: Path) -> None:
    said = _refused(folder, "--only", "manager=没有")
    assert "城东支行.csv, 城西支行.csv: --only manager=没有" in said
    assert all(name in said for name in ("李娜", "赵磊", "王伟"))


def test_a_value_that_the_only_book_with_the_column_lacks_is_refused_by_its_values(folder: Path) -> None:
    (folder / "城东支行.csv").write_text("客户号,AUM\nC1,5\n", "utf-8")
    assert "Values there: 王伟" in _refused(folder, "--only", "manager=没有")


def test_names_of_customers_of_any_book_are_not_named_where_none_is_called_so(folder: Path) -> None:
    said = _refused(folder, "--only", "name=张三丰")
    assert [name for name in TELLING if name in said] == []


@pytest.mark.parametrize(("command", "offered"), [("overlap", 0), ("report", 0), ("tier", 1)])
def test_help_offers_a_file_of_customers_where_there_is_one(
    tmp_path: Path, command: str, offered: int
) -> None:
    assert typed(tmp_path, "--lang", "en", command, "--help").stdout.count(".parquet") == offered


def test_a_page_unfolds_the_list_of_shared_customers(folder: Path) -> None:
    _run(folder, "--out", "o.html", lang="en")
    _, _, opened = (folder / "o.html").read_text("utf-8").partition("<details open>")
    assert opened.lstrip().startswith("<summary>Shared customers, most valuable first</summary>")


def test_two_lists_of_one_branch_without_a_branch_column_dispute_nothing(tmp_path: Path) -> None:
    heading = "客户号,客户名称,客户经理,AUM\n"
    for name, value in (("存款", 1), ("理财", 2)):
        lines = "".join(f"{at},客户{at},李娜,{value}\n" for at in range(1, 5))
        (tmp_path / f"城东支行{name}客户202609.csv").write_text(heading + lines, "utf-8")
    done = typed(tmp_path, "--lang", "en", "overlap", ".", "--format", "json", "--quiet")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)["result"]
    assert (result["total"]["contested"], result["total"]["undecided"], result["pairs"]) == (0, 0, [])
    assert {(one["step"], one["owner"], one["owner_branch"]) for one in result["same"]} == {
        ("agreed", "李娜", None)
    }
