"""Rules 42x: ages and product holdings."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC420",
    Severity.WARNING,
    title=Label("impossible age", "年龄不合理"),
    message=Label(
        "The age on {as_of} would not be between 0 and {oldest} years; it is treated as unknown.",
        "按 {as_of} 计算，该出生日期对应的年龄不在 0 至 {oldest} 岁之间；年龄按未知处理。",
    ),
    remedy=Label(
        "Check the birth date against its source, and the data date with --as-of.",
        "请核对出生日期原始资料，并用 --as-of 核对数据日期。",
    ),
    example=Label("born 2062-03-01", "出生日期 2062-03-01"),
)
class AgeImpossible(Issue):
    """A birth date that makes nobody's age."""

    as_of: dt.date
    oldest: int


@rule(
    "KC421",
    Severity.WARNING,
    title=Label("unknown product", "无法识别的产品"),
    message=Label(
        "A product that belongs to no known family; cells: {count}; nearest known word: {nearest}.",
        "有产品不属于任何已知类别，涉及 {count} 个单元格；最接近的写法：{nearest}。",
    ),
    remedy=Label(
        "Add the word to its family in keyclient.toml, for example "
        '[lifecycle.families.wealth_product] also = ["..."].',
        '请在 keyclient.toml 中把该写法加入所属类别，例如 [lifecycle.families.wealth_product] also = ["……"]。',
    ),
    example=Label("debit card, fund, peace-of-mind plan", "借记卡、理财、安心宝"),
)
class ProductUnknown(Issue):
    """A word in a list of holdings that belongs to no product family."""

    count: int
    nearest: str


@rule(
    "KC422",
    Severity.WARNING,
    title=Label("more unknown products", "其他无法识别的产品"),
    message=Label(
        "More products that belong to no known family: {words}; cells: {count}.",
        "另有 {words} 种产品不属于任何已知类别，涉及 {count} 个单元格。",
    ),
    remedy=Label(
        "Check that the column lists product families, and add its words to the families in keyclient.toml.",
        "请确认该列所列为产品类别，并在 keyclient.toml 中补充写法。",
    ),
    example=Label("names of 300 single products", "300 种产品的名称"),
)
class FurtherProductsUnknown(Issue):
    """More unknown products than are told one by one."""

    words: int
    count: int


@rule(
    "KC423",
    Severity.WARNING,
    title=Label("product column does not match its cells", "产品列与内容不符"),
    message=Label(
        "The heading “{heading}” names a product ({product}), but {bad} of {filled} cells are neither yes or no nor an amount; the column is not used for holdings.",
        "列名“{heading}”对应产品“{product}”，但 {filled} 个单元格中有 {bad} 个既非是否、也非金额；该列不用于判断持有。",
    ),
    remedy=Label(
        "If the column shows holdings, use yes and no, or balances; otherwise no action is needed.",
        "如确为持有情况，请填写是或否、或填写余额；否则无需处理。",
    ),
    example=Label("insurance with names of insurers", "“保险”列填写保险公司名称"),
)
class ProductColumnContradicted(Issue):
    """A product's column whose cells do not say who holds it."""

    heading: str
    product: Label
    bad: int
    filled: int


@rule(
    "KC424",
    Severity.WARNING,
    title=Label("list of holdings unreadable", "持有产品列无法识别"),
    message=Label(
        "“{heading}”: {bad} of {filled} filled cells have no known product; the column is not used for holdings.",
        "“{heading}”的 {filled} 个非空单元格中，有 {bad} 个没有可识别的产品；该列不用于判断持有。",
    ),
    remedy=Label(
        "Add the words to their families in keyclient.toml, or confirm the column with --map holdings=HEADING.",
        "请在 keyclient.toml 中补充各类别的写法，或用 --map holdings=列名 指定该列。",
    ),
    example=Label("holdings with 3, 5, 2", "“持有产品”列填写 3、5、2"),
)
class HoldingsUnreadable(Issue):
    """A list of holdings without known products."""

    heading: str
    bad: int
    filled: int


@rule(
    "KC425",
    Severity.WARNING,
    title=Label("ages as of the file date", "年龄按文件日期计算"),
    message=Label(
        "The book has no data date; ages are as of {as_of}, when its file was last changed.",
        "表内没有数据日期；年龄按文件最后修改日期 {as_of} 计算。",
    ),
    remedy=Label("Set the data date with --as-of.", "请用 --as-of 指定数据日期。"),
    example=Label("no data date above the table", "表头上方没有数据日期"),
)
class AgesAsOfFileDate(Issue):
    """Ages counted to the day the file was last changed."""

    as_of: dt.date


@rule(
    "KC426",
    Severity.NOTE,
    title=Label("needs without holdings data", "缺少持有信息的需求"),
    message=Label(
        "No column shows who holds products for: {needs}. Their coverage is unknown.",
        "表内没有以下需求的产品持有信息：{needs}，覆盖率未知。",
    ),
    remedy=Label(
        "Add a holdings column, or a column per product with yes and no or balances.",
        "请增加“持有产品”列，或按产品填写是否持有或余额。",
    ),
    example=Label("a book with balances of wealth products only", "表中只有理财余额"),
)
class NeedsWithoutColumn(Issue):
    """Needs whose products no column speaks of."""

    needs: Label


@rule(
    "KC427",
    Severity.NOTE,
    title=Label("negative balances of a product", "产品余额为负"),
    message=Label(
        "“{heading}”: negative amounts: {count}; they count as not held.",
        "“{heading}”有 {count} 个负数，按未持有处理。",
    ),
    remedy=Label(
        "If debts are entered as negative amounts, enter them as positive ones.",
        "如以负数表示欠款，请改为正数。",
    ),
    example="房贷余额 = -300000",
)
class NegativeBalances(Issue):
    """Negative balances in a product's column."""

    heading: str
    count: int
