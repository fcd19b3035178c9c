"""Books whose table is hard to find: titles, merged headings, totals, several tables and sheets."""

from collections.abc import Callable

from tests.making.cells import CUSTOMERS, Rows
from tests.making.packages import package
from tests.making.xlsx import OFFICE, SHEET, rows_xml, worksheet, xlsx, xlsx_parts

Make = Callable[[], bytes]


def csv(text: str, encoding: str = "utf-8") -> Make:
    """A text file."""
    return lambda: text.encode(encoding)


def sheet(rows: Rows, *, merged: str = "", first: int = 1) -> Make:
    """A workbook of one sheet; `merged`: ranges of merged cells."""
    ranges = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged.split())
    after = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
    return lambda: xlsx({"客户": worksheet(rows_xml(rows, first), after=after)})


def book(*hidden: str, **sheets: Rows) -> Make:
    """A workbook of several sheets."""
    return lambda: xlsx(sheets, hidden=hidden)


def _hidden_rows_and_sheet() -> bytes:
    rows = rows_xml(CUSTOMERS).replace('<row r="3"', '<row r="3" hidden="1"')
    more: Rows = [("客户号", "客户名称", "AUM", "存款余额"), ("101", "旧", 1, 2)]
    return xlsx({"客户": worksheet(rows), "旧客户": more}, hidden=["旧客户"])


def _filtered_rows() -> bytes:
    """Rows that a filter hides."""
    rows = rows_xml(CUSTOMERS)
    for row in (2, 4):
        rows = rows.replace(f'<row r="{row}"', f'<row r="{row}" hidden="1"')
    return xlsx(
        {"客户": worksheet(rows, after='<autoFilter ref="A1:C4"><filterColumn colId="1"/></autoFilter>')}
    )


def _stray(place: str) -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'{rows_xml(CUSTOMERS)}<row r="{row}"><c r="{place}"><v>1</v></c></row>'


_PIVOT = (
    ("支行", "(全部)"),
    (),
    ("求和项:AUM", "列标签"),
    ("行标签", "白金", "黄金", "总计"),
    ("城东支行", 500000, 30000, 530000),
    ("城西支行", 700000, 20000, 720000),
    ("总计", 1200000, 50000, 1250000),
)


def _pivot() -> bytes:
    """A pivot table under the name of a data file: a summary, not customers."""
    parts = xlsx_parts({"Sheet1": _PIVOT})
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    table = (
        f'<pivotTableDefinition {space} name="数据透视表1" cacheId="1" dataCaption="值">'
        '<location ref="A3:D7" firstHeaderRow="1" firstDataRow="2" firstDataCol="1" rowPageCount="1" colPageCount="1"/>'
        "</pivotTableDefinition>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/pivotTable" Target="../pivotTables/pivotTable1.xml"/></Relationships>'
    )
    parts["xl/pivotTables/pivotTable1.xml"] = table.encode()
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations.encode()
    return package(parts)


def _chart_sheet_first() -> bytes:
    """A sheet that is listed first and has no cells."""
    parts = xlsx_parts({"图表": (), "客户": CUSTOMERS})
    parts[SHEET] = parts[SHEET].replace(b"<sheetData></sheetData>", b"<sheetData/>")
    return package(parts)


