"""The shared texts of a workbook are those that the library of the other reader finds, number by number."""

import random
from collections.abc import Iterator

import fastexcel
import pytest

from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.strings import shared_strings
from tests.making.packages import package
from tests.making.xlsx import DECLARATION, MAIN, STRINGS, worksheet, xlsx_parts

TEXTS = (
    "客户", "K0001", "6228480012345678901", "Zoë", "𠮷田", "a b", "", " ", "\n", "\t", "\u3000", "\u00a0", "\u2028 x",
    "\x85", "\x1c", " lead", "trail ", "\u3000全角", "a&amp;b", "&lt;甲&gt;", "&amp;lt;", "&#65;&#x4e2d;", "&#32;x&#10;",
    "&apos;&quot;", "_x000D_", "_x000d_\n", "_x005F_x000D_", "_x00_x000D_", "_x00zz_", "_x00+5_", "_x0020_", "_x4E2D_",
    "line\nline", "line\r\nline\rline", "a>b", "]]>", "12345678901", "123456789012", "1234567890123", "0.12345678", "-1",
    "a" * 300, "汉" * 50,
)  # fmt: skip
PLAIN = (
    "<si><t>{}</t></si>",
    '<si><t xml:space="preserve">{}</t></si>',
    '<si><t>{}</t><phoneticPr fontId="1" type="noConversion"/></si>',
)
RARE = (
    '<si><phoneticPr fontId="1"/><t>{}</t></si>',
    "<si><t xml:space='preserve'>{}</t></si>",
    '<si><t xml:space="default">{}</t></si>',
    '<si><t xml:lang="zh" xml:space="preserve">{}</t></si>',
    "<si>\n  <t>{}</t>\n</si>\n",
    "<si >\r\n<t >{}</t></si>",
    '<si><r><rPr><b/><sz val="11"/><rFont val="宋&amp;体"/></rPr><t>{}</t></r><r><t xml:space="preserve"> {}</t></r></si>',
    "<si><t>{}</t><r><t>{}</t></r></si>",
    '<si><t>{}</t><rPh sb="0" eb="1"><t>ke</t></rPh><phoneticPr fontId="1"/></si>',
    '<si><rPh sb="0" eb="1"><t>ke</t></rPh><t>{}</t></si>',
    "<si><t>{}</t><t>{}</t></si>",
    "<si><r/><t>{}</t></si>",
)
EMPTY = ("<si/>", "<si />", "<si></si>", "<si><t/></si>", "<si><r><t/></r></si>", "<si><t></t></si>")


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize("plain", [0.0, 0.9, 1.0])
def test_each_text_is_the_one_that_the_library_gives(prefix: str, plain: float) -> None:
    draw = random.Random(f"{prefix}{plain}")
    items = [_item(draw, plain) for _ in range(1500)]
    part = _part(items, prefix)
    assert shared_strings(_blocks(part, draw.choice((1, 1000, 1 << 18))), 9_000).to_pylist() == _library(
        part, len(items)
    )


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_read_of_a_broken_part_the_library_reads_too(seed: int) -> None:
    draw = random.Random(seed)
    read = 0
    for _ in range(60):
        part = _broken(draw, _part([_item(draw, 0.3) for _ in range(12)]))
        try:
            found = shared_strings([part]).to_pylist()
        except Odd:
            continue
        read += 1
        assert found == _library(part, len(found)), part
    assert read > 5


@pytest.mark.parametrize("template", [*PLAIN, *RARE, *EMPTY])
def test_a_way_of_writing_an_item_is_read_with_every_text(template: str) -> None:
    items = [template.replace("{}", text) for text in TEXTS]
    part = _part(items)
    assert shared_strings([part]).to_pylist() == _library(part, len(items))


@pytest.mark.parametrize(
    ("part", "count"),
    [
        (f'<sst xmlns="{MAIN}"/>', 0),
        (f'\ufeff{DECLARATION}<sst xmlns="{MAIN}" count="7" uniqueCount="-5">\n</sst>\n', 0),
        (f'<sst xmlns="{MAIN}" count="7" uniqueCount="900000"><si><t>甲</t></si></sst>', 1),
        (f'<sst xmlns="{MAIN}" uniqueCount="many"><si><t>甲</t></si><si><t>乙</t></si></sst>', 2),
        (f"<?xml version='1.0' encoding='utf-8'?><sst xmlns=\"{MAIN}\"><si><t>甲</t></si></sst>", 1),
    ],
)
def test_neither_declaration_nor_count_changes_anything(part: str, count: int) -> None:
    found = shared_strings([part.encode()]).to_pylist()
    assert len(found) == count
    assert found == (_library(part.encode(), count) if count else [])


