from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.render.workbook.texts import (
    LONGEST,
    breadth,
    broadest,
    cell_text,
    element,
    lines,
    runs,
    wrapped,
)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\tx", "＝1", "－"])
def test_text_that_a_spreadsheet_could_run_is_known(text: str) -> None:
    assert runs(text)


@pytest.mark.parametrize("text", ["", "1=1", " =1", "张三", "KC102", "'="])
def test_other_text_runs_nowhere(text: str) -> None:
    assert not runs(text)


def test_characters_that_xml_has_not_are_written_as_excel_writes_them() -> None:
    assert element("a\x0bb\x00") == "<is><t>a_x000B_b_x0000_</t></is>"
    assert element("a\rb") == "<is><t>a_x000D_b</t></is>"
    assert element("_x0041_") == "<is><t>_x005F_x0041_</t></is>"
    assert element("a_xb") == "<is><t>a_xb</t></is>"
    assert element("<&>") == "<is><t>&lt;&amp;&gt;</t></is>"


def test_space_at_the_edges_and_line_breaks_are_kept() -> None:
    assert element(" a") == '<is><t xml:space="preserve"> a</t></is>'
    assert element("a\nb") == '<is><t xml:space="preserve">a\nb</t></is>'


def test_a_text_too_long_for_a_cell_ends_in_an_ellipsis() -> None:
    assert cell_text("x" * LONGEST) == "x" * LONGEST
    assert cell_text("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "…"


def test_half_a_character_is_replaced() -> None:
    assert cell_text("café\udc80") == "café\N{REPLACEMENT CHARACTER}"


def test_chinese_is_two_wide_and_the_widest_line_counts() -> None:
    assert (breadth("abc"), breadth("张三"), breadth("a\n张三")) == (3, 4, 4)
    assert (broadest(["a", "张三"]), broadest([])) == (4, 0)


def test_lines_of_a_text_in_a_column() -> None:
    assert [lines(text, 10) for text in ("", "x" * 10, "x" * 11, "a\nb", "张" * 6)] == [1, 1, 2, 2, 2]


@given(st.text())
def test_every_text_is_an_element_that_says_it_again(text: str) -> None:
    found = ET.fromstring(element(text)).find("t")
    assert found is not None
    said = found.text or ""
    for code in {ord(character) for character in text if character < " "} | {0x0D, 0xFFFE, 0xFFFF}:
        if chr(code) not in "\t\n":
            said = said.replace(f"_x{code:04X}_", chr(code))
    assert said.replace("_x005F_", "_") == cell_text(text)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", 1),
        ("one two", 1),
        ("eleventhly seventeen", 2),
        ("contacted extensively; considerable", 3),
        ("存款到期后转入他行的客户", 2),
        ("a" * 31, 3),
        ("one\ntwo", 2),
    ],
)
def test_words_of_a_narrow_column_go_to_the_next_row_as_a_whole(text: str, rows: int) -> None:
    assert wrapped(text, 15.9) == rows
    assert wrapped(text, 15.9) >= lines(text, 15.9)
