"""Whom several managers chase at once."""

import pytest

from keyclient.analysis.overlap.result import OverlapResult
from tests.analysis.overlap.joined import members, overlapping

NUMBER, OTHER = "11010519491231002X", "440524188001010014"


def chased(result: OverlapResult) -> list[tuple[str, tuple[str, ...], int]]:
    """Evidence, managers and number of deals of each."""
    return [(one.evidence, one.managers, len(one.deals)) for one in result.chased_twice]


def test_open_deals_of_one_customer_with_two_managers() -> None:
    east = members("customer_id|manager|is_open\nc1|Li|yes\nc2|Li|yes\nc3|Li|no", "a.csv")
    west = members("customer_id|manager|is_open\nc1|Ma|yes\nc2|Li|yes\nc3|Ma|yes", "b.csv")
    result = overlapping(east, west)
    assert chased(result) == [("customer_id", ("Li", "Ma"), 2)]
    assert result.total_chased_twice == 1


def test_a_valid_number_is_the_better_evidence() -> None:
    east = members(f"customer_id|id_number|manager|is_open\nc1|{NUMBER}|Li|yes", "a.csv")
    west = members(f"customer_id|id_number|manager|is_open\nc9|{NUMBER}|Ma|yes", "b.csv")
    assert chased(overlapping(east, west)) == [("id_number", ("Li", "Ma"), 2)]


def test_two_managers_in_one_record() -> None:
    book = members(
        """
        row|customer_id|manager|is_open
        2|c1|Li|yes
        2|c1|Ma|yes
        3|c2|Li|yes
        3|c2|Ma|no
        """
    )
    assert chased(overlapping(book)) == [("one_record", ("Li", "Ma"), 2)]


def test_one_name_and_telephone_is_labelled_as_such() -> None:
    east = members("name|phone|manager|is_open\nWang|13900001111|Li|yes", "a.csv")
    west = members("name|phone|manager|is_open\nwang|139-0000-1111|Ma|yes", "b.csv")
    result = overlapping(east, west)
    assert chased(result) == [("name_and_phone", ("Li", "Ma"), 2)]
    assert result.counted_twice == 0


@pytest.mark.parametrize(
    ("heading", "east", "west"),
    [
        ("id_number", NUMBER, OTHER),
        ("birth_date", "1980-01-01", "1980-01-02"),
    ],
)
def test_but_not_where_something_says_that_they_are_two(heading: str, east: str, west: str) -> None:
    books = [
        members(
            f"name|phone|manager|is_open|{heading}\nWang|13900001111|{manager}|yes|{cell}", f"{manager}.csv"
        )
        for manager, cell in (("Li", east), ("Ma", west))
    ]
    assert chased(overlapping(*books)) == []


def test_a_public_telephone_proves_nothing() -> None:
    lines = "\n".join(f"{name}|02088880000|Li|yes" for name in ("Wang", "Zhao", "Qian", "Sun"))
    east = members(f"name|phone|manager|is_open\n{lines}", "a.csv")
    west = members("name|phone|manager|is_open\nWang|02088880000|Ma|yes", "b.csv")
    result = overlapping(east, west)
    assert chased(result) == []
    assert [(one.kind, one.people, one.numbers) for one in result.public] == [("phone", 4, 1)]
    assert chased(overlapping(east, west, public=5)) == [("name_and_phone", ("Li", "Ma"), 2)]


def test_one_opportunity_of_one_name() -> None:
    east = members("opportunity_id|name|manager|is_open\nop-1|Wang|Li|yes\nop-2|Zhao|Li|yes", "a.csv")
    west = members("opportunity_id|name|manager|is_open\nOP-1|Wang|Ma|yes\nop-2|Qian|Ma|yes", "b.csv")
    assert chased(overlapping(east, west)) == [("opportunity_id", ("Li", "Ma"), 2)]


def test_one_opportunity_number_is_one_deal_where_no_names_stand() -> None:
    east = members("opportunity_id|branch|manager|is_open\nSJ-1|east|Li|yes\nSJ-2|east|Li|yes", "a.csv")
    west = members("opportunity_id|branch|manager|is_open\nｓｊ-1|west|Ma|yes\nSJ-9|west|Ma|yes", "b.csv")
    assert chased(overlapping(east, west)) == [("opportunity_id", ("Li", "Ma"), 2)]
    named = members("opportunity_id|name|manager|is_open\nSJ-1|Wang|Wu|yes", "c.csv")
    assert chased(overlapping(east, west, named)) == [("opportunity_id", ("Li", "Ma", "Wu"), 3)]


