"""Whose a customer is: the ladder, step by step."""

import pytest

from keyclient.analysis.overlap.result import BranchPair, SamePerson
from keyclient.model.label import Lang
from tests.analysis.overlap.joined import members, only, overlapping

HEADING = "customer_id|manager|last_contact|open_date|deposits|loans|revenue"


def decided(east: str, west: str, heading: str = HEADING) -> tuple[str, str | None, str | None]:
    """Step, manager and branch for one customer of two branches with these cells."""
    books = [
        members(f"{heading}\nc1|{cells}", f"{branch}.csv", branch=branch)
        for branch, cells in (("east", east), ("west", west))
    ]
    person = only(overlapping(*books))
    return person.step, person.owner, person.owner_branch


def test_one_claim_alone_is_agreed() -> None:
    book = members("customer_id|id_number|manager\na1|11010519491231002X|Li\na2|11010519491231002X|Li")
    person = only(overlapping(book))
    assert (person.step, person.owner, person.ground) == ("agreed", "Li", "nobody else claims her")


def test_a_manager_goes_before_a_branch_that_names_none() -> None:
    assert decided("Li|2026-01-01|2020-01-01|1|1|1", "|2026-06-01|2000-01-01|9|9|9") == (
        "assigned",
        "Li",
        "east",
    )


@pytest.mark.parametrize("nobody", ["待分配", "公共户", "（未分配）", "Unassigned"])
def test_a_word_for_nobody_is_no_manager(nobody: str) -> None:
    assert decided("Li|2026-01-01|2020-01-01|1|1|1", f"{nobody}|2026-06-01|2000-01-01|9|9|9") == (
        "assigned",
        "Li",
        "east",
    )


def test_then_whoever_was_in_contact_within_180_days() -> None:
    assert decided("Li|2026-01-01|2020-01-01|1|1|1", "Ma|2026-01-02|2021-01-01|9|9|9")[0] == "opening"
    assert decided("Li|2026-01-01|2020-01-01|1|1|1", "Ma|2025-12-31|2000-01-01|9|9|9") == (
        "contact",
        "Li",
        "east",
    )


def test_a_contact_in_the_future_is_none() -> None:
    assert decided("Li|2026-07-01|2020-01-01|1|1|1", "Ma|2026-06-30|2021-01-01|9|9|9") == (
        "contact",
        "Ma",
        "west",
    )


def test_no_contact_on_either_side_decides_nothing() -> None:
    assert decided("Li||2020-01-01|1|1|1", "Ma|2020-01-01|2000-01-01|9|9|9")[:2] == ("opening", "Ma")


@pytest.mark.parametrize(
    ("east", "west", "step"),
    [
        ("Li||2020-01-01|1|9|9", "Ma||2020-01-02|9|1|1", "opening"),
        ("Li||2020-01-01|9|1|1", "Ma||2020-01-01|8.99|9|9", "deposits"),
        ("Li||2020-01-01|0|9|1", "Ma||2020-01-01|0|0|9", "loans"),
        ("Li||2020-01-01|5|5|-1", "Ma||2020-01-01|5|5|-2", "revenue"),
    ],
)
def test_then_the_earliest_opening_the_largest_deposits_loan_and_contribution(
    east: str, west: str, step: str
) -> None:
    assert decided(east, west) == (step, "Li", "east")


def test_a_figure_that_one_side_does_not_know_decides_nothing() -> None:
    assert decided("Li|||1|1|1", "Ma||2000-01-01|9|1|1")[:2] == ("deposits", "Ma")
    assert decided("Li|||||1", "Ma||2000-01-01|9|9|2")[:2] == ("revenue", "Ma")


