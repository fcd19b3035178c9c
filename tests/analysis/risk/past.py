"""Warnings of earlier books by hand, for tests of whether they came true."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.reasons import REASONS, Why
from keyclient.analysis.risk.backtest import backtests_of
from keyclient.analysis.risk.result import BackTest
from keyclient.analysis.risk.trials import Trial
from keyclient.policy.parts.risk import RiskPolicy


def trial(
    *groups: tuple[int, bool, bool],
    why: Why = Why.OVERDUE,
    kind: int | Sequence[int] = 0,
    first: int = 0,
    branch: str | None = None,
) -> Trial:
    """Groups of customers alike: how many, whether the reason held, whether they fell.

    `kind`: whom they are compared with, of all or group by group. Customers are numbered from `first` on, so that two
    trials with the same numbers are of the same customers. No other reason is known.
    """
    sizes = [size for size, _, _ in groups]
    kinds = [kind] * len(groups) if isinstance(kind, int) else list(kind)
    everybody = sum(sizes)
    nobody = np.zeros(everybody, dtype=bool)
    holds = np.repeat([held for _, held, _ in groups], sizes).astype(bool)
    return Trial(
        fell=np.repeat([fell for _, _, fell in groups], sizes).astype(bool),
        left=nobody,
        kind=np.repeat(kinds, sizes).astype(np.int64),
        who=pd.Series([f"c{number}" for number in range(first, first + everybody)], dtype="str"),
        branch=pd.Series([branch] * everybody, dtype="str"),
        holds={reason.why: holds if reason.why is why else nobody for reason in REASONS},
        known={reason.why: ~nobody if reason.why is why else nobody for reason in REASONS},
    )


def judged(*trials: Trial, **settings: object) -> BackTest:
    """What the past says of the one reason that is known."""
    (found,) = backtests_of(trials, RiskPolicy.model_validate(settings))
    return found
