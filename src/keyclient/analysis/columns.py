"""How the headings of a book were understood."""

from collections.abc import Sequence

from keyclient.model.contract import Contract
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.understood import Standing, UnderstoodColumn

_TITLE = Label("How the headings were understood", "表头识别结果")
_HEADLINE = Label(
    "{taken} of {all} columns are read as fields; --measure and --by also accept the others by their heading.",
    "共 {all} 列，识别为字段 {taken} 列；其余列仍可在 --measure 和 --by 中按列名使用。",
)
_STANDING = {
    Standing.TAKEN: Label("read as", "识别为"),
    Standing.RIVAL: Label("also possible, not taken", "可对应，未采用"),
    Standing.TWICE: Label("heading stands twice, use --map", "列名重复，请用 --map 指定"),
    Standing.CONTRADICTED: Label("cells say otherwise, not taken", "内容不符，未采用"),
    Standing.PLAIN: Label("kept as it is", "保留原样"),
}


class ColumnsResult(Contract):
    """Every column of the book, in its order."""

    columns: tuple[UnderstoodColumn, ...]


def columns_report(columns: Sequence[UnderstoodColumn]) -> Report:
    """One row a column of the book."""
    heads = (
        TableColumn("letter", Label("column", "列"), Kind.TEXT),
        TableColumn("heading", Label("heading", "列名"), Kind.TEXT),
        TableColumn("standing", Label("understood", "识别"), Kind.TEXT),
        TableColumn("field", Label("field", "字段"), Kind.TEXT),
        TableColumn("meaning", Label("name", "含义"), Kind.TEXT),
        TableColumn("unit", Label("unit", "单位"), Kind.TEXT),
        TableColumn("filled", Label("filled", "非空"), Kind.COUNT),
        TableColumn("unreadable", Label("unreadable", "无法识别"), Kind.COUNT),
    )
    rows = [_row(column) for column in columns]
    taken = sum(column.standing is Standing.TAKEN for column in columns)
    counts = {"taken": Value(taken, Kind.COUNT), "all": Value(len(columns), Kind.COUNT)}
    table = Table("columns", Label("Columns", "各列"), heads, rows)
    return Report(_TITLE, (Sentence(_HEADLINE, counts),), (), (table,), records=table)


def _row(column: UnderstoodColumn) -> tuple[Cell, ...]:
    name = fields()[column.field].column.label if column.field is not None else None
    return (
        column.letter,
        column.heading,
        _STANDING[column.standing],
        column.field,
        name,
        column.unit,
        column.filled,
        column.unreadable,
    )
