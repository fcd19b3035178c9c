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
from tests.render import sample
from tests.render.page.charts import ALL, BARS, CURVE, HEAT, PARETO
from tests.render.test_formats import ENVELOPE

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
