"""Why a book cannot be read as a pipeline of stages: one class per cause, each with its own words and remedy."""

from keyclient.errors import InputError
from keyclient.model.label import Label


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
