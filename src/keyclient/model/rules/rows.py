"""Rules 3xx: rows of customers, their ids, repeated rows."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC301",
    Severity.WARNING,
    title=Label("identical rows", "完全相同的行"),
    message=Label(
        "Rows that repeat another row in every cell: {count}; they add {amount} to {measure}.",
        "{count} 行与其他行完全相同，使{measure}合计增加 {amount}。",
    ),
    remedy=Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
    example=Label("the same row twice", "同一行出现两次"),
)
class RowsRepeated(Issue):
    """Identical rows, and what they add to the measure."""

    count: int
    amount: Label
    measure: Label


@rule(
    "KC302",
    Severity.WARNING,
    title=Label("one id, several customers", "同一客户号对应多个客户"),
    message=Label(
        "{rows} rows share this customer id but differ in name, birth date or id number; they are kept as {groups} customers.",
        "{rows} 行客户号相同，但姓名、出生日期或证件号不一致；按 {groups} 个客户分别保留。",
    ),
    remedy=Label("Correct the id or the name.", "请更正客户号或姓名。"),
    example=Label("C001 Zhang San, C001 Li Si", "C001 张三、C001 李四"),
)
class CustomersShareId(Issue):
    """One customer id for people who differ."""

    rows: int
    groups: int


@rule(
    "KC303",
    Severity.NOTE,
    title=Label("rows merged", "多行合并"),
    message=Label(
        "Rows that share a customer id: {rows}; merged into customers: {customers}. {added}",
        "{customers} 个客户有多行记录，共 {rows} 行；{added}",
    ),
    remedy=Label("No action needed.", "无需处理。"),
    example=Label("one row per account", "每个账户一行"),
)
class RowsMerged(Issue):
    """Rows added up into one customer each."""

    rows: int
    customers: int
    added: Label
    """Which amounts were added up."""


@rule(
    "KC304",
    Severity.WARNING,
    title=Label("no customer id", "缺少客户号"),
    message=Label(
        "Rows without a customer id: {count}; each counts as a separate customer.",
        "{count} 行没有客户号；每行按一个客户计。",
    ),
    remedy=Label("Fill in the ids.", "请补全客户号。"),
    example=Label("(blank)", "（空白）"),
)
class IdMissing(Issue):
    """Rows without a customer id."""

    count: int


@rule(
    "KC307",
    Severity.WARNING,
    title=Label("too few or too many cells", "列数不符"),
    message=Label(
        "The line has {cells} cells, but the heading has {headings}.",
        "该行有 {cells} 个单元格，而表头有 {headings} 个。",
    ),
    remedy=Label(
        "Look for a missing or extra separator; a value that contains a separator must be quoted.",
        "请检查是否多写或漏写分隔符；含分隔符的内容须加引号。",
    ),
    example=Label("a,b,c,d under three headings", "三个列名之下的 a,b,c,d"),
)
class LineUneven(Issue):
    """A line of a text file with more or fewer cells than the headings."""

    cells: int
    headings: int


@rule(
    "KC308",
    Severity.WARNING,
    title=Label("identical rows in a book without amounts", "完全相同的行（无金额可计）"),
    message=Label("Rows that repeat another row in every cell: {count}.", "{count} 行与其他行完全相同。"),
    remedy=Label("Delete the copies if the book lists balances.", "如表中是余额，请删除重复行。"),
    example=Label("the same row twice", "同一行出现两次"),
)
class RowsRepeatedUnmeasured(Issue):
    """Identical rows of a book without a measure."""

    count: int


@rule(
    "KC310",
    Severity.NOTE,
    title=Label("rows that are not customers", "非客户行"),
    message=Label(
        "Rows left out as {kind}: {count} ({amounts}).", "作为{kind}排除的行数：{count}（{amounts}）。"
    ),
    remedy=Label(
        "No action needed, unless one of them is a customer.", "无需处理；如其中有客户，请检查该行。"
    ),
    example="制表人：…",
)
class RowsLeftOut(Issue):
    """Rows that are not customers, of one kind."""

    count: int
    kind: Label
    amounts: Label
    """What they hold by column, or that they hold nothing."""


@rule(
    "KC311",
    Severity.WARNING,
    title=Label("too much for one customer", "合并金额过大"),
    message=Label(
        "{field_name}: the {rows} rows of this customer id add up to more than one customer can have, so they are not merged.",
        "{field_name}：该客户号的 {rows} 行合计超出单个客户的合理范围，因此未合并。",
    ),
    remedy=Label(
        "Check the unit of the column, and whether the id belongs to a single customer.",
        "请核对该列的单位，以及该客户号是否对应同一客户。",
    ),
    example=Label("60,000,000,000,000 twice under one id", "同一客户号下两笔 60,000,000,000,000"),
)
class CustomerTooLarge(Issue):
    """Rows of one id that add up to more than one customer can have."""

    field_name: Label
    rows: int


@rule(
    "KC314",
    Severity.WARNING,
    title=Label("row with a single cell", "只有一个单元格的行"),
    message=Label(
        "Rows with a single filled cell: {count}; each counts as a customer.",
        "只有一个单元格有内容的行：{count} 行；每行按一个客户计。",
    ),
    remedy=Label(
        "If such a row is a note or a title, delete it or move it away from the table.",
        "如为备注或标题，请删除，或移到表格之外。",
    ),
    example=Label("a remark without a colon under the table", "表格下方的一句说明"),
)
class SingleCellRows(Issue):
    """Customers with a single filled cell."""

    count: int


@rule(
    "KC317",
    Severity.WARNING,
    title=Label("rows in a foreign currency", "外币行"),
    message=Label(
        "Rows in other currencies than the yuan: {count}; their amounts are set aside, not converted. {amounts}.",
        "非人民币的行：{count} 行；其金额已搁置，未作换算。{amounts}。",
    ),
    remedy=Label(
        "To include them, give their rates in the policy, for example --set currency.USD=7.1 (yuan for one unit); to analyse a "
        "currency, keep its rows in a file of their own without the column of currencies.",
        "如需计入，请在策略中给出汇率，例如 --set currency.USD=7.1（一单位外币折人民币元）；如需分析某一外币，请将其行另存为不含币种列的文件。",
    ),
    example=Label("currency USD, 700,000", "币种 美元，700,000"),
)
class RowsInForeignCurrency(Issue):
    """Rows whose column of currencies names another than the yuan."""

    count: int
    amounts: Label


@rule(
    "KC318",
    Severity.WARNING,
    title=Label("converted into yuan", "已折算为人民币"),
    message=Label(
        "Rows with amounts converted into yuan by the rates of the policy: {count}. {amounts}.",
        "按策略中的汇率折算为人民币的行：{count} 行。{amounts}。",
    ),
    remedy=Label(
        "Check the rate in the policy ([currency]): yuan for one unit.",
        "请核对策略 [currency] 中的汇率：一单位外币折人民币元。",
    ),
    example=Label("700,000 USD at 7.1", "700,000 美元，汇率 7.1"),
)
class AmountsConverted(Issue):
    """Amounts in a foreign currency that were converted by a rate of the policy."""

    count: int
    amounts: Label