def test_equal_at_every_step_is_undecided_and_says_what_is_not_known() -> None:
    heading = "customer_id|manager|open_date|deposits"
    books = [
        members(f"{heading}\nc1|{cells}", f"{branch}.csv", branch=branch)
        for branch, cells in (("east", "Li|2020-01-01|"), ("west", "Ma|2020-01-01|5"))
    ]
    result = overlapping(*books)
    person = only(result)
    assert (person.step, person.owner, person.owner_branch) == ("undecided", None, None)
    assert person.ground == "no step tells them apart; not known of all: deposits, loans, contribution"
    assert (result.total.contested, result.total.undecided) == (1, 1)
    assert only(overlapping(*books, lang=Lang.ZH)).ground == "各项比较均不能区分；存款、贷款、贡献不详"


def test_of_three_the_worst_leave_step_by_step() -> None:
    book = members(
        """
        row|customer_id|branch|manager|open_date|deposits
        2|c1|east|Li|2020-01-01|5
        2|c1|west|Ma|2020-01-01|9
        2|c1|north|Wu|2021-01-01|99
        """
    )
    person = only(overlapping(book))
    assert (person.step, person.owner, person.evidence) == ("deposits", "Ma", ("one_record",))
    assert person.ground == "deposits 9 yuan; next 5 yuan (only among those with the earliest opening)"


def test_an_unknown_figure_of_who_left_already_does_not_matter() -> None:
    book = members(
        """
        row|customer_id|branch|manager|open_date|deposits
        2|c1|east|Li|2020-01-01|5
        2|c1|west|Ma|2020-01-01|9
        2|c1|north||2021-01-01|
        """
    )
    assert only(overlapping(book)).step == "deposits"


def test_the_evidence_names_only_those_who_were_compared_and_why_the_others_were_not() -> None:
    book = members(
        """
        row|customer_id|branch|manager|open_date|last_contact
        2|c1|east|Li|2015-01-01|2026-06-01
        2|c1|west|Ma|2018-01-01|2026-05-01
        2|c1|south|Wu|2001-01-01|
        """
    )
    assert only(overlapping(book)).ground == (
        "opened 2015-01-01; next 2018-01-01 (only among those in contact within 180 days)"
    )
    zh = only(overlapping(book, lang=Lang.ZH)).ground
    assert zh == "2015-01-01开户，其次2018-01-01（仅比较近180天有联系的各方）"


def test_a_branch_without_manager_that_was_in_contact_later_was_not_compared() -> None:
    book = members(
        """
        row|customer_id|branch|manager|last_contact
        2|c1|east|Li|2026-05-01
        2|c1|west|Ma|
        2|c1|south||2026-06-01
        """
    )
    assert only(overlapping(book)).ground == (
        "in contact 2026-05-01; nobody else within 180 days (only among those with a manager)"
    )


def test_an_undecided_customer_is_so_only_among_those_who_are_left() -> None:
    book = members(
        """
        row|customer_id|branch|manager|last_contact
        2|c1|east|Li|2026-05-01
        2|c1|west|Ma|2026-05-01
        2|c1|south||2026-06-01
        2|c1|north|Wu|
        """
    )
    assert only(overlapping(book)).ground == (
        "no step tells them apart; not known of all: date of opening, deposits, loans, contribution "
        "(only among those with a manager, in contact within 180 days)"
    )


def test_records_that_name_nobody_are_not_compared_and_that_is_said() -> None:
    book = members(
        """
        row|customer_id|branch|manager|open_date
        2|c1|east|Li|2015-01-01
        2|c1|west|Ma|2018-01-01
        2|c1|||2001-01-01
        """
    )
    assert only(overlapping(book)).ground == (
        "opened 2015-01-01; next 2018-01-01 (only among those that name a branch or a manager)"
    )


BRANCHED = f"branch|{HEADING.partition('|')[2]}"


def of_columns(*cells: str) -> SamePerson:
    """One customer of several books that name their branches themselves, c1 in each."""
    books = (
        members(f"customer_id|{BRANCHED}\nc1|{line}", f"{place}.csv") for place, line in enumerate(cells)
    )
    return only(overlapping(*books))


