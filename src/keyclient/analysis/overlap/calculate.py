"""Which customers and prospects several branches or managers claim, and whose they are."""

from collections.abc import Sequence

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.result import OverlapResult
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


def overlap(
    books: Sequence[Members], policy: Policy, *, top: int | None = 20, lang: Lang = Lang.EN
) -> OverlapResult:
    """Join the records of the books, and list `top` of each kind (None: all). Sentences are in `lang`."""
    raise NotImplementedError
