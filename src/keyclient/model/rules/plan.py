"""Rules 70x: the lines of a plan: their owners, ids and acceptance criteria."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC700",
    Severity.WARNING,
    title=Label("lines without an owner", "行动无责任人"),
    message=Label(
        "Lines of customers whom nobody looks after: {count}. They have no owner, so nobody will do them.",
        "{count} 条行动的客户无管户经理，责任人空缺，无人执行。",
    ),
    remedy=Label(
        "Choose an owner in the plan and read it back with --previous, or enter the manager in the book.",
        "请在计划中选定责任人并用 --previous 读回，或在客户表中补填客户经理。",
    ),
    example=Label("to be assigned, as the manager", "客户经理为“待分配”"),
)
class LinesWithoutOwner(Issue):
    """Nobody answers for some lines."""

    count: int


@rule(
    "KC701",
    Severity.WARNING,
    title=Label("lines with more than one possible owner", "行动的责任人不唯一"),
    message=Label(
        "Lines of customers whose rows name several managers: {count}. The owner is the one of most rows.",
        "{count} 条行动的客户在表内对应多名客户经理，责任人取所在行数最多的一名。",
    ),
    remedy=Label(
        "Decide who it is: choose the owner in the plan, or settle it in the book. keyclient overlap tells whose customer it is.",
        "请确定唯一责任人：在计划中选定，或在客户表中改正；keyclient overlap 可判断客户归属。",
    ),
    example=Label("one customer id in the rows of two managers", "同一客户号分属两名客户经理"),
)
class LinesOfSeveralManagers(Issue):
    """More than one manager could answer for some lines."""

    count: int


@rule(
    "KC702",
    Severity.NOTE,
    title=Label("customers without a line", "客户未列入行动"),
    message=Label(
        "Customers whom the plan is for and whom no entry of the catalogue fits: {count}. They have no line.",
        "属于计划范围、但行动目录中没有适用条目的客户 {count} 个，未列入行动。",
    ),
    remedy=Label(
        'Add an entry with trigger = "key" and no further condition at the end of the catalogue: plan.catalogue in the policy.',
        '请在策略 plan.catalogue 末尾增加一条 trigger = "key"、不设其他条件的条目。',
    ),
    example=Label("a catalogue that only has entries for complaints", "行动目录仅有投诉类条目"),
)
class CustomersWithoutEntry(Issue):
    """Nothing of the catalogue fits some customers."""

    count: int


@rule(
    "KC703",
    Severity.WARNING,
    title=Label("lines that may not be found again", "行动编号不稳定"),
    message=Label(
        "Lines of customers whom only their row tells apart: {count}. Their ids change when rows are sorted or added, so that the "
        "next plan does not know them.",
        "{count} 条行动的客户只能以行号区分，表格排序或增行后编号会变，下一份计划无法对应。",
    ),
    remedy=Label(
        "Give every customer a customer id of her own, or an id number or birth date.",
        "请为每位客户填写唯一的客户号，或补充证件号码、出生日期。",
    ),
    example=Label("two rows Wang Fang without customer ids", "两行“王芳”均无客户号"),
)
class LinesByRow(Issue):
    """Some ids are made of row numbers."""

    count: int


@rule(
    "KC704",
    Severity.NOTE,
    title=Label("contacts that the book does not tell", "客户表没有联系日期"),
    message=Label(
        "Lines whose acceptance criterion asks for a contact: {count}. This book has no dates of contacts; if the next one has none "
        "either, nobody can say whether they were met.",
        "{count} 条行动的验收标准要求有联系，而本表没有最近联系日期；若后期客户表仍没有，则无法判定是否达成。",
    ),
    remedy=Label(
        "Keep the last contact of every customer in the book, or choose other criteria.",
        "请在客户表中登记最近联系日期，或改用其他验收标准。",
    ),
    example=Label(
        "contact since 2026-11-01, and no such column", "验收标准为“联系 自 2026-11-01”，表内无该列"
    ),
)
class ContactsUntold(Issue):
    """Criteria about contacts in a book without them."""

    count: int


@rule(
    "KC705",
    Severity.WARNING,
    title=Label("a criterion in the plan that cannot be understood", "计划内的验收标准无法识别"),
    message=Label(
        "The acceptance criterion of line {line} cannot be understood: {reason}. It is kept as written, and nobody can say whether it is "
        "met.",
        "行动 {line} 的验收标准无法识别：{reason}。按原文保留，但无法判定是否达成。",
    ),
    remedy=Label(
        "Write it in one of these ways: aum >= 500000; tier >= gold; holds fund; contact since 2026-11-01; stage >= key. Join several "
        "by and.",
        "请按以下写法填写：AUM >= 50万；层级 >= 黄金；持有 基金；联系 自 2026-11-01；阶段 >= 重点。多个条件用“且”连接。",
    ),
    example=Label("as soon as possible", "尽快落实"),
)
class CriterionUnclear(Issue):
    """People wrote a criterion that is none."""

    line: str
    reason: Label


@rule(
    "KC706",
    Severity.WARNING,
    title=Label("several people as one owner", "一格内有多名责任人"),
    message=Label(
        "Lines whose owner names several people: {count}. They stay as they are, but where two answer for a line, nobody does.",
        "{count} 条行动的责任人一格内写有多人，按原文保留；但多人负责等于无人负责。",
    ),
    remedy=Label(
        "Leave one name: in the plan, and read it back with --previous, or in the column of managers of the book. What separates "
        "names is managers.separators.",
        "请只保留一人：在计划中改正并用 --previous 读回，或在客户表的客户经理列中改正。姓名分隔符见 managers.separators。",
    ),
    example="张三、李四",
)
class LinesOfTwoOwners(Issue):
    """One cell names several owners."""

    count: int


@rule(
    "KC707",
    Severity.WARNING,
    title=Label("owner who is no manager of the book", "责任人不在客户经理名单中"),
    message=Label(
        "{book}: lines whose owner is the manager of no customer in the book: {count} ({owners}). They stay as they are.",
        "{book}：{count} 条行动的责任人不是客户表中的客户经理（{owners}），按原文保留。",
    ),
    remedy=Label(
        "Correct the name, or make sure that somebody of this name does them.",
        "请更正姓名，或确认确有此人负责。",
    ),
    example="123",
)
class OwnerStrange(Issue):
    """People wrote owners whom the book does not know."""

    book: str
    count: int
    owners: Label


@rule(
    "KC708",
    Severity.NOTE,
    title=Label("new lines wait for open ones", "已有未了结行动的客户不再新增"),
    message=Label(
        "{book}: customers with an open line to whom the new book would give another one: {count}. They have one line, the open one, "
        "with their reasons of now.",
        "{book}：有 {count} 个客户按本期客户表应新增行动，但其上一份计划的行动尚未了结；每位客户只保留一条，即未了结的那条，理由按本期更新。",
    ),
    remedy=Label(
        "They are marked as waiting among what changed. Set the open line to done or dropped, and the next plan has the new one.",
        "改动列表中标为“等待”。将原行动设为“已完成”或“取消”后，下一份计划即列出新行动。",
    ),
    example="20",
)
class LinesWait(Issue):
    """Lines that are not in the plan since their customers have an open one."""

    book: str
    count: int


BEFORE_THE_LINE = Label("it is not after {date}, the data date of the plan", "不晚于该计划的数据日期 {date}")
TOO_LATE = Label("it is more than a year after {date}", "晚于 {date} 一年以上")
CLOSED = Label("the bank is closed that day", "当日不营业")


@rule(
    "KC709",
    Severity.WARNING,
    title=Label("unlikely deadline", "完成时限可疑"),
    message=Label(
        "{book}: nobody can mean this deadline: {why}. It stays as written.",
        "{book}：完成时限可疑：{why}。按填写的日期保留。",
    ),
    remedy=Label(
        "Correct it in the plan, and read it back with --previous.", "请在计划中改正，并用 --previous 读回。"
    ),
    example=Label("2020-01-01, a Sunday", "2020-01-01；星期日"),
)
class DeadlineOdd(Issue):
    """People typed a deadline in the past, in the far future, or on a day on which nobody works."""

    book: str
    why: Label
