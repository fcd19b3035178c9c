"""Zip packages that are bombs, that lie, or that lack something."""

import io
import random
import struct
import zipfile
from pathlib import Path

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import BookDamaged, BookTooHeavy, BookTooSlow, CountsDisagree, NotABook
from tests.hostile.case import EITHER, Case, Make, answered, refused, saved
from tests.making.cells import CUSTOMERS
from tests.making.ods import ods
from tests.making.packages import add_entry, package, packed
from tests.making.xlsb import xlsb
from tests.making.xlsx import DECLARATION, MAIN, SHEET, STRINGS, rows_xml, worksheet, xlsx, xlsx_parts

GIGABYTE = 1 << 30
BOMB = (BookDamaged, BookTooHeavy)
PARTS = xlsx_parts({"客户": CUSTOMERS})


def bomb(name: str, before: str, after: str, piece: bytes = b" ", size: int = GIGABYTE) -> Make:
    """A workbook of which one part unpacks to a gigabyte."""

    def make(folder: Path) -> Path:
        path = saved("book.xlsx", lambda: package(_without(name)))(folder)
        return add_entry(path, name, packed((DECLARATION + before).encode(), piece, size, after.encode()))

    return make


def _unused(folder: Path) -> Path:
    """A part of four gigabytes that nothing refers to."""
    path = saved("book.xlsx", lambda: package(PARTS))(folder)
    return add_entry(path, "xl/media/image1.png", packed(b"", bytes(1), 4 * GIGABYTE))


def _small_lie(folder: Path) -> Path:
    """A sheet that says it is of 200 bytes and unpacks to a gigabyte."""
    path = saved("book.xlsx", lambda: package(_without(SHEET)))(folder)
    return add_entry(path, SHEET, packed(b"", b" ", GIGABYTE)._replace(size=200, crc=0))


def _just_below(folder: Path) -> Path:
    path = saved("book.xlsx", lambda: package(PARTS))(folder)
    part = packed(b"", bytes(1), 31 << 20)
    for number in range(70):
        add_entry(path, f"xl/media/{number}.png", part)
    return path


def _without(name: str) -> dict[str, bytes]:
    return {part: content for part, content in PARTS.items() if part != name}


def _many_entries() -> bytes:
    return package({**PARTS, **{f"xl/media/{at}.png": b"" for at in range(65_000)}})


def _sheets(count: int) -> bytes:
    return xlsx({"客户": CUSTOMERS, **{f"第{at}页": () for at in range(2, count + 1)}})


def twice(name: str, again: str) -> Make:
    """A workbook that has a part twice; the second one says otherwise."""
    other = worksheet(rows_xml([("客户号", "AUM"), ("9", 1)])).encode() if name == SHEET else PARTS[name]
    return saved("book.xlsx", lambda: package(PARTS, further=[(again, other)]))


def wrong_crc(part: str) -> Make:
    """A workbook of which one part is not what its checksum says."""

    def content() -> bytes:
        whole = package(PARTS, zipfile.ZIP_STORED)
        body = PARTS[part]
        at = whole.index(body) + body.rindex(b"<") - 1
        return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]

    return saved("book.xlsx", content)


def without(part: str) -> Make:
    """A workbook that lacks a part."""
    return saved("book.xlsx", lambda: package(_without(part)))


