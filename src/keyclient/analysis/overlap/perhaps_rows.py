"""What is told of pairs of persons who may be one."""

from collections.abc import Iterator, Sequence

import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.overlap.claim_lists import ClaimLists
from keyclient.analysis.overlap.claims import Claims
from keyclient.analysis.overlap.combined import Combined
from keyclient.analysis.overlap.found_by import FoundBy
from keyclient.analysis.overlap.order import order_by_value
from keyclient.analysis.overlap.pairs import Pairs
from keyclient.analysis.overlap.perhaps import Perhaps
from keyclient.analysis.overlap.result import PerhapsPair, PerhapsRule


def perhaps_rules(
    found: Sequence[Perhaps],
    by: FoundBy,
    claims: Claims,
    lists: ClaimLists,
    combined: Combined | None,
    top: int | None,
) -> Iterator[PerhapsRule]:
    """The rules with `top` pairs each, the largest value together first; each person by her first record.

    A pair of several rules is listed once, at the first of them whose pairs are listed.
    """
    for place, rule in enumerate(found):
        pairs = rule.pairs.among(by.is_new(place) & rule.shown)
        yield PerhapsRule(
            rule=rule.rule,
            found=rule.found,
            expected=rule.expected,
            shown=rule.shown,
            pairs=_rows(rule.rule, by, pairs, claims, lists, combined)[:top],
        )


def _rows(
    rule: str, by: FoundBy, pairs: Pairs, claims: Claims, lists: ClaimLists, combined: Combined | None
) -> LazyRows[PerhapsPair]:
    order = order_by_value(_worth(pairs, combined), pairs.other, pairs.one)
    sides = {
        "one": claims.starts[pairs.one][order],
        "other": claims.starts[pairs.other][order],
        "rules": by.rules(pairs)[order],
    }
    table = pa.table({name: pa.array(places) for name, places in sides.items()})

    def convert(part: pa.Table) -> Columns:
        one, other = (lists.at(part[name]) for name in ("one", "other"))
        return {
            "rule": [rule] * len(one),
            "path": [claim.path for claim in one],
            "customer_id": [claim.customer_id for claim in one],
            "row": [claim.row for claim in one],
            "other_path": [claim.path for claim in other],
            "other_customer_id": [claim.customer_id for claim in other],
            "other_row": [claim.row for claim in other],
            "book": [claim.book for claim in one],
            "other_book": [claim.book for claim in other],
            "rules": map(by.names, part["rules"].to_pylist()),
        }

    return LazyRows(PerhapsPair, ArrowSource(table, convert))


def _worth(pairs: Pairs, combined: Combined | None) -> pd.Series:
    """What both are worth together."""
    if combined is None:
        return pd.Series(pd.NA, index=range(len(pairs.one)), dtype="Int64")
    values = combined.persons["value"].fillna(0)
    one, other = (values.take(side).reset_index(drop=True) for side in pairs)
    return one + other
