"""`--write-back` and `--in-place` as somebody types them."""

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from keyclient.ingest.base.refusals import BookDamaged
from keyclient.model.label import Label, Lang
from keyclient.model.place import in_sheet
from keyclient.render.writeback.refusals import MISSING, CannotKeepError
from tests.ingest.writing import write_csv, write_parts, write_xlsx
from tests.program import Ended, run
from tests.render.writeback.support import branch_book, parts, values, with_parts

ACCOUNTS = """
客户经营台账 |      |      |            |
客户号       | 姓名 | 网点 | 出生日期   | AUM
001          | 张三 | 城东 | 1980-01-01 | 50
001          | 张三 | 城东 | 1980-01-01 | 20
002          | 李四 | 城西 | 1990-01-01 | 约5
003          | 王五 | 城西 |            | 20
004          | 赵六 | 城西 | 1950-01-01 | 10
合计         |      |      |            | 100
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = write_xlsx(tmp_path, ACCOUNTS, "甲 | 乙\n1 | 2", names=("客户", "别的"))
    return path.rename(tmp_path / "台账.xlsx")


def _copy(book: Path) -> Path:
    return book.with_name(f"{book.stem}.keyclient{book.suffix}")


def _run(*words: str | Path, code: int = 0) -> Ended:
    ended = run(["--lang", "zh", *map(str, words)])
    assert ended.code == code, ended.err
    return ended


def _beside(path: Path, sheet: str = "客户") -> dict[str, list[object]]:
    """Keyclient's columns of a sheet by heading: all cells below."""
    page = openpyxl.load_workbook(path)[sheet]
    found = {}
    for column in page.iter_cols(values_only=True):
        head = next((at for at, cell in enumerate(column) if str(cell).startswith("keyclient·")), None)
        if head is not None:
            found[str(column[head]).removeprefix("keyclient·")] = list(column[head + 1 :])
    return found


def test_every_row_of_a_customer_has_its_result_and_a_row_left_out_says_why(book: Path) -> None:
    ended = _run("segment", book, "--write-back")
    assert ended.out == ""
    assert _beside(_copy(book)) == {
        "类别": ["A", "A", "未纳入：数值无法识别", "A", "B", None],
        "排名": [1, 1, None, 2, 3, None],
        "占比（%）": [70, 70, None, 20, 10, None],
        "累计占比（%）": [70, 70, None, 90, 100, None],
    }
    assert (
        f"已写入 {_copy(book)}：结果在工作表 客户 的 F 至 I 列，汇总在工作表 keyclient segment。" in ended.err
    )


def test_the_book_is_not_touched_and_its_cells_stand_in_the_copy(book: Path) -> None:
    before = book.read_bytes()
    _run("segment", book, "--write-back")
    assert book.read_bytes() == before
    for sheet in ("客户", "别的"):
        old = values(book, sheet)
        assert {place: cell for place, cell in values(_copy(book), sheet).items() if place in old} == old


def test_the_summary_says_rows_date_and_policy(book: Path) -> None:
    _run("segment", book, "--write-back", "--as-of", "2026-01-31")
    said = "\n".join(str(cell) for cell in values(_copy(book), "keyclient segment").values())
    assert "读取 6 行 = 客户 3 + 并入其他行 1 + 搁置 1 + 合计行 1" in said
    assert "同一客户有多行时" in said
    assert "数据日期 2026-01-31" in said
    assert re.search(r"策略 [0-9a-f]{64}", said)


@pytest.mark.parametrize(
    "command",
    ["segment", *(pytest.param(one, marks=pytest.mark.judgement) for one in ("tier", "lifecycle"))],
)
def test_a_second_run_changes_nothing(book: Path, command: str) -> None:
    _run(command, book, "--write-back")
    first = parts(_copy(book))
    _run(command, book, "--write-back")
    assert parts(_copy(book)) == first


