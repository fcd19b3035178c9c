"""What keyclient makes of a file, held against what the independent readers see in it."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from tests.independent.opening import read_sheets
from tests.independent.sheets import Unreadable
from tests.independent.table import NumberColumn, Table, find_table
from tests.program import Ended, run

MEASURED = 2
"""At most this many number columns of a table are measured: the first, and the one with most words among its numbers."""


class Kind(StrEnum):
    """In what the two differ."""

    CRASHED = "ended otherwise than in an answer or a refusal"
    CHECK = "refused by check, though there is a table"
    SEGMENT = "refused by segment, though there is a number column"
    ROWS = "another last row"
    ERROR = "error cells not told"
    WORD = "words among numbers not told"
    HEADING = "another heading row"
    """No defect by itself: the rules differ."""
    TIE = "several sheets fit equally well"
    """As the contract wants it; each of them is then read by name."""
    SUMMARY = "a summary, not customers"
    """As the contract wants it: a pivot table is refused."""


REMARKS = frozenset({Kind.HEADING, Kind.TIE, Kind.SUMMARY})


@dataclass(frozen=True)
class Finding:
    """One difference."""

    file: str
    kind: Kind
    detail: str


@dataclass
class Compared:
    """A file, what the independent reader sees in it, and all differences."""

    file: str
    readable: bool = False
    why: str = ""
    """Why the independent reader sees no table."""
    answered: bool = False
    measured: int = 0
    says: str = ""
    findings: list[Finding] = field(default_factory=list)

    def add(self, kind: Kind, detail: str) -> None:
        """Notes a difference."""
        self.findings.append(Finding(self.file, kind, detail))


def compare(path: Path, name: str) -> Compared:
    """Reads one file both ways. `name` is what it is called in the findings."""
    found = Compared(name)
    tables = _tables(path, found)
    ended = run(["--lang", "en", "check", str(path), "--format", "json"])
    found.answered, found.says = ended.code in (0, 1), _last_line(ended)
    if _crashed(ended):
        found.add(Kind.CRASHED, f"check: exit {ended.code}: {found.says}")
    elif found.answered:
        _hold(path, tables, json.loads(ended.out), found)
    elif "fit equally well" in ended.err:
        found.add(Kind.TIE, found.says)
        _each_by_name(path, tables, found)
    elif tables:
        found.add(_refusal(ended), found.says)
    return found


def _tables(path: Path, found: Compared) -> list[Table]:
    """The tables that are not hidden."""
    try:
        sheets = read_sheets(path)
    except Unreadable as error:
        found.why = str(error)
        return []
    tables = [table for sheet in sheets if not sheet.hidden and (table := find_table(sheet)) is not None]
    tables = [table for table in tables if table.numbers]
    found.readable = bool(tables)
    found.why = "" if tables else "no heading row over a number column"
    return tables


def _each_by_name(path: Path, tables: Sequence[Table], found: Compared) -> None:
    for table in tables:
        ended = run(["--lang", "en", "check", str(path), "--sheet", str(table.sheet), "--format", "json"])
        if _crashed(ended):
            found.add(Kind.CRASHED, f"check: exit {ended.code}: {_last_line(ended)}")
        elif ended.code in (0, 1):
            found.answered = True
            _hold(path, [table], json.loads(ended.out), found)
        else:
            found.add(_refusal(ended), _last_line(ended))


def _hold(path: Path, tables: Sequence[Table], answer: dict[str, Any], found: Compared) -> None:
    """Holds an answer of `check` to the table that the independent reader sees in the same sheet."""
    source = answer["sources"][0]
    table = next((table for table in tables if table.sheet in (source["sheet"], None)), None)
    if table is None and len(tables) == 1 and source["sheet"] is None:
        table = tables[0]
    if table is None:
        if tables:
            found.add(Kind.HEADING, f"read sheet {source['sheet']}, not {[table.sheet for table in tables]}")
        return
    _hold_rows("check", source, table, found)
    if source["header_row"] != table.header_row:
        found.add(Kind.HEADING, f"row {source['header_row']}, not {table.header_row}")
    told = _told(answer)
    untold = [
        str(place) for place in table.errors if place.row > source["header_row"] and str(place) not in told
    ]
    if untold:
        found.add(Kind.ERROR, f"{len(untold)} of {len(table.errors)}: {' '.join(untold[:8])}")
    for column in _measured(table):
        _hold_measure(path, table, column, found)


def _hold_measure(path: Path, table: Table, column: NumberColumn, found: Compared) -> None:
    """Holds `segment --measure HEADING` to the words that stand among the numbers of that column."""
    sheet = [] if table.sheet is None else ["--sheet", table.sheet]
    ended = run(
        ["--lang", "en", "segment", str(path), f"--measure={column.heading}", *sheet, "--format", "json"]
    )
    found.measured += 1
    if _crashed(ended):
        found.add(Kind.CRASHED, f"segment --measure={column.heading}: exit {ended.code}: {_last_line(ended)}")
    elif ended.code != 0:
        found.add(Kind.SEGMENT, f"--measure={column.heading}: {_last_line(ended)}")
    else:
        answer = json.loads(ended.out)
        _hold_rows("segment", answer["sources"][0], table, found)
        told, first = _told(answer), answer["sources"][0]["header_row"]
        untold = [
            str(place)
            for place in column.words
            if place.row > first and str(place) not in told and str(place.row) not in told
        ]
        if untold:
            found.add(
                Kind.WORD, f"{column.heading}: {len(untold)} of {len(column.words)}: {' '.join(untold[:8])}"
            )


def _hold_rows(command: str, source: dict[str, Any], table: Table, found: Compared) -> None:
    last = source["header_row"] + source["rows"]["read"]
    if last != max(table.last_row, source["header_row"]):
        found.add(Kind.ROWS, f"{command}: {last}, not {table.last_row}")


def _measured(table: Table) -> Iterator[NumberColumn]:
    """The columns to measure by; one whose heading stands twice cannot be named."""
    names = Counter(column.heading for column in table.numbers)
    columns = [column for column in table.numbers if names[column.heading] == 1]
    wordy = max(columns, key=lambda column: len(column.words), default=None)
    yield from columns[: MEASURED - 1]
    if wordy is not None and wordy not in columns[: MEASURED - 1] and wordy.words:
        yield wordy


def _told(answer: dict[str, Any]) -> set[str]:
    """The cells (`F17`) and rows (`17`) of all issues."""
    return {issue["cell"].rpartition("!")[2] for issue in answer["issues"] if issue["cell"] is not None}


def _refusal(ended: Ended) -> Kind:
    return Kind.SUMMARY if "is a summary" in ended.err else Kind.CHECK


def _crashed(ended: Ended) -> bool:
    is_own = ended.code in (0, 1) or (ended.code == 2 and bool(ended.err.strip()))
    return not is_own or "internal error" in ended.err or "Traceback" in ended.err


def _last_line(ended: Ended) -> str:
    lines = ended.err.strip().splitlines()
    return lines[-1] if lines else ""
