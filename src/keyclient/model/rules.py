"""The catalogue of everything that can be wrong with a book. One row a rule; the codes never change meaning."""

from dataclasses import dataclass
from enum import StrEnum

from keyclient.model.label import Label


class Severity(StrEnum):
    """How bad a defect is: an error changes a figure, a warning may, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITIES = {
    Severity.ERROR: Label("error", "错误"),
    Severity.WARNING: Label("warning", "警告"),
    Severity.NOTE: Label("note", "提示"),
}
"""The words for the severities, the worst first."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What can be wrong, how it is said and what to do."""

    severity: Severity
    title: Label
    message: Label
    remedy: Label
    example: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

RULES: dict[str, Rule] = {
    # 1xx: one cell cannot be read as what its column holds
    "KC101": Rule(
        _W,
        Label("error cell", "错误值"),
        Label("The cell holds the Excel error {error}.", "单元格是 Excel 错误值 {error}。"),
        Label("Mend the formula or type the value.", "修正公式，或直接填入数值。"),
        "#N/A",
    ),
    "KC102": Rule(
        _W,
        Label("unreadable amount", "金额无法识别"),
        Label("{field}: the cell is not an amount.", "{field}：单元格内容不是金额。"),
        Label("Type a plain amount such as 12345.67 or 1.2万.", "改为普通金额，例如 12345.67 或 1.2万。"),
        "约50万",
    ),
    "KC103": Rule(
        _W,
        Label("unreadable date", "日期无法识别"),
        Label("{field}: the cell is not a date.", "{field}：单元格内容不是日期。"),
        Label("Type the date as 2026-01-31.", "按 2026-01-31 的格式填写日期。"),
        "2026-02-30",
    ),
    "KC104": Rule(
        _W,
        Label("unreadable number", "数字无法识别"),
        Label("{field}: the cell is not a number.", "{field}：单元格内容不是数字。"),
        Label("Type a plain number.", "改为普通数字。"),
        "三个",
    ),
    "KC105": Rule(
        _W,
        Label("value out of range", "数值超出范围"),
        Label("{field}: the value cannot be right.", "{field}：数值超出合理范围。"),
        Label(
            "Check the value at its source; until then it counts as unknown.",
            "请核对原始资料；在此之前按未知处理。",
        ),
        "age 210",
    ),
    "KC106": Rule(
        _W,
        Label("unknown word", "无法识别的取值"),
        Label(
            "{field}: the word is not one that this column knows ({allowed}).",
            "{field}：不在可识别的取值内（{allowed}）。",
        ),
        Label("Use one of the known words.", "请改用可识别的取值。"),
        "R9",
    ),
    "KC107": Rule(
        _W,
        Label("formula never calculated", "公式未计算"),
        Label(
            "The cell holds a formula whose value was never calculated.",
            "单元格是从未计算过的公式，没有数值。",
        ),
        Label(
            "Open the workbook in Excel, let it calculate, and save it.",
            "用 Excel 打开工作簿，重新计算后保存。",
        ),
        "=B2*2",
    ),
    "KC108": Rule(
        _W,
        Label("damaged number", "号码已损坏"),
        Label(
            "{field}: Excel has rounded this long number; its last digits are lost.",
            "{field}：Excel 已将此长号码四舍五入，末尾数字已丢失。",
        ),
        Label(
            "Export the column again as text; the lost digits cannot be repaired. The row is not merged with others.",
            "请将该列以文本格式重新导出；丢失的数字无法恢复。该行不与其他行合并。",
        ),
        "1.10101E+17",
    ),
    "KC109": Rule(
        _N,
        Label("rounded to the fen", "四舍五入到分"),
        Label(
            "{field}: {count} amounts have more than two decimals of a yuan and are rounded to the fen.",
            "{field}：{count} 个金额超过两位小数（元），已四舍五入到分。",
        ),
        Label(
            "Nothing to do; the receipt is computed with the rounded amounts.",
            "无需处理；对账按取整后的金额计算。",
        ),
        "12.3456",
    ),
    "KC110": Rule(
        _W,
        Label("ambiguous date", "日期顺序不明"),
        Label("{field}: day and month cannot be told apart.", "{field}：无法区分日和月。"),
        Label(
            "Say which comes first with --date-order dmy or mdy.", "请用 --date-order dmy 或 mdy 指明顺序。"
        ),
        "03/04/2026",
    ),
    "KC111": Rule(
        _W,
        Label("foreign currency", "外币金额"),
        Label(
            "{field}: cells with a foreign currency sign: {count}; the numbers are read as they stand, not converted.",
            "{field}：{count} 个单元格带有外币符号；按原数字读取，未作换算。",
        ),
        Label(
            "Convert the amounts, or keep the currencies in columns of their own.",
            "请先折算为同一币种，或分列存放。",
        ),
        "US$1,000",
    ),
    # 2xx: headings, units, the choice of sheet
    "KC201": Rule(
        _W,
        Label("heading contradicted by its cells", "列名与内容不符"),
        Label(
            "The heading “{heading}” means {field}, but {bad} of {filled} cells cannot be read as it; "
            "the column is kept as it is.",
            "列名“{heading}”对应{field}，但 {filled} 个单元格中有 {bad} 个无法识别；该列按普通列保留。",
        ),
        Label("If the column is meant, say so with --map.", "如确为该字段，请用 --map 指定。"),
        "loan = yes/no",
    ),
    "KC202": Rule(
        _N,
        Label("two headings for one field", "两列对应同一字段"),
        Label(
            "{field}: “{heading}” is taken; “{other}” could mean it too and is kept as a plain column.",
            "{field}：采用“{heading}”；“{other}”也可对应，按普通列保留。",
        ),
        Label("Choose the other one with --map.", "如需改用另一列，请用 --map 指定。"),
        "存款余额, 存款年日均",
    ),
    "KC208": Rule(
        _W,
        Label("heading twice", "列名重复"),
        Label(
            "{field}: {count} columns are headed “{heading}”; none of them is taken.",
            "{field}：有 {count} 列名为“{heading}”，均未采用。",
        ),
        Label(
            "Choose one with --map, for example aum=AUM#1 for the first.",
            "请用 --map 指定，例如 aum=AUM#1 表示第一列。",
        ),
        "AUM, AUM",
    ),
    "KC203": Rule(
        _N,
        Label("sheet chosen", "已选择工作表"),
        Label(
            "Of {count} sheets, “{sheet}” fits best; not read: {others}.",
            "共 {count} 个工作表，选用最匹配的“{sheet}”；未读取：{others}。",
        ),
        Label("Name another sheet with --sheet.", "如需其他工作表，请用 --sheet 指定。"),
        "客户, 说明",
    ),
    "KC204": Rule(
        _N,
        Label("hidden rows read", "已读取隐藏行"),
        Label("{count} hidden or filtered rows were read too.", "隐藏或被筛选掉的 {count} 行也已读取。"),
        Label("Delete the rows if they are not customers.", "如不是客户，请删除这些行。"),
        "filter on 网点",
    ),
    "KC205": Rule(
        _W,
        Label("unit looks wrong", "单位可能有误"),
        Label(
            "{field}: read in {unit}, half of the customers have more than {median}; the unit may be wrong.",
            "{field}：按{unit}读取，半数客户超过 {median}；单位可能有误。",
        ),
        Label(
            "Check the unit in the heading or above the table. Nothing was rescaled.",
            "请核对列名或表头上方的单位。程序没有换算任何数值。",
        ),
        "(万元) with 123456.78",
    ),
    "KC206": Rule(
        _N,
        Label("hidden sheet not read", "隐藏工作表未读取"),
        Label("Hidden sheets were not read: {sheets}.", "未读取隐藏的工作表：{sheets}。"),
        Label("Name the sheet with --sheet if it is meant.", "如需读取，请用 --sheet 指定。"),
        "Sheet3 (hidden)",
    ),
    # 3xx: rows
    "KC301": Rule(
        _W,
        Label("identical rows", "完全相同的行"),
        Label(
            "Rows that are identical to another in every cell: {count}; together they add {amount} to {measure}.",
            "{count} 行与其他行完全相同，使{measure}合计增加 {amount}。",
        ),
        Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
        "the same row twice",
    ),
    "KC308": Rule(
        _W,
        Label("identical rows", "完全相同的行"),
        Label("Rows that are identical to another in every cell: {count}.", "{count} 行与其他行完全相同。"),
        Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
        "the same row twice",
    ),
    "KC302": Rule(
        _W,
        Label("one id, several customers", "同一客户号对应多个客户"),
        Label(
            "{rows} rows share this customer id but contradict each other in name, birth date or id number; "
            "they are kept as {groups} customers.",
            "{rows} 行客户号相同，但姓名、出生日期或证件号矛盾；按 {groups} 个客户分别保留。",
        ),
        Label("Correct the id or the name.", "请更正客户号或姓名。"),
        "C001 张三, C001 李四",
    ),
    "KC303": Rule(
        _N,
        Label("rows merged", "多行合并"),
        Label(
            "Rows that share a customer id: {rows}. They are merged into customers: {customers}; amounts are added up.",
            "{customers} 个客户有多行记录，共 {rows} 行；金额已相加。",
        ),
        Label("Nothing to do.", "无需处理。"),
        "one row an account",
    ),
    "KC304": Rule(
        _W,
        Label("no customer id", "缺少客户号"),
        Label(
            "Rows without a customer id: {count}; each counts as a customer of its own.",
            "{count} 行没有客户号；每行按一个客户计。",
        ),
        Label("Fill in the ids.", "请补全客户号。"),
        "(blank)",
    ),
    "KC305": Rule(
        _E,
        Label("total does not tie", "合计不符"),
        Label(
            "{column}: the customers add up to {read}, the book's own total is {book_total}, difference {difference}.",
            "{column}：各客户相加为 {read}，表内合计为 {book_total}，相差 {difference}。",
        ),
        Label(
            "Look for rows left out of the book's total, or counted twice.", "请检查表内合计是否漏行或重复。"
        ),
        "合计 1,000 over rows of 900",
    ),
    "KC306": Rule(
        _W,
        Label("customer named like a total", "客户名与合计字样相同"),
        Label(
            "The row is called “{label}” but has a customer id; it counts as a customer.",
            "该行名为“{label}”但有客户号，按客户计。",
        ),
        Label("Clear the id if the row is a total.", "如为合计行，请清除客户号。"),
        "Total with id 00123",
    ),
    "KC307": Rule(
        _W,
        Label("too few or too many cells", "列数不符"),
        Label(
            "The line has {cells} cells where the heading has {headings}.",
            "该行有 {cells} 个单元格，而表头有 {headings} 个。",
        ),
        Label(
            "Look for a missing or extra separator; a field with a separator in it must be quoted.",
            "请检查是否多写或漏写分隔符；含分隔符的内容须加引号。",
        ),
        "a,b,c,d under three headings",
    ),
    "KC309": Rule(
        _W,
        Label("total cannot be read", "合计无法读取"),
        Label(
            "{field}: the book's own total cannot be read ({found}), so the column is not checked against it.",
            "{field}：表内合计无法读取（{found}），该列未作核对。",
        ),
        Label(
            "Open the workbook in Excel, let it calculate, and save it; or type the total.",
            "用 Excel 打开并重新计算后保存，或直接填入合计数。",
        ),
        "合计 = #REF!",
    ),
    "KC310": Rule(
        _N,
        Label("rows that are no customers", "非客户行"),
        Label("Rows left out as {kind}: {count}.", "作为{kind}排除的行数：{count}。"),
        Label("Nothing to do, unless one of them is a customer.", "无需处理；如其中有客户，请检查该行。"),
        "制表人：…",
    ),
    # 4xx: what the analysis saw
    "KC401": Rule(
        _W,
        Label("large tie", "大量并列"),
        Label(
            "{count} customers ({share}) have the same value {value}; the edge of class {klass} falls among them.",
            "{count} 个客户（{share}）数值同为 {value}；{klass} 类的分界落在其中。",
        ),
        Label(
            "Choose how ties fall with --set segment.ties=down or nearest.",
            "可用 --set segment.ties=down 或 nearest 指定并列的归类。",
        ),
        "500 customers with 10000.00",
    ),
    "KC402": Rule(
        _N,
        Label("negative values", "存在负值"),
        Label(
            "Customers with a negative value: {count}, {amount} together; shares are taken over the positive values.",
            "{count} 个客户为负值，合计 {amount}；占比按正值合计计算。",
        ),
        Label("Nothing to do.", "无需处理。"),
        "-12.50",
    ),
}
