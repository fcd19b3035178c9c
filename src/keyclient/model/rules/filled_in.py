"""Rules 72x: plans and lists that people filled in."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label, listed, listed_first
from keyclient.model.rules.rule import Severity


@family
class OfBook(Issue):
    """What is told of a file."""

    book: str
    """The name of the file."""

    def together(self, others: Sequence[Issue]) -> Self:
        """The same of all files that it is told of."""
        books = dict.fromkeys((self.book, *(one.book for one in others if isinstance(one, OfBook))))
        return self if len(books) == 1 else replace(self, book=" + ".join(books))


@rule(
    "KC720",
    Severity.WARNING,
    title=Label("entry not understood", "填写内容无法识别"),
    message=Label(
        "{book}, column “{column}”: what was typed cannot be understood. What was there before stays; the text is kept in "
        "the remark.",
        "{book} 的“{column}”列：填写内容无法识别。该项保留原值，填写的文字转入备注。",
    ),
    remedy=Label(
        "Choose a status from the drop-down; write dates as 2026-10-31.",
        "状态请从下拉列表选择；日期请写成 2026-10-31。",
    ),
    example=Label("next week", "下周"),
)
class EntryNotUnderstood(OfBook):
    """A status or a date of a line that cannot be read as one."""

    column: Label

    def together(self, others: Sequence[Issue]) -> Self:
        """The same of all files and all columns, which a plan and a list call differently."""
        columns = (self.column, *(one.column for one in others if isinstance(one, EntryNotUnderstood)))
        return replace(OfBook.together(self, others), column=listed(dict.fromkeys(columns)))


@rule(
    "KC721",
    Severity.WARNING,
    title=Label("two sheets disagree", "两处填写不一致"),
    message=Label(
        "{book}, column “{column}”: changed differently here and at {elsewhere}. What stands here counts.",
        "{book} 的“{column}”列：此处与 {elsewhere} 均有改动且不一致，以此处为准。",
    ),
    remedy=Label(
        "Change a line in one place only: on the sheet of its manager or on the sheet of all.",
        "同一行动只在一处修改：客户经理分表或总表。",
    ),
    example=Label("in progress; done", "进行中；已完成"),
)
class CopiesDisagree(OfBook):
    """One line changed in two ways in several places."""

    column: Label
    elsewhere: str
    """Where the other change stands."""


@rule(
    "KC722",
    Severity.WARNING,
    title=Label("line copied", "行动编号重复"),
    message=Label(
        "{book}: a second line has the number of the one at {elsewhere}, for another customer or with another activity. It counts as a line that was "
        "added.",
        "{book}：此行与 {elsewhere} 编号相同，但客户或行动不同，按新增行动处理。",
    ),
    remedy=Label(
        "Leave the number blank in lines that you add.",
        "新增行动的编号请留空。",
    ),
    example="K7QW2MPA",
)
class LineCopied(OfBook):
    """The id of a line on a second row of the same sheet that is about something else."""

    elsewhere: str
    """Where the first one stands."""


@rule(
    "KC723",
    Severity.WARNING,
    title=Label("unknown line number", "行动编号不明"),
    message=Label(
        "{book}: no line with this number was handed out. It counts as a line that was added.",
        "{book}：未曾发出此编号的行动，按新增行动处理。",
    ),
    remedy=Label(
        "Leave the number blank in lines that you add, and do not change the others.",
        "新增行动的编号请留空；已有编号请勿改动。",
    ),
    example="NEW-1",
)
class LineUnknown(OfBook):
    """An id that was never handed out."""


@rule(
    "KC724",
    Severity.ERROR,
    title=Label("line without acceptance criterion", "缺少验收标准"),
    message=Label(
        "{book}: the line has no acceptance criterion. It stays in the plan and cannot be judged.",
        "{book}：此行动没有验收标准，仍保留在计划中，但无法检查是否完成。",
    ),
    remedy=Label(
        "Write what has to be true when it is done, for example aum >= 500000 or contact since 2026-11-01.",
        "请写明完成的标准，如“资产 >= 50万”或 contact since 2026-11-01。",
    ),
    example=Label("blank", "空白"),
)
class CriterionMissing(OfBook):
    """A line of which nobody can say when it is done."""


@rule(
    "KC725",
    Severity.WARNING,
    title=Label("added row is no line", "新增行不完整"),
    message=Label(
        "{book}: the row has no number and lacks {lacking}, so nothing comes of it.",
        "{book}：此行没有编号，且缺少{lacking}，未予采用。",
    ),
    remedy=Label(
        "A row that is added needs a customer (customer ID or name) and something that is written about her.",
        "新增行须填写客户（客户号或客户名称），并至少填写一项内容。",
    ),
    example=Label("a remark alone", "只填了备注"),
)
class AddedIncomplete(OfBook):
    """A row that people added and that is no line."""

    lacking: Label


@rule(
    "KC726",
    Severity.NOTE,
    title=Label("deletions cannot be seen", "无法识别删除的行"),
    message=Label(
        "{book} does not say any more what was handed out (the hidden sheet is gone, or it is a text file): lines that were "
        "deleted come back.",
        "{book} 中已没有发出时的记录（隐藏工作表丢失，或文件为文本格式），已删除的行会重新出现。",
    ),
    remedy=Label(
        "Use the workbook itself, saved as .xlsx; or give lines that are not wanted the status dropped.",
        "请使用保存为 .xlsx 的原工作簿；不再需要的行动也可将状态设为“取消”。",
    ),
    example=Label("a CSV file", "CSV 文件"),
)
class HandedOutUnknown(OfBook):
    """A file by which nobody can tell what people deleted."""


@rule(
    "KC727",
    Severity.NOTE,
    title=Label("further columns", "额外的列"),
    message=Label(
        "{book} has columns that are not part of the form and are not carried over: {columns}.",
        "{book} 中有表单以外的列，不会带入新表：{columns}。",
    ),
    remedy=Label("Write what has to stay in the remark.", "需要保留的内容请写在备注中。"),
    example=Label("cost", "费用"),
)
class ColumnsNotCarried(OfBook):
    """Columns that people added."""

    columns: Label


@rule(
    "KC728",
    Severity.WARNING,
    title=Label("lines without a reason now", "理由或客户已不存在的行动"),
    message=Label(
        "{book}: the reason or the customer of some lines is gone: {count} ({absent} of them with a customer whom the book "
        "does not list). They stay in the plan.",
        "{book} 中有 {count} 项行动的理由或客户已不存在（其中 {absent} 项的客户不在客户表中），仍保留在计划中。",
    ),
    remedy=Label(
        "Look through the lines marked gone, and set those that are not needed any more to dropped.",
        "请核对标为“已消失”的行动；不再需要的请设为“取消”。",
    ),
    example="3",
)
class LinesGone(OfBook):
    """Lines of the earlier plan that the new book gives no reason for."""

    count: int
    absent: int


@rule(
    "KC729",
    Severity.NOTE,
    title=Label("deleted lines stay out", "已删除的行动不再出现"),
    message=Label(
        "{book}: lines that were deleted and that the book would give a reason for: {count}. They are left out.",
        "{book} 中有 {count} 项行动已被删除，按本期客户表仍有理由，但不再列入。",
    ),
    remedy=Label(
        "Make a plan without --previous to see them again.", "如需重新列出，请不加 --previous 生成计划。"
    ),
    example="3",
)
class DeletedStayOut(OfBook):
    """Lines that do not come back."""

    count: int


@rule(
    "KC730",
    Severity.NOTE,
    title=Label("owner is not her manager", "责任人不是客户经理"),
    message=Label(
        "{book}: lines whose owner is not the customer's manager in the book: {count}. They stay as the plan has them.",
        "{book} 中有 {count} 项行动的责任人与客户表的客户经理不同，按计划中的责任人保留。",
    ),
    remedy=Label("Check the owner, or the manager in the book.", "请核对责任人或客户表中的客户经理。"),
    example="3",
)
class OwnersDiffer(OfBook):
    """Owners written by hand, and managers who changed since."""

    count: int


@rule(
    "KC731",
    Severity.NOTE,
    title=Label("list of calls not used", "联系名单未使用"),
    message=Label(
        "{book} is a list of calls; it tells a plan nothing.",
        "{book} 是联系名单，行动计划不使用其内容。",
    ),
    remedy=Label("Name the last plan with --previous.", "请用 --previous 指定上一份行动计划。"),
    example=Label("a list of calls", "联系名单"),
)
class ListNotUsed(OfBook):
    """A list of calls given to `plan`."""


@rule(
    "KC732",
    Severity.WARNING,
    title=Label("customer of an added line unknown", "新增行动的客户不明"),
    message=Label(
        "{book}: the book lists no such customer, or several of this name. The line stays and cannot be judged.",
        "{book}：客户表中没有此客户，或同名客户不止一个。此行动保留，但无法检查是否完成。",
    ),
    remedy=Label("Write the customer ID as it stands in the book.", "请按客户表填写客户号。"),
    example=Label("Zhang Wei", "张伟"),
)
class AddedCustomerUnknown(OfBook):
    """A line that people added for somebody whom the book does not list."""


@rule(
    "KC733",
    Severity.WARNING,
    title=Label("line deleted and changed", "一处删除一处修改"),
    message=Label(
        "{book}: the line is missing under {elsewhere} and changed here. It stays.",
        "{book}：此行动在 {elsewhere} 的表中已删除，而此处有改动，予以保留。",
    ),
    remedy=Label(
        "Delete it here too, or set it to dropped.", "如不再需要，请在此处一并删除，或将状态设为“取消”。"
    ),
    example="K7QW2MPA",
)
class DeletedAndChanged(OfBook):
    """A line that people deleted in one place and changed in another."""

    elsewhere: str
    """The headings under which it is missing."""


@rule(
    "KC734",
    Severity.ERROR,
    title=Label("line and customer do not belong together", "行动编号与客户不符"),
    message=Label(
        "{book}: this number was handed out for another customer than {customer}. Nothing in the row counts; the line stays as it "
        "was handed out.",
        "{book}：此编号发出时对应的客户不是{customer}。此行填写的内容未予采用，该行动保持发出时的内容。",
    ),
    remedy=Label(
        "Undo the sorting, or sort whole rows with all their columns; then read the file back again.",
        "请撤销排序，或选中全部列后再排序，然后重新读回。",
    ),
    example=Label("sorted without the column of numbers", "排序时未包含编号列"),
)
class LineOfAnother(OfBook):
    """A row whose number and customer were torn apart."""

    customer: Label | str
    """As the row has her."""

    def together(self, others: Sequence[Issue]) -> Self:
        """The same with the first customers of all rows."""
        customers = (self.customer, *(one.customer for one in others if isinstance(one, LineOfAnother)))
        return replace(OfBook.together(self, others), customer=listed_first([*dict.fromkeys(customers)], 3))


@rule(
    "KC743",
    Severity.WARNING,
    title=Label("column to fill in is missing", "缺少填写列"),
    message=Label(
        "{book}: columns that people fill in are missing or have another heading: {columns}. Nothing of them is read; what was "
        "there before stays.",
        "{book} 缺少以下填写列（或表头已改名）：{columns}。这些列的填写内容无法读取，保留原值。",
    ),
    remedy=Label("Restore the headings as they were handed out.", "请恢复发出时的表头。"),
    example=Label("progress in place of status", "“状态”改成了“进度”"),
)
class ColumnsMissing(OfBook):
    """Columns that were handed out and are gone."""

    columns: Label


@rule(
    "KC744",
    Severity.NOTE,
    title=Label("computed cells changed", "改动了自动生成的内容"),
    message=Label(
        "{book}: lines in which a column was changed that keyclient works out itself: {count} ({columns}). What was handed out "
        "counts.",
        "{book} 中有 {count} 行改动了自动生成的列（{columns}），以发出时的内容为准。",
    ),
    remedy=Label(
        "Write what has to stay in the remark. A name is corrected in the book, an effort in plan.catalogue.",
        "需要保留的内容请写在备注中；客户名称请在客户表中更正，投入请在 plan.catalogue 中修改。",
    ),
    example=Label("effort 2 instead of 1", "投入由 1 改为 2"),
)
class WorkedOutChanged(OfBook):
    """Cells that are made anew each time."""

    count: int
    columns: Label


@rule(
    "KC748",
    Severity.NOTE,
    title=Label("added line without activity", "新增行动未填写行动内容"),
    message=Label(
        "{book}: the row that was added says whom it is about and not what is to be done. It is a line of the plan with a blank "
        "activity.",
        "{book}：新增行填了客户，但未填写“行动”，已列入计划，行动内容为空。",
    ),
    remedy=Label("Write what is to be done in the column activity.", "请在“行动”列填写要做的事。"),
    example=Label("customer ID and remark alone", "只填了客户号和备注"),
)
class ActivityMissing(OfBook):
    """A line that people added and that does not say what is to be done."""
