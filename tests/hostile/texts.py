"""Text files that are cut, mixed, or not quite what they seem."""

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import BookDamaged, BookEmpty, EncodingUnknown, NotABook
from keyclient.ingest.base.table_refusals import NoTable
from tests.hostile.case import EITHER, Case, Make, answered, refused, saved

TABLE = "客户号,客户名称,AUM\n001,张三,5\n002,李四,6.5\n003,王五,7\n"


def text(written: str, encoding: str = "utf-8", name: str = "book.csv") -> Make:
    """A text file."""
    return saved(name, lambda: written.encode(encoding, "surrogatepass"))


def raw(content: bytes, name: str = "book.csv") -> Make:
    """A file of some bytes."""
    return saved(name, lambda: content)


def _separated(by: str) -> str:
    return TABLE.replace(",", by)


_HTML = (
    "<table><tr><td>"
    + TABLE.strip().replace(",", "</td><td>").replace("\n", "</td></tr><tr><td>")
    + "</td></tr></table>"
)
_PAGE = f"<html><head><meta charset='{{}}'><style>td {{{{mso-number-format:'@'}}}}</style></head><body>{_HTML}</body></html>"
_OLD_XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="客户"><Table><Row><Cell><Data ss:Type="String">AUM</Data>'
    '</Cell></Row><Row><Cell><Data ss:Type="Number">5</Data></Cell></Row></Table></Worksheet></Workbook>'
)

