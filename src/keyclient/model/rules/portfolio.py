"""Rules 800 to 808: what a portfolio in Parquet holds that does not count, or cannot be read."""

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@family
class RowsLeftOut(Issue):
    """Rows that do not count."""

    rows: int
    amount: Label
    """What their measure adds up to."""


@rule(
    "KC800",
    Severity.NOTE,
    title=Label("rows of earlier data dates", "较早日期的数据"),
    message=Label(
        "Each branch counts at its newest data date, in a comparison at its newest two. Rows of earlier dates ({dates}): {rows}, "
        "{amount}; they are left out.",
        "各网点只计最近数据日期（对比时为最近两期）。较早日期（{dates}）的数据 {rows} 行，{amount}，未计入。",
    ),
    remedy=Label(
        "--as-of takes an earlier date; `keyclient compare` compares the newest two.",
        "用 --as-of 可取较早日期；“keyclient compare”比较最近两期。",
    ),
    example=Label("the customers of August beside those of September", "同时有8月和9月的客户"),
)
class EarlierLeftOut(RowsLeftOut):
    """Rows of a date before the newest of their branch."""

    dates: Label


@rule(
    "KC801",
    Severity.NOTE,
    title=Label("rows of later data dates", "较晚日期的数据"),
    message=Label(
        "Rows of data dates after {as_of}: {rows}, {amount}; they are left out.",
        "{as_of} 之后的数据 {rows} 行，{amount}，未计入。",
    ),
    remedy=Label("Leave --as-of out to take the newest date.", "不加 --as-of 时取最近日期。"),
    example="--as-of 2026-08-31",
)
class LaterLeftOut(RowsLeftOut):
    """Rows of a date after the one that was asked for."""

    as_of: str


@rule(
    "KC802",
    Severity.WARNING,
    title=Label("rows without a data date", "没有数据日期的行"),
    message=Label(
        "Rows without a data date in branches that have some: {rows}, {amount}; they are left out.",
        "有数据日期的网点中，未填数据日期的 {rows} 行，{amount}，未计入。",
    ),
    remedy=Label("Fill in their data dates.", "请补充其数据日期。"),
    example=Label("a blank data_date", "data_date 为空"),
)
class UndatedLeftOut(RowsLeftOut):
    """Rows of which nobody knows when they were true."""


@rule(
    "KC803",
    Severity.WARNING,
    title=Label("branches with older data", "数据较旧的网点"),
    message=Label(
        "Branches whose newest data date is before {as_of}: {branches}, with {rows} customers; they count as they stood then ({earliest} is the oldest).",
        "{branches} 个网点的最近数据日期早于 {as_of}（最早为 {earliest}），共 {rows} 个客户，按当时数据计入。",
    ),
    remedy=Label(
        "Run `keyclient batch` on their newest books, or take one date for all with --as-of.",
        "请用“keyclient batch”处理其最新表格，或用 --as-of 统一日期。",
    ),
    example=Label("a branch that has not sent September yet", "某网点尚未报送9月数据"),
)
class BranchesBehind(Issue):
    """Branches that are not as new as the others."""

    as_of: str
    branches: int
    rows: int
    earliest: str


@rule(
    "KC804",
    Severity.WARNING,
    title=Label("cells that cannot be read", "无法识别的单元格"),
    message=Label(
        "Column “{column}”: {count} cells cannot be read as {field_name} and count as blank.",
        "“{column}”列有 {count} 个单元格无法识别为{field_name}，按空白处理。",
    ),
    remedy=Label(
        "Write the column in the type of the field: `keyclient explain KC804`, docs/portfolio.md.",
        "请按字段的类型写入该列，参见 docs/portfolio.md。",
    ),
    example=Label("an age of 250", "年龄 250"),
)
class CellsUnreadable(Issue):
    """Cells of a column that say nothing."""

    column: str
    count: int
    field_name: Label


@rule(
    "KC805",
    Severity.WARNING,
    title=Label("rows without a readable value", "数值无法识别的行"),
    message=Label(
        "Rows whose {measure} is filled and cannot be read: {count}; they are set aside.",
        "{measure}有内容但无法识别的 {count} 行，予以搁置。",
    ),
    remedy=Label(
        "Write amounts as whole fen or as decimals, at most 100 trillion yuan.",
        "请将金额写成整数（分）或定点小数，且不超过 100 万亿元。",
    ),
    example=Label("“about 100”", "“约100”"),
)
class ValuesUnreadable(Issue):
    """Rows that are set aside."""

    measure: Label
    count: int


@rule(
    "KC806",
    Severity.NOTE,
    title=Label("columns that some files lack", "部分文件缺少的列"),
    message=Label(
        "Files without the column “{column}”: {files} of {of}; it is blank in their {rows} rows.",
        "{of} 个文件中有 {files} 个没有“{column}”列，其 {rows} 行该列按空白处理。",
    ),
    remedy=Label("Write the files of one portfolio with the same columns.", "同一数据集各文件的列应一致。"),
    example=Label("a month before loans were exported", "某月尚未导出贷款列"),
)
class ColumnMissingInFiles(Issue):
    """A column that is needed and not in all files."""

    column: str
    files: int
    of: int
    rows: int


@rule(
    "KC807",
    Severity.WARNING,
    title=Label("too many different notations in a column", "一列中写法过多"),
    message=Label(
        "Column “{column}”: {count} cells are not read. Numbers and dates in usual notations are read however many there are; of "
        "other words (such as 1.2万) a column may have {most} different ones, and this one has more.",
        "“{column}”列有 {count} 个单元格未识别。常见写法的数字和日期不限数量；其他写法（如“1.2万”）每列最多 {most} 种，该列超出。",
    ),
    remedy=Label(
        "Write the column as numbers or dates: docs/portfolio.md.",
        "请将该列写成数字或日期，参见 docs/portfolio.md。",
    ),
    example=Label("3,000 amounts such as “1.2万”", "3000 个“1.2万”之类的金额"),
)
class TextsTooVaried(Issue):
    """Cells that would be read if fewer different ones stood in their column."""

    column: str
    count: int
    most: int


@rule(
    "KC808",
    Severity.WARNING,
    title=Label("too many different lists of products", "产品清单过多"),
    message=Label(
        "Column “{column}” has more than {most} different lists of products, so none of them is read: nothing is known of what "
        "customers hold.",
        "“{column}”列的产品清单超过 {most} 种，未读取，客户持有情况未知。",
    ),
    remedy=Label(
        "Write one column a product, with 1 where it is held and 0 where it is not.",
        "请改为每个产品一列，持有填 1，未持有填 0。",
    ),
    example=Label("lists with the number of each contract", "清单中带有合同号"),
)
class ListsTooVaried(Issue):
    """A column of lists that is left out."""

    column: str
    most: int
