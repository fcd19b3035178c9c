import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.model.check_digits import CREDIT_ALPHABET, RESIDENT_CHECKS, credit_check, resident_check
from tests.analysis.check.checking import checked, told

RESIDENT, FIRM = "11010519491231002X", "91350100M000100Y43"


def _of_id(number: str, *, kind: str = "", birth: str = "", gender: str = "") -> list[str]:
    sheet = f"客户号 | 证件号码 | 客户类型 | 出生日期 | 性别\n1 | {number} | {kind} | {birth} | {gender}"
    codes = ("KC325", "KC326", "KC327", "KC328", "KC331")
    return told(checked(sheet), *codes)


@pytest.mark.parametrize(
    "number",
    [
        RESIDENT,
        RESIDENT.lower(),
        FIRM,
        "G12345678",
        "K1234567(8)",
        "110105491231002",
        "1101051949****002X",
        "",
        "12345678901234567890",
    ],
)
def test_right_numbers_and_numbers_of_other_kinds_are_no_issue(number: str) -> None:
    assert _of_id(number) == []


@pytest.mark.parametrize(
    "number",
    ["110105194912310021", "11010519491231003X", "110105194902300020", "110105204912310022"],
    ids=["check digit", "a digit", "30 February", "born after the data date"],
)
def test_a_resident_number_with_a_wrong_digit_or_date_is_told(number: str) -> None:
    assert _of_id(number) == ["KC325 B2 warning"]


def test_a_credit_code_with_a_wrong_character_is_told_as_one() -> None:
    assert _of_id("91350100M000100Y4X") == ["KC328 B2 warning"]
    assert _of_id("913501000000000000") == ["KC328 B2 warning"]


def test_a_wrong_number_of_digits_is_a_credit_code_where_the_customer_is_a_company() -> None:
    assert _of_id("110105194912310021", kind="公司") == ["KC328 B2 warning"]
    assert _of_id("110105194912310021", kind="个人") == ["KC325 B2 warning"]


@pytest.mark.parametrize(
    ("birth", "gender", "said"),
    [
        ("1949-12-31", "女", []),
        ("1949-12-30", "", ["KC326 D2 warning"]),
        ("", "男", ["KC327 E2 warning"]),
        ("", "Male", ["KC327 E2 warning"]),
        ("", "F", []),
        ("", "未知", []),
    ],
)
def test_birth_date_and_gender_are_held_against_a_right_number(
    birth: str, gender: str, said: list[str]
) -> None:
    assert _of_id(RESIDENT, birth=birth, gender=gender) == said


def test_a_wrong_number_contradicts_nothing() -> None:
    assert _of_id("110105194912310021", birth="1950-01-01", gender="男") == ["KC325 B2 warning"]


def test_a_rounded_number_is_told_once_and_counted_with_the_damaged_ones() -> None:
    sheet = "客户号 | 证件号码 | AUM\n1 | 1.10105E+17 | 60\n2 | 110105194912310021 | 30\n3 | G12345678 | 10"
    found = checked(sheet)
    assert told(found, "KC108", "KC325") == ["KC108 B2 warning", "KC325 B3 warning"]
    (damaged,) = found.result.damaged_ids
    assert (damaged.field, damaged.rounded, damaged.wrong, damaged.held.customers) == ("id_number", 1, 1, 2)
    assert damaged.held.share_of_value == pytest.approx(0.9)


def test_a_column_of_made_up_numbers_is_told_once_and_damages_nothing() -> None:
    numbers = [f"11010519491231{n:03d}{RESIDENT_CHECKS[-1]}" for n in range(100, 140)]
    rows = "\n".join(f"{place} | {number}" for place, number in enumerate(numbers))
    found = checked(f"客户号 | 证件号码\n{rows}")
    assert told(found, "KC325", "KC331") == ["KC331 B2 note"]
    assert found.result.damaged_ids == ()
    cell_by_cell = told(checked(f"客户号 | 证件号码\n{rows}", {"systematic_cells": 41}), "KC325", "KC331")
    assert {line.split()[0] for line in cell_by_cell} == {"KC325"}
    assert len(cell_by_cell) > 20


