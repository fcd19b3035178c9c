import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.base.refusals import BookDamaged, EncodingUnknown
from keyclient.ingest.source import delimited
from keyclient.ingest.source.delimited import read_delimited as read_text
from keyclient.ingest.source.separators import guess_cut
from tests.ingest.writing import customers, issues, read, values

ROWS = [["客户号", "客户名称"], ["001", "张三"]]
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"), max_size=5)


def write(folder: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / "book.csv"
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return path


def read_delimited(path: Path) -> Grid:
    return read_text(path).grid


def rows(grid: Grid) -> list[list[str]]:
    return [grid.row(index) for index in range(grid.height)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_separator_and_the_line_ends_are_found(tmp_path: Path, delimiter: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in ROWS)
    assert rows(read_delimited(write(tmp_path, text))) == ROWS
    assert rows(read_delimited(write(tmp_path, text + end))) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    text = "客户号,客户名称\n001,张三\n"
    assert rows(read_delimited(write(tmp_path, text, encoding))) == ROWS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_the_byte_order_mark_says_which_end_comes_first(tmp_path: Path, encoding: str) -> None:
    assert rows(read_delimited(write(tmp_path, "\ufeff客户号\t客户名称\n001\t张三", encoding))) == ROWS


@pytest.mark.parametrize(
    ("content", "position"),
    [
        ("客户号,客户名称\n001,".encode() + b"\xff\xff", 28),
        ("客户号\n".encode("gbk") + b"\xff", 8),
        (b"\xef\xbb\xbfabc\xff", 7),
    ],
)
def test_text_in_no_known_encoding_is_refused_with_the_place(
    tmp_path: Path, content: bytes, position: int
) -> None:
    with pytest.raises(EncodingUnknown) as refusal:
        read_delimited(write(tmp_path, content))
    assert refusal.value.values["position"] == position


def test_quoted_cells_may_hold_separators_line_ends_and_quotation_marks(tmp_path: Path) -> None:
    text = '客户号,备注\n001,"a,b"\n002,"两\n行"\n003,"他说""好"""\n004,="007"\n005,5" 管\n'
    column = [row[1] for row in rows(read_delimited(write(tmp_path, text)))]
    assert column == ["备注", "a,b", "两\n行", '他说"好"', "007", '5" 管']


@given(table=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_a_program_writes_as_csv_comes_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([["甲", "乙", "丙"], *table])
    path = write(tmp_path_factory.getbasetemp(), text.getvalue())
    assert rows(read_delimited(path)) == [["甲", "乙", "丙"], *table]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5", ";"),
        ("名称\t备注\n甲\t一，二\n乙\t三,四", "\t"),
        ("客户资产表\n\na,b,c\n1,2,3", ","),
        ('a,b\n"x;y;z",1', ","),
        ("只有一列\n1\n2", ","),
        ("", ","),
    ],
)
def test_the_separator_cuts_the_lines_most_evenly(text: str, delimiter: str) -> None:
    assert guess_cut(text)[0] == delimiter


@pytest.mark.parametrize("mark", [";", "|", "\t"])
def test_a_line_for_excel_names_the_separator_and_is_no_row(tmp_path: Path, mark: str) -> None:
    grid = read_delimited(write(tmp_path, f"sep={mark}\r\na{mark}b,c,d\r\n1{mark}2,3,4\r\n", "utf-8-sig"))
    assert rows(grid) == [["a", "b,c,d"], ["1", "2,3,4"]]
    assert not grid.marks.ragged


@pytest.mark.parametrize("line", ['"sep=;"', "sep=;;;", "SEP=;"])
def test_that_line_may_have_been_saved_again(tmp_path: Path, line: str) -> None:
    assert rows(read_delimited(write(tmp_path, f"{line}\r\na;b;c\r\n1;2;3\r\n"))) == [
        ["a", "b", "c"],
        ["1", "2", "3"],
    ]


@pytest.mark.parametrize("first", ["sep=x,b", 'sep="', "sep=", "sep"])
def test_a_heading_that_begins_like_that_line_is_a_heading(tmp_path: Path, first: str) -> None:
    grid = read_delimited(write(tmp_path, f"{first}\r\n1,2\r\n3,4"))
    assert grid.row(0)[0].startswith("sep")
    assert rows(grid)[1:] == [["1", "2"], ["3", "4"]]


def test_rows_with_more_or_fewer_cells_are_marked(tmp_path: Path) -> None:
    grid = read_delimited(write(tmp_path, "标题\na,b,c\n1,2,3\n\n4,5\n6,7,8,9\n1,2,3\n"))
    assert grid.marks.ragged == {0: 1, 4: 2, 5: 4}
    assert grid.row(4) == ["4", "5", "", ""]
    assert grid.row(5) == ["6", "7", "8", "9"]


def test_empty_lines_are_blank_rows(tmp_path: Path) -> None:
    grid = read_delimited(write(tmp_path, "a,b\n\n1,2\n\n\n"))
    assert rows(grid) == [["a", "b"], ["", ""], ["1", "2"], ["", ""], ["", ""]]
    assert grid.columns[0].null_count == 3


@pytest.mark.parametrize("text", ["", "\ufeff", "sep=;\n"])
def test_a_file_without_rows_is_an_empty_sheet(tmp_path: Path, text: str) -> None:
    assert read_delimited(write(tmp_path, text)).height == 0


@pytest.mark.parametrize("batch", [1, 2, 3, 7])
def test_rows_stay_where_they_are_however_many_are_read_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(delimited, "BATCH_ROWS", batch)
    grid = read_delimited(write(tmp_path, "a,b\n1,2\n\n\n\n3\n4,5,6\n"))
    assert [row[0] for row in rows(grid)] == ["a", "1", "", "", "", "3", "4"]
    assert [row[2] for row in rows(grid)] == [""] * 6 + ["6"]
    assert grid.marks.ragged == {5: 1, 6: 3}


def test_a_file_whose_lines_are_all_wrapped_is_a_table(tmp_path: Path) -> None:
    text = '"客户号,客户名称,AUM"\n"1,""张,三"",5"\n"2,李四,6"\n'
    grid, found = read_text(write(tmp_path, text))
    assert rows(grid) == [["客户号", "客户名称", "AUM"], ["1", "张,三", "5"], ["2", "李四", "6"]]
    assert [(issue.code, issue.cell, issue.values["count"]) for issue in found] == [("KC221", "1", 3)]


def test_a_first_row_that_is_too_wide_shifts_no_column(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, "客户号,客户名称,AUM\n1,张三,5,多余\n2,李四,6\n3,王五,7\n"))
    assert customers(loaded, "customer_id", "name", "aum") == ["2 | 李四 | 6", "3 | 王五 | 7"]
    assert issues(loaded, "KC307") == ["KC307 2 error"]


