import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.source.records import Records, Repair, split

HEAD = "客户号,客户名称,AUM\n"
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=6)
LINES = st.lists(
    st.sampled_from(["a,b,c", '"', '""', '"a"', ",", "x", '"a,b",c,d', '"a', 'b"', "a,b"]), max_size=8
)


def read(text: str, usual: int = 3, delimiter: str = ",") -> tuple[list[list[str]], dict[int, Repair]]:
    records = Records(io.StringIO(text, newline=""), delimiter, usual)
    return list(records), records.repaired


def test_a_mark_that_is_never_closed_costs_no_row() -> None:
    rows, repaired = read(HEAD + '1,"张三,5\n2,李四,6\n3,"王,五",7\n')
    assert rows == [
        ["客户号", "客户名称", "AUM"],
        ["1", '"张三', "5"],
        ["2", "李四", "6"],
        ["3", "王,五", "7"],
    ]
    assert repaired == {1: Repair.UNQUOTED}


def test_a_mark_that_is_closed_many_rows_later_costs_no_row() -> None:
    body = "".join(f"{number},张三,{number}\n" for number in range(3, 40))
    rows, repaired = read(f'{HEAD}1,"张三,5\n{body}40,李四",6\n')
    assert (len(rows), rows[1], rows[-1]) == (40, ["1", '"张三', "5"], ["40", '李四"', "6"])
    assert repaired == {1: Repair.UNQUOTED}


def test_two_lines_with_a_stray_mark_each_are_two_rows() -> None:
    rows, repaired = read(HEAD + '1,"张三,5\n2,李四",6\n3,"王,五",7\n')
    assert rows[1:] == [["1", '"张三', "5"], ["2", '李四"', "6"], ["3", "王,五", "7"]]
    assert repaired == {1: Repair.UNQUOTED}


@pytest.mark.parametrize("note", ["城东路 5 号,\n3 楼", "1,2\n3,4", "三楼\n东,西", "城东路,5 号\n楼,北"])
def test_an_address_or_list_of_two_lines_is_one_cell(note: str) -> None:
    rows, repaired = read(f'{HEAD}C1,"{note}",7\n')
    assert (rows[1], repaired) == (["C1", note, "7"], {})


def test_a_mark_in_the_heading_that_is_never_closed_costs_no_row() -> None:
    rows, repaired = read('"客户号,客户名称,AUM\n1,张三,5\n')
    assert rows == [['"客户号', "客户名称", "AUM"], ["1", "张三", "5"]]
    assert repaired == {0: Repair.UNQUOTED}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('1,"他说"好"了",5', ["1", '他说"好"了', "5"]),
        ('1,"张三"" ,5', ["1", '"张三"" ', "5"]),
        ('"1"x,"a,b",5', ["1x", "a,b", "5"]),
        ('1,"a" ,5', ["1", '"a" ', "5"]),
    ],
)
def test_marks_that_do_not_match_are_ordinary_characters(line: str, cells: list[str]) -> None:
    rows, repaired = read(f"{HEAD}{line}\n2,李四,6\n")
    assert rows[1:] == [cells, ["2", "李四", "6"]]
    assert repaired == {1: Repair.UNQUOTED}


@pytest.mark.parametrize("line", ['"1,张三,5"', '"1,""张三"",5"', '"1,张三,5",,', '"1,""张,三"",5"'])
def test_a_line_wrapped_whole_is_a_row(line: str) -> None:
    rows, repaired = read(f"{HEAD}{line}\n2,李四,6\n")
    assert (rows[1][0], rows[1][1].replace(",", ""), rows[1][2]) == ("1", "张三", "5")
    assert repaired == {1: Repair.UNWRAPPED}


@pytest.mark.parametrize("line", ['"说明：a,b"', '"a,b,c,d"', "合计,,", '"一段话"'])
def test_a_note_in_quotation_marks_is_a_cell(line: str) -> None:
    rows, repaired = read(f"{HEAD}{line}\n")
    assert (rows[1], repaired) == (next(csv.reader([line])), {})


@pytest.mark.parametrize("note", ["第一行\n第二行", "a,b\nc,d", "a\nb,c,d\ne", "\n\n", "一，二\n1,234\n三"])
def test_a_cell_of_several_lines_is_one_cell(note: str) -> None:
    rows, repaired = read(f'{HEAD}1,"{note}",5\n2,李四,6\n')
    assert (rows[1:], repaired) == ([["1", note, "5"], ["2", "李四", "6"]], {})


def test_a_cell_may_be_longer_than_the_csv_module_allows() -> None:
    long = "x" * 200_000
    for quote in ("", '"'):
        rows, _ = read(f"{HEAD}1,{quote}{long}{quote},5\n2,李四,6\n")
        assert rows[1:] == [["1", long, "5"], ["2", "李四", "6"]]


def test_the_limit_of_the_csv_module_stays_as_it_is() -> None:
    before = csv.field_size_limit()
    read(f"{HEAD}1,{'x' * 200_000},5\n")
    assert csv.field_size_limit() == before


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(lambda row: any(row[1:])), min_size=1, max_size=6)
)
def test_what_a_program_writes_is_read_as_written(table: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)
    rows = [row for cells in table for row in cells]
    if not any(cell.count("\n") > 1 and "," in cell for cell in rows):
        assert read(text.getvalue()) == (table, {})


@given(LINES)
def test_no_line_is_lost_whatever_its_marks(lines: list[str]) -> None:
    """A record takes one line, or several lines that a pair of marks holds together."""
    text = "\n".join(lines)
    rows, repaired = read(text)
    kept = sum(1 + sum(cell.count("\n") for cell in row) for row in rows)
    assert kept == len(list(io.StringIO(text, newline="")))
    assert set(repaired) <= set(range(len(rows)))


@given(st.text(alphabet='ab,"', max_size=20))
def test_splitting_a_line_loses_nothing_but_marks_and_separators(line: str) -> None:
    assert "".join(split(line, ",")).replace('"', "").replace(",", "") == line.replace('"', "").replace(
        ",", ""
    )
