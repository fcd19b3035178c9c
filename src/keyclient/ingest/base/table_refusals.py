"""Why no table, column or measure could be chosen: one class per cause, each with its own message and remedy."""

from keyclient.errors import InputError
from keyclient.model.label import Label


class SheetNotFound(InputError):
    """The sheet that was asked for is not there."""

    sentence = Label(
        "{path}: there is no sheet “{sheet}”. The sheets are: {sheets}.",
        "{path}：没有名为“{sheet}”的工作表。现有工作表：{sheets}。",
    )


class SheetsTie(InputError):
    """Several sheets fit equally well."""

    sentence = Label(
        "{path}: sheets {sheets} fit equally well. Choose one with --sheet.",
        "{path}：工作表 {sheets} 匹配程度相同。请用 --sheet 指定。",
    )


class NoTable(InputError):
    """No heading row was found."""

    sentence = Label(
        "{path}: no table was found in {sheet}. If there is one, name the row of its headings with --header-row.{hidden}",
        "{path}：在{sheet}中没有找到表格。如有表格，请用 --header-row 指定表头所在行。{hidden}",
    )


class NoteNotTable(NoTable):
    """A text of a few lines in which nothing stands beside anything else."""


class NoRows(NoTable):
    """There are headings, and no customer below them."""

    sentence = Label(
        "{path}: the table has headings ({where}) but {others}. Fill in a row for each customer below them, or name "
        "{elsewhere}.",
        "{path}：表格只有表头（{where}），没有{others}。请在表头下每户填写一行；如数据在别处，请{elsewhere}。",
    )

    @staticmethod
    def below(row: int, sheet: str | None, path: object, others: int = 0) -> "NoRows":
        """The refusal of headings in a row numbered as in Excel. `others`: rows below them that are no customers."""
        if sheet is None:
            where = _ROW.filled(row=row)
            return NoRows(path=path, where=where, others=_others(others), elsewhere=_OTHER_HEADINGS)
        where = _SHEET_ROW.filled(sheet=sheet, row=row)
        return NoRows(path=path, where=where, others=_others(others), elsewhere=_OTHER_SHEET)


_ROW = Label("row {row}", "第 {row} 行")
_SHEET_ROW = Label("sheet “{sheet}”, row {row}", "工作表“{sheet}”第 {row} 行")
_OTHER_HEADINGS = Label("the row of other headings with --header-row", "用 --header-row 指定表头所在行")
_OTHER_SHEET = Label(
    "another sheet with --sheet or the row of other headings with --header-row",
    "用 --sheet 指定工作表，或用 --header-row 指定表头所在行",
)
_NO_OTHERS = Label("no rows", "数据行")
_OTHERS = Label(
    "no rows of customers (totals, notes and the like: {count})", "客户行（合计、说明等 {count} 行除外）"
)


def _others(count: int) -> Label:
    return _OTHERS.filled(count=count) if count else _NO_OTHERS


class TablesTie(InputError):
    """Several tables of one sheet fit equally well."""

    sentence = Label(
        "{path}: tables {tables} fit equally well. Choose one with --header-row, or copy it to a sheet of its own.",
        "{path}：表格 {tables} 匹配程度相同。请用 --header-row 指定表头所在行，或将其复制到单独的工作表。",
    )


class TablesBesideTie(TablesTie):
    """Several tables that fit equally well have their headings in the same row, so that row cannot choose one."""

    sentence = Label(
        "{path}: tables {tables} are side by side and fit equally well. Copy the one you want to a sheet or "
        "file of its own.",
        "{path}：表格 {tables} 左右并列，匹配程度相同。请将所需表格复制到单独的工作表或单独的文件。",
    )


class NotCustomers(InputError):
    """The table is a pivot table."""

    sentence = Label(
        "{path}: {place} is a summary (a pivot table), not a list of customers, judging by {signs}. Use the file of the "
        "customers; if the rows are customers after all, name the row of the headings with --header-row.",
        "{path}：{place} 是汇总表（数据透视表），不是客户清单；依据：{signs}。请指定含客户明细的文件；如其各行确为客户，请用 "
        "--header-row 指定表头所在行。",
    )


