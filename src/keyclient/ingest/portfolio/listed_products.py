"""How many products the lists of a portfolio name, for customers whose number of products is blank."""

from typing import NamedTuple

from keyclient.ingest.holdings.families import families_of
from keyclient.ingest.portfolio.fields_of import PortfolioFields
from keyclient.ingest.portfolio.held_words import listed_numbers
from keyclient.ingest.portfolio.reading import Reading, Want
from keyclient.ingest.portfolio.request import ScanRequest
from keyclient.ingest.portfolio.schema import Kind
from keyclient.ingest.portfolio.tables import FrameColumn, Kept, Table
from keyclient.model.portfolio import LISTED_PRODUCTS

HOLDINGS = "holdings"


class ListedProducts(NamedTuple):
    """The column `products#listed`, and what was not read for it."""

    columns: tuple[FrameColumn, ...] = ()
    unread: Reading | None = None
    """The column of lists, if it has so many different ones that none of them is read."""


def listed_products(found: PortfolioFields, table: Table, kept: Kept, request: ScanRequest) -> ListedProducts:
    """How many products each list names, null where it is blank; no column without lists, or if most have no known word."""
    reading = lists_of(found)
    cells = None if reading is None else table.cells(reading, kept)
    if reading is None or cells is None:
        return ListedProducts(unread=reading)
    policy = request.policy
    share = None if HOLDINGS in request.mapped else policy.read.contradiction
    numbers = listed_numbers(cells, families_of(policy.lifecycle.families), share)
    if numbers is None:
        return ListedProducts()
    counted = Reading(LISTED_PRODUCTS, reading.column, Want.MEANT, odd=numbers)
    return ListedProducts((FrameColumn(LISTED_PRODUCTS, (counted,)),))


def lists_of(found: PortfolioFields) -> Reading | None:
    """The column of lists; None without one."""
    reading = found.reading(HOLDINGS)
    return reading if reading is not None and reading.column.kind is Kind.TEXT else None