def test_one_manager_in_two_branches_is_two_claims() -> None:
    person = of_columns("east|Li||2020-01-01|1|1|1", "west|Li||2010-01-01|1|1|1")
    assert (person.step, person.owner, person.owner_branch) == ("opening", "Li", "west")
    assert of_columns("east|Li|||||", "west|Li|||||").step == "undecided"


def test_the_name_of_a_file_makes_no_second_claim_of_one_manager() -> None:
    assert decided("Li||2020-01-01|1|1|1", "Li||2010-01-01|1|1|1") == ("agreed", "Li", None)
    own = members("customer_id|branch|manager\nc1|east|Li", "a.csv")
    other = members("customer_id|manager\nc1|Li", "loans.csv", branch="east loans")
    person = only(overlapping(own, other))
    assert (person.step, person.owner, person.owner_branch) == ("agreed", "Li", "east")
    third = members("customer_id|branch|manager\nc1|west|Ma", "b.csv")
    assert overlapping(own, other, third).pairs == (BranchPair(branch="east", other="west", persons=1),)


def test_a_record_that_leaves_the_branch_blank_is_no_claim_of_its_own() -> None:
    cells = "east|Li||2015-01-01|1||", "|Li||2010-01-01|2||", "west|Ma||2012-01-01|9||"
    person = of_columns(*cells)
    assert (person.step, person.owner, person.owner_branch) == ("opening", "Li", "east")
    assert person.ground == "opened 2010-01-01; next 2012-01-01"


def test_a_record_that_leaves_the_manager_blank_is_that_of_the_only_one_of_its_branch() -> None:
    cells = "east|Li||2015-01-01|1||", "east|||2010-01-01|2||", "west|Ma||2012-01-01|9||"
    assert of_columns(*cells).ground == "opened 2010-01-01; next 2012-01-01"


def test_a_claim_that_leaves_the_branch_open_contradicts_none() -> None:
    books = members("customer_id|manager\nc1|Li", "a.csv"), members("customer_id|branch\nc1|east", "b.csv")
    person = only(overlapping(*books))
    assert (person.step, person.owner, person.owner_branch) == ("agreed", "Li", "east")


def test_spelling_of_a_manager_is_no_dispute() -> None:
    assert of_columns("east|Li Ming|||||", "west|LI MING|||||").step == "undecided"
    books = [members(f"customer_id|manager\nc1|{name}", f"{name}.csv") for name in ("Li Ming", "ＬＩ ming")]
    assert only(overlapping(*books)).step == "agreed"


def test_nobody_is_named() -> None:
    books = members("customer_id|name\nc1|Wang", "a.csv"), members("customer_id|name\nc1|Wang", "b.csv")
    result = overlapping(*books)
    person = only(result)
    assert (person.step, person.owner, person.combined_value) == ("unclaimed", None, None)
    assert person.ground == "no record names a branch or a manager"
    assert (result.total.contested, result.total.undecided, result.measure) == (0, 0, None)


def test_several_records_of_one_claim_count_together() -> None:
    east = members(
        """
        customer_id|id_number|manager|open_date|deposits
        a1|11010519491231002X|Li|2020-01-01|6
        a2|11010519491231002X|Li||6
        """,
        "east.csv",
        branch="east",
    )
    west = members(
        "customer_id|id_number|manager|open_date|deposits\nb1|11010519491231002X|Ma|2020-01-01|11",
        "west.csv",
        branch="west",
    )
    person = only(overlapping(east, west))
    assert person.ground == "deposits 12 yuan; next 11 yuan"


def test_the_evidence_stands_in_words_of_a_bank() -> None:
    book = members(
        """
        row|customer_id|branch|manager|last_contact|open_date
        2|c1|城东支行|李明|2026-06-01|2020-01-01
        2|c1|城西支行|马强|2025-01-01|2010-01-01
        """
    )
    person = only(overlapping(book, lang=Lang.ZH))
    assert person.ground == "2026-06-01有联系，他方近180天无联系"
    early = only(overlapping(book, lang=Lang.ZH, contact_days=1))
    assert early.ground == "2010-01-01开户，其次2020-01-01"