class HeadingNotFound(InputError):
    """A heading that was asked for is not in the book."""

    sentence = Label(
        "{path}: there is no column “{wanted}”.{nearest}{remedy} Columns: {headings}.{sheets}",
        "{path}：没有“{wanted}”这一列。{nearest}{remedy}现有列：{headings}。{sheets}",
    )


class NobodyHas(InputError):
    """No customer has the value that lists are to be about.

    Beside what its sentence says, `values` has the `column`, and how often each text stands there (`distinct`).
    """

    sentence = Label(
        "{path}: --only {asked}: no customer has this value.{remedy}",
        "{path}：--only {asked}：没有客户取此值。{remedy}",
    )


class NoAges(InputError):
    """Lists are to be about age bands, and the book says nothing of ages."""

    sentence = Label(
        "{path}: --only band={bands}: the book has no column with birth dates, ages or id numbers.{remedy}",
        "{path}：--only 年龄段={bands}：表内没有出生日期、年龄或身份证号列，无法按年龄段列名单。{remedy}",
    )


class HeadingTwice(InputError):
    """A heading that is needed is that of several columns."""

    sentence = Label(
        "{path}: “{heading}” is the heading of {count} columns ({letters}). Choose one: write “{heading}#1” "
        "for the first.",
        "{path}：“{heading}”出现在 {count} 列（{letters}）。请指明采用哪一列，例如“{heading}#1”表示第一列。",
    )


class NoMeasure(InputError):
    """The book has nothing that customers could be ranked by."""

    sentence = Label(
        "{path}: there is no column for {wanted}, so there is nothing to rank customers by.{doubts} Name a column "
        "with --measure; columns with numbers: {numeric}.{remedy}{sheets}",
        "{path}：没有找到 {wanted} 列，无法对客户排序。{doubts}请用 --measure 指定一列；含数字的列：{numeric}。{remedy}{sheets}",
    )


class MeasureNotNumeric(InputError):
    """The column that was asked for holds no numbers."""

    sentence = Label(
        "{path}: “{wanted}” holds no numbers to rank customers by (see {cell}). "
        "Columns with numbers: {numeric}.{sheets}",
        "{path}：“{wanted}”没有可用于排序的数字（见 {cell}）。含数字的列：{numeric}。{sheets}",
    )


class PeriodNotFound(InputError):
    """The book has nothing of the period that was asked for."""

    sentence = Label(
        "{path}: there is no period “{period}”. The book has: {periods}.",
        "{path}：没有“{period}”的数据。表内现有：{periods}。",
    )


class NoPeriods(InputError):
    """A period was asked for, and the book does not say of which date its rows are."""

    sentence = Label(
        "{path}: --period {period} needs a column of data dates (headed Data Date or Month, say), and there is none; the data date of the "
        "book is {as_of}.",
        "{path}：--period {period} 需要数据日期列（数据日期、月份等），表中没有；该表的数据日期为 {as_of}。",
    )


class NoDataDates(InputError):
    """The column that is named as that of the data dates holds something else."""

    sentence = Label(
        "{path}: --map data_date={heading}: the cells of this column are no dates, months or years. Name another column.",
        "{path}：--map data_date={heading}：该列不是日期、月份或年份。请指定其他列。",
    )


class AmountsTooLarge(InputError):
    """The sum of a column does not fit into whole fen."""

    sentence = Label(
        "{path}: the amounts of “{column}” add up to more than can be counted exactly. Check the unit of the column.",
        "{path}：“{column}”的金额合计超出可精确计算的范围。请检查该列的单位。",
    )


class SeveralSeries(InputError):
    """A book has several balances at several dates side by side, and none of them is what customers are ranked by."""

    sentence = Label(
        "{path}: several balances stand side by side at several dates: {series}. Choose one with --measure, for example "
        '--measure "{first}".',
        '{path}：表中有多组各期并列的金额：{series}。请用 --measure 指定一组，例如 --measure "{first}"。',
    )
