"""Telephones and addresses of many people, and what two ways to write one are."""

import pytest

from keyclient.analysis.overlap.persons import persons
from keyclient.analysis.overlap.public import ADDRESS, PHONE, Reach, reach
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.joined import members

HERS = "11010519491231002X"


def _reach(kind: str, *lines: str) -> Reach:
    book = members("\n".join((f"name|id_number|{kind}", *lines)))
    return reach(persons((book,), OverlapPolicy()), kind, 4)


def test_a_telephone_of_four_people_or_more_is_public() -> None:
    people = ("王伟", "李娜", "张敏", "刘洋", "陈静", "杨勇")
    told = _reach(PHONE, *(f"{name}||057188886666" for name in people), "赵强||13800000001").told()
    assert told is not None
    assert (told.kind, told.people, told.numbers) == (PHONE, 6, 1)


def test_three_people_under_several_spellings_are_three() -> None:
    found = _reach(
        PHONE,
        "王伟||057188886666",
        "王 伟||057188886666",
        "李娜||057188886666",
        f"张敏|{HERS}|057188886666",
        f"张慜|{HERS}|057188886666",
    )
    assert found.people.tolist() == [3]
    assert found.told() is None


def test_whoever_has_no_name_counts_for_herself() -> None:
    assert _reach(PHONE, *(["||057188886666"] * 4)).people.tolist() == [4]


@pytest.mark.parametrize(
    "typed",
    [
        "13800000001",
        "138-0000-0001",
        "+86 138 0000 0001",
        "8613800000001",
        "１３８-００００-０００１",
        "0571-88886666/13800000001",
        "0571-88886666 13800000001",
    ],
)
def test_one_telephone_is_typed_in_many_ways(typed: str) -> None:
    found = _reach(PHONE, "王伟||13800000001", f"李娜||{typed}")
    assert len(set(found.key[found.record == 0]) & set(found.key[found.record == 1])) == 1


@pytest.mark.parametrize("typed", ["无", "0", "138****0001", "00000000000", "12345", "见备注"])
def test_what_is_no_telephone_is_nobodys(typed: str) -> None:
    assert len(_reach(PHONE, f"王伟||{typed}").record) == 0


def test_extensions_of_one_switchboard_are_several_telephones() -> None:
    found = _reach(PHONE, "王伟||0571-88886666转801", "李娜||0571-88886666转802")
    assert len(set(found.key)) == 2


def test_one_address_is_typed_with_and_without_blanks() -> None:
    found = _reach(ADDRESS, "王伟||杭州市 青山路8号，2幢", "李娜||杭州市青山路８号2幢", "张敏||杭州")
    assert found.key.tolist() == [0, 0]
