"""Bars that compare the shares of customers and of value."""

from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Sentence, Table

_SERIES = ("share_of_customers", "share_of_value")


def shares_chart(table: Table, title: Label, says: Sentence) -> Chart:
    """Two bars per row of a table that has both shares."""
    return Chart("shares", ChartKind.BARS, title, says, table, _SERIES)
