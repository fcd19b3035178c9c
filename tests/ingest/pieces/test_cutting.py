from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces import cutting
from keyclient.ingest.pieces.cutting import Head, Tail, cut
from keyclient.ingest.pieces.odd import Odd

HEAD = b'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="x"><cols/>'
TAIL = b'</sheetData><mergeCells/><rowBreaks count="1"><brk id="3"/></rowBreaks></worksheet>'


def row(number: int, letters: int = 20) -> bytes:
    return b'<row r="%d">%b</row>' % (number, b"c" * letters)


def in_blocks(whole: bytes, length: int) -> Iterator[bytes]:
    return (whole[at : at + length] for at in range(0, len(whole), length))


def parts(whole: bytes, block: int = 50, piece: int = 100) -> tuple[bytes, list[bytes], bytes]:
    head, *pieces, tail = cut(in_blocks(whole, block), piece)
    assert isinstance(head, Head)
    assert isinstance(tail, Tail)
    assert all(isinstance(one, bytes) for one in pieces)
    return head.text, [one for one in pieces if isinstance(one, bytes)], tail.text


@given(st.lists(st.integers(0, 60), max_size=30), st.integers(1, 300), st.integers(100, 400))
def test_a_sheet_is_cut_before_rows_and_nothing_is_lost(letters: list[int], block: int, piece: int) -> None:
    rows = [row(number, length) for number, length in enumerate(letters, 1)]
    whole = HEAD + b"<sheetData>" + b"".join(rows) + TAIL
    head, pieces, tail = parts(whole, block, piece)
    assert (head, b"".join(pieces), tail) == (HEAD, b"".join(rows), TAIL)
    assert all(one.startswith(b"<row ") and one.endswith(b"</row>") for one in pieces)
    assert max(map(len, pieces), default=0) <= piece + block


def test_tags_may_have_a_prefix() -> None:
    whole = b"<x:worksheet><x:sheetData ><x:row><x:c/></x:row>\n<x:row/></x:sheetData></x:worksheet>"
    head, *pieces, tail = cut([whole])
    assert head == Head(b"<x:worksheet>", b"x:")
    assert pieces == [b"<x:row><x:c/></x:row>\n<x:row/>"]
    assert tail == Tail(b"</x:sheetData></x:worksheet>")


@pytest.mark.parametrize("rows", [b"<sheetData/>", b"<sheetData />", b"<sheetData></sheetData>"])
def test_a_sheet_without_rows_has_a_head_and_a_tail(rows: bytes) -> None:
    head, pieces, tail = parts(HEAD + rows + b"<mergeCells/></worksheet>")
    assert (head, pieces) == (HEAD, [])
    assert tail.endswith(b"<mergeCells/></worksheet>")


@pytest.mark.parametrize(
    "whole",
    [
        HEAD,
        HEAD + b"<sheetData>" + row(1),
        HEAD + b"<sheetData>" + row(1, 500) + TAIL,
        HEAD + b"<!-- a comment --><sheetData>" + row(1) + TAIL,
        HEAD + b"<sheetData>" + row(1) + TAIL + b"<!-- a comment -->",
        HEAD + b"<sheetData/><sheetData>" + row(2) + TAIL,
        HEAD + b'<sheetData count="1">' + row(1) + TAIL,
        HEAD.replace(b"UTF-8", b"gb2312") + b"<sheetData>" + row(1) + TAIL,
        (HEAD + b"<sheetData>" + row(1) + TAIL).decode().encode("utf-16"),
    ],
    ids=[
        "no rows", "no end", "long row", "comment before", "comment behind", "blank, then rows",
        "attribute", "encoding", "utf-16",
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_left_to_others(whole: bytes) -> None:
    with pytest.raises(Odd):
        parts(whole)


@pytest.mark.parametrize("name", ["LONGEST_HEAD", "LONGEST_TAIL"])
def test_a_head_or_tail_of_endless_length_is_left_to_others(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(cutting, name, 100)
    long = b"<col/>" * 100
    whole: Iterable[bytes] = in_blocks(HEAD + long + b"<sheetData>" + row(1) + TAIL + long, 50)
    with pytest.raises(Odd):
        list(cut(whole, 100))
