import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import EncodingUnknown, NotABook
from keyclient.ingest.child.html import html_sheets
from keyclient.ingest.child.job import MEMORY, Refused, SheetLimits
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.ingest.foreign import write_html
from tests.ingest.writing import ANY, customers, issues, money, read, rows

MEASURED = replace(ANY, measure="aum")
XHTML = '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd"><html>'
HEAD = "<tr><th>客户号</th><th>客户名称</th><th>AUM</th></tr>"


def grids(folder: Path, page: str, encoding: str = "utf-8") -> tuple[Grid, ...]:
    return open_book(write_html(folder, page, encoding), sheet=None, limits=ReadPolicy()).cells().grids


def table(folder: Path, page: str) -> list[list[str]]:
    (grid,) = grids(folder, page)
    return [grid.row(index) for index in range(grid.height)]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("utf-8", "utf-8"), ("utf-8", "gb2312"), ("utf-8-sig", ""), ("gb18030", "gb2312"), ("gbk", ""), ("utf-16", "x"),
        ("utf-32", ""), ("big5", "big5"), ("utf-16-le", ""),
    ],
)  # fmt: skip
def test_a_page_is_read_whatever_its_encoding_and_whatever_it_says_of_it(
    tmp_path: Path, encoding: str, charset: str
) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    (grid,) = grids(
        tmp_path, f"<html><head>{meta}</head><table><tr><td>中文</td></tr></table></html>", encoding
    )
    assert grid.row(0) == ["中文"]


def test_a_page_in_an_encoding_it_does_not_name_is_refused_or_told(tmp_path: Path) -> None:
    with pytest.raises(EncodingUnknown):
        grids(tmp_path, "<table><tr><td>Αθήνα, Πειραιάς</td></tr></table>", "iso-8859-7")
    page = write_html(tmp_path, "<table><tr><td>Müller, Zoé</td></tr></table>", "latin-1")
    cells = open_book(page, sheet=None, limits=ReadPolicy()).cells()
    assert (cells.grids[0].row(0), [issue.code for issue in cells.issues]) == (["Müller, Zoé"], ["KC224"])


def test_a_table_is_a_book_and_ids_stay_as_they_are(tmp_path: Path) -> None:
    page = f"<table>{HEAD}<tr><td>001<td>张三<td>1,234.50<tr><td>1E5<td>NA<td>￥5"
    loaded = read(write_html(tmp_path, page))
    assert customers(loaded, "customer_id", "name", "aum") == ["001 | 张三 | 1234.5", "1E5 | NA | 5"]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><thead><tr><th>a<th>b<tbody><tr><td>c<td>d",
        "<table><td>a<td>b<tr><td>c<td>d</table>",
        "<TABLE>\n<TR>\n<TD> a </TD>\n<TD>\nb</TD></TR>\n<TR><TD>c<TD>d</TABLE>",
        XHTML + "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></html>",
    ],
)  # fmt: skip
def test_tags_may_be_left_open(tmp_path: Path, page: str) -> None:
    assert table(tmp_path, page) == [["a", "b"], ["c", "d"]]


