"""What `lifecycle` adds to the row of each customer."""

from collections.abc import Iterator

from keyclient.analysis.common.age_band import band_label
from keyclient.analysis.common.life_cycle.need_map import NeedMap, need_label
from keyclient.analysis.common.life_cycle.people import people
from keyclient.analysis.common.life_cycle.placed import gap_column, need_column
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.metrics.age import CORPORATE, UNKNOWN
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label, listed
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.policy.parts.families import Rating, family_label
from keyclient.policy.parts.lifecycle import LifecyclePolicy

_COLUMNS = (
    TableColumn("age", Label("age", "年龄"), Kind.YEARS),
    TableColumn("band", Label("age band", "年龄段"), Kind.TEXT),
    TableColumn("needs", Label("needs not covered", "未覆盖需求"), Kind.TEXT),
    TableColumn("offer", Label("to offer", "可推荐产品"), Kind.TEXT),
    TableColumn("next_band", Label("enters the next band", "进入下一年龄段日期"), Kind.DATE),
)
_APART = {CORPORATE: Label("company", "公司客户"), UNKNOWN: Label("age unknown", "年龄未知")}
_COVERED = Label("none", "无")
_SILENT = Label("not known", "持有未知")


def lifecycle_columns(
    result: LifecycleResult, portfolio: Portfolio, policy: LifecyclePolicy
) -> CustomerColumns:
    """Age, band, uncovered needs, offer and day of the next band of every customer.

    `result` lists all crossings. Needs are `not known` if the holdings for one of the band's needs
    are unknown and no other need is uncovered.
    """
    needs = NeedMap(policy)
    entering = dict(zip(*result.crossings.source.values("row", "date"), strict=True))
    cells = {row: (*said, entering.get(row)) for row, said in _people(portfolio, needs)}
    return CustomerColumns(_COLUMNS, cells)


def _people(portfolio: Portfolio, needs: NeedMap) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    columns = people(portfolio, needs).to_native().to_pydict()
    places = range(len(needs.needs))
    gaps = list(zip(*(columns[gap_column(need)] for need in places), strict=True))
    served = list(zip(*(columns[need_column(need)] for need in places), strict=True))
    words = _Words(needs)
    for at, (row, age, place, rating) in enumerate(
        zip(columns["row"], columns["age"], columns["place"], columns["rating"], strict=True)
    ):
        if place < 0:
            yield row, (age if place == UNKNOWN else None, _APART[place], None, None)
        else:
            yield row, (age, words.bands[place], *words.of(place, gaps[at], served[at], rating))


class _Words:
    """Needs and products in words; each combination is made once."""

    def __init__(self, needs: NeedMap) -> None:
        self.bands = [band_label(band) for band in needs.bands]
        self._map = needs
        self._made: dict[tuple[int, tuple[bool, ...], Rating | None], tuple[Cell, Cell]] = {}

    def of(
        self, band: int, gaps: tuple[bool, ...], served: tuple[int | None, ...], rating: Rating | None
    ) -> tuple[Cell, Cell]:
        """The uncovered needs, and what to offer for them."""
        if not any(gaps):
            asked = (known for known, weight in zip(served, self._map.weights[band], strict=True) if weight)
            return (_SILENT if None in asked else _COVERED), None
        if (band, gaps, rating) not in self._made:
            self._made[band, gaps, rating] = self._said(band, gaps, rating)
        return self._made[band, gaps, rating]

    def _said(self, band: int, gaps: tuple[bool, ...], rating: Rating | None) -> tuple[Cell, Cell]:
        """Core needs first."""
        lacking = [need for need, is_gap in enumerate(gaps) if is_gap]
        weights = self._map.weights[band]
        lacking.sort(key=lambda need: (weights[need] != "core", need))
        names = [self._map.needs[need] for need in lacking]
        families = dict.fromkeys(name for need in names for name in self._map.offer(need, rating).offered)
        known = self._map.policy.families
        offered = [family_label(name, known[name]) for name in families]
        return listed([need_label(self._map, name) for name in names]), listed(offered) if offered else None
