"""The sentence about money that moved inside the bank."""

from keyclient.analysis.compare.result import CompareResult
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_INSIDE = Label(
    "Between deposits and investments, customers of both books ({customers}) moved {between}: no attrition. Of both together, "
    "{left} left and {came} came.",
    "存款与投资理财之间：两期均在表内的客户中，{customers} 个在行内转移 {between}，不属流失；两项合计流出 {left}，流入 {came}。",
)


def inside_sentence(result: CompareResult) -> Sentence | None:
    """What moved from one product to the other; None where the books do not have both, or nothing did."""
    inside = result.inside
    if inside is None or not inside.customers:
        return None
    return Sentence(
        _INSIDE,
        {
            "customers": Value(inside.customers, Kind.COUNT),
            "between": Value(inside.between_products, Kind.MONEY),
            "left": Value(inside.left, Kind.MONEY),
            "came": Value(inside.came, Kind.MONEY),
        },
    )
