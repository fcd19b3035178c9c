import datetime as dt
from itertools import permutations

import pytest

from keyclient.analysis.funnel.customer_columns import funnel_columns
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.policy.parts.funnel import FunnelPolicy
from tests.analysis.funnel.pipelines import both, counted, figures_of, log, portfolio, reached, wide

LOG = """
customer_id | stage | stage_date
A | 潜在 | 2026-01-01
A | 可能 | 2026-01-11
A | 重点 | 2026-02-01
A | 已成交 | 2026-03-01
B | 潜在 | 2026-01-05
B | 重点 | 2026-01-25
B | 可能 | 2026-02-05
C | 潜在 | 2026-02-01
C | 丢单 | 2026-02-20
D | 可能 | 2026-02-03
"""


def test_everybody_counts_at_the_furthest_stage_of_the_log() -> None:
    result = counted(log(LOG))
    assert result.mode == "log"
    assert figures_of(result, "stage", "reached", "here_now", "lost_here", "moved_back", "skipped") == [
        ("potential", 4, 0, 1, 0, 1),
        ("likely", 3, 1, 0, 0, 0),
        ("key", 2, 0, 0, 1, 0),
        ("closed", 1, 1, 0, 0, 0),
    ]
    assert (result.entered, result.won, result.lost, result.open) == (4, 1, 1, 2)


def test_a_stage_passed_without_a_visit_is_skipped() -> None:
    result = counted(log("customer_id | stage | stage_date\nA | 可能 | 2026-01-01\nA | 已成交 | 2026-02-01\n"
                         "B | 潜在 | 2026-01-01\nB | 重点 | 2026-02-01"))  # fmt: skip
    assert figures_of(result, "stage", "skipped") == [
        ("potential", 1),
        ("likely", 1),
        ("key", 1),
        ("closed", 0),
    ]


def test_a_stage_missing_in_the_log_of_the_won_is_closed() -> None:
    table = "customer_id | stage | stage_date | outcome\nA | 潜在 | 2026-01-01 |\nA | | 2026-02-10 | won\n"
    result = counted(log(table + "B | 可能 | 2026-01-01 | won\nC | 潜在 | 2026-01-01 | lost"))
    assert reached(result) == {"potential": 3, "likely": 2, "closed": 2}
    assert (result.won, result.lost) == (2, 1)
    assert result.times is not None
    assert (result.times[-1].customers, result.times[-1].median_days) == (1, 40.0)


def test_an_outcome_repeated_in_every_row_of_a_deal_is_its_outcome() -> None:
    table = """
customer_id | stage | stage_date | outcome
A | 潜在 | 2026-01-01 | lost
A | 可能 | 2026-02-01 | lost
B | 潜在 | 2026-01-01 | won
B | 可能 | 2026-02-01 | won
C | 潜在 | 2026-01-01 | open
"""
    result = counted(log(table))
    assert figures_of(result, "stage", "here_now", "lost_here", "moved_back") == [
        ("potential", 1, 0, 0),
        ("likely", 0, 1, 0),
        ("closed", 1, 0, 0),
    ]


def test_days_between_stages_count_from_first_day_to_first_day() -> None:
    result = counted(log(LOG))
    assert result.times is not None
    assert [
        (time.from_stage, time.to_stage, time.customers, time.median_days, time.mean_days, time.still_open)
        for time in result.times
    ] == [
        ("potential", "likely", 2, 20.5, 20.5, 0),
        ("likely", "key", 1, 21.0, 21.0, 1),
        ("key", "closed", 1, 28.0, 28.0, 1),
        ("potential", "closed", 1, 59.0, 59.0, 2),
    ]
    assert [stage.median_days for stage in result.stages] == [None, 20.5, 21.0, 28.0]


def test_percentiles_of_days_lie_between_two_observations_where_need_be() -> None:
    rows = "\n".join(
        f"{n} | 潜在 | 2026-01-01\n{n} | 已成交 | {dt.date(2026, 1, 1) + dt.timedelta(days=n)}"
        for n in range(1, 12)
    )
    result = counted(log("customer_id | stage | stage_date\n" + rows))
    assert result.times is not None
    assert (result.times[0].median_days, result.times[0].mean_days, result.times[0].p90_days) == (6, 6, 10)


def test_a_log_without_days_has_no_times_and_nobody_moves_back() -> None:
    result = counted(log("customer_id | stage\nA | 潜在\nA | 重点\nA | 可能\nB | 潜在"))
    assert (result.times, result.cohorts) == (None, None)
    assert figures_of(result, "stage", "reached", "moved_back", "skipped") == [
        ("potential", 2, 0, 0),
        ("likely", 1, 0, 0),
        ("key", 1, 0, 0),
    ]