def test_a_cell_over_several_rows_or_columns_has_its_text_in_the_first(tmp_path: Path) -> None:
    page = """
    <table><tr><td rowspan=2>支行<td colspan=2>存款<td>d</tr><tr><td>余额<td>日均<td>e</tr>
    <tr><td>城东<td>1<td>2<td>3</tr></table>
    """
    assert table(tmp_path, page) == [
        ["支行", "存款", "", "d"], ["", "余额", "日均", "e"], ["城东", "1", "2", "3"]
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("a&nbsp;b\n  c", "a b c"), ("a<br>b", "a\nb"), ("<p>a</p><p>b</p>", "a\nb"), ("<b>1</b>,234", "1,234"),
        ("<span style='display: none'>0017</span>17", "17"), ("<script>x()</script>5", "5"), ("&lt;b&gt;", "<b>"),
        ("<select><option>1<option>2</select>5", "5"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_it_is_shown(tmp_path: Path, cell: str, text: str) -> None:
    assert table(tmp_path, f"<table><tr><td>x</td><td>{cell}</td></tr></table>") == [["x", text]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<td x:num="0.123456">12%</td>', "0.123456"), ("<td x:num>1,234.5</td>", "1234.5"),
        ('<td x:num="38000">2004-01-14</td>', "2004-01-14"), ('<td x:num="7">###</td>', "7"),
        ('<td sdval="1234.567" sdnum="2052;">1,234.57</td>', "1234.567"), ("<td x:str>001</td>", "001"),
    ],
)  # fmt: skip
def test_the_number_behind_a_cell_counts_where_excel_has_saved_it(
    tmp_path: Path, cell: str, text: str
) -> None:
    assert table(tmp_path, f"<table><tr><td>x</td>{cell}</tr></table>") == [["x", text]]


def test_errors_long_numbers_and_hidden_rows_are_told(tmp_path: Path) -> None:
    page = f"""
    <table>{HEAD}<tr><td x:num>110101199003074512<td>张三<td>5</tr>
    <tr style="display:none"><td>2<td>李四<td x:err="#N/A">#N/A</tr><tr><td>110101199003074512<td>王五<td>#REF!</tr></table>
    """
    loaded = read(write_html(tmp_path, page), MEASURED)
    assert issues(loaded) == ["KC204 note", "KC108 A2 warning", "KC101 C3 error", "KC101 C4 error"]
    assert rows(loaded) == {"read": 3, "customers": 1, "set_aside": 2}


def test_what_stands_before_a_table_stands_above_it(tmp_path: Path) -> None:
    page = f"""
    <title>不是</title><h1>客户资产表</h1><p>单位：万元</p><table>{HEAD}<tr><td>1<td>张三<td>1.5</tr></table>
    """
    loaded = read(write_html(tmp_path, page))
    assert (loaded.portfolio.sources[0].header_row, money(loaded)["AUM"][0]) == (3, Decimal(15_000))


def test_of_several_tables_the_best_is_read_and_each_has_a_name(tmp_path: Path) -> None:
    body = f"{HEAD}<tr><td>1<td>张三<td>5</tr>"
    page = f"<table><tr><td>菜单<td>首页</tr></table><table>{body}</table><table><tr><td></td></tr></table>"
    loaded = read(write_html(tmp_path, page))
    assert (loaded.portfolio.sources[0].sheet, issues(loaded)) == ("table 2", ["KC203 note"])


def test_a_table_in_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    page = f"<table><tr><td>数据日期：2025-12-31</td></tr><tr><td><table>{HEAD}<tr><td>1<td>甲<td>5</table></td></tr></table>"
    loaded = read(write_html(tmp_path, page))
    assert customers(loaded, "name") == ["甲"]


@pytest.mark.parametrize(
    "page", ["<html><body>Not found</body></html>", "<html></html>", "<table></table>", "<p>1,2"]
)
def test_a_page_without_a_table_is_refused_as_such(tmp_path: Path, page: str) -> None:
    with pytest.raises(NotABook, match="without a table"):
        grids(tmp_path, page)


def test_a_cell_spans_no_more_than_in_a_browser(tmp_path: Path) -> None:
    page = '<table><tr><td colspan="9" rowspan="9">a<td>b<tr><td>c<tr><td>d</table>'
    (sheet,) = html_sheets(os.fspath(write_html(tmp_path, page)), "", "utf-8", SheetLimits(spanned=2))
    assert (sheet.columns, sheet.height) == ([0, 2], 3)


def test_a_page_has_no_more_cells_than_a_sheet(tmp_path: Path) -> None:
    path = os.fspath(write_html(tmp_path, "<table><tr><td>a<td>b<tr><td>c</table>"))
    with pytest.raises(Refused) as refused:
        list(html_sheets(path, "", "utf-8", SheetLimits(cells=2)))
    assert refused.value.cause == MEMORY
