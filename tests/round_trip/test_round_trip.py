"""Three hundred lines go out, are sorted, deleted, filled in and added to, and nothing that anybody wrote is lost."""

import datetime as dt
import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from keyclient.ingest.filled_in.read_form import forms_in
from keyclient.ingest.source.opening import open_book
from keyclient.model.filled_in import FilledIn
from keyclient.model.forms import EDITABLE, PLAN_COLUMNS, PLAN_STATUSES
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.render.workbook.book import render_workbook
from tests.program import run
from tests.render.test_formats import ENVELOPE
from tests.render.workbook.forms.plan_report import lines_of, plan
from tests.round_trip.office import edit, needs_office

SHEET, HEADINGS = "行动", 3
KEYS = {column.label.zh: column.key for column in PLAN_COLUMNS}
STATUSES = {label.zh: status for status, label in PLAN_STATUSES.items()}
MACRO = (Path(__file__).parent / "edit.bas").read_text(encoding="utf-8")
Cells = Mapping[str, Any]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three hundred lines of five managers, as they are handed out."""
    path = tmp_path_factory.mktemp("handed") / "plan.xlsx"
    path.write_bytes(render_workbook(plan(lines_of(300), spare=30), ENVELOPE, Lang.ZH))
    return path


def on_sheet(page: Worksheet) -> list[Cells]:
    """The rows of a plan as another library reads them, by key."""
    keys = [KEYS.get(str(cell.value), "") for cell in page[HEADINGS]]
    rows = page.iter_rows(min_row=HEADINGS + 1, values_only=True)
    return [dict(zip(keys, row, strict=True)) for row in rows if any(row[:-1])]


def read_back(path: Path) -> FilledIn:
    limits = Policy().read
    (form,) = forms_in(open_book(path, sheet=None, limits=limits).cells(), limits)
    return form


def agrees(form: FilledIn, rows: list[Cells]) -> None:
    """Every line has what another library sees in its row, but for what cannot be read."""
    read = {row.line: row for row in form.rows}
    for cells in rows:
        row = read[cells["line_id"]]
        for key in EDITABLE[form.kind]:
            if key not in row.unread:
                assert row.cells[key] == understood(key, cells[key]), (cells["line_id"], key)


def understood(key: str, cell: object) -> object:
    if key == "status":
        return STATUSES[str(cell)]
    return cell.date() if isinstance(cell, dt.datetime) else cell


@pytest.fixture(scope="module")
def saved(handed: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What LibreOffice makes of the plan, by format."""
    folder = tmp_path_factory.mktemp("office")
    files = {suffix: folder / f"back.{suffix}" for suffix in ("csv", "xlsx", "ods")}
    edit(folder, MACRO, handed, *files.values())
    return {**files, "csv": folder / f"back-{SHEET}.csv"}


@pytest.mark.judgement
@needs_office
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_what_people_do_in_libreoffice_comes_back_whole(
    handed: Path, saved: dict[str, Path], suffix: str
) -> None:
    form = read_back(saved[suffix])
    rows = on_sheet(openpyxl.load_workbook(saved["xlsx"])[SHEET])
    agrees(form, [cells for cells in rows if cells["line_id"]])
    assert form.handed_out.keys() == ids(handed)
    assert len(form.handed_out.keys() - {row.line for row in form.rows}) == 10
    assert sum(row.line is None for row in form.rows) == 20
    assert sum(row.cells.get("status") == "done" for row in form.rows) == 20
    assert [row.unread for row in form.rows if row.unread] == [{"deadline": "下周"}]


@pytest.mark.judgement
@needs_office
def test_a_text_file_that_libreoffice_saves_has_all_but_what_was_handed_out(saved: dict[str, Path]) -> None:
    whole, text = read_back(saved["xlsx"]), read_back(saved["csv"])
    assert [(row.line, row.cells, row.unread) for row in text.rows if row.line and not row.unread] == [
        (row.line, row.cells, row.unread) for row in whole.rows if row.line and not row.unread
    ]
    assert {issue.code for issue in text.issues} == {"KC720", "KC726"}


