"""Why a book cannot be read as a pipeline of stages: one class per cause, each with its own message and remedy."""

from keyclient.errors import InputError
from keyclient.model.label import Label


class NoStages(InputError):
    """Nothing in the book says how far a customer or deal has come."""

    sentence = Label(
        "{path}: there is no column of stages or outcomes, and no columns are headed by stages. Name one "
        'with --map stage="HEADING" or --map outcome="HEADING", or name the stages with --stages. Columns: {headings}.{sheets}',
        '{path}：没有销售阶段或结果列，也没有以阶段命名的列。请用 --map stage="列名" 或 --map outcome="列名" 指定，'
        "或用 --stages 写明各阶段。现有列：{headings}。{sheets}",
    )


class BookIsSummary(InputError):
    """The rows are totals of customers, not customers."""

    sentence = Label(
        "{path}: this is a summary: {headings} hold numbers of customers. A funnel needs one row per customer or "
        "deal, or a log of stages; use the book that the summary was made from.",
        "{path}：这是汇总表：{headings} 中是人数或户数。漏斗需按每个客户或商机一行的明细，或按阶段变化记录计算；请提供汇总前的明细表。",
    )


class LogSheetsTie(InputError):
    """Several sheets could be the log."""

    sentence = Label(
        "{path}: sheets {sheets} all look like logs of stages. Choose one with --log-sheet.",
        "{path}：工作表 {sheets} 都像是阶段变化记录。请用 --log-sheet 指定。",
    )


class LogWithoutKey(InputError):
    """A log has no column that says whose events its rows are."""

    sentence = Label(
        "{path}: the log has no column for {wanted}, so nothing says whose events its rows are. Name one with "
        "--map.",
        "{path}：阶段记录未说明各行属于哪个客户或商机：没有{wanted}列。请用 --map 指定。",
    )


class LogNotJoined(InputError):
    """A log and a book share no column on which their rows could be joined."""

    sentence = Label(
        "{path}: the log needs a column of stages, and a column that the book has too and that says whose events its rows "
        "are: {wanted}. Name the columns with --map.",
        "{path}：阶段记录须有阶段列，并须与客户表有一个共同的标识列：{wanted}。请用 --map 指定。",
    )
