"""Rules 3xx: the book's own totals, and customers that look like one."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC305",
    Severity.ERROR,
    title=Label("total does not tie", "合计不符"),
    message=Label(
        "{column}: the customers add up to {read}, but the book's total is {book_total} (difference {difference}).{perhaps}",
        "{column}：各客户相加为 {read}，表内合计为 {book_total}，相差 {difference}。{perhaps}",
    ),
    remedy=Label(
        "Look for rows missing from the book's total, or counted twice.", "请检查表内合计是否漏行或重复。"
    ),
    example=Label("a total of 1,000 over rows of 900", "各行相加 900，合计行 1,000"),
)
class TotalDoesNotTie(Issue):
    """A column that does not add up to the book's own total."""

    column: str
    read: Label
    book_total: Label
    difference: Label
    perhaps: Label
    """What the total may be instead of a sum."""


@rule(
    "KC306",
    Severity.WARNING,
    title=Label("customer named like a total", "客户名与合计字样相同"),
    message=Label(
        "The row is named “{label}” but has a customer id; it counts as a customer.",
        "该行名为“{label}”但有客户号，按客户计。",
    ),
    remedy=Label("Clear the id if the row is a total.", "如为合计行，请清除客户号。"),
    example=Label("Total with id 00123", "名为“合计”而客户号为 00123"),
)
class CustomerNamedTotal(Issue):
    """A customer with an id, and the word for total as its name."""

    label: str


@rule(
    "KC309",
    Severity.WARNING,
    title=Label("total cannot be read", "合计无法读取"),
    message=Label(
        "{field_name}: the book's total cannot be read ({found}), so the column is not checked against it.",
        "{field_name}：表内合计无法读取（{found}），该列未作核对。",
    ),
    remedy=Label(
        "Open the workbook in Excel, recalculate and save it; or type the total.",
        "用 Excel 打开并重新计算后保存，或直接填入合计数。",
    ),
    example="合计 = #REF!",
)
class TotalUnreadable(Issue):
    """A total of the book that is not an amount."""

    field_name: Label
    found: str


@rule(
    "KC312",
    Severity.NOTE,
    title=Label("total row without amounts", "合计行没有金额"),
    message=Label(
        "The row is labelled as a total but has no amount; it is left out, and nothing is checked against it.",
        "该行有合计字样但没有金额；已排除，也未用于核对。",
    ),
    remedy=Label("Fill in the total, or delete the row.", "请补填合计金额，或删除该行。"),
    example=Label("TOTAL and nothing else", "仅有“合计”二字的行"),
)
class TotalEmpty(Issue):
    """A total row without amounts."""


@rule(
    "KC313",
    Severity.WARNING,
    title=Label("customer that looks like a total", "疑似合计行的客户"),
    message=Label(
        "Every amount in this row is the sum of those above it, so it may be a total; it counts as a customer.",
        "该行各项金额均等于上方各行之和，疑似合计行；仍按客户计。",
    ),
    remedy=Label(
        "If it is a total, type “Total” into its first cell and clear its id and name.",
        "如为合计行，请在该行首列填写“合计”，并清除客户号和客户名称。",
    ),
    example=Label("600 below 100, 200 and 300", "100、200、300 之下的 600"),
)
class CustomerLikeTotal(Issue):
    """A customer whose amounts are the sums of those above."""


@rule(
    "KC315",
    Severity.NOTE,
    title=Label("total without a label", "没有合计字样的合计行"),
    message=Label(
        "Every amount in this row is the sum of all others, and its id is a word or blank; it is a total and left out ({amounts}).",
        "该行各项金额均等于其他各行之和，且客户号处为文字或空白；按合计行排除（{amounts}）。",
    ),
    remedy=Label("If it is a customer, give it an id.", "如为客户，请填写客户号。"),
    example=Label("Branch and 600 below 100, 200 and 300", "100、200、300 之下的“全行 600”"),
)
class TotalByItsSums(Issue):
    """A total that is known by its amounts, whatever stands for its id."""

    amounts: Label


@rule(
    "KC316",
    Severity.NOTE,
    title=Label("sums of groups", "分组小计行"),
    message=Label(
        "Rows that hold the sums of a group, without a total's label: {count}; they are left out ({amounts}).",
        "{count} 行是分组的小计（没有合计字样），已排除（{amounts}）。",
    ),
    remedy=Label(
        "If they are customers, give them ids; if they stand over the details of an outline, remove the outline.",
        "如为客户，请填写客户号；如各行处于分级显示的上级，请取消分级显示（组合）。",
    ),
    example="New (4), 1,000",
)
class GroupRows(Issue):
    """Rows that hold the sums of a group of customers."""

    count: int
    amounts: Label
