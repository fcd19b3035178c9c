"""Plans that people filled in, written down as text, and what was read of them."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from keyclient.ingest.base.grid import Grid
from keyclient.ingest.filled_in.read_form import forms_in
from keyclient.ingest.source.opening import Cells, open_book
from keyclient.model.filled_in import FilledIn, FilledRow, Written
from keyclient.policy.models import Policy
from tests.ingest.writing import lines, write_xlsx

LIMITS = Policy().read
HEADINGS = "行动编号 | 客户号 | 客户名称 | 行动   | 责任人 | 完成时限   | 验收标准     | 状态 | 备注"
A = "       LA      | '001  | 张三     | 品茶会 | 王芳   | 2026-11-12 | 资产 >= 50万 | 待办 |"
B = "       LB      | '002  | 李四     | 体检   | 王芳   | 2026-11-13 | 持有 基金    | 待办 |"
C = "       LC      | '003  | 王五     | 高尔夫 | 李娜   | 2026-11-13 | 持有 基金    | 待办 |"
D = "       LD      | '004  | 赵六     | 讲座   | 李娜   | 2026-11-16 | 持有 基金    | 待办 |"
GIVEN = """
line_id | owner | deadline   | criterion    | status | remark | remembered
LA      | 王芳  | 2026-11-12 | 资产 >= 50万 | 待办   |        | LOLD
LB      | 王芳  | 2026-11-13 | 持有 基金    | 待办   |        |
LC      | 李娜  | 2026-11-13 | 持有 基金    | 待办   |        |
LD      | 李娜  | 2026-11-16 | 持有 基金    | 待办   |        |
"""


def sheet(*rows: str) -> str:
    """A sheet of a plan with these lines."""
    return "\n".join((HEADINGS, *rows))


def write_plan(folder: Path, *, given: str | None = GIVEN, **sheets: str) -> Path:
    """A workbook with sheets by name, and with what was handed out on the hidden one."""
    hidden = {} if given is None else {"_keyclient": given}
    pages: Mapping[str, str] = sheets | hidden
    return write_xlsx(folder, *pages.values(), names=[*pages], hidden=[*hidden])


def read_form(path: Path) -> FilledIn:
    """The only form of a file."""
    (form,) = forms_in(open_book(path, sheet=None, limits=LIMITS).cells(), LIMITS)
    return form


def read_plan(*, given: str | None = GIVEN, book: str = "plan.xlsx", **sheets: str) -> FilledIn:
    """A plan with these sheets as it is read back."""
    pages: Mapping[str, str] = sheets if given is None else {**sheets, "_keyclient": given}
    (form,) = forms_in(cells_of(pages, book), LIMITS)
    return form


def cells_of(pages: Mapping[str, str], book: str = "plan.xlsx") -> Cells:
    """The cells of a workbook with these sheets, as the parser gives them."""
    grids = tuple(_grid(name, page) for name, page in pages.items())
    return Cells(Path(book), "0" * 64, grids, tuple(pages), ())


def _grid(name: str, page: str) -> Grid:
    rows = [[cell.removeprefix("'") for cell in row] for row in lines(page)]
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    columns = zip(*filled, strict=True)
    return Grid(
        name, tuple(pa.chunked_array([[cell or None for cell in column]], pa.string()) for column in columns)
    )


def line(form: FilledIn, line_id: str) -> FilledRow:
    """One of its lines."""
    (row,) = (row for row in form.rows if row.line == line_id)
    return row


def column(form: FilledIn, key: str) -> dict[str | None, Written]:
    """A column by line."""
    return {row.line: row.cells.get(key) for row in form.rows}


def codes(form: FilledIn) -> list[tuple[str, str | None]]:
    """The issues, by code and place."""
    return [(issue.code, issue.cell) for issue in form.issues]