@pytest.mark.parametrize(
    "phone",
    [
        "13800138000",
        "138 0013 8000",
        "+86 138-0013-8000",
        "010-88886666",
        "(021)12345678转123",
        "13800138000/010-88886666",
        "400-800-1234",
        "+1 (212) 555-0100",
        "10012345678",
        "138****8000",
        "不详",
        "",
    ],
)
def test_telephones_as_people_write_them_are_no_issue(phone: str) -> None:
    assert told(checked(f"客户号 | 联系电话\n1 | {phone}"), "KC329") == []


@pytest.mark.parametrize(
    "phone", ["1380013800", "138001380001", "12345", "00000000000", "13800138000 张三", "1380013800O"]
)
def test_a_telephone_that_nobody_can_call_is_a_note(phone: str) -> None:
    assert told(checked(f"客户号 | 联系电话\n1 | {phone}"), "KC329") == ["KC329 B2 note"]


def test_a_date_after_the_data_date_is_told_and_the_data_date_itself_is_fine() -> None:
    sheet = "客户号 | 出生日期 | 最近联系日期\n1 | 1990-01-01 | 2026-01-31\n2 | 1991-01-01 | 2026-02-01"
    assert told(checked(sheet), "KC330") == ["KC330 C3 warning"]


def test_when_most_dates_lie_ahead_the_data_date_is_doubted_once() -> None:
    rows = "\n".join(f"{n} | 2026-01-{n:02d}" for n in range(1, 31))
    found = checked(f"客户号 | 最近联系日期\n{rows}", as_of=dt.date(2025, 12, 31))
    assert told(found, "KC330", "KC332") == ["KC332 B2 warning"]


def test_no_value_of_a_cell_stands_in_the_sentence() -> None:
    sheet = "客户号 | 证件号码 | 联系电话\n1 | 110105194912310021 | 1380013800"
    found = checked(sheet).issues
    cells = [issue for issue in found if issue.code in ("KC325", "KC329")]
    assert [issue.value for issue in cells] == ["110105194912310021", "1380013800"]
    assert not any(issue.value in str(issue.values) for issue in cells if issue.value)


serials = st.integers(1, 999).filter(lambda number: number % 100)
"""A number that ends in three zeros looks like one that Excel has rounded."""
born = st.dates(dt.date(1900, 1, 1), dt.date(2026, 1, 31))


@given(born, st.integers(0, 999_999), serials, st.integers(0, 16), st.integers(1, 9))
def test_every_number_made_by_the_standard_is_right_and_one_other_digit_makes_it_wrong(
    day: dt.date, region: int, serial: int, place: int, step: int
) -> None:
    first = f"{region:06d}{day:%Y%m%d}{serial:03d}"
    other = first[:place] + str((int(first[place]) + step) % 10) + first[place + 1 :]
    right, wrong = first + resident_check(first), other + resident_check(first)
    sheet = f"客户号 | 证件号码 | 客户类型\n1 | {right} | 个人\n2 | {wrong} | 个人"
    said = told(checked(sheet), "KC325", "KC328")
    assert said in (["KC325 B3 warning"], ["KC328 B3 warning"], [])
    if not said:  # the wrong resident number happens to be a right credit code
        assert credit_check(wrong[:17]) == wrong[17]


@given(st.text(CREDIT_ALPHABET, min_size=9, max_size=9), st.integers(0, 16), st.integers(1, 30))
def test_every_credit_code_made_by_the_standard_is_right_and_one_other_character_makes_it_wrong(
    body: str, place: int, step: int
) -> None:
    first = f"91330100{body}"
    value = CREDIT_ALPHABET.index(first[place])
    other = first[:place] + CREDIT_ALPHABET[(value + step) % 31] + first[place + 1 :]
    right, wrong = first + credit_check(first), other + credit_check(first)
    sheet = f"客户号 | 证件号码\n1 | {right}\n2 | {wrong}"
    said = told(checked(sheet), "KC325", "KC328")
    assert all(line.split()[1] == "B3" for line in said)
