"""Why a book cannot be read: one class per cause, each with its own words and remedy."""

from keyclient.errors import InputError
from keyclient.model.label import Label


class BookNotFound(InputError):
    """There is no such file."""

    sentence = Label(
        "{path}: there is no such file. Check the name and the folder.",
        "{path}：文件不存在。请检查文件名和文件夹。",
    )


class BookIsFolder(InputError):
    """The path is a folder."""

    sentence = Label(
        "{path}: this is a folder and no file. Name one workbook or CSV file in it.",
        "{path}：这是文件夹，不是文件。请指定其中的一个工作簿或 CSV 文件。",
    )


class BookUnreadable(InputError):
    """The operating system refuses to open the file."""

    sentence = Label(
        "{path}: the file cannot be opened ({reason}). Check permissions, and whether another program holds it open.",
        "{path}：无法打开文件（{reason}）。请检查权限，或是否被其他程序占用。",
    )


class BookEmpty(InputError):
    """Nothing stands in the file."""

    sentence = Label("{path}: the file is empty.", "{path}：文件为空。")


class BookEncrypted(InputError):
    """The workbook asks for a password."""

    sentence = Label(
        "{path}: the workbook is protected by a password. Open it in Excel, remove the password, save a copy, and try that.",
        "{path}：工作簿设有打开密码。请在 Excel 中取消密码并另存后再试。",
    )


class NotABook(InputError):
    """The content is no table format that keyclient reads."""

    sentence = Label(
        "{path}: this is {found}, which cannot be read. Save it as .xlsx or .csv and try that.",
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
        "{path}: reading was stopped at its limit ({limit}). Remove stray cells far from the table, or raise {setting}.",
        "{path}：读取超过限制已停止（{limit}）。请删除表格之外的零散单元格，或调高 {setting}。",
    )


class BookTooSlow(BookTooHeavy):
    """Parsing took more time than the policy allows."""


class BookChanged(InputError):
    """The file was saved by somebody while it was read."""

    sentence = Label(
        "{path}: the file was changed while it was being read. Try again when nobody is saving it.",
        "{path}：读取过程中文件被修改。请在无人保存该文件时重试。",
    )


class EncodingUnknown(InputError):
    """The text is neither UTF-8 nor GB18030."""

    sentence = Label(
        "{path}: the text is neither UTF-8 nor GB18030 (byte {position}). Save it as “CSV UTF-8” and try that.",
        "{path}：文本既非 UTF-8 也非 GB18030（第 {position} 字节）。请另存为“CSV UTF-8”后再试。",
    )


class SheetNotFound(InputError):
    """The sheet that was asked for is not there."""

    sentence = Label(
        "{path}: there is no sheet “{sheet}”. The sheets are: {sheets}.",
        "{path}：没有名为“{sheet}”的工作表。现有工作表：{sheets}。",
    )


class SheetsTie(InputError):
    """Several sheets fit equally well."""

    sentence = Label(
        "{path}: the sheets {sheets} fit equally well. Say which one with --sheet.",
        "{path}：工作表 {sheets} 匹配程度相同。请用 --sheet 指定。",
    )


class NoTable(InputError):
    """No heading row was found."""

    sentence = Label(
        "{path}: no table was found in {sheet}. If there is one, say which row has the headings with --header-row.{hidden}",
        "{path}：在{sheet}中没有找到表格。如有表格，请用 --header-row 指定表头所在行。{hidden}",
    )


class TablesTie(InputError):
    """Several tables of one sheet fit equally well."""

    sentence = Label(
        "{path}: the tables {tables} fit equally well. Say which one with --header-row, or copy it to a sheet of its own.",
        "{path}：表格 {tables} 匹配程度相同。请用 --header-row 指定表头所在行，或将其复制到单独的工作表。",
    )


class TablesBesideTie(TablesTie):
    """Several tables that fit equally well have their headings in the same row, so the row names none of them."""

    sentence = Label(
        "{path}: the tables {tables} stand beside each other and fit equally well. Copy the one that is meant to a sheet "
        "of its own, or to a file of its own.",
        "{path}：表格 {tables} 左右并列，匹配程度相同。请将所需表格复制到单独的工作表或单独的文件。",
    )


class NotCustomers(InputError):
    """What was found is a pivot table."""

    sentence = Label(
        "{path}: {place} is a summary (a pivot table), not customers; what gives it away: {signs}. Name the file with the "
        "customers; if its rows are customers all the same, say which row has the headings with --header-row.",
        "{path}：{place} 是汇总表（数据透视表），不是客户清单；依据：{signs}。请指定含客户明细的文件；如其各行确为客户，请用 "
        "--header-row 指定表头所在行。",
    )


