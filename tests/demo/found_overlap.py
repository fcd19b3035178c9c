"""What `overlap` finds of what is planted in a demo series."""

from collections.abc import Iterable
from itertools import combinations

from tests.demo.scores import KEY_TIERS, Result, Scope, Score, score

People = frozenset[str]
"""The customer ids of several records."""


def overlapped(result: Result, scope: Scope) -> dict[str, Score]:
    """What `overlap --top all` finds in the newest books of all branches, by kind."""
    joined = {_people(row["customers"]) for row in result["same"]}
    suggested = {
        frozenset((pair["customer_id"], pair["other_customer_id"]))
        for rule in result["perhaps"]
        for pair in rule["pairs"]
    }
    known = scope.groups("shared", "gold_together", "chased_twice").values()
    sure = {_people(rows) for rows in known if _evidence(rows) == "id_number"}
    unsure = {_people(rows) for rows in known if _evidence(rows) != "id_number"}
    gold = {_people(row["customers"]) for row in result["same"] if _is_key_together(row)}
    return {
        "joined": score(joined, sure),
        "perhaps": score(suggested, unsure),
        "gold_together": score(gold - _planted(scope, "shared"), _planted(scope, "gold_together")),
        "chased_twice": score(
            {_people(row["deals"]) for row in result["chased_twice"]}, _planted(scope, "chased_twice")
        ),
        "household": score(
            {_people(row["members"]) for row in result["households"]}, _planted(scope, "household")
        ),
        "switchboard": score(
            {(row["kind"], row["people"], row["numbers"]) for row in result["public"]},
            {("phone", len(rows), 1) for rows in scope.groups("switchboard").values()},
        ),
        "namesake": _kept_apart(joined | suggested, scope),
    }


def _people(rows: Iterable[Result]) -> People:
    return frozenset(str(row["customer_id"]) for row in rows)


def _planted(scope: Scope, kind: str) -> set[People]:
    return {_people(rows) for rows in scope.groups(kind).values()}


def _evidence(rows: Iterable[Result]) -> str:
    (evidence,) = {str(row["detail"]) for row in rows}
    return evidence


def _is_key_together(row: Result) -> bool:
    """Whether a person is a key customer only with all records together."""
    return row["combined_tier"] in KEY_TIERS and not any(
        record["tier"] in KEY_TIERS for record in row["customers"]
    )


def _kept_apart(alike: set[People], scope: Scope) -> Score:
    """Pairs of namesakes: found if they are neither joined nor suggested."""
    pairs = {frozenset(pair) for people in _planted(scope, "namesake") for pair in combinations(people, 2)}
    mixed = {pair for pair in pairs if any(pair <= people for people in alike)}
    return Score(len(pairs - mixed), len(mixed), 0)
