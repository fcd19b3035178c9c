"""Workbooks of common writers are read in pieces, and cell by cell they are what the readers of whole books find."""

from pathlib import Path

import pytest

from tests.independent.same.grids import PIECES, compare
from tests.independent.same.rewriting import SPELLINGS, rewritten
from tests.independent.same.writers import WRITERS, written

BOOKS, SEED = 100, 1_000
FINE = "constant", "openpyxl", "prefixed", "write_only", "xlsxwriter"
"""Writers whose books are always read in pieces; the others at times write what is left to the other readers."""


def test_small_books_are_the_same_in_pieces_of_any_size(tmp_path: Path) -> None:
    for path in written(0, tmp_path, rows=40, writers=FINE):
        found = compare(path, (*PIECES, 3_000))
        assert (found.left, found.differences) == ([], []), path.name


@pytest.mark.judgement
@pytest.mark.parametrize("seed", range(SEED, SEED + BOOKS // len(WRITERS)))
def test_random_books_of_all_writers_are_the_same_in_pieces(seed: int, tmp_path: Path) -> None:
    for path in written(seed, tmp_path):
        found = compare(path)
        assert list(found.differences) == [], path.name
        assert not (found.left and path.stem.endswith(FINE)), (path.name, found.left)


@pytest.mark.judgement
@pytest.mark.parametrize("name", SPELLINGS)
def test_books_in_other_spellings_are_the_same_in_pieces(name: str, tmp_path: Path) -> None:
    for seed in range(SEED, SEED + 2):
        (path,) = written(seed, tmp_path, rows=200, writers=("xlsxwriter",))
        rewritten(path, SPELLINGS[name])
        assert list(compare(path, (1 << 20, 3_000)).differences) == []


@pytest.mark.judgement
def test_pieces_read_by_child_processes_are_the_same(tmp_path: Path) -> None:
    for path in written(SEED, tmp_path, rows=3_000, writers=FINE):
        found = compare(path, (64_000,), shared=True)
        assert (found.left, found.differences) == ([], []), path.name