class HeadingNotFound(InputError):
    """A heading that was asked for is not in the book."""

    sentence = Label(
        "{path}: there is no column “{wanted}”. Nearest: {nearest}.{remedy} Columns: {headings}.",
        "{path}：没有“{wanted}”这一列。最接近的列：{nearest}。{remedy}现有列：{headings}。",
    )


class HeadingTwice(InputError):
    """A heading that is needed stands over two columns."""

    sentence = Label(
        "{path}: “{heading}” stands over {count} columns ({letters}). Say which one is meant: write “{heading}#1” "
        "for the first.",
        "{path}：“{heading}”出现在 {count} 列（{letters}）。请指明采用哪一列：“{heading}#1”表示第一列。",
    )


class NoMeasure(InputError):
    """The book has nothing that customers could be ranked by."""

    sentence = Label(
        "{path}: no column for {wanted} was found, so there is nothing to rank customers by.{doubts} Name a column "
        "with --measure; columns with numbers: {numeric}.{remedy}",
        "{path}：没有找到 {wanted} 列，无法排序。{doubts}请用 --measure 指定一列；含数字的列：{numeric}。{remedy}",
    )


class MeasureNotNumeric(InputError):
    """The column that was asked for holds no numbers."""

    sentence = Label(
        "{path}: “{wanted}” holds no numbers that customers could be ranked by (for example {cell}). "
        "Columns with numbers: {numeric}.",
        "{path}：“{wanted}”没有可用于排序的数字（例如 {cell}）。含数字的列：{numeric}。",
    )


class AmountsTooLarge(InputError):
    """The sum of a column does not fit into whole fen."""

    sentence = Label(
        "{path}: the amounts of “{column}” add up to more than can be counted exactly. Check the unit of the column.",
        "{path}：“{column}”的金额合计超出可精确计算的范围。请检查该列的单位。",
    )


class CountsDisagree(InputError):
    """Two independent readings of the sheet saw different numbers of rows."""

    sentence = Label(
        "{path}: two readings of {sheet} disagree (last row {grid} and {scan}), so no figure is given. "
        "Open it in Excel, save a copy, and try that.",
        "{path}：对{sheet}的两次读取结果不一致（末行 {grid} 与 {scan}），因此不给出结果。请用 Excel 另存后再试。",
    )


class NoStages(InputError):
    """Nothing in the book says how far a customer or deal has come."""

    sentence = Label(
        "{path}: there is no column of stages or outcomes, and there are no columns headed by stages. Say which one it is "
        'with --map stage="HEADING" or --map outcome="HEADING", or name the stages with --stages. Columns: {headings}.',
        '{path}：没有销售阶段或结果列，也没有以阶段命名的列。请用 --map stage="列名" 或 --map outcome="列名" 指定，'
        "或用 --stages 写明各阶段。现有列：{headings}。",
    )


class BookIsSummary(InputError):
    """The rows are sums of customers, not customers."""

    sentence = Label(
        "{path}: this is a summary: {headings} hold numbers of customers. A funnel is counted from one row a customer or "
        "deal, or from a log of stages; give the book that the summary was made from.",
        "{path}：这是汇总表：{headings} 中是人数或户数。漏斗需按每个客户或商机一行的明细，或按阶段变化记录计算；请提供汇总前的明细表。",
    )


class LogSheetsTie(InputError):
    """Several sheets could be the log."""

    sentence = Label(
        "{path}: the sheets {sheets} all tell of changes of stage. Say which one with --log-sheet.",
        "{path}：工作表 {sheets} 都是阶段变化记录。请用 --log-sheet 指定。",
    )


class LogWithoutKey(InputError):
    """The rows of a log do not say whose events they are."""

    sentence = Label(
        "{path}: the log does not say whose events its rows are: it has no column for {wanted}. Say which one it is with "
        "--map.",
        "{path}：阶段记录未说明各行属于哪个客户或商机：没有{wanted}列。请用 --map 指定。",
    )


class LogNotJoined(InputError):
    """A log and a book have nothing by which their rows could be joined."""

    sentence = Label(
        "{path}: the log needs a column of stages, and one that tells whose events its rows are and that the book has too: "
        "{wanted}. Say which columns they are with --map.",
        "{path}：阶段记录须有阶段列，并与客户表有一个共同的标识列：{wanted}。请用 --map 指定。",
    )
