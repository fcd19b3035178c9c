"""All customers of a portfolio of any size, with what `lifecycle` says about each."""

from functools import reduce
from typing import Any

import narwhals as nw

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.common.life_cycle.people import people_of
from keyclient.analysis.common.life_cycle.placed import SOURCES, gap_column, need_column
from keyclient.metrics.age import CORPORATE, UNKNOWN
from keyclient.model.portfolio import held_column
from keyclient.model.scan import Scan
from keyclient.policy.parts.lifecycle import LifecyclePolicy


def lifecycle_everybody(scan: Scan, policy: LifecyclePolicy) -> "nw.LazyFrame[Any]":
    """One row a customer, in no order: the columns of the portfolio but for those of product families, then the findings.

    - `age`: completed years; null unless known and possible.
    - `band`: the name of the age band, `corporate` or `unknown`.
    - `lacks_NEED` for each need of the policy: true if the customer's band has the need and no product for it is held,
      false if one is; null if the band does not have it, or nobody knows.
    """
    needs = NeedMap(policy)
    kept = [name for name in scan.columns if not _is_held(name, policy)]
    own = [name for name in kept if name not in (*SOURCES, "group")]
    also = [name for name in ("kind",) if name in kept]
    found = people_of(scan, needs, (*own, *also))
    named = {"risk_rating": "rating"}
    return found.select(
        *(nw.col(named.get(name, name)).alias(name) for name in kept if name not in ("group", "age")),
        "age",
        _band(needs).alias("band"),
        *(_lacks(needs, place).alias(f"lacks_{need}") for place, need in enumerate(needs.needs)),
    )


def _is_held(name: str, policy: LifecyclePolicy) -> bool:
    return name in {held_column(family) for family in policy.families}


def _band(needs: NeedMap) -> nw.Expr:
    names = {CORPORATE: "corporate", UNKNOWN: "unknown"}
    names |= {place: band.name for place, band in enumerate(needs.bands)}
    place = nw.col("place")
    start = nw.lit(None, dtype=nw.String)
    return reduce(
        lambda rest, one: nw.when(place == one[0]).then(nw.lit(one[1])).otherwise(rest), names.items(), start
    )


def _lacks(needs: NeedMap, need: int) -> nw.Expr:
    has_need = nw.col("place").is_in(needs.bands_with(need, "core", "secondary"))
    is_known = ~nw.col(need_column(need)).is_null()
    return nw.when(has_need & is_known).then(nw.col(gap_column(need)))
