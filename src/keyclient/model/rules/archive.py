"""Rules 320 to 324: what the files of the customers lack, and who was not contacted for long."""

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity

_MISSING = Label(
    "{field_name}: missing for {missing} of the {customers} customers who need it{held}.",
    "{field_name}：应有此项的 {customers} 个客户中，{missing} 个缺失{held}。",
)
_FILL = Label(
    "Fill it in, largest customers first; `check` shows the gaps of each manager.",
    "请补录，价值高的客户优先；check 按客户经理列出缺失情况。",
)
_STALE = Label(
    "Customers without contact or transaction for {days} days or more: {count}{held}; unknown: {unknown}.",
    "{count} 个客户已有 {days} 天或更久无联系、无交易{held}；另有 {unknown} 个客户情况不明。",
)
_CALL = Label("Contact them, largest customers first.", "请尽快联系，价值高的客户优先。")


@family
class FilesLacking(Issue):
    """A field that customer files lack."""

    field_name: Label
    missing: str
    customers: str
    held: Label | str


@family
class ContactsOverdue(Issue):
    """Customers without a recent contact."""

    count: str
    days: int
    held: Label | str
    unknown: str


@rule(
    "KC320",
    Severity.NOTE,
    title=Label("customer files incomplete", "客户档案不全"),
    message=_MISSING,
    remedy=_FILL,
    example=Label("37 blank birth dates", "37 个客户的出生日期为空"),
)
class FilesIncomplete(FilesLacking):
    """A field that some customer files lack."""


@rule(
    "KC321",
    Severity.WARNING,
    title=Label("too many incomplete customer files", "客户档案缺失过多"),
    message=_MISSING,
    remedy=_FILL,
    example=Label("file_floor = 0.9, 80 % have a phone", "file_floor = 0.9，有联系电话者占 80 %"),
)
class FilesBelowFloor(FilesLacking):
    """A field that more customer files lack than the policy allows."""


@rule(
    "KC322",
    Severity.NOTE,
    title=Label("columns missing", "缺少整列"),
    message=Label(
        "Fields that customer files need but the book has no column for: {fields}.",
        "客户档案应有而表内缺少的列：{fields}。",
    ),
    remedy=Label(
        "Add the columns, name them with --map, or remove the fields from check.retail_file and check.corporate_file in the policy.",
        "请增加这些列，或用 --map 指定列名；如不需要，可在策略的 check.retail_file、check.corporate_file 中去掉。",
    ),
    example=Label("no birth date column", "没有出生日期列"),
)
class FileColumnsAbsent(Issue):
    """Fields of the customer files for which the book has no column."""

    fields: Label


@rule(
    "KC323",
    Severity.NOTE,
    title=Label("stale contact", "久未联系"),
    message=_STALE,
    remedy=_CALL,
    example=Label("last contact 2025-01-10", "最近联系日期 2025-01-10"),
)
class ContactsStale(ContactsOverdue):
    """Customers not contacted for long."""


@rule(
    "KC324",
    Severity.WARNING,
    title=Label("too many stale contacts", "久未联系客户过多"),
    message=_STALE,
    remedy=_CALL,
    example=Label("stale_ceiling = 0.2, 31 % are stale", "stale_ceiling = 0.2，久未联系者占 31 %"),
)
class ContactsAboveCeiling(ContactsOverdue):
    """More customers not contacted for long than the policy allows."""
