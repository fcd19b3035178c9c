"""Rules 22x, and 113: the file itself, which could be read though something is wrong with it."""

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
        "The sector or text table of this .xls file is inconsistent; the sheets could still be read.",
        "该 .xls 文件的扇区表或文本表前后矛盾，但各工作表仍可读取。",
    ),
    remedy=Label(
        "Compare the number of rows with the source; open the file in Excel and save it again.",
        "请与原始数据核对行数，并用 Excel 打开后重新保存。",
    ),
    example=Label("two entries that overlap", "两个部件重叠"),
)
class ContainerRepaired(Issue):
    """An .xls file with a damaged table of sectors or texts."""


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


@rule(
    "KC113",
    Severity.WARNING,
    title=Label(".xls file read by another reader", "换用其他程序读取的 .xls 文件"),
    message=Label(
        "The usual reader cannot read this .xls file; another one read it, which does not report hidden rows and columns.",
        "常规读取程序无法读取该 .xls 文件，已换用另一程序读取；隐藏的行和列未作识别。",
    ),
    remedy=Label(
        "Compare the totals with the source; open the file in Excel and save it as .xlsx.",
        "请与原始数据核对合计数，并用 Excel 打开后另存为 .xlsx。",
    ),
    example=Label("a sheet whose records have lengths of their own", "工作表内部记录的长度不合规范"),
)
class OtherReader(Issue):
    """An .xls file that only the second reader could read."""
