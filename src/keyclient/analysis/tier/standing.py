"""In which tier each customer stands, for `--what-if`."""

from collections.abc import Iterator

import narwhals as nw
import numpy as np

from keyclient.analysis.common.evidence.arrays import Ints
from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.measure import measure_of
from keyclient.analysis.common.standing import Floor, Standing, in_order_of
from keyclient.analysis.common.tier_book import TierBook, tier_book
from keyclient.analysis.tier.history import with_history
from keyclient.model.label import Label
from keyclient.policy.models import Policy

_TIERS, _KEY = Label("tier", "层级"), Label("key customers", "重点客户")


def tier_standing(inputs: Inputs, policy: Policy) -> Standing:
    """The tiers held: with earlier books those that fall slowly. Raises as `tier`."""
    portfolio = inputs.loaded.portfolio
    book = tier_book(portfolio, measure_of(portfolio), policy.tier)
    if inputs.earlier:
        book, _ = with_history(book, [old.portfolio for old in inputs.earlier], policy.tier)
    rows = np.asarray(book.frame["row"].to_numpy())
    place = np.asarray(book.frame["place"].to_numpy(), dtype=np.int64)
    order = in_order_of(portfolio.frame["row"], rows)
    ladder = policy.tier.ladder
    names = policy.key.of(ladder)
    is_key = np.array([tier.name in names for tier in ladder])
    return Standing(
        what=_TIERS,
        attribute="tier",
        groups={tier.name: tier.label for tier in ladder},
        code=place[order],
        focus=_KEY,
        in_focus=is_key[place[order]],
        key=is_key[place[order]],
        floors=dict(_floors(book, order)),
    )


def _floors(book: TierBook, order: Ints) -> Iterator[tuple[str, Floor]]:
    for step in book.steps:
        if step.rung is not None and (floor := step.floor) is not None:
            values = book.frame[step.rung.column].cast(nw.Float64).to_numpy()
            yield step.tier.name, Floor(floor, step.measure, np.asarray(values)[order])
