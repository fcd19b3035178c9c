"""Telephones and addresses of many people, and what two ways to write one are."""

import pandas as pd
import pytest

from keyclient.analysis.overlap.persons import persons
from keyclient.analysis.overlap.public import ADDRESS, PHONE, Reach, reach
from keyclient.analysis.overlap.telephones import telephones
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


_MOBILE = "13800000001"


def _numbers(typed: str) -> set[str]:
    column = pd.Series([typed], dtype="str").str.normalize("NFKC").str.lower()
    return set(telephones(column))


@pytest.mark.parametrize(
    "typed",
    [
        "13800000001",
        "138-0000-0001",
        "138 0000 0001",
        "138.0000.0001",
        "138—0000—0001",
        "138-00000001",
        "+86 138 0000 0001",
        "+86-13800000001",
        "+8613800000001",
        "8613800000001",
        "86-13800000001",
        "(86)13800000001",
        "（+86）138 0000 0001",
        "008613800000001",
        "0086-138-0000-0001",
        "013800000001",
        "１３８-００００-０００１",
        "'13800000001",
        "13800000001.0",
        "13800000001（手机）",
        "13800000001(本人)",
        "13800000001 本人",
        "13800000001张先生",
        "手机13800000001",
        "手机：13800000001",
        "手机号码: 138 0000 0001",
        "tel 13800000001",
        "Tel.13800000001",
        "TEL:13800000001",
        "Mobile: +86 138-0000-0001",
        "M13800000001",
        "13800000001,",
        "13800000001（微信同号）",
        "微信：13800000001",
        "13800000001 QQ:87654321",
        "13800000001 a1234567@qq.com",
        "13800000001（2024-05-06更新）",
        "13800000001（已核实2024年5月6日）",
    ],
)
def test_a_mobile_is_typed_in_many_ways(typed: str) -> None:
    assert _numbers(typed) == {_MOBILE}


@pytest.mark.parametrize(
    "typed",
    [
        "0571-88886666",
        "057188886666",
        "（0571）88886666",
        "(0571) 8888-6666",
        "0571-8888-6666",
        "0571 8888 6666",
        "0571－88886666",
        "0571/88886666",
        "+86-571-88886666",
        "+86 (0)571 8888 6666",
        "0086 571 88886666",
        "办公电话0571-88886666",
        "0571-88886666（办）",
        "固话：0571-88886666",
    ],
)
def test_a_landline_is_typed_in_many_ways(typed: str) -> None:
    assert _numbers(typed) == {"057188886666"}


@pytest.mark.parametrize(
    "typed",
    [
        "0571-88886666-8001",
        "0571-88886666转8001",
        "0571-88886666 转 8001",
        "0571-8888-6666-8001",
        "(0571)88886666-8001",
        "0571-88886666转分机8001",
        "0571-88886666分机：8001",
        "0571-88886666分机号8001",
        "0571-88886666 ext 8001",
        "0571-88886666 Ext.8001",
        "0571-88886666x8001",
        "0571-88886666#8001",
        "0571-88886666(8001)",
        "0571-88886666（转8001）",
        "0571-88886666—8001",
        "总机0571-88886666转8001（财务）",
        "+86-571-88886666-8001",
    ],
)
def test_an_extension_is_typed_in_many_ways(typed: str) -> None:
    assert _numbers(typed) == {"057188886666#8001"}


@pytest.mark.parametrize(
    "between",
    [
        "/",
        " / ",
        "、",
        "；",
        ";",
        "，",
        ",",
        " ",
        "  ",
        "|",
        "\n",
        "\\",
        "&",
        "+",
        "和",
        "或",
        " 家里",
        "（手机）",
    ],
)
def test_each_of_several_telephones_of_a_cell_counts(between: str) -> None:
    other, landline, extended = "13900000002", "057188886666", "057188886666#8001"
    assert _numbers(f"{_MOBILE}{between}{other}") == {_MOBILE, other}
    assert _numbers(f"0571-88886666{between}{_MOBILE}") == {_MOBILE, landline}
    assert _numbers(f"{_MOBILE}{between}0571-88886666") == {_MOBILE, landline}
    assert _numbers(f"0571-88886666转8001{between}{_MOBILE}") == {_MOBILE, extended}
    assert _numbers(f"0571-88886666-8001{between}{_MOBILE}") == {_MOBILE, extended}
    assert _numbers(f"手机{_MOBILE}{between}{other}{between}0571-88886666") == {_MOBILE, other, landline}


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("本人13800000001 配偶13900000002", {_MOBILE, "13900000002"}),
        ("13800000001(13900000002)", {_MOBILE, "13900000002"}),
        ("138 0000 0001 139 0000 0002", {_MOBILE, "13900000002"}),
        ("13800000001-13900000002", {_MOBILE, "13900000002"}),
        ("0571-88886666-13800000001", {_MOBILE, "057188886666"}),
        ("0571 8888 6666 0571 8888 7777", {"057188886666", "057188887777"}),
        ("88886666 88887777", {"88886666", "88887777"}),
        ("400-888-8888", {"4008888888"}),
        ("400-8888-888", {"4008888888"}),
        ("021-6888-6666", {"02168886666"}),
        ("0431-8888666", {"04318888666"}),
        ("+852-2888-6666", {"85228886666"}),
        ("0085228886666", {"85228886666"}),
        ("13800000001、0002", {_MOBILE}),
        ("13800000001/13800000001", {_MOBILE}),
        ("8888-6666", {"88886666"}),
        ("138-0086-1234", {"13800861234"}),
        ("138 0086 1234", {"13800861234"}),
        ("138 8686 8686", {"13886868686"}),
        ("13800000001-2", {_MOBILE}),
        ("13800000001(2)", {_MOBILE}),
        ("13800000001转13900000002", {_MOBILE, "13900000002"}),
        ("13800000001 +86 139 0000 0002", {_MOBILE, "13900000002"}),
        ("010-88886666", {"01088886666"}),
        ("+86 10 8888 6666", {"01088886666"}),
        ("电话1：13800000001 电话2：13900000002", {_MOBILE, "13900000002"}),
        ("1)13800000001 2)13900000002", {_MOBILE, "13900000002"}),
        ("88886666-801", {"88886666#801"}),
    ],
)
def test_what_belongs_together_is_one_telephone(typed: str, numbers: set[str]) -> None:
    assert _numbers(typed) == numbers


@pytest.mark.parametrize(
    "typed", ["无", "0", "138****0001", "00000000000", "12345", "见备注", "QQ12345678", "#8001"]
)
def test_what_is_no_telephone_is_nobodys(typed: str) -> None:
    assert len(_reach(PHONE, f"王伟||{typed}").record) == 0


def test_extensions_of_one_switchboard_are_several_telephones() -> None:
    found = _reach(PHONE, "王伟||0571-88886666转801", "李娜||0571-88886666-802", "张敏||0571-88886666")
    assert len(set(found.key)) == 3


def test_people_are_compared_by_each_of_their_telephones() -> None:
    found = _reach(PHONE, "王伟||13800000001（手机）", "李娜||家13900000002；手机138-0000-0001", "张敏||")
    assert found.record.tolist() == [0, 1, 1]
    assert found.people.tolist() == [2, 1]


def test_one_address_is_typed_with_and_without_blanks() -> None:
    found = _reach(ADDRESS, "王伟||杭州市 青山路8号，2幢", "李娜||杭州市青山路８号2幢", "张敏||杭州")
    assert found.key.tolist() == [0, 0]
