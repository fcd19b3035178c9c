"""Rules 355 to 359: what cells are taken for beyond what their own column says."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC355",
    Severity.NOTE,
    title=Label("birth dates from id numbers", "出生日期取自身份证号"),
    message=Label(
        "Birth dates of {numbers} customers are taken from their id numbers ({heading}). From their own column: {own}; only the "
        "age known: {ages}; unknown: {unknown}.",
        "{numbers} 个客户的出生日期取自身份证号（{heading}）；取自出生日期列：{own}；仅有年龄：{ages}；未知：{unknown}。",
    ),
    remedy=Label(
        "No action needed. Damaged and wrong numbers are not used.", "无需处理；有损坏或有误的号码未采用。"
    ),
    example=Label("no birth date, 11010519491231002X", "无出生日期，证件号 11010519491231002X"),
)
class BirthDatesFromNumbers(Issue):
    """Birth dates that come from id numbers, and where the others come from."""

    heading: str | Label
    own: int
    numbers: int
    ages: int
    unknown: int


@rule(
    "KC356",
    Severity.WARNING,
    title=Label("contradicts the id number", "与身份证号不符"),
    message=Label(
        "{field_name}: contradicts a valid id number (customers: {count}); the {used} counts.",
        "{field_name}：{count} 个客户与其有效身份证号不符；以{used}为准。",
    ),
    remedy=Label("Correct whichever is wrong.", "请核对并更正其中有误的一项。"),
    example=Label("age 35 beside …19491231…", "年龄 35，证件号 …19491231…"),
)
class NumberContradicted(Issue):
    """Birth dates or ages other than those of the id numbers."""

    field_name: Label
    count: int
    used: Label


@rule(
    "KC357",
    Severity.WARNING,
    title=Label("dates of another time zone", "日期疑因时区差一天"),
    message=Label(
        "{field_name}: the time of all dates ({count}) is 16:00 or 15:00, as when a program in another time zone has written "
        "them. They are read as written ({written}); the likely day is the next ({likely}).",
        "{field_name}：全部 {count} 个日期的时刻均为 16:00 或 15:00，疑由其他时区的程序写出。按原日期读取（{written}）；实际应为次日（{likely}）。",
    ),
    remedy=Label(
        "Compare a few with their source; if all are a day early, export them again as dates without a time.",
        "请与来源核对几条；如均早一天，请按不带时刻的日期重新导出。",
    ),
    example="2025-12-31 16:00:00",
)
class DatesOfAnotherZone(Issue):
    """Dates that are probably a day early."""

    field_name: Label
    count: int
    written: str
    likely: str


@rule(
    "KC358",
    Severity.WARNING,
    title=Label("text lost", "文字已丢失"),
    message=Label(
        "{field_name}: question marks stand in place of text; the letters were lost before the book was saved. Cells: {count}.",
        "{field_name}：{count} 处文字成了问号，原文在保存之前已丢失。",
    ),
    remedy=Label(
        "Export the book again as UTF-8 or .xlsx; the text cannot be recovered from this file.",
        "请以 UTF-8 或 .xlsx 重新导出；从本文件无法恢复原文。",
    ),
    example="???",
)
class TextLost(Issue):
    """Text that a program has turned into question marks."""

    field_name: Label
    count: int


@rule(
    "KC359",
    Severity.NOTE,
    title=Label("sum of its parts", "由分项相加"),
    message=Label(
        "{field_name}: the book has no column for the whole; customers are ranked by the sum of {column}.",
        "{field_name}：表中没有合计列，客户按{column}之和排序。",
    ),
    remedy=Label(
        "No action needed if these are all its parts; otherwise add a column for the whole, or name a column with --measure.",
        "如各分项齐全，无需处理；否则请增加合计列，或用 --measure 指定列。",
    ),
    example=Label("deposits split into current and fixed", "存款下分活期、定期"),
)
class SumOfParts(Issue):
    """A balance that is the sum of its parts, since the book has no column for the whole."""

    field_name: Label
    column: Label | str