def test_commands_stand_side_by_side_in_one_copy(book: Path) -> None:
    for command in ("segment", "tier", "lifecycle", "segment"):
        _run(command, book, "--write-back")
    headings = list(_beside(_copy(book)))
    assert headings[:5] == ["类别", "排名", "占比（%）", "累计占比（%）", "层级"]
    assert headings[9:] == ["原因", "年龄", "年龄段", "未覆盖需求", "可推荐产品", "进入下一年龄段日期"]
    assert openpyxl.load_workbook(_copy(book)).sheetnames[2:] == [
        "keyclient segment",
        "keyclient tier",
        "keyclient lifecycle",
    ]


def test_another_language_replaces_the_same_columns(book: Path) -> None:
    _run("segment", book, "--write-back")
    assert run(["--lang", "en", "segment", str(book), "--write-back"]).code == 0
    assert list(_beside(_copy(book))) == ["class", "rank", "share (%)", "cumulative share (%)"]


def test_the_copy_is_read_as_the_book_is(book: Path) -> None:
    _run("segment", book, "--write-back")
    _run("tier", _copy(book), "--write-back", "--in-place")
    answers = []
    for path in (book, _copy(book)):
        answer = json.loads(_run("segment", path, "-f", "json", "--as-of", "2026-01-31").out)
        checked = json.loads(_run("check", path, "-f", "json", "--as-of", "2026-01-31", code=1).out)
        answers.append((answer["result"], answer["issues"], checked["issues"], checked["sources"][0]["rows"]))
    assert answers[0] == answers[1]


def test_a_copy_made_of_an_older_book_is_made_anew(book: Path) -> None:
    _run("tier", book, "--write-back")
    changed = openpyxl.load_workbook(book)
    changed["客户"]["E3"] = 60
    changed.save(book)
    _run("segment", book, "--write-back")
    assert "层级" not in _beside(_copy(book))
    assert values(_copy(book), "客户")["E3"] == 60


def test_a_copy_that_somebody_has_worked_in_is_kept(book: Path) -> None:
    _run("segment", book, "--write-back")
    worked = openpyxl.load_workbook(_copy(book))
    worked["客户"]["K3"] = "已约"
    worked.save(_copy(book))
    work = _copy(book).read_bytes()
    ended = _run("segment", book, "--write-back")
    kept = book.with_name("台账.keyclient.bak.xlsx")
    assert kept.read_bytes() == work
    assert f"原文件已另存为 {kept}" in ended.err


def test_the_copy_of_another_book_of_the_same_name_is_kept(book: Path) -> None:
    _run("segment", book, "--write-back")
    first = _copy(book).read_bytes()
    other = book.with_suffix(".csv")
    other.write_text("客户号,AUM\n1,5\n2,6\n", encoding="utf-8")
    _run("segment", other, "--write-back")
    assert book.with_name("台账.keyclient.bak.xlsx").read_bytes() == first


def test_in_place_keeps_the_old_book_and_says_where(book: Path) -> None:
    before = book.read_bytes()
    ended = _run("segment", book, "--in-place")
    kept = book.with_name("台账.bak.xlsx")
    assert (kept.read_bytes(), f"原文件已另存为 {kept}" in ended.err) == (before, True)
    assert "类别" in _beside(book)
    second = book.read_bytes()
    _run("tier", book, "--in-place")
    assert kept.read_bytes() == before
    assert book.with_name("台账 (2).bak.xlsx").read_bytes() == second


def test_the_same_old_book_is_kept_once(book: Path) -> None:
    before = book.read_bytes()
    _run("segment", book, "--in-place")
    book.write_bytes(before)
    _run("segment", book, "--in-place")
    assert sorted(path.name for path in book.parent.iterdir()) == ["台账.bak.xlsx", "台账.xlsx"]


def test_columns_that_were_written_before_are_found_by_their_headings(book: Path) -> None:
    _run("segment", book, "--in-place")
    saved = openpyxl.load_workbook(book)
    for name in list(saved.defined_names):
        del saved.defined_names[name]
    saved.save(book)
    _run("segment", book, "--in-place")
    assert list(_beside(book)) == ["类别", "排名", "占比（%）", "累计占比（%）"]


def test_what_stands_where_our_columns_were_is_never_replaced(book: Path) -> None:
    _run("segment", book, "--in-place")
    saved = openpyxl.load_workbook(book)
    page = saved["客户"]
    for row, text in enumerate(["跟进", "周一", "周二"], 2):
        page.cell(row, 6, text)
    saved.save(book)
    _run("segment", book, "--in-place")
    assert [values(book, "客户")[place] for place in ("F2", "F3", "F4")] == ["跟进", "周一", "周二"]


