"""Rules 810 to 819: what the columns of a portfolio in Parquet leave open, and what of two of its dates is not compared."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC810",
    Severity.WARNING,
    title=Label("a second column for one field", "同一字段有两列"),
    message=Label(
        "Column “{other}” could be {field_name} too, but “{column}” is read. In the {files} files that have both, “{other}” adds "
        "up to {amount}, which does not count.",
        "“{other}”列也可作为{field_name}，已取“{column}”列。在同时有两列的 {files} 个文件中，“{other}”合计 {amount}，未计入。",
    ),
    remedy=Label(
        "Take the other one with --map FIELD=COLUMN, or remove the column that is not meant.",
        "可用 --map 字段=列名 指定另一列，或删除不需要的列。",
    ),
    example=Label("Deposits (yuan) beside Deposits (10,000 yuan)", "“存款余额”与“存款余额(万元)”并存"),
)
class OtherColumn(Issue):
    """An amount that stands in a column of its own and is not read."""

    column: str
    other: str
    field_name: Label
    files: int
    amount: Label


@rule(
    "KC811",
    Severity.WARNING,
    title=Label("branches with one data date", "仅有一期数据的网点"),
    message=Label(
        "Branches with only one data date: {branches} ({names}); their {rows} rows, {amount}, are left out of both sides.",
        "仅有一期数据的网点 {branches} 个（{names}），共 {rows} 行，{amount}，两期均未计入。",
    ),
    remedy=Label(
        "Add their other data date, or compare without them.", "请补充其另一期数据，或不比较这些网点。"
    ),
    example=Label("a branch that was opened this month", "本月新设的网点"),
)
class BranchesNotCompared(Issue):
    """Branches that cannot be compared with themselves."""

    branches: int
    names: Label
    rows: int
    amount: Label


@rule(
    "KC812",
    Severity.WARNING,
    title=Label("where a cell stands that is not read", "未读取单元格的位置"),
    message=Label(
        "Column “{column}”: the first cell that is not read stands in {file}, row {row} of its data, and is {reason}.",
        "“{column}”列首个未读取的单元格在 {file} 的第 {row} 行数据，{reason}。",
    ),
    remedy=Label("Look at the row, and correct what wrote the file.", "请查看该行，并更正生成该文件的程序。"),
    example=Label("an amount that was taken for yuan and is fen", "以分为单位的金额按元写入"),
)
class CellShown(Issue):
    """Where a cell stands that cannot be read, and why it cannot; never what stands in it."""

    column: str
    file: str
    row: int
    reason: Label


@rule(
    "KC813",
    Severity.WARNING,
    title=Label("nothing to group by", "分组列为空"),
    message=Label(
        "Column “{column}” is blank in every row, so all customers are in one group.",
        "“{column}”列全部为空，所有客户归为一组。",
    ),
    remedy=Label("Name another column with --by.", "请用 --by 指定其他列。"),
    example=Label("an age that the books do not have", "客户表中没有年龄"),
)
class GroupsBlank(Issue):
    """A column to group by that says nothing."""

    column: str
