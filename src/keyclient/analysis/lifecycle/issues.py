"""The issues that `lifecycle` raises about a book."""

from collections.abc import Iterator

from keyclient.analysis.common.life_cycle.need_map import NeedMap, need_label
from keyclient.analysis.lifecycle.result import LifecycleResult
from keyclient.model.issue import Issue
from keyclient.model.label import listed
from keyclient.model.portfolio import Loaded
from keyclient.model.rules.lifecycle import AgesAsOfFileDate, NeedsWithoutColumn
from keyclient.policy.parts.lifecycle import LifecyclePolicy


def lifecycle_issues(result: LifecycleResult, loaded: Loaded, policy: LifecyclePolicy) -> tuple[Issue, ...]:
    """Ages as of the day of the file, and needs that no column speaks of."""
    return tuple(_issues(result, loaded, NeedMap(policy)))


def _issues(result: LifecycleResult, loaded: Loaded, needs: NeedMap) -> Iterator[Issue]:
    portfolio = loaded.portfolio
    if loaded.as_of_from_file and "birth_date" in portfolio.frame.columns:
        yield AgesAsOfFileDate(as_of=portfolio.as_of)
    if result.silent_needs:
        silent = listed([need_label(needs, name) for name in result.silent_needs])
        yield NeedsWithoutColumn(needs=silent)
