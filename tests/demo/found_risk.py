"""What `risk` finds of what is planted in a demo series."""

from collections.abc import Iterator
from statistics import median_low

from tests.demo.scores import Result, Scope, Score, ids, score

AFTER = ("overdue", "complaint")
"""The reasons after which neglected customers fall. Of the others only what matures comes true, as part of it is not rolled."""
LEAVES = "maturing"
_FAR_MORE = 2
"""A manager is overloaded with more than so many times as many key customers as the middle one of the branch."""

_BEST_OF = 3
"""Books before the newest with whose best value a customer is compared."""


def warned(result: Result, scope: Scope) -> dict[str, Score]:
    """What `risk --previous ... --top all` finds in the books of a scope, by kind."""
    red = [row for row in result["customers"] if row["severity"] == "red"]
    emptied = [row for row in red if "emptied" in _codes(row)]
    fallen = {(row["customer_id"], after) for row in red if _is_down(row) for after in _after(row)}
    better = {test["reason"] for test in result["backtest"] if test["verdict"] == "better"}
    return {
        "red_emptied": score(ids(emptied), ids(scope.of("emptied"))),
        "neglected": score(fallen, set(_neglected(scope))),
        "overloaded": score(set(_overloaded(result)), {item["manager"] for item in scope.of("overloaded")}),
        "came_true": score(better - {LEAVES}, _told_before(scope)),
    }


def _codes(row: Result) -> set[str]:
    return {reason["code"] for reason in row["reasons"]}


def _is_down(row: Result) -> bool:
    """Whether much of her money is gone, but not all."""
    return "down" in _codes(row) and "emptied" not in _codes(row)


def _after(row: Result) -> set[str]:
    return _codes(row) & set(AFTER)


def _overloaded(result: Result) -> Iterator[str]:
    """The managers with far more key customers than others of their branch."""
    branches: dict[str | None, list[Result]] = {}
    for row in result["managers"]:
        if row["manager"] is not None:
            branches.setdefault(row["branch"], []).append(row)
    for rows in branches.values():
        middle = median_low(row["key_customers"] for row in rows)
        yield from (row["manager"] for row in rows if row["key_customers"] > _FAR_MORE * middle)


def _neglected(scope: Scope) -> Iterator[tuple[str, str]]:
    """Who is still down, and after what: a complaint stays in the books, silence ends with the next month."""
    for item in scope.every("neglected"):
        is_told = item["detail"] != "overdue" or item["period"] == scope.period
        if is_told and item["period"] in scope.periods[-_BEST_OF:]:
            yield item["customer_id"], item["detail"]


def _told_before(scope: Scope) -> set[str]:
    """After what customers fell in a book before which there are two."""
    return {item["detail"] for item in scope.every("neglected") if item["period"] in scope.periods[2:]}
