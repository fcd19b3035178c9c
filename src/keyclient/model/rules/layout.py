"""Rules 207 and 209 to 219: where on a sheet the table stands, and what it lacks."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC207",
    Severity.NOTE,
    title=Label("another table on the sheet", "同一工作表中的其他表格"),
    message=Label(
        "{place} is another table ({headings}); it was not read.",
        "{place} 是另一个表格（{headings}），未读取。",
    ),
    remedy=Label(
        "To read it, give its heading row with --header-row, or copy it to its own sheet.",
        "如需读取，请用 --header-row 指定其表头所在行，或将其复制到单独的工作表。",
    ),
    example=Label("branch, customers, amount", "网点、户数、金额"),
)
class OtherTable(Issue):
    """A second table on the sheet, which was not read."""

    place: str
    headings: Label | str


@rule(
    "KC209",
    Severity.WARNING,
    title=Label("no headings", "没有表头"),
    message=Label(
        "No row looks like headings; the columns are named by their letters and every row is read.",
        "没有找到表头行；各列以列号（字母）命名，所有行均已读取。",
    ),
    remedy=Label(
        'If there is a heading row, give it with --header-row; otherwise say what the columns are, for example --map aum="B".',
        '如有表头，请用 --header-row 指定所在行；否则请说明各列含义，例如 --map aum="B"。',
    ),
    example=Label("C001, Zhang San, 500", "C001、张三、500"),
)
class HeadingsMissing(Issue):
    """A table without a row of headings."""


@rule(
    "KC210",
    Severity.NOTE,
    title=Label("columns without a heading", "无列名的列"),
    message=Label(
        "Filled columns without a heading: {letters}. They are named by their letters.",
        "有内容但没有列名的列：{letters}，以列号（字母）命名。",
    ),
    remedy=Label(
        'To use one of them, name it by its letter, for example --map aum="E" or --measure E.',
        '如需使用，请以列号指定，例如 --map aum="E" 或 --measure E。',
    ),
    example=Label("customer id, (blank), AUM", "客户号，（空白），AUM"),
)
class ColumnsUnnamed(Issue):
    """Filled columns without a heading."""

    letters: Label | str


@rule(
    "KC211",
    Severity.WARNING,
    title=Label("table in a foreign currency", "外币报表"),
    message=Label(
        "According to a line above the table, its amounts are in {currency}; they are read as is, not converted.",
        "表头上方注明金额为{currency}；按原数字读取，未作换算。",
    ),
    remedy=Label(
        "Convert the amounts to yuan, or take every result as an amount in that currency.",
        "请先折算为人民币；否则结果均应理解为该币种的金额。",
    ),
    example="单位：万美元",
)
class TableInForeignCurrency(Issue):
    """A line above the table that gives its amounts in a foreign currency."""

    currency: str


@rule(
    "KC212",
    Severity.NOTE,
    title=Label("hidden columns read", "已读取隐藏列"),
    message=Label("Hidden columns were also read: {letters}.", "隐藏的列也已读取：{letters}。"),
    remedy=Label("No action needed, unless they are out of date.", "无需处理；如其内容已过期，请删除。"),
    example=Label("F:H hidden", "F:H 列隐藏"),
)
class HiddenColumnsRead(Issue):
    """Hidden columns count like any other."""

    letters: Label | str


@rule(
    "KC213",
    Severity.NOTE,
    title=Label("merged cells", "合并单元格"),
    message=Label(
        "Cells inside merged cells: {count}; each takes the value of its merged cell.",
        "合并单元格内的单元格：{count} 个，均按合并单元格的内容读取。",
    ),
    remedy=Label("No action needed.", "无需处理。"),
    example=Label("one branch over ten customers", "一个网点合并在十个客户上"),
)
class MergedCells(Issue):
    """Cells that took the value of the merged cell they belong to."""

    count: int


@rule(
    "KC214",
    Severity.WARNING,
    title=Label("merged amount", "合并的金额"),
    message=Label(
        "The cell is merged over several rows and holds a number; it counts for the first row only.",
        "该单元格跨多行合并且为数值，只计入其中第一行。",
    ),
    remedy=Label("Unmerge the cells and enter the amount of each row.", "请取消合并，并在各行分别填写金额。"),
    example=Label("one balance over two customers", "一个余额合并在两个客户上"),
)
class MergedAmount(Issue):
    """A number in a cell merged over several rows."""


@rule(
    "KC215",
    Severity.WARNING,
    title=Label("tables that fit equally well", "匹配程度相同的表格"),
    message=Label(
        "No table has a customer id or name. The first was read; these fit equally well: {others}.",
        "各表格均无客户号或客户名称；已读取第一个，以下表格匹配程度相同，未读取：{others}。",
    ),
    remedy=Label(
        "Choose one with --sheet or --header-row.",
        "请用 --sheet 或 --header-row 指定要读取的表格。",
    ),
    example=Label("one sheet a month, none with a customer id", "每月一张工作表，均无客户号"),
)
class TablesFitEqually(Issue):
    """Tables that fit as well as the one that was read."""

    others: Label | str


@rule(
    "KC216",
    Severity.WARNING,
    title=Label("unit above the table unclear", "表头上方的单位无法确认"),
    message=Label(
        "“{label}” appears above the table but may not be its unit; amounts without a unit of their own are read in {unit}.",
        "表头上方出现“{label}”，但无法确认其为金额单位；未注明单位的金额按{unit}读取。",
    ),
    remedy=Label(
        "Put the unit on its own line above the table (Unit: RMB 10,000), or into the headings: Deposits (RMB 10,000).",
        "请在表头上方单独一行写明单位（单位：万元），或写入列名：存款余额（万元）。",
    ),
    example=Label("Deposits in 10k by customer", "客户存款（万元）明细表"),
)
class UnitAboveDoubtful(Issue):
    """Words above the table that may be its unit."""

    label: str
    unit: str


@rule(
    "KC217",
    Severity.WARNING,
    title=Label("components without a total", "只有分项，没有合计"),
    message=Label(
        "{field_name}: the book has {column}, but no total column; none of them is used.",
        "{field_name}：表中有{column}，但没有合计列，均未采用。",
    ),
    remedy=Label(
        'To use one of them, name it with --map, for example --map deposits="Deposits Fixed"; otherwise add a Total column under the same heading.',
        '如需采用其中一列，请用 --map 指定，例如 --map deposits="存款余额 定期"；否则请在同一表头下增加“合计”列。',
    ),
    example=Label("deposits split into current and fixed", "存款余额下分活期、定期"),
)
class TotalColumnMissing(Issue):
    """A field of which the book has the parts only."""

    field_name: Label
    column: Label | str


@rule(
    "KC218",
    Severity.WARNING,
    title=Label("unit in the number format", "数字格式中的单位"),
    message=Label(
        "{heading}: the number format of {count} cells shows another unit than {unit}: the number {stored} is read as it is "
        "shown, {yuan}, not {otherwise}.",
        "{heading}：{count} 个单元格的数字格式所示单位并非{unit}：数值 {stored} 按显示读作 {yuan}，而非 {otherwise}。",
    ),
    remedy=Label(
        "Check which is meant. Type the amounts in the unit of the heading and use a plain number format.",
        "请核对实际含义；按列名的单位填写金额，并改用普通数字格式。",
    ),
    example=Label("9000 shown as 0.9 under Deposits (RMB 10k)", "存款余额（万元）下的 9000 显示为 0.9"),
)
class UnitInNumberFormat(Issue):
    """Numbers whose format contradicts the unit of their heading or of the lines above."""

    heading: str
    count: int
    unit: str
    stored: str
    yuan: Label
    otherwise: Label


@rule(
    "KC219",
    Severity.NOTE,
    title=Label("average in place of the balance", "以日均代替时点余额"),
    message=Label(
        "The book has no balance of {field_name} at a date; customers are ranked by the daily average ({heading}).",
        "表中没有{field_name}的时点余额，客户按日均（{heading}）排序。",
    ),
    remedy=Label(
        "No action needed if the average is meant; otherwise name the column with --measure.",
        "如确按日均，无需处理；否则请用 --measure 指定列。",
    ),
    example=Label("average AUM, no AUM", "有月日均AUM，无AUM余额"),
)
class AverageAsMeasure(Issue):
    """An average that customers are ranked by, since the book has no balance at a date."""

    field_name: Label
    heading: str