_BESIDE: Rows = (("网点", "户数"), ("城东", 2), ("城西", 1), ())
_HEAD = "客户号,客户名称,AUM\n"
_LINES = "001,张三,5\n002,李四,6.5\n003,王五,7\n"
SHAPES: dict[str, Make] = {
    "title_rows_and_unit_line.csv": csv("某支行客户资产表\n数据日期：2026-01-31\n单位：万元\n客户号,客户名称,AUM余额\n001,张三,5\n002,李四,6.5\n"),
    "unit_row_under_the_headings.xlsx": sheet([("客户号", "客户名称", "AUM", "年龄"), (None, None, "万元", "岁"), ("001", "张三", 5, 40), ("002", "李四", 6.5, 50)]),
    "unit_in_the_heading_and_above.csv": csv("单位：万元\n客户号,AUM（元）,存款余额\n001,50000,5\n002,65000,6.5\n"),
    "merged_two_row_headings.xlsx": sheet(
        [("客户号", "客户名称", "存款", None, "贷款余额"), (None, None, "余额", "日均", None), ("001", "张三", 5, 4, 1), ("002", "李四", 6, 5, 2)],
        merged="A1:A2 B1:B2 C1:D1 E1:E2",
    ),
    "three_row_headings.xlsx": sheet(
        [("客户信息", None, "资产", None), ("客户号", "客户名称", "存款", None), (None, None, "余额", "日均"), ("001", "张三", 5, 4), ("002", "李四", 6, 5)],
        merged="A1:B1 C1:D1 C2:D2 A2:A3 B2:B3",
    ),
    "merged_group_column.xlsx": sheet(
        [("网点", "客户号", "AUM"), ("城东", "001", 5), (None, "002", 6), ("城西", "003", 7)], merged="A2:A3"
    ),
    "total_row_first.csv": csv("合计,,18.5\n" + _HEAD + _LINES),
    "total_row_under_the_headings.csv": csv(_HEAD + "合计,,18.5\n" + _LINES),
    "total_that_does_not_tie.csv": csv(_HEAD + _LINES + "合计,,20\n"),
    "subtotals_and_grand_total.csv": csv(_HEAD + "001,张三,5\n002,李四,6.5\n小计,,11.5\n003,王五,7\n小计,,7\n总计,,18.5\n"),
    "unlabelled_total.xlsx": sheet([*CUSTOMERS, (None, None, 18.5)]),
    "average_row.csv": csv(_HEAD + _LINES + "平均,,6.17\n"),
    "companies_called_total.csv": csv(_HEAD + "001,合计贸易公司,5\n002,总计,6.5\n003,Total,7\n"),
    "headings_on_every_page.csv": csv(_HEAD + "001,张三,5\n第 1 页,,\n" + _HEAD + "002,李四,6.5\n" + _HEAD + "003,王五,7\n第 2 页,,\n"),
    "blank_rows_in_the_middle.xlsx": sheet([*CUSTOMERS[:2], (), (), CUSTOMERS[2], (), CUSTOMERS[3]]),
    "table_that_starts_in_c5.xlsx": sheet([(None, None, *row) for row in CUSTOMERS], first=5),
    "blank_column_in_the_table.xlsx": sheet([(one, None, *rest) for one, *rest in CUSTOMERS]),
    "footers_and_notes.csv": csv(_HEAD + _LINES + "\n制表人：赵六,复核：钱七,\n注：金额以元为单位。,,\n"),
    "headings_and_no_rows.xlsx": sheet(CUSTOMERS[:1]),
    "two_tables_below_each_other.xlsx": sheet([*CUSTOMERS, (), ("网点", "户数"), ("城东", 2), ("城西", 1)]),
    "two_tables_side_by_side.xlsx": sheet([(*row, None, *more) for row, more in zip(CUSTOMERS, _BESIDE, strict=True)]),
    "two_sheets_that_fit_equally.xlsx": book(一月=CUSTOMERS, 二月=CUSTOMERS),
    "description_sheet_first.xlsx": book(说明=[("填表说明",), ("一、客户号必填",)], 客户=CUSTOMERS),
    "sheet_without_cells_first.xlsx": _chart_sheet_first,
    "hidden_rows_and_sheet.xlsx": _hidden_rows_and_sheet,
    "filtered_rows.xlsx": _filtered_rows,
    "only_a_hidden_sheet.xlsx": book("旧客户", 旧客户=CUSTOMERS, 封面=[("2026年",)]),
    "stray_cell_below_and_to_the_right.xlsx": lambda: xlsx({"客户": worksheet(_stray("AB300"))}),
    "stray_cell_far_below.xlsx": lambda: xlsx({"客户": worksheet(_stray("B300"))}),
    "stray_cell_far_to_the_right.xlsx": lambda: xlsx({"客户": worksheet(_stray("AB5"))}),
    "dimension_that_is_too_large.xlsx": lambda: xlsx({"客户": worksheet(rows_xml(CUSTOMERS), before='<dimension ref="A1:J60"/>')}),
    "dimension_that_is_too_small.xlsx": lambda: xlsx({"客户": worksheet(rows_xml(CUSTOMERS), before='<dimension ref="A1"/>')}),
    "pivot_summary.xlsx": _pivot,
    "duplicate_headings.csv": csv("客户号,AUM,AUM\n001,5,6\n002,7,8\n"),
    "headings_that_differ_by_a_space.csv": csv("客户号,存款余额,存款 余额\n001,5,6\n002,7,8\n"),
    "unnamed_column_beside_a_heading_of_its_letter.csv": csv(",A,B\n2024,1,2\n2025,3,4\n"),
    "years_as_headings.csv": csv("名称,2024,2025\n城东,1,2\n城西,3,4\n"),
    "headings_with_breaks_and_full_width.xlsx": sheet([("客户号\n（必填）", "ＡＵＭ\n（万元）"), ("001", 5), ("002", 6)]),
    "heading_contradicted_by_its_cells.csv": csv("客户号,AUM,loans\n001,5,yes\n002,6,no\n003,7,yes\n"),
    "two_headings_for_one_field.csv": csv("客户号,时点余额,各项存款\n001,5,4\n002,6,5\n"),
}  # fmt: skip
