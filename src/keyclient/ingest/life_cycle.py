"""Ages and holdings as the book states them, and what is wrong with them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from keyclient.ingest.base.request import Request
from keyclient.ingest.columns.field_columns import Columns
from keyclient.ingest.columns.reading import Reading
from keyclient.ingest.customers.collect import Customers
from keyclient.ingest.holdings.ages import age_issues
from keyclient.ingest.holdings.holding_issues import holding_issues
from keyclient.ingest.holdings.holdings import Holdings, read_holdings
from keyclient.ingest.holdings.product_counts import listed_counts
from keyclient.ingest.receipt.summary import holdings_sentences
from keyclient.model.issue import Issue
from keyclient.model.portfolio import LISTED_PRODUCTS
from keyclient.model.record import dataclass
from keyclient.model.report import Sentence


@dataclass(frozen=True)
class LifeCycle:
    """Holdings, where a command asks for them, and the issues of ages and holdings."""

    columns: Columns
    """The columns of the table. A column that contradicts its field is no issue if it says who holds a product."""
    holdings: Holdings | None
    """None where the command does not ask for them."""

    @property
    def holding_readings(self) -> Mapping[str, Reading]:
        """Who holds which product family, by frame column."""
        return {} if self.holdings is None else self.holdings.readings

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Which headings the holdings were read from."""
        return () if self.holdings is None else holdings_sentences(self.holdings)

    def issues(self, as_of: dt.date) -> Iterator[Issue]:
        """Impossible ages, unknown products and cells that cannot be understood."""
        if self.holdings is not None:
            yield from age_issues(self.columns, as_of)
            yield from holding_issues(self.columns.body, self.holdings)


def with_listed_products(customers: Customers, columns: Columns, request: Request) -> Customers:
    """The customers with the number of products in their lists of holdings, if the command asks for it."""
    if not request.counts_products:
        return customers
    policy = request.policy
    counts = listed_counts(
        columns,
        policy.lifecycle.families,
        (customers.kept, customers.grouping.group),
        contradiction=policy.read.contradiction,
        given=request.given,
    )
    if counts is None:
        return customers
    return replace(customers, frame=customers.frame.assign(**{LISTED_PRODUCTS: counts.array}))


def read_life_cycle(columns: Columns, request: Request) -> LifeCycle:
    """Read the product columns of a table, if the command asks for them."""
    if not request.life_cycle:
        return LifeCycle(columns, None)
    policy = request.policy
    holdings = read_holdings(
        columns, policy.lifecycle.families, contradiction=policy.read.contradiction, given=request.given
    )
    used = {column.heading.position for column in holdings.columns}
    doubts = {
        name: (heading, reading)
        for name, (heading, reading) in columns.contradicted.items()
        if heading.position not in used
    }
    return LifeCycle(replace(columns, contradicted=doubts), holdings)
