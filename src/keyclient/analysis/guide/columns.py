"""How the headings of a book were understood."""

from collections.abc import Iterator, Sequence

from keyclient.model.column import HeadingStatus, UnderstoodColumn
from keyclient.model.contract import Contract
from keyclient.model.fields import fields
from keyclient.model.label import Label, listed
from keyclient.model.report import Cell, Kind, Report, Sentence, Table, TableColumn, Value

_TITLE = Label("How the headings were understood", "表头识别结果")
_HEADLINE = Label(
    "{taken} of {all} columns are read as fields; --measure and --by also accept the others by their heading.",
    "共 {all} 列，识别为字段 {taken} 列；其余列仍可在 --measure 和 --by 中按列名使用。",
)
_SETTLE = {
    HeadingStatus.TWICE: Label(
        "Several columns have the same heading, so none is used ({headings}); choose one, for example {option}.",
        "列名重复，均未采用：{headings}。请指定其中一列，例如 {option}。",
    ),
    HeadingStatus.CONTRADICTED: Label(
        "The cells under these headings do not match the field ({headings}); to use them anyway, add {option}.",
        "以下列名与内容不符，未采用：{headings}。如确为该字段，请加 {option}。",
    ),
    HeadingStatus.RIVAL: Label(
        "A better column was found than these ({headings}); to use one of them instead, add {option}.",
        "以下列已有更合适的列，未采用：{headings}。如需改用，请加 {option}。",
    ),
}
"""Advice on columns that could be read as a field but are not."""
_MISSING = Label("Fields without a column: {fields}.", "未找到对应列的字段：{fields}。")
_MAP = Label(
    "--map FIELD=HEADING reads a column as a field; with --save it is kept in keyclient.toml.",
    "可用 --map 字段=列名 指定某列对应的字段；加 --save 可写入 keyclient.toml，长期有效。",
)
_STANDING = {
    HeadingStatus.TAKEN: Label("read as", "识别为"),
    HeadingStatus.RIVAL: Label("also possible, not used", "可对应，未采用"),
    HeadingStatus.TWICE: Label("duplicate heading, use --map", "列名重复，请用 --map 指定"),
    HeadingStatus.CONTRADICTED: Label("cells do not match, not used", "内容不符，未采用"),
    HeadingStatus.PLAIN: Label("kept as is", "保留原样"),
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
    taken = sum(column.standing is HeadingStatus.TAKEN for column in columns)
    counts = {"taken": Value(taken, Kind.COUNT), "all": Value(len(columns), Kind.COUNT)}
    table = Table("columns", Label("Columns", "各列"), heads, rows)
    headline = (Sentence(_HEADLINE, counts), *_unsettled(columns))
    return Report(_TITLE, headline, (), (table,), tuple(_notes(columns)), records=table)


def _unsettled(columns: Sequence[UnderstoodColumn]) -> Iterator[Sentence]:
    """What the user can decide, with the option to type for the first column concerned."""
    for standing, label in _SETTLE.items():
        found = [column for column in columns if column.standing is standing]
        if found:
            first = found[0]
            heading = f"{first.heading}#1" if standing is HeadingStatus.TWICE else first.heading
            words = {
                "headings": Value(listed(dict.fromkeys(column.heading for column in found)), Kind.TEXT),
                "option": Value(f'--map {first.field}="{heading}"', Kind.TEXT),
            }
            yield Sentence(label, words)


def _notes(columns: Sequence[UnderstoodColumn]) -> Iterator[Sentence]:
    """Which fields have no column, and how to name one."""
    taken = {column.field for column in columns if column.standing is HeadingStatus.TAKEN}
    missing = [(name, spec.column.label) for name, spec in fields().items() if name not in taken]
    if missing:
        names = listed(Label(name, f"{label.zh}（{name}）") for name, label in missing)
        yield Sentence(_MISSING, {"fields": Value(names, Kind.TEXT)})
        yield Sentence(_MAP)


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