@pytest.mark.parametrize(
    "items",
    [
        "<si><t>a&nbsp;b</t></si>",
        "<si><t>a & b</t></si>",
        "<si><t>&#0;</t></si>",
        "<si><t>&#xD800;</t></si>",
        "<si><t>&#x110000;</t></si>",
        "<si><t><![CDATA[a]]></t></si>",
        "<si><t>a</t></si><!-- a -->",
        "<si><t>a<b/></t></si>",
        "<si><t>a</t>",
        "<si><si><t>a</t></si></si>",
        "<t>a</t>",
        "<x:si><t>a</t></x:si>",
        "<si><t>a</t></si><extLst/>",
        "<si><t>0.123456789</t></si>",
        "<si><t>-0</t></si>",
        '<si><t xml:space="preserve" xml:space="preserve">a</t></si>',
    ],
)
def test_what_is_not_covered_is_odd(items: str) -> None:
    with pytest.raises(Odd):
        shared_strings([_part([items])])


@pytest.mark.parametrize(
    "part",
    [
        b"",
        b"<sst>",
        b"<sst><si><t>a</t></si>",
        b"<sst></sst><sst/>",
        b'<?xml version="1.0" encoding="GBK"?><sst></sst>',
        b'<sst uniqueCount="99999999999"></sst>',
        "<sst></sst>".encode("utf-16"),
        b"<!DOCTYPE a><sst></sst>",
        b"<sst><si><t>\xff\xff</t></si></sst>",
        b"<sst><si><t>\xff\xff &amp;</t></si></sst>",
    ],
)
def test_a_part_that_is_no_table_is_odd(part: bytes) -> None:
    with pytest.raises(Odd):
        shared_strings([part])


def test_an_item_longer_than_a_piece_is_odd() -> None:
    with pytest.raises(Odd):
        shared_strings(_blocks(_part(["<si><t>" + "a" * 5000 + "</t></si>"] * 3), 100), 1000)


def _item(draw: random.Random, plain: float) -> str:
    if draw.random() < plain:
        return draw.choice(PLAIN).replace("{}", f"客户{draw.randrange(10**6)}")
    template = draw.choice((*PLAIN, *RARE, *EMPTY))
    return template.replace("{}", draw.choice(TEXTS) + draw.choice(("", draw.choice(TEXTS))))


def _broken(draw: random.Random, part: bytes) -> bytes:
    at = draw.randrange(part.index(b"<sst") + len(MAIN), len(part) - len(b"</sst>"))
    put = draw.choice(
        (b"<", b">", b"&", b'"', b" ", b"\r", b"\xff", b"</t>", b"<t>", b"<si>", b"</si>", b"<r>", b"&#13;")
    )
    return part[:at] + (put if draw.random() < 0.7 else b"") + part[at + draw.randrange(2) :]


def _part(items: list[str], prefix: str = "") -> bytes:
    inner = "".join(items).replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return f'{DECLARATION}<{prefix}sst {name}="{MAIN}" count="3">{inner}</{prefix}sst>'.encode()


def _blocks(part: bytes, size: int) -> Iterator[bytes]:
    return (part[at : at + size] for at in range(0, len(part), size))


def _library(part: bytes, count: int) -> list[str | None]:
    """What the library reads of a sheet whose cells show all texts in turn."""
    cells = "".join(f'<row r="{at + 1}"><c r="A{at + 1}" t="s"><v>{at}</v></c></row>' for at in range(count))
    mark = f'<row r="{count + 1}"><c r="A{count + 1}"><v>1</v></c></row>'
    parts = xlsx_parts({"客户": worksheet(f"{cells}{mark}")}) | {STRINGS: part}
    sheet = fastexcel.read_excel(package(parts)).load_sheet(
        0, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True
    )
    texts = sheet.to_arrow().column(0).to_pylist()
    skipped = [None] * (count + 1 - len(texts))
    return [*skipped, *texts][:count]
