"""Small books to compare, and `keyclient compare` as somebody types it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.making.cells import Value
from tests.making.xlsx import xlsx
from tests.program import typed

HEADINGS = ("客户号", "客户名称", "AUM余额")
OLD = {"a01": 100, "b01": 50, "c01": 40, "d01": 10, "e01": 5}
NEW = {"a01": 120, "b01": 110, "c01": 8, "d01": 45, "f01": 3}
TABLES = "[[tier.tiers]]\nname = 'gold'\nfloor = 40\n[[tier.tiers]]\nname = 'iron'\n"


def rows(
    values: Mapping[str, float | None], *, headings: Sequence[str] = HEADINGS, factor: float = 1
) -> list[list[Value]]:
    """A table with a customer a row."""
    body: list[list[Value]] = [
        [number, f"客户{number}", None if value is None else value * factor]
        for number, value in values.items()
    ]
    return [list(headings), *body]


def workbook(path: Path, sheets: Mapping[str, list[list[Value]]], *, hidden: Sequence[str] = ()) -> None:
    """A workbook of some sheets."""
    path.write_bytes(xlsx(sheets, hidden=hidden))


def csv(path: Path, table: Sequence[Sequence[Value]]) -> None:
    """A text file with a table."""
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in table]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def compared(folder: Path, *arguments: str) -> dict[str, Any]:
    """The answer of `keyclient compare` in JSON, which must have been made."""
    done = typed(folder, "--lang", "en", "compare", *arguments, "-f", "json")
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def result(folder: Path, *arguments: str) -> dict[str, Any]:
    """The figures alone."""
    figures: dict[str, Any] = compared(folder, *arguments)["result"]
    return figures


def periods(folder: Path, *arguments: str) -> list[str]:
    """What the books are called, oldest first."""
    return [period["period"] for period in result(folder, *arguments)["periods"]]


def told(folder: Path, *arguments: str, code: int = 0) -> str:
    """What is said about the books, in English."""
    done = typed(folder, "--lang", "en", "compare", *arguments, "--top", "0")
    assert done.returncode == code, done.stderr
    return done.stderr


def changes(figures: Mapping[str, Any]) -> dict[str, tuple[int, float]]:
    """Customers and change of each bucket that is not empty."""
    return {
        bucket["bucket"]: (bucket["customers"], bucket["change"])
        for bucket in figures["buckets"]
        if bucket["customers"]
    }
