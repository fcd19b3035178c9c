"""What became of the last list of calls, and what the next one makes of it."""

import datetime as dt
from dataclasses import replace

import pytest

from keyclient.analysis.today.call_id import call_ids
from keyclient.analysis.today.read_back import ReadBack, read_back
from keyclient.analysis.today.said import Said
from keyclient.model.filled_in import FilledIn, FilledRow, Written
from tests.analysis.tier.tiered import book_of
from tests.analysis.today.made import filled, ids, made

BOOK = book_of("customer_id|name|value\na|Li|1\nb|Wu|2\nc|Xu|3")
ID = dict(zip("abc", call_ids(BOOK), strict=True))
JAN = {day: dt.date(2026, 1, day) for day in range(1, 32)}
FEB = {day: dt.date(2026, 2, day) for day in range(1, 29)}


def row(
    customer: str, status: str | None = None, on: dt.date | None = None, **cells: Written
) -> dict[str, Written]:
    """A row of the list of 20 January."""
    return {"call_id": ID[customer], "listed_on": JAN[20], "status": status, "contacted_on": on, **cells}


def back(*lists: FilledIn) -> ReadBack:
    """What they say of the book of 31 January."""
    return read_back(lists, BOOK, 14)


def contacts(found: ReadBack) -> dict[str, dt.date]:
    """Who was contacted when."""
    days = zip("abc", found.contact.tolist(), strict=True)
    return {name: dt.date.fromordinal(int(day)) for name, day in days if day == day}


def test_a_contact_counts_on_the_day_beside_it_else_on_that_of_the_list() -> None:
    found = back(filled(row("a", "contacted", JAN[22]), row("b", "contacted"), row("c")))
    assert contacts(found) == {"a": JAN[22], "b": JAN[20]}
    assert found.outcomes == {"contacted": 2, "open": 1}


def test_a_day_alone_says_that_there_was_a_contact() -> None:
    assert contacts(back(filled(row("a", None, JAN[22])))) == {"a": JAN[22]}


def test_no_answer_is_no_contact_and_keeps_its_remark() -> None:
    found = back(filled(row("a", "no_answer", JAN[22], remark="evening")))
    assert contacts(found) == {}
    assert found.said == {0: Said("no_answer", JAN[20], None, "evening", "list.xlsx 2")}
    assert found.remarks == {0: "evening"}


def test_a_result_that_is_not_understood_is_none_and_is_kept_with_the_remark() -> None:
    rows = [row("a", None, JAN[22], remark="old"), row("b"), row("c", remark="to be asked")]
    unread = [{"status": "约好9月5日"}, {"status": "打通了"}, {}]
    said = replace(
        filled(),
        rows=tuple(FilledRow(cells, "", 2, typed) for cells, typed in zip(rows, unread, strict=True)),
    )
    found = back(said)
    assert (contacts(found), found.said, found.outcomes) == ({}, {}, {"open": 3})
    assert found.remarks == {0: "old；约好9月5日", 1: "打通了", 2: "to be asked"}


def test_of_several_remarks_the_last_one_is_kept_unless_it_was_erased() -> None:
    first = filled(row("a", "contacted", remark="one"), row("b", remark="two"), row("c", remark="three"))
    given: dict[str, dict[str, Written]] = {ID["b"]: {"remark": "two"}}
    later = [
        row("a", remark="new", listed_on=JAN[21]),
        row("b", listed_on=JAN[21]),
        row("c", listed_on=JAN[21]),
    ]
    assert back(first, filled(*later, handed_out=given)).remarks == {0: "new", 2: "three"}


def test_a_contact_after_the_data_date_counts_on_the_day_of_its_list_and_is_told() -> None:
    found = back(
        filled(
            row("a", "contacted", dt.date(2062, 12, 31)),
            row("b", "contacted", listed_on=FEB[3]),
            row("c", None, FEB[1]),
            remembered=[f"{ID['c']}@2062-01-01"],
        )
    )
    assert contacts(found) == {"a": JAN[20], "b": JAN[31], "c": JAN[31]}
    assert found.ahead == ["list.xlsx 2", "list.xlsx 3", "list.xlsx 4"]


def test_a_row_without_the_day_of_its_list_is_of_the_day_of_the_other_rows() -> None:
    found = back(filled(row("a"), {"customer_id": "b", "status": "contacted"}))
    assert contacts(found) == {"b": JAN[20]}


def test_appointments_without_a_day_or_far_ahead_are_told() -> None:
    rows = [
        row("a", "appointment", remark="节后"),
        row("b", "appointment", dt.date(2062, 1, 1)),
        row("c", "appointment", FEB[5]),
    ]
    assert back(filled(*rows)).dateless == ["list.xlsx 2", "list.xlsx 3"]


