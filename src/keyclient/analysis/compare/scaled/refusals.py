"""Why portfolios cannot be compared by an engine."""

from keyclient.errors import UsageError
from keyclient.model.label import Label


class OnePortfolioError(UsageError):
    """There is one portfolio of one date only."""

    sentence = Label(
        "{book} holds one data date only, so there is nothing to compare. Name two: keyclient compare OLD NEW --engine {engine}.",
        "{book} 只有一个数据日期，无从对比。请指定两个：keyclient compare 旧 新 --engine {engine}。",
    )


class ManyPortfoliosError(UsageError):
    """There are more than two portfolios."""

    sentence = Label(
        "With --engine, compare takes two portfolios, the older and the newer one, not {count}. Compare each two in turn; "
        "without --engine it compares any number of books that fit into memory.",
        "使用 --engine 时，对比只接受两期客户数据（旧、新），现有 {count} 期。请两两对比；不用 --engine 时，内存容得下的客户表期数不限。",
    )
