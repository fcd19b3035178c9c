"""Who was won before any contact is told, and counts as won."""

import pytest

from keyclient.model.pipeline import Pipeline
from tests.analysis.funnel.pipelines import counted, log, wide

HEAD = "customer_id | stage | stage_date"


def early(pipeline: Pipeline) -> tuple[int, int | None, int, int]:
    """How many were won early, the first of their rows, all won, and who reached the last stage."""
    result = counted(pipeline)
    return result.early, result.early_row, result.won, result.stages[-1].reached


def test_won_before_the_first_day_at_another_stage_is_told_and_counts_as_won() -> None:
    events = (
        f"{HEAD}\nB | 线索 | 2026-01-05\nB | 成交 | 2026-03-01\nA | 成交 | 2026-01-01\nA | 线索 | 2026-02-01"
    )
    count, row, won, closed = early(log(events))
    assert (count, won, closed) == (1, 2, 2)
    assert row is not None


@pytest.mark.parametrize(
    "events",
    [
        "A | 线索 | 2026-01-01\nA | 成交 | 2026-01-01",
        "A | 成交 | 2026-01-01",
        "A | 线索 |\nA | 成交 | 2026-01-01",
        "A | 线索 | 2026-01-01\nA | 成交 | 2026-02-01\nA | 谈判 | 2026-03-01",
        "A | 成交 | 2026-01-01\nA | 线索 | 2026-02-01\nA | 流失 | 2026-03-01",
    ],
)
def test_won_on_the_same_day_later_or_in_the_end_lost_is_nothing_to_tell(events: str) -> None:
    assert (
        early(log(f"{HEAD}\nB | 线索 | 2026-01-01\nB | 谈判 | 2026-01-02\nB | 成交 | 2026-01-03\n{events}"))[
            0
        ]
        == 0
    )


def test_columns_of_dates_tell_it_too() -> None:
    table = "customer_id | first#day | closed#day\nA | 2026-02-01 | 2026-01-01\nB | 2026-01-01 | 2026-03-01"
    assert early(wide(table, {"first#day": "潜在", "closed#day": "成交"})) == (1, 2, 2, 2)
