"""Where effort goes, and where it should: to the customers of class A, and to the rest."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from keyclient.analysis.common.class_a import class_a
from keyclient.analysis.common.evidence.arrays import Flags, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.columns import numbers
from keyclient.analysis.common.evidence.worth import known_values
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.plan.result import Resource, ServedManager
from keyclient.metrics.exact_shares import share_of

CLASS_A, REST = "A", "rest"
_DECIMALS = 9
"""A gap is rounded to so many: 0.8 x 10 - 8 is no effort."""


def of_class_a(books: RiskBooks) -> Flags:
    """Whether each customer of the newest book is of class A."""
    return class_a(books.values(books.newest), books.measure, books.policy.segment)


def resources(books: RiskBooks, is_a: Flags) -> tuple[Resource, ...]:
    """The effort spent on class A and on the rest, and how much there is to add to reach `plan.resources`.

    `is_a`: from `of_class_a`. By the field `effort` of the newest book, in its unit: visits, or hours. A blank is none; without the column nothing is
    known of it. The gaps of both add up to 0.
    """
    effort = _effort(books)
    total = None if effort is None else exact_sum(effort)
    target = books.policy.plan.resources
    values = known_values(books)
    return tuple(
        Resource(
            name=name,
            customers=int(np.count_nonzero(inside)),
            value=books.measure.amount(exact_sum(values[inside])),
            effort=None if effort is None else (spent := float(exact_sum(effort[inside]))),
            share=None if effort is None or total is None else share_of(spent, total),
            target=asked,
            gap=None if effort is None or total is None else round(asked * total - spent, _DECIMALS),
        )
        for name, inside, asked in ((CLASS_A, is_a, target), (REST, ~is_a, round(1 - target, _DECIMALS)))
    )


def served_managers(
    books: RiskBooks, is_a: Flags, owner: "pd.Series[str]", planned: Mapping[str | None, float]
) -> tuple[ServedManager, ...]:
    """How each manager spreads her effort: who does least for class A first, then by name, those without effort last.

    `is_a`: from `of_class_a`; `owner`: of each customer of the newest book, NA for nobody; `planned`: the effort of the lines
    by owner. Nobody (None) is one of them where effort was spent on customers without a manager, or is planned for them.
    """
    effort = _effort(books)
    spent, on_a = (_by_owner(owner, effort, flags) for flags in (None, is_a))
    found = (
        ServedManager(
            manager=name,
            effort=None if effort is None else spent.get(name, 0.0),
            share_of_a=None if effort is None else share_of(on_a.get(name, 0.0), spent.get(name, 0.0)),
            planned=float(planned.get(name, 0.0)),
        )
        for name in {*spent, *planned}
    )
    return tuple(sorted(found, key=_order))


def _order(one: ServedManager) -> tuple[bool, float, bool, str]:
    return one.share_of_a is None, one.share_of_a or 0.0, one.manager is None, one.manager or ""


def _effort(books: RiskBooks) -> Numbers | None:
    portfolio = books.books[books.newest].portfolio
    if "effort" not in portfolio.frame:
        return None
    return np.nan_to_num(numbers(portfolio, "effort"))


def _by_owner(
    owner: "pd.Series[str]", effort: Numbers | None, flags: Flags | None
) -> dict[str | None, float]:
    """The effort of each owner of some customers (None: all); owners without any customer are in neither."""
    codes, names = pd.factorize(owner, sort=True)
    some = np.zeros(len(codes)) if effort is None else effort
    asked = np.where(codes < 0, len(names), codes)
    sums = np.bincount(asked, some if flags is None else some * flags, minlength=len(names) + 1)
    return dict(_named(names, sums, has_nobody=bool(sums[-1])))


def _named(names: "pd.Index[str]", sums: Numbers, *, has_nobody: bool) -> Iterator[tuple[str | None, float]]:
    for name, amount in zip([*map(str, names), None], sums.tolist(), strict=True):
        if name is not None or has_nobody:
            yield name, amount
