import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.styles import Look, look_of
from tests.ingest.pieces.both import by_the_book, cells, differing, in_pieces, look, numbers, styles
from tests.making.xlsx import MAIN

CODES = [
    'yyyy"年"m"月"d"日"', 'yyyy"年"m"月"', 'm"月"d"日"', "yyyy-mm-dd", "yyyy/m/d;@", "[$-804]yyyy\\-m\\-d", "[$-F800]dddd\\, mmmm dd\\, yyyy",
    "[DBNum1][$-804]yyyy年m月d日", "[$-804]aaaa", "aaa", "aaaa d", "[$-411]ge.m.d", "e", "g", "b", "bbbb", "[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[s].000", "[H]",
    "h:mm AM/PM", 'h"时"mm"分"', '上午/下午h"时"', "mm:ss.0", "General", "General;", "0.00;[Red]-0.00", "[Red]0.00", "[Blue]\\+[h]:mm;[Red]\\-[h]:mm",
    '0"d"', '"d"0', '"yyyy"', "\\d0", "0\\d", "_d0", "*d0", "0_ ;[Red]\\-0\\ ", "#,##0.00_);(#,##0.00)", '"\\"d', '"a\\"d"m', "[>=100][Magenta][s].00",
    "[>=100][Magenta]General", "[=0]0;yyyy", ";yyyy", "0;yyyy", "@", "", "0.00E+00", "# ?/?", "¥#,##0.00", "[$¥-804]#,##0.00", "#,##0.00\\元", '0!.0,"万"',
    "0.00%", "a/p", "A/P", "am", "ap", "a p", "[d]", "[hm]", "[h m]", "[[h]]", "[h", "]h", 'n"d', "MMM-YY", "D", "S", "k", "Standard", "[h]]", "[\\h]", '["h"h]',
    '[h"x"]', "[hh", "[HhH]", "dd\\", "0\\", "x_", "é", "年", "[$-804]", "[m]y", "0 [m]", "0[m]", "[h][m]", "a[h]", "0d", "yy", "[P_[H]", "[h\\hh]", '["["h]',
]  # fmt: skip


def test_formats_are_taken_for_what_the_book_reader_takes_them_for() -> None:
    built_in = range(1, 60)
    written = styles(CODES, built_in)
    every = [*map(str, built_in), *CODES]
    rows = cells([numbers(["45992.5"], style) for style in range(1, len(every) + 1)])
    mine, theirs = (
        list(map(str, columns)) for columns in (in_pieces(rows, look(written)), by_the_book(rows, written))
    )
    assert not differing(every, mine, theirs)


@given(st.lists(st.text('dmyhsaApP/0;[]"\\_*年 .', max_size=12), min_size=60, max_size=60))
def test_any_formats_are_taken_for_what_the_book_reader_takes_them_for(codes: list[str]) -> None:
    written = styles(codes)
    rows = cells([numbers(["45992.5"], style) for style in range(1, len(codes) + 1)])
    mine, theirs = (
        list(map(str, columns)) for columns in (in_pieces(rows, look(written)), by_the_book(rows, written))
    )
    assert not differing(codes, mine, theirs)


def _xml(inner: str) -> bytes:
    return f'<x:styleSheet xmlns:x="{MAIN}">{inner}</x:styleSheet>'.encode()


@pytest.mark.parametrize(
    "inner",
    [
        '<x:cellXfs><x:xf numFmtId="0"/><x:xf numFmtId="14"/><x:xf/><x:xf numFmtId="014"/></x:cellXfs>',
        '<x:cellStyleXfs><x:xf numFmtId="14"/></x:cellStyleXfs><x:cellXfs><x:xf/><x:xf numFmtId="22"/></x:cellXfs>',
        '<x:numFmts><x:numFmt numFmtId="14" formatCode="0"/></x:numFmts><x:cellXfs><x:xf/><x:xf numFmtId="14"/></x:cellXfs>',
        '<x:cellXfs><x:xf/><x:xf numFmtId="99"/></x:cellXfs><x:numFmts><x:numFmt numFmtId="99" formatCode="d"/></x:numFmts>',
        '<x:dxfs><x:numFmt numFmtId="99" formatCode="d"/></x:dxfs><x:cellXfs><x:xf/><x:xf numFmtId="99"/></x:cellXfs>',
        '<x:numFmts><x:numFmt numFmtId="99" formatCode="&quot;d&quot;0"/></x:numFmts><x:cellXfs><x:xf/><x:xf numFmtId="99"/></x:cellXfs>',
        "",
    ],
)
def test_styles_are_found_where_the_book_reader_finds_them(inner: str) -> None:
    rows = cells([numbers(["45992.5"], style) for style in range(1, 4)])
    assert in_pieces(rows, look(_xml(inner))) == by_the_book(rows, _xml(inner))


@pytest.mark.parametrize("written", [b"<styleSheet>", b"", b'<!DOCTYPE a [<!ENTITY d "d">]><styleSheet/>'])
def test_styles_that_are_no_plain_xml_are_left_to_others(written: bytes) -> None:
    with pytest.raises(Odd):
        look_of(written, is_1904=False)


def test_long_styles_are_parsed_in_parts() -> None:
    class Late(Exception):
        pass

    def late() -> None:
        raise Late

    ticks: list[None] = []
    written = _xml("<x:cellXfs>" + '<x:xf numFmtId="0"/><x:xf numFmtId="14"/>' * 9000 + "</x:cellXfs>")
    found = look_of(written, is_1904=False, tick=lambda: ticks.append(None))
    assert found.styles == (False, True) * 9000
    assert len(ticks) > 2
    with pytest.raises(Late):
        look_of(written, is_1904=False, tick=late)


def test_a_book_without_styles_has_no_dates() -> None:
    assert look_of(None, is_1904=True) == Look((), is_1904=True)


def test_a_first_style_of_dates_is_left_to_others_as_not_every_cell_names_it() -> None:
    with pytest.raises(Odd):
        in_pieces(cells([numbers(["1"])]), Look((True,)))
