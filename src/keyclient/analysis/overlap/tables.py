"""The tables of `overlap` that add up: who decided, what is more together, which branches share, which books."""

from decimal import Decimal

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.overlap.face import STEPS
from keyclient.analysis.overlap.look import OverlapLook
from keyclient.analysis.overlap.result import OverlapResult, StepTotal
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table

_CUSTOMERS = column("persons", "customers", "客户数", Kind.COUNT)


def steps_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """How many customers each step of the ladder decided; None where nobody is shared."""
    if not result.steps:
        return None
    fields = (
        field(column("step", "decided by", "判定依据", Kind.TEXT), each=STEPS.__getitem__),
        field(_CUSTOMERS),
        *([field(column("value", "value together", "合并价值", look.amount))] if look.is_measured else []),
        _share(result),
    )
    title = Label("Whose they are", "归属判定")
    return table_of("steps", title, fields, result.steps)


def _share(result: OverlapResult) -> TableField:
    whole = Decimal(sum(one.persons for one in result.steps))

    def of(persons: int) -> float | None:
        return float(persons / whole) if whole else None

    return field(column("share", "share", "占比", Kind.SHARE, bar=True), "persons", each=of)


def together_table(result: OverlapResult, look: OverlapLook) -> Table | None:
    """Who is in a better tier together than in any record; None where nobody is."""
    if not result.together:
        return None
    fields = (
        field(column("alone", "best tier alone", "单独最高层级", Kind.TEXT), each=look.tier),
        field(column("together", "tier together", "合并层级", Kind.TEXT), each=look.tier),
        field(_CUSTOMERS),
        field(column("value", "value together", "合并价值", look.amount)),
    )
    title = Label("More together than in any branch", "合并后层级提升")
    return table_of("together", title, fields, result.together)


def pairs_table(result: OverlapResult) -> Table | None:
    """How many customers two branches share, most first; None where no two do."""
    if not result.pairs:
        return None
    fields = (
        field(column("branch", "branch", "机构", Kind.TEXT)),
        field(column("other", "and", "与", Kind.TEXT)),
        field(_CUSTOMERS),
    )
    title = Label("Branches that share customers", "机构间重叠客户")
    return table_of("pairs", title, fields, result.pairs, elastic=True, total_rows=len(result.pairs))


def books_table(result: OverlapResult, look: OverlapLook) -> Table:
    """The books that were read."""
    fields = (
        field(column("path", "book", "客户表", Kind.TEXT)),
        field(column("branch", "branch", "机构", Kind.TEXT)),
        field(column("as_of", "data date", "数据日期", Kind.DATE)),
        field(column("customers", "customers", "客户数", Kind.COUNT)),
        field(column("measure", "ranked by", "排序指标", Kind.TEXT), each=look.measure),
    )
    return table_of(
        "books", Label("Books", "客户表"), fields, result.books, elastic=True, total_rows=len(result.books)
    )


def steps_chart_table(steps: tuple[StepTotal, ...]) -> Table:
    """The same figures for a chart."""
    fields = (
        field(column("step", "decided by", "判定依据", Kind.TEXT), each=STEPS.__getitem__),
        field(_CUSTOMERS),
    )
    return table_of("steps", Label("Whose they are", "归属判定"), fields, steps)