TEXT_CASES = (
    *(
        Case(f"separated by {name}", text(_separated(by), name="book.txt"), answered(3))
        for name, by in (("tabs", "\t"), ("semicolons", ";"), ("bars", "|"))
    ),
    *(
        Case(f"in {encoding}", text(TABLE, encoding), answered(3))
        for encoding in ("utf-8-sig", "gb18030", "gbk", "utf-16")
    ),
    Case(
        "in utf-16 with tabs, as Excel saves Unicode text",
        text(_separated("\t"), "utf-16", "book.txt"),
        answered(3),
    ),
    Case("in utf-16 big-endian with a mark", raw(b"\xfe\xff" + TABLE.encode("utf-16-be")), answered(3)),
    Case("in utf-16 without a mark", text(TABLE, "utf-16-le"), EITHER),
    Case("in utf-32", text(TABLE, "utf-32"), EITHER),
    Case("in Big5", text("客戶號,客戶名稱,AUM\n001,張三,5\n", "big5"), EITHER),
    Case("in Latin-1", raw("Name;Betrag\nMüller;5\nJäger;6\n".encode("latin-1")), EITHER),
    Case(
        "half in UTF-8, half in GBK",
        raw(TABLE.encode() + "004,赵六的公司,8\n".encode("gbk")),
        refused(InputError),
    ),
    Case(
        "UTF-8 cut within a letter",
        raw(TABLE.encode() + "004,赵".encode()[:-1]),
        (refused(EncodingUnknown), answered(4, "KC222")),
    ),
    Case(
        "GBK cut within a letter",
        raw(TABLE.encode("gbk") + "004,赵".encode("gbk")[:-1]),
        (refused(EncodingUnknown), answered(4, "KC222")),
    ),
    Case(
        "UTF-16 of an odd number of bytes",
        raw(TABLE.encode("utf-16") + b"\x00"),
        (refused(EncodingUnknown), answered(3, "KC222")),
    ),
    Case("one byte that is no text", raw(TABLE.encode() + b"004,\xff,8\n"), refused(InputError)),
    Case("lines that end in CR alone", text(TABLE.replace("\n", "\r")), answered(3)),
    Case("lines that end in CR CR LF", text(TABLE.replace("\n", "\r\r\n")), EITHER),
    Case("a declared separator", text("sep=;\n" + _separated(";")), answered(3)),
    Case("a declared separator that is not the one", text("sep=|\n" + _separated(";")), EITHER),
    Case("a row with too many cells", text(TABLE + "004,赵六,1,234\n"), answered(4, "KC307 5")),
    Case("a row with too few cells", text(TABLE + "004,赵六\n"), answered(4, "KC307 5")),
    Case("the first customer has a cell too many", text(TABLE.replace("5\n", "5,\n", 1)), answered(3)),
    Case(
        "a quotation mark that never ends",
        text(TABLE + '004,"赵六,8\n005,钱七,9\n'),
        (refused(BookDamaged), answered(5, "KC220")),
    ),
    Case("a quotation mark within a name", text(TABLE + '004,赵"六",8\n'), answered(4)),
    Case(
        "a line wrapped whole in quotation marks",
        text(TABLE + '"004,赵六,8"\n'),
        (answered(4, "KC307 5"), answered(4, "KC221")),
    ),
    Case("a cell of two mebibytes", text(TABLE + f"004,{'x' * (2 << 20)},8\n"), EITHER),
    Case("a line of a hundred thousand cells", text(TABLE + "004," + "," * 100_000 + "\n"), EITHER),
    Case(
        "a heading row of sixteen thousand columns",
        text(
            ",".join(["客户号", "AUM", *(f"列{at}" for at in range(16_382))])
            + "\n"
            + ",".join(["1"] * 16_384)
            + "\n"
        ),
        answered(1),
    ),
    Case("a million separators and nothing else", raw(b"," * 1_000_000), refused(InputError)),
    Case("a million empty lines and nothing else", raw(b"\n" * 1_000_000), refused(InputError)),
    Case(
        "customers under a million empty lines",
        text(TABLE + "\n" * 1_000_000 + "004,赵六,8\n"),
        answered(1_000_004),
    ),
    Case(
        "65,536 lines", text("客户号,AUM\n" + "".join(f"{at},5\n" for at in range(65_535))), answered(65_535)
    ),
    Case(
        "1,048,577 lines, more than a sheet has",
        text("客户号,AUM\n" + "".join(f"{at},5\n" for at in range(1_048_576))),
        answered(1_048_576),
    ),
    Case("NUL among the text", text(TABLE + "004,赵\x00六,8\n"), EITHER),
    Case(
        "NUL far below",
        text(TABLE + "".join(f"{at:06},客户,5\n" for at in range(1000)) + "004,赵\x00六,8\n"),
        EITHER,
    ),
    Case("nothing but NUL", raw(bytes(100_000)), refused(NotABook)),
    Case("nothing at all", raw(b""), refused(BookEmpty)),
    Case("nothing but a byte order mark", raw(b"\xef\xbb\xbf"), refused(BookEmpty, NoTable)),
    Case("nothing but blanks", raw(b" \r\n\t \r\n"), refused(BookEmpty, NoTable)),
    Case("one word", raw(b"x"), refused(NoTable)),
    Case("a letter", text("尊敬的客户：\n\n您好！感谢您的支持。\n\n此致\n敬礼\n"), refused(NoTable)),
    Case("a program", text("import os\nprint(os.name)\nif 1 < 2:\n    x = [1, 2, 3]\n"), EITHER),
    Case("JSON", text('{"customers": [{"id": 1, "aum": 5}, {"id": 2, "aum": 6}]}'), EITHER),
    Case("an id in armour", text('客户号,AUM\n="001",5\n="002",6\n'), answered(2)),
    Case(
        "a formula in a name, a heading and an id",
        text("客户号,客户名称,AUM,=cmd|' /C calc'!A0\n=1+1,=cmd|' /C calc'!A0,5,x\n@SUM(1),+1,6,-1\n"),
        answered(2),
    ),
    Case("escape sequences", text("客户号,客户名称,AUM\n001,\x1b[2J\x1b]0;x\x07张三,5\n"), answered(1)),
    Case(
        "names that other readers take for nothing",
        text("客户号,客户名称,AUM\n000123,NA,5\n000124,null,6\n1E5,TRUE,7\n000126,nan,8\n"),
        answered(4),
    ),
    *(
        Case(
            f"a web page in {encoding}",
            text(_PAGE.format(encoding), encoding, "book.xls"),
            answered(3),
        )
        for encoding in ("utf-8", "gbk", "gb2312", "utf-16")
    ),
    Case("a web page that does not say its encoding", text(_HTML, "gbk", "book.xls"), answered(3)),
    Case(
        "a web page whose tags never end",
        text(_HTML.replace("</td>", "").replace("</tr>", ""), name="book.xls"),
        answered(3),
    ),
    Case(
        "a web page with a cell over a million columns",
        text(_HTML.replace("<td>", '<td colspan="1000000">', 1), name="book.xls"),
        EITHER,
    ),
    Case(
        "a web page with a cell over a million rows",
        text(_HTML.replace("<td>", '<td rowspan="1000000">', 1), name="book.xls"),
        EITHER,
    ),
    Case(
        "a web page without a table",
        text("<html><body><p>请先登录</p></body></html>", name="book.xls"),
        refused(InputError),
    ),
    Case(
        "a hundred thousand tables within each other",
        text("<table><tr><td>" * 100_000, name="book.xls"),
        EITHER,
    ),
    Case("a workbook as XML of 2003", text(_OLD_XML, name="book.xls"), EITHER),
    *(
        Case(
            f"{found} under the name of a workbook",
            raw(magic + bytes(range(256)) * 8, "book.xlsx"),
            refused(InputError),
        )
        for found, magic in (
            ("a PDF", b"%PDF-1.7\n"),
            ("a picture", b"\x89PNG\r\n\x1a\n"),
            ("a RAR archive", b"Rar!\x1a\x07"),
            ("a gzip archive", b"\x1f\x8b\x08"),
            ("a database", b"SQLite format 3\x00"),
            ("a program", b"MZ\x90\x00"),
            ("an ELF program", b"\x7fELF\x02\x01\x01"),
        )
    ),
    Case(
        "what Excel leaves beside an open book",
        raw(
            b"\x05admin".ljust(55, b" ") + b"\x05\x00a\x00d\x00m\x00i\x00n\x00".ljust(110, b" \x00"[:1]),
            "~$book.xlsx",
        ),
        refused(InputError),
    ),
)