def test_lines_whose_marks_do_not_match_are_told_with_the_first_place(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, '客户号,客户名称,AUM\n1,"张三,5\n2,"李四,6\n3,王五,7\n"4,赵六,8"\n'))
    assert customers(loaded, "customer_id", "aum") == ["1 | 5", "2 | 6", "3 | 7", "4 | 8"]
    assert issues(loaded) == ["KC220 2 warning", "KC221 5 note"]
    assert values(loaded, "KC220") == [{"count": 2}]


@pytest.mark.parametrize("text", ["a,b\n1,😀\n", "a,b\n1,\x1b[31m\n", "a,b\n1,\ufffd\n", "a,b\n1,\u2028x\n"])
def test_odd_characters_stay_in_their_cell(tmp_path: Path, text: str) -> None:
    assert rows(read_delimited(write(tmp_path, text)))[1] == text.split("\n")[1].split(",")


def test_blanks_beyond_the_last_column_of_a_sheet_are_cut_off_and_more_is_refused(tmp_path: Path) -> None:
    grid = read_text(write(tmp_path, f"a,b{',' * 20}\n1,2\n"), 9).grid
    assert (len(grid.columns), grid.row(1)[:2]) == (9, ["1", "2"])
    with pytest.raises(BookDamaged, match="row 2 has more cells"):
        read_text(write(tmp_path, f"a,b\n1{',' * 9}2\n"), 9)


@pytest.fixture
def short_cells() -> Iterator[None]:
    """Cells of more than 100 letters are more than Python's reader takes."""
    usual = csv.field_size_limit(100)
    yield
    csv.field_size_limit(usual)


@pytest.mark.usefixtures("short_cells")
def test_a_cell_longer_than_the_library_takes_is_read(tmp_path: Path) -> None:
    for quote in ("", '"'):
        cell = "x" * 1000
        grid = read_delimited(write(tmp_path, f"a,b\n1,{quote}{cell}{quote}\n2,3"))
        assert rows(grid)[1:] == [["1", cell], ["2", "3"]]


def test_nul_fills_up_a_field_and_other_control_characters_are_told(tmp_path: Path) -> None:
    grid, found = read_text(write(tmp_path, "a,b\n1\x00\x00,2\n张\x00三,\x1b[31m"))
    assert rows(grid)[1:] == [["1", "2"], ["张\x00三", "\x1b[31m"]]
    assert [(issue.code, issue.cell, issue.values["count"]) for issue in found] == [("KC112", "A3", 2)]


def test_the_mark_that_ends_a_text_file_is_no_row(tmp_path: Path) -> None:
    loaded = read(write(tmp_path, "客户号,客户名称,AUM\n1,张三,5\n\x1a"))
    assert loaded.portfolio.sources[0].rows.read == 1
    assert issues(loaded) == ["KC112 A3 note"]
