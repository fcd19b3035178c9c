"""Why a file cannot be read as a book: one class per cause, each with its own message and remedy."""

from pathlib import Path

from keyclient.errors import InputError
from keyclient.model.label import Label
from keyclient.model.near_files import file_hint, parquet_hint


class BookNotFound(InputError):
    """There is no such file."""

    sentence = Label(
        "{path}: file not found.{hint}",
        "{path}：文件不存在。{hint}",
    )

    @staticmethod
    def at(path: Path) -> "BookNotFound":
        """The refusal of a path, with the near names of its folder."""
        return BookNotFound(path=path, hint=file_hint(path))


class BookIsFolder(InputError):
    """The path is a folder."""

    sentence = Label(
        "{path}: this is a folder. Name one workbook or CSV file in it.{hint}",
        "{path}：这是文件夹，不是文件。请指定其中的一个工作簿或 CSV 文件。{hint}",
    )

    @staticmethod
    def at(path: Path) -> "BookIsFolder":
        """The refusal of a folder, with what reads it if Parquet is in it."""
        return BookIsFolder(path=path, hint=parquet_hint(path))


class BookUnreadable(InputError):
    """The operating system refuses to open the file."""

    sentence = Label(
        "{path}: the file cannot be opened ({reason}). Check its permissions, and whether another program has it open.",
        "{path}：无法打开文件（{reason}）。请检查权限，或是否被其他程序占用。",
    )


class BookEmpty(InputError):
    """The file is empty."""

    sentence = Label("{path}: the file is empty.", "{path}：文件为空。")


class BookEncrypted(InputError):
    """The workbook has a password."""

    sentence = Label(
        "{path}: the workbook is password-protected. Open it in Excel, remove the password, save a copy and read that.",
        "{path}：工作簿设有打开密码。请在 Excel 中取消密码，另存后再试。",
    )


class NotABook(InputError):
    """The content is in no format that keyclient reads."""

    sentence = Label(
        "{path}: this is {found}, which cannot be read. Save it as .xlsx or .csv and read that.",
        "{path}：文件内容是{found}，无法读取。请另存为 .xlsx 或 .csv 后再试。",
    )


class BookDamaged(InputError):
    """The content starts like a workbook but is broken."""

    sentence = Label(
        "{path}: the workbook is damaged ({reason}). Open it in Excel, let it repair the file, and save a copy.",
        "{path}：工作簿已损坏（{reason}）。请用 Excel 打开修复并另存。",
    )


class BookTooHeavy(InputError):
    """Parsing took more time or memory than the policy allows."""

    sentence = Label(
        "{path}: reading stopped at its limit ({limit}). Delete stray cells far from the table, or raise {setting}.",
        "{path}：读取超过限制已停止（{limit}）。请删除表格之外的零散单元格，或调高 {setting}。",
    )


class BookTooSlow(BookTooHeavy):
    """Parsing took more time than the policy allows."""


class BookChanged(InputError):
    """Somebody saved the file while it was being read."""

    sentence = Label(
        "{path}: the file changed while it was being read. Try again when nobody is saving it.",
        "{path}：读取过程中文件被修改。请在无人保存该文件时重试。",
    )


class EncodingUnknown(InputError):
    """The text is neither UTF-8 nor GB18030."""

    sentence = Label(
        "{path}: the text is neither UTF-8 nor GB18030 (byte {position}). Save it as “CSV UTF-8” and read that.",
        "{path}：文本既非 UTF-8 也非 GB18030（第 {position} 字节）。请另存为“CSV UTF-8”后再试。",
    )


class CountsDisagree(InputError):
    """Two independent readers of the sheet found different numbers of rows."""

    sentence = Label(
        "{path}: two readers disagree on {sheet} (last row {grid} or {scan}), so there is no result. "
        "Open it in Excel, save a copy and read that.",
        "{path}：对{sheet}的两次读取结果不一致（末行 {grid} 与 {scan}），因此不给出结果。请用 Excel 另存后再试。",
    )
