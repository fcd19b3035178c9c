"""The words for the status of a book and for the reasons why a file is skipped."""

from enum import StrEnum

from keyclient.model.label import Label


class SkipReason(StrEnum):
    """Why a file is skipped. The values are part of `run.json`."""

    UNCHANGED = "unchanged"
    OWNER_MARK = "owner_mark"
    HIDDEN = "hidden"
    TEMPORARY = "temporary"
    OWN_OUTPUT = "own_output"
    LINK_OUTSIDE = "link_outside"
    BROKEN_LINK = "broken_link"
    SAME_FILE = "same_file"
    COPY = "copy"
    NO_FILE = "no_file"
    EXCLUDED = "excluded"
    NO_TABLE = "no_table"
    NOT_RETRIED = "not_retried"
    OUT_OF_REACH = "out_of_reach"


SKIP_REASONS = {
    SkipReason.UNCHANGED: Label("unchanged since it was processed", "上次处理后无变化"),
    SkipReason.OWNER_MARK: Label("lock file of a workbook open in Excel", "Excel 打开文件时的锁定文件"),
    SkipReason.HIDDEN: Label("hidden file", "隐藏文件"),
    SkipReason.TEMPORARY: Label("temporary file", "临时文件"),
    SkipReason.OWN_OUTPUT: Label("created by keyclient", "由 keyclient 生成"),
    SkipReason.LINK_OUTSIDE: Label("link to a place outside the source", "链接指向来源文件夹之外"),
    SkipReason.BROKEN_LINK: Label("broken link", "链接目标不存在"),
    SkipReason.SAME_FILE: Label("same file as another path", "与另一路径为同一文件"),
    SkipReason.COPY: Label("copy of another book, byte for byte", "与另一份表格内容完全相同"),
    SkipReason.NO_FILE: Label("not a regular file", "管道或设备，不是普通文件"),
    SkipReason.EXCLUDED: Label("excluded by batch.exclude", "由 batch.exclude 排除"),
    SkipReason.NO_TABLE: Label("text file without a table", "不含表格的文本文件"),
    SkipReason.NOT_RETRIED: Label("not selected by --retry", "不在 --retry 补跑范围内"),
    SkipReason.OUT_OF_REACH: Label(
        "folder could not be listed; last known figures are used",
        "所在文件夹无法列出，沿用最近一次的结果",
    ),
}
"""The words for each reason."""
STATUSES = {
    "done": Label("done", "完成"),
    "partial": Label("partial", "部分完成"),
    "failed": Label("failed", "失败"),
    "skipped": Label("skipped", "跳过"),
}
"""The words for each status."""


def is_plain_text(book: str) -> bool:
    """Whether a file is skipped rather than failed if it has no table: most `.txt` are notes."""
    return book.lower().endswith(".txt")