def test_of_a_number_whose_names_contradict_a_deal_without_a_name_is_nobodys() -> None:
    heading = "opportunity_id|name|manager|is_open"
    books = [
        members(f"{heading}\nSJ-1|{name}|{manager}|yes", f"{manager}.csv")
        for name, manager in (("Wang", "Li"), ("Qian", "Ma"), ("Wang", "Wu"), ("", "He"))
    ]
    assert chased(overlapping(*books)) == [("opportunity_id", ("Li", "Wu"), 2)]


def test_books_that_number_their_deals_themselves_have_no_deal_in_common() -> None:
    heading = "opportunity_id|name|manager|is_open"
    numbers = range(1, 13)
    east = members("\n".join([heading, *(f"{at}|E{at}|Li|yes" for at in numbers), "20||Li|yes"]), "a.csv")
    west = members("\n".join([heading, *(f"{at}|W{at}|Ma|yes" for at in numbers), "20||Ma|yes"]), "b.csv")
    assert chased(overlapping(east, west)) == []


def test_one_prospect_is_told_once_by_its_best_evidence() -> None:
    heading = "opportunity_id|name|phone|manager|is_open"
    east = members(f"{heading}\nop-1|Wang|13900001111|Li|yes", "a.csv")
    west = members(f"{heading}\nop-1|Wang|13900001111|Ma|yes", "b.csv")
    assert chased(overlapping(east, west)) == [("opportunity_id", ("Li", "Ma"), 2)]


def test_who_adds_no_further_manager_to_whom_is_chased_already_is_not_told_again() -> None:
    heading = "customer_id|name|phone|manager|is_open"
    books = [
        members(f"{heading}\nc1|Wang|13900001111|Li|yes", "a.csv"),
        members(f"{heading}\nc1|Wang|13900001111|Ma|yes", "b.csv"),
        members(f"{heading}\n|Wang|13900001111|Ma|yes", "c.csv"),
    ]
    assert chased(overlapping(*books)) == [("customer_id", ("Li", "Ma"), 2)]


def test_several_branches_chase_though_one_or_all_of_them_name_no_manager() -> None:
    heading = "customer_id|branch|manager|is_open"
    result = overlapping(
        members(f"{heading}\nc1|east||yes\nc3|east||yes", "a.csv"),
        members(f"{heading}\nc1|west||yes\nc3|west|Ma|yes", "b.csv"),
    )
    assert chased(result) == [("customer_id", (), 2), ("customer_id", ("Ma",), 2)]
    assert [deal.branch for deal in result.chased_twice[1].deals] == ["east", "west"]


def test_two_managers_of_one_name_in_two_branches_chase_twice_as_they_claim_twice() -> None:
    heading = "customer_id|branch|manager|is_open"
    result = overlapping(
        members(f"{heading}\nc1|east|Li|yes", "a.csv"), members(f"{heading}\nc1|west|Li|yes", "b.csv")
    )
    assert (chased(result), result.total.contested) == ([("customer_id", ("Li",), 2)], 1)


def test_neither_a_blank_nor_the_name_of_a_file_makes_a_second_pursuer_of_one_manager() -> None:
    heading = "customer_id|name|phone|branch|manager|is_open"
    own = members(f"{heading}\nc1|Wang|13900001111|east|Li|yes", "a.csv")
    blank = members(f"{heading}\nc1||||Li|yes\nc1||13900001111|east||yes", "b.csv")
    bare = members("name|phone|manager|is_open\nWang|13900001111|Li|yes", "c.csv", branch="east leads")
    result = overlapping(own, blank, bare)
    assert (chased(result), result.total.contested) == ([], 0)


def test_the_most_valuable_come_first() -> None:
    heading = "customer_id|aum|manager|is_open"
    result = overlapping(
        members(f"{heading}\nc1|1|Li|yes\nc2||Li|yes\nc3|5|Li|yes", "a.csv"),
        members(f"{heading}\nc1|1|Ma|yes\nc2||Ma|yes\nc3|5|Ma|yes", "b.csv"),
        top=2,
    )
    assert [one.deals[0].customer_id for one in result.chased_twice] == ["c3", "c1"]
    assert result.total_chased_twice == 3
