"""Rules 2xx: headings, units, the choice of sheet."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC201",
    Severity.WARNING,
    title=Label("heading does not match its cells", "列名与内容不符"),
    message=Label(
        "The heading “{heading}” stands for {field_name}, but {bad} of {filled} cells cannot be read as such; the column is kept as an ordinary column.",
        "列名“{heading}”对应{field_name}，但 {filled} 个单元格中有 {bad} 个无法识别；该列按普通列保留。",
    ),
    remedy=Label("If it is that field, say so with --map.", "如确为该字段，请用 --map 指定。"),
    example=Label("loan = yes/no", "loan 列中填 yes/no"),
)
class HeadingContradicted(Issue):
    """A column whose cells do not fit the field that its heading names."""

    heading: str
    field_name: Label
    bad: int
    filled: int


@rule(
    "KC202",
    Severity.NOTE,
    title=Label("two headings for one field", "两列对应同一字段"),
    message=Label(
        "{field_name}: “{heading}” is used; “{other}” could be the same field and is kept as an ordinary column.",
        "{field_name}：采用“{heading}”；“{other}”也可对应，按普通列保留。",
    ),
    remedy=Label("To use the other column, name it with --map.", "如需改用另一列，请用 --map 指定。"),
    example=Label("deposit balance, average daily deposits", "存款余额、存款年日均"),
)
class SecondHeading(Issue):
    """A second column that could be a field already found."""

    field_name: Label
    heading: str
    other: str


@rule(
    "KC203",
    Severity.NOTE,
    title=Label("sheet chosen", "已选择工作表"),
    message=Label(
        "Of {count} sheets, “{sheet}” fits best and was read. Not read: {others}.",
        "共 {count} 个工作表，选用最匹配的“{sheet}”；未读取：{others}。",
    ),
    remedy=Label("To read another sheet, name it with --sheet.", "如需其他工作表，请用 --sheet 指定。"),
    example=Label("Customers, Notes", "客户、说明"),
)
class SheetChosen(Issue):
    """One of several sheets was read."""

    count: int
    sheet: str | None
    others: Label | str


@rule(
    "KC204",
    Severity.NOTE,
    title=Label("hidden rows read", "已读取隐藏行"),
    message=Label(
        "Hidden or filtered rows that were also read: {count}.", "隐藏或被筛选掉的 {count} 行也已读取。"
    ),
    remedy=Label("Delete the rows if they are not customers.", "如不是客户，请删除这些行。"),
    example=Label("a filter on the branch", "按网点筛选"),
)
class HiddenRowsRead(Issue):
    """Hidden or filtered rows count like any other."""

    count: int


@rule(
    "KC205",
    Severity.WARNING,
    title=Label("unit looks wrong", "单位可能有误"),
    message=Label(
        "{field_name}: read in {unit}, half of the amounts exceed {median}; the unit may be wrong.",
        "{field_name}：按{unit}读取，半数金额超过 {median}；单位可能有误。",
    ),
    remedy=Label(
        "Check the unit in the heading or above the table. No amount was rescaled.",
        "请核对列名或表头上方的单位。程序没有换算任何数值。",
    ),
    example=Label("(万元) with 123456.78", "（万元）列中的 123456.78"),
)
class UnitDoubtful(Issue):
    """Amounts too large for the unit in which they are read."""

    field_name: Label
    unit: str
    median: Label


@rule(
    "KC206",
    Severity.NOTE,
    title=Label("hidden sheet not read", "隐藏工作表未读取"),
    message=Label("Hidden sheets were not read: {sheets}.", "未读取隐藏的工作表：{sheets}。"),
    remedy=Label("To read one of them, name it with --sheet.", "如需读取，请用 --sheet 指定。"),
    example=Label("Sheet3 (hidden)", "Sheet3（已隐藏）"),
)
class HiddenSheetsSkipped(Issue):
    """Hidden sheets were not read."""

    sheets: Label | str


@rule(
    "KC208",
    Severity.WARNING,
    title=Label("duplicate heading", "列名重复"),
    message=Label(
        "{field_name}: {count} columns are headed “{heading}”; none of them is used.",
        "{field_name}：有 {count} 列名为“{heading}”，均未采用。",
    ),
    remedy=Label(
        "Choose one with --map, for example --map aum=AUM#1 for the first.",
        "请用 --map 指定，例如 --map aum=AUM#1 表示第一列。",
    ),
    example="AUM, AUM",
)
class HeadingRepeated(Issue):
    """Several columns under the same heading."""

    field_name: Label
    count: int
    heading: str
