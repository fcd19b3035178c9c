"""One file written back in a folder of its own: twice, then by a second command in place, each time looked at."""

import json
import shutil
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from keyclient.model.label import Lang
from keyclient.render.writeback.addition import Addition
from keyclient.render.writeback.refusals import CannotKeepError
from keyclient.render.writeback.sheet import AddedColumns
from keyclient.render.writeback.verify import verify_copy
from keyclient.render.writeback.write import write_into
from tests.independent.opening import read_sheets
from tests.independent.sheets import Unreadable
from tests.independent.table import find_table
from tests.program import Ended, run
from tests.render.writeback.support import REPORT
from tests.writeback.packages import OWN, changed_parts, differing_cells, openpyxl_pages, own_headings

MANY_CELLS = 2_000_000
"""A larger file is looked at part by part alone."""


class Outcome(StrEnum):
    """What became of a file."""

    KEPT = "written back, everything kept"
    NEW = "no .xlsx: a new workbook with its cells"
    REFUSED = "refused, nothing written"
    ENGINE = "no analysis; columns and a sheet beside the first sheet all the same, everything kept"
    UNREAD = "no customers, or not readable: no analysis"
    LOST = "SOMETHING LOST OR CHANGED"
    CRASHED = "ENDED OTHERWISE THAN IT MAY"


@dataclass
class Written:
    """A file, and what became of it."""

    file: str
    outcome: Outcome = Outcome.UNREAD
    why: str = ""
    found: list[str] = field(default_factory=list)
    """What speaks against the program."""


def write_back(path: Path, name: str, folder: Path) -> Written:
    """Writes a copy of the file back in an empty folder. `name` is what it is called in the answer."""
    found = Written(name)
    book = folder / f"book{path.suffix}"
    shutil.copyfile(path, book)
    asked, ended = _answered(book)
    if ended.code != 0:
        found.why = _last_line(ended)
        _judge_refusal(ended, book, folder, found)
        if found.outcome is Outcome.UNREAD:
            _by_engine(book, folder / "copy.xlsx", found)
        return found
    wrote = run([*asked, "--write-back"])
    if wrote.code != 0:
        found.outcome, found.why = Outcome.REFUSED, _last_line(wrote)
        _judge_refusal(wrote, book, folder, found)
        return found
    _look(path, book, asked, json.loads(ended.out), folder, found)
    return found


def _by_engine(book: Path, copy: Path, found: Written) -> None:
    """Writes into the first sheet of a package that no analysis can answer for, right of everything that it has."""
    try:
        pages = openpyxl_pages(book)
    except Exception:
        return  # no package, or one that openpyxl cannot read either
    if not pages:
        return
    name, rows, columns = pages[0]
    beside = AddedColumns(
        (f"{OWN}a", f"{OWN}b"), 1, {row: ("x", row) for row in range(2, rows + 1)}, columns - 1
    )
    what = Addition("segment", name, REPORT, Lang.ZH, beside)
    try:
        with copy.open("wb") as file:
            done = write_into(book, file, what)
        verify_copy(book, copy, what, done)
    except CannotKeepError as error:
        found.outcome, found.why = Outcome.REFUSED, str(error)
        return
    found.outcome = Outcome.ENGINE
    _hold(book, copy, found)
    if len(openpyxl_pages(copy)) != len(pages) + 1:
        found.found.append("another number of sheets")
    if found.found:
        found.outcome = Outcome.LOST


def _answered(book: Path) -> tuple[list[str], Ended]:
    """The first command line that is answered: as it is, else by the first number column of a table."""
    asked = ["--lang", "en", "segment", str(book)]
    ended = run([*asked, "--format", "json", "--top", "all"])
    if ended.code == 0:
        return asked, ended
    try:
        tables = [table for sheet in read_sheets(book) if not sheet.hidden and (table := find_table(sheet))]
    except Unreadable:
        return asked, ended
    for table in [table for table in tables if table.numbers][:2]:
        sheet = [] if table.sheet is None else ["--sheet", table.sheet]
        other = [*asked, f"--measure={table.numbers[0].heading}", *sheet]
        again = run([*other, "--format", "json", "--top", "all"])
        if again.code == 0:
            return other, again
    return asked, ended