def cut(percent: int) -> Make:
    """A workbook of which only the first part of its bytes has arrived."""

    def content() -> bytes:
        noise = random.Random(1)
        rows = [*CUSTOMERS, *((f"{at:06}", noise.randbytes(20).hex(), noise.random()) for at in range(300))]
        whole = xlsx({"客户": rows})
        return whole[: len(whole) * percent // 100]

    return saved("book.xlsx", content)


def packed_by(method: int) -> Make:
    """A workbook that is packed by an unusual method."""
    return saved("book.xlsx", lambda: package(PARTS, method))


def with_flag(flag: int) -> Make:
    """A workbook whose entries bear a flag, such as 1 for a password."""

    def flagged() -> bytes:
        content = bytearray(package(PARTS))
        for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = content.find(magic)
            while start >= 0:
                content[start + at] |= flag
                start = content.find(magic, start + 4)
        return bytes(content)

    return saved("book.xlsx", flagged)


def _overlapping() -> bytes:
    """Four thousand entries that all are the same bytes: small on disk, large when unpacked."""
    block = b" " * (1 << 20)
    plain = package({**PARTS, "xl/media/0.bin": block})
    with zipfile.ZipFile(io.BytesIO(plain)) as source:
        info = source.getinfo("xl/media/0.bin")
        start = source.start_dir
    record = struct.Struct("<4s4B4HL2L5H2L")
    extra = b""
    for number in range(1, 4000):
        name = f"xl/media/{number}.bin".encode()
        extra += (
            record.pack(
                b"PK\x01\x02",
                20,
                3,
                20,
                0,
                0,
                8,
                0,
                33,
                info.CRC,
                info.compress_size,
                info.file_size,
                len(name),
                0,
                0,
                0,
                0,
                0,
                info.header_offset,
            )
            + name
        )
    end = plain.rindex(b"PK\x05\x06")
    directory = plain[start:end] + extra
    count = len(PARTS) + 4000
    return (
        plain[:start]
        + directory
        + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    )


def _in_the_root() -> bytes:
    """A legal workbook whose parts stand in no folder `xl`."""
    moved = {
        name.removeprefix("xl/"): content.replace(b"/xl/", b"/").replace(b'"xl/', b'"')
        for name, content in PARTS.items()
    }
    return package(moved)


_STYLES = f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><name val="'
_TEXTS = f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>'
_ROWS = worksheet(rows_xml(CUSTOMERS)).removeprefix(DECLARATION)
_BEFORE, _AFTER = _ROWS.split("</sheetData>")
_AFTER = "</sheetData>" + _AFTER
_EMPTY_ROW = b'<row r="5"><c r="A5"/></row>'

PACKAGE_CASES = (
    Case("a sheet of a gigabyte of blanks", bomb(SHEET, _BEFORE, _AFTER), refused(*BOMB)),
    Case("a sheet of a gigabyte of rows", bomb(SHEET, _BEFORE, _AFTER, _EMPTY_ROW), refused(*BOMB)),
    Case(
        "a cell of a gigabyte",
        bomb(SHEET, _BEFORE + '<row r="5"><c r="A5" t="str"><v>', "</v></c></row>" + _AFTER, b"x"),
        refused(*BOMB),
    ),
    Case(
        "an attribute of a gigabyte",
        bomb(SHEET, _BEFORE + '<row r="5" x="', '"></row>' + _AFTER, b"x"),
        refused(*BOMB),
    ),
    Case("a comment of a gigabyte", bomb(SHEET, _BEFORE + "<!--", "-->" + _AFTER, b"x"), refused(*BOMB)),
    Case("a comment of a gigabyte that never ends", bomb(SHEET, _BEFORE + "<!--", "", b"x"), refused(*BOMB)),
    Case("strings of a gigabyte", bomb(STRINGS, _TEXTS, "</t></si></sst>", b"x"), refused(*BOMB)),
    Case(
        "a thousand million empty strings",
        bomb(STRINGS, _TEXTS + "</t></si>", "</sst>", b"<si/>"),
        refused(*BOMB),
    ),
    Case(
        "styles of a gigabyte",
        bomb("xl/styles.xml", _STYLES, '"/></font></fonts></styleSheet>', b"x"),
        refused(*BOMB),
    ),
    Case(
        "a workbook part of a gigabyte",
        bomb(
            "xl/workbook.xml",
            "<!--",
            "-->" + PARTS["xl/workbook.xml"].decode().removeprefix(DECLARATION),
            b"x",
        ),
        refused(*BOMB),
    ),
    Case("a part of four gigabytes that nobody needs", _unused, refused(*BOMB)),
    Case("a sheet that says 200 bytes and is a gigabyte", _small_lie, refused(*BOMB)),
    Case("seventy parts of 31 MB, each just below what is looked at", _just_below, refused(*BOMB)),
    Case("four thousand entries over the same bytes", saved("book.xlsx", _overlapping), refused(*BOMB)),
    Case("65,000 entries", saved("book.xlsx", _many_entries), refused(*BOMB)),
    # A slow machine takes longer over them than a file of this size may take.
    Case("3,000 sheets", saved("book.xlsx", lambda: _sheets(3_000)), (answered(3), refused(BookTooSlow))),
    Case("a sheet part twice", twice(SHEET, SHEET), refused(BookDamaged)),
    Case("a sheet part twice, once in capitals", twice(SHEET, SHEET.upper()), refused(BookDamaged)),
    Case(
        "a sheet part twice, once with backslashes",
        twice(SHEET, SHEET.replace("/", "\\")),
        refused(BookDamaged, CountsDisagree),
    ),
    Case(
        "a sheet part twice, once from the root",
        twice(SHEET, "/" + SHEET),
        refused(BookDamaged, CountsDisagree),
    ),
    Case("the workbook part twice", twice("xl/workbook.xml", "xl/workbook.xml"), refused(BookDamaged)),
    *(
        Case(f"a wrong checksum of {part}", wrong_crc(part), refused(BookDamaged))
        for part in (SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml")
    ),
    *(
        Case(f"without {part}", without(part), refused(BookDamaged, NotABook))
        for part in (SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    ),
    *(Case(f"without {part}", without(part), answered(3)) for part in ("xl/styles.xml", STRINGS)),
    *(Case(f"without {part}", without(part), EITHER) for part in ("[Content_Types].xml", "_rels/.rels")),
    *(
        Case(f"cut off after {percent} %", cut(percent), refused(InputError))
        for percent in (0, 1, 5, 10, 25, 50, 75, 90, 95, 99)
    ),
    Case("packed by bzip2", packed_by(zipfile.ZIP_BZIP2), EITHER),
    Case("packed by LZMA", packed_by(zipfile.ZIP_LZMA), EITHER),
    Case("not packed at all", packed_by(zipfile.ZIP_STORED), answered(3)),
    Case("entries with a password", with_flag(1), refused(InputError)),
    Case(
        "a package behind a megabyte of something else",
        saved("book.xlsx", lambda: bytes(1 << 20) + package(PARTS)),
        EITHER,
    ),
    Case(
        "a package before a megabyte of something else",
        saved("book.xlsx", lambda: package(PARTS) + bytes(1 << 20)),
        EITHER,
    ),
    Case(
        "entries that want to leave the folder",
        saved("book.xlsx", lambda: package({**PARTS, "../../../evil.txt": b"x", "/etc/evil": b"x"})),
        answered(3),
    ),
    Case("parts in the root", saved("book.xlsx", _in_the_root), answered(3)),
    Case(
        "a workbook in a zip archive",
        saved("book.xlsx", lambda: package({"book.xlsx": xlsx({"客户": CUSTOMERS})})),
        refused(NotABook),
    ),
    Case("an empty zip archive", saved("book.xlsx", lambda: package({})), refused(NotABook, BookDamaged)),
    *(
        Case(f"a cut-off {name}", saved(f"book.{name}", whole[:-40].__bytes__), refused(BookDamaged))
        for name, whole in (("xlsb", xlsb({"客户": CUSTOMERS})), ("ods", ods({"客户": CUSTOMERS})))
    ),
)
