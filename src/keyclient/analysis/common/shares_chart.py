"""How the shares of customers and of value of a few groups stand side by side."""

from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Sentence, Table

_SERIES = ("share_of_customers", "share_of_value")


def shares_chart(table: Table, title: Label, says: Sentence) -> Chart:
    """Two bars a row of a table that has both shares."""
    return Chart("shares", ChartKind.BARS, title, says, table, _SERIES)
