"""Why a file cannot or must not be opened: one class per cause, each with its own message and remedy."""

from keyclient.errors import InputError
from keyclient.ingest.base.refusals import BookDamaged, BookIsFolder, BookNotFound, BookUnreadable, NotABook
from keyclient.model.label import Label


class LinkBroken(BookNotFound):
    """The path is a broken link."""

    sentence = Label(
        "{path}: this is a link to a missing file ({target}). Name the file itself.",
        "{path}：链接所指向的文件不存在（{target}）。请直接指定文件。",
    )


class NotAFile(BookIsFolder):
    """The path is a pipe or a device."""

    sentence = Label(
        "{path}: this is a pipe or a device, not a file. Name one workbook or CSV file.",
        "{path}：这是管道或设备，不是文件。请指定一个工作簿或 CSV 文件。",
    )


class BookLocked(BookUnreadable):
    """Another program has the file open exclusively."""

    sentence = Label(
        "{path}: another program, such as Excel, has the file open. Close it there, or read a copy.",
        "{path}：文件正被其他程序（例如 Excel）独占。请先关闭，或复制一份再读取。",
    )


class BookForbidden(BookUnreadable):
    """The user may not read the file."""

    sentence = Label(
        "{path}: you have no permission to read this file ({reason}). Ask its owner; if it is open in Excel, "
        "close it there.",
        "{path}：没有读取该文件的权限（{reason}）。请向文件所有者申请；如已在 Excel 中打开，请先关闭。",
    )


class ShareOutOfReach(BookUnreadable):
    """The network share or disk of the file does not respond."""

    sentence = Label(
        "{path}: the disk or network share does not respond ({reason}). Try again when it is reachable.",
        "{path}：磁盘或网络共享无法访问（{reason}）。请待其恢复后重试。",
    )


class OwnerFile(NotABook):
    """The lock file that Excel keeps beside an open workbook."""

    sentence = Label(
        "{path}: this is not a workbook but Excel's lock file while “{book}” is open. Name that file.",
        "{path}：这不是工作簿，而是 Excel 打开“{book}”时生成的锁定文件。请指定该工作簿。",
    )


class DeclaresDocumentType(BookDamaged):
    """A part of the package declares a document type, which could pull in other files."""

    sentence = Label(
        "{path}: a part of the file declares a document type (DOCTYPE), as no workbook does, so it is not read. "
        "Open it in Excel and save a copy.",
        "{path}：文件内部声明了文档类型（DOCTYPE），正常工作簿不会如此，已拒绝读取。请用 Excel 打开后另存。",
    )


class OutsideSheet(BookDamaged):
    """A cell lies outside the grid of a sheet."""

    sentence = Label(
        "{path}: a cell lies outside the sheet, which ends at XFD1048576. Open the file in Excel and save a copy.",
        "{path}：有单元格超出工作表范围（XFD1048576）。请用 Excel 打开后另存。",
    )


class SheetUnreadable(BookDamaged):
    """One sheet of the workbook cannot be parsed."""

    sentence = Label(
        "{path}: sheet {sheet} is damaged. Open the file in Excel, let it repair the file, and save a copy; or "
        "read another sheet with --sheet.",
        "{path}：工作表{sheet}已损坏。请用 Excel 打开修复并另存，或用 --sheet 读取其他工作表。",
    )


class EncodingMixed(InputError):
    """Some lines of the text are UTF-8 and others are not."""

    sentence = Label(
        "{path}: the text is UTF-8 up to line {line}, and not from there on (byte {position}). It may have been joined "
        "from two files; save them in one encoding and read that.",
        "{path}：第 {line} 行之前为 UTF-8 编码，自该行起不是（第 {position} 字节）。可能由不同编码的文件拼接而成，请统一编码后再试。",
    )


class EncodingForeign(InputError):
    """The text is evidently in an encoding that is not supported."""

    sentence = Label(
        "{path}: the text seems to be {encoding}, which is not supported. Save it as “CSV UTF-8” and read that.",
        "{path}：文本编码似乎是 {encoding}，无法读取。请另存为“CSV UTF-8”后再试。",
    )
