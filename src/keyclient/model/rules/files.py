"""Rules 22x: the file itself, which could be read though something is wrong with it."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_W, _N = Severity.WARNING, Severity.NOTE

FILE_RULES: dict[str, Rule] = {
    "KC220": Rule(
        _W,
        Label("quotation marks do not match", "引号不成对"),
        Label(
            "Lines whose quotation marks do not match: {count}; each is read as a row of its own, with the marks as "
            "ordinary characters.",
            "引号不成对的行：{count} 行；均按独立的一行读取，引号按普通字符保留。",
        ),
        Label(
            "Compare these lines with the source, and export the file again.",
            "请核对这些行，并重新导出文件。",
        ),
        '1,"张三,500',
    ),
    "KC221": Rule(
        _N,
        Label("lines wrapped in quotation marks", "整行被加了引号"),
        Label(
            "Lines that were wrapped whole in quotation marks: {count}; the cells inside them are read.",
            "整行被额外加上引号的行：{count} 行；已按引号内的各列读取。",
        ),
        Label(
            "Nothing to do; the program that saved the file last has added them.",
            "无需处理；这些引号是最后保存该文件的程序加上的。",
        ),
        '"1,""张三"",500"',
    ),
    "KC222": Rule(
        _W,
        Label("file is cut off", "文件不完整"),
        Label(
            "The file ends in the middle of a character: it was cut off, and rows may be missing.",
            "文件在一个字符中间结束，说明文件被截断，可能缺少部分行。",
        ),
        Label("Export or copy the file again.", "请重新导出或复制该文件。"),
        "…,客户经",
    ),
    "KC223": Rule(
        _W,
        Label("container contradicts itself", "文件结构有矛盾"),
        Label(
            "The table of sectors of this .xls contradicts itself; the sheets could be read past that.",
            "该 .xls 文件的扇区表自相矛盾，已绕过并读取各工作表。",
        ),
        Label(
            "Compare the number of rows with the source; open the file in Excel and save it again.",
            "请核对行数；并用 Excel 打开后重新保存。",
        ),
        Label("two entries that overlap", "两个部件重叠"),
    ),
    "KC224": Rule(
        _W,
        Label("Western European text", "西欧编码文本"),
        Label(
            "The text is neither UTF-8 nor GB18030; it is read as Western European (Windows-1252), so names may be wrong.",
            "文本既非 UTF-8 也非 GB18030，已按西欧编码（Windows-1252）读取，姓名等文字可能有误。",
        ),
        Label("Save the file as “CSV UTF-8”.", "请另存为“CSV UTF-8”。"),
        "Müller",
    ),
}