def test_a_formula_under_our_columns_stays(book: Path) -> None:
    _run("segment", book, "--in-place")
    saved = openpyxl.load_workbook(book)
    saved["客户"]["H8"] = "=SUM(H3:H7)"
    saved.save(book)
    _run("segment", book, "--in-place")
    assert values(book, "客户")["H8"] == "=SUM(H3:H7)"


def test_filters_that_do_not_reach_the_columns_are_told(tmp_path: Path) -> None:
    ended = _run("segment", branch_book(tmp_path), "--write-back")
    assert "警告：工作表 客户 的筛选或表格区域不包含 D 至 G 列" in ended.err
    assert "排序前请先扩展区域" in str(values(tmp_path / "book.keyclient.xlsx", "keyclient segment"))


def test_the_answer_is_printed_beside_where_a_format_is_named(book: Path) -> None:
    ended = _run("segment", book, "--write-back", "-f", "json", "--top", "1")
    assert len(json.loads(ended.out)["result"]["top"]) == 1
    assert _beside(_copy(book))["排名"][:2] == [1, 1]
    assert _beside(_copy(book))["排名"][4] == 3


def test_a_text_file_goes_to_a_new_workbook_with_its_cells(tmp_path: Path) -> None:
    text = "客户号 | 姓名 | AUM | 电话\n001 | 张三 | 50 | 13800000000\n'=1+1 | 李四 | 1,200.50 | 0571\n003 | 王五 | #N/A |"
    path = write_csv(tmp_path, text)
    ended = _run("segment", path, "--write-back")
    cells = values(_copy(path).with_suffix(".xlsx"), "book")
    old = {place: cell for place, cell in cells.items() if place[0] in "ABCD" and place[1:] != "1"}
    assert old == {
        "A2": "001", "B2": "张三", "C2": 50, "D2": "13800000000",
        "A3": "=1+1", "B3": "李四", "C3": "1,200.50", "D3": "0571",
        "A4": "003", "B4": "王五", "C4": "#N/A",
    }  # fmt: skip
    assert "book.csv 不是 .xlsx：已新建工作簿" in ended.err
    _run("tier", path, "--write-back")
    assert "层级" in _beside(_copy(path).with_suffix(".xlsx"), "book")


