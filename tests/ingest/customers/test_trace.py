from pathlib import Path

import pytest

from keyclient.ingest.base.request import Request
from keyclient.model.trace import Trace
from tests.ingest.writing import AS_OF, read, write_csv, write_xlsx

BOOK = """
客户号   | 姓名 | 客户经理 | 出生日期   | AUM
1        | 张三 | 王芳     | 1980-01-01 | 5
2        | 李四 | 孙浩     | 去年       | 约6
3        | 王五 |          |            | 7
1        | 张三 | 孙浩     |            | 8
合计     |      |          |            |
'1.2E+17 | 赵六 | 王芳     |            | 9
"""


def _trace(path: Path) -> Trace:
    trace = read(path, Request(as_of=AS_OF, traced=True)).trace
    assert trace is not None
    return trace


@pytest.fixture
def trace(tmp_path: Path) -> Trace:
    return _trace(write_csv(tmp_path, BOOK))


def test_every_row_of_a_customer_leads_to_it_and_a_row_set_aside_to_none(trace: Trace) -> None:
    assert trace.rows["row"].tolist() == [2, 3, 4, 5, 7]
    assert trace.customer.tolist() == [0, -1, 1, 0, 2]


def test_rows_are_as_they_were_read_before_any_was_merged(trace: Trace) -> None:
    assert trace.rows["manager"].fillna("").tolist() == ["王芳", "孙浩", "", "孙浩", "王芳"]
    assert trace.rows["aum"].fillna(0).tolist() == [500, 0, 700, 800, 900]


def test_what_cannot_be_read_and_what_is_damaged_is_known_by_field(trace: Trace) -> None:
    assert trace.unreadable["birth_date"].tolist() == [1]
    assert trace.damaged["customer_id"].tolist() == [4]
    assert trace.unreadable["manager"].tolist() == []


def test_a_position_has_the_address_of_its_cell(trace: Trace, tmp_path: Path) -> None:
    assert trace.address(4, "manager") == "C7"
    elsewhere = _trace(write_xlsx(tmp_path, BOOK, at="C4"))
    assert elsewhere.address(0, "birth_date") == "客户!F5"


def test_rows_are_traced_only_where_they_are_asked_for(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path, BOOK), Request(as_of=AS_OF)).trace is None


def test_texts_and_dates_of_rows_are_those_of_the_customers_where_every_row_is_one(tmp_path: Path) -> None:
    lines = "客户号 | 客户经理 | 出生日期 | AUM\n1 | 王芳 | 1980-01-01 | 5\n2 | | 去年 | 6"
    loaded = read(write_csv(tmp_path, lines), Request(as_of=AS_OF, traced=True))
    assert loaded.trace is not None
    names = [*loaded.trace.rows]
    assert loaded.trace.rows.equals(loaded.portfolio.frame[names])
    assert loaded.trace.customer.tolist() == [0, 1]
    assert loaded.trace.unreadable["birth_date"].tolist() == [1]
