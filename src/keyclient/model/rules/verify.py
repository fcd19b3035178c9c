"""Rules 73x and 74x: whether a plan was met."""

import datetime as dt

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC735",
    Severity.WARNING,
    title=Label("plan judged as of a file date", "按文件日期检查计划"),
    message=Label(
        "{book} has no data date; the plan is judged as of {as_of}, when its file was last changed.",
        "{book} 没有数据日期；按其文件最后修改日期 {as_of} 检查计划。",
    ),
    remedy=Label(
        "Put the data date above the table or into the name of the file.",
        "请在表头上方或文件名中写明数据日期。",
    ),
    example=Label("book.xlsx without a date", "没有日期的 客户表.xlsx"),
)
class JudgedAsOfFileDate(Issue):
    """A later book whose day is that of its file."""

    book: str
    as_of: dt.date


@rule(
    "KC736",
    Severity.ERROR,
    title=Label("line that cannot be judged", "验收标准不成条件"),
    message=Label(
        "Lines whose acceptance criterion cannot be understood: {count}, such as line {line} ({reason}). They are undecidable.",
        "验收标准无法识别的行动 {count} 项，如行动 {line}（{reason}）。这些行动无法判断。",
    ),
    remedy=Label(
        "Write what has to be true, such as aum >= 500000 and holds fund; docs/verify.md has the language.",
        "请写明须满足的条件，如“AUM >= 50万 且 持有 基金”；写法见 docs/verify.md。",
    ),
    example=Label("more money", "多存点"),
)
class CriteriaNotUnderstood(Issue):
    """Criteria that are none."""

    count: int
    line: str
    """The first line, by its id."""
    reason: Label


@rule(
    "KC737",
    Severity.WARNING,
    title=Label("plan of another book", "计划依据的不是这份客户表"),
    message=Label(
        "Lines that were made from another book than {book}: {count}. What they start from, and the floors of tiers, are those of "
        "{book}.",
        "有 {count} 项行动不是依据 {book} 制订的；期初情况与层级门槛均按 {book}。",
    ),
    remedy=Label(
        "Name the book that the plan was made from, and the later ones after --verify.",
        "请以制订计划时的客户表为主表，后期客户表用 --verify 指定。",
    ),
    example=Label("the plan of October with the book of November", "10月的计划配11月的客户表"),
)
class PlanOfAnotherBook(Issue):
    """Lines with the fingerprint of another book."""

    book: str
    count: int


@rule(
    "KC738",
    Severity.WARNING,
    title=Label("customers of the plan not listed", "计划客户不在后期客户表中"),
    message=Label(
        "{book} does not list the customers of {count} of {lines} lines. Whether these are met is not known.",
        "{lines} 项行动中，有 {count} 项的客户不在 {book} 中，无法判断。",
    ),
    remedy=Label(
        "Find out whether they left, or have another number now, or whether the book is incomplete.",
        "请核实客户是否已流失、已更换客户号，或客户表不完整。",
    ),
    example=Label("customer 00123 is in the plan only", "客户 00123 只在计划中"),
)
class LinesAbsent(Issue):
    """Lines whose customer a later book does not list."""

    book: str
    count: int
    lines: int


@rule(
    "KC739",
    Severity.WARNING,
    title=Label("plan and book differ in leading zeros", "客户号前导零不一致"),
    message=Label(
        "{book}: lines of customers who are not listed, but whose ids are there but for leading zeros: {count}.",
        "{book}：有 {count} 项行动的客户号仅前导零与表中不同，因而未能对应。",
    ),
    remedy=Label(
        "Export the ids as text, so that zeros before them stay.",
        "请将客户号按文本导出，保留前导零。",
    ),
    example=Label("00123 in the plan, 123 in the book", "计划中为 00123，客户表中为 123"),
)
class JudgedIdsLostZeros(Issue):
    """Customers who cannot be followed since a book lost the zeros of their ids."""

    book: str
    count: int


@rule(
    "KC740",
    Severity.WARNING,
    title=Label("later book with another measure", "后期客户表的价值指标不同"),
    message=Label(
        "{book} is not ranked by {measure}, as the plan is: tiers, values and what the work brought are not judged by it.",
        "{book} 不是按计划所用的{measure}排序：层级、价值与成效均不据此判断。",
    ),
    remedy=Label(
        "Name one measure for all with --measure, or use a book that has it.",
        "请用 --measure 指定同一指标，或改用含该指标的客户表。",
    ),
    example=Label("the plan by AUM, the book with deposits alone", "计划按 AUM，客户表只有存款"),
)
class JudgedByAnotherMeasure(Issue):
    """A later book without the values that the plan is about."""

    book: str
    measure: Label


@rule(
    "KC741",
    Severity.NOTE,
    title=Label("defects in a later book", "后期客户表存在缺陷"),
    message=Label(
        "{book} has {count} defects of its own; keyclient check {book} lists them.",
        "{book} 本身有 {count} 处缺陷，用 keyclient check {book} 查看。",
    ),
    remedy=Label("Mend them where they are about the plan.", "涉及计划的请予更正。"),
    example=Label("a balance that cannot be read", "余额无法识别"),
)
class LaterBookDefects(Issue):
    """Warnings and errors of a later book."""

    book: str
    count: int


@rule(
    "KC742",
    Severity.WARNING,
    title=Label("later books of one day", "后期客户表日期相同"),
    message=Label(
        "{book} and {other_book} have the same data date {as_of}: which is the later one is not known; they count as they "
        "were given.",
        "{book} 与 {other_book} 的数据日期同为 {as_of}，无法区分先后，按给出的顺序计。",
    ),
    remedy=Label("Name one of them alone.", "请只指定其中一份。"),
    example=Label("two copies of one export", "同一导出的两份副本"),
)
class LaterBooksOfOneDay(Issue):
    """Two later books with one data date."""

    as_of: dt.date
    book: str
    other_book: str
