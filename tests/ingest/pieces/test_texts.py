import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.unusual import RUST_SPACE
from tests.ingest.pieces.both import by_the_book, cells, differing, in_pieces

BLANKS = [
    *RUST_SPACE.replace("\r", "").replace("\v", "").replace("\f", ""),
    "\u200b",
    "\ufeff",
    "\u180e",
    "\u3001",
    "\u4e2d",
]
WRITTEN = [
    "张三", " 张三 ", "\t张三\n", "\u3000张三\u3000", "a&amp;b", "&lt;&gt;&quot;&apos;", "&#32;a&#32;", "&#x20;", "&#13;a", "&#31;", "&#1;b", "&#10;", "&#x4e2d;", "&#65;",
    "_x000D_", "a_x000D_b", "_x0020_", "_x0009__x000A_", "_x005F_x000D_", "_x4E2D_", "_x00e9_", "_x00E9_", "_x00+F_", "_x00-F_", "_x00G0_", "_x00", "_x00é_",
    "_x000D", "x_x0041_y", "&#95;x0041_", " _x0020_ ", "-0.5", "0", "00", "true", "-", "1.5", "1.12345678", "1.1234567890", "x1.123456789", "&amp;amp;",
    "\x7f", "&#x85;", "&#xA0;a", "a" * 40, "中" * 40, "中&amp;" + "文" * 30, "end&#160;", "2026-01-31T00:00:00", "#N/A", "𠮷", "-01", "--0",
    *BLANKS, *(f"{blank}{blank} " for blank in BLANKS), *(f"{blank}a{blank}" for blank in BLANKS),
]  # fmt: skip
FORMS = [
    ' t="str"><v>{}</v>', ' t="str"><f>A1</f><v>{}</v>', ' t="d"><v>{}</v>', ' t="inlineStr"><is><t>{}</t></is>',
    ' t="inlineStr"><is><t xml:space="preserve">{}</t></is>',
]  # fmt: skip


def test_texts_are_those_that_the_book_reader_gives() -> None:
    columns = [[form.format(text) for text in WRITTEN] for form in FORMS]
    rows = cells(columns)
    for form, mine, theirs in zip(FORMS, in_pieces(rows), by_the_book(rows), strict=True):
        assert not differing([form.format(text) for text in WRITTEN], mine, theirs)


@given(st.lists(st.text("a_x0041+\t \u3000\u0085\x1f;中&", max_size=10), min_size=60))
def test_any_texts_are_those_that_the_book_reader_gives(texts: list[str]) -> None:
    written = [text.replace("&", "&amp;").replace("\x1f", "&lt;") for text in texts]
    rows = cells([[form.format(text) for text in written] for form in FORMS])
    assert in_pieces(rows, pieces=2) == by_the_book(rows)


def test_empty_texts_are_blank() -> None:
    rows = cells(
        [
            [
                ' t="str"><v></v>',
                ' t="str"><v/>',
                ' t="inlineStr"><is><t/></is>',
                ' t="d"><v></v>',
                ' t="str"><v>a</v>',
            ]
        ]
    )
    assert in_pieces(rows) == [[None, None, None, None, "a"]] == by_the_book(rows)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", ["&nbsp;", "&", "&amp", "&;", "&#0;", "&#xD800;", "&#x110000;",  "&#x;", "1.123456789", "-1234567.123456789", "-0", "&#49;.123456789", "423278863.74000001", "-423278863.74000001", "1234567890123.45703125"]
)  # fmt: skip
def test_unknown_entities_and_texts_like_cut_numbers_are_left_to_others(form: str, text: str) -> None:
    with pytest.raises(Odd):
        in_pieces(cells([[form.format("a"), form.format(text)]]))


def test_truth_values_may_be_words_which_the_book_reader_takes_for_true() -> None:
    rows = cells([[f' t="b"><v>{text}</v>' for text in ("", "0", "1", "true", "false")]])
    assert in_pieces(rows) == [[None, "false", "true", "true", "false"]]
    assert by_the_book(rows) == [[None, "false", "true", "true", "true"]]


def test_errors_have_no_text() -> None:
    known = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!")
    rows = cells([[*(f' t="e"><v>{code}</v>' for code in known), "><v>1</v>"]])
    assert in_pieces(rows) == [[None] * len(known) + ["1"]] == by_the_book(rows)


def test_errors_of_newer_kinds_are_left_to_others() -> None:
    with pytest.raises(Odd):
        in_pieces(cells([[' t="e"><v>#SPILL!</v>']]))


@pytest.mark.parametrize("written", ["00", "2", "TRUE", "&#x31;", " "])
def test_what_is_no_truth_value_is_left_to_others(written: str) -> None:
    with pytest.raises(Odd):
        in_pieces(cells([[f' t="b"><v>{written}</v>']]))
