"""From what an analysis says about the customers to the rows of the book: merged rows, and rows set aside."""

from collections.abc import Sequence

from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.model.trace import Trace

_UNREADABLE = Label("left out: the value cannot be read", "未纳入：数值无法识别")
_SLIPPED = Label("left out: more cells than headings", "未纳入：单元格多于表头")


def cells_of_rows(said: CustomerColumns, trace: Trace, portfolio: Portfolio) -> dict[int, Sequence[Cell]]:
    """The cells of every row of the table, by row as Excel numbers it.

    All rows of a customer have the customer's; a row set aside says why in the first column of words.
    """
    firsts = portfolio.frame["row"].tolist()
    words = next(at for at, column in enumerate(said.columns) if column.kind is Kind.TEXT)
    found: dict[int, Sequence[Cell]] = {}
    for position, (row, customer) in enumerate(
        zip(trace.rows["row"].tolist(), trace.customer.tolist(), strict=True)
    ):
        if customer < 0:
            why = _SLIPPED if position in trace.slipped else _UNREADABLE
            found[row] = _alone(why, words, said.columns)
        elif (cells := said.cells.get(firsts[customer])) is not None:
            found[row] = cells
    return found


def _alone(word: Label, place: int, columns: Sequence[TableColumn]) -> tuple[Cell, ...]:
    return tuple(word if at == place else None for at in range(len(columns)))
