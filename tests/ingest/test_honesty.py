"""Rows and yuan that must neither vanish nor count twice."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest

from keyclient.ingest.base.refusals import BookChanged, BookDamaged
from keyclient.ingest.base.request import Request
from keyclient.ingest.base.table_refusals import HeadingTwice, NoMeasure
from keyclient.ingest.load import load
from keyclient.ingest.source.opening import open_book
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy

HEAD = "客户号,户名,AUM,备注\n"


def read(tmp_path: Path, text: str, **wishes: object) -> Loaded:
    path = tmp_path / "book.csv"
    path.write_text(text, encoding="utf-8")
    return load(path, Request(**wishes))  # type: ignore[arg-type]


def values(loaded: Loaded) -> list[int]:
    return sorted(loaded.portfolio.frame["value"].tolist())


def codes(loaded: Loaded) -> list[str]:
    return sorted(issue.code for issue in loaded.issues)


@pytest.mark.parametrize("dash", ["-", "--", "/", "无"])
def test_total_row_with_a_dash_for_an_id_is_no_customer(tmp_path: Path, dash: str) -> None:
    loaded = read(tmp_path, HEAD + f"1,甲,100,\n2,乙,200,\n{dash},合计,300,\n")
    assert values(loaded) == [10000, 20000]
    assert loaded.portfolio.sources[0].money[0].difference == 0


def test_customer_without_id_is_no_total_because_of_a_remark(tmp_path: Path) -> None:
    assert values(read(tmp_path, HEAD + "1,甲,100,\n,丙,300,合计\n")) == [10000, 30000]


def test_row_with_money_is_no_note(tmp_path: Path) -> None:
    assert values(read(tmp_path, HEAD + "1,甲,100,\n,单位：丙公司,300,\n")) == [10000, 30000]


def test_last_total_over_block_totals_is_the_books_own(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEAD + "1,甲,100,\n,合计,100,\n2,乙,200,\n,合计,200,\n,合计,300,\n")
    assert loaded.portfolio.sources[0].money[0].book_total == 300
    assert "KC305" not in codes(loaded)


def test_unlabelled_total_is_seen_under_a_heading_that_is_no_field(tmp_path: Path) -> None:
    text = "客户号,户名,季度金额(元)\n1,甲,100\n2,乙,200\n3,丙,300\n,,600\n"
    assert values(read(tmp_path, text, measure="季度金额")) == [10000, 20000, 30000]


def test_total_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEAD + "1,甲,100,\n2,乙,200,\n,合计,#REF!,\n")
    assert [(issue.code, issue.cell) for issue in loaded.issues] == [("KC309", "C4")]


def test_rows_left_out_are_told_by_kind(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEAD + "1,甲,100,\n客户号,户名,AUM,备注\n2,乙,200,\n制表人：小王,,,\n")
    assert loaded.portfolio.sources[0].rows.other == 2
    assert codes(loaded) == ["KC310", "KC310"]


def test_column_of_decimal_commas_has_dots_for_thousands(tmp_path: Path) -> None:
    text = 'Customer ID,Name,Balance\n1,a,"1.234,56"\n2,b,2.500\n3,c,"300,00"\n'
    assert values(read(tmp_path, text)) == [30000, 123456, 250000]


def test_foreign_currency_among_yuan_is_told_and_set_aside(tmp_path: Path) -> None:
    loaded = read(tmp_path, HEAD + '1,甲,"US$1,000",\n2,乙,￥300,\n')
    assert values(loaded) == [30000]
    assert [(issue.code, issue.cell) for issue in loaded.issues] == [("KC111", "C2")]


def test_given_heading_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HeadingTwice):
        read(tmp_path, "客户号,积分,积分,AUM\n1,2,3,4\n", mapping={"name": "积分"})


def test_refusal_names_the_column_that_came_near(tmp_path: Path) -> None:
    with pytest.raises(NoMeasure, match="“AUM” would do, but 2 of its 3 filled cells cannot be read"):
        read(tmp_path, HEAD + "1,甲,约5,\n2,乙,约6,\n3,丙,7,\n")


@pytest.mark.parametrize("wanted", ["aum", "AUM", "金融资产"])
def test_measure_is_found_by_any_name_of_its_field(tmp_path: Path, wanted: str) -> None:
    loaded = read(tmp_path, HEAD + "1,甲,100,\n", measure=wanted)
    assert loaded.portfolio.measure is not None
    assert loaded.portfolio.measure.name == "aum"


def test_child_runs_no_code_from_the_folder_of_the_book(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["客户号", "AUM"], ["1", 5]):
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    for name in ("json.py", "fastexcel.py"):
        (tmp_path / name).write_text("open('ran', 'w').close()")
    done = subprocess.run(
        [sys.executable, "-P", "-m", "keyclient", "segment", "book.xlsx", "-q"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert not (tmp_path / "ran").exists()


def test_refusal_of_a_broken_cell_does_not_quote_it(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    book = openpyxl.Workbook()
    for row in (["客户号", "AUM"], ["1", 4711]):
        book.active.append(row)
    book.save(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content.replace(b"4711", "张三6222021234567890".encode()))
    with pytest.raises(BookDamaged) as refused:
        load(path, Request())
    assert "张三" not in str(refused.value)


def test_book_that_is_saved_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text(HEAD + "1,甲,100,\n", encoding="utf-8")
    book = open_book(path, sheet=None, limits=Policy().read)
    path.write_text(HEAD + "1,甲,100,\n2,乙,1,\n", encoding="utf-8")
    os.utime(path)
    with pytest.raises(BookChanged):
        book.cells()
