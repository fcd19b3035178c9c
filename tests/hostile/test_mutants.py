"""Whatever is done to a small book, reading it ends in an answer or in a refusal of our own."""

import gc
from pathlib import Path

import pytest

from keyclient.errors import InputError
from tests.hostile.judging import SECONDS, ending
from tests.hostile.mutants import BOOKS, mutants
from tests.hostile.not_yet import MUTATED_NOT_YET
from tests.limits import within

COUNT = 350
SEED = 20_261_124
CHUNK = 50


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_a_mutant_ends_in_an_answer_or_in_a_refusal(first: int, tmp_path: Path) -> None:
    for mutant in list(mutants(first + CHUNK, SEED))[first:]:
        path = tmp_path / f"{mutant.number}-{mutant.how}.{mutant.suffix}"
        path.write_bytes(mutant.content)
        with within(SECONDS):
            ended = ending(path)
        assert isinstance(ended, InputError) or ended.portfolio.sources[0].rows.ties, path.name
    gc.collect()


@pytest.mark.parametrize("suffix", BOOKS)
def test_the_book_that_is_mutated_is_itself_read(
    suffix: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if suffix in MUTATED_NOT_YET:
        request.applymarker(pytest.mark.xfail(reason=MUTATED_NOT_YET[suffix], strict=True))
    path = tmp_path / f"book.{suffix}"
    path.write_bytes(BOOKS[suffix]())
    ended = ending(path)
    assert not isinstance(ended, InputError), ended
    assert ended.portfolio.sources[0].rows.read == (3 if suffix in ("csv", "html") else 6)


def test_the_same_seed_gives_the_same_mutants() -> None:
    once, again, other = (list(mutants(28, seed)) for seed in (1, 1, 2))
    assert once == again
    assert once != other
