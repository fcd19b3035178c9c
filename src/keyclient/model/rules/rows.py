"""Rules 3xx: rows and totals."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

ROW_RULES: dict[str, Rule] = {
    "KC301": Rule(
        _W,
        Label("identical rows", "完全相同的行"),
        Label(
            "Rows that are identical to another in every cell: {count}; together they add {amount} to {measure}.",
            "{count} 行与其他行完全相同，使{measure}合计增加 {amount}。",
        ),
        Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
        Label("the same row twice", "同一行出现两次"),
    ),
    "KC308": Rule(
        _W,
        Label("identical rows", "完全相同的行"),
        Label("Rows that are identical to another in every cell: {count}.", "{count} 行与其他行完全相同。"),
        Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
        Label("the same row twice", "同一行出现两次"),
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
        Label("one row an account", "每个账户一行"),
    ),
    "KC304": Rule(
        _W,
        Label("no customer id", "缺少客户号"),
        Label(
            "Rows without a customer id: {count}; each counts as a customer of its own.",
            "{count} 行没有客户号；每行按一个客户计。",
        ),
        Label("Fill in the ids.", "请补全客户号。"),
        Label("(blank)", "（空白）"),
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
        Label("a total of 1,000 over rows of 900", "各行相加 900，合计行 1,000"),
    ),
    "KC306": Rule(
        _W,
        Label("customer named like a total", "客户名与合计字样相同"),
        Label(
            "The row is called “{label}” but has a customer id; it counts as a customer.",
            "该行名为“{label}”但有客户号，按客户计。",
        ),
        Label("Clear the id if the row is a total.", "如为合计行，请清除客户号。"),
        Label("Total with id 00123", "名为“合计”而客户号为 00123"),
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
        Label("a,b,c,d under three headings", "三个列名之下的 a,b,c,d"),
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
    "KC311": Rule(
        _W,
        Label("too much for one customer", "合并金额过大"),
        Label(
            "{field}: the {rows} rows of this customer id add up to more than one customer can have, so they are not merged.",
            "{field}：该客户号的 {rows} 行合计超出单个客户的合理范围，因此未合并。",
        ),
        Label(
            "Check the unit of the column, and whether the id stands for one customer.",
            "请核对该列的单位，以及该客户号是否对应同一客户。",
        ),
        Label("60,000,000,000,000 twice under one id", "同一客户号下两笔 60,000,000,000,000"),
    ),
    "KC312": Rule(
        _N,
        Label("total row without amounts", "合计行没有金额"),
        Label(
            "The row is labelled as a total but holds no amount; it is left out, and nothing is checked against it.",
            "该行有合计字样但没有金额；已排除，也未用于核对。",
        ),
        Label("Fill in the total, or delete the row.", "请补填合计金额，或删除该行。"),
        Label("TOTAL, and nothing beside it", "仅有“合计”二字的行"),
    ),
    "KC310": Rule(
        _N,
        Label("rows that are no customers", "非客户行"),
        Label("Rows left out as {kind}: {count}.", "作为{kind}排除的行数：{count}。"),
        Label("Nothing to do, unless one of them is a customer.", "无需处理；如其中有客户，请检查该行。"),
        "制表人：…",
    ),
    "KC313": Rule(
        _W,
        Label("customer that looks like a total", "疑似合计行的客户"),
        Label(
            "Every amount of this row is the sum of those above it, so it looks like a total; it counts as a customer.",
            "该行各项金额均等于上方各行之和，疑似合计行；仍按客户计。",
        ),
        Label(
            "If it is a total, type the word for total into its first cell and clear its id and name.",
            "如为合计行，请在该行首列填写“合计”，并清除客户号和客户名称。",
        ),
        Label("100, 200, 300 and 600 under them", "100、200、300 之下的 600"),
    ),
    "KC314": Rule(
        _W,
        Label("row with a single cell", "只有一个单元格的行"),
        Label(
            "Rows in which one cell is filled and all others are blank: {count}; each counts as a customer.",
            "仅有一个单元格有内容、其余均为空的行：{count} 行；每行按一个客户计。",
        ),
        Label(
            "If such a row is a note or a title, delete it, or move it away from the table.",
            "如为备注或标题，请删除，或移到表格之外。",
        ),
        Label("a remark without a colon under the table", "表格下方的一句说明"),
    ),
}
