"""Rules 42x: ages and product holdings."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

LIFECYCLE_RULES: dict[str, Rule] = {
    "KC420": Rule(
        _W,
        Label("impossible age", "年龄不合理"),
        Label(
            "On {as_of} nobody born on this date is between 0 and {oldest} years old; the age counts as unknown.",
            "按 {as_of} 计算，该出生日期对应的年龄不在 0 至 {oldest} 岁之间；年龄按未知处理。",
        ),
        Label(
            "Check the birth date at its source, and the data date with --as-of.",
            "请核对出生日期原始资料，并用 --as-of 核对数据日期。",
        ),
        Label("born 2062-03-01", "出生日期 2062-03-01"),
    ),
    "KC421": Rule(
        _W,
        Label("unknown product", "无法识别的产品"),
        Label(
            "A product that belongs to no known family, in {count} cells; nearest: {nearest}.",
            "有产品不属于任何已知类别，涉及 {count} 个单元格；最接近的写法：{nearest}。",
        ),
        Label(
            "Add the word to its family in keyclient.toml, for example "
            '[lifecycle.families.wealth_product] also = ["..."].',
            '请在 keyclient.toml 中把该写法加入所属类别，例如 [lifecycle.families.wealth_product] also = ["……"]。',
        ),
        Label("debit card, fund, peace-of-mind plan", "借记卡、理财、安心宝"),
    ),
    "KC422": Rule(
        _W,
        Label("further unknown products", "其他无法识别的产品"),
        Label(
            "Further products that belong to no known family: {words}, in {count} cells.",
            "另有 {words} 种产品不属于任何已知类别，涉及 {count} 个单元格。",
        ),
        Label(
            "Check that the column lists product families, and add its words to them in keyclient.toml.",
            "请确认该列所列为产品类别，并在 keyclient.toml 中补充写法。",
        ),
        Label("names of 300 single products", "300 种产品的名称"),
    ),
    "KC423": Rule(
        _W,
        Label("product column contradicted by its cells", "产品列与内容不符"),
        Label(
            "The heading “{heading}” names a product ({product}), but {bad} of {filled} cells are neither yes nor no "
            "nor an amount; the column says nothing about holdings.",
            "列名“{heading}”对应产品“{product}”，但 {filled} 个单元格中有 {bad} 个既非是否、也非金额；该列不用于判断持有。",
        ),
        Label(
            "Write yes and no, or balances, if the column is meant; else nothing is to be done.",
            "如确为持有情况，请填写是或否、或填写余额；否则无需处理。",
        ),
        Label("insurance with names of insurers", "“保险”列填写保险公司名称"),
    ),
    "KC424": Rule(
        _W,
        Label("list of holdings not understood", "持有产品列无法识别"),
        Label(
            "No word is known in {bad} of the {filled} filled cells of “{heading}”; the column says nothing about holdings.",
            "“{heading}”的 {filled} 个非空单元格中，有 {bad} 个没有可识别的产品；该列不用于判断持有。",
        ),
        Label(
            "Add the words to their families in keyclient.toml, or say with --map holdings=HEADING that the column is meant.",
            "请在 keyclient.toml 中补充各类别的写法，或用 --map holdings=列名 指明采用该列。",
        ),
        Label("holdings with 3, 5, 2", "“持有产品”列填写 3、5、2"),
    ),
    "KC425": Rule(
        _W,
        Label("ages as of the file's date", "年龄按文件日期计算"),
        Label(
            "The book names no data date; ages are those of {as_of}, the day its file was last changed.",
            "表内没有数据日期；年龄按文件最后修改日期 {as_of} 计算。",
        ),
        Label("Say which day the book is about with --as-of.", "请用 --as-of 指定数据日期。"),
        Label("no data date above the table", "表头上方没有数据日期"),
    ),
    "KC426": Rule(
        _N,
        Label("needs without a column", "缺少持有信息的需求"),
        Label(
            "No column of the book says who holds products for: {needs}. Their coverage is unknown.",
            "表内没有以下需求的产品持有信息：{needs}，覆盖率未知。",
        ),
        Label(
            "Add a column of holdings, or columns of single products with yes and no or balances.",
            "请增加“持有产品”列，或按产品填写是否持有或余额。",
        ),
        Label("a book with balances of wealth products only", "表中只有理财余额"),
    ),
    "KC427": Rule(
        _N,
        Label("negative balances of a product", "产品余额为负"),
        Label(
            "“{heading}”: negative amounts: {count}; they count as not held.",
            "“{heading}”有 {count} 个负数，按未持有处理。",
        ),
        Label(
            "If debts are written as negative amounts, write them as positive ones.",
            "如以负数表示欠款，请改为正数。",
        ),
        "房贷余额 = -300000",
    ),
}
