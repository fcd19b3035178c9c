"""The pictures of `compare` show the figures of its tables."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from keyclient.analysis.common.contacts import NOBODY
from keyclient.analysis.compare.charts import compare_charts
from keyclient.analysis.compare.result import BookStep, BucketTotal, CompareResult, FirstFloor, MatrixCell
from keyclient.analysis.compare.tables import CompareLook
from keyclient.model.label import Label, Lang
from keyclient.model.report import Chart, ChartKind, Kind
from keyclient.render.text import Voice
from tests.analysis.books import AUM

LOOK = CompareLook(
    Kind.MONEY,
    {"gold": Label("gold", "黄金"), "iron": Label("iron", "铁")},
    None,
    NOBODY,
    NOBODY,
    AUM,
    few=5,
)


def _step(opening: int, closing: int, *, to: str = "2026-02-28", **changes: int) -> BookStep:
    buckets = tuple(
        BucketTotal(
            bucket=bucket, customers=int(bool(changes.get(bucket))), change=Decimal(changes.get(bucket, 0))
        )
        for bucket in ("new", "lost", "stayed")
    )
    return BookStep.model_validate(
        {
            "from": "2026-01-31",
            "to": to,
            "opening": Decimal(opening),
            "closing": Decimal(closing),
            "customers_opening": 40,
            "customers_closing": 41,
            "buckets": buckets,
        }
    )


def _cell(start: str, end: str, customers: int, share: float | None) -> MatrixCell:
    return MatrixCell.model_validate(
        {
            "from": start,
            "to": end,
            "customers": customers,
            "opening": Decimal(0),
            "closing": Decimal(0),
            "share_of_row": share,
            "low": None,
            "high": None,
            "few": customers < 5,
        }
    )


def _result(steps: Sequence[BookStep], matrix: Sequence[MatrixCell] = ()) -> CompareResult:
    floors = tuple(FirstFloor(tier=tier, floor=None) for tier in ("gold", "iron"))
    fields: dict[str, Any] = {
        "steps": tuple(steps),
        "matrix": tuple(matrix),
        "floors": floors,
        "customers_opening": steps[-1].customers_opening,
    }
    return CompareResult.model_construct(**fields)


def _charts(result: CompareResult) -> dict[str, Chart]:
    return {chart.key: chart for chart in compare_charts(result, LOOK)}


def test_waterfall_leads_from_opening_to_closing_without_empty_buckets() -> None:
    chart = _charts(_result([_step(100, 130, new=50, stayed=-20)]))["buckets"]
    names = [name.en for name in chart.cells("part") if isinstance(name, Label)]
    assert names == ["opening", "new", "stayed", "closing"]
    opening, *changes, closing = chart.cells("change")
    assert (opening, changes, closing) == (100, [50, -20], 130)


def test_description_says_what_grew_and_what_shrank() -> None:
    chart = _charts(_result([_step(100, 130, new=50, lost=-15, stayed=-5)]))["buckets"]
    said = Voice(Lang.EN).sentence(chart.says)
    assert (
        said
        == "100 yuan at the beginning, 130 yuan at the end: what grew adds 50 yuan, what shrank takes 20 yuan."
    )


def test_more_than_two_books_have_a_waterfall_of_books() -> None:
    steps = [_step(100, 130), _step(130, 90, to="2026-03-31")]
    chart = _charts(_result(steps))["periods"]
    assert chart.cells("change") == [100, 30, -40, 90]
    assert chart.cells("part")[:3] == ["2026-01-31", "2026-02-28", "2026-03-31"]
    assert "periods" not in _charts(_result(steps[:1]))


def test_heat_map_has_a_row_for_each_tier_and_one_for_new_customers() -> None:
    matrix = [_cell("gold", "gold", 36, 0.9), _cell("gold", "lost", 4, 0.1), _cell("new", "iron", 1, None)]
    chart = _charts(_result([_step(1, 1)], matrix))["matrix"]
    assert chart.kind is ChartKind.HEAT
    assert [name.zh for name in chart.cells("from") if isinstance(name, Label)] == [
        "黄金（40户）",
        "铁（0户）",
        "新增（1户）",
    ]
    assert chart.cells("gold") == [0.9, None, None]
    assert chart.cells("lost_customers") == [4, 0, None]
    assert chart.few == 5


def test_first_customers_of_all_have_no_heat_map() -> None:
    step = _step(0, 10, new=10).model_copy(update={"customers_opening": 0})
    assert "matrix" not in _charts(_result([step], [_cell("new", "iron", 1, None)]))