def _look(
    path: Path, book: Path, asked: list[str], answer: dict[str, Any], folder: Path, found: Written
) -> None:
    copies = sorted(folder.glob("book.keyclient.*"))
    if book.read_bytes() != path.read_bytes() or len(copies) != 1:
        found.found.append("the original was changed, or there is no copy")
    copy = copies[0]
    found.outcome = Outcome.KEPT if _is_package(book) else Outcome.NEW
    _hold(book, copy, found)
    _hold_answer(book, copy, asked, answer, found)
    headings = own_headings(copy)
    again = run([*asked, "--write-back"])
    if again.code != 0 or own_headings(copy) != headings:
        found.found.append(f"second run: {_last_line(again)}")
    tier = ["tier" if word == "segment" else str(copy) if word == str(book) else word for word in asked]
    beside = run([*tier, "--write-back", "--in-place"])
    kept = folder / f"book.keyclient.bak{copy.suffix}"
    if beside.code != 0:
        found.found.append(f"tier --in-place: {_last_line(beside)}")
    elif set(headings) - set(own_headings(copy)) or not kept.is_file():
        found.found.append("tier --in-place: lost the columns of segment, or kept no backup")
    _hold(book, copy, found)
    _hold_answer(book, copy, asked, answer, found)
    left = [other.name for other in folder.iterdir() if other.name.startswith(".")]
    if left:
        found.found.append(f"left over: {left}")
    if found.found:
        found.outcome = Outcome.LOST


def _hold(book: Path, copy: Path, found: Written) -> None:
    """Every part but one sheet equal to the byte, and every cell."""
    if not _is_package(book):
        return
    changed = changed_parts(book, copy)
    if [part for part in changed if "worksheets/" not in part] or len(changed) > 1:
        found.found.append(f"parts: {changed}")
    if book.stat().st_size < MANY_CELLS:
        try:
            cells = list(differing_cells(book, copy))
        except Exception as error:
            cells = [f"openpyxl reads the original but not the copy: {type(error).__name__}"]
        if cells:
            found.found.append(f"cells: {cells[:8]}")


def _hold_answer(book: Path, copy: Path, asked: list[str], answer: dict[str, Any], found: Written) -> None:
    """The copy is answered as the book was, and checked with the same issues."""
    other = [str(copy) if word == str(book) else word for word in asked]
    if not _is_package(book):
        other = _without_sheet(other)
    ended = run([*other, "--format", "json", "--top", "all"])
    if ended.code != 0:
        found.found.append(f"reading the copy: {_last_line(ended)}")
        return
    again = json.loads(ended.out)
    if not _is_package(book) and answer["sources"][0]["rows"]["set_aside"]:
        return  # a row of a text file with too many cells is no such row in a workbook
    if again["result"] != answer["result"]:
        found.found.append("the copy has another answer")
    if again["sources"][0]["rows"] != answer["sources"][0]["rows"]:
        found.found.append(f"rows {again['sources'][0]['rows']}, not {answer['sources'][0]['rows']}")
    if _is_package(book) and again["issues"] != answer["issues"]:
        found.found.append("the copy has other issues")


def _without_sheet(words: list[str]) -> list[str]:
    if "--sheet" not in words:
        return words
    at = words.index("--sheet")
    return words[:at] + words[at + 2 :]


def _judge_refusal(ended: Ended, book: Path, folder: Path, found: Written) -> None:
    if ended.code != 2 or "Traceback" in ended.err or "internal error" in ended.err or not ended.err.strip():
        found.outcome = Outcome.CRASHED
    if [other.name for other in folder.iterdir()] != [book.name]:
        found.outcome, found.found = Outcome.LOST, ["a refusal left files"]


def _is_package(book: Path) -> bool:
    from keyclient.ingest.base.file_kinds import FileKind
    from keyclient.ingest.source.sniff import sniff

    return sniff(book) is FileKind.XLSX


def _last_line(ended: Ended) -> str:
    lines = ended.err.strip().splitlines()
    return lines[-1] if lines else f"exit {ended.code}"
