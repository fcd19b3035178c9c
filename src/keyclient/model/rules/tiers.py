"""Rules 41x: what the tiers of a book hang on."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC410",
    Severity.WARNING,
    title=Label("data date taken from the file", "数据日期取自文件"),
    message=Label(
        "The book has no data date; tenure and days since the last contact are counted up to {as_of}, when the file was last changed.",
        "表内没有数据日期；入行年限与联系间隔按文件最后修改日期 {as_of} 计算。",
    ),
    remedy=Label("Set the data date with --as-of.", "请用 --as-of 指定数据日期。"),
    example=Label("no data date", "没有数据日期列"),
)
class LoyaltyAsOfFileDate(Issue):
    """Tenure and recency counted to the day the file was last changed."""

    as_of: dt.date


@rule(
    "KC411",
    Severity.WARNING,
    title=Label("unknown tier words", "无法识别的客户等级"),
    message=Label(
        "Words in the book's tier column that match no tier: {words}; customers: {count}. {effect}.",
        "表内客户等级有 {words} 种用语无法对应层级，涉及 {count} 个客户，{effect}。",
    ),
    remedy=Label(
        "keyclient tier lists the words. Assign one to a tier with --set tier.words.WORD=TIER.",
        "keyclient tier 列出这些用语；可用 --set tier.words.用语=层级 指定对应层级。",
    ),
    example="Blue",
)
class TierWordsUnknown(Issue):
    """Words of the book's tier column that name no tier."""

    words: int
    count: int
    effect: Label
    """What becomes of the customers."""


@rule(
    "KC412",
    Severity.WARNING,
    title=Label("open date after the data date", "开户日期晚于数据日期"),
    message=Label(
        "Customers whose open date is after the data date {as_of}: {count}; {effect}.",
        "{count} 个客户的开户日期晚于数据日期 {as_of}，{effect}。",
    ),
    remedy=Label(
        "Check the open dates, or the data date (--as-of).", "请核对开户日期，或用 --as-of 更正数据日期。"
    ),
    example="2031-05-01",
)
class OpenDatesInFuture(Issue):
    """Accounts opened after the data date."""

    count: int
    as_of: dt.date
    effect: Label
    """What the date counts as."""


@rule(
    "KC413",
    Severity.WARNING,
    title=Label("contact after the data date", "联系日期晚于数据日期"),
    message=Label(
        "Customers whose last contact or transaction is after the data date {as_of}: {count}; {effect}.",
        "{count} 个客户的最近联系或交易日期晚于数据日期 {as_of}，{effect}。",
    ),
    remedy=Label("Check the dates, or the data date (--as-of).", "请核对日期，或用 --as-of 更正数据日期。"),
    example=Label("planned visit", "计划中的拜访"),
)
class ContactsInFuture(Issue):
    """Contacts after the data date."""

    count: int
    as_of: dt.date
    effect: Label
    """What the date counts as."""


@rule(
    "KC414",
    Severity.WARNING,
    title=Label("satisfaction on another scale", "满意度量表不符"),
    message=Label(
        "The highest satisfaction is {best}, but a full score is {full}; the scale may be different.",
        "满意度最高为 {best}，而满分按 {full} 计；量表可能不同。",
    ),
    remedy=Label(
        "Set the full score, for example --set tier.loyalty.satisfaction.full=5.",
        "请指明满分，例如 --set tier.loyalty.satisfaction.full=5。",
    ),
    example=Label("4.5 of 5", "满分 5 分，最高 4.5 分"),
)
class SatisfactionScaleDoubtful(Issue):
    """Satisfaction far below the best of its scale."""

    best: str
    full: str


@rule(
    "KC415",
    Severity.NOTE,
    title=Label("loyalty unknown", "忠诚度未知"),
    message=Label(
        "Customers without any data on loyalty: {count}; their tier is based on value alone.",
        "{count} 个客户没有可计算忠诚度的资料，仅按价值分层。",
    ),
    remedy=Label(
        "Add columns such as open date, products held or last contact.",
        "可补充开户日期、持有产品数、最近联系日期等列。",
    ),
    example=Label("no open date, product count ...", "没有开户日期、持有产品数等列"),
)
class LoyaltyUnknown(Issue):
    """Customers without any figure of loyalty."""

    count: int


