"""The answer of `risk`."""

from functools import partial

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.evidence.given_books import given_books
from keyclient.analysis.common.in_groups import several_groups
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.leading_zeros import numbered_book
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.risk.book_issues import book_issues
from keyclient.analysis.risk.calculate import risk
from keyclient.analysis.risk.customer_columns import risk_columns
from keyclient.analysis.risk.issues import risk_issues
from keyclient.analysis.risk.listed import listed
from keyclient.analysis.risk.look import RiskLook, missing_of_grey
from keyclient.analysis.risk.number_issues import number_issues
from keyclient.analysis.risk.report import risk_facts, risk_report
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.risk.vanished import vanished_issues
from keyclient.policy.models import Policy


def answer_risk(inputs: Inputs, policy: Policy, query: Query) -> Outcome[RiskResult]:
    """Which key customers may leave, why, and through whom. Raises as `risk_books` and `risk`."""
    loaded, earlier = inputs.loaded, inputs.earlier
    portfolio = loaded.portfolio
    books = given_books(inputs, policy)
    whole = risk(books, top=None, lang=query.lang)
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result, total = listed(whole, portfolio, query)
    missing = missing_of_grey(whole.customers)
    look = RiskLook(
        amount_kind(books.measure),
        {tier.name: tier.label for tier in policy.tier.ladder},
        query.lang,
        query.top,
        Contacts(portfolio.frame),
        total,
        missing,
        unread_table(portfolio, result.unread, query.top),
        [numbered_book(one).called for one in earlier if one.as_of_from_file],
    )
    report = says_unread(risk_report(result, policy.risk, look), whole.unread)
    return Outcome(
        "risk",
        result,
        says_only(report, query.only, portfolio, whole.customers),
        issues=(
            *loaded.issues,
            *risk_issues(whole, missing),
            *book_issues(books, portfolio),
            *several_groups(books.books[-1].portfolio, "manager"),
            *number_issues(books, [numbered_book(one) for one in (*earlier, loaded)]),
            *vanished_issues(books, portfolio.sources[0].path),
            *inputs.issues,
        ),
        sources=inputs.sources,
        portfolio=listed_alone(portfolio, query.only, whole.customers),
        facts=tuple(risk_facts(result)),
        only=None if query.only is None else query.only.names,
        customer_columns=partial(risk_columns, whole, look),
    )
