"""Every hostile file comes to the end that it has to come to, in bounded time and memory."""

from pathlib import Path

import pytest

from keyclient.errors import InputError
from keyclient.ingest.load import load
from keyclient.ingest.request import Request
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from keyclient.policy.read import ReadPolicy
from tests.hostile.case import Answered, Either, Ends, Refused
from tests.hostile.not_yet import NOT_YET
from tests.hostile.table import CASES
from tests.limits import Peak, within

REQUEST = Request(policy=Policy(read=ReadPolicy(seconds=60, memory_mb=2048)), needs_measure=False)
"""The child process that parses holds itself to these limits."""
SECONDS = 180
"""No case may take longer, whatever the child does; there is no telling how slow the machine is."""
PARENT_MB = 150
"""How much this process may grow for a file that it refuses, or that is small."""
SMALL = 100_000
"""Rows of a small book."""


def ending(path: Path) -> Loaded | InputError:
    """How reading a file ends."""
    try:
        return load(path, REQUEST)
    except InputError as refusal:
        return refusal


def told(loaded: Loaded) -> set[str]:
    """The issues as codes, and as codes with their cells."""
    cells = {
        f"{issue.code} {issue.cell.rpartition('!')[2]}" for issue in loaded.issues if issue.cell is not None
    }
    return cells | {issue.code for issue in loaded.issues}


def disagreement(ended: Loaded | InputError, ends: Ends) -> str | None:
    """How an end differs from what it must be."""
    if isinstance(ends, Either):
        return None
    if isinstance(ends, Refused):
        return None if isinstance(ended, ends.causes) else f"ended in {ended!r}, not refused as {ends.causes}"
    if isinstance(ended, InputError):
        return f"refused: {ended}"
    return _wrong_answer(ended, ends)


def _wrong_answer(loaded: Loaded, ends: Answered) -> str | None:
    rows = loaded.portfolio.sources[0].rows
    if not rows.ties:
        return f"the receipt does not tie: {rows}"
    if rows.read != ends.read:
        return f"{rows.read} rows read, not {ends.read}"
    untold = ends.tells - told(loaded)
    return f"not told: {sorted(untold)}" if untold else None


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
