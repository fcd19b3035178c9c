"""Rules 2xx: headings, units, the choice of sheet."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

TABLE_RULES: dict[str, Rule] = {
    "KC201": Rule(
        _W,
        Label("heading contradicted by its cells", "列名与内容不符"),
        Label(
            "The heading “{heading}” means {field}, but {bad} of {filled} cells cannot be read as it; "
            "the column is kept as it is.",
            "列名“{heading}”对应{field}，但 {filled} 个单元格中有 {bad} 个无法识别；该列按普通列保留。",
        ),
        Label("If the column is meant, say so with --map.", "如确为该字段，请用 --map 指定。"),
        Label("loan = yes/no", "loan 列中填 yes/no"),
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
        Label("a filter on the branch", "按网点筛选"),
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
        Label("(万元) with 123456.78", "（万元）列中的 123456.78"),
    ),
    "KC206": Rule(
        _N,
        Label("hidden sheet not read", "隐藏工作表未读取"),
        Label("Hidden sheets were not read: {sheets}.", "未读取隐藏的工作表：{sheets}。"),
        Label("Name the sheet with --sheet if it is meant.", "如需读取，请用 --sheet 指定。"),
        Label("Sheet3 (hidden)", "Sheet3（已隐藏）"),
    ),
}
