"""A portfolio that `batch` made of books gives the figures of the books."""

import json
from pathlib import Path
from typing import Any

import pytest

from keyclient.model.engine import Engine
from tests.engines.answers import COMMANDS, answer
from tests.program import typed

_OF_BOOKS = frozenset(("restated", "path", "sheet"))
"""What an answer about books says of them alone."""


@pytest.mark.judgement
def test_figures_and_lists_are_those_of_the_books(tmp_path: Path) -> None:
    demo = ("demo", "books/all", "--months", "2", "--branches", "1", "--customers", "400", "--seed", "3")
    (tmp_path / "books").mkdir()
    assert typed(tmp_path, *demo).returncode == 0
    assert typed(tmp_path, "batch", "books", "--out", "results").returncode == 0
    books = sorted((tmp_path / "books").rglob("*.xlsx"))
    for command in COMMANDS:
        for by in ((), ("--by", "manager")):
            named = books if command == "compare" else books[1:]
            typed_in = ("--lang", "en", command, *map(str, named), *by, "--top", "all", "-f", "json")
            of_books = typed(tmp_path, *typed_in)
            assert of_books.returncode == 0, of_books.stderr
            for engine in (Engine.PANDAS, Engine.DUCKDB):
                code, said, told = answer(tmp_path / "results", engine, (command, *by, "--top", "all"))
                assert code == 0, told
                _same(json.loads(said)["result"], json.loads(of_books.stdout)["result"], command)


def _same(found: Any, expected: Any, place: str) -> None:  # noqa: ANN401
    """Whole numbers and texts are equal, shares to twelve digits."""
    if isinstance(expected, dict):
        assert found.keys() == expected.keys(), place
        for name in expected.keys() - _OF_BOOKS:
            _same(found[name], expected[name], f"{place}.{name}")
    elif isinstance(expected, list):
        assert len(found) == len(expected), place
        for number, (one, other) in enumerate(zip(found, expected, strict=True)):
            _same(one, other, f"{place}[{number}]")
    elif isinstance(expected, float) and found is not None:
        assert found == pytest.approx(expected, rel=1e-12, abs=1e-12), place
    else:
        assert found == expected, place
