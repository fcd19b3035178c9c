"""What compare says to people beside the buckets."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.common.contacts import NOBODY
from keyclient.analysis.compare.first_rows import with_first_rows
from keyclient.analysis.compare.further import further_notes, further_sentences, further_tables
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook, steps_table
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Sentence
from tests.analysis.books import AUM
from tests.analysis.compare.snapshots import MONTHS, compared, courses
from tests.examples import costly

LOOK = CompareLook(Kind.MONEY, {}, None, NOBODY, NOBODY, AUM)
HEADING = "customer_id|manager|aum|aum_average"


def _said(sentences: Sequence[Sentence]) -> list[str]:
    found = []
    for sentence in sentences:
        values = {
            name: one.value if isinstance(one.value, Label) else str(one.value)
            for name, one in sentence.values.items()
        }
        found.append(sentence.label.say(Lang.EN, values))
    return found


def _dressed() -> CompareResult:
    """Two managers at a quarter-end; one of them with balances far above their averages."""
    february = f"{HEADING}\na|wang|90|90\nb|wang|50|50\nc|li|70|70\nd|li|120|120"
    march = f"{HEADING}\na|wang|180|90\nb|wang|99|50\nc|li|70|70\nd|li|90|100"
    return compared([february, march], MONTHS[1:3])


def _tables(result: CompareResult, look: CompareLook = LOOK) -> dict[str, int]:
    return {table.key: len(table.rows) for table in further_tables(result, look) if table is not None}


def test_each_subject_has_a_sentence_where_there_is_something_to_say() -> None:
    assert _said(list(further_sentences(_dressed()))) == [
        "At the key floor, by averages: light attrition 1; heavy attrition 0; rescued 0.",
        (
            f"AUM at the data date deviates by {(439 - 310) / 310} from its average; "
            "managers over the limit for a bank (0.04): 1 of 2."
        ),
    ]
    assert list(further_sentences(compared(courses({"a": "120 120", "b": "10 10"})))) == []


def test_rises_stand_beside_what_chance_brings_or_say_that_nobody_can_tell() -> None:
    few = compared(courses({"a": "10 20"}))
    assert _said(list(further_sentences(few))) == [
        "On the way to key customers, 1 grew; so few books cannot tell a rise from chance."
    ]
    (said,) = _said(list(further_sentences(compared(courses({"a": "10 12 14 16 18 20"})))))
    assert said.startswith("On the rise to key customers: 1 confirmed, 0 possible; a shuffled order")


def test_a_note_says_by_what_rises_are_told() -> None:
    dated = compared(courses({"a": "10 20"}))
    undated = compared(courses({"a": "10 20"}), [dt.date(2026, 1, 1)] * 2)
    assert _said(list(further_notes(dated, LOOK))) == [
        "Rises are told by AUM, over 28 days from the first book to the last."
    ]
    assert "a month apart" in _said(list(further_notes(undated, LOOK)))[0]
    assert list(further_notes(compared(courses({"a": "10 10"})), LOOK)) == []


def test_a_list_of_those_who_grew_is_not_called_a_rise() -> None:
    titles = [
        next(table.title.en for table in further_tables(compared(courses({"a": course})), LOOK) if table)
        for course in ("10 20", "10 12 14 20")
    ]
    assert [title.split(",")[0] for title in titles] == ["Who grew", "On the rise"]


def test_tables_of_customers_are_left_out_where_no_lists_are_asked_for() -> None:
    assert _tables(_dressed()) == {"attrition": 1, "deviation": 3, "deviating": 2}
    assert _tables(_dressed(), replace(LOOK, rows=0)) == {"deviation": 3}


def test_as_many_customers_as_asked_for_are_listed_and_groups_stay() -> None:
    first = with_first_rows(_dressed(), 1)
    assert [one.scope for one in first.deviation] == ["whole", "manager", "manager", "customer"]
    assert with_first_rows(_dressed(), None) == _dressed()
    rising = with_first_rows(compared(courses({"a": "10 20", "b": "10 30", "c": "10 40"})), 2)
    assert [one.customer_id for one in rising.rising] == ["c", "b"]
    assert rising.rising_totals.grew == 3


def _without_rows(value: object) -> object:
    """The same without the row numbers of customers."""
    if isinstance(value, dict):
        return {key: _without_rows(item) for key, item in value.items() if key != "row"}
    return [_without_rows(item) for item in value] if isinstance(value, list) else value


@costly
@given(st.integers(0, 10_000), st.permutations(range(8)))
def test_the_order_of_the_rows_of_a_book_changes_nothing(seed: int, order: list[int]) -> None:
    chance = Random(seed)
    heading = "customer_id|manager|branch|aum|aum_average|deposits|investments|aum_change"
    books = [
        [
            f"c{n}|{chance.choice(('wang', 'li', ''))}|{chance.choice(('east', 'west'))}|"
            + "|".join(str(chance.choice(("", chance.randint(1, 150)))) for _ in range(5))
            for n in range(8)
        ]
        for _ in range(5)
    ]
    told, shuffled = (
        compared(["\n".join([heading, *rows]) for rows in found], MONTHS[1:])
        for found in (books, [[rows[place] for place in order] for rows in books])
    )
    kept = {
        "rising",
        "rising_by_chance",
        "rising_totals",
        "inside",
        "attrition",
        "deviation",
        "quarter_ends",
        "restated",
    }
    assert _without_rows(told.model_dump(mode="json", include=kept)) == _without_rows(
        shuffled.model_dump(mode="json", include=kept)
    )


def test_a_narrow_terminal_leaves_out_first_the_buckets_that_moved_least() -> None:
    books = [
        "customer_id|aum\na|90\nb|50\nd|90",
        "customer_id|aum\na|90\nb|60\nc|120\nd|101",
        "customer_id|aum\nb|61\nc|120\nd|101",
    ]
    table = steps_table(compared(books), LOOK)
    assert table is not None
    spare = {column.key: column.spare for column in table.columns if column.spare}
    assert sorted(spare, key=spare.__getitem__) == ["new", "lost", "promoted", "stayed", "customers_opening"]
