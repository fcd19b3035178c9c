from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.base.file_refusals import EncodingForeign, EncodingMixed
from keyclient.ingest.base.refusals import EncodingUnknown
from keyclient.ingest.source import encoding as encodings
from keyclient.ingest.source.delimited import read_delimited
from keyclient.ingest.source.encoding import TextEncoding, is_text, text_encoding

TEXT = "客户号,客户名称,性别,余额\n001,张三,女,5\n002,李四,男,6\n003,欧阳女,女,7\n"
TRADITIONAL = "客戶編號,客戶姓名,存款餘額,備註\n001,陳大文,5,臺北分行\n002,林小華,6,高雄分行\n"


def encoded(folder: Path, content: bytes, declared: str | None = None) -> TextEncoding:
    path = folder / "book.csv"
    path.write_bytes(content)
    return text_encoding(path, declared)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb18030", "gb18030"), ("utf-16", "utf-16"),
        ("utf-32", "utf-32"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("size", [3, 7, 1 << 20])
def test_the_encoding_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, read: str, size: int
) -> None:
    monkeypatch.setattr(encodings, "PIECE", size)
    assert encoded(tmp_path, (TEXT * 3).encode(written)) == TextEncoding(read)


@pytest.mark.parametrize("line", ["女", "1,女", "联通", "a,b"])
def test_short_words_do_not_make_gbk_look_like_anything_else(tmp_path: Path, line: str) -> None:
    content = (f"{line}\n" * 50 + "客户号\n").encode("gbk")
    assert encoded(tmp_path, content) == TextEncoding("gb18030")


@pytest.mark.parametrize(("written", "missing"), [("utf-8", 1), ("utf-8", 2), ("gbk", 1), ("utf-16", 1)])
def test_a_file_that_ends_in_a_character_is_read_and_told(tmp_path: Path, written: str, missing: int) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes((TEXT + "004,王五").encode(written)[:-missing])
    assert text_encoding(path).is_cut
    grid, issues = read_delimited(path)
    assert grid.row(4)[:2] == ["004", "王"]
    assert [issue.code for issue in issues] == ["KC222"]


@pytest.mark.parametrize("first", ["utf-8", "gbk"])
def test_a_file_put_together_from_two_encodings_is_refused_with_the_line(tmp_path: Path, first: str) -> None:
    second = {"utf-8": "gbk", "gbk": "utf-8"}[first]
    with pytest.raises(EncodingMixed) as refused:
        encoded(tmp_path, TEXT.encode(first) + TEXT.encode(second))
    assert refused.value.values["line"] == (5 if first == "utf-8" else 1)


def test_traditional_chinese_in_big5_is_refused_and_in_gbk_is_read(tmp_path: Path) -> None:
    with pytest.raises(EncodingForeign, match="Big5"):
        encoded(tmp_path, TRADITIONAL.encode("big5"))
    assert encoded(tmp_path, TRADITIONAL.encode("gbk")) == TextEncoding("gb18030")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ("Όνομα,Ποσό\nΑθήνα,5\n".encode("iso-8859-7"), EncodingUnknown),
        (TEXT.encode() + b"\xff\xfe\n", EncodingUnknown),
        (TEXT.encode("gbk") + b"\xff\xff\n", EncodingUnknown),
        (b"\xff\xfe\x00\xd8a\x00", EncodingUnknown),
    ],
)
def test_what_is_in_no_encoding_that_is_read_is_refused(
    tmp_path: Path, content: bytes, refusal: type[InputError]
) -> None:
    with pytest.raises((refusal, EncodingMixed)):
        encoded(tmp_path, content)


@pytest.mark.parametrize(
    "text", ["name,città\nMüller,5\n", "Année,Montant\n2020,5\n", "a,b\n" * 40_000 + "Zoé,5\n"]
)
def test_western_text_is_read_and_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.csv"
    path.write_bytes(text.encode("cp1252"))
    grid, issues = read_delimited(path)
    assert (grid.row(0), [issue.code for issue in issues]) == (
        text.split("\n", maxsplit=1)[0].split(","),
        ["KC224"],
    )


def test_what_a_page_says_of_itself_counts_where_it_is_not_utf8(tmp_path: Path) -> None:
    assert encoded(tmp_path, "Müller".encode("latin-1"), "iso-8859-1").name == "iso-8859-1"
    assert encoded(tmp_path, "客户号".encode(), "gb18030").name == "utf-8"
    assert encoded(tmp_path, "客户号".encode("gbk"), "no-such-encoding").name == "gb18030"


@pytest.mark.parametrize(
    ("head", "is_it"),
    [
        (b"a,b\n1,2\n", True), (TEXT.encode("gbk"), True), (TEXT.encode("utf-16"), True), (b"a,b\n\x00,2,3\n", True),
        (b"C1\x00\x00\x00\x00,5\x00\x00\x00\n" * 20, False), (bytes(64), False), (bytes(range(256)), False),
        ("città\n".encode("latin-1"), True), (b"", True),
    ],
)  # fmt: skip
def test_text_has_few_control_characters(head: bytes, *, is_it: bool) -> None:
    assert is_text(head) is is_it
