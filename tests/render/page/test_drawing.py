from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.label import Lang
from keyclient.model.report import Chart
from keyclient.render.page.drawing import draw
from keyclient.render.page.shapes import WIDTH, Rect
from keyclient.render.text import Voice
from keyclient.render.units import in_unit
from tests.render.page.charts import ALL, BARS, CURVE, HEAT, LADDER, MATRIX, PARETO, WATERFALL
from tests.render.sample import segment

VOICE = Voice(Lang.ZH)


def _heights(rects: list[Rect]) -> list[float]:
    return [rect.height for rect in rects]


def test_columns_are_as_high_as_their_values() -> None:
    first, second, third = _heights(draw(PARETO, VOICE).rects)
    assert second / first == pytest.approx(0.6)
    assert third == 0


def test_running_share_rises_on_the_second_axis() -> None:
    line = next(path for path in draw(PARETO, VOICE).paths if path.style == "line")
    heights = [float(point.split(",")[1]) for point in line.points.split()]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == 3


def test_mark_crosses_where_the_running_share_reaches_it() -> None:
    paths = {path.style: path.points.split() for path in draw(PARETO, VOICE).paths}
    assert paths["mark"][0].split(",")[1] == paths["line"][1].split(",")[1]


def test_bars_of_one_kind_share_a_scale() -> None:
    widths = [rect.width for rect in draw(BARS, VOICE).rects]
    assert widths[1] / widths[0] == pytest.approx(4, rel=0.01)
    assert widths[3] == 0


def test_bars_bear_the_figures_of_the_table() -> None:
    words = [word.text for word in draw(BARS, VOICE).words]
    assert [text for text in words if "%" in text or text == "—"] == ["20.00%", "80.00%", "10.00%", "—"]


def test_the_larger_the_share_the_darker_its_field() -> None:
    strengths = {rect.style: rect.strength for rect in draw(HEAT, VOICE).rects}
    assert strengths.keys() == {"s1", "none"}
    dark, faint, *_ = sorted(
        (rect.strength for rect in draw(HEAT, VOICE).rects if rect.style == "s1"), reverse=True
    )
    assert dark > faint


def test_curve_passes_through_its_points() -> None:
    line = next(path for path in draw(CURVE, VOICE).paths if path.style == "line")
    assert len(line.points.split()) == 3


def test_waterfall_hangs_each_change_on_the_one_before_it() -> None:
    opening, new, lost, _, closing = draw(WATERFALL, VOICE).rects
    assert [rect.style for rect in (opening, new, lost, closing)] == ["total", "rise", "fall", "total"]
    assert new.y + new.height == pytest.approx(opening.y, abs=0.1)
    assert lost.y == pytest.approx(new.y, abs=0.1)
    assert lost.y + lost.height == pytest.approx(closing.y + closing.height, abs=0.1)


def test_columns_bear_changes_with_their_sign_and_the_customers() -> None:
    words = {word.text for word in draw(WATERFALL, VOICE).words}
    assert {"5,000万", "+1,200万", "-9,000万", "-2,800万", "1,030户", "20户"} <= words


def test_long_waterfall_lies_down_so_that_no_names_overlap() -> None:
    rows = [(f"2024-{place:02d}-29", *WATERFALL.table.rows[1][1:]) for place in range(26)]
    drawing = draw(replace(WATERFALL, table=replace(WATERFALL.table, rows=rows)), VOICE)
    tops = [word.y for word in drawing.words if word.text.startswith("2024")]
    assert min(after - before for before, after in pairwise(tops)) >= 20


def test_cut_axis_breaks_the_columns_that_stand_on_it() -> None:
    rows = [
        ("opening", Decimal(408_000_000), 9),
        ("lost", Decimal(-1), 1),
        ("closing", Decimal(407_999_999), 8),
    ]
    drawing = draw(replace(WATERFALL, table=replace(WATERFALL.table, rows=rows)), VOICE)
    assert [path.style for path in drawing.paths].count("break") == 2
    assert any("非从零起" in word.text for word in drawing.words)


def test_axis_of_wan_names_its_unit_since_its_figures_do_not() -> None:
    drawn = draw(in_unit(replace(segment(), charts=(WATERFALL,)), AmountUnit.WAN).charts[0], VOICE)
    words = [word.text for word in drawn.words]
    assert "+1,200" in words
    assert "单位：万元" in words


def test_heat_map_shows_customers_and_share_and_marks_few() -> None:
    words = [word.text for word in draw(MATRIX, VOICE).words]
    assert [text for text in words if text in {"36", "90.00%", "4", "10.00%*", "7"}] == [
        "36",
        "90.00%",
        "7",
        "4",
        "10.00%*",
    ]
    assert words[-1] == "* 客户数不足 5 个，占比仅供参考"


def test_bars_with_customers_show_both() -> None:
    words = [word.text for word in draw(LADDER, VOICE).words]
    assert "864.2万 · 34户" in words


@pytest.mark.parametrize(("lang", "top"), [(Lang.ZH, "5,000万"), (Lang.EN, "50m")])
def test_figures_of_an_axis_are_short(lang: Lang, top: str) -> None:
    assert top in [word.text for word in draw(PARETO, Voice(lang)).words]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.key)
@pytest.mark.parametrize("rows", [0, 1, 60])
def test_nothing_stands_outside_the_drawing(chart: Chart, rows: int) -> None:
    many = [chart.table.rows[place % len(chart.table.rows)] for place in range(rows)]
    drawing = draw(replace(chart, table=replace(chart.table, rows=many)), VOICE)
    assert all(0 <= rect.x <= rect.x + rect.width <= WIDTH + 0.1 for rect in drawing.rects)
    assert all(0 <= rect.y <= rect.y + rect.height <= drawing.height + 0.1 for rect in drawing.rects)
    assert all(0 <= word.x <= WIDTH and 0 <= word.y <= drawing.height for word in drawing.words)
