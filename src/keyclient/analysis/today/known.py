"""Which customer of the book a row means that people filled in: by number, else by name."""

from keyclient.analysis.common import known_customers
from keyclient.model.filled_in import FilledRow
from keyclient.model.portfolio import Portfolio


class KnownCustomers:
    """The customers of a book by what is written about them."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._known = known_customers.KnownCustomers(portfolio.frame)

    def position(self, row: FilledRow) -> int | None:
        """The position of the only customer with the number of a row; where it has none, with its name."""
        return self._known.position(row.text("customer_id"), row.text("name"))
