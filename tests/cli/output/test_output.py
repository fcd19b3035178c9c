"""`--out` as somebody types it."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from keyclient.cli.output.delivery import CUSTOMERS, SUFFIXES
from keyclient.render.formats import FILES
from tests.program import typed
from tests.render.workbook.reading import opened

BOOK = """客户号,姓名,客户经理,出生日期,AUM
001,张三,王芳,1980-01-01,600
002,李四,王芳,"=1+1",300
003,王五,孙浩,,100
"""


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return typed(folder, *arguments)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "客户.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


def test_findings_go_to_a_workbook_whose_cells_link_to_the_book(folder: Path) -> None:
    done = _run(folder, "--lang", "zh", "check", "客户.csv", "--as-of", "2026-01-31", "-o", "issues.xlsx")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == "已写入 issues.xlsx。"
    assert "3 行中发现 1 处问题" in done.stderr
    book = opened((folder / "issues.xlsx").read_bytes())
    assert book.sheetnames == ["概要", "图表", "全部问题", "明细", "说明"]
    first = {head.value: cell for head, cell in zip(book["全部问题"][1], book["全部问题"][2], strict=True)}
    assert (first["代码"].value, first["客户经理"].value) == ("KC103", "王芳")
    assert (first["原值"].value, first["原值"].data_type) == ("=1+1", "s")
    link = first["单元格"].hyperlink
    assert (first["单元格"].value, link.location, link.target) == ("D3", "'客户'!D3", "客户.csv")


def test_what_was_typed_stands_in_the_file_and_nowhere_else(folder: Path) -> None:
    done = _run(folder, "check", "客户.csv", "-o", "issues.xlsx")
    assert "=1+1" not in done.stdout + done.stderr


def test_csv_in_a_file_is_that_of_standard_output_with_a_byte_order_mark(folder: Path) -> None:
    for command in ("segment", "check"):
        said = _run(folder, command, "客户.csv", "--format", "csv")
        _run(folder, command, "客户.csv", "--out", f"{command}.csv")
        assert (folder / f"{command}.csv").read_bytes() == b"\xef\xbb\xbf" + said.stdout.encode()
    rows = list(csv.DictReader(io.StringIO((folder / "check.csv").read_text(encoding="utf-8-sig"))))
    assert [row["cell"] for row in rows if row["severity"] == "warning"] == ["D3"]
    assert rows[0]["value"] == "'=1+1"


def test_json_in_a_file_is_that_of_standard_output(folder: Path) -> None:
    said = _run(folder, "check", "客户.csv", "-f", "json")
    _run(folder, "check", "客户.csv", "-f", "json", "-o", "A.JSON")
    assert json.loads((folder / "A.JSON").read_bytes()) == json.loads(said.stdout)


def test_every_customer_goes_to_the_file_unless_a_number_is_asked_for(folder: Path) -> None:
    lines = "\n".join(f"{n},客户{n},王芳,,{n}" for n in range(1, 41))
    (folder / "many.csv").write_text("客户号,姓名,客户经理,出生日期,AUM\n" + lines, encoding="utf-8")
    for arguments, count in (((), 40), (("--top", "3"), 3)):
        assert _run(folder, "segment", "many.csv", "-o", "out.xlsx", *arguments).returncode == 0
        assert opened((folder / "out.xlsx").read_bytes())["Largest customers"].max_row == count + 1


def test_same_book_gives_the_same_file(folder: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        _run(folder, "check", "客户.csv", "--as-of", "2026-01-31", "-o", name)
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.doc"), "must be one of .xlsx, .csv, .json, .md, .html"),
        (("-o", "out"), "must be one of"),
        (("-o", "out.xlsx", "-f", "json"), "contradicts"),
        (("-o", "客户.csv"), "is the book itself"),
        (("-o", "nowhere/out.csv"), "cannot be written"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = _run(folder, "check", "客户.csv", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert [(path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir()] == [
        ("客户.csv", BOOK)
    ]


def test_an_answer_in_the_folder_is_no_book(folder: Path) -> None:
    _run(folder, "check", "客户.csv", "-o", "答案.xlsx")
    done = _run(folder, "check", "--quiet")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, "Check of the book")
    (folder / "other.xlsx").write_bytes(b"PK\x03\x04 no package")
    several = _run(folder, "check")
    assert (several.returncode, "other.xlsx, 客户.csv" in several.stderr) == (2, True)


def test_every_suffix_has_its_renderer() -> None:
    assert {*SUFFIXES, CUSTOMERS} == set(FILES)


def test_an_answer_is_read_back_with_the_same_figures(folder: Path) -> None:
    _run(folder, "segment", "客户.csv", "-o", "out.xlsx")
    first = json.loads(_run(folder, "segment", "客户.csv", "-f", "json").stdout)["result"]
    again = _run(folder, "segment", "out.xlsx", "--sheet", "Largest customers", "-m", "value", "-f", "json")
    second = json.loads(again.stdout)["result"]
    assert [customer["value"] for customer in second["top"]] == [
        customer["value"] for customer in first["top"]
    ]
    assert (second["total"], second["classes"]) == (first["total"], first["classes"])
