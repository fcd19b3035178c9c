"""Rules 75x: lists of calls."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC751",
    Severity.WARNING,
    title=Label("plan lines about customers who are not in the book", "计划中的客户不在表内"),
    message=Label(
        "Lines of the plan that are due, about customers whom the book does not list or does not tell apart: {count}. They are on no list.",
        "行动计划中已到期、但客户不在表内或无法唯一对应的有 {count} 条，未列入名单。",
    ),
    remedy=Label(
        "Check the customer ids of the plan, and whether the book has all customers.",
        "请核对计划中的客户号，以及客户表是否完整。",
    ),
    example=Label("a customer who has left", "已销户的客户"),
)
class PlanOfStrangers(Issue):
    """Lines that are due about nobody in the book."""

    count: int


@rule(
    "KC752",
    Severity.WARNING,
    title=Label(
        "rows of the last list about customers who are not in the book", "上一份名单中的客户不在表内"
    ),
    message=Label(
        "Filled-in rows of the last list about customers whom the book does not list or does not tell apart: {count}. What was written "
        "there is counted and changes no list.",
        "上一份名单中已填写、但客户不在表内或无法唯一对应的有 {count} 行，仅计入统计，不影响本次名单。",
    ),
    remedy=Label(
        "Keep the column of call numbers. A list that was made with --mask cannot be read back.",
        "请保留“联系编号”列。用 --mask 生成的名单无法读回。",
    ),
    example=Label("a row added by hand without a customer id", "手工添加且未填客户号的行"),
)
class CallsOfStrangers(Issue):
    """Rows read back about nobody in the book."""

    count: int


@rule(
    "KC753",
    Severity.NOTE,
    title=Label("appointments without a result", "约见未填结果"),
    message=Label(
        "Appointments whose day is over and of which nothing more was written: {count}. These customers are listed by their reasons again.",
        "约见日期已过、但未填写结果的有 {count} 个，这些客户重新按理由列入名单。",
    ),
    remedy=Label(
        "Write contacted and the day where it took place, another day where it was put off.",
        "已见面的请填“已联系”和日期，改期的请填新的日期。",
    ),
    example=Label("appointment on 2026-12-05, list of 2026-12-08", "约见 2026-12-05，名单日期 2026-12-08"),
)
class AppointmentsPassed(Issue):
    """Appointments of which nobody knows what became."""

    count: int


@rule(
    "KC754",
    Severity.NOTE,
    title=Label("no managers in the book", "表内没有客户经理"),
    message=Label(
        "The book names no managers: there is one list a branch, or one for all, of {limit} customers at most.",
        "表内没有客户经理：按机构（没有机构列时为全表）各生成一份名单，每份最多 {limit} 个客户。",
    ),
    remedy=Label(
        "Name the column with --map manager=HEADING, or change the limit: --set today.limit=50.",
        "请用 --map manager=列名 指定客户经理列，或用 --set today.limit=50 调整上限。",
    ),
    example=Label("a book with customers and balances alone", "只有客户和余额的表"),
)
class ListsWithoutManagers(Issue):
    """Lists that are nobody's."""

    limit: int


@rule(
    "KC755",
    Severity.NOTE,
    title=Label("customers of several managers", "客户有多名客户经理"),
    message=Label(
        "Customers whose rows name several managers: {count}. Each is on the list of one, whom most of her rows name.",
        "有 {count} 个客户的多行记录列有不同的客户经理，仅列入出现次数最多的一名客户经理的名单。",
    ),
    remedy=Label(
        "Enter one manager in all rows of a customer; the second one is an assistant.",
        "请在同一客户的各行填写同一名客户经理，另一名填为协办客户经理。",
    ),
    example=Label("deposit with Wang Fang, fund with Li Qiang", "存款管户王芳、基金管户李强"),
)
class CalledByOne(Issue):
    """Customers whom several managers could call."""

    count: int


@rule(
    "KC756",
    Severity.WARNING,
    title=Label("contacts in the future on a list of calls", "联系名单中的日期晚于数据日期"),
    message=Label(
        "Contacts whose day, or the day of whose list, is after the data date {as_of}: {count} ({addresses}). Each counts on the day "
        "of its list, on the data date at the latest.",
        "联系日期或名单日期晚于数据日期 {as_of} 的联系有 {count} 条（{addresses}），按名单日期计，最晚计为数据日期。",
    ),
    remedy=Label(
        "Correct a slip. For the list of a later day give that day: --as-of 2026-12-02. An appointment is to have the result "
        "appointment.",
        "日期有误请更正；为之后的日期生成名单，请用 --as-of 2026-12-02 指定；约见请在联系结果中选“约见”。",
    ),
    example=Label("contacted on 2062-12-02", "联系日期 2062-12-02"),
)
class ContactsAhead(Issue):
    """Contacts that are still to come by their days."""

    count: int
    as_of: dt.date
    addresses: Label


@rule(
    "KC757",
    Severity.WARNING,
    title=Label("appointments without a day", "约见没有明确日期"),
    message=Label(
        "Appointments without a day that can be read, or more than a year ahead: {count} ({addresses}). They stay on the list "
        "until they have a day or another result.",
        "没有可识别日期、或日期在一年以后的约见有 {count} 个（{addresses}），在填写日期或其他结果之前一直保留在名单上。",
    ),
    remedy=Label(
        "Write the day of the appointment beside it, such as 2026-12-05, or another result.",
        "请在联系日期填写约见日期，如 2026-12-05，或改填其他结果。",
    ),
    example=Label("appointment, remark: after the holidays", "约见，备注：节后再约"),
)
class AppointmentsDateless(Issue):
    """Appointments that may stand for ever."""

    count: int
    addresses: Label
