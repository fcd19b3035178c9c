import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from keyclient.model.label import Lang
from keyclient.model.report import Chart, Kind
from keyclient.render.palette import NUMBER_FORMATS
from keyclient.render.workbook.book import render_workbook
from tests import golden
from tests.render import sample
from tests.render.page.charts import ALL, BARS, CURVE, HEAT, LADDER, MATRIX, PARETO, WATERFALL
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.reading import dump, parts

pytestmark = pytest.mark.filterwarnings("ignore:.*xtension is not supported:UserWarning")


def _book(*charts: Chart) -> openpyxl.Workbook:
    report = replace(sample.segment(), charts=charts)
    return openpyxl.load_workbook(io.BytesIO(render_workbook(report, ENVELOPE, Lang.ZH)))


def _drawn(*charts: Chart) -> list[str]:
    """The charts of the package as XML."""
    report = replace(sample.segment(), charts=charts)
    with zipfile.ZipFile(io.BytesIO(render_workbook(report, ENVELOPE, Lang.ZH))) as package:
        names = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        return [package.read(name).decode() for name in names]


def test_every_kind_has_a_number_format() -> None:
    assert set(NUMBER_FORMATS) == set(Kind)


def test_charts_stand_beside_their_figures() -> None:
    page = _book(PARETO, BARS)["图表"]
    assert [cell.value for cell in page[2][:4]] == ["列band", "列value", "列running", "80%"]
    assert [cell.value for cell in page[3][:4]] == ["5%", 50_000_000, 0.5, 0.8]
    assert len(page._charts) == 2


def test_first_chart_stands_on_the_summary_too() -> None:
    assert len(_book(PARETO, BARS)["概要"]._charts) == 1


def test_grid_is_shaded_and_no_chart() -> None:
    book = _book(HEAT)
    assert book["图表"]._charts == []
    assert len(book["图表"].conditional_formatting) == 2
    assert book["概要"]._charts == []


def test_answer_without_charts_has_no_sheet_for_them() -> None:
    assert "图表" not in _book().sheetnames


def test_pareto_has_its_running_share_and_its_mark_on_a_second_axis() -> None:
    drawn = next(xml for xml in _drawn(PARETO))
    assert "<c:barChart>" in drawn
    assert "<c:lineChart>" in drawn
    assert len(re.findall("<c:valAx>", drawn)) == 2
    assert drawn.count("<c:ser>") == 3


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.key)
def test_a_chart_refers_to_the_figures_of_its_table(chart: Chart) -> None:
    for xml in _drawn(chart):
        rows = len(chart.table.rows)
        places = re.findall(r"<c:val><c:numRef><c:f>([^<]+)</c:f>", xml)
        assert all(place.endswith(f"${2 + rows}") for place in places)


def test_curve_is_drawn_through_its_points() -> None:
    assert all("<c:scatterChart>" in xml for xml in _drawn(CURVE))


@pytest.mark.parametrize("lang", Lang)
def test_charts_and_their_figures_are_what_they_were(lang: Lang) -> None:
    content = render_workbook(replace(sample.segment(), charts=ALL), ENVELOPE, lang)
    assert content == render_workbook(replace(sample.segment(), charts=ALL), ENVELOPE, lang)
    drawn = [f"{name}\n{xml}" for name, xml in parts(content).items() if name.startswith("xl/charts/")]
    text = "\n".join([*dump(content), *drawn]).replace("><", ">\n<")
    golden.check(f"render/charts-{lang}-workbook.txt", f"{text}\n".encode())


def _cells(chart: Chart) -> list[list[object]]:
    return [[cell.value for cell in row] for row in _book(chart)["图表"].iter_rows(min_row=2)]


def test_waterfall_is_stacked_on_a_base_that_nobody_sees() -> None:
    drawn = next(xml for xml in _drawn(WATERFALL))
    assert '<c:grouping val="stacked"/>' in drawn
    base = drawn[drawn.index("<c:ser>") : drawn.index("</c:ser>")]
    assert "<c:spPr><a:noFill/></c:spPr>" in base
    assert 'srgbClr val="5B9BD5"' in drawn
    assert "-9,000万" in drawn


def test_parts_of_a_column_across_zero_lie_on_either_side_and_add_up() -> None:
    headings, *rows = _cells(WATERFALL)
    places = {str(heading): place for place, heading in enumerate(headings)}
    lost = rows[2]
    assert lost[places["透明底"]] == 0
    assert lost[places["减少"]] == pytest.approx(6200)
    assert lost[places["减少（零以下）"]] == pytest.approx(-2800)
    assert rows[1][places["透明底"]] == pytest.approx(5000)


def test_legend_shows_what_is_seen_and_nothing_else() -> None:
    drawn = next(xml for xml in _drawn(WATERFALL))
    series, hidden = drawn.count("<c:ser>"), drawn.count("<c:legendEntry>")
    assert series - hidden == 3


def test_axis_above_zero_is_said_below_it() -> None:
    rows = [("opening", 408_000_000, 9), ("lost", -1, 1), ("closing", 407_999_999, 8)]
    drawn = next(xml for xml in _drawn(replace(WATERFALL, table=replace(WATERFALL.table, rows=rows))))
    assert "非从零起" in drawn
    assert "单位：亿元" in drawn


def test_heat_map_cell_is_the_share_and_shows_the_customers_too() -> None:
    page = _book(MATRIX)["图表"]
    assert page["B3"].value == 0.9
    assert page["B3"].number_format == '"36  "0.00%'
    assert page["C3"].number_format == '"4  "0.00%"*"'
    assert page["B4"].value == 7
    assert [str(place.sqref) for place in page.conditional_formatting] == ["B3:C3"]


def test_heat_map_among_charts_stands_where_they_do_and_is_printed_with_them() -> None:
    page = _book(PARETO, MATRIX)["图表"]
    found = next(
        cell for row in page.iter_rows() for cell in row if cell.value == 0.9 and "36" in cell.number_format
    )
    first = page._charts[0].anchor._from.col + 1
    assert found.column == first + 1
    columns = openpyxl.utils.range_boundaries(str(page.print_area).split("!")[-1].replace("$", ""))
    assert columns[0] <= first < found.column <= columns[2]


def test_bars_of_a_ladder_name_amount_and_customers() -> None:
    assert any("864.2万 · 34户" in xml for xml in _drawn(LADDER))
