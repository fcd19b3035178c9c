"""Books written down as text, read and checked, for tests of `check`."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from keyclient.analysis.check.calculate import Checked, check
from keyclient.ingest.base.request import Request
from keyclient.model.portfolio import Loaded
from keyclient.policy.parts.check import CheckPolicy
from tests.ingest import writing

Policy = Mapping[str, object]
"""Keys of the part `check`, apart from the defaults."""
NOTHING: Policy = MappingProxyType({})
AS_OF = dt.date(2026, 1, 31)


def loaded(sheet: str, *, measure: str | None = None, as_of: dt.date = AS_OF) -> Loaded:
    """A book, read as `check` reads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = writing.write_csv(Path(folder), sheet)
        return writing.read(path, Request(as_of=as_of, measure=measure, needs_measure=False, traced=True))


def checked(
    sheet: str, policy: Policy = NOTHING, *, measure: str | None = None, as_of: dt.date = AS_OF
) -> Checked:
    """What `check` says about a book."""
    return check(loaded(sheet, measure=measure, as_of=as_of), CheckPolicy.model_validate(policy))


def told(found: Checked, *codes: str) -> list[str]:
    """Issues as `KC325 C2 warning`; of some codes only, else of all."""
    issues = [issue for issue in found.issues if not codes or issue.code in codes]
    return [" ".join(filter(None, (issue.code, issue.cell, str(issue.severity)))) for issue in issues]
