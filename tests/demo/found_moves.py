"""What `compare` and `maturity` find of what is planted in a demo series."""

from tests.demo.scores import KEY_TIERS, Result, Scope, Score, ids, score


def compared(result: Result, scope: Scope) -> dict[str, Score]:
    """What `compare --top all` finds in the books of a scope, by kind."""
    moved = {
        bucket: [row for row in result["moved"] if row["bucket"] == bucket]
        for bucket in ("new", "returned", "lost", "emptied")
    }
    explained = scope.gone() - ids(scope.of("leaver"))
    leavers = {row["customer_id"] for row in moved["lost"] if row["from"] in KEY_TIERS} - explained
    emptied = {row["customer_id"] for row in moved["emptied"] if row["from"] in KEY_TIERS}
    return {
        "lost": score(ids(moved["lost"]), scope.gone()),
        "new": score(ids(moved["new"]), scope.arrived()),
        "returned": score(ids(moved["returned"]), ids(scope.of("returned"))),
        "leaver": score(leavers, ids(scope.of("leaver"))),
        "emptied": score(emptied, ids(scope.of("emptied"))),
        "riser": _risers(result, scope),
        "renumbered": score(
            {(row["old_id"], row["new_id"]) for row in result.get("perhaps_same", ())},
            {(item["customer_id"], item["new_id"]) for item in scope.of("renumbered")},
        ),
        "not_exported": score(
            {
                row["group"]
                for row in result.get("vanished", ())
                if row["by"] == "manager" and not row["is_new"]
            },
            {item["manager"] for item in scope.of("not_exported")},
        ),
    } | _dressed(result, scope)


def _risers(result: Result, scope: Scope) -> Score:
    planted = scope.of("riser")
    states = {item["detail"] for item in planted} or {"confirmed"}
    rising = [row for row in result["rising"] if row["state"] in states]
    found = score(ids(rising), ids(planted))
    chance = (result.get("rising_by_chance") or {}).get(*states)
    return Score(found.found, found.missed, found.false, chance)


def _dressed(result: Result, scope: Scope) -> dict[str, Score]:
    """Which customers stand out at quarter-ends; nothing where the program does not look."""
    if "quarter_ends" not in result:
        return {}
    found = {
        (row["period"], row["customer_id"]) for row in result["quarter_ends"] if row["scope"] == "customer"
    }
    planted = scope.every("quarter_end")
    inside = {(item["period"], item["customer_id"]) for item in planted if item["detail"] == "inside"}
    return {"quarter_end": score(found, inside)}


def matured(takeover: Result, scope: Scope) -> dict[str, Score]:
    """Whether `maturity --previous --top all` finds of each customer what was rolled, parked and lost, to the fen."""
    parts = ("customer_id", "matured", "rolled", "parked", "left")
    found = {tuple(line[part] for part in parts) for line in takeover["lines"]}
    return {"maturing": score(found, {tuple(item[part] for part in parts) for item in scope.of("maturing")})}
