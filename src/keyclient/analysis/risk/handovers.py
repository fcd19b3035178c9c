"""What became of key customers after a change of manager, branch by branch."""

from collections.abc import Sequence

import pandas as pd

from keyclient.analysis.common.evidence.reasons import Why
from keyclient.analysis.risk.result import AfterChange
from keyclient.analysis.risk.trials import Trial
from keyclient.metrics.proportions import wilson
from keyclient.policy.parts.risk import RiskPolicy

_COUNTS = ("changed", "fell", "others", "others_fell")


def after_changes(tried: Sequence[Trial], policy: RiskPolicy) -> tuple[AfterChange, ...]:
    """By branch, most changes first: of the key customers whose manager had changed in a book, how many fell by the next.

    Over all books that have one before and one after, beside those whose manager had not changed. Branches without a
    change are left out.
    """
    if not tried:
        return ()
    lines = pd.concat([_lines(trial) for trial in tried])
    summed = lines.groupby("branch", dropna=False, sort=True)[list(_COUNTS)].sum()
    seen = summed[summed["changed"] > 0].sort_values("changed", ascending=False, kind="stable")
    return tuple(
        _told(None if pd.isna(branch) else str(branch), [int(count) for count in counts], policy.z)
        for branch, counts in zip(seen.index, seen.to_numpy(), strict=True)
    )


def _lines(trial: Trial) -> pd.DataFrame:
    known, changed = trial.known[Why.MANAGER_CHANGED], trial.holds[Why.MANAGER_CHANGED]
    flags = (changed, changed & trial.fell, known & ~changed, known & ~changed & trial.fell)
    columns = {name: flag.astype("int64") for name, flag in zip(_COUNTS, flags, strict=True)}
    return pd.DataFrame({"branch": trial.branch.to_numpy(), **columns})


def _told(branch: str | None, counts: Sequence[int], z: float) -> AfterChange:
    changed, fell, others, others_fell = counts
    interval = wilson(fell, changed, z)
    return AfterChange(
        branch=branch,
        changed=changed,
        fell=fell,
        rate=fell / changed,
        low=None if interval is None else interval.low,
        high=None if interval is None else interval.high,
        others=others,
        others_fell=others_fell,
        others_rate=others_fell / others if others else None,
    )
