"""Rules 1xx: one cell cannot be read as what its column holds."""

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@family
class UnreadableCell(Issue):
    """A cell that cannot be read as what its column holds."""


@family
class UnreadableValue(UnreadableCell):
    """The same, where the sentence names the column."""

    field_name: Label


@rule(
    "KC101",
    Severity.WARNING,
    title=Label("Excel error", "错误值"),
    message=Label("The cell holds the Excel error {error}.", "单元格是 Excel 错误值 {error}。"),
    remedy=Label("Fix the formula or type the value.", "修正公式，或直接填入数值。"),
    example="#N/A",
)
class ErrorValue(UnreadableCell):
    """A cell that holds an Excel error."""

    error: str


@rule(
    "KC102",
    Severity.WARNING,
    title=Label("unreadable amount", "金额无法识别"),
    message=Label("{field_name}: the cell is not an amount.", "{field_name}：单元格内容不是金额。"),
    remedy=Label("Type a plain amount such as 12345.67 or 1.2万.", "改为普通金额，例如 12345.67 或 1.2万。"),
    example="约50万",
)
class AmountUnreadable(UnreadableValue):
    """A cell of a money column that is not an amount."""


@rule(
    "KC103",
    Severity.WARNING,
    title=Label("unreadable date", "日期无法识别"),
    message=Label("{field_name}: the cell is not a date.", "{field_name}：单元格内容不是日期。"),
    remedy=Label("Type the date as 2026-01-31.", "按 2026-01-31 的格式填写日期。"),
    example="2026-02-30",
)
class DateUnreadable(UnreadableValue):
    """A cell of a date column that is not a date."""


@rule(
    "KC104",
    Severity.WARNING,
    title=Label("unreadable number", "数字无法识别"),
    message=Label("{field_name}: the cell is not a number.", "{field_name}：单元格内容不是数字。"),
    remedy=Label("Type a plain number.", "改为普通数字。"),
    example="三个",
)
class NumberUnreadable(UnreadableValue):
    """A cell of a column of numbers that is not a number."""


@rule(
    "KC105",
    Severity.WARNING,
    title=Label("value out of range", "数值超出范围"),
    message=Label("{field_name}: the value is out of range.", "{field_name}：数值超出合理范围。"),
    remedy=Label(
        "Check the value against its source; until then it is treated as unknown.",
        "请核对原始资料；在此之前按未知处理。",
    ),
    example=Label("age 210", "年龄 210"),
)
class ValueOutOfRange(UnreadableValue):
    """A value outside the bounds of its field."""


@rule(
    "KC106",
    Severity.WARNING,
    title=Label("unknown value", "无法识别的取值"),
    message=Label(
        "{field_name}: not one of the known values ({allowed}).",
        "{field_name}：不是可识别的取值（{allowed}）。",
    ),
    remedy=Label("Use one of the known values.", "请改用可识别的取值。"),
    example="R9",
)
class ChoiceUnknown(UnreadableCell):
    """A word that stands for none of the choices of its column."""

    field_name: Label
    allowed: Label | str


@rule(
    "KC107",
    Severity.WARNING,
    title=Label("formula never calculated", "公式未计算"),
    message=Label(
        "The cell holds a formula that was never calculated.",
        "单元格中的公式从未计算过，没有数值。",
    ),
    remedy=Label(
        "Open the workbook in Excel, recalculate and save it.",
        "用 Excel 打开工作簿，重新计算后保存。",
    ),
    example="=B2*2",
)
class FormulaNotCalculated(UnreadableCell):
    """A formula saved without a value."""


@rule(
    "KC108",
    Severity.WARNING,
    title=Label("damaged number", "号码已损坏"),
    message=Label(
        "{field_name}: Excel has rounded this long number; its last digits are lost.{consequence}",
        "{field_name}：Excel 已将此长号码四舍五入，末尾数字已丢失。{consequence}",
    ),
    remedy=Label(
        "Export the column again as text; the lost digits cannot be recovered.",
        "请将该列以文本格式重新导出；丢失的数字无法恢复。",
    ),
    example="1.10101E+17",
)
class NumberDamaged(Issue):
    """A long number whose last digits Excel has rounded away."""

    field_name: Label
    consequence: Label


@rule(
    "KC109",
    Severity.NOTE,
    title=Label("rounded to the fen", "四舍五入到分"),
    message=Label(
        "{field_name}: amounts with more than two decimals (in yuan): {count}; they are rounded to the fen.",
        "{field_name}：{count} 个金额（元）超过两位小数，已四舍五入到分。",
    ),
    remedy=Label(
        "No action needed; totals are checked with the rounded amounts.",
        "无需处理；核对合计时使用四舍五入后的金额。",
    ),
    example="12.3456",
)
class AmountsRounded(Issue):
    """Amounts with fractions of a fen."""

    field_name: Label
    count: int


@rule(
    "KC110",
    Severity.WARNING,
    title=Label("ambiguous date", "日期顺序不明"),
    message=Label(
        "{field_name}: it is not clear which part is the day and which the month.",
        "{field_name}：无法区分日和月。",
    ),
    remedy=Label("Set the order with --date-order dmy or mdy.", "请用 --date-order dmy 或 mdy 指明顺序。"),
    example="03/04/2026",
)
class DateAmbiguous(UnreadableValue):
    """A date whose day and month could be either way round."""


@rule(
    "KC111",
    Severity.WARNING,
    title=Label("foreign currency", "外币金额"),
    message=Label(
        "{field_name}: cells with a foreign currency sign: {count} ({amounts}); not converted.{consequence}",
        "{field_name}：{count} 个单元格带有外币符号（{amounts}），未作换算。{consequence}",
    ),
    remedy=Label(
        "Give the rate in the policy, for example --set currency.USD=7.1 (yuan for one unit), or convert the amounts in the book.",
        "请在策略中给出汇率，例如 --set currency.USD=7.1（一单位外币折人民币元），或在表中折算。",
    ),
    example="US$1,000",
)
class ForeignCurrency(Issue):
    """Amounts with the sign of a foreign currency."""

    field_name: Label
    count: int
    amounts: Label
    consequence: Label


@rule(
    "KC112",
    Severity.NOTE,
    title=Label("control characters", "含控制字符"),
    message=Label(
        "Cells with invisible control characters: {count}.",
        "含有不可见控制字符的单元格：{count} 个。",
    ),
    remedy=Label(
        "Remove them with =CLEAN() in Excel, or export again.",
        "可用 Excel 的 =CLEAN() 清除，或重新导出。",
    ),
    example="NUL, ESC",
)
class ControlCharacters(Issue):
    """Cells with control characters."""

    count: int