def test_macros_stay_in_a_workbook_that_may_have_them(book: Path) -> None:
    types = parts(book)["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    with_parts(book, **{"[Content_Types].xml": types, "xl__vbaProject.bin": b"macros"})
    _run("segment", book, "--write-back")
    assert parts(book.with_name("台账.keyclient.xlsm"))["xl/vbaProject.bin"] == b"macros"


def test_a_log_of_events_gets_the_summary_alone(tmp_path: Path) -> None:
    log = """
    客户号 | 销售阶段 | 阶段日期
    001    | 潜在     | 2026-01-01
    001    | 重点     | 2026-01-05
    002    | 潜在     | 2026-01-02
    002    | 已成交   | 2026-01-09
    """
    path = write_xlsx(tmp_path, log)
    ended = _run("funnel", path, "--write-back")
    assert "各行为阶段变化记录而非客户，仅添加汇总工作表" in ended.err
    assert values(_copy(path), "客户") == values(path, "客户")
    assert "keyclient·" in str(values(_copy(path), "keyclient funnel")["A1"])


def test_a_table_without_headings_gets_the_summary_alone(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path, "张三 | 5\n李四 | 7\n王五 | 9\n赵六 | 11")
    ended = _run("segment", path, "--header-row", "0", "-m", "B", "--write-back")
    assert "表格没有表头" in ended.err
    assert values(_copy(path), "客户") == values(path, "客户")


def _signed(book: Path) -> None:
    with_parts(book, **{"_xmlsignatures__sig1.xml": b"<x/>"})


def _open_elsewhere(book: Path) -> None:
    book.with_name(f"~${book.name}").write_bytes(b"")


def _read_only(book: Path) -> None:
    book.chmod(0o444)


@pytest.mark.parametrize(
    ("spoil", "words", "said"),
    [
        (_signed, ("--write-back",), "数字签名"),
        (_signed, ("--in-place",), "-o"),
        (_open_elsewhere, ("--in-place",), "正被其他程序打开"),
        (_read_only, ("--in-place",), "只读"),
        (lambda _: None, ("--write-back", "-o", "x.xlsx"), "两个不同的输出位置"),
        (lambda _: None, ("--in-place", "--mask"), "--mask 用于隐去客户身份"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    book: Path, spoil: Callable[[Path], None], words: tuple[str, ...], said: str
) -> None:
    spoil(book)
    before = {path.name: path.read_bytes() for path in book.parent.iterdir()}
    ended = _run("segment", book, *words, code=2)
    assert (ended.out, said in ended.err) == ("", True)
    assert {path.name: path.read_bytes() for path in book.parent.iterdir()} == before


def test_amounts_are_in_the_unit_that_is_asked_for_and_the_heading_says_which(book: Path) -> None:
    lines = "\n".join(
        f"{number:03} | 客户{number} | {amount}" for number, amount in ((1, 100_000), (2, 95_000), (3, 1))
    )
    near = write_xlsx(book.parent, "客户号 | 姓名 | AUM\n" + lines)
    for unit, heading, gap in (("yuan", "差额（元）", 5000), ("wan", "差额（万元）", 0.5)):
        _run("tier", near, "--write-back", "--unit", unit)
        assert _beside(_copy(near))[heading] == [None, gap, None]
    assert "差额（元）" not in _beside(_copy(near))


def test_a_copy_can_be_opened_once_it_is_written(book: Path) -> None:
    ended = _run("segment", book, "--write-back", "--open")
    assert f"未打开 {_copy(book)}：当前不在交互终端中运行" in ended.err


def test_a_text_file_is_not_written_into(tmp_path: Path) -> None:
    assert "不是 .xlsx" in _run("segment", write_csv(tmp_path, ACCOUNTS), "--in-place", code=2).err


def test_a_copy_of_a_copy_is_refused(book: Path) -> None:
    _run("segment", book, "--write-back")
    assert "--in-place" in _run("segment", _copy(book), "--write-back", code=2).err


def test_a_copy_that_is_open_gets_another_name(book: Path) -> None:
    _run("segment", book, "--write-back")
    _open_elsewhere(_copy(book))
    ended = _run("tier", book, "--write-back")
    assert "正被其他程序打开，结果已改用其他文件名" in ended.err
    assert "层级" in _beside(book.with_name("台账 (2).keyclient.xlsx"))
    assert "层级" not in _beside(_copy(book))


def test_a_book_that_was_saved_meanwhile_is_not_replaced(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_meanwhile(*_: object) -> None:
        book.write_bytes(book.read_bytes() + b"more")

    monkeypatch.setattr("keyclient.cli.writeback.write.differing", saved_meanwhile)
    assert "被修改" in _run("segment", book, "--in-place", code=2).err
    assert book.read_bytes().endswith(b"more")
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_a_copy_that_reads_otherwise_is_not_written(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keyclient.cli.writeback.write.differing", lambda *_: in_sheet("客户", "E3"))
    ended = _run("segment", book, "--write-back", code=2)
    assert "客户!E3" in ended.err
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_nothing_of_the_customers_is_said_while_writing(book: Path) -> None:
    said = _run("segment", book, "--write-back").err
    assert not [name for name in ("张三", "李四", "约5") if name in said]


def test_the_copy_says_what_it_was_made_from(book: Path) -> None:
    _run("segment", book, "--write-back")
    with zipfile.ZipFile(_copy(book)) as package:
        listing = package.read("xl/workbook.xml").decode()
    assert hashlib.sha256(book.read_bytes()).hexdigest() in listing


_NAMES = {
    "relation in another case": ({}, {"xl/_rels/workbook.xml.rels": (b"sheet1.xml", b"Sheet1.xml")}),
    "parts in another case": (
        {
            "xl/worksheets/sheet1.xml": "xl/Worksheets/SHEET1.XML",
            "xl/sharedStrings.xml": "xl/SharedStrings.xml",
        },
        {},
    ),
    "lists in another case": (
        {"xl/workbook.xml": "xl/Workbook.xml", "xl/_rels/workbook.xml.rels": "xl/_rels/Workbook.xml.rels"},
        {},
    ),
    "styles in another case": ({"xl/styles.xml": "xl/Styles.xml"}, {}),
}


@pytest.mark.parametrize(("renamed", "changed"), list(_NAMES.values()), ids=list(_NAMES))
def test_a_part_is_found_whatever_the_case_of_its_name(
    book: Path, renamed: dict[str, str], changed: dict[str, tuple[bytes, bytes]]
) -> None:
    known = {name: content.replace(*changed.get(name, (b"", b""))) for name, content in parts(book).items()}
    known = {renamed.get(name, name): content for name, content in known.items()}
    write_parts(book, known)
    _run("segment", book, "--write-back")
    new = parts(_copy(book))
    touched = {name for name in known if known[name] != new[name]}
    assert {name.lower() for name in touched} == {
        "[content_types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
    }
    assert [name for name in new if name not in known] == ["xl/worksheets/keyclient_segment1.xml"]
    first = parts(_copy(book))
    _run("segment", book, "--write-back")
    assert parts(_copy(book)) == first


def test_a_text_with_the_end_of_a_row_in_it_is_no_reason_to_refuse(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    text = b'</c><c r="G3" t="inlineStr"><is><t>first row>arrow></t></is></c></row>'
    known = parts(book)
    at = known[sheet].index(b"</c></row>", known[sheet].index(b'r="A3"'))
    known[sheet] = known[sheet][:at] + text + known[sheet][at + len(b"</c></row>") :]
    write_parts(book, known)
    for size in (60, 300, 1 << 20):
        monkeypatch.setattr("keyclient.render.writeback.cutter.PIECE", size)
        _run("segment", book, "--write-back")
        assert openpyxl.load_workbook(_copy(book))["客户"]["G3"].value == "first row>arrow>"


@pytest.mark.parametrize(
    "text", ["a</row>b", 'a</c></row><row r="9"><c r="A9">b', "a</sheetData>b", "a</v>", ""]
)
@pytest.mark.parametrize("size", [60, 1 << 20])
def test_literal_texts_and_comments_are_kept_whatever_stands_in_them(
    book: Path, monkeypatch: pytest.MonkeyPatch, text: str, size: int
) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    cell = f'</c><c r="G3" t="inlineStr"><is><t><![CDATA[{text}]]></t></is></c>'.encode()
    comment = f"<!-- {text} -->".encode()
    known = parts(book)
    at = known[sheet].index(b"</c></row>", known[sheet].index(b'r="A3"'))
    known[sheet] = known[sheet][:at] + cell + comment + known[sheet][at + len(b"</c>") :]
    write_parts(book, known)
    monkeypatch.setattr("keyclient.render.writeback.cutter.PIECE", size)
    _run("segment", book, "--write-back")
    assert openpyxl.load_workbook(_copy(book))["客户"]["G3"].value == text
    written = parts(_copy(book))[sheet]
    assert cell in written
    assert comment in written


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "the copy cannot be compared with the original ("), ("zh", "无法将写入后的副本与原表逐格核对（")],
)
def test_a_copy_that_cannot_be_compared_is_refused_for_that(
    book: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    def unreadable(*_: object) -> None:
        raise BookDamaged(path=book, reason=Label("it ends too early", "内容不完整"))

    monkeypatch.setattr("keyclient.cli.writeback.write.differing", unreadable)
    ended = run(["--lang", lang, "segment", str(book), "--write-back"])
    assert (ended.code, said in ended.err) == (2, True)
    assert ("it ends too early" in ended.err, "内容不完整" in ended.err) == (lang == "en", lang == "zh")
    assert [path.name for path in book.parent.iterdir()] == [book.name]


def test_a_sheet_that_the_package_does_not_have_is_named() -> None:
    why = CannotKeepError(path="x.xlsx", why=MISSING, part="客户")
    assert "does not have a part that it names (客户)" in why.text(Lang.EN)
    assert "文件缺少其所列出的部件（客户）" in why.text(Lang.ZH)
