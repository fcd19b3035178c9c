"""What keyclient and the independent readers see in the same small books, and in the corpora where they are."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books.make import BOOKS, FOLDER
from tests.books.not_yet import NOT_YET
from tests.independent import compare as comparing
from tests.independent.compare import REMARKS, Compared, Kind, compare
from tests.independent.opening import read_sheets
from tests.independent.sheets import Place
from tests.making.cells import CUSTOMERS, Error, Formula, Rows
from tests.making.ods import ods
from tests.making.xls import xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import xlsx
from tests.program import Ended, run

CORPORA = (
    Path(os.environ.get("KEYCLIENT_TEST_DATA", Path(__file__).parents[3] / "shared" / "data")) / "corpora"
)
ROWS: Rows = (*CUSTOMERS, ("004", "赵六", Error("#N/A")), ("005", "钱七", "待核实"), (None, None, 1.5))
WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: xlsx({"客户": rows}),
    "xls": lambda rows: xls({"客户": rows}),
    "xlsb": lambda rows: xlsb({"客户": rows}),
    "ods": lambda rows: ods({"客户": rows}),
}
AS_MEANT = {
    "unclosed_quote.csv",
    "document_type.xlsx",
    "pivot_summary.xlsx",
    "only_a_hidden_sheet.xlsx",
    "two_tables_below_each_other.xlsx",
}
"""Small books of which the independent rule cannot tell what they are, or why they are refused."""


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_format_is_read_independently_and_alike(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"book.{suffix}"
    path.write_bytes(WRITERS[suffix](ROWS))
    (sheet,) = read_sheets(path)
    assert (sheet.name, sheet.hidden, sheet.last_row) == ("客户", False, 7)
    kinds = {str(place): cell.kind.value for place, cell in sheet.cells.items() if place.row > 4}
    assert kinds == {
        "A5": "text",
        "B5": "text",
        "C5": "error",
        "A6": "text",
        "B6": "text",
        "C6": "text",
        "C7": "number",
    }
    assert sheet.cells[Place(5, 3)].text == "#N/A"


def test_a_formula_that_was_never_calculated_is_an_error_to_the_independent_reader(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(
        xlsx({"客户": [*CUSTOMERS, ("004", "赵六", Formula("C2*2")), ("005", "钱七", Formula("C2*2", 10.0))]})
    )
    (sheet,) = read_sheets(path)
    assert [sheet.cells[Place(row, 3)].kind.value for row in (5, 6)] == ["formula", "number"]


NAMES = [name for name in BOOKS if name not in NOT_YET and name not in AS_MEANT]
QUICK = set(NAMES[::5])
"""The others are for the judgements."""


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.judgement]) for name in NAMES],
)
def test_in_small_books_nothing_speaks_against_keyclient(name: str) -> None:
    found = compare(FOLDER / name, name)
    assert [finding for finding in found.findings if finding.kind not in REMARKS] == []


def _instead(monkeypatch: pytest.MonkeyPatch, change: Callable[[Ended], Ended]) -> None:
    monkeypatch.setattr(comparing, "run", lambda arguments: change(run(arguments)))


def _kinds(found: Compared) -> set[Kind]:
    return {finding.kind for finding in found.findings}


@pytest.mark.parametrize(
    ("change", "kinds"),
    [
        (lambda _: Ended(2, "", "error: no table"), {Kind.CHECK}),
        (lambda _: Ended(2, "", "internal error (KeyError)."), {Kind.CRASHED}),
        (lambda _: Ended(-6, "", ""), {Kind.CRASHED}),
        (lambda ended: Ended(ended.code, ended.out.replace('"read": 6', '"read": 5'), ""), {Kind.ROWS}),
        (lambda ended: Ended(ended.code, ended.out.replace("!C5", "!C9"), ""), {Kind.ERROR}),
        (lambda ended: Ended(ended.code, ended.out.replace("!C6", "!C9"), ""), {Kind.WORD}),
    ],
)
def test_every_kind_of_difference_is_found(
    change: Callable[[Ended], Ended], kinds: set[Kind], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"客户": ROWS}))
    assert _kinds(compare(path, path.name)) == set()
    _instead(monkeypatch, change)
    assert _kinds(compare(path, path.name)) == kinds


def test_a_number_column_that_segment_refuses_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(xlsx({"客户": ROWS}))
    _instead(
        monkeypatch, lambda ended: Ended(2, "", "error: no") if "keyclient/segment" in ended.out else ended
    )
    assert _kinds(compare(path, path.name)) == {Kind.SEGMENT}


def test_where_the_corpora_are_no_row_and_no_error_cell_is_lost() -> None:
    if not CORPORA.exists():
        pytest.skip(f"there are no corpora in {CORPORA}; set KEYCLIENT_TEST_DATA to the folder above them")
    lost = {Kind.CRASHED, Kind.ROWS, Kind.ERROR}
    paths = [path for path in sorted(CORPORA.glob("xlrd/*")) if path.is_file()]
    assert paths
    findings = [finding for path in paths for finding in compare(path, path.name).findings]
    assert [finding for finding in findings if finding.kind in lost] == []


@pytest.mark.parametrize(
    ("page", "cells"),
    [
        ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", {"A1": "a", "B1": "b", "A2": "1", "B2": "2"}),
        ("<table><tr><td>a</td></tr><td>1</td></tr></table>", {"A1": "a", "A2": "1"}),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", {"A1": "a", "B1": "b", "B2": "c"}),
        ("<table><tr><td colspan=2>a<td>b</table>", {"A1": "a", "C1": "b"}),
        ("<p>x</p><style>td {}</style><table><tr><td>a<br>b</table>y", {"A1": "a\nb"}),
    ],
)
def test_the_cells_of_a_page_stand_where_a_browser_shows_them(
    page: str, cells: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "book.xls"
    path.write_text(f"<html>{page}</html>", "utf-8")
    (sheet,) = read_sheets(path)
    assert {str(place): cell.text for place, cell in sheet.cells.items()} == cells
