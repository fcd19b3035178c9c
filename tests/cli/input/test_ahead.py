"""Books are parsed while others are worked on."""

from pathlib import Path

import pytest

from keyclient.cli.input.ahead import read_ahead
from keyclient.errors import InputError
from keyclient.ingest.source.opening import open_book
from keyclient.policy.parts.read import ReadPolicy
from tests.cli.input.compared import NEW, OLD, rows, workbook
from tests.ingest.writing import write_xls


def _books(folder: Path, *names: str) -> list[Path]:
    for name in names:
        workbook(folder / name, {"客户": rows(OLD if name < "b" else NEW)})
    return [folder / name for name in names]


def test_books_come_in_the_order_asked_for(tmp_path: Path) -> None:
    first, *others = _books(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    limits = ReadPolicy()
    ahead = read_ahead(open_book(first, sheet=None, limits=limits), others, None, limits, None)
    assert [(path.name, cells.path.name) for path, cells in ahead] == [
        ("a.xlsx", "a.xlsx"),
        ("b.xlsx", "b.xlsx"),
        ("c.xlsx", "c.xlsx"),
    ]


def test_a_book_that_is_still_being_parsed_is_stopped_when_nobody_wants_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = _books(tmp_path, "a.xlsx")
    others = [write_xls(tmp_path, "客户号 | AUM\n1 | 5")]
    limits, opened = ReadPolicy(), []

    def opening(path: Path, *, sheet: str | None, limits: ReadPolicy, jobs: int | None) -> object:
        assert jobs == 3
        opened.append(open_book(path, sheet=sheet, limits=limits, jobs=jobs))
        return opened[-1]

    monkeypatch.setattr("keyclient.ingest.source.opening.open_book", opening)
    ahead = read_ahead(open_book(first, sheet=None, limits=limits), others, None, limits, 3)
    next(ahead)
    (waiting,) = opened
    ahead.close()
    assert waiting.parsing is not None
    assert waiting.parsing.child.process.poll() is not None


def test_a_book_that_is_missing_is_refused(tmp_path: Path) -> None:
    (first,) = _books(tmp_path, "a.xlsx")
    limits = ReadPolicy()
    with pytest.raises(InputError):
        list(
            read_ahead(open_book(first, sheet=None, limits=limits), [tmp_path / "b.xlsx"], None, limits, None)
        )
