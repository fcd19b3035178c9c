"""The answer of `today`."""

import datetime as dt
from dataclasses import replace
from functools import partial

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.evidence.given_books import given_books
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.occasions.book import occasions
from keyclient.analysis.common.occasions.within import Within
from keyclient.analysis.common.only import listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.unread import says_unread, unread_customers, unread_table
from keyclient.analysis.today.calculate import today
from keyclient.analysis.today.customer_columns import today_columns
from keyclient.analysis.today.events import calendar_of
from keyclient.analysis.today.gathered import Gathered
from keyclient.analysis.today.issues import today_issues
from keyclient.analysis.today.listed import listed, of_those_asked
from keyclient.analysis.today.look import TodayLook
from keyclient.analysis.today.plan_due import plan_due
from keyclient.analysis.today.read_back import read_back
from keyclient.analysis.today.report import today_facts, today_report
from keyclient.analysis.today.result import TodayResult
from keyclient.model.issue import Issue
from keyclient.policy.models import Policy
from keyclient.policy.parts.families import family_label

CALENDAR = "calendar"
"""The file of `--ics`."""


def answer_today(inputs: Inputs, policy: Policy, query: Query) -> Outcome[TodayResult]:
    """Whom each manager calls today, and why. Raises as `risk_books`, `occasions` and `today`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    found = _gathered(inputs, policy, query)
    whole = today(found, policy.managers, mask=query.mask)
    whole = whole.model_copy(update={"unread": unread_customers(portfolio)})
    result = listed(whole, portfolio, query)
    look = replace(_look(found, policy, query), asked=len(of_those_asked(whole, portfolio, query).lines))
    look = replace(look, unread=unread_table(portfolio, result.unread, query.top))
    report = says_unread(today_report(result, whole, policy.today, look), whole.unread)
    return Outcome(
        "today",
        result,
        says_only(report, query.only, portfolio, whole.lines),
        issues=(*loaded.issues, *_written(inputs), *today_issues(found), *inputs.issues),
        sources=inputs.sources,
        portfolio=listed_alone(portfolio, query.only, whole.lines),
        facts=tuple(today_facts(whole)),
        only=None if query.only is None else query.only.names,
        files={CALENDAR: partial(calendar_of, found, result, mask=query.mask)},
        customer_columns=partial(today_columns, whole, look),
    )


def _gathered(inputs: Inputs, policy: Policy, query: Query) -> Gathered:
    books = given_books(inputs, policy)
    portfolio = books.books[-1].portfolio
    return Gathered(
        books,
        occasions(books, policy, Within.of_today(policy.today), query.lang),
        plan_due(inputs.written, portfolio),
        read_back(inputs.written, portfolio, policy.today.quiet_days),
        policy.today,
        query.lang,
        hides=query.mask,
    )


def _look(found: Gathered, policy: Policy, query: Query) -> TodayLook:
    portfolio = found.books.books[-1].portfolio
    rows = portfolio.frame["row"].tolist()
    return TodayLook(
        amount_kind(found.books.measure),
        {tier.name: tier.label for tier in policy.tier.ladder},
        {name: family_label(name, one) for name, one in policy.lifecycle.families.items()},
        portfolio.as_of,
        query.lang,
        query.top,
        Contacts(portfolio.frame),
        policy.today.phones,
        portfolio.as_of - dt.timedelta(days=policy.today.quiet_days),
        {int(rows[at]): remark for at, remark in found.back.remarks.items()},
        () if query.mask else found.back.remembered,
    )


def _written(inputs: Inputs) -> tuple[Issue, ...]:
    return tuple(issue for one in inputs.written for issue in one.issues)
