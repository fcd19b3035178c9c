"""Rules 46x: several books of the same customers."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC464",
    Severity.WARNING,
    title=Label("a whole group is gone", "整组客户消失"),
    message=Label(
        "{group}: {customers} customers with {amount} in the book before, none in {book}. This looks like an export that is "
        "not complete rather than like customers who left.",
        "{group}：上期有 {customers} 个客户、{amount}，{book} 中一个也没有。更像是导出不全，而不是客户流失。",
    ),
    remedy=Label(
        "Ask for the missing part of the book before counting these customers as lost.",
        "请先核对并补齐缺失的数据，再将这些客户视为流失。",
    ),
    example=Label("manager Wang: 48 customers, now none", "客户经理王芳：48 个客户，现无"),
)
class GroupVanished(Issue):
    """A manager or branch that had customers and has none."""

    group: Label
    customers: int
    amount: Label
    book: str


@rule(
    "KC465",
    Severity.NOTE,
    title=Label("a whole group is new", "整组客户新增"),
    message=Label(
        "{group}: no customers in the book before, {customers} with {amount} in {book}, of whom the book before has none.",
        "{group}：上期没有客户，{book} 中有 {customers} 个、{amount}，这些客户上期均不在表内。",
    ),
    remedy=Label(
        "Check that the book before was complete; else these are new customers.",
        "请核对上期是否完整；如完整，则为新增客户。",
    ),
    example=Label("the new branch: 60 customers, none before", "新区支行：60 个客户，上期没有"),
)
class GroupAppeared(Issue):
    """A manager or branch that had no customers and has many, all of them new."""

    group: Label
    customers: int
    amount: Label
    book: str


@rule(
    "KC466",
    Severity.WARNING,
    title=Label("money in one book, a number in another", "一期为金额，另一期为数值"),
    message=Label(
        "{book}: “{heading}” {consequence}.",
        "{book}：“{heading}”{consequence}。",
    ),
    remedy=Label("Write the unit beside the heading in every book.", "请在各期的列名中注明单位。"),
    example=Label("Sales in one book, Sales (yuan) in the next", "一期为“销售额”，另一期为“销售额（元）”"),
)
class MeasureKindsDiffer(Issue):
    """A measure that is money in one book and a plain number in another."""

    book: str
    heading: Label
    consequence: Label


TAKEN_AS_YUAN = Label(
    "has no unit of money there; its numbers are taken as yuan, as in the newest book",
    "未注明金额单位；最近一期为金额，故按元处理",
)
TAKEN_AS_NUMBERS = Label(
    "is in yuan there; it is compared as a plain number, as the newest book gives no unit of money",
    "为金额（元）；最近一期未注明金额单位，故按数值对比",
)


@rule(
    "KC467",
    Severity.WARNING,
    title=Label("pairs that join nobody", "号码对照未能对应"),
    message=Label(
        "{book}: pairs with an old number that no older book has, or a new one that the newest book does not have: {count}.",
        "{book}：有 {count} 对号码，其旧客户号不在任何往期表中，或新客户号不在最近一期中。",
    ),
    remedy=Label(
        "Check the numbers: the old one stands first, the new one second.",
        "请核对号码：旧客户号在前，新客户号在后。",
    ),
    example=Label("an old number with a digit missing", "旧客户号少一位"),
)
class SameNumbersUnknown(Issue):
    """Pairs of `--same` that join nobody."""

    book: str
    count: int


@rule(
    "KC468",
    Severity.NOTE,
    title=Label("perhaps the same under a new number", "疑似更换客户号"),
    message=Label(
        "Customers who are gone and may be there under a new number: {count}.{counted}",
        "疑似更换了客户号的客户：{count} 个，{counted}",
    ),
    remedy=Label(
        "Check the list of `keyclient compare`. Give those who are one customer one number in all books; for `compare`, the "
        "pairs (old number, new number) may also stand in a file: --same FILE.",
        "请核对 keyclient compare 的清单；确为同一客户的，请在各期统一客户号，compare 也可将号码对照（旧客户号、新客户号）写入文件并加上 --same 文件。",
    ),
    example=Label("one valid id number, two customer numbers", "证件号码相同，客户号不同"),
)
class PerhapsRenumbered(Issue):
    """A vanished and a new customer with one valid id number, or one name and birth date."""

    count: int
    counted: Label
    """How they count, a sentence."""


@rule(
    "KC469",
    Severity.NOTE,
    title=Label("issues in a book of the series", "各期客户表存在问题"),
    message=Label(
        "{book}: warnings and errors: {count}; they may affect what is compared. List them: {command}",
        "{book}：有 {count} 条警告或错误，可能影响对比结果。查看：{command}",
    ),
    remedy=Label("List them with keyclient check.", "可用 keyclient check 查看。"),
    example=Label("an unreadable balance last month", "上月余额无法识别"),
)
class SeriesBookDefects(Issue):
    """Warnings and errors of a book that is not the newest."""

    book: str
    count: int
    command: str


@rule(
    "KC493",
    Severity.WARNING,
    title=Label("one day in two files", "同一天的数据在两个文件中"),
    message=Label(
        "{earlier_book} and {book} both have the data date {as_of}, and customers who stand in both: {count}. That day counts as two "
        "periods, so what differs between the files looks like money that moved.",
        "{earlier_book} 与 {book} 的数据日期均为 {as_of}，有 {count} 个客户两表均有。该日被计为两期，两表的差异会显示为变动。",
    ),
    remedy=Label(
        "Leave one of the files out; of files with several data dates delete the rows of that date in one.",
        "请去掉其中一个文件；如文件含多个数据日期，请在其中一个文件中删去该日期的行。",
    ),
    example=Label(
        "January and February in one file, February and March in the next",
        "一个文件含1月和2月，另一个含2月和3月",
    ),
)
class SameDayTwice(Issue):
    """Two files of a series that hold the same customers on the same day."""

    earlier_book: str
    book: str
    as_of: str
    count: int
