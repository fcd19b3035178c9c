"""What customers of two portfolios moved between deposits and investments: as expressions of a panel."""

from collections.abc import Mapping

import narwhals as nw

from keyclient.analysis.compare.inside import PRODUCTS, InsideTheBank, moved_inside
from keyclient.analysis.compare.scaled.tally import Tally
from keyclient.analysis.compare.scaled.wanted import Wanted

NAMES = ("inside", "moved", "left", "came")


def product_sums(wanted: Wanted) -> Mapping[str, nw.Expr]:
    """What to add up; nothing unless both books have both products. As `inside_the_bank`."""
    if not wanted.has_products:
        return {}
    known = _known("old") & _known("new")
    deposits, investments = (_change(name) for name in PRODUCTS)
    fell, rose = _at_most(-deposits, investments), _at_most(deposits, -investments)
    moved = nw.when(known).then(fell + rose).otherwise(_ZERO)
    net = nw.when(known).then(deposits + investments).otherwise(_ZERO)
    values = ((moved > 0).cast(nw.Int64), moved, _positive(-net), _positive(net))
    return dict(zip(NAMES, values, strict=True))


_ZERO = nw.lit(0, dtype=nw.Int64)


def _known(side: str) -> nw.Expr:
    first, second = (~nw.col(f"{side}_{name}").is_null() for name in PRODUCTS)
    return first | second


def _change(name: str) -> nw.Expr:
    return nw.col(f"new_{name}").fill_null(0) - nw.col(f"old_{name}").fill_null(0)


def _positive(value: nw.Expr) -> nw.Expr:
    return nw.when(value > 0).then(value).otherwise(_ZERO)


def _at_most(one: nw.Expr, other: nw.Expr) -> nw.Expr:
    """The smaller of two where both are positive, else 0."""
    smaller = nw.when(one < other).then(one).otherwise(other)
    return nw.when((one > 0) & (other > 0)).then(smaller).otherwise(_ZERO)


def inside_products(tally: Tally, wanted: Wanted) -> InsideTheBank | None:
    """What moved between them; None unless both books have both. `tally`: with the sums of `product_sums`."""
    if not wanted.has_products:
        return None
    return moved_inside(*(tally.sum(name) for name in NAMES))