def test_what_openpyxl_saves_comes_back_whole(handed: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(handed)
    page = book[SHEET]
    headings = [cell.value for cell in page[HEADINGS]]
    places = {KEYS[str(heading)]: at for at, heading in enumerate(headings)}
    rows = [list(row) for row in page.iter_rows(min_row=HEADINGS + 1, values_only=True) if row[0]]
    random.Random(5).shuffle(rows)
    kept = rows[10:]
    for number, row in enumerate(kept[:40]):
        row[places["status"]] = list(STATUSES)[number % 4]
        row[places["remark"]] = f"=备注 {number}"
        row[places["deadline"]] = dt.datetime(2026, 11, 10 + number % 20)  # noqa: DTZ001 - Excel has no time zones
    for number in range(20):
        added: list[Any] = [None] * len(headings)
        added[places["customer_id"]] = kept[number + 60][places["customer_id"]]
        added[places["activity"]], added[places["criterion"]] = f"拜访 {number}", "contact since 2026-11-01"
        kept.insert(number * 7, added)
    for at, cells in enumerate(page.iter_rows(min_row=HEADINGS + 1, max_row=HEADINGS + len(rows) + 30)):
        for place, cell in enumerate(cells):
            cell.value = kept[at][place] if at < len(kept) else None
            if isinstance(cell.value, str):
                cell.data_type = "s"
    back = tmp_path / "back.xlsx"
    book.save(back)
    form = read_back(back)
    agrees(form, [cells for cells in on_sheet(openpyxl.load_workbook(back)[SHEET]) if cells["line_id"]])
    left = {row.line for row in form.rows if row.line}
    assert left == ids(handed) - {row[0] for row in rows[:10]}
    assert sum(row.line is None for row in form.rows) == 20
    assert form.issues == ()


def test_a_plan_goes_on_with_what_people_wrote_and_leaves_their_file_as_it_is(tmp_path: Path) -> None:
    book, first, second = (tmp_path / name for name in ("book.xlsx", "plan.xlsx", "next.xlsx"))
    assert run(["demo", str(book), "--customers", "120", "--seed", "7"]).code == 0
    assert run(["--lang", "zh", "plan", str(book), "-o", str(first)]).code == 0
    edited = openpyxl.load_workbook(first)
    page = edited["行动清单"]
    places = {KEYS[str(cell.value)]: cell.column for cell in page[HEADINGS]}
    given = [str(row[0]) for row in page.iter_rows(min_row=HEADINGS + 1, values_only=True) if row[0]]
    done, odd, gone = HEADINGS + 1, HEADINGS + 2, HEADINGS + 3
    page.cell(done, places["status"]).value = "√"
    page.cell(odd, places["status"]).value = "等客户回国"
    page.delete_rows(gone)
    spare = HEADINGS + len(given)
    for key, text in {"name": "新客户", "activity": "拜访", "criterion": "holds fund"}.items():
        page.cell(spare, places[key]).value = text
    edited.save(first)
    before = first.read_bytes()
    first.with_name(f"~${first.name}").write_bytes(b"\x04user".ljust(165, b" "))
    assert run(["plan", str(book), "--previous", str(first), "-o", str(second)]).code == 0
    assert first.read_bytes() == before
    found = next_plan(book, second)
    lines = {line["line_id"]: line for line in found["lines"]}
    assert given[2] not in lines
    assert lines[given[0]]["status"] == "done"
    assert (lines[given[1]]["status"], lines[given[1]]["remark"]) == ("todo", "status: 等客户回国")
    assert [line["activity"] for line in lines.values() if line["origin"] == "added"] == ["拜访"]
    kept = {key: found["kept"][key] for key in ("lines", "kept", "changed", "added", "deleted")}
    assert kept == {"lines": len(given), "kept": len(given), "changed": 0, "added": 0, "deleted": 0}


def next_plan(book: Path, previous: Path) -> dict[str, Any]:
    """The plan that is made with the one before it."""
    ended = run(["plan", str(book), "--previous", str(previous), "-f", "json", "--top", "all"])
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)["result"]
    return found


def ids(path: Path) -> set[str]:
    """The lines of a plan as another library reads them."""
    return {
        str(cells["line_id"]) for cells in on_sheet(openpyxl.load_workbook(path)[SHEET]) if cells["line_id"]
    }
