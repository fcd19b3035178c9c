"""What `funnel` cannot tell of a portfolio that an engine computes, and what to use instead."""

from keyclient.errors import InputError
from keyclient.model.label import Label


class StagesMissing(InputError):
    """The portfolio has neither stages nor outcomes."""

    sentence = Label(
        "The portfolio has no column of stages or outcomes. Name one with --map stage=COLUMN. Columns: {columns}.",
        "客户数据中没有客户阶段或商机结果列，请用 --map stage=列名 指定。现有列：{columns}。",
    )


class TooManyStages(InputError):
    """The column of stages has too many different texts to be one."""

    sentence = Label(
        "The column of stages has more than {limit} different texts, so it does not hold stages. Name the column that does "
        "with --map stage=COLUMN, or raise the limit with --set scale.stage_names=N.",
        "阶段列的不同取值超过 {limit} 个，不是阶段列。请用 --map stage=列名 指定，或用 --set scale.stage_names=N 提高上限。",
    )


class LogWithoutId(InputError):
    """The rows are events, and nothing says whose they are."""

    sentence = Label(
        "The portfolio is to be read as a log, but has no column that says whose event a row is. Name it with "
        "--map customer_id=COLUMN, or leave out funnel.mode=log.",
        "要求按阶段记录读取，但没有标明各行属于谁的列。请用 --map customer_id=列名 指定，或不设 funnel.mode=log。",
    )
