"""Rules 47x: what a comparison of books hangs on."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC470",
    Severity.WARNING,
    title=Label("blank now, worth something before", "本期金额空白"),
    message=Label(
        "{book}: customers with an amount in the book before and none here: {count}. They count as emptied, but nobody can "
        "tell whether their money left.",
        "{book}：{count} 个客户上期有金额、本期为空白，按清空计，但无法判断资金是否流出。",
    ),
    remedy=Label(
        "Fill in the amounts, 0 where there is nothing left. --only bucket=emptied lists the customers.",
        "请补全金额，确已清空的填 0；可用 --only bucket=清空 列出这些客户。",
    ),
    example=Label("(blank)", "（空白）"),
)
class BlankNow(Issue):
    """Customers whose value is no longer filled in."""

    book: str
    count: int


@rule(
    "KC471",
    Severity.NOTE,
    title=Label("customers who cannot be followed", "无法逐期追溯的客户"),
    message=Label(
        "{book}: customers with no id, with one that has lost digits, or with one that in any book several share or has no "
        "known value: {count}. They cannot be followed from book to book and stand apart, in no bucket.",
        "{book}：{count} 个客户无法逐期追溯，单列，不计入任何一类变动：没有客户号、客户号缺失位数，或其客户号在某一期重复、易主或金额不明。",
    ),
    remedy=Label("Fill in the ids and amounts, or correct them.", "请补全或更正客户号和金额。"),
    example=Label("(blank)", "（空白）"),
)
class NotFollowed(Issue):
    """Customers of a book who cannot be found in another."""

    book: str
    count: int


@rule(
    "KC472",
    Severity.NOTE,
    title=Label("blank before, worth something now", "上期金额空白"),
    message=Label(
        "{book}: customers without an amount here and with one in the book after: {count}. All of it counts as their change.",
        "{book}：{count} 个客户本期金额为空白、下期有金额，其全部金额计为变动。",
    ),
    remedy=Label("Fill in the amounts, 0 where there was nothing.", "请补全金额，确无余额的填 0。"),
    example=Label("(blank)", "（空白）"),
)
class BlankBefore(Issue):
    """Customers whose value was not filled in."""

    book: str
    count: int


@rule(
    "KC473",
    Severity.WARNING,
    title=Label("listed, but nobody knows with how much", "在表内但金额不明"),
    message=Label(
        "{book}: customers whose amount cannot be read or is in a foreign currency: {count}. They are neither lost nor new, and "
        "stand apart in every book; {beside} has {amount} of them.",
        "{book}：{count} 个客户的金额无法识别或为外币，既不算流失也不算新增，各期均单列；{beside} 中这些客户的金额为{amount}。",
    ),
    remedy=Label(
        "Correct the amounts; keyclient check FILE names the cells.",
        "请更正金额；keyclient check 文件 可列出单元格。",
    ),
    example=Label("100 in one book, #N/A in the next", "上期为 100，本期为 #N/A"),
)
class ValueUnknown(Issue):
    """Customers whom a book lists with a value that nobody knows."""

    book: str
    count: int
    beside: str
    amount: Label


@rule(
    "KC474",
    Severity.WARNING,
    title=Label("a number of another person", "客户号易主"),
    message=Label(
        "{book}: customer numbers that were another person's in the book before (id number, or name and birth date): {count}, "
        "with {was} there and {amount} here. They are not joined and stand apart, in no bucket.",
        "{book}：{count} 个客户号在上期属于另一人（证件号码不同，或姓名和出生日期均不同），上期{was}、本期{amount}。"
        "不作为同一客户，单列，不计入任何一类变动。",
    ),
    remedy=Label(
        "Check these numbers, names and id numbers in both books.",
        "请核对两期中这些客户的客户号、姓名和证件号码。",
    ),
    example=Label("two valid id numbers under one customer number", "同一客户号，两期证件号码不同"),
)
class NumberOfAnother(Issue):
    """Customer numbers that were given to another person between two books."""

    book: str
    count: int
    was: Label
    amount: Label


@rule(
    "KC490",
    Severity.WARNING,
    title=Label("numbers without their leading zeros", "客户号前导零缺失"),
    message=Label(
        "Customers whose numbers in two books differ in leading zeros alone: {count}.{counted} {heading_before} and {heading_now} are "
        "not written alike: {book} has lost the zeros.",
        "{count} 个客户的客户号在两期中只差前面的零，{counted}{heading_before}与{heading_now}写法不一致：{book} 中的前导零已丢失。",
    ),
    remedy=Label(
        "Format the column as text and export it again; for `keyclient compare`, the pairs (old number, new number) may also "
        "stand in a file: --same FILE.",
        "请将该列设为文本格式后重新导出；keyclient compare 也可将号码对照（旧客户号、新客户号）写入文件并加上 --same 文件。",
    ),
    example=Label("007 in one book, 7 in the next", "上期为 007，本期为 7"),
)
class LeadingZeros(Issue):
    """Customer numbers that are the same in two books but for zeros before them."""

    count: int
    heading_before: Label
    heading_now: Label
    book: str
    counted: Label
    """How they count, a sentence."""
