"""A page followed from top to bottom in one folder: its commands are run, its tables are written into workbooks.

A table under `<!-- written in FILE, sheet SHEET -->` is what people write there: its first column finds the row,
the others are what is written under the headings of these names. `-` leaves a cell as it is.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.console import Shown, shown_commands
from tests.program import typed

PROGRAM = "keyclient "
_WRITTEN = re.compile(
    r"^<!-- written in (?P<file>\S+), sheet (?P<sheet>.+?) -->\n(?P<table>(?:\|.*\n)+)", re.MULTILINE
)
_AS_IT_IS = "-"


def follow(page: Path, folder: Path) -> None:
    """Runs and writes everything of the page in its order; fails at the first output that is not as shown."""
    text = page.read_text(encoding="utf-8")
    steps: list[tuple[int, Shown | re.Match[str]]] = [
        (shown.line, shown) for shown in shown_commands(text) if shown.runs
    ]
    assert steps, f"{page.name} shows no command"
    steps += [(text.count("\n", 0, found.start()) + 1, found) for found in _WRITTEN.finditer(text)]
    for number, (line, step) in enumerate(sorted(steps, key=lambda step: step[0])):
        if isinstance(step, Shown):
            printed = _printed(step, folder, is_process=number == 0 or not step.command.startswith(PROGRAM))
            assert step.agrees(printed), f"{page.name}, line {line}: {step.command}\nprints\n{printed}"
        else:
            _write(folder / step["file"], step["sheet"], step["table"])


def _write(path: Path, sheet: str, table: str) -> None:
    head, _, *rows = (
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()
    )
    book = openpyxl.load_workbook(path)
    on = book[sheet]
    top = next(row[0].row for row in on.iter_rows() if head[0] in [cell.value for cell in row])
    at = {cell.value: cell.column for cell in on[top]}
    for key, *cells in rows:
        row = _row(on, at[head[0]], key)
        for heading, text in zip(head[1:], cells, strict=True):
            if text != _AS_IT_IS:
                on.cell(row, at[heading]).value = text.strip("`") or None
    book.save(path)


def _row(on: Worksheet, column: int, key: str) -> int:
    return next(row for row in range(1, on.max_row + 1) if on.cell(row, column).value == key)


def _printed(shown: Shown, folder: Path, *, is_process: bool) -> str:
    """A process of a shell for the first run of the program and for what is not the program; the others run here."""
    done = _shell(shown.command, folder) if is_process else _here(shown.command, folder)
    return done.stderr + done.stdout


def _here(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)[1:]
    if "--lang" in words:
        return typed(folder, *words, COLUMNS="100")
    done = typed(folder, "--lang", "en", *words, COLUMNS="100")
    done.stderr = done.stderr.replace(f"{PROGRAM}--lang en ", PROGRAM)  # offered as it was typed
    return done


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KEYCLIENT_", "LC_", "LANG"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    environment = kept | {"PATH": path, "LANG": "en_US.UTF-8", "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
