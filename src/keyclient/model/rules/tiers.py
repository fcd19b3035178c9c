"""Rules 41x: what the tiers of a book hang on."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

TIER_RULES: dict[str, Rule] = {
    "KC410": Rule(
        _W,
        Label("data date is the file's", "数据日期取自文件"),
        Label(
            "The book names no data date; tenure and days since the last contact are counted to {as_of}, the day the "
            "file was last changed.",
            "表内没有数据日期；入行年限与联系间隔按文件最后修改日期 {as_of} 计算。",
        ),
        Label("Give the data date with --as-of.", "请用 --as-of 指定数据日期。"),
        "no 数据日期",
    ),
    "KC411": Rule(
        _W,
        Label("unknown tier words", "无法识别的客户等级"),
        Label(
            "The book's own tier column has words whose tier is not known: {words}; customers: {count}. They are not "
            "compared.",
            "表内客户等级有 {words} 种用语无法对应层级，涉及 {count} 个客户，未作比较。",
        ),
        Label(
            "The answer lists the words. Say what one means with --set tier.words.WORD=TIER.",
            "结果中列有这些用语；可用 --set tier.words.用语=层级 指明。",
        ),
        "Blue",
    ),
    "KC412": Rule(
        _W,
        Label("open date after the data date", "开户日期晚于数据日期"),
        Label(
            "Customers whose open date lies after the data date {as_of}: {count}; their tenure counts 0 points.",
            "{count} 个客户的开户日期晚于数据日期 {as_of}，入行年限按 0 分计。",
        ),
        Label(
            "Check the open dates, or the data date (--as-of).", "请核对开户日期，或用 --as-of 更正数据日期。"
        ),
        "2031-05-01",
    ),
    "KC413": Rule(
        _W,
        Label("contact after the data date", "联系日期晚于数据日期"),
        Label(
            "Customers whose last contact or transaction lies after the data date {as_of}: {count}; it counts as made "
            "that day.",
            "{count} 个客户的最近联系或交易日期晚于数据日期 {as_of}，按当日计。",
        ),
        Label("Check the dates, or the data date (--as-of).", "请核对日期，或用 --as-of 更正数据日期。"),
        Label("planned visit", "计划中的拜访"),
    ),
    "KC414": Rule(
        _W,
        Label("satisfaction on another scale", "满意度量表不符"),
        Label(
            "No satisfaction is above {best}, but {full} counts as full; the scale may be another.",
            "满意度最高为 {best}，而满分按 {full} 计；量表可能不同。",
        ),
        Label(
            "Give the scale, for example --set tier.loyalty.satisfaction.full=5.",
            "请指明满分，例如 --set tier.loyalty.satisfaction.full=5。",
        ),
        "4.5 of 5",
    ),
    "KC415": Rule(
        _N,
        Label("loyalty unknown", "忠诚度未知"),
        Label(
            "Customers of whom nothing is known that loyalty could be told by: {count}; their tier follows from value "
            "alone.",
            "{count} 个客户没有可计算忠诚度的资料，仅按价值分层。",
        ),
        Label(
            "Add columns such as open date, products held or last contact.",
            "可补充开户日期、持有产品数、最近联系日期等列。",
        ),
        "no 开户日期, 持有产品数 ...",
    ),
    "KC416": Rule(
        _W,
        Label("large tie at a floor", "门槛处大量并列"),
        Label(
            "Tier {tier}: {count} customers reach its floor {value}, where its share asks for {rank}; equal values are in "
            "together.",
            "{tier}：按占比为 {rank} 个客户，因门槛 {value} 处数值并列，实有 {count} 个客户达到。",
        ),
        Label("Give the tier a floor in yuan.", "可为该层级设置金额门槛（floor）。"),
        Label("500 customers with 10000.00", "500 个客户均为 10000.00"),
    ),
    "KC417": Rule(
        _N,
        Label("customers without a history", "无法追溯的客户"),
        Label(
            "{book}: {count} customers have no id, or one that others share; their history is not known.",
            "{book}：{count} 个客户没有客户号或客户号重复，无法追溯其历史层级。",
        ),
        Label("Fill in the ids.", "请补全或更正客户号。"),
        Label("(blank)", "（空白）"),
    ),
    "KC418": Rule(
        _N,
        Label("defects of an earlier book", "往期客户表存在问题"),
        Label(
            "{book}: warnings and errors: {count}; the tiers of that book may suffer from them.",
            "{book}：有 {count} 条警告或错误，可能影响该期分层。",
        ),
        Label("See them with keyclient check.", "可用 keyclient check 查看。"),
        Label("an unreadable balance last month", "上月余额无法识别"),
    ),
    "KC419": Rule(
        _W,
        Label("order of the books", "各期先后顺序"),
        Label(
            "Not every book names its data date; they are taken in this order, oldest first: {books}.",
            "部分客户表没有数据日期，按以下先后顺序处理（由早到晚）：{books}。",
        ),
        Label(
            "If the order is wrong, name the earlier books oldest first.",
            "如顺序有误，请按由早到晚的顺序指定往期客户表。",
        ),
        Label("jan.xlsx, feb.xlsx", "1月.xlsx，2月.xlsx"),
    ),
}
