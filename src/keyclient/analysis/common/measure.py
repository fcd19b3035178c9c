"""What customers are ranked by."""

from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio


def measure_of(portfolio: Portfolio) -> Measure:
    """What the customers of a portfolio are ranked by. Raises ValueError where the reader was not asked for it."""
    if portfolio.measure is None:
        raise ValueError("an analysis that needs a measure was given none")
    return portfolio.measure
