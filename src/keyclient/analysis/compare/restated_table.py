"""The table of books that say something else of one day."""

from keyclient.analysis.common.columns import column
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.compare.result import CompareResult
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table


def restated_table(result: CompareResult) -> Table | None:
    """Two books a row; None where no two differ."""
    differ = [one for one in result.restated if one.customers]
    if not differ:
        return None
    shown = (
        field(column("period", "balances of", "余额日期", Kind.TEXT)),
        field(column("by", "by the changes in", "倒推依据", Kind.TEXT)),
        field(column("column", "what", "科目", Kind.TEXT), each=lambda name: fields()[name].column.label),
        field(column("compared", "customers compared", "可比客户数", Kind.COUNT)),
        field(column("customers", "of whom they differ", "不一致客户数", Kind.COUNT)),
        field(column("difference", "difference", "差额", Kind.MONEY)),
    )
    return table_of("restated", Label("Restated balances", "往期余额口径不一致"), shown, differ)
