"""The workbook of an answer is a book again: its customers are read, whatever other lists it has."""

import json
from pathlib import Path

import pytest

from tests.program import run

BOOK = Path(__file__).parents[2] / "examples" / "book.xlsx"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    ("command", "customers"), [("segment", 300), ("tier", 300), ("lifecycle", None), ("report", 300)]
)
def test_the_customers_of_an_answer_are_read_again(
    tmp_path: Path, command: str, customers: int | None, lang: str
) -> None:
    out = tmp_path / "answer.xlsx"
    assert run(["--lang", lang, command, str(BOOK), "-o", str(out)]).code == 0
    again = run(["check", str(out), "--format", "json"])
    (source,) = json.loads(again.out)["sources"]
    assert (again.code in (0, 1), source["header_row"]) == (True, 1)
    assert source["rows"]["set_aside"] == source["rows"]["other"] == source["rows"]["totals"] == 0
    assert customers in (None, source["rows"]["customers"])
