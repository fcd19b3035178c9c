from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from keyclient.ingest.base.table_refusals import NoTable, SheetNotFound
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.writing import (
    ANY,
    customers,
    issues,
    read,
    rows,
    write_xlsx,
)


def test_hidden_sheets_are_told_and_read_only_when_named(tmp_path: Path) -> None:
    full = "客户号 | 客户名称 | AUM | 存款\n1 | 张三 | 5 | 6"
    path = write_xlsx(tmp_path, "客户号 | AUM\n2 | 7", full, names=["新", "旧"], hidden=["旧"])
    loaded = read(path)
    assert (customers(loaded, "customer_id"), issues(loaded)) == (["2"], ["KC206 note"])
    named = read(path, replace(ANY, sheet="旧"))
    assert (customers(named, "customer_id"), issues(named, "KC206")) == (["1"], [])
    with pytest.raises(SheetNotFound, match="旧"):
        read(path, replace(ANY, sheet="没有"))


def test_of_several_sheets_the_best_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "说明\n本表", "客户号 | AUM\n1 | 5", names=["说明", "客户"])
    assert issues(read(path)) == ["KC203 note"]


def test_a_workbook_without_anything_has_no_table(tmp_path: Path) -> None:
    with pytest.raises(NoTable):
        read(write_xlsx(tmp_path, ""))


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | AUM\n1 | 5\n2 | 6\n3 | 7")
    book = openpyxl.load_workbook(path)
    book["客户"].row_dimensions[3].hidden = True
    book.save(path)
    loaded = read(path)
    assert (rows(loaded), issues(loaded)) == ({"read": 3, "customers": 3}, ["KC204 note"])


def test_hidden_columns_and_days_counted_from_1904_are_seen(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "客户号 | 备用 | AUM\n1 | x | 5\n2 | y | 6")
    book = openpyxl.load_workbook(path)
    book["客户"].column_dimensions["B"].hidden = True
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.save(path)
    (grid,) = open_book(path, sheet=None, limits=ReadPolicy()).cells().grids
    assert (grid.marks.hidden_columns, grid.marks.is_1904) == (frozenset({1}), True)
