"""What customers are ranked by, and what is said where they cannot be."""

from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.portfolio import Portfolio

UNMEASURED = Label(
    "No column says what a customer is worth, or too few of its cells can be read.",
    "没有反映客户价值的列，或该列可读取的单元格过少。",
)
MEASURE_FIELDS = ("revenue", "aum", "deposits", "loans", "investments")
"""What customers are ranked by where no measure is named, the first that a book has."""


def measure_of(portfolio: Portfolio) -> Measure:
    """What the customers of a portfolio are ranked by. Raises ValueError where the reader was not asked for it."""
    if portfolio.measure is None:
        raise ValueError("an analysis that needs a measure was given none")
    return portfolio.measure
