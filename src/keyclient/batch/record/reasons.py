"""What became of a book, and why a file under a source is not read, in words."""

from enum import StrEnum

from keyclient.model.label import Label


class SkipReason(StrEnum):
    """Why a file is skipped."""

    UNCHANGED = "unchanged"
    OWNER_MARK = "owner_mark"
    HIDDEN = "hidden"
    TEMPORARY = "temporary"
    OWN_OUTPUT = "own_output"
    LINK_OUTSIDE = "link_outside"
    BROKEN_LINK = "broken_link"
    SAME_FILE = "same_file"
    NO_FILE = "no_file"
    EXCLUDED = "excluded"
    NO_TABLE = "no_table"
    NOT_RETRIED = "not_retried"
    OUT_OF_REACH = "out_of_reach"


SKIP_REASONS = {
    SkipReason.UNCHANGED: Label("nothing has changed since it was done", "自上次完成以来没有变化"),
    SkipReason.OWNER_MARK: Label(
        "the mark that Excel leaves while a book is open", "Excel 打开文件时留下的标记"
    ),
    SkipReason.HIDDEN: Label("hidden", "隐藏"),
    SkipReason.TEMPORARY: Label("temporary", "临时文件"),
    SkipReason.OWN_OUTPUT: Label("made by keyclient", "由 keyclient 生成"),
    SkipReason.LINK_OUTSIDE: Label("a link that leads out of the source", "链接指向来源文件夹之外"),
    SkipReason.BROKEN_LINK: Label("a link to nothing", "链接目标不存在"),
    SkipReason.SAME_FILE: Label("another path to a book that is read", "与另一路径为同一文件"),
    SkipReason.NO_FILE: Label("a pipe or a device", "管道或设备"),
    SkipReason.EXCLUDED: Label("left out by batch.exclude", "已由 batch.exclude 排除"),
    SkipReason.NO_TABLE: Label("a text without a table", "不含表格的文本"),
    SkipReason.NOT_RETRIED: Label("not among the books to be tried again", "不在补跑之列"),
    SkipReason.OUT_OF_REACH: Label(
        "its folder could not be listed; the last known figures count",
        "所在文件夹无法列出，沿用最近一次的数字",
    ),
}
"""The words for each reason."""
STATUSES = {
    "done": Label("done", "完成"),
    "partial": Label("partial", "部分完成"),
    "failed": Label("failed", "失败"),
    "skipped": Label("skipped", "跳过"),
}
"""The words for what became of a book."""
