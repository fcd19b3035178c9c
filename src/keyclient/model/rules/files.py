"""Rules 22x: the file itself, which could be read though something is wrong with it."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC220",
    Severity.WARNING,
    title=Label("unbalanced quotation marks", "引号不成对"),
    message=Label(
        "Lines with unbalanced quotation marks: {count}; each is read as one row, with the marks as ordinary characters.",
        "引号不成对的行：{count} 行；每行单独读取，引号按普通字符保留。",
    ),
    remedy=Label(
        "Compare these lines with the source and export the file again.",
        "请核对这些行，并重新导出文件。",
    ),
    example='1,"张三,500',
)
class QuotesUnbalanced(Issue):
    """Lines of a text file with an odd quotation mark."""

    count: int


@rule(
    "KC221",
    Severity.NOTE,
    title=Label("lines wrapped in quotation marks", "整行被加了引号"),
    message=Label(
        "Lines wrapped entirely in quotation marks: {count}; the cells inside are read.",
        "整行加了引号的行：{count} 行；已按引号内的各列读取。",
    ),
    remedy=Label(
        "No action needed; the program that last saved the file added them.",
        "无需处理；这些引号是最后保存该文件的程序加上的。",
    ),
    example='"1,""张三"",500"',
)
class LinesWrapped(Issue):
    """Lines of a text file wrapped whole in quotation marks."""

    count: int


@rule(
    "KC222",
    Severity.WARNING,
    title=Label("truncated file", "文件不完整"),
    message=Label(
        "The file ends in the middle of a character: it was cut off, and rows may be missing.",
        "文件末尾的字符不完整，说明文件被截断，可能缺少部分行。",
    ),
    remedy=Label("Export or copy the file again.", "请重新导出或复制该文件。"),
    example="…,客户经",
)
class FileCutOff(Issue):
    """A text file that ends within a character."""


@rule(
    "KC223",
    Severity.WARNING,
    title=Label("inconsistent .xls structure", "文件结构有矛盾"),
    message=Label(
        "The sector table of this .xls file is inconsistent; the sheets could still be read.",
        "该 .xls 文件的扇区表前后矛盾，但各工作表仍可读取。",
    ),
    remedy=Label(
        "Compare the number of rows with the source; open the file in Excel and save it again.",
        "请与原始数据核对行数，并用 Excel 打开后重新保存。",
    ),
    example=Label("two entries that overlap", "两个部件重叠"),
)
class ContainerRepaired(Issue):
    """An .xls file with a damaged table of sectors."""


@rule(
    "KC224",
    Severity.WARNING,
    title=Label("Western European text", "西欧编码文本"),
    message=Label(
        "The text is neither UTF-8 nor GB18030; it is read as Western European (Windows-1252), so names may be wrong.",
        "文本既非 UTF-8 也非 GB18030，已按西欧编码（Windows-1252）读取，姓名等文字可能有误。",
    ),
    remedy=Label("Save the file as “CSV UTF-8”.", "请另存为“CSV UTF-8”。"),
    example="Müller",
)
class WesternText(Issue):
    """A text file in neither UTF-8 nor GB18030."""