def test_cohorts_are_those_who_entered_in_a_month() -> None:
    result = counted(log(LOG + "E | 潜在 |\n"))
    assert result.cohorts is not None
    assert [(c.month, c.entered, c.reached, c.won, c.lost, c.open) for c in result.cohorts] == [
        ("2026-01", 2, (2, 2, 2, 1), 1, 0, 1),
        ("2026-02", 2, (2, 1, 0, 0), 0, 1, 1),
        (None, 1, (1, 0, 0, 0), 0, 0, 1),
    ]
    assert sum(cohort.entered for cohort in result.cohorts) == result.entered


def test_the_window_leaves_out_who_has_not_been_observed_that_long() -> None:
    table = """
customer_id | stage | stage_date | outcome
A | 潜在 | 2026-01-01 |
A | 已成交 | 2026-01-31 |
B | 潜在 | 2026-01-01 |
B | 已成交 | 2026-02-01 |
C | 潜在 | 2026-05-31 |
D | 潜在 | 2026-06-01 |
D | 已成交 | 2026-06-02 |
E | 潜在 | | lost
F | 潜在 | 2026-01-01 | won
"""
    window = counted(log(table), window=30).window
    assert window is not None
    assert (window.observed, window.won, window.too_recent, window.undated) == (3, 1, 1, 2)
    assert window.conversion == 1 / 3
    assert (window.low, window.high) == pytest.approx((0.0615, 0.7923), abs=5e-5)
    assert counted(log(table)).window is None


def test_the_source_is_the_one_at_entry() -> None:
    table = """
customer_id | stage | stage_date | source
A | 可能 | 2026-02-01 | 广告
A | 潜在 | 2026-01-01 | 行长单
B | 潜在 | 2026-01-01 |
B | 可能 | 2026-01-01 | 广告
C | 可能 | 2026-01-01 | 关系单
C | 潜在 | 2026-01-01 | 工商联
D | 潜在 | 2026-01-01 |
"""
    groups = counted(log(table, group="source")).groups or ()
    assert {group.group: group.entered for group in groups} == {
        "行长单": 1,
        "广告": 1,
        "工商联": 1,
        None: 1,
    }


def test_the_value_of_a_log_is_the_last_one_told() -> None:
    table = "customer_id | stage | stage_date | value\nA | 可能 | 2026-02-01 | 7\nA | 潜在 | 2026-01-01 | 5\n"
    result = counted(log(table + "A | 重点 | 2026-03-01 |\nB | 潜在 | 2026-01-01 | 2"))
    assert [stage.value for stage in result.stages] == [9, 7, 7]


def test_unknown_names_of_a_log_are_told_and_passed_over() -> None:
    table = "customer_id | stage | stage_date\nA | 潜在 | 2026-01-01\nA | 打电话 | 2026-01-09\nB | 打电话 | 2026-01-01\nB | |"
    result = counted(log(table + "\nC | | 2026-01-01\nD | 可能 | 2026-01-01"))
    assert (result.entered, result.unknown_stage, result.blank) == (2, 1, 1)
    assert [(name.name, name.rows) for name in result.unknown_names] == [("打电话", 2)]


def test_rows_without_an_id_are_somebody_of_their_own() -> None:
    result = counted(log("customer_id | stage | stage_date\n| 潜在 | 2026-01-01\n| 可能 | 2026-01-02"))
    assert reached(result) == {"potential": 2, "likely": 1}


def test_stages_after_the_data_date_are_counted_and_told() -> None:
    result = counted(log("customer_id | stage | stage_date\nA | 潜在 | 2026-01-01\nA | 可能 | 2027-01-02"))
    assert (result.future, reached(result)["likely"]) == (1, 1)


BOOK = """
customer_id | stage | outcome | manager | source | value
A | 已成交 | won | 甲 | 广告 | 10
B | 潜在 | | 乙 | 行长单 | 5
C | | lost | 甲 | 广告 | 1
F | 可能 | open | 乙 | 广告 | 2
G | | | 乙 | 广告 | 3
"""


def test_the_book_tells_how_things_are_now_and_the_log_how_they_came_so() -> None:
    result = counted(both(BOOK, LOG, group="manager"))
    assert figures_of(result, "stage", "reached", "here_now", "lost_here", "moved_back") == [
        ("potential", 5, 0, 1, 0),
        ("likely", 4, 2, 0, 0),
        ("key", 2, 0, 0, 1),
        ("closed", 1, 1, 0, 0),
    ]
    assert (result.blank, result.strays) == (1, 1)
    groups = {group.group: (group.entered, group.won) for group in result.groups or ()}
    assert groups == {"甲": (2, 1), "乙": (2, 0), None: (1, 0)}
    assert [stage.value for stage in result.stages] == [18, 17, 15, 10]


