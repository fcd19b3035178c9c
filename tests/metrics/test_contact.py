import datetime as dt

import duckdb
import narwhals as nw
import pandas as pd

from keyclient.metrics.contact import ACTIVITY_COLUMNS, is_inactive, last_activity

AS_OF = dt.date(2026, 1, 31)
DAYS = pd.DataFrame(
    {
        "last_contact": pd.array(["2026-01-01", "2025-01-01", None, None], dtype="datetime64[s]"),
        "last_transaction": pd.array(["2025-01-01", "2026-01-02", "2025-08-04", None], dtype="datetime64[s]"),
    }
)


def _silent(frame: pd.DataFrame, days: int) -> list[object]:
    heard = last_activity([str(name) for name in frame])
    assert heard is not None
    told = nw.from_native(frame, eager_only=True).select(silent=is_inactive(heard, AS_OF, days))
    return [None if pd.isna(flag) else bool(flag) for flag in told["silent"].to_list()]


def test_the_later_of_contact_and_transaction_counts_and_who_has_neither_is_unknown() -> None:
    assert _silent(DAYS, 180)[:3] == [False, False, True]
    assert not _silent(DAYS, 181)[2]
    heard = last_activity(ACTIVITY_COLUMNS)
    assert heard is not None
    told = nw.from_native(DAYS, eager_only=True).select(unknown=heard.is_null())
    assert told["unknown"].to_list() == [False, False, False, True]


def test_one_column_is_enough_and_none_tells_nothing() -> None:
    assert _silent(DAYS[["last_contact"]], 365)[:2] == [False, True]
    assert last_activity(["open_date"]) is None


def test_a_database_gives_the_same_answer() -> None:
    heard = last_activity(ACTIVITY_COLUMNS)
    assert heard is not None
    days = duckdb.from_df(DAYS)
    told = nw.from_native(days).select(silent=is_inactive(heard, AS_OF, 180)).collect()
    assert told["silent"].to_list() == [False, False, True, None]
