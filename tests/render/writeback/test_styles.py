import pytest

from keyclient.render.writeback.styles import Formats, formats_of

STYLES = b"""<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy/m/d"/></numFmts>
<fonts><font/><font><b/></font></fonts><cellXfs>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="4" fontId="0" fillId="0" borderId="1"/>
<xf numFmtId="3" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="10" fontId="0" fillId="0" borderId="0"/>
<xf numFmtId="9" fontId="0" fillId="2" borderId="1"/>
<xf numFmtId="0" fontId="0" fillId="0" borderId="1"/>
<xf numFmtId="170" fontId="0" fillId="0" borderId="1"/>
<xf numFmtId="0" fontId="1" fillId="0" borderId="0"/>
</cellXfs></styleSheet>"""


@pytest.mark.parametrize(
    ("holds", "neighbour", "wanted"),
    [
        ("text", 1, 1),
        ("plain", 1, 5),
        ("money", 5, 1),
        ("share", 1, 3),
        ("share", 4, 4),
        ("date", 1, 6),
        ("count", 3, 2),
        ("plain", None, 0),
        ("share", None, 3),
        ("text", None, None),
        ("plain", 99, 0),
    ],
)
def test_a_new_cell_looks_like_its_neighbour_with_a_number_format_that_fits(
    holds: str, neighbour: int | None, wanted: int | None
) -> None:
    assert formats_of(STYLES).beside(holds, neighbour) == wanted


def test_bold_on_no_ground_is_found() -> None:
    assert formats_of(STYLES).strong == 7


@pytest.mark.parametrize("styles", [None, b"<styleSheet/>", b"<!DOCTYPE x><styleSheet/>", b"no xml"])
def test_without_formats_every_cell_is_plain(styles: bytes | None) -> None:
    assert formats_of(styles) == Formats()
    assert formats_of(styles).beside("share", 3) is None
