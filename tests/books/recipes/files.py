"""Books that are another thing than their names say, text files of all kinds, and files that must be refused."""

import random

from tests.books.recipes.shapes import Make, csv
from tests.making.cells import CUSTOMERS
from tests.making.ods import CONTENT, manifest, ods, ods_parts
from tests.making.ole import ole
from tests.making.packages import package
from tests.making.xls import locked_xls, xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import STRINGS, xlsx, xlsx_parts

_TABLE = "客户号,客户名称,AUM\n001,张三,5\n002,李四,6.5\n003,王五,7\n"
_ROWS = "".join(f"<tr><td>{line.replace(',', '</td><td>')}</td></tr>" for line in _TABLE.split())
_PAGE = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" '
    "content=\"text/html; charset={0}\"><style>td {{mso-number-format:'\\@';}}</style></head><body>"
    "<table border=1>" + _ROWS + "</table></body></html>"
)


def _page(charset: str) -> Make:
    return lambda: _PAGE.format(charset).encode(charset)


def _truncated() -> bytes:
    chance = random.Random(1)
    rows = [*CUSTOMERS, *((f"{at:06}", chance.randbytes(8).hex(), chance.random()) for at in range(200))]
    whole = xlsx({"客户": rows})
    return whole[: len(whole) // 2]


def _document_type() -> bytes:
    parts = xlsx_parts({"客户": CUSTOMERS})
    return package({**parts, STRINGS: parts[STRINGS].replace(b"?>\n", b"?>\n<!DOCTYPE sst>", 1)})


def _locked_ods() -> bytes:
    locked = manifest('<manifest:encryption-data manifest:checksum="x"/>')
    return package(
        {**ods_parts({"客户": CUSTOMERS}), "META-INF/manifest.xml": locked, CONTENT: bytes(range(256)) * 4}
    )


def _wrong_checksum() -> bytes:
    content = package(xlsx_parts({"客户": CUSTOMERS}), 0)
    return content.replace(b"<v>6.5</v>", b"<v>9.5</v>")


FILES: dict[str, Make] = {
    "plain.xlsm": lambda: xlsx({"客户": CUSTOMERS}, macros=True),
    "plain.xlsb": lambda: xlsb({"客户": CUSTOMERS}),
    "plain.xls": lambda: xls({"客户": CUSTOMERS}),
    "plain.ods": lambda: ods({"客户": CUSTOMERS}),
    "xlsb_named.xlsx": lambda: xlsb({"客户": CUSTOMERS}),
    "xlsx_named.xls": lambda: xlsx({"客户": CUSTOMERS}),
    "xlsx_named.csv": lambda: xlsx({"客户": CUSTOMERS}),
    "csv_named.xls": csv(_TABLE, "gb18030"),
    "html_named.xls": _page("utf-8"),
    "html_in_gbk_named.xls": _page("gbk"),
    "tabs_in_utf16_named.xls": csv(_TABLE.replace(",", "\t"), "utf-16"),
    "gbk.csv": csv(_TABLE, "gbk"),
    "utf8_with_mark.csv": csv(_TABLE, "utf-8-sig"),
    "utf16_tabs.txt": csv(_TABLE.replace(",", "\t"), "utf-16"),
    "tabs.tsv": csv(_TABLE.replace(",", "\t")),
    "semicolons.csv": csv(_TABLE.replace(",", ";")),
    "bars.txt": csv(_TABLE.replace(",", "|")),
    "declared_separator.csv": csv("sep=;\r\n" + _TABLE.replace(",", ";").replace("\n", "\r\n")),
    "carriage_returns_alone.csv": csv(_TABLE.replace("\n", "\r")),
    "too_many_and_too_few_cells.csv": csv(_TABLE + "004,赵六,1,234\n005,钱七\n"),
    "first_customer_has_a_cell_too_many.csv": csv(_TABLE.replace("5\n", "5,x\n", 1)),
    "line_wrapped_in_quotes.csv": csv(_TABLE + '"004,赵六,8"\n"005,""钱七"",9"\n'),
    "line_break_in_a_cell.csv": csv('客户号,客户名称,AUM\n001,"张\n三",5\n002,李四,约6\n003,王五,7\n004,赵六,8\n'),
    "unclosed_quote.csv": csv(_TABLE + '004,"赵六,8\n005,钱七,9\n'),
    "half_utf8_half_gbk.csv": lambda: _TABLE.encode() + "004,赵六的公司,8\n".encode("gbk"),
    "password.xlsx": lambda: ole({"EncryptionInfo": b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>", "EncryptedPackage": bytes(range(256)) * 20}),
    "password.xls": lambda: locked_xls(b"\x01\x00\x01\x00\x01\x00" + bytes(48)),
    "password.ods": _locked_ods,
    "truncated.xlsx": _truncated,
    "wrong_checksum.xlsx": _wrong_checksum,
    "document_type.xlsx": _document_type,
    "pdf_named.xlsx": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n",
    "word_document_named.xls": lambda: ole({"WordDocument": b"x" * 5000}),
    "lock_file.xlsx": lambda: b"\x05admin".ljust(55, b" ") + "\x05admin".encode("utf-16-le").ljust(110, b" "),
    "empty.csv": lambda: b"",
    "letter.txt": csv("尊敬的客户：\n\n您好！感谢您的支持。\n\n此致\n敬礼\n"),
    "login_page_named.xls": csv("<html><body><form>用户名 <input><br>密码 <input></form></body></html>"),
    "no_column_to_rank_by.csv": csv("客户号,客户名称,网点\n001,张三,城东\n002,李四,城西\n"),
    "ranked_by_a_heading_that_is_not_there.csv": csv(_TABLE),
}  # fmt: skip
