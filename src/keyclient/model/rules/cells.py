"""Rules 1xx: one cell cannot be read as what its column holds."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

CELL_RULES: dict[str, Rule] = {
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
        Label("age 210", "年龄 210"),
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
            "{field}: Excel has rounded this long number; its last digits are lost.{consequence}",
            "{field}：Excel 已将此长号码四舍五入，末尾数字已丢失。{consequence}",
        ),
        Label(
            "Export the column again as text; the lost digits cannot be repaired.",
            "请将该列以文本格式重新导出；丢失的数字无法恢复。",
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
    "KC112": Rule(
        _N,
        Label("control characters", "含控制字符"),
        Label(
            "Cells with control characters that no screen shows: {count}.",
            "含有不可见控制字符的单元格：{count} 个。",
        ),
        Label(
            "Remove them with =CLEAN() in Excel, or export again.",
            "可用 Excel 的 =CLEAN() 清除，或重新导出。",
        ),
        "NUL, ESC",
    ),
}