def test_the_source_of_the_log_goes_before_that_of_the_book() -> None:
    events = LOG.replace("stage_date\n", "stage_date | source\n").replace("\n", " | 行长单\n")
    events = "customer_id | stage | stage_date | source\n" + events.split("\n", 2)[2]
    groups = counted(both(BOOK, events, group="source", log_group="source")).groups or ()
    assert {group.group: group.entered for group in groups} == {"行长单": 4, None: 1}


WIDE = """
customer_id | 调查日期#day | 沟通日期#day | 签约#mark | 流失#mark | outcome
A | 2026-01-01 | 2026-01-08 | yes | |
B | 2026-01-02 | | no | yes |
C | | 2026-01-03 | no | |
D | | | no | no |
E | 2026-01-05 | | | | won
"""
COLUMNS = {"调查日期#day": "调查", "沟通日期#day": "沟通", "签约#mark": "签约", "流失#mark": "流失"}


def test_a_book_with_one_column_a_stage_is_a_log() -> None:
    result = counted(wide(WIDE, COLUMNS))
    assert result.mode == "log"
    assert figures_of(result, "stage", "reached", "here_now", "lost_here", "skipped") == [
        ("survey", 4, 0, 1, 1),
        ("contact", 3, 1, 0, 1),
        ("closed", 2, 2, 0, 0),
    ]
    assert (result.entered, result.blank, result.win_rate) == (4, 1, 2 / 3)
    assert [stage.median_days for stage in result.stages] == [None, 7.0, None]


def test_leads_and_the_won_in_two_tables_are_one_funnel() -> None:
    leads = portfolio(
        "customer_id | first contact#day | source\nA | 2018-01-01 | x\nB | 2018-01-02 | y\nC | |"
    )
    won = portfolio("customer_id | won#day\nA | 2018-02-01\nD | 2018-03-01")
    pipeline = Pipeline(
        Shape.BOTH,
        leads,
        won,
        "customer_id",
        stage_columns={"first contact#day": "first contact"},
        log_columns={"won#day": "won"},
        group="source",
    )
    result = counted(pipeline)
    assert figures_of(result, "stage", "reached", "here_now", "skipped") == [
        ("potential", 3, 1, 1),
        ("closed", 2, 2, 0),
    ]
    assert (result.blank, result.strays, result.stages[1].median_days) == (1, 1, 31.0)
    assert {group.group: group.won for group in result.groups or ()} == {"x": 1, "y": 0, None: 1}


def test_a_column_nobody_has_a_day_in_is_a_stage_that_nobody_reached() -> None:
    result = counted(
        wide("customer_id | 调查#mark | 沟通#mark\nA | yes | no", {"调查#mark": "调查", "沟通#mark": "沟通"})
    )
    assert reached(result) == {"survey": 1, "contact": 0}


def test_rows_without_an_id_in_book_and_log_are_several_customers_in_whatever_rows_they_stand() -> None:
    book = "customer_id | stage\nA1 | 潜在\n | 潜在\nA3 | 可能\nA4 | 重点"
    heading, *events = ["customer_id | stage | stage_date", "A1 | 潜在 | 2026-01-01", " | 重点 | 2026-01-05",
                        "A3 | 可能 | 2026-01-03", "A4 | 重点 | 2026-01-03"]  # fmt: skip
    for order in permutations(events):
        result = counted(both(book, "\n".join([heading, *order])))
        assert (result.entered, result.open, result.strays) == (5, 5, 1)
        assert figures_of(result, "stage", "reached", "here_now", "moved_back") == [
            ("potential", 5, 2, 0),
            ("likely", 3, 1, 0),
            ("key", 2, 2, 0),
        ]


def test_a_row_without_an_id_takes_neither_the_stage_nor_the_group_of_a_row_of_the_log() -> None:
    pipeline = both(
        "customer_id | stage\nA1 | 潜在\n | 潜在",
        "customer_id | stage | stage_date | source\nA1 | 潜在 | 2026-01-01 | 电话\n | 重点 | 2026-01-05 | 路演",
        log_group="source",
    )
    found = {group.group: group.entered for group in counted(pipeline).groups or ()}
    assert found == {"电话": 1, "路演": 1, None: 1}
    columns = funnel_columns(pipeline, FunnelPolicy())
    assert columns is not None
    assert [str(cell) for cell in columns.cells[3]] == [str(cell) for cell in columns.cells[2]]


def test_a_customer_whose_id_reads_like_a_row_is_nobody_else() -> None:
    result = counted(both("customer_id | stage\nrow 3 | 潜在\n | 可能", "customer_id | stage\nrow 3 | 重点"))
    assert reached(result) == {"potential": 2, "likely": 2, "key": 1}
