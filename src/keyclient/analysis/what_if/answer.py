"""The answer of `--what-if`."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.analysis.common.only import Only, listed_alone, says_only
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.common.standing import Standing
from keyclient.analysis.common.unread import says_unread, unread_customers
from keyclient.analysis.what_if.calculate import Standings, standings, what_if
from keyclient.analysis.what_if.issues import what_if_issues
from keyclient.analysis.what_if.look import WhatIfLook
from keyclient.analysis.what_if.report import what_if_report
from keyclient.analysis.what_if.result import WhatIfResult
from keyclient.analysis.what_if.tried import Tried, refuse_unlisted
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Fact, Kind

NAME = "what_if"
"""What the answer is called, in the schema and in files."""


def answer_what_if(inputs: Inputs, tried: Tried, query: Query) -> Outcome[WhatIfResult]:
    """Who comes in and who goes out. Raises as the analysis, and `NotListedByError`."""
    loaded = inputs.loaded
    portfolio = loaded.portfolio
    found = standings(tried, inputs)
    base, _ = found
    refuse_unlisted(query.only, base.attribute, base.what)
    whole = what_if(tried, inputs, found)
    result = _listed(whole, portfolio, query.only)
    report = what_if_report(result, _look(found, portfolio, query), tried.base.what_if.near)
    shown = {"moved": result.moved[: query.top], "near": result.near[: query.top]}
    return Outcome(
        NAME,
        result.model_copy(update=shown),
        says_only(says_unread(report, unread_customers(portfolio)), query.only, portfolio),
        issues=(
            *loaded.issues,
            *what_if_issues(whole, has_key=base.key is not None),
            *inputs.issues,
        ),
        sources=inputs.sources,
        portfolio=listed_alone(portfolio, query.only),
        facts=tuple(_facts(result, base)),
        only=None if query.only is None else query.only.names,
    )


def _look(found: Standings, portfolio: Portfolio, query: Query) -> WhatIfLook:
    base, reforms = found
    labels = {name: label for one in (*reforms, base) for name, label in one.groups.items()}
    look = WhatIfLook(
        amount_kind(portfolio.measure),
        portfolio.measure is not None,
        base.what,
        base.focus,
        labels,
        query.top,
        Contacts(portfolio.frame),
    )
    return look if query.group_label is None else look.called(query.group_label)


def _listed(whole: WhatIfResult, portfolio: Portfolio, only: Only | None) -> WhatIfResult:
    """The result with lists about those alone who were asked for: who are so by either policy."""
    if only is None:
        return whole
    moved, near = _of(whole.moved, portfolio, only), _of(whole.near, portfolio, only)
    totals = {"total_moved": len(moved), "total_near": len(near)}
    return whole.model_copy(update={"moved": moved, "near": near, **totals})


def _of(rows: LazyRows[RowT], portfolio: Portfolio, only: Only) -> LazyRows[RowT]:
    found = rows if portfolio.listed is None else rows.where({"row": portfolio.listed})
    for wanted in only.made.values():
        sides = zip(*found.source.values("base", "reform"), strict=True)
        found = found.at([place for place, pair in enumerate(sides) if not wanted.isdisjoint(pair)])
    return found


def _facts(result: WhatIfResult, standing: Standing) -> Iterator[Fact]:
    if result.focus is not None:
        now = Label(f"{standing.focus.en} now", f"现行{standing.focus.zh}")
        then = Label(f"{standing.focus.en} after", f"调整后{standing.focus.zh}")
        yield Fact(now, result.focus.base.customers, Kind.COUNT)
        yield Fact(then, result.focus.reform.customers, Kind.COUNT)
