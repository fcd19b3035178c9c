"""Workbooks as people have them, and what is in them."""

import io
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import DataBarRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from keyclient.model.label import Label, Lang
from keyclient.model.report import Fact, Kind, Report, Sentence, TableColumn
from keyclient.model.report import Table as ReportTable
from keyclient.render.writeback.addition import Addition, Written
from keyclient.render.writeback.sheet import AddedColumns
from keyclient.render.writeback.verify import verify_copy
from keyclient.render.writeback.write import write_into

REPORT = Report(
    Label("Answer", "结果"),
    (Sentence(Label("All is =well & <good>.", "一切正常 & <好>。")),),
    (Fact(Label("share", "占比"), 0.25, Kind.SHARE),),
    (
        ReportTable(
            "classes",
            Label("Classes", "分类"),
            (
                TableColumn("class", Label("class", "类别"), Kind.TEXT),
                TableColumn("share", Label("share", "占比"), Kind.SHARE),
                TableColumn("value", Label("value", "价值"), Kind.MONEY),
            ),
            (("A", 0.8, 12.5), ("=1+1", None, None)),
        ),
    ),
)
BESIDE = AddedColumns(("类别", "名次"), 2, {3: ("A", 1), 4: ("=1+1", 2), 6: (None, 3)}, after=2)


def branch_book(folder: Path) -> Path:
    """A title, headings in row 2, four customers, and what a careless writer would lose."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "客户"
    page.append(["客户表"])
    page.append(["客户号", "姓名", "存款"])
    for number, name, amount in (
        ("001", "张三", 1.5),
        ("002", "李四", 2),
        (None, None, None),
        ("004", "王五", 4),
    ):
        page.append([number, name, amount])
    page.merge_cells("A1:C1")
    page["A2"].font = Font(bold=True)
    page["C2"].fill = PatternFill("solid", fgColor="FFFF00")
    page["C3"].comment = Comment("核对", "行长")
    page["C3"].number_format = "#,##0.00"
    page["D4"].fill = PatternFill("solid", fgColor="FF0000")
    page["C7"] = "=SUM(C3:C6)"
    page.add_data_validation(DataValidation(type="list", formula1='"张三,李四"', sqref="B3:B9"))
    page.conditional_formatting.add("C3:C6", DataBarRule("num", 0, "max", color="638EC6"))
    page.auto_filter.ref = "A2:C6"
    page.freeze_panes = "A3"
    chart = BarChart()
    chart.add_data(Reference(page, min_col=3, min_row=3, max_row=6))
    page.add_chart(chart, "F2")
    other = book.create_sheet("Müller & Söhne's")
    other.append(["x", "y"])
    other.append([1, 2])
    other.add_table(Table(displayName="T1", ref="A1:B2"))
    path = folder / "book.xlsx"
    book.save(path)
    return path


def addition(sheet: str = "客户", beside: AddedColumns | None = BESIDE, command: str = "segment") -> Addition:
    return Addition(command, sheet, REPORT, Lang.ZH, beside)


def written(source: Path, what: Addition) -> tuple[Path, Written]:
    """The copy beside the book, proven."""
    copy = source.with_name(f"{source.stem}+{what.command}.xlsx")
    with copy.open("wb") as file:
        done = write_into(source, file, what)
    verify_copy(source, copy, what, done)
    return copy, done


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_parts(path: Path, **changes: bytes) -> Path:
    """The package with parts changed or added; `__` in a name stands for a slash, a part of no bytes is left out."""
    known = parts(path) | {name.replace("__", "/"): content for name, content in changes.items()}
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in known.items():
            package.writestr(name, content)
    path.write_bytes(memory.getvalue())
    return path


def values(path: Path, sheet: str) -> dict[str, object]:
    """The cells of a sheet that hold something, by address, as openpyxl reads them."""
    page = openpyxl.load_workbook(path)[sheet]
    return {cell.coordinate: cell.value for row in page.iter_rows() for cell in row if cell.value is not None}
