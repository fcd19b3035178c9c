import datetime as dt
from decimal import Decimal

import pytest

from keyclient.ingest.filled_in.form_cells import Read, Reading, read_cell
from keyclient.model.filled_in import FormKind

PLAN, CALLS = Reading(FormKind.PLAN), Reading(FormKind.CALLS)


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("待办", "todo"),
        ("", "todo"),
        ("--", "todo"),
        ("To Do", "todo"),
        ("进行中", "doing"),
        ("跟进中", "doing"),
        ("完成", "done"),
        (" 已完成 ", "done"),
        ("DONE", "done"),
        ("√", "done"),
        ("取消", "dropped"),
        ("cancelled", "dropped"),
        ("完成了", "done"),
        ("在做", "doing"),
        ("进行中…", "doing"),
        ("不做了", "dropped"),
    ],
)
def test_a_status_is_understood_by_the_words_people_write_for_it(typed: str, status: str) -> None:
    assert read_cell("status", typed, PLAN) == Read(status)


@pytest.mark.parametrize(
    ("typed", "status"), [("已联系", "contacted"), ("无人接听", "no_answer"), ("已约", "appointment"), ("", None), ("未联系", None)]
)  # fmt: skip
def test_the_result_of_a_call_is_understood_and_none_is_none_yet(typed: str, status: str | None) -> None:
    assert read_cell("status", typed, CALLS) == Read(status)


@pytest.mark.parametrize(
    ("typed", "reading", "status"),
    [
        ("客户不同意，取消", PLAN, "dropped"),
        ("暂缓", PLAN, "todo"),
        ("已联系", PLAN, "doing"),
        ("已联系，客户有意", CALLS, "contacted"),
        ("已加微信", CALLS, "contacted"),
        ("不需要", CALLS, "contacted"),
        ("拒接", CALLS, "no_answer"),
        ("约好9月5日", CALLS, "appointment"),
        ("约9月5日上午来网点", CALLS, "appointment"),
    ],
)
def test_what_says_more_than_a_status_is_one_and_is_kept(typed: str, reading: Reading, status: str) -> None:
    assert read_cell("status", typed, reading) == Read(status, further=typed)


@pytest.mark.parametrize("typed", ["未完成，已取消", "完成，未完成"])
def test_two_statuses_in_one_cell_are_none(typed: str) -> None:
    assert read_cell("status", typed, PLAN) == Read(None, typed)


@pytest.mark.parametrize("typed", ["已完成一半", "下周再说", "?", "doneish", "完成/取消"])
def test_a_status_that_is_none_of_the_known_words_is_never_guessed(typed: str) -> None:
    assert read_cell("status", typed, PLAN) == Read(None, typed)


@pytest.mark.parametrize(
    "typed", ["2026-11-12", "2026年11月12日", "2026.11.12", "2026-11-12 00:00:00", "46338"]
)
def test_a_deadline_is_a_date_as_people_write_it(typed: str) -> None:
    assert read_cell("deadline", typed, PLAN) == Read(dt.date(2026, 11, 12))


@pytest.mark.parametrize("typed", ["11月12日", "下周", "03/04/2026"])
def test_a_date_without_a_year_or_that_could_be_two_is_unread(typed: str) -> None:
    assert read_cell("deadline", typed, PLAN) == Read(None, typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("9月25日", dt.date(2026, 9, 25)),
        ("9月25号前", dt.date(2026, 9, 25)),
        ("9.25", dt.date(2026, 9, 25)),
        ("9/25", dt.date(2026, 9, 25)),
        ("9.5", dt.date(2026, 9, 5)),
        ("1月5日", dt.date(2027, 1, 5)),
        ("1900-01-09 06:00:00", dt.date(2026, 9, 25)),
        ("+57372-07-05 00:00:00", dt.date(2026, 9, 20)),
        ("20260920", dt.date(2026, 9, 20)),
        ("2026-09-25前", dt.date(2026, 9, 25)),
    ],
)
def test_a_day_without_a_year_is_that_next_to_the_day_of_the_plan(typed: str, day: dt.date) -> None:
    assert read_cell("deadline", typed, PLAN._replace(near=dt.date(2026, 8, 31))) == Read(day)


@pytest.mark.parametrize(("typed", "shown"), [("9.3", "9.3"), ("1900-01-09 07:12:00", "9.3"), ("9/5", "9/5"), ("2月30日", "2月30日"), ("9", "9"), ("1990-08-01", "1990-08-01")])  # fmt: skip
def test_a_day_that_may_be_two_or_none_is_unread_and_shown_as_it_was_typed(typed: str, shown: str) -> None:
    assert read_cell("deadline", typed, PLAN._replace(near=dt.date(2026, 8, 31))) == Read(None, shown)


def test_a_date_counts_from_1904_in_a_workbook_that_does() -> None:
    assert read_cell("deadline", "44876", PLAN._replace(is_1904=True)) == Read(dt.date(2026, 11, 12))


def test_an_amount_is_in_the_unit_of_its_heading_unless_the_cell_names_one() -> None:
    assert read_cell("value", "48.5", PLAN, Decimal(10_000)) == Read(485_000.0)
    assert read_cell("value", "48.5万", PLAN, None) == Read(485_000.0)
    assert read_cell("value", "485,000.00", PLAN) == Read(485_000.0)


def test_ids_stay_text_and_a_text_that_csv_has_neutralised_is_the_text() -> None:
    assert read_cell("customer_id", "'00123", PLAN) == Read("00123")
    assert read_cell("remark", "'-10% fee asked", PLAN) == Read("-10% fee asked")
    assert read_cell("remark", "'tis fine", PLAN) == Read("'tis fine")
