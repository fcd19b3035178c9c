"""What is left of a field when customers are hidden."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.answers.masking import Mask
from keyclient.model.masking import mask_id_number, mask_name, mask_number, mask_phone
from keyclient.policy.models import Policy
from tests.analysis.books import book


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("金", "金*"),
        ("云州安丰建筑工程有限公司", "云州****"),
        ("阿依古丽·买买提", "阿依****"),
        ("John Smith", "J*** S***"),
        ("Li", "L***"),
        ("", ""),
    ],
)
def test_of_a_name_the_family_name_is_left(name: str, left: str) -> None:
    assert mask_name(name) == left


@pytest.mark.parametrize(
    ("number", "left"),
    [
        ("6217001234561234", "6217****1234"),
        ("62170012345612345678", "6217****5678"),
        ("0000193136", "00****136"),
        ("C01", "****1"),
        ("7", "****"),
        ("", ""),
    ],
)
def test_of_a_number_at_most_half_is_left(number: str, left: str) -> None:
    assert mask_number(number) == left


def test_of_a_telephone_number_the_end_is_left() -> None:
    assert [mask_phone(number) for number in ("13812345678", "0571-88886666", "88886666", "110", "")] == [
        "138****5678", "057****6666", "****6666", "****", "",
    ]  # fmt: skip


def test_of_an_id_number_neither_birthday_nor_sex_is_left() -> None:
    assert [mask_id_number(number) for number in ("11010519491231002X", "91330100MA27XYZ123", "P123", "")] == [
        "110****02X", "913****123", "****", "",
    ]  # fmt: skip


NUMBERS = st.lists(st.text("0123456789", min_size=1, max_size=20), min_size=1, max_size=30, unique=True)


@given(NUMBERS)
def test_different_numbers_differ_and_the_order_of_the_rows_never_matters(numbers: list[str]) -> None:
    masks = [Mask.of(book([1] * len(numbers), ids=ids), Policy()).numbers for ids in (numbers, numbers[::-1])]
    assert masks[0] == masks[1]
    assert len(set(masks[0].values())) == len(numbers)


@given(st.lists(st.text("0123456789", min_size=4, max_size=20), min_size=1, max_size=30, unique=True))
def test_no_number_is_left_whole(numbers: list[str]) -> None:
    mask = Mask.of(book([1] * len(numbers), ids=numbers), Policy()).numbers
    assert [number for number in numbers if number in mask[number]] == []


def test_blank_cells_stay_blank() -> None:
    portfolio = book([1, 2], name=["张三", None])
    masked = Mask.of(portfolio, Policy()).portfolio(portfolio).frame
    assert masked["name"].isna().tolist() == [False, True]
    assert pd.isna(portfolio.frame["name"].iloc[1])
    assert portfolio.frame["name"].iloc[0] == "张三"


def test_an_address_is_hidden_entirely() -> None:
    customers = book([1, 2], address=["云州市解放路1号", None])
    masked = Mask.of(customers, Policy()).portfolio(customers)
    assert masked.frame["address"].fillna("").tolist() == ["****", ""]
