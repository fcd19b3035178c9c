"""The key customers that `risk` lists, worst first, made on demand."""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from keyclient.analysis.common.evidence.books import Ints, Numbers
from keyclient.analysis.common.evidence.finding import YUAN, Finding
from keyclient.analysis.common.evidence.reason_words import RiskWords
from keyclient.analysis.common.evidence.reasons import FAMILY_OF, Why
from keyclient.analysis.common.evidence.severity import SEVERITY_NAMES
from keyclient.analysis.common.lazy_rows import ArrowSource, Columns, LazyRows
from keyclient.analysis.risk.assessed import Assessed
from keyclient.analysis.risk.result import CustomerAtRisk, ReasonTold
from keyclient.model.label import Lang
from keyclient.model.measure import Amount


def customers_at_risk(assessed: Assessed, lang: Lang) -> LazyRows[CustomerAtRisk]:
    """All key customers, also those with nothing to say: by severity, then money (gone and remaining), then id and row."""
    words = RiskWords(assessed.books, assessed.books.newest, lang)
    ladder = assessed.books.policy.tier.ladder
    frame = assessed.books.books[-1].portfolio.frame
    measure, place = assessed.books.measure, assessed.books.books[-1].place

    def convert(table: pa.Table) -> Columns:
        at = table["at"].to_numpy()
        return {
            "customer_id": table["customer_id"].to_pylist(),
            "row": frame["row"].to_numpy()[at].tolist(),
            "severity": [SEVERITY_NAMES[number] for number in assessed.severity[at]],
            "tier": [ladder[number].name for number in place[at]],
            "reasons": _reasons(assessed, words, at),
            "gone": measure.amounts(_known(assessed.gone[at])),
            "maturing": YUAN.amounts(_known(assessed.soon.amount[at])),
            "remaining": measure.amounts(_known(assessed.value[at])),
            "missing": _missing(assessed, at),
        }

    return LazyRows(CustomerAtRisk, ArrowSource(_ordered(assessed), convert))


def _ordered(assessed: Assessed) -> pa.Table:
    at = np.flatnonzero(assessed.key)
    frame = assessed.books.books[-1].portfolio.frame
    ids = frame["customer_id"].astype("str").to_numpy(object)[at] if "customer_id" in frame else None
    rows = pd.DataFrame(
        {
            "at": at,
            "severity": assessed.severity[at],
            "yuan": _lost(assessed)[at] + np.nan_to_num(assessed.value[at]),
            "customer_id": pd.array([None] * len(at) if ids is None else ids, dtype="str"),
            "row": frame["row"].to_numpy()[at],
        }
    )
    order = ["severity", "yuan", "customer_id", "row"]
    rows = rows.sort_values(order, ascending=[True, False, True, True], na_position="last")
    return pa.Table.from_pandas(rows[["at", "customer_id"]], preserve_index=False)


def _lost(assessed: Assessed) -> Numbers:
    """What is gone of each customer; where the column does not say, what the reason says that tells of another balance."""
    told = next(found.amount for found in assessed.findings if found.why is Why.DOWN)
    instead = np.zeros(len(assessed.gone)) if told is None else np.nan_to_num(told)
    return np.where(np.isnan(assessed.gone), instead, assessed.gone)


def _known(values: Numbers) -> Sequence[float | None]:
    return [None if np.isnan(value) else value for value in values.tolist()]


def _reasons(assessed: Assessed, words: RiskWords, at: Ints) -> Iterator[tuple[ReasonTold, ...]]:
    """The reasons of each customer, worded when they are read."""
    told = [(found, assessed.told[found.why][at]) for found in assessed.findings]
    for number, place in enumerate(at.tolist()):
        yield tuple(_told(words, found, place) for found, holds in told if holds[number])


def _told(words: RiskWords, found: Finding, at: int) -> ReasonTold:
    amount: Amount | None = None
    if found.amount is not None and not np.isnan(found.amount[at]):
        amount = found.measure.amount(found.amount[at])
    return ReasonTold(FAMILY_OF[found.why].value, found.why.value, words.text(found, at), amount)


def _missing(assessed: Assessed, at: Ints) -> Iterator[tuple[str, ...]]:
    lacking = {field: flags[at] for field, flags in assessed.missing.items()}
    for number in range(len(at)):
        yield tuple(field for field, flags in lacking.items() if flags[number])
