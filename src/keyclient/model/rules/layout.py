"""Rules 207 and 209 to 219: where on a sheet the table stands, and what it lacks."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

LAYOUT_RULES: dict[str, Rule] = {
    "KC207": Rule(
        _N,
        Label("another table on the sheet", "同一工作表中的其他表格"),
        Label(
            "{place} is another table ({headings}); it was not read.",
            "{place} 是另一个表格（{headings}），未读取。",
        ),
        Label(
            "If it is meant, say which row has its headings with --header-row, or copy it to a sheet of its own.",
            "如需读取，请用 --header-row 指定其表头所在行，或将其复制到单独的工作表。",
        ),
        "网点, 户数, 金额",
    ),
    "KC209": Rule(
        _W,
        Label("no headings", "没有表头"),
        Label(
            "No row looks like headings; the columns are called by their letters and every row is read.",
            "没有找到像表头的行；各列以列号（字母）称呼，所有行均已读取。",
        ),
        Label(
            'If there is a heading row, name it with --header-row; else say what the columns are, such as --map aum="B".',
            '如有表头，请用 --header-row 指定所在行；否则请说明各列含义，例如 --map aum="B"。',
        ),
        "C001, 张三, 500",
    ),
    "KC210": Rule(
        _N,
        Label("columns without a heading", "无列名的列"),
        Label(
            "Columns that hold something but have no heading: {letters}. They are called by their letters.",
            "有内容但没有列名的列：{letters}，以列号（字母）称呼。",
        ),
        Label(
            'If one of them is meant, name it by its letter, for example --map aum="E" or --measure E.',
            '如需使用，请以列号指定，例如 --map aum="E" 或 --measure E。',
        ),
        Label("customer id, (blank), AUM", "客户号，（空白），AUM"),
    ),
    "KC211": Rule(
        _W,
        Label("table in a foreign currency", "外币报表"),
        Label(
            "A line above the table gives its amounts in {currency}; they are read as they stand, not converted.",
            "表头上方注明金额为{currency}；按原数字读取，未作换算。",
        ),
        Label(
            "Convert the amounts to yuan, or read every result as an amount of that currency.",
            "请先折算为人民币；否则结果均应理解为该币种的金额。",
        ),
        "单位：万美元",
    ),
    "KC212": Rule(
        _N,
        Label("hidden columns read", "已读取隐藏列"),
        Label("Hidden columns were read too: {letters}.", "隐藏的列也已读取：{letters}。"),
        Label("Nothing to do, unless they are out of date.", "无需处理；如其内容已过期，请删除。"),
        Label("F:H hidden", "F:H 列隐藏"),
    ),
    "KC213": Rule(
        _N,
        Label("merged cells", "合并单元格"),
        Label(
            "Cells that belong to a merged cell: {count}; each is read as the value of the merged cell.",
            "属于合并单元格的单元格：{count} 个，均按合并单元格的内容读取。",
        ),
        Label("Nothing to do.", "无需处理。"),
        Label("one branch over ten customers", "一个网点合并在十个客户上"),
    ),
    "KC214": Rule(
        _W,
        Label("merged amount", "合并的金额"),
        Label(
            "The cell is merged over several rows and holds a number; it counts for the first of them only.",
            "该单元格跨多行合并且为数值，只计入其中第一行。",
        ),
        Label("Type the amount of every row into its own cell.", "请取消合并，并在各行分别填写金额。"),
        Label("one balance over two customers", "一个余额合并在两个客户上"),
    ),
    "KC215": Rule(
        _W,
        Label("tables that fit equally well", "匹配程度相同的表格"),
        Label(
            "No table has a customer id or name, and these fit as well as the first, which was read: {others}.",
            "各表格均无客户号或客户名称，以下表格与所读取的第一个匹配程度相同，未读取：{others}。",
        ),
        Label(
            "Say which one is meant with --sheet or --header-row.",
            "请用 --sheet 或 --header-row 指定要读取的表格。",
        ),
        Label("one sheet a month, none with a customer id", "每月一张工作表，均无客户号"),
    ),
    "KC216": Rule(
        _W,
        Label("unit above the table not understood", "表头上方的单位无法确认"),
        Label(
            "“{label}” stands above the table, but not in a way that makes it the unit beyond doubt; amounts without a unit of their own are read in {unit}.",
            "表头上方出现“{label}”，但无法确认其为金额单位；未注明单位的金额按{unit}读取。",
        ),
        Label(
            "Write the unit into a line of its own above the table (Unit: RMB 10,000), or into the headings: Deposits (RMB 10,000).",
            "请在表头上方单独一行写明单位（单位：万元），或写入列名：存款余额（万元）。",
        ),
        Label("Deposits in 10k by customer", "客户存款（万元）明细表"),
    ),
    "KC217": Rule(
        _W,
        Label("parts of a field, but not the whole", "只有分项，没有合计"),
        Label(
            "{field}: the book has {column}, but no column that says it is the whole; none of them is taken.",
            "{field}：表中有{column}，但没有合计列，均未采用。",
        ),
        Label(
            'If one of them is meant, say so with --map, such as --map deposits="Deposits Fixed"; else add a column Total under the same heading.',
            '如需采用其中一列，请用 --map 指定，例如 --map deposits="存款余额 定期"；否则请在同一表头下增加“合计”列。',
        ),
        Label("deposits over current and fixed", "存款余额下分活期、定期"),
    ),
}
