"""Every small ugly book ends as the file beside it says."""

import json
import re

import pytest

from tests.books.make import BOOKS, EXPECTED, FOLDER
from tests.books.not_yet import NOT_YET
from tests.books.outcome import CHECK, Outcome, outcome
from tests.making.packages import parts_of

LARGEST = 20_000
OWN = {".py", ".json", ".md"}
"""Suffixes of files of this folder that are no books."""


def expected_of(name: str) -> Outcome:
    return dict(json.loads((FOLDER / (name + EXPECTED)).read_text("utf-8")))


@pytest.mark.parametrize("name", BOOKS)
def test_a_small_ugly_book_ends_as_the_file_beside_it_says(name: str, request: pytest.FixtureRequest) -> None:
    if name in NOT_YET:
        request.applymarker(pytest.mark.xfail(reason=NOT_YET[name], strict=True))
    expected = expected_of(name)
    found = outcome(FOLDER / name, expected.pop("command", CHECK))
    assert set(expected.pop("notes", ())) <= set(found.get("notes", ()))
    for fragment in expected.pop("says", ()):
        assert fragment in found.get("says", "")
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("name", BOOKS)
def test_a_book_is_what_its_recipe_makes(name: str) -> None:
    made, kept = BOOKS[name](), (FOLDER / name).read_bytes()
    assert len(kept) <= LARGEST
    if made != kept:
        assert parts_of(made) == parts_of(kept), "python -m tests.books.make"


def test_books_recipes_and_expectations_belong_together() -> None:
    books = {path.name for path in FOLDER.iterdir() if path.is_file() and path.suffix not in OWN}
    expectations = {path.name.removesuffix(EXPECTED) for path in FOLDER.glob("*" + EXPECTED)}
    assert books == expectations == BOOKS.keys()
    assert NOT_YET.keys() <= BOOKS.keys()


def test_the_name_of_a_book_is_its_defect() -> None:
    assert [name for name in BOOKS if not re.fullmatch(r"[a-z0-9_]+\.[a-z]+", name)] == []