@rule(
    "KC440",
    Severity.NOTE,
    title=Label("loyalty on too little", "忠诚度依据过少"),
    message=Label(
        "Customers whose loyalty rests on fewer than {needed} components: {count}; it decides no tier, value alone does.",
        "{count} 个客户的忠诚度依据不足 {needed} 项，不作判定，仅按价值分层。",
    ),
    remedy=Label(
        "Add columns such as open date, products held or last contact, or let fewer suffice with --set "
        "tier.loyalty.min_components=1.",
        "可补充开户日期、持有产品数、最近联系日期等列，或用 --set tier.loyalty.min_components=1 放宽。",
    ),
    example=Label("an open date and nothing else", "只有开户日期"),
)
class LoyaltyOnFewComponents(Issue):
    """Scores that rest on fewer components than the policy asks for."""

    count: int
    needed: int


@rule(
    "KC416",
    Severity.WARNING,
    title=Label("large tie at a floor", "门槛处大量并列"),
    message=Label(
        "Tier {tier}: its share calls for {rank} customers, but {count} reach its floor {floor}, as equal values stay together.",
        "{tier}：按占比为 {rank} 个客户，因门槛 {floor} 处数值并列，实有 {count} 个客户达到。",
    ),
    remedy=Label("Set a floor in yuan for the tier.", "可为该层级设置金额门槛（floor）。"),
    example=Label("500 customers with 10000.00", "500 个客户均为 10000.00"),
)
class TieAtTierFloor(Issue):
    """Many customers of one value at the floor of a tier."""

    tier: Label
    count: int
    floor: Label
    rank: int


@rule(
    "KC417",
    Severity.NOTE,
    title=Label("customers without a history", "无法追溯的客户"),
    message=Label(
        "{book}: customers with no id or a shared one: {count}; their history is unknown.",
        "{book}：{count} 个客户没有客户号或客户号重复，无法追溯其历史层级。",
    ),
    remedy=Label("Fill in the ids.", "请补全或更正客户号。"),
    example=Label("(blank)", "（空白）"),
)
class HistoryUnknown(Issue):
    """Customers who cannot be found in an earlier book."""

    book: str
    count: int


@rule(
    "KC418",
    Severity.NOTE,
    title=Label("issues in an earlier book", "往期客户表存在问题"),
    message=Label(
        "{book}: warnings and errors: {count}; they may affect the figures of that book.",
        "{book}：有 {count} 条警告或错误，可能影响该期数字。",
    ),
    remedy=Label("List them with keyclient check.", "可用 keyclient check 查看。"),
    example=Label("an unreadable balance last month", "上月余额无法识别"),
)
class EarlierBookDefects(Issue):
    """Warnings and errors of an earlier book."""

    book: str
    count: int


@rule(
    "KC419",
    Severity.WARNING,
    title=Label("order of the books", "各期先后顺序"),
    message=Label(
        "Not every book has a data date; they are taken in this order, oldest first: {books}.",
        "部分客户表没有数据日期，按以下先后顺序处理（由早到晚）：{books}。",
    ),
    remedy=Label(
        "If the order is wrong, give the earlier books oldest first.",
        "如顺序有误，请按由早到晚的顺序指定往期客户表。",
    ),
    example=Label("jan.xlsx, feb.xlsx", "1月.xlsx，2月.xlsx"),
)
class BookOrderDoubtful(Issue):
    """Earlier books ordered by name for want of dates."""

    books: Label | str


@rule(
    "KC497",
    Severity.WARNING,
    title=Label("earlier books of one day", "往期数据日期相同"),
    message=Label(
        "Earlier books with the same data date {as_of}: {books}. The one named last counts as the later.",
        "以下往期客户表的数据日期同为 {as_of}：{books}。以最后指定的一份为较晚一期。",
    ),
    remedy=Label(
        "Name one book a data date, or correct their data dates.",
        "每个数据日期只指定一份客户表，或更正其数据日期。",
    ),
    example=Label("two books of 2026-10-31", "两份 2026-10-31 的客户表"),
)
class EarlierBooksOfOneDay(Issue):
    """Earlier books of which nobody can tell the later one."""

    as_of: dt.date
    books: Label | str