@pytest.mark.parametrize(
    ("cells", "day"),
    [
        (row("a", "appointment", FEB[5]), FEB[5]),
        (row("a", "appointment", None, remark="2月6日"), FEB[6]),
        (row("a", "appointment", JAN[20], remark="2月6日"), FEB[6]),
        (row("a", "appointment", FEB[5], remark="not 2月6日"), FEB[5]),
        (row("a", "appointment", JAN[19]), None),
        (row("a", "appointment", JAN[31], listed_on=JAN[31]), JAN[31]),
        (row("a", "appointment", None, remark="soon"), None),
        (row("a", "appointment", JAN[31]), JAN[31]),
    ],
)
def test_an_appointment_is_on_the_later_day_beside_it_else_on_that_of_the_remark(
    cells: dict[str, Written], day: dt.date | None
) -> None:
    assert back(filled(cells)).said[0].day == day


def test_an_appointment_that_stood_in_the_list_already_is_on_its_day() -> None:
    given: dict[str, dict[str, Written]] = {ID["a"]: {"status": "约见", "contacted_on": JAN[31]}}
    cells = row("a", "appointment", JAN[31], listed_on=JAN[31])
    cells["remark"] = "2月6日"
    assert back(filled(cells, handed_out=given)).said[0].day == JAN[31]
    assert back(filled(cells)).said[0].day == FEB[6]


def test_an_appointment_whose_day_is_over_stands_no_more_and_is_counted() -> None:
    found = back(filled(row("a", "appointment", JAN[30]), row("b", "appointment", JAN[31])))
    assert list(found.said) == [1]
    assert found.passed == 1


def test_what_a_later_list_says_counts_in_whatever_order_they_are_given() -> None:
    first = filled(row("a", "appointment", FEB[9]), row("b", "contacted"))
    second = filled(
        row("a", "contacted", JAN[25], listed_on=JAN[25]), row("b", "no_answer", listed_on=JAN[25])
    )
    for lists in ((first, second), (second, first)):
        found = back(*lists)
        assert contacts(found) == {"a": JAN[25], "b": JAN[20]}
        assert {at: said.status for at, said in found.said.items()} == {1: "no_answer"}


def test_a_row_that_people_added_is_found_by_number_else_by_name() -> None:
    found = back(
        filled({"customer_id": "a", "status": "contacted"}, {"name": " W u ", "status": "contacted"})
    )
    assert contacts(found) == {"a": JAN[31], "b": JAN[31]}


def test_rows_about_nobody_of_the_book_are_counted_where_something_was_written() -> None:
    found = back(
        filled({"call_id": "GONE", "status": "contacted"}, {"call_id": "GONE"}, {"status": "contacted"})
    )
    assert (found.strangers, found.outcomes["contacted"]) == (2, 2)


def test_a_list_remembers_recent_contacts_for_the_one_after_it() -> None:
    found = back(filled(row("a", "contacted", JAN[22]), row("b", "contacted", JAN[16])))
    assert found.remembered == (f"{ID['a']}@2026-01-22",)
    later = back(filled(remembered=[*found.remembered, "GONE@2026-01-22", f"{ID['b']}@soon", "odd"]))
    assert contacts(later) == {"a": JAN[22]}


def test_without_a_list_nothing_is_said() -> None:
    assert contacts(back()) == {}
    assert not back().outcomes


WAITING = "customer_id|value|last_contact\na|50|2025-01-01\nb|40|2025-01-01\nc|30|2025-01-01"
"""Three customers whose contact is overdue."""


def test_on_the_next_list_the_contacted_are_left_out_and_who_did_not_answer_is_back() -> None:
    result = made(WAITING, written=[filled(row("a", "contacted"), row("b", "no_answer"))])
    assert ids(result) == ["b", "c"]
    assert result.managers[0].left_out.contacted == 1
    assert [(one.status, one.calls) for one in result.outcomes] == [("contacted", 1), ("no_answer", 1)]
    assert result.managers[0].lines[0].status == "no_answer"


def test_a_contact_is_recent_up_to_the_last_day_of_the_policy_and_also_after_the_data_date() -> None:
    written = [
        filled(row("a", "contacted", JAN[17]), row("b", "contacted", JAN[16]), row("c", "contacted", FEB[3]))
    ]
    assert ids(made(WAITING, written=written)) == ["b"]


def test_appointments_take_no_seat_and_stand_first_on_their_day_else_last() -> None:
    rows = [row("c", "appointment", JAN[31]), row("a", "appointment", FEB[5])]
    result = made(WAITING, written=[filled(*rows)], settings={"limit": 1})
    assert ids(result) == ["c", "b", "a"]
    assert [one.appointment for one in result.lines] == [JAN[31], None, FEB[5]]
    assert result.managers[0].left_out.limit == 0
    assert {one.reason: one.listed for one in result.reasons}["overdue"] == 1


def test_whoever_has_no_reason_any_more_keeps_her_appointment() -> None:
    book = "customer_id|value|last_contact\na|50|2026-01-30\nb|40|2026-01-30"
    result = made(book, written=[filled(row("a", "appointment"))])
    assert ids(result) == ["a"]
    assert (result.lines[0].reasons, result.lines[0].status) == ((), "appointment")
