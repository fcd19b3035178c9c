"""How reading a hostile file ends, and how that differs from how it must end."""

from pathlib import Path

from keyclient.errors import InputError
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from keyclient.policy.parts.read import ReadPolicy
from tests.hostile.case import Answered, Either, Ends, Refused

REQUEST = Request(policy=Policy(read=ReadPolicy(seconds=60, memory_mb=2048)), needs_measure=False)
"""The child process that parses holds itself to these limits."""
SECONDS = 180
"""No case may take longer, whatever the child does; there is no telling how slow the machine is."""


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


def disagreement(ended: Loaded | InputError, ends: Ends | tuple[Ends, ...]) -> str | None:
    """How an end differs from what it must be."""
    differences = [_difference(ended, one) for one in (ends if isinstance(ends, tuple) else (ends,))]
    return None if None in differences else "; ".join(filter(None, differences))


def _difference(ended: Loaded | InputError, ends: Ends) -> str | None:
    if isinstance(ends, Either):
        return None
    if isinstance(ends, Refused):
        return None if isinstance(ended, ends.causes) else f"{_said(ended)}, not {_named(ends.causes)}"
    if isinstance(ended, InputError):
        return f"refused: {ended}"
    return _wrong_answer(ended, ends)


def _said(ended: Loaded | InputError) -> str:
    if isinstance(ended, InputError):
        return f"refused as {type(ended).__name__}"
    return f"answered ({ended.portfolio.sources[0].rows}; {', '.join(sorted(told(ended))) or 'nothing told'})"


def _named(causes: tuple[type[InputError], ...]) -> str:
    return " or ".join(cause.__name__ for cause in causes)


def _wrong_answer(loaded: Loaded, ends: Answered) -> str | None:
    rows = loaded.portfolio.sources[0].rows
    if not rows.ties:
        return f"the receipt does not tie: {rows}"
    if rows.read != ends.read:
        return f"{rows.read} rows read, not {ends.read}"
    untold = ends.tells - told(loaded)
    return f"not told: {sorted(untold)}" if untold else None
