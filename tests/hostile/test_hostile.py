"""Every hostile file comes to the end that it has to come to, in bounded time and memory."""

from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.model.label import Lang
from tests.hostile.judging import SECONDS, disagreement, ending
from tests.hostile.not_yet import NOT_YET
from tests.hostile.table import CASES
from tests.limits import Peak, within

PARENT_MB = 200
"""How much this process may grow for a file that it refuses, or that is small: 150 and what the allocator keeps."""
SMALL = 100_000
"""Rows of a small book."""


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_as_it_must(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if name in NOT_YET:
        request.applymarker(pytest.mark.xfail(reason=NOT_YET[name], strict=True))
    path = CASES[name].make(tmp_path)
    peak = Peak()
    with within(SECONDS):
        ended = ending(path)
    assert disagreement(ended, CASES[name].ends) is None
    if isinstance(ended, InputError):
        for lang in Lang:
            assert "{" not in ended.text(lang).replace(path.name, "")
    rows = 0 if isinstance(ended, InputError) else ended.portfolio.sources[0].rows.read
    assert rows > SMALL or peak.megabytes is None or peak.megabytes < PARENT_MB


def test_every_file_that_does_not_end_yet_as_it_must_is_a_case() -> None:
    assert NOT_YET.keys() <= CASES.keys()
