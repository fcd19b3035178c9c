"""A word that has a colour: the word stands there too, on a terminal, a page and in a workbook."""

import re

from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Table, TableColumn, Tone
from keyclient.render.page.html import render_html
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from keyclient.render.workbook.book import render_workbook
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.reading import parts

RED, QUIET = Label("red", "红"), Label("quiet", "无预警")
LIGHT = TableColumn("light", Label("light", "预警等级"), Kind.TEXT, tones=((RED, Tone.RED),))
TITLE = Label("Lights", "等级")


def _report(rows: int) -> Report:
    cells = [(RED if row % 2 else QUIET,) for row in range(rows)]
    return Report(TITLE, (), (), (Table("lights", TITLE, (LIGHT,), cells),))


def test_a_terminal_colours_the_word() -> None:
    drawn = render_terminal(_report(2), Lang.ZH, Screen(terminal=True, colour=True))
    assert re.search(r"\x1b\[1;31m红 *\x1b\[0m", drawn)
    assert re.search(r"^无预警", drawn, re.MULTILINE)


def test_without_colours_the_word_is_left() -> None:
    drawn = render_terminal(_report(2), Lang.ZH, Screen(terminal=True))
    assert "红" in drawn
    assert "\x1b" not in drawn.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_a_page_marks_the_cell_of_the_word() -> None:
    page = render_html(_report(2), ENVELOPE, Lang.ZH).decode()
    assert '<td class="red">红</td>' in page
    assert "<td>无预警</td>" in page


def test_a_workbook_colours_the_cells_with_the_word_on_the_first_sheet_and_in_long_tables() -> None:
    for rows in (2, 40):
        sheets = "".join(parts(render_workbook(_report(rows), ENVELOPE, Lang.ZH)).values())
        ranges = re.findall(
            r'<conditionalFormatting sqref="A(\d+):A(\d+)"><cfRule[^>]*operator="equal"', sheets
        )
        assert [int(last) - int(first) + 1 for first, last in ranges] == [rows]
        assert '"红"' in sheets.replace("&quot;", '"')
