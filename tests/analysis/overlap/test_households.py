"""Who may live together."""

from decimal import Decimal

from keyclient.analysis.overlap.result import OverlapResult
from tests.analysis.overlap.joined import members, overlapping

HOME = "朝阳区建国路88号3单元501室"


def homes(result: OverlapResult) -> list[tuple[str, list[str | None], Decimal | None, str | None]]:
    """Kind, members, value and tier of each household."""
    return [
        (one.kind, [member.customer_id for member in one.members], one.value, one.tier)
        for one in result.households
    ]


def test_two_names_at_one_telephone_are_a_household_with_their_value_and_tier_together() -> None:
    result = overlapping(
        members("customer_id|name|phone|aum\nc1|王强|13900001111|300000", "a.csv"),
        members("customer_id|name|phone|aum\nc2|李芳|13900001111|250000\nc3|赵六|13900002222|1", "b.csv"),
    )
    assert homes(result) == [("phone", ["c1", "c2"], Decimal(550_000), "gold")]
    assert (result.total_households, result.counted_twice, result.households[0].people) == (1, 0, 2)


def test_a_telephone_of_six_names_is_public_and_no_household() -> None:
    lines = "\n".join(f"c{number}|姓名{name}|02088880000|1" for number, name in enumerate("甲乙丙丁戊己"))
    result = overlapping(members(f"customer_id|name|phone|aum\n{lines}"))
    assert homes(result) == []
    assert [(one.kind, one.people, one.numbers) for one in result.public] == [("phone", 6, 1)]


def test_one_name_alone_is_no_household() -> None:
    result = overlapping(members("customer_id|name|phone\nc1|王强|13900001111\nc2|王强|13900001111"))
    assert homes(result) == []


def test_a_person_of_two_names_is_no_household_with_herself() -> None:
    number = "11010519491231002X"
    book = members(
        f"customer_id|name|id_number|phone\nc1|王强|{number}|13900001111\nc2|王小强|{number}|13900001111"
    )
    assert homes(overlapping(book)) == []


def test_a_company_is_no_household_with_its_owner() -> None:
    by_kind = members(
        "customer_id|name|phone|kind\nc1|王强|13900001111|retail\nc2|大发|13900001111|corporate"
    )
    by_name = members("customer_id|name|phone\nc1|王强|13900001111\nc2|大发贸易有限公司|13900001111")
    assert homes(overlapping(by_kind)) == homes(overlapping(by_name)) == []


def test_telephone_and_address_of_the_same_people_are_one_household() -> None:
    book = members(f"customer_id|name|phone|address\nc1|王强|13900001111|{HOME}\nc2|李芳|13900001111|{HOME}")
    assert [(kind, who) for kind, who, *_ in homes(overlapping(book))] == [
        ("phone_and_address", ["c1", "c2"])
    ]


def test_a_couple_within_a_family_is_told_with_the_family() -> None:
    book = members(
        f"customer_id|name|phone|address\nc1|王强|13900001111|{HOME}\nc2|李芳|13900001111|{HOME}\nc3|王小宝||{HOME}"
    )
    assert [(kind, who) for kind, who, *_ in homes(overlapping(book))] == [("address", ["c1", "c2", "c3"])]


def test_each_record_of_a_joined_member_is_listed_and_counted_once() -> None:
    result = overlapping(
        members("customer_id|name|phone|aum\nc1|王强|13900001111|1\nc2|李芳|13900001111|10", "a.csv"),
        members("customer_id|name|phone|aum\nc1|王强|13900001111|2", "b.csv"),
    )
    (home,) = result.households
    assert (home.people, home.value) == (2, 13)
    assert sum(member.value or 0 for member in home.members) == 13


def test_one_person_may_stand_in_two_households() -> None:
    heading = "customer_id|name|phone|aum|satisfaction"
    result = overlapping(
        members(f"{heading}\nc1|王强|13900001111|1|50\nc2|李芳|13900001111|2|90", "a.csv"),
        members(f"{heading}\nc1|王强|13900002222|4|70\nc3|王明|13900002222|8|", "b.csv"),
    )
    assert [(one.people, one.value) for one in result.households] == [(2, 13), (2, 7)]


def test_without_a_measure_a_household_has_no_value() -> None:
    book = members("customer_id|name|phone\nc1|王强|13900001111\nc2|李芳|13900001111")
    assert homes(overlapping(book)) == [("phone", ["c1", "c2"], None, None)]


def test_the_most_valuable_come_first() -> None:
    book = members(
        """
        customer_id|name|phone|aum
        c1|王强|13900001111|1
        c2|李芳|13900001111|1
        c3|赵六|13900002222|5
        c4|钱七|13900002222|
        """
    )
    result = overlapping(book, top=1)
    assert [who for _, who, *_ in homes(result)] == [["c3", "c4"]]
    assert result.total_households == 2
