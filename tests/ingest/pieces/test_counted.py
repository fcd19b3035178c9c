import pytest

from keyclient.ingest.pieces.counted import Counted, counted
from keyclient.ingest.pieces.odd import Odd

ROW = '<row r="4"><c r="A4"/><c r="B4" t="s"><v>3</v></c></row>'


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("", Counted(0, 0, 0, 0)),
        (ROW, Counted(1, 2, 1, 4)),
        (ROW + '<row r="5"><c r="A5"/></row>', Counted(2, 3, 1, 4)),
        (ROW + '<row r="5"><c r="A5"><v></v></c><c r="B5"><v> </v></c><c r="C5"><v/></c></row>', Counted(2, 5, 4, 4)),
        (ROW + '<row r="5"><c t="str" r="AB5"><f>A1</f><v></v></c></row>', Counted(2, 3, 2, 5)),
        (ROW + '<row r="5"><c r="A5" t="inlineStr"><is><t></t></is></c></row>', Counted(2, 3, 2, 5)),
        ('<row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row>' + ROW, Counted(2, 3, 2, 4)),
        ('<row r="4">\n <c\n  r="A4">\n <f>B4</f> <v>1</v>\n</c></row>', Counted(1, 1, 1, 4)),
    ],
)  # fmt: skip
def test_a_piece_is_counted(rows: str, expected: Counted, prefix: str) -> None:
    spelt = rows.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    assert counted(spelt.encode(), prefix.encode()) == expected


def test_tags_are_seen_wherever_they_begin() -> None:
    for at in range(4):
        assert counted(b" " * at + ROW.encode(), b"") == Counted(1, 2, 1, 4)


@pytest.mark.parametrize("rows", ["<v>1</v>", "<row><c><v>1</v></c></row>"])
def test_a_value_without_a_place_is_odd(rows: str) -> None:
    with pytest.raises(Odd):
        counted(rows.encode(), b"")
