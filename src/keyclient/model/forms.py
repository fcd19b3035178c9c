"""The columns of a plan and of a list of calls that people fill in: what they are called, which are theirs, what may be chosen.

A workbook is written from these, and read back by them: by the key or the heading in either language.

What was handed out stands on the hidden sheet `HANDED_OUT` of the same workbook (further forms of one workbook:
`_keyclient 2`, and so on). Its first row has keys, and below each stand its values without a gap:

- the key of the id (`line_id` or `call_id`), of every editable column and of those of `ALSO_HANDED_OUT`, in the order of the
  form: one row a line, each cell with the same value as on the form (text as text, a date as a date, blank as blank);
  （万元） behind a key says that its amounts are in 10,000 yuan;
- `remembered`: the ids of lines that people had deleted in earlier rounds;
- `choices:KEY`: what may be chosen in a column, for its drop-down.

The two latter are absent where there is nothing to say. On a form the headings follow a title and a line that says how to
fill it in; the sheets of one manager have some of its columns, the id and all editable ones always, and no blank rows.
"""

from typing import NamedTuple

from keyclient.model.filled_in import FormKind
from keyclient.model.label import Label
from keyclient.model.report import Tone

HANDED_OUT = "_keyclient"
"""The name of the hidden sheet with what was handed out."""
REMEMBERED = "remembered"
ALSO_HANDED_OUT = frozenset(
    "customer_id name activity listed_on effort baseline_value baseline_date baseline_book entry".split()
)
"""What stands there beside what people fill in: whom a line is about, by which sheets that were sorted in part show, and what
a line would otherwise lose with its sheet."""
CHOICES = "choices:"
"""Begins the heading of a list of choices, before the key of its column."""


class FormColumn(NamedTuple):
    """One column of a form."""

    key: str
    label: Label
    is_editable: bool = False
    choices: tuple[Label, ...] = ()
    tones: tuple[tuple[Label, Tone], ...] = ()
    hint: Label | None = None
    """What is shown beside a cell while people fill it in."""


PLAN_STATUSES: dict[str, Label] = {
    "todo": Label("to do", "待办"),
    "doing": Label("in progress", "进行中"),
    "done": Label("done", "已完成"),
    "dropped": Label("dropped", "取消"),
}
CALL_STATUSES: dict[str, Label] = {
    "contacted": Label("contacted", "已联系"),
    "no_answer": Label("no answer", "未接"),
    "appointment": Label("appointment", "约见"),
}

PLAN_FINISHED = (PLAN_STATUSES["done"], PLAN_STATUSES["dropped"])
"""The statuses after which nothing is due any more."""
PLAN_REQUIRED = ("owner", "deadline", "criterion", "status")
"""The columns in which no line of a plan may be blank."""
_PLAN_TONES = (
    (PLAN_STATUSES["doing"], Tone.YELLOW),
    (PLAN_STATUSES["done"], Tone.GREEN),
    (PLAN_STATUSES["dropped"], Tone.GREY),
)
_CALL_TONES = (
    (CALL_STATUSES["contacted"], Tone.GREEN),
    (CALL_STATUSES["no_answer"], Tone.GREY),
    (CALL_STATUSES["appointment"], Tone.YELLOW),
)
_CRITERION_HINT = Label(
    "What the next book must show, such as: aum >= 500000; tier >= gold; holds fund; contact since 2026-11-01. "
    "Several are joined by: and.",
    "下期客户表应达到的条件，如：资产 >= 50万；层级 >= 黄金；持有 基金；联系 自 2026-11-01。多个条件用“且”连接。",
)

PLAN_ID = FormColumn("line_id", Label("line", "行动编号"))
CALL_ID = FormColumn("call_id", Label("call", "联系编号"))

PLAN_COLUMNS: tuple[FormColumn, ...] = (
    PLAN_ID,
    FormColumn("customer_id", Label("customer ID", "客户号")),
    FormColumn("name", Label("name", "客户名称")),
    FormColumn("tier", Label("tier", "层级")),
    FormColumn("value", Label("value", "价值")),
    FormColumn("reasons", Label("reasons", "理由")),
    FormColumn("target", Label("target", "目标")),
    FormColumn("strategy", Label("strategy", "策略")),
    FormColumn("activity", Label("activity", "行动")),
    FormColumn("owner", Label("owner", "责任人"), is_editable=True),
    FormColumn("deadline", Label("deadline", "完成时限"), is_editable=True),
    FormColumn(
        "criterion", Label("acceptance criterion", "验收标准"), is_editable=True, hint=_CRITERION_HINT
    ),
    FormColumn(
        "status",
        Label("status", "状态"),
        is_editable=True,
        choices=tuple(PLAN_STATUSES.values()),
        tones=_PLAN_TONES,
    ),
    FormColumn("remark", Label("remark", "备注"), is_editable=True),
    FormColumn("effort", Label("effort", "投入")),
    FormColumn("baseline_value", Label("baseline", "基期值")),
    FormColumn("baseline_date", Label("baseline date", "基期日期")),
    FormColumn("baseline_book", Label("baseline book", "基期表指纹")),
    FormColumn("entry", Label("catalogue entry", "目录条目")),
)
"""In the order of the sheet."""

CALL_COLUMNS: tuple[FormColumn, ...] = (
    CALL_ID,
    FormColumn("customer_id", Label("customer ID", "客户号")),
    FormColumn("name", Label("name", "客户名称")),
    FormColumn("phone", Label("phone", "联系电话")),
    FormColumn("tier", Label("tier", "层级")),
    FormColumn("value", Label("value", "价值")),
    FormColumn("reasons", Label("why", "联系理由")),
    FormColumn("offer", Label("may be offered", "可推荐")),
    FormColumn("withheld", Label("not to be offered", "不可推荐")),
    FormColumn("manager", Label("manager", "客户经理")),
    FormColumn("listed_on", Label("list of", "名单日期")),
    FormColumn(
        "status",
        Label("result", "联系结果"),
        is_editable=True,
        choices=tuple(CALL_STATUSES.values()),
        tones=_CALL_TONES,
    ),
    FormColumn("contacted_on", Label("contacted on", "联系日期"), is_editable=True),
    FormColumn("remark", Label("remark", "备注"), is_editable=True),
)

FORM_COLUMNS: dict[FormKind, tuple[FormColumn, ...]] = {
    FormKind.PLAN: PLAN_COLUMNS,
    FormKind.CALLS: CALL_COLUMNS,
}
FORM_IDS: dict[FormKind, FormColumn] = {FormKind.PLAN: PLAN_ID, FormKind.CALLS: CALL_ID}
EDITABLE: dict[FormKind, tuple[str, ...]] = {
    kind: tuple(column.key for column in columns if column.is_editable)
    for kind, columns in FORM_COLUMNS.items()
}
"""The keys of the columns that people fill in."""
