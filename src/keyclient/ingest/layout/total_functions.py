"""What a total row computes: the sum of the rows, or their average, number, largest or smallest value."""

from enum import StrEnum

from keyclient.model.label import Label
from keyclient.model.regex import regex


class Function(StrEnum):
    """What a cell of a total row computes of the cells above it."""

    SUM = "sum"
    AVERAGE = "average"
    COUNT = "count"
    LARGEST = "max"
    SMALLEST = "min"
    OTHER = "other"
    """Another figure, such as a standard deviation."""


FUNCTION_LABELS = {
    Function.SUM: Label("sum", "合计"),
    Function.AVERAGE: Label("average", "平均值"),
    Function.COUNT: Label("number", "户数（计数）"),
    Function.LARGEST: Label("largest value", "最大值"),
    Function.SMALLEST: Label("smallest value", "最小值"),
    Function.OTHER: Label("statistic", "统计值"),
}
"""What is said of a figure: the average of the customers."""

_NAMED = {
    Function.SUM: ("SUM", "SUMIF", "SUMIFS", "SUMPRODUCT"),
    Function.AVERAGE: ("AVERAGE", "AVERAGEA", "AVERAGEIF", "AVERAGEIFS", "TRIMMEAN"),
    Function.COUNT: ("COUNT", "COUNTA", "COUNTIF", "COUNTIFS", "COUNTBLANK", "COUNTNUMS", "ROWS"),
    Function.LARGEST: ("MAX", "MAXA", "MAXIFS", "LARGE"),
    Function.SMALLEST: ("MIN", "MINA", "MINIFS", "SMALL"),
    Function.OTHER: (
        "PRODUCT", "STDEV", "STDEVP", "STDEV.S", "STDEV.P", "STDDEV", "VAR", "VARP", "VAR.S", "VAR.P", "MEDIAN", "MODE",
        "MODE.SNGL", "PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "QUARTILE", "QUARTILE.INC", "QUARTILE.EXC",
    ),
}  # fmt: skip
_BY_NAME = {name: function for function, names in _NAMED.items() for name in names}
_BY_NUMBER = {
    **dict.fromkeys((2, 3), Function.COUNT),
    1: Function.AVERAGE,
    4: Function.LARGEST,
    5: Function.SMALLEST,
    9: Function.SUM,
    14: Function.LARGEST,
    15: Function.SMALLEST,
}
"""The functions that SUBTOTAL and AGGREGATE are told by number; more than a hundred: of the rows shown alone."""
_WRAPPED = r"(?:(?:IFERROR|ROUND|ROUNDUP|ROUNDDOWN|INT|TRUNC|N|VALUE)\()*"
_CALL = regex(rf"=?[-+(]*{_WRAPPED}([A-Z][A-Z.]*)\((?:(\d{{1,3}})(?=,))?")
_QUOTIENT = regex(r"\)/(?:COUNTA?|ROWS|SUBTOTAL\((?:10)?[23],)")
"""A sum that is divided by a number of rows."""


def function_of(formula: str) -> Function | None:
    """What a formula computes of a column of cells; None for one that does something else."""
    plain = "".join(formula.split()).upper().replace("_XLFN.", "").replace("_XLWS.", "")
    call = _CALL.match(plain)
    if call is None:
        return None
    name, number = call[1], call[2]
    if name in ("SUBTOTAL", "AGGREGATE"):
        found = _BY_NUMBER.get(int(number) % 100, Function.OTHER) if number else Function.OTHER
    elif name in _BY_NAME:
        found = _BY_NAME[name]
    else:
        return None
    return Function.AVERAGE if found is Function.SUM and _QUOTIENT.search(plain) else found


def function_named(name: str) -> Function | None:
    """The function that the part of a table names: `countNums`; None where it has a formula of its own."""
    return None if name == "custom" else _BY_NAME.get(name.upper(), Function.OTHER)
