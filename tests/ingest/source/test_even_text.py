from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keyclient.errors import InputError
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.source import delimited, even_text, text_lines
from keyclient.ingest.source.delimited import read_delimited

CELLS = st.sampled_from(
    [
        "",
        "",
        "1.5",
        "王伟",
        "a b",
        " ",
        '"x"',
        '""',
        '"a,b"',
        '"a""b"',
        'a"b',
        '="01"',
        '"a\nb"',
        '"',
        "\0",
        "𠮷",
        "\x0b",
        "x" * 20,
    ]
)
LINES = st.lists(CELLS, max_size=6)
EVEN = st.lists(st.sampled_from(["", "1.5", "王伟", '"x"', '"a,b"', '""']), min_size=3, max_size=3)
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r\n", "\r"])
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


class Told(NamedTuple):
    cells: object
    ragged: object
    issues: object


def read(path: Path) -> Told | str:
    try:
        found = read_delimited(path, 5)
    except InputError as error:
        return repr(error)
    grid = found.grid
    return Told([column.to_pylist() for column in grid.columns], grid.marks.ragged, found.issues)


def by_records(path: Path) -> Told | str:
    def refuse(*_: object) -> None:
        raise Odd("asked")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "even_rows", refuse)
        return read(path)


@given(
    lines=st.one_of(st.lists(st.one_of(EVEN, LINES), max_size=8), st.lists(EVEN, max_size=12)),
    end=ENDS,
    encoding=st.sampled_from(ENCODINGS),
    block=st.sampled_from([64, 1 << 20]),
    before=st.sampled_from(["", "", "sep=;\n", "sep=;\r\n", "sep=;\r"]),
    room=st.sampled_from([4, 1 << 20]),
    last=st.sampled_from(["", "\n", "\r\n", "\n\n"]),
)
@example([["a", "b"], [], ["c"], ["1", "2", "3"]], "\r\n", "utf-8", 64, "", 4, "\n")
@example([['"a,b"', "", ""], ["1", "2", "3"]], "\n", "utf-8", 64, "", 4, "")
@example([["1", "2"] * 3, ["", ""] * 3, ["1", "2"]], "\n", "utf-8", 64, "", 4, "")
@example([["客户号", "存款余额"], ["1", "100"]], "\n", "utf-8", 64, "sep=;\r", 4, "\n")
@example([["客户号", "存款余额"], ["1", "100"]], "\r", "utf-8", 64, "sep=;\r", 4, "\r")
@example([["1"], ["1", *[""] * 4], *[["1"]] * 20], "\n", "utf-8", 1 << 20, "", 4, "\n")
def test_even_text_is_read_as_record_by_record(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[list[str]],
    end: str,
    encoding: str,
    block: int,
    before: str,
    room: int,
    last: str,
) -> None:
    path = tmp_path_factory.getbasetemp() / "even.csv"
    joined = end.join((";" if before else ",").join(cells) for cells in lines)
    path.write_bytes(f"{before}{joined}{last}".encode(encoding))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(even_text, "BLOCK", block)
        patch.setattr(text_lines, "ROOM", room)
        assert read(path) == by_records(path)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n\n,\n1\n1,2,3", '"a",b\r\n"x,y",2\r\n', 'a,b\n1,"x,\ty"\n', "\n\n"]
)
def test_what_programs_write_is_even(tmp_path: Path, encoding: str, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    if text.startswith('"'):
        with pytest.raises(Odd):
            list(even_text.even_rows(path, encoding, ",", 0, 9))
        return
    assert sum(len(rows.widths) for rows in even_text.even_rows(path, encoding, ",", 0, 9)) == len(
        text.splitlines()
    )


@pytest.mark.parametrize("text", ['a"b\n', '"a""b"\n', '"a\nb"\n', '"a\n', "a\rb\n", "a\0\n", "a" * 200_000])
def test_what_is_not_even_is_left_to_the_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode())
    with pytest.raises(Odd):
        list(even_text.even_rows(path, "utf-8", ",", 0, 9))


def test_a_wide_line_takes_room_beside_few_lines_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines, commas, blank = 60_000, 500, 400
    path.write_text(f"title{',' * blank}x{',' * (commas - blank)}\n" + "1,5\n" * lines, encoding="utf-8")
    rows = list(even_text.even_rows(path, "utf-8", ",", 0, 999))
    assert sum(len(some.widths) for some in rows) == lines + 1
    assert [len(some.columns) for some in rows if len(some.columns) > 2] == [commas + 1]
    places = sum(len(some.widths) for some in rows if len(some.columns) > 2) * commas
    assert places <= text_lines.ROOM


def test_columns_without_a_text_share_one_array(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,,,,\n" + "1,5\n" * 99, encoding="utf-8")
    (rows,) = even_text.even_rows(path, "utf-8", ",", 0, 9)
    assert len(set(map(id, rows.columns))) == 3


def test_a_wide_record_takes_room_beside_few_records_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_lines, "ROOM", 2000)
    path = tmp_path / "a.csv"
    path.write_text(f'a"b{"," * 100}x\n' + "1,5\n" * 999, encoding="utf-8")
    grid = read_delimited(path).grid
    assert (grid.height, len(grid.columns)) == (1000, 101)
    filled = [chunk for chunk in grid.columns[100].chunks if chunk.null_count < len(chunk)]
    assert [len(chunk) * 101 <= 2000 for chunk in filled] == [True]
    assert grid.columns[1].to_pylist() == [None, *["5"] * 999]
