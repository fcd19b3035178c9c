"""Which key customers may leave, why, and through whom; whether such warnings came true."""

import numpy as np

from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.dormant import dormant
from keyclient.analysis.common.evidence.severity import NONE
from keyclient.analysis.risk.assessed import assessed
from keyclient.analysis.risk.at_risk import customers_at_risk
from keyclient.analysis.risk.backtest import backtests_of
from keyclient.analysis.risk.concentration import concentration
from keyclient.analysis.risk.gone import gone_customers
from keyclient.analysis.risk.handovers import after_changes
from keyclient.analysis.risk.managers import branches_held, managers_at_risk
from keyclient.analysis.risk.result import RiskResult
from keyclient.analysis.risk.totals import reason_totals, severity_totals
from keyclient.analysis.risk.trials import trials
from keyclient.model.label import Lang


def risk(books: RiskBooks, *, top: int | None = 20, lang: Lang = Lang.EN) -> RiskResult:
    """The warnings of the newest book, worst first, `top` of them (None: all). Sentences are in `lang`.

    Customers are judged by what their own book and those before it say; the managers, the concentration and the dormant
    are those of the newest. Raises `SumTooLargeError`.
    """
    policy, found = books.policy, assessed(books)
    tried, quiet = trials(books, policy), dormant(books, policy)
    worded = customers_at_risk(found, lang)
    total = int((found.key & np.not_equal(found.severity, NONE)).sum())
    return RiskResult(
        measure=books.measure.name,
        gone_of=found.gone_of,
        key_customers=len(worded),
        customers=worded[: total if top is None else min(top, total)],
        total_customers=total,
        severities=tuple(severity_totals(found)),
        reasons=tuple(reason_totals(found)),
        managers=managers_at_risk(books, policy),
        branches=branches_held(books),
        seats=policy.managers.seats,
        concentration=concentration(books, policy),
        backtest=backtests_of(tried, policy.risk),
        after_changes=after_changes(tried, policy.risk),
        dormant=None if quiet is None else quiet.customers,
        dormant_value=None if quiet is None else quiet.value,
        gone=gone_customers(books),
    )
